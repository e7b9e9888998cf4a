"""The index is built anew while others write and search, on both stores, and says how far it is."""

import threading
from collections.abc import Iterator

import pytest

from deskterm.store.opening import Store
from deskterm.store.search import rebuilding
from deskterm.store.search.finding import page
from deskterm.store.search.index import indexes, terms
from deskterm.store.search.query import ask
from deskterm.store.search.texts import rows
from deskterm.store.write.bulk import fill
from deskterm.workflow.values import Act, Change
from tests.store.both import BOTH, desk_on
from tests.store.desks import START, contact, do

OLD = 600
"""Tickets that are there when the building begins."""


@pytest.fixture(params=BOTH)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A desk with tickets about printers."""
    with desk_on(request.param, tmp_path_factory.mktemp("rebuilt")) as store:
        fill(store, ({"subject": f"Printer {n} offline", "created_at": START + n} for n in range(OLD)), by="ana")
        yield store


def found(store: Store, text: str) -> set[int]:
    """The tickets that a text finds."""
    return {row.id for row in page(store.db, None, ask(text), limit=10_000).rows}


def write(store: Store, wrong: list[str], started: threading.Event, stop: threading.Event, said: list[int]) -> None:
    """Register and amend tickets, old and new, and look for each at once."""
    turn = 0
    while not stop.wait(0.02):
        turn += 1
        with store.writing() as writer:
            number = writer.register(contact(f"Scanner zebra{turn}"), by="ana", now=START + turn)
        old = 1 + turn * 7 % OLD
        do(store, old, Change(act=Act.AMEND, event="amended", fields={"subject": f"Printer giraffe{turn}"}))
        said.append(number)
        if found(store, f"zebra{turn}") != {number}:
            wrong.append(f"zebra{turn}")
        if found(store, f"giraffe{turn}") != {old}:
            wrong.append(f"giraffe{turn}")
        started.set()


def test_a_desk_in_use_is_built_anew(told: Store) -> None:
    """Whatever is written meanwhile is found at once, nothing is lost, and progress goes up to the end."""
    wrong: list[str] = []
    new: list[int] = []
    seen: list[tuple[int, int]] = []
    started, stop = threading.Event(), threading.Event()

    def progress(done: int, total: int) -> None:
        seen.append((done, total))
        if len(seen) % 8 == 0:
            assert found(told, "printer") == set(range(1, OLD + 1))

    writer = threading.Thread(target=write, args=(told, wrong, started, stop, new))
    writer.start()
    try:
        assert started.wait(30)
        count = rebuilding.rebuild(told, progress, afresh=True)
    finally:
        stop.set()
        writer.join(30)
    assert not writer.is_alive() and wrong == []
    assert count >= OLD
    assert seen == sorted(seen, key=lambda each: each[0]) and seen[0][0] == 0 and len(seen) > 3
    assert seen[-1] == (count, count)
    assert found(told, "printer") == set(range(1, OLD + 1)) and found(told, "scanner") == set(new)
    (index,) = indexes(told.db)
    assert index.done == rebuilding.incomplete(told.db) == 0 and rebuilding.leftover(told.db) == []


def test_a_new_index_holds_every_term_once(told: Store) -> None:
    """Built in two sittings, with changes between them, it holds what the texts say: no term twice, none of before."""
    stops = iter([False, False, True])
    rebuilding.rebuild(told, afresh=True, stop=lambda: next(stops))
    assert len(indexes(told.db)) == 2
    for number in (3, OLD - 3):
        do(told, number, Change(act=Act.AMEND, event="amended", fields={"subject": "Router gone"}))
    rebuilding.rebuild(told)
    assert found(told, "router") == {3, OLD - 3} and found(told, "offline") == set(range(1, OLD + 1)) - {3, OLD - 3}
    (index,) = indexes(told.db)
    said = rows(told.db, range(1, OLD + 1))
    if told.db.dialect == "postgresql":
        held = told.db.all(f"SELECT rowid, length(words) FROM {index.table} ORDER BY 1")
        assert held == sorted((row, len(set(terms(texts)))) for row, texts in said.items())
