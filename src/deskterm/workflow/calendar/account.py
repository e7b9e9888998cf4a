"""Working time told day by day, as plain data: what a door turns into "0 h 30 left that day, closed Sat-Sun"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from deskterm.workflow.calendar.hours import Calendar, PauseUs, merged
from deskterm.workflow.calendar.wall import midnight, us_to_wall, wall_to_us


class PartKind(StrEnum):
    """What a part of the account tells."""

    WORKED = "worked"
    CLOSED = "closed"
    HOLIDAY = "holiday"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: what, from when to when, and the open microseconds in it.

    `worked`: open time used within one local day, from its first open moment to its last. `paused`: one pause and the
    open time lost to it. `closed` and `holiday`: local days without any open time that follow one another; `length`
    is 0.
    """

    kind: PartKind
    start: int
    end: int
    length: int = 0
    name: str | None = None
    """What a holiday is called; those that follow one another under different names are told apart."""


def account(calendar: Calendar, start: int, end: int, pauses: Iterable[PauseUs] = ()) -> tuple[Part, ...]:
    """The time from `start` to `end` (microseconds) in order. The `worked` parts add up to the elapsed time."""
    told: list[Part] = []
    for part in _parts(calendar, start, end, merged(pauses)):
        last = told[-1] if told else None
        if last and part.length == 0 and last.end == part.start and (last.kind, last.name) == (part.kind, part.name):
            told[-1] = replace(last, end=part.end)
        else:
            told.append(part)
    return tuple(told)


def _parts(calendar: Calendar, start: int, end: int, pauses: list[PauseUs]) -> Iterator[Part]:
    for low, high in pauses:
        until = end if high is None else min(high, end)
        if until <= start or low >= end:
            continue
        yield from _days(calendar, start, low)
        low = max(low, start)
        yield Part(PartKind.PAUSED, low, until, calendar.elapsed_us(low, until))
        start = until
    yield from _days(calendar, start, end)


def _days(calendar: Calendar, start: int, end: int) -> Iterator[Part]:
    """Parts of a stretch without pauses; a day with nothing open left, but open before, is not worth telling."""
    while start < end:
        day = us_to_wall(start, calendar.zone).date()
        low, high = (wall_to_us(midnight(each), calendar.zone) for each in (day, day + timedelta(days=1)))
        until = min(high, end) if high > start else end
        if used := calendar.elapsed_us(start, until):
            yield Part(PartKind.WORKED, calendar.due_us(start, 1) - 1, calendar.due_us(start, used), used)
        elif not calendar.elapsed_us(low, high):
            if calendar.plan.is_holiday(day):
                yield Part(PartKind.HOLIDAY, start, until, name=calendar.plan.names.get(day))
            else:
                yield Part(PartKind.CLOSED, start, until)
        start = until
