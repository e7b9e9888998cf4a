"""What the requester says: it is kept in public, waits for an answer, and sets a waiting or resolved ticket going."""

from dataclasses import replace

import pytest

from deskterm.store.read.chain import verify
from deskterm.store.read.show import events, thread
from deskterm.texts.events import line
from deskterm.usecases.act import perform
from deskterm.usecases.assign import hear
from deskterm.usecases.people import away
from deskterm.usecases.undo import undo
from deskterm.workflow.codes import Kind, NoteKind, ResolutionCode, Status, WaitReason
from deskterm.workflow.inputs import Cancel, Note, Reopen, Reply, Resolve, Take, Triage, Wait
from deskterm.workflow.sla import Clock, ClockName, clocks
from tests.usecases.desks import MINUTE, House, held

HOUR = 60 * MINUTE
TRIAGE = Triage(kind=Kind.REQUEST, category="request/change", impact=3, urgency=3)
RESOLVE = Resolve(code=ResolutionCode.FULFILLED, solution="done", measures="none")
WAIT = Wait(reason=WaitReason.REQUESTER, until=4_000_000_000_000_000, message="which one?")
SESSION = Note(kind=NoteKind.SESSION, text="called back")


def worked(house: House, *acts: object, taken: bool = True) -> int:
    """A triaged ticket after these acts of ann's."""
    number = house.ticket()
    for entered in (TRIAGE, *([Take()] if taken else []), *acts):
        perform(house.by("ann"), number, entered)  # type: ignore[arg-type]
    return number


def update_clock(house: House, number: int) -> Clock | None:
    """The clock of the message that waits."""
    ticket, policy = held(house, number), house.by("ann").policy
    agreement = policy.agreement_for(ticket)
    found = clocks(ticket, agreement.targets, agreement.calendar, agreement.always, house.at)
    return next((clock for clock in found if clock.name is ClockName.UPDATE), None)


@pytest.mark.parametrize(
    ("acts", "taken", "status", "told"),
    [
        ((), True, Status.IN_PROGRESS, "message from the requester"),
        ((), False, Status.OPEN, "message from the requester"),
        ((WAIT,), True, Status.IN_PROGRESS, "message from the requester: no longer waiting"),
        ((WAIT,), False, Status.OPEN, "message from the requester: no longer waiting"),
        ((RESOLVE,), True, Status.IN_PROGRESS, "message from the requester: reopened"),
    ],
)
def test_a_message_waits_for_an_answer(
    house: House, acts: tuple[object, ...], taken: bool, status: Status, told: str
) -> None:
    """It is kept in public, its clock runs, work goes on; all of it can be taken back."""
    number = worked(house, *acts, taken=taken)
    before = held(house, number)
    done = hear(house.by("amy"), number, "the blue one")
    after = held(house, number)
    assert (after.status, after.asked_at, after.wake_at, after.resolved_at) == (status, house.at, None, None)
    entry = thread(house.store.db, number)[-1]
    assert (entry.kind, entry.body, entry.delivery) == (NoteKind.MESSAGE, "the blue one", None)
    last = events(house.store.db, number)[-1]
    assert (last.id, last.act, line(last)) == (done.event, "hear", told)
    clock = update_clock(house, number)
    assert clock and (clock.started_at, clock.target_seconds, after.due_at) == (house.at, 16 * 3600, clock.due_at)
    undo(house.by("amy"), number)
    back = held(house, number)
    same = {"version": 0, "updated_at": 0, "pauses": ()}
    assert replace(back, **same) == replace(before, **same)  # type: ignore[arg-type]
    assert thread(house.store.db, number)[-1].withdrawn
    assert verify(house.store.db).broken is None


def test_the_first_unanswered_message_counts_until_somebody_has_spoken(house: House) -> None:
    """A second message moves nothing, nor does a reply that nobody carries; a session ends the clock."""
    number = worked(house)
    hear(house.by("ann"), number, "still slow")
    first, house.at = house.at, house.at + HOUR
    hear(house.by("ann"), number, "and hot")
    perform(house.by("ann"), number, Reply(text="we look"))
    assert held(house, number).asked_at == first
    perform(house.by("ann"), number, SESSION)
    assert held(house, number).asked_at is None and update_clock(house, number) is None


def test_an_ended_ticket_keeps_the_message_and_stays_ended(house: House) -> None:
    """It says so; reopened later, it has no message that waits."""
    number = worked(house, Cancel(reason="spam"))
    done = hear(house.by("ann"), number, "no, really")
    assert [point.code for point in done.warnings] == ["is_cancelled"]
    after = held(house, number)
    assert (after.status, after.asked_at) == (Status.CANCELLED, None)
    assert thread(house.store.db, number)[-1].body == "no, really"


def test_reopening_for_another_reason_begins_without_a_message(house: House) -> None:
    """A message before the solution is not what the new cycle waits with."""
    number = worked(house)
    hear(house.by("ann"), number, "hello?")
    perform(house.by("ann"), number, RESOLVE)
    assert held(house, number).asked_at is not None and update_clock(house, number) is None
    perform(house.by("ann"), number, Reopen(reason="not done"))
    assert held(house, number).asked_at is None


def test_a_resolved_ticket_of_somebody_who_is_away_goes_to_the_line(house: House) -> None:
    """As with any reopening."""
    number = worked(house, RESOLVE)
    away(house.by("ann"), "ann", house.at + 100 * HOUR)
    hear(house.by("amy"), number, "again")
    assert (held(house, number).status, held(house, number).assignee) == (Status.OPEN, None)
