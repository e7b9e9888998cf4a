"""What is promised: how long a target may take, in working time or in working days."""

from dataclasses import dataclass

from deskterm.workflow.calendar import Calendar, NeverDue
from deskterm.workflow.calendar.hours import PauseUs
from deskterm.workflow.terms import WHOLE
from deskterm.workflow.values import SECOND

HOUR = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Working seconds per priority, P1 first; a lower priority than listed has the last one's target."""

    first_response: tuple[int, ...] = (1 * HOUR, 1 * HOUR, 2 * HOUR, 3 * HOUR)
    resolution: tuple[int, ...] = (4 * HOUR, 8 * HOUR, 24 * HOUR, 40 * HOUR)
    update: tuple[int, ...] = (1 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR)
    days: int | None = None
    """Working days to resolution instead of a length: what an item of the catalogue may promise."""
    untriaged: int = 3
    """The priority by which a ticket without one is answered."""
    round_the_clock: frozenset[int] = frozenset({1})
    """Priorities whose clocks run day and night."""

    def __post_init__(self) -> None:
        for name in ("first_response", "resolution", "update"):
            row = getattr(self, name)
            if not row or min(row) <= 0:
                raise ValueError(f"{name}: at least one target is expected, each longer than nothing")

    def length(self, row: tuple[int, ...], priority: int) -> int:
        """The target of one row for a priority, in microseconds."""
        return row[min(priority, len(row)) - 1] * SECOND


def in_days(hours: Calendar, start: int, days: int, pauses: tuple[PauseUs, ...] = (), left: int = WHOLE) -> int:
    """The instant at which the `left` millionths of so many working days end (`due_working_days`).

    Whole days end at the clock time of `start`; what is left of one ends with that part of the open time up to the same
    clock time a day later. NeverDue: the calendar has not as many, or it is paused.
    """
    whole, part = divmod(left * days, WHOLE)
    due = hours.working_days_us(start, whole)
    # a share is rounded down to a millionth: less than one of them of each day is no time of its own
    if part >= days:
        due = hours.due_us(due, hours.elapsed_us(due, hours.working_days_us(start, whole + 1)) * part // WHOLE)
    return hours.paused_us(start, due, pauses)


def days_length(hours: Calendar, start: int, days: int | None) -> int | None:
    """Working time of so many days from `start`; None for a calendar that holds fewer: the priority's target stands."""
    if days is None:
        return None
    try:
        return max(hours.elapsed_us(start, in_days(hours, start, days)), SECOND)
    except NeverDue:
        return None


def days_left(hours: Calendar, changed: int, days: int, used: int) -> int | None:
    """The target of which `used` millionths were used when it changed, such that its rest is the open time left then.

    None for a calendar that has too few days left: the rest counts as working time.
    """
    try:
        rest = hours.elapsed_us(changed, in_days(hours, changed, days, left=WHOLE - used))
    except NeverDue:
        return None
    return max(rest, 1) * WHOLE // (WHOLE - used)
