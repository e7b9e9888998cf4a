"""What the clocks of a ticket say."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from deskterm.workflow.calendar import Calendar, PartKind, local_to_utc
from deskterm.workflow.calendar.wall import to_us
from deskterm.workflow.sla import Clock, ClockName, ClockState, Targets, clocks, due_at
from deskterm.workflow.values import Channel, Status, Ticket

OFFICE = Calendar.from_dict(
    {
        "time_zone": "Europe/Bucharest",
        "week": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
    }
)
ALWAYS = Calendar.round_the_clock("Europe/Bucharest")
TARGETS = Targets()
HOUR = 3600


def us(text: str) -> int:
    """A day of June 2026 and a wall-clock time in Bucharest; the first of the month is a Monday."""
    return to_us(local_to_utc(datetime.fromisoformat(f"2026-06-{text}"), OFFICE.zone))


def ticket(**facts: Any) -> Ticket:
    """A P3 ticket that came by the web on Monday at ten."""
    given: dict[str, Any] = {
        "id": 1,
        "version": 1,
        "status": Status.OPEN,
        "priority": 3,
        "channel": Channel.WEB,
        "created_at": us("01 10:00"),
        "cycle_at": us("01 10:00"),
    }
    return Ticket(**{**given, **facts})


def told(of: Ticket, now: str) -> dict[ClockName, Clock]:
    """The clocks by name."""
    return {clock.name: clock for clock in clocks(of, TARGETS, OFFICE, ALWAYS, us(now))}


def due(of: Ticket) -> int | None:
    """The deadline the queue is ordered by."""
    return due_at(of, TARGETS, OFFICE, ALWAYS)


DEFAULTS = [
    (1, 1, 4, "01 11:00", "01 14:00"),
    (2, 1, 8, "01 11:00", "02 10:00"),
    (3, 2, 24, "01 12:00", "04 10:00"),
    (4, 3, 40, "01 13:00", "08 10:00"),
    (5, 3, 40, "01 13:00", "08 10:00"),
]


@pytest.mark.parametrize(("priority", "response", "resolution", "response_due", "resolution_due"), DEFAULTS)
def test_every_priority_has_its_targets(
    priority: int, response: int, resolution: int, response_due: str, resolution_due: str
) -> None:
    """The shipped targets, measured in service hours from Monday at ten."""
    found = told(ticket(priority=priority), "01 10:30")
    first, last = found[ClockName.FIRST_RESPONSE], found[ClockName.RESOLUTION]
    assert (first.target_seconds, last.target_seconds) == (response * HOUR, resolution * HOUR)
    assert (first.due_at, last.due_at) == (us(response_due), us(resolution_due))
    assert (first.state, last.state) == (ClockState.RUNNING, ClockState.RUNNING)
    assert (last.used_seconds, last.left_seconds) == (HOUR // 2, resolution * HOUR - HOUR // 2)
    assert due(ticket(priority=priority)) == us(response_due)


def test_a_critical_ticket_runs_day_and_night() -> None:
    """P1 of Friday evening is due the same night, P2 of the same time on Monday."""
    facts = {"created_at": us("05 20:00"), "cycle_at": us("05 20:00"), "first_response_at": us("05 20:05")}
    assert due(ticket(priority=1, **facts)) == us("06 00:00")
    assert due(ticket(priority=2, **facts)) == us("08 17:00")


def test_an_untriaged_ticket_is_owed_an_answer_only() -> None:
    """Before triage there is a first response within two hours, and nothing to resolve yet."""
    new = ticket(status=Status.NEW, priority=None)
    assert [*told(new, "01 10:30")] == [ClockName.FIRST_RESPONSE]
    assert due(new) == us("01 12:00")
    assert due(replace(new, first_response_at=us("01 10:10"))) is None


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.WALK_IN])
def test_who_calls_is_answered_at_once(channel: Channel) -> None:
    """On the phone and at the counter the first response is the contact itself."""
    clock = told(ticket(channel=channel), "02 16:00")[ClockName.FIRST_RESPONSE]
    assert (clock.state, clock.used_seconds, clock.ended_at) == (ClockState.MET, 0, us("01 10:00"))
    assert due(ticket(channel=channel)) == us("04 10:00")


ANSWERED = [("01 11:59", ClockState.MET), ("01 12:00", ClockState.MET), ("01 12:01", ClockState.BREACHED)]


@pytest.mark.parametrize(("moment", "state"), ANSWERED)
def test_an_answer_in_time_meets_the_target(moment: str, state: ClockState) -> None:
    """The last instant still counts; afterwards the clock keeps its result."""
    clock = told(ticket(first_response_at=us(moment)), "05 16:00")[ClockName.FIRST_RESPONSE]
    assert clock.state is state
    assert clock.ended_at == us(moment)
    assert (clock.left_seconds < 0) is (state is ClockState.BREACHED)


def test_a_clock_past_its_end_is_breached_and_tells_by_how_much() -> None:
    """Time over is working time too."""
    clock = told(ticket(), "04 12:30")[ClockName.RESOLUTION]
    assert (clock.state, clock.left_seconds, clock.ended_at) == (ClockState.BREACHED, -2.5 * HOUR, None)


def test_waiting_pauses_resolution_but_not_the_first_response() -> None:
    """While a ticket waits its resolution has no deadline; an answer that is owed keeps its own."""
    waiting = ticket(status=Status.WAITING, pauses=((us("01 11:00"), None),))
    found = told(waiting, "01 16:00")
    paused = found[ClockName.RESOLUTION]
    assert (paused.state, paused.due_at, paused.used_seconds) == (ClockState.PAUSED, None, HOUR)
    assert [step.kind for step in paused.steps] == [PartKind.WORKED, PartKind.PAUSED]
    assert found[ClockName.FIRST_RESPONSE].state is ClockState.BREACHED
    assert due(waiting) == us("01 12:00")
    assert due(replace(waiting, first_response_at=us("01 10:30"))) is None


def test_a_pause_that_ended_moves_the_deadline() -> None:
    """What a pause took of open time comes on top."""
    resumed = ticket(first_response_at=us("01 10:30"), pauses=((us("01 11:00"), us("02 12:00")),))
    assert due(resumed) == us("05 11:00")


def test_waiting_does_not_hide_a_breach() -> None:
    """A target used up before the pause stays breached."""
    waiting = ticket(status=Status.WAITING, first_response_at=us("01 10:30"), pauses=((us("04 11:00"), None),))
    assert told(waiting, "09 10:00")[ClockName.RESOLUTION].state is ClockState.BREACHED
    assert due(waiting) == us("04 10:00")


def test_a_reopened_ticket_has_a_full_target() -> None:
    """The resolution clock starts with the cycle, the first response keeps its result."""
    again = ticket(cycle_at=us("09 10:00"), first_response_at=us("01 10:30"), resolved_at=us("02 10:00"))
    assert told(again, "09 11:00")[ClockName.RESOLUTION].used_seconds == HOUR
    assert due(again) == us("12 10:00")


@pytest.mark.parametrize("status", [Status.RESOLVED, Status.CLOSED])
def test_a_finished_ticket_keeps_its_results(status: Status) -> None:
    """Clocks stop at the resolution; nothing is due any more."""
    done = ticket(status=status, first_response_at=us("01 10:30"), resolved_at=us("02 10:00"))
    found = told(done, "30 10:00")
    assert {clock.state for clock in found.values()} == {ClockState.MET}
    assert found[ClockName.RESOLUTION].used_seconds == 8 * HOUR
    assert due(done) is None


def test_an_answer_never_given_is_not_called_met() -> None:
    """A ticket resolved without a contact has no first-response clock, unless that was overdue."""
    done = ticket(status=Status.RESOLVED, resolved_at=us("01 11:00"))
    assert ClockName.FIRST_RESPONSE not in told(done, "30 10:00")
    late = replace(done, resolved_at=us("01 13:00"))
    assert told(late, "30 10:00")[ClockName.FIRST_RESPONSE].state is ClockState.BREACHED


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.MERGED])
def test_a_withdrawn_ticket_has_no_clocks(status: Status) -> None:
    """Nothing is measured of what was cancelled or merged."""
    assert told(ticket(status=status), "30 10:00") == {}
    assert due(ticket(status=status)) is None


def test_the_steps_add_up_to_the_target() -> None:
    """The arithmetic that is shown ends at the due time and holds the whole target."""
    clock = told(ticket(created_at=us("05 16:30"), cycle_at=us("05 16:30")), "05 16:40")[ClockName.RESOLUTION]
    assert clock.steps[0].start == us("05 16:30")
    assert clock.steps[0].length == HOUR // 2 * 10**6
    assert clock.steps[1].kind is PartKind.CLOSED
    assert sum(step.length for step in clock.steps) == clock.target_seconds * 10**6
    assert clock.steps[-1].end == clock.due_at


def test_a_calendar_that_ended_leaves_a_clock_without_a_deadline() -> None:
    """Hours that never come again are no reason to fail: the clock runs and is never due."""
    once = Calendar.from_dict({"time_zone": "UTC", "shifts": {"2026-06-01": [["06:00", "09:00"]]}})
    web = ticket(first_response_at=us("01 10:30"))
    (_, clock) = clocks(web, TARGETS, once, ALWAYS, us("10 10:00"))
    assert (clock.state, clock.due_at, clock.used_seconds) == (ClockState.RUNNING, None, 2 * HOUR)
    assert due_at(web, TARGETS, once, ALWAYS) is None


@pytest.mark.parametrize("row", [(), (0,), (HOUR, -1)])
def test_a_target_is_longer_than_nothing(row: tuple[int, ...]) -> None:
    """Targets of no length are refused by name."""
    with pytest.raises(ValueError, match="resolution"):
        Targets(resolution=row)
