"""What became of the targets of tickets, of ended cycles too."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from deskterm.workflow.calendar import local_to_utc
from deskterm.workflow.calendar.wall import to_us
from deskterm.workflow.measured import Mean, Measured, Moved, Past, Tally, ended, ended_cycles, left_behind, resolution
from deskterm.workflow.policy import Policy
from deskterm.workflow.sla import ClockName, ClockState
from deskterm.workflow.values import Channel, Kind, Nature, Status, Ticket
from tests.workflow.people import HOUR

POLICY = Policy()
FIRST, LAST, UPDATE = ClockName.FIRST_RESPONSE, ClockName.RESOLUTION, ClockName.UPDATE


def us(text: str) -> int:
    """A day of June 2026 of the desk, which is open 9 to 17; the first of the month is a Monday."""
    return to_us(local_to_utc(datetime.fromisoformat(f"2026-06-{text}"), POLICY.calendar.zone))


def ticket(**facts: Any) -> Ticket:
    """A P3 incident of Monday ten o'clock, answered at eleven."""
    given: dict[str, Any] = {
        "id": 1, "version": 1, "status": Status.OPEN, "channel": Channel.WEB, "priority": 3, "impact": 2, "urgency": 2,
        "kind": Kind.INCIDENT, "nature": Nature.TECHNICAL, "category": "network", "created_at": us("01 10:00"),
        "cycle_at": us("01 10:00"), "first_response_at": us("01 11:00"),
    }  # fmt: skip
    return Ticket(**{**given, **facts})


SOLVED = ticket(status=Status.RESOLVED, resolved_at=us("02 10:00"))


@pytest.mark.parametrize(
    ("state", "tally"),
    [
        (ClockState.MET, Tally(2, 1, 1)),
        (ClockState.BREACHED, Tally(1, 2, 1)),
        (ClockState.RUNNING, Tally(1, 1, 2)),
        (ClockState.PAUSED, Tally(1, 1, 2)),
    ],
)
def test_a_target_is_met_breached_or_runs(state: ClockState, tally: Tally) -> None:
    """A paused one still runs."""
    found = Tally(1, 1, 1)
    found.add(state)
    assert (found, found.all) == (tally, 4)


def test_tickets_are_counted_by_target_and_priority() -> None:
    """The ended cycles with the present ones; the mean is that of incidents that were resolved, by their hours."""
    found, now = Measured(), us("03 10:00")
    reopened = replace(SOLVED, status=Status.OPEN, resolved_at=None, cycle_at=now)
    found.add(reopened, [Past(SOLVED, LAST, now)], POLICY, now)
    found.add(SOLVED, (), POLICY, now)
    found.add(replace(SOLVED, resolved_at=us("02 12:00")), (), POLICY, now)
    found.add(replace(SOLVED, priority=1, resolved_at=us("01 13:00")), (), POLICY, now)
    found.add(replace(SOLVED, kind=Kind.REQUEST, nature=None), (), POLICY, now)
    found.add(ticket(status=Status.CANCELLED), (), POLICY, now)
    found.add(ticket(status=Status.CANCELLED, first_response_at=None), (), POLICY, now)
    found.add(replace(SOLVED, priority=None), (), POLICY, now)
    assert found.targets[LAST, 3] == Tally(met=4, running=1)
    assert found.targets[LAST, 1] == Tally(met=1)
    assert found.tickets == 8
    assert found.without == 8 - sum(tally.all for (name, _), tally in found.targets.items() if name is FIRST)
    assert found.means == {
        POLICY.calendar: Mean(incidents=2, worked=18 * HOUR),
        POLICY.always: Mean(incidents=1, worked=3 * HOUR),
    }


@pytest.mark.parametrize(
    ("facts", "hours", "worked"),
    [
        ({}, "calendar", 8),
        ({"priority": 1}, "always", 24),
        ({"pauses": ((us("01 12:00"), us("01 14:00")),)}, "calendar", 6),
        ({"cycle_at": us("01 16:00")}, "calendar", 2),
        ({"cycle_at": None}, "calendar", 8),
        ({"resolved_at": None, "closed_at": us("02 11:00"), "updated_at": us("02 16:00")}, "calendar", 9),
        ({"resolved_at": None, "updated_at": us("02 12:00")}, "calendar", 10),
    ],
)
def test_how_long_a_resolution_took(facts: dict[str, Any], hours: str, worked: int) -> None:
    """In working time since its cycle began, without pauses, until what is known of its end."""
    assert resolution(replace(SOLVED, **facts), POLICY) == (getattr(POLICY, hours), worked * HOUR)


@pytest.mark.parametrize(
    ("target", "facts", "at", "states"),
    [
        (LAST, {"status": Status.RESOLVED, "resolved_at": us("02 10:00")}, "03 10:00", [ClockState.MET]),
        (LAST, {"status": Status.RESOLVED, "resolved_at": us("05 10:00")}, "05 10:00", [ClockState.BREACHED]),
        (LAST, {}, "02 10:00", [ClockState.RUNNING]),
        (UPDATE, {"asked_at": us("01 12:00")}, "01 13:00", [ClockState.MET]),
        (UPDATE, {"asked_at": us("01 12:00")}, "05 13:00", [ClockState.BREACHED]),
        (UPDATE, {}, "01 13:00", []),
    ],
)
def test_what_an_ended_cycle_came_to(
    target: ClockName, facts: dict[str, Any], at: str, states: list[ClockState]
) -> None:
    """The one target that ended; a message that was answered in time met its own."""
    held = ticket(**facts)
    found = list(ended([Past(held, target, us(at))], POLICY))
    assert [(of, clock.name, clock.state) for of, clock in found] == [(held, target, state) for state in states]


AGAIN = replace(SOLVED, status=Status.OPEN, resolved_at=None, cycle_at=us("03 09:00"))
ASKED = ticket(asked_at=5)


@pytest.mark.parametrize(
    ("before", "after", "target"),
    [
        (SOLVED, AGAIN, LAST),
        (SOLVED, replace(SOLVED, status=Status.CLOSED), None),
        (ticket(), replace(ticket(), cycle_at=us("03 09:00")), None),
        (ASKED, ticket(), UPDATE),
        (ASKED, replace(ASKED, status=Status.RESOLVED), UPDATE),
        (ASKED, replace(ASKED, asked_at=6), None),
        (ASKED, replace(ASKED, status=Status.WAITING), None),
        (replace(ASKED, status=Status.CLOSED), ticket(status=Status.CLOSED), None),
        (ticket(), ticket(status=Status.CANCELLED), None),
    ],
)
def test_what_a_step_has_ended(before: Ticket, after: Ticket, target: ClockName | None) -> None:
    """A resolution by reopening; the waiting of a message by an answer, or by the end of the ticket."""
    assert list(left_behind(before, after, 9, ())) == ([] if target is None else [Past(before, target, 9)])


@pytest.mark.parametrize(
    ("begun", "over", "kept"),
    [
        ("01 11:00", "01 12:00", ("01 11:00", "01 12:00")),
        ("01 09:00", "01 12:00", ("01 10:00", "01 12:00")),
        ("01 09:00", "01 10:00", None),
        ("01 09:00", "01 09:30", None),
        ("01 12:00", None, ("01 12:00", None)),
        ("02 10:00", "02 11:00", None),
        ("02 09:59", "02 11:00", ("02 09:59", "02 11:00")),
    ],
)
def test_pauses_belong_to_the_cycle_in_which_they_were(begun: str, over: str | None, kept: Any) -> None:
    """From its beginning to its end; one that was closed counts as resolved."""
    closed = replace(SOLVED, status=Status.CLOSED, closed_at=us("02 15:00"))
    (past,) = left_behind(closed, AGAIN, 9, ((us(begun), over and us(over)),))  # type: ignore[arg-type]
    assert past.ticket.pauses == (() if kept is None else ((us(kept[0]), kept[1] and us(kept[1])),))
    assert past.ticket.status is Status.RESOLVED


def test_cycles_are_found_backwards_through_the_past() -> None:
    """Newest first, each as the ticket was then; what was taken back has ended nothing."""
    first, again, second, third = us("02 10:00"), us("03 09:00"), us("04 10:00"), us("05 09:00")
    back = ("resolved", "open")
    steps = [
        Moved(us("01 11:00"), {"status": (None, "open"), "subject": ("a", "b")}),
        Moved(first, {"status": ("open", "resolved"), "resolved_at": (None, first), "priority": (2, 3)}),
        Moved(again, {"status": back, "resolved_at": (first, None), "cycle_at": (None, again)}),
        Moved(second, {"status": ("open", "resolved"), "resolved_at": (None, second)}),
        Moved(third, {"status": back, "resolved_at": (second, None), "cycle_at": (again, third)}),
    ]
    held, pause = ticket(cycle_at=third), (us("03 10:00"), us("03 11:00"))
    found = ended_cycles(held, steps, (pause,))
    assert [(past.target, past.at, past.ticket.resolved_at, past.ticket.cycle_at) for past in found] == [
        (LAST, third, second, again),
        (LAST, again, first, us("01 10:00")),
    ]
    assert [past.ticket.pauses for past in found] == [(pause,), ()]
    assert {past.ticket.status for past in found} == {Status.RESOLVED}
    taken_back = [replace(step, undone=step.at == third) for step in steps]
    assert [past.at for past in ended_cycles(held, taken_back, ())] == [again]


def test_what_held_in_an_ended_cycle_counts_for_it() -> None:
    """Priority, terms and message as they were then; fields that no target is reckoned with are let be."""
    steps = [
        Moved(
            7,
            {"priority": (1, 3), "terms": ("t", None), "asked_at": (5, None), "line": (3, 1), "status": (None, "open")},
        )
    ]
    (past,) = ended_cycles(ticket(), steps, ())
    assert past == Past(ticket(priority=1, terms="t", asked_at=5, status=Status.NEW), UPDATE, 7)
