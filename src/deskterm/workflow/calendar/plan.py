"""A calendar as people write it: read, checked, and kept as a frozen value of wall-clock times.

The format, one mapping:

    time_zone        name of an IANA zone; everything below is wall-clock time there
    week             mon..sun -> list of [start, end], "HH:MM" or "HH:MM:SS"
    holidays         list of YYYY-MM-DD, each closed for the whole local day, whatever else is said of it
    annual_holidays  list of MM-DD, closed every year
    shifts           YYYY-MM-DD -> list of [start, end]: replaces the week's hours of that date
    breaks           YYYY-MM-DD -> list of [start, end]: closed although the hours say open
    names            YYYY-MM-DD -> what that day is called
    sources          list of mappings that tell where dates were copied from, ignored
    name, note       free text, ignored

As an end, 23:59, 24:00 and 00:00 mean midnight. An end earlier than its start is an overnight opening, which
belongs to the day it starts on. It may last twelve hours at most: a longer one is nearly always a pair written the
wrong way round, and a real one can be written as two openings.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from deskterm.workflow.calendar.wall import DAY

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIELDS = frozenset({"time_zone", "week", "holidays", "annual_holidays", "shifts", "breaks", "names", "sources"}) | {
    "name",
    "note",
}
LONGEST_NIGHT = 12 * 3600
"""Seconds an opening that ends on the next day may last."""
MINUTE_BEFORE_MIDNIGHT = DAY - 60
LONGEST_NAME = 200
LEAP_YEAR = 2000
DAYS_OF_LEAP_YEAR = 366
CLOCK = re.compile(r"(\d\d):(\d\d)(?::(\d\d))?", re.ASCII)
DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MONTH_DAY = re.compile(r"(\d\d)-(\d\d)", re.ASCII)


class CalendarError(ValueError):
    """A calendar that cannot be read. `field` names the place, `code` the fault; the message holds both in English."""

    def __init__(self, field: str, code: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.code = code


class Span(NamedTuple):
    """An opening or break, in seconds after the midnight its day begins with; `end` passes 86,400 overnight."""

    start: int
    end: int


Dated = Mapping[date, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a calendar says, checked."""

    zone: ZoneInfo
    week: tuple[tuple[Span, ...], ...]
    """Openings of Monday to Sunday, in order, never overlapping."""
    holidays: frozenset[date] = frozenset()
    annual: frozenset[tuple[int, int]] = frozenset()
    """(month, day) pairs."""
    shifts: Dated = field(default_factory=dict, hash=False)
    breaks: Dated = field(default_factory=dict, hash=False)
    names: Mapping[date, str] = field(default_factory=dict, hash=False)
    """What days are called."""

    @classmethod
    def from_dict(cls, given: Mapping[str, object]) -> "Plan":
        """Reads the format of this module; raises CalendarError, which names the field."""
        if not isinstance(given, Mapping):
            raise CalendarError("calendar", "not_a_mapping", "a mapping is expected")
        for key in given:
            if key not in FIELDS:
                raise CalendarError(str(key), "unknown_field", "no such field")
        plan = cls(
            zone=_zone(given.get("time_zone")),
            week=_week(given.get("week", {})),
            holidays=frozenset(_date(text, where) for where, text in _items(given, "holidays")),
            annual=frozenset(_month_day(text, where) for where, text in _items(given, "annual_holidays")),
            shifts=_dated(given.get("shifts", {}), "shifts", apart=True),
            breaks=_dated(given.get("breaks", {}), "breaks", apart=False),
            names=_names(given.get("names", {})),
        )
        _refuse_never_open(plan)
        return plan

    def hours(self, day: date) -> tuple[Span, ...]:
        """Openings that start on this local day, before holidays and breaks are taken off."""
        dated = self.shifts.get(day)
        return self.week[day.weekday()] if dated is None else dated

    def is_holiday(self, day: date) -> bool:
        """Is this local day a holiday?"""
        return day in self.holidays or (day.month, day.day) in self.annual


def _names(given: object) -> dict[date, str]:
    if not isinstance(given, Mapping):
        raise CalendarError("names", "not_a_mapping", "a mapping of dates to names is expected")
    for day, name in given.items():
        if not isinstance(name, str) or not name.strip() or len(name) > LONGEST_NAME:
            raise CalendarError(f"names.{day}", "bad_name", f"a name of at most {LONGEST_NAME} characters is expected")
    return {_date(day, f"names.{day}"): name for day, name in given.items()}


def _refuse_never_open(plan: Plan) -> None:
    """A calendar without a single opening would let nothing ever fall due."""
    if len(plan.annual) == DAYS_OF_LEAP_YEAR:
        raise CalendarError("annual_holidays", "never_open", "every day of the year is a holiday")
    if any(plan.week):
        return
    if not any(spans for day, spans in plan.shifts.items() if not plan.is_holiday(day)):
        raise CalendarError("week", "never_open", "there is no opening at all")


def _zone(given: object) -> ZoneInfo:
    if not isinstance(given, str) or not given:
        raise CalendarError("time_zone", "missing", "the name of a time zone is expected")
    try:
        return ZoneInfo(given)
    except (KeyError, ValueError, OSError):
        raise CalendarError("time_zone", "unknown_zone", f"there is no time zone {given!r}") from None


def _items(given: Mapping[str, object], name: str) -> Iterable[tuple[str, object]]:
    """Each item of a list with the words that name its place."""
    found = given.get(name, ())
    if not isinstance(found, (list, tuple)):
        raise CalendarError(name, "not_a_list", "a list is expected")
    return ((f"{name}[{i}]", item) for i, item in enumerate(found))


def _week(given: object) -> tuple[tuple[Span, ...], ...]:
    if not isinstance(given, Mapping):
        raise CalendarError("week", "not_a_mapping", "a mapping of weekdays is expected")
    for key in given:
        if key not in WEEKDAYS:
            raise CalendarError(f"week.{key}", "unknown_weekday", "weekdays are mon, tue, wed, thu, fri, sat, sun")
    week = tuple(_spans(given.get(name, ()), f"week.{name}", apart=True) for name in WEEKDAYS)
    for number, name in enumerate(WEEKDAYS):
        before, today = week[number - 1], week[number]
        if before and today and before[-1].end - DAY > today[0].start:
            raise CalendarError(f"week.{name}", "overlap", "an opening starts before that of the night has ended")
    return week


def _dated(given: object, name: str, *, apart: bool) -> Dated:
    if not isinstance(given, Mapping):
        raise CalendarError(name, "not_a_mapping", "a mapping of dates is expected")
    return {_date(key, f"{name}.{key}"): _spans(spans, f"{name}.{key}", apart=apart) for key, spans in given.items()}


def _spans(given: object, where: str, *, apart: bool) -> tuple[Span, ...]:
    """Spans in order of time; `apart` refuses those that overlap."""
    if not isinstance(given, (list, tuple)):
        raise CalendarError(where, "not_a_list", "a list of [start, end] is expected")
    spans = sorted(_span(pair, f"{where}[{i}]") for i, pair in enumerate(given))
    if apart:
        for one, other in pairwise(spans):
            if one.end > other.start:
                raise CalendarError(where, "overlap", "two openings overlap")
    return tuple(spans)


def _span(given: object, where: str) -> Span:
    if not isinstance(given, (list, tuple)) or len(given) != 2:
        raise CalendarError(where, "not_a_pair", "a pair [start, end] is expected")
    start, end = _clock(given[0], where), _clock(given[1], where)
    if start == DAY:
        raise CalendarError(where, "bad_time", "24:00 can only be an end")
    if end == MINUTE_BEFORE_MIDNIGHT or (end == 0 and start > 0):
        end = DAY
    if end < start and end + DAY - start <= LONGEST_NIGHT:
        end += DAY
    if end <= start:
        raise CalendarError(where, "end_before_start", f"the end {given[1]} is not after the start {given[0]}")
    return Span(start, end)


def _clock(given: object, where: str) -> int:
    """Seconds after midnight."""
    found = CLOCK.fullmatch(given) if isinstance(given, str) else None
    if found is None:
        raise CalendarError(where, "bad_time", f"a time HH:MM is expected, not {given!r}")
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    seconds = hour * 3600 + minute * 60 + second
    if minute > 59 or second > 59 or seconds > DAY:
        raise CalendarError(where, "bad_time", f"there is no time {given}")
    return seconds


def _date(given: object, where: str) -> date:
    if not isinstance(given, str) or not DATE.fullmatch(given):
        raise CalendarError(where, "bad_date", f"a date YYYY-MM-DD is expected, not {given!r}")
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise CalendarError(where, "bad_date", f"there is no date {given}") from None


def _month_day(given: object, where: str) -> tuple[int, int]:
    found = MONTH_DAY.fullmatch(given) if isinstance(given, str) else None
    if found is None:
        raise CalendarError(where, "bad_date", f"a date MM-DD is expected, not {given!r}")
    try:
        day = date(LEAP_YEAR, int(found[1]), int(found[2]))
    except ValueError:
        raise CalendarError(where, "bad_date", f"there is no date {given}") from None
    return day.month, day.day
