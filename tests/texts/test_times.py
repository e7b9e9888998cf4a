"""Durations and moments, as they are shown and as people type them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.texts.times import duration, local, moment, near, parse_moment

ZONE = ZoneInfo("Europe/Bucharest")
SECOND = 1_000_000
HOUR = 3600 * SECOND
DAY = 24 * HOUR


def at(text: str, zone: ZoneInfo = ZONE) -> int:
    """A wall-clock time as an instant."""
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()) * SECOND


NOW = at("2031-05-07 10:30")  # a Wednesday


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0s"),
        (59, "59s"),
        (60, "1m"),
        (3599, "59m"),
        (3600, "1h 00m"),
        (3900, "1h 05m"),
        (11100, "3h 05m"),
        (86399, "23h 59m"),
        (86400, "1d"),
        (187200, "2d 4h"),
        (-3900, "-1h 05m"),
        (-0.5, "0s"),
        (86400 * 400, "400d"),
    ],
)
def test_a_duration_has_at_most_two_units(seconds, shown):
    """The two largest units say enough."""
    assert duration(int(seconds * SECOND)) == shown


def test_a_moment_is_shown_on_the_wall_clock_of_its_zone():
    """The same instant has another hour elsewhere."""
    assert moment(NOW, ZONE) == "2031-05-07 10:30"
    assert moment(NOW, ZoneInfo("Asia/Bangkok")) == "2031-05-07 14:30"


@pytest.mark.parametrize(
    ("instant", "shown"),
    [
        (NOW + HOUR, "11:30"),
        (NOW + DAY, "Thu 10:30"),
        (NOW - DAY, "05-06 10:30"),
        (NOW + 9 * DAY, "05-16 10:30"),
        (NOW - 400 * DAY, "2030-04-02"),
    ],
)
def test_near_moments_take_few_words(instant, shown):
    """Today needs no date, the coming week only a day."""
    assert near(instant, ZONE, NOW) == shown


@pytest.mark.parametrize("instant", [10**20, -(10**20)])
def test_an_absurd_instant_is_shown_all_the_same(instant):
    """A damaged row must not keep the others from being shown."""
    assert local(instant, ZONE)


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("2h", "2031-05-07 12:30"),
        ("+90 min", "2031-05-07 12:00"),
        ("1h30m", "2031-05-07 12:00"),
        ("3d", "2031-05-10 10:30"),
        ("1d 4h", "2031-05-08 14:30"),
        ("2w", "2031-05-21 10:30"),
        ("14:00", "2031-05-07 14:00"),
        ("09:00", "2031-05-08 09:00"),
        ("at 9:05", "2031-05-08 09:05"),
        ("tomorrow 09:00", "2031-05-08 09:00"),
        ("Tomorrow", "2031-05-08 09:00"),
        ("today at 17:00", "2031-05-07 17:00"),
        ("fri 14:00", "2031-05-09 14:00"),
        ("Friday, 14:00", "2031-05-09 14:00"),
        ("wed 11:00", "2031-05-07 11:00"),
        ("wed 10:30", "2031-05-14 10:30"),
        ("thurs", "2031-05-08 09:00"),
        ("2031-05-09", "2031-05-09 09:00"),
        ("2031-05-09 14:05", "2031-05-09 14:05"),
        ("2031-05-09T14:05", "2031-05-09 14:05"),
    ],
)
def test_people_say_when(text, then):
    """Spans, times, days and dates mean the next such moment on the wall clock."""
    assert parse_moment(text, NOW, ZONE) == at(then)


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("2h", "2031-05-07 08:30"),
        ("14:00", "2031-05-06 14:00"),
        ("09:00", "2031-05-07 09:00"),
        ("fri 14:00", "2031-05-02 14:00"),
        ("yesterday 14:00", "2031-05-06 14:00"),
        ("3d", "2031-05-04 10:30"),
    ],
)
def test_people_say_when_it_happened(text, then):
    """Looking back, the same words mean the last such moment."""
    assert parse_moment(text, NOW, ZONE, past=True) == at(then)


def test_a_zone_in_the_text_is_obeyed():
    """ISO 8601 may carry its own distance from UTC."""
    assert parse_moment("2031-05-09T14:05+05:00", NOW, ZONE) == at("2031-05-09 12:05")
    assert parse_moment("2031-05-09T14:05Z", NOW, ZONE) == at("2031-05-09 14:05", ZoneInfo("UTC"))


def test_hours_that_clocks_skip_or_repeat():
    """A local time that does not exist is one hour later; of one that exists twice the first is meant."""
    assert parse_moment("2031-03-30 03:30", NOW, ZONE) == at("2031-03-30 04:30")
    assert (
        parse_moment("2031-10-26 03:30", NOW, ZONE)
        == int(datetime(2031, 10, 26, 0, 30, tzinfo=UTC).timestamp()) * SECOND
    )


def test_a_day_later_is_the_same_time_of_day():
    """Days keep the time of day when the clocks change; hours do not."""
    eve = at("2031-03-29 10:00")
    assert parse_moment("1d", eve, ZONE) == at("2031-03-30 10:00")
    assert parse_moment("24h", eve, ZONE) == at("2031-03-30 11:00")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "soon",
        "monkey",
        "mo 9:00",
        "25:00",
        "9:60",
        "-2h",
        "١h",
        "5",
        "2031-13-01",
        "next fri",
        "1965-01-01",
        "99999999w",
        "2h tomorrow",
        "9999-12-31T23:59-14:00",
        "２h",
        "\x1b[2J",
    ],
)
def test_what_is_no_time_is_refused_with_examples(text):
    """The error names what is accepted."""
    with pytest.raises(ValueError, match="14:00"):
        parse_moment(text, NOW, ZONE)


@given(st.text(max_size=30))
def test_no_text_breaks_the_parser(text):
    """Any text is a time or a ValueError."""
    try:
        assert parse_moment(text, NOW, ZONE) >= 0
    except ValueError as error:
        assert "14:00" in str(error)
