"""The questions people and rules ask of a calendar.

Every question comes twice: with aware datetimes and seconds, answered in UTC, and (names in `_us`) with the
microseconds the desk stores. Pauses are pairs (from, to); `None` as the last `to` means still paused.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from deskterm.workflow.calendar.openings import DAYS, FIRST, HORIZON, LAST, NeverDue, Openings, Period
from deskterm.workflow.calendar.plan import WEEKDAYS, Plan
from deskterm.workflow.calendar.wall import midnight, to_datetime, to_us, us_to_wall, wall_to_us
from deskterm.workflow.values import SECOND

Pause = tuple[datetime, datetime | None]
PauseUs = tuple[int, int | None]


class Calendar:
    """Service hours of one place: a frozen value; tables are compiled when first asked for."""

    __slots__ = ("_openings", "plan")

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._openings = Openings(plan)

    @classmethod
    def from_dict(cls, given: Mapping[str, object]) -> "Calendar":
        """Reads the format described in `plan`; raises CalendarError (a ValueError), which names the field."""
        return cls(Plan.from_dict(given))

    @classmethod
    def round_the_clock(cls, time_zone: str = "UTC") -> "Calendar":
        """Always open; the zone only decides in which words its days are told."""
        return cls.from_dict({"time_zone": time_zone, "week": {day: [["00:00", "24:00"]] for day in WEEKDAYS}})

    def __eq__(self, other: object) -> bool:
        return self.plan == other.plan if isinstance(other, Calendar) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.plan)

    def __repr__(self) -> str:
        return f"Calendar({self.plan!r})"

    @property
    def zone(self) -> ZoneInfo:
        """The zone whose wall clocks the calendar is written in."""
        return self.plan.zone

    def due(self, start: datetime, seconds: float, pauses: Iterable[Pause] = ()) -> datetime:
        """When `seconds` of open, unpaused time after `start` are used up. Raises ValueError when that is never.

        Used up exactly at a closing (or as a pause begins), it is due then. Zero seconds: the first open instant.
        """
        return to_datetime(self.due_us(to_us(start), _microseconds(seconds), _pauses_us(pauses)))

    def due_back(self, start: datetime, seconds: float) -> datetime:
        """The instant from which `seconds` of open time lead to `start`: `due` in a mirror."""
        return to_datetime(self._openings.due_back(to_us(start), _microseconds(seconds)))

    def offset(self, start: datetime, seconds: float) -> datetime:
        """`start` moved by open time, backwards when `seconds` is negative; nothing moves by 0."""
        if seconds < 0:
            return self.due_back(start, -seconds)
        return self.due(start, seconds) if seconds else to_datetime(to_us(start))

    def elapsed(self, a: datetime, b: datetime, pauses: Iterable[Pause] = ()) -> float:
        """Open, unpaused seconds from `a` to `b`: an int when they are whole; 0 when `b` is not later."""
        used = self.elapsed_us(to_us(a), to_us(b), _pauses_us(pauses))
        return used / SECOND if used % SECOND else used // SECOND

    def is_open(self, t: datetime) -> bool:
        """Does `t` lie in an opening? The opening instant does, the closing instant does not."""
        return self._openings.containing(to_us(t)) is not None

    def is_holiday(self, t: datetime) -> bool:
        """Is the local day of `t` a holiday?"""
        return self.plan.is_holiday(self._openings.local_day(to_us(t)))

    def open_periods(self, start: datetime, count: int) -> list[tuple[datetime, datetime]]:
        """The first `count` openings from `start` on, the first cut at `start`; fewer when there are no more."""
        moment = to_us(start)
        found = islice(self._openings.forward(moment), count)
        return [(to_datetime(max(a, moment)), to_datetime(b)) for a, b in found]

    def open_periods_back(self, start: datetime, count: int) -> list[tuple[datetime, datetime]]:
        """The last `count` openings before `start`, latest first, cut at `start`."""
        moment = to_us(start)
        found = islice(self._openings.backward(moment), count)
        return [(to_datetime(a), to_datetime(min(b, moment))) for a, b in found]

    def due_working_days(
        self, start: datetime, days: int, end_of_day: bool = False, pauses: Iterable[Pause] = ()
    ) -> datetime:
        """The same clock time `days` working days later (earlier when negative), or that day's closing time.

        GLPI's rule: a start on a day off first moves to the opening of the next working day (the previous one when
        counting back); a clock time after that day's closing becomes the closing; open time spent in pauses is added
        as open time. A working day is a local day on which something opens. An instant in an overnight opening
        belongs to the day the opening started on. Raises ValueError when there are not as many working days.
        """
        moment = to_us(start)
        due = self.working_days_us(moment, days, end_of_day=end_of_day)
        return to_datetime(self.paused_us(moment, due, _pauses_us(pauses)))

    def paused_us(self, start: int, due: int, pauses: Iterable[PauseUs]) -> int:
        """`due`, moved on by the open time that pauses take after `start`. NeverDue: the last of them is still open."""
        for low, high in merged(pauses):
            if low >= due:
                break
            if high is None:
                raise NeverDue("the clock is still paused")
            due = self.due_us(due, self.elapsed_us(max(low, start), high)) if high > start else due
        return due

    def due_us(self, start: int, length: int, pauses: Iterable[PauseUs] = ()) -> int:
        """`due` in microseconds; raises NeverDue, also when an open pause stands before the end."""
        openings = self._openings
        if not pauses:
            return openings.due(start, length)
        for low, high in merged(pauses):
            if high is not None and high <= start:
                continue
            candidate = openings.due(start, length)
            if candidate < low or (candidate == low and length):
                return candidate
            if high is None:
                raise NeverDue("the clock is still paused")
            length -= openings.elapsed(start, low)
            start = high
        return openings.due(start, length)

    def elapsed_us(self, start: int, end: int, pauses: Iterable[PauseUs] = ()) -> int:
        """`elapsed` in microseconds."""
        used = self._openings.elapsed(start, end)
        for low, high in merged(pauses):
            used -= self._openings.elapsed(max(low, start), end if high is None else min(high, end))
        return used

    def openings_of(self, day: date) -> list[Period]:
        """The openings that start on a local day, in microseconds, without what holidays and breaks take off."""
        return self._openings.of_day(day)

    def working_days_us(self, moment: int, days: int, *, end_of_day: bool = False) -> int:
        """`due_working_days` in microseconds, without pauses."""
        opening = self._openings.containing(moment)
        day = self._openings.local_day(moment if opening is None else opening[0])
        clock = us_to_wall(moment, self.zone) - midnight(day)
        step = -1 if days < 0 else 1
        if abs(days) > HORIZON * DAYS:
            raise NeverDue("the target is more working days away than any calendar is asked for")
        openings = self.openings_of(day)
        if not openings:
            day, openings = self._working_day(day, step)
            clock = us_to_wall(openings[0][0], self.zone) - midnight(day)
        for _ in range(abs(days)):
            day, openings = self._working_day(day, step)
        closing = openings[-1][1]
        if end_of_day:
            return closing
        return min(closing, wall_to_us(midnight(day) + clock, self.zone))

    def _working_day(self, day: date, step: int) -> tuple[date, list[Period]]:
        """The next local day on which something opens, in either direction."""
        ordinal = day.toordinal()
        for _ in range(HORIZON * DAYS):
            ordinal += step
            if not FIRST <= ordinal <= LAST:
                break
            if openings := self.openings_of(found := date.fromordinal(ordinal)):
                return found, openings
        raise NeverDue("the calendar has no further working day")


def merged(pauses: Iterable[PauseUs]) -> list[PauseUs]:
    """Pauses in order of time, with those that touch or overlap joined; raises ValueError for one that ends early."""
    joined: list[PauseUs] = []
    for low, high in sorted(pauses, key=lambda pause: pause[0]):
        if high is not None and high < low:
            raise ValueError("pauses: a pause ends before it starts")
        if not joined or ((last := joined[-1][1]) is not None and last < low):
            joined.append((low, high))
        elif last is not None and (high is None or high > last):
            joined[-1] = (joined[-1][0], high)
    return joined


def _pauses_us(pauses: Iterable[Pause]) -> tuple[PauseUs, ...]:
    return tuple((to_us(low), None if high is None else to_us(high)) for low, high in pauses)


def _microseconds(seconds: float) -> int:
    """Whole microseconds; raises ValueError for a length that is negative or no number."""
    try:
        length = seconds * SECOND if isinstance(seconds, int) else round(seconds * SECOND)
    except OverflowError:
        raise ValueError("seconds: not a finite number") from None
    if length < 0:
        raise ValueError("seconds: a length of time is never negative")
    return length
