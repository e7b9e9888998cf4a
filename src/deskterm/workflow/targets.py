"""What is promised: how long a target may take, in working time or in working days."""

from dataclasses import dataclass

from deskterm.workflow.calendar import Calendar, NeverDue
from deskterm.workflow.calendar.hours import PauseUs
from deskterm.workflow.calendar.wall import to_datetime, to_us
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


def in_days(hours: Calendar, start: int, days: int, pauses: tuple[PauseUs, ...] = ()) -> int:
    """The instant so many working days later (`due_working_days`). NeverDue: there are not as many, or it is paused."""
    spans = [(to_datetime(low), None if high is None else to_datetime(high)) for low, high in pauses]
    return to_us(hours.due_working_days(to_datetime(start), days, pauses=spans))


def days_length(hours: Calendar, start: int, days: int | None) -> int | None:
    """Working time of so many days from `start`; None for a calendar that holds fewer: the priority's target stands."""
    if days is None:
        return None
    try:
        return max(hours.elapsed_us(start, in_days(hours, start, days)), SECOND)
    except NeverDue:
        return None
