"""The calendar against a slow one that walks minute by minute and knows no arithmetic, around changes of clocks."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from deskterm.workflow.calendar import Calendar, CalendarError, NeverDue, account
from deskterm.workflow.calendar.wall import to_us

MINUTE = timedelta(minutes=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PLACES = [
    ("Europe/Bucharest", date(2026, 3, 29)),
    ("Europe/Bucharest", date(2026, 10, 25)),
    ("Asia/Bangkok", date(2026, 6, 3)),
    ("Europe/Moscow", date(2011, 3, 27)),
    ("Europe/Moscow", date(2014, 10, 26)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Africa/Casablanca", date(2026, 2, 15)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/Havana", date(2026, 11, 1)),
]
BEFORE, AFTER = 5, 7


class Minutes(NamedTuple):
    """Every minute of some days: its instant, what the wall clock shows, and where each reading is found first."""

    first: datetime
    walls: list[datetime]
    seen: dict[datetime, int]
    jumps: list[tuple[datetime, datetime]]

    def find(self, wall: datetime) -> int:
        """The number of the minute at which the wall clock shows this; a skipped time is as much later as it jumps."""
        if wall not in self.seen:
            below, above = next(jump for jump in self.jumps if jump[0] < wall < jump[1])
            wall += above - below - MINUTE
        return self.seen[wall]


@lru_cache(maxsize=len(PLACES))
def minutes(zone: str, around: date) -> Minutes:
    """The minutes of twelve days around a date, with a margin of three days."""
    first = datetime(around.year, around.month, around.day, tzinfo=UTC) - timedelta(days=BEFORE + 3)
    count = (BEFORE + AFTER + 6) * 1440
    here = ZoneInfo(zone)
    walls = [(first + number * MINUTE).astimezone(here).replace(tzinfo=None) for number in range(count)]
    seen: dict[datetime, int] = {}
    for number, wall in enumerate(walls):
        seen.setdefault(wall, number)
    jumps = [(a, b) for a, b in pairwise(walls) if b - a > MINUTE]
    return Minutes(first, walls, seen, jumps)


def clock(minute: int) -> str:
    """24:00 for the end of a day, and the time of the next day beyond it."""
    return "24:00" if minute == 1440 else f"{minute % 1440 // 60:02}:{minute % 60:02}"


Spans = list[tuple[int, int]]


@st.composite
def spans(draw: st.DrawFn, *, night: bool = True) -> Spans:
    """Up to two openings of a day in quarters of an hour; the last may reach into the next day."""
    marks = sorted(draw(st.sets(st.integers(0, 96), max_size=4)))
    found = [(a * 15, b * 15) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    if night and draw(st.integers(0, 3)) == 0 and (not found or found[-1][1] < 1260):
        found.append((1320, 1440 + draw(st.integers(1, 32)) * 15))
    return found


class Story(NamedTuple):
    """A calendar with the place and time it is asked about."""

    place: tuple[str, date]
    week: list[Spans]
    holidays: list[date]
    shifts: dict[date, Spans]
    breaks: dict[date, Spans]

    def given(self) -> dict[str, Any]:
        """The calendar's own format."""

        def text(found: Spans) -> list[list[str]]:
            return [[clock(a), clock(b)] for a, b in found]

        return {
            "time_zone": self.place[0],
            "week": {name: text(found) for name, found in zip(WEEKDAYS, self.week, strict=True)},
            "holidays": [day.isoformat() for day in self.holidays],
            "shifts": {day.isoformat(): text(found) for day, found in self.shifts.items()},
            "breaks": {day.isoformat(): text(found) for day, found in self.breaks.items()},
        }

    def open_minutes(self) -> list[bool]:
        """For each minute of the place: is the desk open?"""
        table = minutes(*self.place)
        answer = [False] * len(table.walls)
        days = sorted({wall.date() for wall in table.walls})[1:-2]
        for day in days:
            self._paint(table, answer, day, self.shifts.get(day, self.week[day.weekday()]), value=True)
        for day in days:
            self._paint(table, answer, day, self.breaks.get(day, []), value=False)
        off = set(self.holidays)
        return [is_open and wall.date() not in off for is_open, wall in zip(answer, table.walls, strict=True)]

    @staticmethod
    def _paint(table: Minutes, answer: list[bool], day: date, found: Spans, *, value: bool) -> None:
        midnight = datetime.fromisoformat(day.isoformat())
        for a, b in found:
            low, high = table.find(midnight + a * MINUTE), table.find(midnight + b * MINUTE)
            answer[low:high] = [value] * max(high - low, 0)


@st.composite
def stories(draw: st.DrawFn, places: Sequence[tuple[str, date]] = PLACES) -> Story:
    """Weeks, holidays, shifts and breaks around a change of clocks."""
    place = draw(st.sampled_from(places))
    near = st.integers(-3, 3).map(lambda days: place[1] + timedelta(days=days))
    return Story(
        place,
        draw(st.lists(spans(), min_size=7, max_size=7)),
        draw(st.lists(near, max_size=2)),
        draw(st.dictionaries(near, spans(), max_size=1)),
        draw(st.dictionaries(near, spans(night=False), max_size=1)),
    )


def read(story: Story) -> Calendar:
    """The calendar of a story; stories that are no calendar are not told."""
    try:
        return Calendar.from_dict(story.given())
    except CalendarError as refused:
        assume(refused.code not in {"overlap", "never_open"})
        raise


# A skipped local day is nobody's working day; the minute table finds no reading for it, so it is left out by `find`.
# Only whole minutes are asked for: seconds are the tables' business in the other files.
few = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)
offsets = st.integers(0, (BEFORE + AFTER - 2) * 1440)
lengths = st.integers(0, 3000)


@few
@given(stories(), offsets, st.integers(0, 4000))
def test_open_time_is_the_sum_of_open_minutes(story: Story, offset: int, span: int) -> None:
    """Elapsed time and the state of being open are what a walk through the minutes finds."""
    calendar, is_open = read(story), story.open_minutes()
    low = 3 * 1440 + offset
    first = minutes(*story.place).first
    high = min(low + span, len(is_open) - 2880)
    assert calendar.elapsed(first + low * MINUTE, first + high * MINUTE) == 60 * sum(is_open[low:high])
    assert calendar.is_open(first + low * MINUTE) == is_open[low]


@few
@given(stories(), offsets, lengths, st.lists(st.tuples(st.integers(-300, 2000), st.integers(0, 900)), max_size=2))
def test_a_target_falls_due_where_the_minutes_are_used_up(
    story: Story, offset: int, length: int, stops: list[tuple[int, int]]
) -> None:
    """A walk that counts open, unpaused minutes ends where `due` says."""
    calendar, is_open = read(story), story.open_minutes()
    low = 3 * 1440 + offset
    for start, span in stops:
        is_open[low + start : low + start + span] = [False] * len(is_open[low + start : low + start + span])
    first = minutes(*story.place).first
    pauses = [(first + (low + a) * MINUTE, first + (low + a + b) * MINUTE) for a, b in stops]
    used = [number for number in range(low, len(is_open) - 2880) if is_open[number]][: max(length, 1)]
    assume(len(used) == max(length, 1))
    due = first + (used[-1] + (1 if length else 0)) * MINUTE
    assert calendar.due(first + low * MINUTE, 60 * length, pauses) == due
    assert calendar.elapsed(first + low * MINUTE, due, pauses) == 60 * length
    told = account(calendar, to_us(first + low * MINUTE), to_us(due), [(to_us(a), to_us(b)) for a, b in pauses])
    assert sum(part.length for part in told if part.kind == "worked") == 60_000_000 * length


@few
@given(stories(), offsets, lengths)
def test_walking_back_is_the_mirror_of_walking_on(story: Story, offset: int, length: int) -> None:
    """A walk backwards through the minutes ends where `due_back` says, and `offset` is either walk."""
    calendar, is_open = read(story), story.open_minutes()
    high = 3 * 1440 + offset
    first = minutes(*story.place).first
    used = [number for number in range(high - 1, 2880, -1) if is_open[number]][: max(length, 1)]
    assume(len(used) == max(length, 1))
    start = first + (used[-1] + (0 if length else 1)) * MINUTE
    assert calendar.due_back(first + high * MINUTE, 60 * length) == start
    if length:
        assert calendar.offset(first + high * MINUTE, -60 * length) == start


@few
@given(stories(), offsets)
def test_open_periods_add_up_and_mirror_each_other(story: Story, offset: int) -> None:
    """Openings never overlap, hold only open time, and are the same ones read from the other end."""
    calendar = read(story)
    start = minutes(*story.place).first + offset * MINUTE
    try:
        calendar.due(start, 1)
    except NeverDue:
        assume(False)
    found = calendar.open_periods(start, 5)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert all(calendar.elapsed(a, b) == (b - a).total_seconds() > 0 for a, b in found)
    back = calendar.open_periods_back(found[-1][1], len(found))
    assert [*reversed(back)][1:] == found[1:]
    assert calendar.elapsed(start, found[-1][1]) == sum((b - a).total_seconds() for a, b in found)
