"""When somebody is on duty, and how much open work they can have (M16).

The format, one mapping; whatever is left out restricts nothing:

    hours      a calendar (`workflow.calendar`), or {"calendar": NAME}: one of the desk's own
    absences   list of [from, to], instants in ISO 8601 with their offset from UTC; `to` is no longer part of it
    capacity   open work from which others come first (`load_of` tells how it counts)

Who has no duty is always on shift. `Person.away_until` counts beside it: the one is said in advance, the other at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from deskterm.workflow.book import ArrangementKind, BadArrangement, Book
from deskterm.workflow.calendar import Calendar, CalendarError
from deskterm.workflow.calendar.hours import merged
from deskterm.workflow.calendar.wall import to_datetime, to_us
from deskterm.workflow.codes import Status
from deskterm.workflow.values import Person

FIELDS = frozenset({"hours", "absences", "capacity"})
MOST_ABSENCES = 400
HIGHEST_CAPACITY = 1_000
WEIGHTS: Mapping[int, int] = {1: 4, 2: 2}
"""What an open ticket counts by its priority; every other, and one that waits, counts 1."""
NIGHTS = 400
"""Openings that may follow one another without a gap before a shift is said not to end."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Somebody's shifts, absences (microseconds, in order, apart) and capacity."""

    hours: Calendar | None = None
    """None: always, unless `calendar` names hours that have yet to be looked up."""
    calendar: str | None = None
    """The desk's calendar that the hours are taken from."""
    absences: tuple[Span, ...] = ()
    capacity: int | None = None

    @classmethod
    def from_dict(cls, given: Mapping[str, Any], calendars: Mapping[str, Calendar] | None = None) -> "Duty":
        """Reads the format. BadArrangement (a ValueError) names the field.

        `calendars`: the desk's own, by name; then a name that is not among them is refused.
        """
        if not isinstance(given, Mapping):
            raise BadArrangement("duty", "a mapping is expected")
        for key in given:
            if key not in FIELDS:
                raise BadArrangement(str(key), "no such field")
        hours = hours_of(given.get("hours"))
        name = hours if isinstance(hours, str) else None
        if name is not None and calendars is not None and name not in calendars:
            raise BadArrangement("hours.calendar", f"there is no calendar {name!r}")
        return cls(
            hours=(calendars or {}).get(name) if name is not None else hours,  # type: ignore[arg-type]
            calendar=name,
            absences=absences_of(given.get("absences", [])),
            capacity=capacity_of(given.get("capacity")),
        )


ALWAYS = Duty()
"""The duty of those who have none."""


def hours_of(given: object) -> Calendar | str | None:
    """A calendar, or the name of one. BadArrangement names the place in it that is wrong."""
    if given is None:
        return None
    if not isinstance(given, Mapping):
        raise BadArrangement("hours", "a calendar is expected, or the name of one")
    if "calendar" in given:
        name = given["calendar"]
        if not isinstance(name, str) or not name.strip():
            raise BadArrangement("hours.calendar", "the name of a calendar is expected")
        if len(given) > 1:
            raise BadArrangement("hours", "either the name of a calendar or a calendar")
        return name
    try:
        return Calendar.from_dict(given)
    except CalendarError as error:
        raise BadArrangement(f"hours.{error.field}", str(error).partition(": ")[2]) from error


def absences_of(given: object) -> tuple[Span, ...]:
    """Absences in order of time, those that touch joined. BadArrangement names the one that is wrong."""
    if not isinstance(given, list):
        raise BadArrangement("absences", "a list of [from, to] is expected")
    if len(given) > MOST_ABSENCES:
        raise BadArrangement("absences", f"at most {MOST_ABSENCES} are kept")
    spans = []
    for place, pair in enumerate(given):
        if not isinstance(pair, list) or len(pair) != 2:
            raise BadArrangement(f"absences[{place}]", "a pair [from, to] is expected")
        start, end = (instant(f"absences[{place}][{side}]", text) for side, text in enumerate(pair))
        if end <= start:
            raise BadArrangement(f"absences[{place}]", f"the end {pair[1]} is not after the start {pair[0]}")
        spans.append((start, end))
    return tuple((low, high) for low, high in merged(spans) if high is not None)


def instant(field: str, given: object) -> int:
    """Microseconds of an instant that carries its zone. BadArrangement for anything else."""
    try:
        return to_us(datetime.fromisoformat(given if isinstance(given, str) else ""))
    except (ValueError, OverflowError):
        raise BadArrangement(
            field, f"an instant such as 2031-05-09T14:00+03:00 is expected, not {given!r:.40}"
        ) from None


def capacity_of(given: object) -> int | None:
    """A capacity. BadArrangement when it is no whole number from 1 on."""
    if given is not None and (type(given) is not int or not 1 <= given <= HIGHEST_CAPACITY):
        raise BadArrangement("capacity", f"a whole number from 1 to {HIGHEST_CAPACITY} is expected")
    return given


def duty_of(name: str, book: Book) -> Duty:
    """Somebody's duty; ALWAYS when they have none. A calendar that has been struck since restricts nothing."""
    found = book.get(ArrangementKind.DUTY, name, Duty.from_dict) or ALWAYS
    if found.calendar is None:
        return found
    return replace(found, hours=book.get(ArrangementKind.CALENDAR, found.calendar, Calendar.from_dict))


def absent_until(duty: Duty, now: int) -> int | None:
    """The end of the absence that holds this instant; None: it is none."""
    return next((high for low, high in duty.absences if low <= now < high), None)


def on_duty(person: Person, duty: Duty, now: int) -> bool:
    """Is the person at work at this instant?"""
    if not person.available(now) or absent_until(duty, now) is not None:
        return False
    return duty.hours is None or duty.hours.is_open(to_datetime(now))


def next_on_duty(person: Person, duty: Duty, now: int) -> int | None:
    """The first instant from `now` on at which the person is on duty; None: never, as far as is known."""
    if not person.active:
        return None
    moment = now if person.away_until is None else max(now, person.away_until)
    for _ in range(2 * len(duty.absences) + 2):
        if (back := absent_until(duty, moment)) is not None:
            moment = back
        opens = opening(duty, moment)
        if opens is None or opens == moment:
            return opens
        moment = opens
        if absent_until(duty, moment) is None:
            return moment
    return None


def opening(duty: Duty, now: int) -> int | None:
    """The first instant from `now` on that lies in the hours."""
    if duty.hours is None:
        return now
    found = duty.hours.open_periods(to_datetime(now), 1)
    return to_us(found[0][0]) if found else None


def off_duty(person: Person, duty: Duty, now: int) -> int | None:
    """When the shift that holds `now` ends; None: it has no end, or the person is not on duty."""
    if not on_duty(person, duty, now):
        return None
    ends = [low for low, _high in duty.absences if low > now][:1]
    if duty.hours is not None and (closing := closes(duty.hours, now)) is not None:
        ends.append(closing)
    return min(ends, default=None)


def closes(hours: Calendar, now: int) -> int | None:
    """When the hours that are open now end; openings that follow one another are one. None: not in sight."""
    reached = to_datetime(now)
    periods = hours.open_periods(reached, NIGHTS)
    for start, end in periods:
        if start > reached:
            return to_us(reached)
        reached = end
    return to_us(reached) if len(periods) < NIGHTS else None


def load_of(tickets: Iterable[tuple[Status, int | None]]) -> int:
    """Open work as a number that capacity is held against: states and priorities of the tickets that somebody has."""
    return sum(weight(status, priority) for status, priority in tickets)


def weight(status: Status, priority: int | None) -> int:
    """What one open ticket counts."""
    return 1 if status is Status.WAITING or priority is None else WEIGHTS.get(priority, 1)
