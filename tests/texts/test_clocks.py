"""Clocks in words: the arithmetic of a deadline can be checked by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from deskterm.texts.clocks import counted, percent, standing
from deskterm.workflow.calendar import Calendar, account
from deskterm.workflow.sla import Clock, ClockName, ClockState, Targets, clocks
from deskterm.workflow.values import Channel, Kind, Status, Ticket

SECOND = 1_000_000
HOUR = 3600 * SECOND
OFFICE = Calendar.from_dict(
    {
        "time_zone": "UTC",
        "week": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
        "holidays": ["2031-05-12"],
    }
)
ALWAYS = Calendar.round_the_clock()


def us(text: str) -> int:
    """A moment of May 2031 in UTC."""
    return int(datetime.fromisoformat(f"2031-05-{text}").replace(tzinfo=UTC).timestamp()) * SECOND


def clock(start: str, due: str, **more: object) -> Clock:
    """A clock that runs in office hours."""
    given = {
        "name": ClockName.RESOLUTION,
        "state": ClockState.RUNNING,
        "started_at": us(start),
        "due_at": us(due),
        "used_seconds": 0,
        "target_seconds": 7200,
        "left_seconds": 7200,
        "steps": account(OFFICE, us(start), us(due)),
    }
    return Clock(**{**given, **more})  # type: ignore[arg-type]


def test_the_arithmetic_goes_from_the_start_to_the_deadline() -> None:
    """What is left of the day, the closed days, the holiday, the rest, the deadline."""
    assert counted(clock("09 16:30", "13 10:30"), UTC) == (
        "Counted from Fri 2031-05-09 16:30: Fri 16:30-17:00 0h 30m; closed Sat-Sun; holiday Mon; "
        "Tue 09:00-10:30 1h 30m; due Tue 10:30."
    )


def test_a_holiday_is_told_by_its_name() -> None:
    """Two in a row under two names are two; a name from elsewhere is made safe, and one without a name has none."""
    named = replace(OFFICE.plan, names={date(2031, 5, 12): "Orthodox Easter Monday\x1b[2J"})
    holidays = named.holidays | {date(2031, 5, 13), date(2031, 5, 14)}
    steps = account(Calendar(replace(named, holidays=holidays)), us("11 09:00"), us("15 10:00"))
    told = counted(clock("11 09:00", "15 10:00", steps=steps), UTC)
    assert "closed Sun; holiday Mon: Orthodox Easter Monday" in told
    assert "; holiday Tue-Wed; Thu 09:00-10:00" in told
    assert "\x1b" not in told


def test_working_days_that_are_left_are_told_as_days() -> None:
    """Their length in hours depends on which days they are."""
    told = counted(clock("09 16:30", "13 10:30", days=3, carried=400_000, carried_at=us("09 16:30")), UTC)
    assert told.startswith(
        "40 % of the target was used when priority or agreement changed on Fri 2031-05-09 16:30; "
        "60 % of the working days promised (3) is left: Fri 16:30-17:00 0h 30m;"
    )


def test_a_day_ends_at_24_hours() -> None:
    """Midnight at the end of a day is not its beginning."""
    steps = account(ALWAYS, us("09 22:00"), us("10 02:00"))
    told = counted(clock("09 22:00", "10 02:00", name=ClockName.BREACH, steps=steps), UTC)
    assert told == (
        "Known since Fri 2031-05-09 22:00, counted day and night: "
        "Fri 22:00-24:00 2h 00m; Sat 00:00-02:00 2h 00m; due Sat 02:00."
    )


def test_the_carried_fraction_is_told() -> None:
    """What was used before the change, and what of the present target is left from then on."""
    changed = us("08 10:00")
    steps = account(OFFICE, changed, us("08 12:24"))
    one = clock("07 09:00", "08 12:24", target_seconds=4 * 3600, carried=400_000, carried_at=changed, steps=steps)
    assert counted(one, UTC) == (
        "40 % of the target was used when priority or agreement changed on Thu 2031-05-08 10:00; "
        "60 % of 4h 00m is left, 2h 24m: Thu 10:00-12:24 2h 24m; due Thu 12:24."
    )
    assert "used up before" in counted(replace(one, carried=1_200_000), UTC)
    assert counted(replace(one, ended_at=changed), UTC) == ""


@pytest.mark.parametrize(("share", "shown"), [(0, 0), (1, 1), (399_999, 40), (999_999, 99)])
def test_a_share_is_rounded_but_never_to_all_or_nothing(share: int, shown: int) -> None:
    """A little is 1 %, nearly all is 99 %."""
    assert percent(share) == shown


def test_the_margin_of_an_agreed_date_is_working_time_until_it() -> None:
    """A change agreed for Thursday 12:00 has the working time until then, whatever the target of its priority."""
    ticket = Ticket(
        id=1,
        version=1,
        status=Status.OPEN,
        line=1,
        subject="s",
        kind=Kind.REQUEST,
        priority=4,
        channel=Channel.MAIL,
        created_at=us("07 09:00"),
        updated_at=us("07 09:00"),
        agreed_at=us("08 12:00"),
    )
    found = {one.name: one for one in clocks(ticket, Targets(), OFFICE, ALWAYS, us("08 10:00"))}
    agreed = found[ClockName.RESOLUTION]
    assert (agreed.due_at, agreed.left_seconds, agreed.target_seconds) == (us("08 12:00"), 7200, 11 * 3600)
    assert "2h 00m left" in standing(agreed, UTC, us("08 10:00"))
    assert counted(agreed, UTC, ticket.agreed_at).startswith("The date was agreed upon. Counted from Wed")
