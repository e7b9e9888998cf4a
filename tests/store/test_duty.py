"""Reads of loads and candidates: each from an index, on both stores, and what they find beside a reckoning by facts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from deskterm.store.opening import Store
from deskterm.store.read.duty import LANE, familiar, last_given, loads, own_work, unassigned_work
from deskterm.store.read.facts import facts
from deskterm.workflow.duty import load_of
from deskterm.workflow.permission import sees
from deskterm.workflow.values import LIVE, Status, Ticket
from tests.store.both import BOTH, Noting, desk_on
from tests.store.desks import ANA, AUD, LEA, PEOPLE, START, TAKE, TRIAGE, WAIT, contact, fresh

N = 60
LATE = START + 10**13


@pytest.fixture(scope="module", params=BOTH)
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Sixty tickets of line 1: new, open, taken by two people, waiting, some restricted."""
    with desk_on(request.param, Path(tmp_path_factory.mktemp("duty"))) as store:
        with store.writing() as writer:
            for person in PEOPLE:
                writer.add_person(person, by="ana", now=START)
            for n in range(N):
                number = writer.register(contact(), by="ana", now=START + n)
                changes = [TRIAGE, replace(TAKE, fields={**TAKE.fields, "assignee": ("ana", "lea")[n % 2]}), WAIT]
                for step, change in enumerate(changes[: n % 4]):
                    extra = {"priority": 1 + n % 5, "due_at": START + n * 7 % 11} if not step else {}
                    extra |= {"restricted": True} if not step and n % 5 == 0 else {}
                    writer.apply(fresh(writer, number), replace(change, fields={**change.fields, **extra}), by="ana",
                                 now=START + n)  # fmt: skip
        yield store


def tickets(store: Store) -> list[Ticket]:
    found = [facts(store.db, number) for number in range(1, N + 1)]
    return [ticket for ticket in found if ticket is not None]


def test_no_read_scans_the_tickets(full: Store) -> None:
    """Every statement looks rows up by an index of tickets, and by the number of the events."""
    db = Noting(full.db)
    ticket = facts(full.db, 2)
    assert ticket is not None
    loads(db, LEA, ["ana", "lea", "bob"])
    last_given(db, ANA)
    familiar(db, ANA, ticket)
    own_work(db, ANA, LATE)
    unassigned_work(db, LEA, (1, 2))
    assert len(db.asked) == 7 + 2 * 9
    for sql, named in db.asked:
        if db.dialect == "sqlite":
            plan = [row[3] for row in full.db.all(f"EXPLAIN QUERY PLAN {sql}", **named)]
            assert not [step for step in plan if step.startswith("SCAN")], (sql, plan)
        else:
            with full.db.snapshot():
                full.db.run("SET LOCAL enable_seqscan = off", {})
                plan = [row[0] for row in full.db.all(f"EXPLAIN {sql}", **named)]
            assert not [step for step in plan if "Seq Scan on ticket" in step or "Seq Scan on event" in step], (
                sql,
                plan,
            )


def test_lanes_come_sorted_from_their_index(full: Store) -> None:
    """Unassigned tickets are read in the order of deadlines without sorting them."""
    db = Noting(full.db)
    unassigned_work(db, ANA, (1,))
    if db.dialect == "sqlite":
        for sql, named in db.asked:
            plan = [row[3] for row in full.db.all(f"EXPLAIN QUERY PLAN {sql}", **named)]
            assert "ix_ticket_unassigned" in plan[0], plan
            assert not [step for step in plan if "TEMP B-TREE" in step], plan
    for person in PEOPLE:
        found = [work.ticket for work in unassigned_work(full.db, person, (1, 2, 3))]
        rows = sorted(
            (t.priority, t.due_at, t.id)
            for t in tickets(full)
            if t.assignee is None and t.status is Status.OPEN and sees(person, t)
        )
        assert [(t.priority, t.due_at, t.id) for t in found] == rows
        assert len(rows) < LANE


@pytest.mark.parametrize("person", PEOPLE, ids=lambda p: p.name)
def test_loads_count_what_the_asker_sees(full: Store, person: object) -> None:
    """The weight of the open tickets of each, as the facts tell it."""
    found = loads(full.db, person, ["ana", "lea", "bob"])  # type: ignore[arg-type]
    for name in ("ana", "lea", "bob"):
        seen = [t for t in tickets(full) if t.assignee == name and t.status in LIVE and sees(person, t)]  # type: ignore[arg-type]
        assert found.get(name, 0) == load_of((t.status, t.priority) for t in seen)
    assert "bob" not in found
    assert loads(full.db, person, []) == {}  # type: ignore[arg-type]


def test_what_waits_is_ones_own_work_when_its_moment_has_come(full: Store) -> None:
    """Not before."""
    all_of = [t for t in tickets(full) if t.assignee == "ana"]
    before, after = (own_work(full.db, ANA, now) for now in (START, LATE))
    assert {w.ticket.id for w in before} == {t.id for t in all_of if t.status is not Status.WAITING}
    assert {w.ticket.id for w in after} == {t.id for t in all_of}
    assert {w.ticket.id for w in after if w.woken} == {t.id for t in all_of if t.status is Status.WAITING}


def test_who_was_given_one_last(full: Store) -> None:
    """By whom the event names, not by who wrote it; hidden tickets are not spoken of."""
    taken = {t.id: t for t in tickets(full) if t.assignee}
    everything = last_given(full.db, AUD)
    assert everything == {
        name: max(START + t.id - 1 for t in taken.values() if t.assignee == name) for name in ("ana", "lea")
    }
    seen = last_given(full.db, ANA)
    assert seen["lea"] == max(START + t.id - 1 for t in taken.values() if t.assignee == "lea" and sees(ANA, t))
