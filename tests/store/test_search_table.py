"""Seventy-five queries in four languages over eighty texts: what each must find, written down."""

from collections.abc import Iterator

import pytest

from deskterm.store.opening import Store
from deskterm.store.search.finding import page
from deskterm.store.search.query import ask
from deskterm.store.write.bulk import fill
from tests.store.desks import START, founded
from tests.store.searched import QUERIES, TEXTS


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A desk with a ticket for each text."""
    store = founded(tmp_path_factory.mktemp("searched") / "desk.db")
    fill(store, ({"subject": text, "created_at": START + n} for n, text in enumerate(TEXTS)), by="ana")
    yield store
    store.close()


@pytest.mark.parametrize(("query", "expected"), QUERIES, ids=[query for query, _ in QUERIES])
def test_a_query_finds_exactly_these(told: Store, query: str, expected: set[int]) -> None:
    """The tickets that are written down, and no others."""
    assert {row.id for row in page(told.db, None, ask(query)).rows} == expected


def test_the_table_is_as_large_as_it_says() -> None:
    """Eighty texts, seventy-five queries."""
    assert (len(TEXTS), len(QUERIES)) == (80, 75)
