"""Long stretches of working time: counted in days, told day by day, and those that never end."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deskterm.workflow.calendar import Calendar, Part, PartKind, account
from deskterm.workflow.calendar.wall import to_us
from tests.workflow.hours import CALENDARS, HOUR, at

WORKING_DAYS = [
    ("same clock time", "2026-06-15 10:30", 3, False, "2026-06-18 10:30"),
    ("over a weekend", "2026-06-19 10:30", 1, False, "2026-06-22 10:30"),
    ("back over a weekend", "2026-06-22 10:30", -1, False, "2026-06-19 10:30"),
    ("at closing time", "2026-06-15 10:30", 3, True, "2026-06-18 18:00"),
    ("after closing", "2026-06-15 20:00", 1, False, "2026-06-16 18:00"),
    ("before opening", "2026-06-15 07:00", 1, False, "2026-06-16 07:00"),
    ("a day off moves to the next opening", "2026-06-20 15:00", 1, False, "2026-06-23 09:00"),
    ("a day off moves back when counting back", "2026-06-21 15:00", -1, False, "2026-06-18 09:00"),
    ("a Saturday shift is a working day", "2026-06-05 12:30", 1, False, "2026-06-06 12:30"),
    ("which closes early", "2026-06-05 16:00", 1, False, "2026-06-06 14:00"),
    ("the day itself", "2026-06-15 10:30", 0, True, "2026-06-15 18:00"),
    ("holidays do not count", "2026-04-10 10:30", 1, False, "2026-04-14 10:30"),
]


@pytest.mark.parametrize(
    ("start", "days", "end_of_day", "due"), [row[1:] for row in WORKING_DAYS], ids=[row[0] for row in WORKING_DAYS]
)
def test_working_days_are_counted(start: str, days: int, end_of_day: bool, due: str) -> None:
    """The same clock time so many working days later, or the closing of that day."""
    calendar = CALENDARS["office"]
    assert calendar.due_working_days(at(start, calendar), days, end_of_day) == at(due, calendar)


def test_pauses_are_added_to_working_days_as_open_time() -> None:
    """Open time lost before the target is added after it; a pause that begins when it is due comes too late."""
    calendar = CALENDARS["office"]
    start = at("2026-06-15 10:00", calendar)
    two = (at("2026-06-15 11:00", calendar), at("2026-06-15 14:00", calendar))
    late = (at("2026-06-16 14:00", calendar), at("2026-06-16 15:00", calendar))
    assert calendar.due_working_days(start, 1, pauses=[two]) == at("2026-06-16 12:00", calendar)
    assert calendar.due_working_days(start, 1, pauses=[late, two]) == at("2026-06-16 12:00", calendar)
    assert calendar.due_working_days(start, 1, True, [two]) == at("2026-06-17 11:00", calendar)
    with pytest.raises(ValueError, match="paused"):
        calendar.due_working_days(start, 1, pauses=[(start, None)])


def test_a_night_belongs_to_the_day_it_began_on() -> None:
    """One working day after the small hours of Monday's night are the small hours of Tuesday's."""
    calendar = CALENDARS["night"]
    assert calendar.due_working_days(at("2026-05-12 02:00", calendar), 1) == at("2026-05-13 02:00", calendar)
    assert calendar.due_working_days(at("2026-05-16 02:00", calendar), 1) == at("2026-05-19 02:00", calendar)


ONCE = Calendar.from_dict({"time_zone": "UTC", "shifts": {"2026-06-03": [["09:00", "17:00"]]}})


@pytest.mark.parametrize(
    "ask",
    [
        lambda start: ONCE.due(start, 8 * HOUR + 1),
        lambda start: ONCE.due(start + timedelta(days=3), 0),
        lambda start: ONCE.due_back(start, 1),
        lambda start: ONCE.due_working_days(start, 2),
        lambda start: ONCE.due_working_days(start + timedelta(days=3), 1, True),
        lambda start: CALENDARS["office"].due(start, 10**12),
        lambda start: CALENDARS["office"].due_back(start, 10**12),
        lambda start: CALENDARS["office"].due_working_days(start, 10**9),
        lambda start: CALENDARS["office"].due(start.replace(year=9999), 9999 * HOUR),
        lambda start: CALENDARS["office"].due_working_days(datetime.max.replace(tzinfo=UTC), 1),
        lambda start: CALENDARS["office"].due_back(start.replace(year=1), 9999 * HOUR),
    ],
)
def test_a_target_that_can_not_end_is_refused_soon(ask: Any) -> None:
    """No question loops: a target without an end is a ValueError, and quickly."""
    begun = process_time()
    with pytest.raises(ValueError):
        ask(datetime(2026, 6, 1, tzinfo=UTC))
    assert process_time() - begun < 10


@pytest.mark.parametrize("seconds", [-1, -0.5, float("nan"), float("inf")])
def test_a_length_of_time_is_a_number_not_below_nothing(seconds: float) -> None:
    """Lengths that mean nothing are refused."""
    with pytest.raises(ValueError):
        CALENDARS["office"].due(datetime(2026, 6, 1, tzinfo=UTC), seconds)


def test_an_instant_has_a_zone() -> None:
    """A naive datetime is refused, an aware one of any zone is understood."""
    calendar = CALENDARS["office"]
    with pytest.raises(ValueError, match="time zone"):
        calendar.is_open(datetime.fromisoformat("2026-06-03T09:00"))
    assert calendar.is_open(datetime(2026, 6, 3, 13, tzinfo=ZoneInfo("Asia/Bangkok")))


def test_a_pause_ends_after_it_starts() -> None:
    """A pause the wrong way round is refused."""
    later, start = datetime(2026, 6, 4, tzinfo=UTC), datetime(2026, 6, 3, tzinfo=UTC)
    with pytest.raises(ValueError, match="pauses"):
        CALENDARS["office"].due(start, 1, [(later, start)])


def test_parts_of_a_second_are_kept() -> None:
    """Elapsed seconds are whole when the time is, and exact to the microsecond when it is not."""
    calendar = CALENDARS["office"]
    start = at("2026-06-03 09:00:00.250001", calendar)
    assert calendar.due(start, 0.75) == at("2026-06-03 09:00:01.000001", calendar)
    assert calendar.elapsed(start, at("2026-06-03 09:00:01", calendar)) == 0.749999
    assert isinstance(calendar.elapsed(start, start + timedelta(seconds=1)), int)


@pytest.mark.parametrize("name", ["office", "night"])
def test_years_are_as_right_as_hours(name: str) -> None:
    """Four years taken at once are the sum of their weeks, and a target of four years ends where they end."""
    calendar = CALENDARS[name]
    start = datetime(2023, 12, 29, 17, 30, tzinfo=UTC)
    weeks = [start + timedelta(days=7 * number, hours=number % 24) for number in range(210)]
    total = sum(calendar.elapsed(a, b) for a, b in pairwise(weeks))
    assert calendar.elapsed(start, weeks[-1]) == total
    assert calendar.elapsed(start, calendar.due(start, total)) == total
    assert calendar.due_back(calendar.due(start, total), total) == calendar.due_back(calendar.due(start, 1), 1)
    opened = sum((b - a).total_seconds() for a, b in calendar.open_periods(start, 1000))
    assert calendar.elapsed(start, calendar.open_periods(start, 1000)[-1][1]) == opened


def test_time_is_told_day_by_day() -> None:
    """Friday afternoon, a weekend, a holiday on Monday, and the hours of Tuesday up to the due time."""
    calendar = CALENDARS["office"]

    def us(text: str) -> int:
        return to_us(at(text, calendar))

    start, end = us("2026-04-10 17:30"), us("2026-04-14 10:30")
    assert account(calendar, start, end) == (
        Part(PartKind.WORKED, start, us("2026-04-10 18:00"), 1800 * 10**6),
        Part(PartKind.CLOSED, us("2026-04-11 00:00"), us("2026-04-13 00:00")),
        Part(PartKind.HOLIDAY, us("2026-04-13 00:00"), us("2026-04-14 00:00")),
        Part(PartKind.WORKED, us("2026-04-14 09:00"), end, 5400 * 10**6),
    )
    pause = (us("2026-04-10 17:45"), us("2026-04-14 10:00"))
    assert account(calendar, start, end, [pause]) == (
        Part(PartKind.WORKED, start, pause[0], 900 * 10**6),
        Part(PartKind.PAUSED, *pause, 4500 * 10**6),
        Part(PartKind.WORKED, pause[1], end, 1800 * 10**6),
    )


def test_what_was_left_of_a_closed_evening_is_not_told() -> None:
    """A ticket of Friday evening begins with the weekend."""
    calendar = CALENDARS["office"]
    start, end = (to_us(at(text, calendar)) for text in ("2026-06-19 19:00", "2026-06-22 10:00"))
    kinds = [part.kind for part in account(calendar, start, end)]
    assert kinds == [PartKind.CLOSED, PartKind.WORKED]
