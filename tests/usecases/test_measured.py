"""The report of targets: every cycle of every ticket is measured once, with what held when it ended."""

import pytest

from deskterm.store.read import targets
from deskterm.usecases.act import perform
from deskterm.usecases.assign import hear, reopen
from deskterm.usecases.desk import Refused
from deskterm.usecases.reporting import calendar_name, report_targets
from deskterm.usecases.undo import undo
from deskterm.workflow.codes import Cause, Channel, Kind, Nature, ResolutionCode, WaitReason
from deskterm.workflow.inputs import Cancel, Note, Override, Resolve, Resume, Take, Triage, Wait
from deskterm.workflow.measured import Measured, Tally
from deskterm.workflow.sla import ClockName
from deskterm.workflow.values import NoteKind
from tests.usecases.desks import MINUTE, START, House

HOUR = 60 * MINUTE
DAY = 24 * HOUR
P1 = Triage(kind=Kind.INCIDENT, nature=Nature.TECHNICAL, category="network/vpn", impact=1, urgency=1)
P4 = Triage(kind=Kind.REQUEST, category="request/change", impact=3, urgency=3)
RESOLVE = Resolve(code=ResolutionCode.FIXED, solution="done", measures="none", cause=Cause.TECHNICAL)
SESSION = Note(kind=NoteKind.SESSION, text="called back")


def of(house: House, *acts: object) -> int:
    """A ticket after these acts of ann's."""
    number = house.ticket()
    for entered in acts:
        perform(house.by("ann"), number, entered)  # type: ignore[arg-type]
    return number


def report(house: House) -> Measured:
    """What a lead is told."""
    return report_targets(house.by("lea"))


def tally(house: House, name: ClockName, priority: int | None) -> tuple[int, int, int]:
    """Met, breached and running."""
    found = report(house).targets.get((name, priority), Tally())
    return found.met, found.breached, found.running


def test_each_target_is_met_breached_or_running(house: House) -> None:
    """Nobody is counted twice or left out: two answered calls, a web form that waits, one withdrawn."""
    of(house, P1, Take(), SESSION, RESOLVE)
    of(house, P1, Take())
    house.ticket(channel=Channel.WEB)
    of(house, P4, Cancel(reason="withdrawn"))
    assert tally(house, ClockName.RESOLUTION, 1) == (1, 0, 1)
    house.at += 5 * HOUR
    assert tally(house, ClockName.RESOLUTION, 1) == (1, 1, 0)
    found = report(house)
    assert found.tickets == 4 and found.without == 1
    assert tally(house, ClockName.FIRST_RESPONSE, 1) == (2, 0, 0)
    assert tally(house, ClockName.FIRST_RESPONSE, None) == (0, 0, 1)


def test_an_ended_cycle_keeps_its_result(house: House) -> None:
    """A resolution that came in time stays met after a reopening that is late, also when the priority is another."""
    number = of(house, P1, Take(), RESOLVE)
    reopen(house.by("ann"), number, "again")
    assert tally(house, ClockName.RESOLUTION, 1) == (1, 0, 1)
    perform(house.by("lea"), number, Override(priority=2, reason="calmer"))
    assert tally(house, ClockName.RESOLUTION, 1) == (1, 0, 0)
    house.at += 30 * DAY
    assert tally(house, ClockName.RESOLUTION, 2) == (0, 1, 0)
    perform(house.by("ann"), number, RESOLVE)
    reopen(house.by("ann"), number, "and again")
    assert tally(house, ClockName.RESOLUTION, 1) == (1, 0, 0)
    assert tally(house, ClockName.RESOLUTION, 2) == (0, 1, 1)


def test_a_late_cycle_stays_breached(house: House) -> None:
    """Reopening does not wash it away; what was waited for counts neither then nor now."""
    number = of(house, P1, Take())
    house.at += 5 * HOUR
    perform(house.by("ann"), number, RESOLVE)
    reopen(house.by("ann"), number, "again")
    assert tally(house, ClockName.RESOLUTION, 1) == (0, 1, 1)
    waits = of(house, P1, Take(), Wait(reason=WaitReason.VENDOR, until=house.at + 9 * HOUR))
    house.at += 5 * HOUR
    perform(house.by("ann"), waits, Resume())
    perform(house.by("ann"), waits, RESOLVE)
    reopen(house.by("ann"), waits, "again")
    assert tally(house, ClockName.RESOLUTION, 1)[0] == 1


def test_what_was_taken_back_ended_nothing(house: House) -> None:
    """A reopening that was undone is no cycle."""
    number = of(house, P1, Take(), RESOLVE)
    reopen(house.by("ann"), number, "again")
    undo(house.by("ann"), number)
    assert tally(house, ClockName.RESOLUTION, 1) == (1, 0, 0)


def test_every_message_is_measured(house: House) -> None:
    """Answered in time, answered late, resolved without an answer, still waiting."""
    number = of(house, P1, Take())
    for wait in (10 * MINUTE, 3 * HOUR):
        hear(house.by("ann"), number, "any news?")
        house.at += wait
        perform(house.by("ann"), number, SESSION)
    assert tally(house, ClockName.UPDATE, 1) == (1, 1, 0)
    hear(house.by("ann"), number, "and now?")
    assert tally(house, ClockName.UPDATE, 1) == (1, 1, 1)
    perform(house.by("ann"), number, RESOLVE)
    assert tally(house, ClockName.UPDATE, 1) == (2, 1, 0)


def test_the_mean_is_working_time_for_each_calendar(house: House) -> None:
    """Incidents alone, without what they waited, by the hours of their resolution clock."""
    number = of(house, P1, Take())
    began = house.at
    house.at += 2 * HOUR
    perform(house.by("ann"), number, RESOLVE)
    of(house, P4, Take(), RESOLVE)
    ((hours, mean),) = report(house).means.items()
    assert hours == house.policy.always and calendar_name(house.by("lea"), hours) is None
    assert mean.incidents == 1 and 2 * HOUR <= mean.worked <= house.at - began + 4 * MINUTE


def test_the_time_asked_for_and_the_right(house: House) -> None:
    """From and up to a moment of arrival; agents are not told."""
    of(house, P1)
    middle = house.at
    of(house, P1)
    assert report_targets(house.by("lea"), until=middle).tickets == 1
    assert report_targets(house.by("aud"), since=middle).tickets == 1
    assert report_targets(house.by("lea"), START, START).tickets == 0
    with pytest.raises(Refused):
        report_targets(house.by("ann"))


def test_only_a_ticket_with_more_than_one_cycle_is_walked(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The events of others are not read one by one."""
    of(house, P1, Take(), RESOLVE)
    returned, asked = of(house, P1, Take(), RESOLVE), of(house, P1, Take())
    reopen(house.by("ann"), returned, "again")
    hear(house.by("ann"), asked, "any news?")
    walked: list[int] = []
    walk = targets.past
    monkeypatch.setattr(targets, "past", lambda db, ticket: walked.append(ticket.id) or walk(db, ticket))
    report(house)
    assert walked == [returned, asked]
