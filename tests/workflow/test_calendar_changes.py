"""What working time must be whatever the clocks do: held around every change of ten years in eight places."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.workflow.test_calendar_oracle import MINUTE, Story, lengths, minutes, offsets, read, stories

ZONES = (
    "Europe/Bucharest",
    "Asia/Bangkok",
    "Europe/Moscow",
    "Europe/Chisinau",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
    "America/New_York",
)
YEARS = (2016, 2027)


def changes(zone: str) -> list[tuple[str, date]]:
    """The days on which the zone's clocks were or will be set; one day of the middle where they never are."""
    here, found = ZoneInfo(zone), []
    noon = datetime(YEARS[0], 1, 1, 12, tzinfo=UTC)
    while noon.year < YEARS[1]:
        later = noon + timedelta(days=1)
        if noon.astimezone(here).utcoffset() != later.astimezone(here).utcoffset():
            found.append((zone, later.astimezone(here).date()))
        noon = later
    return found or [(zone, date(2021, 6, 15))]


CHANGES = [place for zone in ZONES for place in changes(zone)]
manner = {"deadline": None, "suppress_health_check": [HealthCheck.filter_too_much, HealthCheck.too_slow]}


def holds(story: Story, offset: int, length: int, more: int) -> None:
    """Elapsed time is what a walk through the minutes finds; `due` is its inverse, monotone and additive."""
    calendar, is_open = read(story), story.open_minutes()
    first, low = minutes(*story.place).first, 3 * 1440 + offset
    used = [number for number in range(low, len(is_open) - 2880) if is_open[number]]
    assume(len(used) >= length + more + 1)
    start, later = first + low * MINUTE, first + (low + more) * MINUTE
    due = calendar.due(start, 60 * length)
    assert due == first + (used[max(length, 1) - 1] + (1 if length else 0)) * MINUTE
    end = calendar.due(start, 60 * (length + more))
    assert calendar.elapsed(start, due) == 60 * length
    assert calendar.elapsed(start, end) == calendar.elapsed(start, due) + calendar.elapsed(due, end)
    assert due <= end == (calendar.due(due, 60 * more) if more else end)
    assert due <= calendar.due(later, 60 * length)
    assert calendar.elapsed(start, later) == 60 * sum(is_open[low : low + more])
    assert calendar.due(start, calendar.elapsed(start, due)) == due


@settings(max_examples=100, **manner)  # type: ignore[arg-type]
@given(stories(CHANGES), offsets, lengths, st.integers(0, 1500))
def test_working_time_is_inverse_monotone_and_additive(story: Story, offset: int, length: int, more: int) -> None:
    """Around any change of any of the places."""
    holds(story, offset, length, more)


@pytest.mark.soak
@pytest.mark.parametrize("place", CHANGES, ids=lambda place: f"{place[0]} {place[1]}")
def test_around_every_change(place: tuple[str, date]) -> None:
    """Each change on its own, with many calendars."""
    minutes.cache_clear()

    @settings(max_examples=60, **manner)  # type: ignore[arg-type]
    @given(stories([place]), offsets, lengths, st.integers(0, 1500))
    def check(story: Story, offset: int, length: int, more: int) -> None:
        holds(story, offset, length, more)

    check()


def test_every_place_is_there() -> None:
    """Eight places; two changes a year where summer time is kept, none in Bangkok."""
    count = {zone: sum(1 for place in CHANGES if place[0] == zone) for zone in ZONES}
    assert count["Europe/Bucharest"] == count["America/New_York"] == 22 and count["Asia/Bangkok"] == 1
    assert count["Africa/Casablanca"] > 20 and count["Pacific/Apia"] >= 11
