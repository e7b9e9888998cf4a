"""What the desk has learnt: after any history it is what a recount of the tickets gives, and it is read at once."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from deskterm.store.location import Location
from deskterm.store.opening import Store, open_store
from deskterm.store.read import chain, history, lessons
from deskterm.store.write import lessons as writing
from deskterm.store.write.bulk import fill
from deskterm.usecases.act import perform
from deskterm.usecases.erase import erase
from deskterm.workflow.inputs import Details, Triage
from deskterm.workflow.learning import Lessons, places, told
from deskterm.workflow.values import Act, Change, Kind, Status
from tests.doors.test_export import empty, exported, imported, seen
from tests.store.desks import (
    RESUME,
    START,
    TAKE,
    TRIAGE,
    TRIAGED,
    WAIT,
    change,
    closure,
    contact,
    do,
    founded,
    fresh,
    get,
    reported,
    resolution,
)
from tests.store.older import schema_1
from tests.usecases.desks import house
from tests.usecases.test_erase import WHO
from tests.usecases.test_importing import row, take

INCIDENT = Triage(kind=Kind.INCIDENT, category="hardware/printer", impact=2, urgency=2)
REQUEST = Triage(kind=Kind.REQUEST, category="request/change", impact=3, urgency=2)
JUDGED = {name: getattr(value, "value", value) for name, value in TRIAGED.items()}
AS_REQUEST = change(Act.TRIAGE, "triaged", **{**TRIAGED, "kind": Kind.REQUEST, "nature": None})
STEPS: tuple[Change, ...] = (
    TRIAGE,
    AS_REQUEST,
    TAKE,
    WAIT,
    RESUME,
    resolution(START),
    change(Act.AMEND, "amended", subject="Принтер горит", description="ไฟไหม้ again"),
    change(Act.AMEND, "amended", subject="Printer is on fire", description=None),
    change(Act.AMEND, "amended", symptoms="smoke", solution="water"),
    change(Act.RESTRICT, "restricted", restricted=True),
    change(Act.RESTRICT, "restricted", restricted=False),
    change(Act.RESTRICT, "restricted", about="bob"),
    change(Act.CANCEL, "cancelled", status=Status.CANCELLED),
    change(Act.MERGE, "merged", status=Status.MERGED, merged_into=4, status_before_merge=Status.OPEN),
)
ALWAYS = (0, 1, 6, 7, 8, 9, 10, 11)
"""Steps that are possible before triage."""
HISTORY = st.lists(st.tuples(st.integers(0, 2), st.integers(-1, len(STEPS) - 1)), max_size=25)


def kept(store: Store) -> Lessons:
    """The table as it stands, which must be there."""
    found = lessons.lessons(store)
    assert found is not None
    return found


def agree(store: Store) -> Lessons:
    """The table is exactly what its tickets teach, and nothing is left to be counted."""
    with store.db.snapshot():
        above = lessons.since(store.db) or 0
        counted = lessons.counted(store.db, above)
        found = lessons.lessons(store) or Lessons()
        assert (found.totals, found.packed()) == (counted.totals, counted.packed())
        assert not lessons.off(store.db)
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HISTORY)
def test_the_table_equals_a_recount(past: list[tuple[int, int]]) -> None:
    """Whatever happens to tickets, undo included, counting them anew gives the same table."""
    with TemporaryDirectory() as folder, founded(Path(folder) / "desk.db") as store:
        with store.writing() as writer:
            ids = [writer.register(contact(), by="ana", now=START) for _ in range(4)]
        for which, step in past:
            ticket = get(store, ids[which])
            with store.writing() as writer:
                if step < 0:
                    last = history.last_act(writer.db, "ana", ticket.id)
                    if last is not None and last.act != Act.REGISTER:
                        writer.revert(ticket, last.id, by="ana", now=START)
                elif ticket.status is Status.MERGED or (not ticket.triaged and step not in ALWAYS):
                    continue
                else:
                    writer.apply(fresh(writer, ticket.id), STEPS[step], by="ana", now=START)
        agree(store)
        assert lessons.uncounted(store.db) == 0
        assert chain.verify(store.db).broken is None


def totals(store: Store) -> tuple[int, int]:
    """How many incidents and requests were learned from."""
    found = lessons.lessons(store) or Lessons()
    return found.totals[Kind.INCIDENT], found.totals[Kind.REQUEST]


def test_a_correction_moves_a_ticket(store: Store) -> None:
    """What was judged wrong is taken out where it was counted and counted where it belongs."""
    number = reported(store)
    assert totals(store) == (0, 0)
    do(store, number, TRIAGE)
    assert totals(store) == (1, 0)
    do(store, number, AS_REQUEST)
    assert totals(store) == (0, 1)
    agree(store)


OUT: dict[str, Change] = {
    "restricted": change(Act.RESTRICT, "restricted", restricted=True),
    "about somebody": change(Act.RESTRICT, "restricted", about="bob"),
    "cancelled": change(Act.CANCEL, "cancelled", status=Status.CANCELLED),
    "merged": change(Act.MERGE, "merged", status=Status.MERGED, merged_into=1, status_before_merge=Status.OPEN),
}


@pytest.mark.parametrize("how", OUT)
def test_what_is_hidden_or_withdrawn_teaches_nothing(store: Store, how: str) -> None:
    """Its words are taken out, to the last place, and come back when that is undone."""
    reported(store)
    number = reported(store, TRIAGE)
    before = kept(store).packed()
    do(store, number, OUT[how])
    assert kept(store).packed() == Lessons().packed()
    last = history.last_act(store.db, "ana", number)
    assert last is not None
    with store.writing() as writer:
        writer.revert(fresh(writer, number), last.id, by="ana", now=START)
    assert kept(store).packed() == before


def test_what_another_system_has_judged_teaches_nothing(store: Store) -> None:
    """A ticket that came from elsewhere is counted neither when it comes nor when it is worked on."""
    number = reported(store, extra={"imported": True})
    do(store, number, TRIAGE, TAKE)
    assert totals(store) == (0, 0)


def test_other_changes_do_not_touch_the_table(store: Store) -> None:
    """A ticket that is taken, waits and is resolved is the same lesson: the row is not even read."""
    number = reported(store, TRIAGE)
    before = store.db.one("SELECT serial FROM lesson")
    with store.writing() as writer:
        writer.connection.execute(text("DELETE FROM lesson"))
    do(store, number, TAKE, WAIT, RESUME, resolution(START), closure(START), change(Act.DIAGNOSE, "x", symptoms="a"))
    assert store.db.all("SELECT serial FROM lesson") == []
    assert before is not None


def rows(count: int) -> Iterator[dict[str, Any]]:
    """Tickets for a desk that is filled at once."""
    for number in range(count):
        judged = {} if number % 3 else {**JUDGED, "kind": "request" if number % 2 else "incident"}
        yield {"subject": f"gizmo {'parcel' if number % 2 else 'jams'}", "created_at": START + number, **judged}


def test_a_desk_that_is_filled_has_learnt(store: Store) -> None:
    """Many tickets at once teach what the same tickets teach one by one."""
    fill(store, rows(700), by="ana", batch=250)
    assert sum(totals(store)) == 234
    assert agree(store).speaks
    assert lessons.uncounted(store.db) == 0


def older(store: Store) -> None:
    """A desk that was filled before there were lessons."""
    fill(store, rows(2_400), by="ana")
    with store.writing() as writer:
        writer.connection.execute(text("DELETE FROM lesson"))


def test_an_older_desk_begins_with_its_newest_tickets(store: Store) -> None:
    """The first judgement afterwards makes the table; further tickets are learned from when somebody asks for it."""
    older(store)
    assert lessons.lessons(store) is None
    assert lessons.uncounted(store.db) == 800
    number = reported(store, TRIAGE)
    assert lessons.since(store.db) == number - writing.FIRST
    assert 0 < sum(totals(store)) < 400
    do(store, 1, AS_REQUEST)
    do(store, number, AS_REQUEST)
    agree(store)
    with store.writing() as writer:
        while writing.further(writer.connection, 300):
            pass
    assert (sum(totals(store)), lessons.uncounted(store.db)) == (801, 0)
    agree(store)


def test_a_table_of_another_version_is_not_asked(store: Store) -> None:
    """What another program has read into it is left alone until something is judged; then it is counted anew."""
    first = reported(store, TRIAGE)
    with store.writing() as writer:
        writer.connection.execute(text("UPDATE lesson SET version = 99, words = zeroblob(65536)"))
    assert lessons.lessons(store) is None
    assert not lessons.off(store.db)
    reported(store, TRIAGE)
    assert totals(store) == (2, 0)
    do(store, first, AS_REQUEST)
    agree(store)


def test_it_is_read_once_as_long_as_nothing_is_learned(store: Store) -> None:
    """The same table until somebody judges a ticket, whatever else is written; then the new one."""
    number = reported(store, TRIAGE)
    first = kept(store)
    do(store, number, TAKE)
    assert kept(store) is first
    reported(store, TRIAGE)
    assert kept(store) is not first
    assert first.judged == 1


def test_a_recount_mends_what_somebody_spoiled(store: Store) -> None:
    """A table that does not follow from the tickets is told apart from one that does."""
    fill(store, rows(30), by="ana")
    with store.writing() as writer:
        writer.connection.execute(text("UPDATE lesson SET words = zeroblob(65536)"))
    assert lessons.off(store.db)
    with store.writing() as writer:
        writing.recount(writer.connection)
    assert not lessons.off(store.db)


def test_both_say_alike_which_tickets_teach(store: Store) -> None:
    """The rule in Python and the condition in SQL agree on tickets of every kind."""
    reported(store)
    for extra in ({}, {"restricted": True}, {"about": "bob"}, {"imported": True}):
        for steps in ((), (TRIAGE,), (TRIAGE, resolution(START)), (TRIAGE, OUT["cancelled"]), (TRIAGE, OUT["merged"])):
            reported(store, *steps, extra=dict(extra))
    by_sql = {number: (kind, said) for number, kind, said in lessons.judged(store.db, "id > 0")}
    with store.writing() as writer:
        found = writer.connection.execute(text("SELECT * FROM ticket")).mappings().all()
    by_rule = {row["id"]: lesson for row in found if (lesson := writing.lesson_of(row)) is not None}
    assert by_sql == by_rule
    assert len(by_sql) == 2
    assert by_sql[3] == (Kind.INCIDENT, told("Printer is on fire", None))


def test_a_desk_of_schema_1_begins_to_learn(tmp_path: Path) -> None:
    """After the migration nothing is known; the first ticket that is judged brings the older ones along."""
    with open_store(Location(file=schema_1(tmp_path / "old.db"))) as old:
        assert lessons.lessons(old) is None
        before = lessons.uncounted(old.db)
        assert before > 0
        reported(old, TRIAGE)
        assert (agree(old).judged, lessons.uncounted(old.db)) == (before + 1, 0)


def test_an_erased_person_s_words_are_taken_out(tmp_path: Path) -> None:
    """What was masked or taken from a ticket is no longer in the table either."""
    h = house(tmp_path)
    mine = h.ticket("Laptop of Rhea Example", details=Details(description="I am xqzpregnant"))
    perform(h.by("lea"), mine, INCIDENT)
    (place,) = places("xqzpregnant", Kind.INCIDENT)
    assert kept(h.store).counts[place] == 1
    erase(h.by("boss"), WHO)
    assert kept(h.store).counts[place] == 0
    assert agree(h.store).judged == 1
    h.store.close()


def test_tickets_that_come_in_teach_what_they_are(tmp_path: Path) -> None:
    """A desk's own tickets are its lessons on the next desk too; those of other systems are nobody's."""
    h = house(tmp_path)
    for number, triage in enumerate((INCIDENT, REQUEST, INCIDENT, None)):
        id = h.ticket(f"gizmo {number}")
        if triage:
            perform(h.by("lea"), id, triage)
    take(h.by("lea"), row(kind="incident", status="closed"), row("B", status="open"))
    assert agree(h.store).judged == 3
    (tmp_path / "other").mkdir()
    with empty(tmp_path / "other") as other:
        imported(seen(other, "boss"), exported(h.by("lea")))
        assert agree(other).packed() == agree(h.store).packed()
        assert (totals(other), lessons.uncounted(other.db)) == ((2, 1), 0)
    h.store.close()
