"""The rules of working time, told in tables of wall-clock times."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from deskterm.workflow.calendar import Calendar, NeverDue, local_to_utc
from tests.workflow.hours import CALENDARS, HOUR, OFFICE, WORKDAYS, at

DUE = [
    ("within an opening", "office", "2026-06-03 09:30", 1, "2026-06-03 10:30"),
    ("over lunch", "office", "2026-06-03 11:30", 1, "2026-06-03 13:30"),
    ("exactly at the break", "office", "2026-06-03 11:00", 1, "2026-06-03 12:00"),
    ("exactly at closing", "office", "2026-06-03 16:00", 2, "2026-06-03 18:00"),
    ("exactly at closing on Friday", "office", "2026-06-12 09:00", 8, "2026-06-12 18:00"),
    ("before opening", "office", "2026-06-03 06:00", 1, "2026-06-03 10:00"),
    ("at closing", "office", "2026-06-03 18:00", 1, "2026-06-04 10:00"),
    ("over a weekend", "office", "2026-06-19 17:00", 2, "2026-06-22 10:00"),
    ("over New Year", "office", "2025-12-31 17:00", 2, "2026-01-02 10:00"),
    ("over a dated holiday", "office", "2026-04-10 17:00", 2, "2026-04-14 10:00"),
    ("over a Saturday shift", "office", "2026-06-05 17:00", 2, "2026-06-06 11:00"),
    ("an empty shift closes a day", "office", "2026-06-06 13:00", 2, "2026-06-09 10:00"),
    ("over a break of the day", "office", "2026-06-09 10:00", 1, "2026-06-09 11:45"),
    ("a break until closing", "office", "2026-06-09 16:00", 2, "2026-06-10 10:00"),
    ("nothing to do, open", "office", "2026-06-03 09:30", 0, "2026-06-03 09:30"),
    ("nothing to do, closed", "office", "2026-06-03 18:00", 0, "2026-06-04 09:00"),
    ("past midnight", "night", "2026-05-04 23:00", 4, "2026-05-05 03:00"),
    ("in the small hours", "night", "2026-05-05 03:00", 4, "2026-05-05 23:00"),
    ("Friday's night ends on Saturday", "night", "2026-05-09 05:00", 2, "2026-05-11 23:00"),
    ("a holiday ends the night at midnight", "night", "2026-05-05 23:00", 2, "2026-05-07 01:00"),
    ("a holiday's own night opens at its end", "night", "2026-05-06 12:00", 1, "2026-05-07 01:00"),
    ("a shift begins while the night is open", "night", "2026-05-14 04:00", 4, "2026-05-14 08:00"),
    ("a shift replaces the night of its date", "night", "2026-05-14 07:00", 2, "2026-05-15 23:00"),
    ("a break over midnight", "night", "2026-05-19 23:00", 1, "2026-05-20 01:00"),
    ("a break of the next date", "night", "2026-05-21 01:00", 2, "2026-05-21 04:00"),
]


@pytest.mark.parametrize(("name", "start", "hours", "due"), [row[1:] for row in DUE], ids=[row[0] for row in DUE])
def test_a_target_falls_due(name: str, start: str, hours: int, due: str) -> None:
    """Open time alone counts; a target used up at a closing is due then."""
    calendar = CALENDARS[name]
    found = calendar.due(at(start, calendar), hours * HOUR)
    assert found == at(due, calendar)
    assert found.tzinfo is UTC
    assert calendar.elapsed(at(start, calendar), found) == hours * HOUR


BACK = [
    ("within an opening", "2026-06-03 10:30", 1, "2026-06-03 09:30"),
    ("over lunch", "2026-06-03 13:30", 1, "2026-06-03 11:30"),
    ("exactly at opening", "2026-06-03 10:00", 1, "2026-06-03 09:00"),
    ("after closing", "2026-06-03 23:00", 1, "2026-06-03 17:00"),
    ("over a weekend", "2026-06-22 10:00", 2, "2026-06-19 17:00"),
    ("nothing, closed", "2026-06-22 09:00", 0, "2026-06-19 18:00"),
]


@pytest.mark.parametrize(("start", "hours", "found"), [row[1:] for row in BACK], ids=[row[0] for row in BACK])
def test_a_target_walks_back(start: str, hours: int, found: str) -> None:
    """Walking back mirrors walking on: used up at an opening, it is that opening."""
    calendar = CALENDARS["office"]
    assert calendar.due_back(at(start, calendar), hours * HOUR) == at(found, calendar)


def test_an_offset_of_nothing_moves_nothing() -> None:
    """A step at 100 % of a target that ends at closing time stays at closing time."""
    calendar = CALENDARS["office"]
    closing = at("2026-06-03 18:00", calendar)
    assert calendar.offset(closing, 0) == closing
    assert calendar.offset(closing, HOUR) == at("2026-06-04 10:00", calendar)
    assert calendar.offset(closing, -HOUR) == at("2026-06-03 17:00", calendar)


PAUSED = [
    ("in open time", [("10:00", "10:20:07")], "11:20:07"),
    ("from the start", [("09:00", "10:00")], "12:00"),
    ("before the start", [("07:00", "08:00")], "11:00"),
    ("as it falls due", [("11:00", "12:00")], "11:00"),
    ("after it is due", [("11:30", "12:00")], "11:00"),
    ("overlapping", [("09:30", "10:00"), ("09:45", "10:15")], "11:45"),
    ("over lunch and out of order", [("13:15", "14:00"), ("10:30", "13:00")], "14:15"),
]


@pytest.mark.parametrize(("pauses", "due"), [row[1:] for row in PAUSED], ids=[row[0] for row in PAUSED])
def test_pauses_stop_the_clock_to_the_second(pauses: list[tuple[str, str]], due: str) -> None:
    """Two hours from nine, with pauses: what they take of open time comes on top, once."""
    calendar = CALENDARS["office"]
    start = at("2026-06-03 09:00", calendar)
    stops = [(at(f"2026-06-03 {a}", calendar), at(f"2026-06-03 {b}", calendar)) for a, b in pauses]
    found = calendar.due(start, 2 * HOUR, stops)
    assert found == at(f"2026-06-03 {due}", calendar)
    assert calendar.elapsed(start, found, stops) == 2 * HOUR


def test_an_open_pause_has_no_end() -> None:
    """A target is never due while its pause is open, unless it was used up before."""
    calendar = CALENDARS["office"]
    start, pause = at("2026-06-03 09:00", calendar), at("2026-06-03 10:00", calendar)
    assert calendar.due(start, HOUR, [(pause, None)]) == pause
    with pytest.raises(NeverDue):
        calendar.due(start, HOUR + 1, [(pause, None)])
    assert calendar.elapsed(start, at("2026-06-30 09:00", calendar), [(pause, None)]) == HOUR


def test_nothing_to_do_in_a_pause_waits_for_its_end() -> None:
    """The first open instant is also one without a pause."""
    calendar = CALENDARS["office"]
    start, end = at("2026-06-03 18:30", calendar), at("2026-06-04 10:00", calendar)
    assert calendar.due(start, 0, [(at("2026-06-03 19:00", calendar), end)]) == end


CLOCKS = [
    ("Europe/Bucharest", "2026-03-29 03:30", "2026-03-29 01:30+00:00"),
    ("Australia/Lord_Howe", "2026-10-04 02:10", "2026-10-03 15:40+00:00"),
    ("America/New_York", "2026-11-01 01:30", "2026-11-01 05:30+00:00"),
    ("Africa/Cairo", "2026-04-24 00:00", "2026-04-23 22:00+00:00"),
    ("Europe/Moscow", "2014-10-26 01:30", "2014-10-25 21:30+00:00"),
    ("Pacific/Apia", "2011-12-30 12:00", "2011-12-30 22:00+00:00"),
]


@pytest.mark.parametrize(("zone", "wall", "expected"), CLOCKS)
def test_awkward_hours_have_one_meaning(zone: str, wall: str, expected: str) -> None:
    """A time that does not exist is as much later as the clocks jump; one that exists twice is the first."""
    found = local_to_utc(datetime.fromisoformat(wall), ZoneInfo(zone))
    assert found == datetime.fromisoformat(expected)


ALWAYS = [
    ("Europe/Bucharest", "2026-03-28 12:00", "2026-03-29 12:00", 23),
    ("Europe/Bucharest", "2026-10-24 12:00", "2026-10-25 12:00", 25),
    ("Australia/Lord_Howe", "2026-10-03 12:00", "2026-10-04 12:00", 23.5),
    ("Europe/Moscow", "2014-10-25 12:00", "2014-10-26 12:00", 25),
    ("Pacific/Apia", "2011-12-29 12:00", "2011-12-31 12:00", 24),
    ("America/New_York", "2026-01-01 00:00", "2027-01-01 00:00", 8760),
    ("Asia/Bangkok", "2024-01-01 00:00", "2025-01-01 00:00", 8784),
]


@pytest.mark.parametrize(("zone", "a", "b", "hours"), ALWAYS)
def test_a_desk_that_never_closes_counts_real_hours(zone: str, a: str, b: str, hours: float) -> None:
    """Days of 23 and 25 hours, and the day that Apia never had, count for what they last; 23:59 closes nothing."""
    week = {day: [["00:00", "23:59"]] for day in (*WORKDAYS, "sat", "sun")}
    for calendar in (Calendar.round_the_clock(zone), Calendar.from_dict({"time_zone": zone, "week": week})):
        assert calendar.elapsed(at(a, calendar), at(b, calendar)) == hours * HOUR
        assert calendar.due(at(a, calendar), hours * HOUR) == at(b, calendar)


def test_a_day_that_never_was_has_no_hours() -> None:
    """Nobody worked on Friday 30 December 2011 in Apia, and Saturday did not inherit its hours."""
    week = {day: [["09:00", "17:00"]] for day in WORKDAYS}
    calendar = Calendar.from_dict({"time_zone": "Pacific/Apia", "week": week})
    assert calendar.due(at("2011-12-29 16:00", calendar), 2 * HOUR) == at("2012-01-02 10:00", calendar)
    assert calendar.due_working_days(at("2011-12-29 10:00", calendar), 1) == at("2012-01-02 10:00", calendar)


def test_a_night_shift_over_a_change_of_clocks_lasts_what_it_lasts() -> None:
    """From 22:00 to 06:00 there are seven hours in March and nine in October."""
    calendar = Calendar.from_dict({"time_zone": "Europe/Bucharest", "week": {"sat": [["22:00", "06:00"]]}})
    for day, hours in (("2026-03-28", 7), ("2026-10-24", 9), ("2026-06-06", 8)):
        (start, end), = calendar.open_periods(at(f"{day} 12:00", calendar), 1)  # fmt: skip
        assert end - start == timedelta(hours=hours)


ASKED = [
    ("office", "2026-06-03 08:59:59", False, False),
    ("office", "2026-06-03 09:00", True, False),
    ("office", "2026-06-03 12:00", False, False),
    ("office", "2026-06-03 17:59:59.999999", True, False),
    ("office", "2026-06-03 18:00", False, False),
    ("office", "2026-01-01 10:00", False, True),
    ("office", "2027-05-01 10:00", False, True),
    ("office", "2026-04-13 23:59:59", False, True),
    ("office", "2026-04-14 00:00", False, False),
    ("night", "2026-05-05 23:59", True, False),
    ("night", "2026-05-06 00:00", False, True),
    ("night", "2026-05-07 00:00", True, False),
]


@pytest.mark.parametrize(("name", "moment", "is_open", "is_holiday"), ASKED)
def test_open_and_holiday_are_told_apart(name: str, moment: str, is_open: bool, is_holiday: bool) -> None:
    """The opening instant is open, the closing instant is not; a holiday is a whole local day."""
    calendar = CALENDARS[name]
    assert calendar.is_open(at(moment, calendar)) is is_open
    assert calendar.is_holiday(at(moment, calendar)) is is_holiday


def test_a_shift_does_not_open_a_holiday() -> None:
    """A holiday is closed whatever else is said of the date."""
    given = {**OFFICE, "shifts": {"2026-04-13": [["09:00", "12:00"]]}}
    calendar = Calendar.from_dict(given)
    assert not calendar.is_open(at("2026-04-13 10:00", calendar))
