"""The plan compiled into instants: tables of openings with running totals, half a year each.

A question about working time becomes two binary searches, so it costs the same for an hour and for a year.
Tables are built when first asked for and kept.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from deskterm.workflow.calendar.plan import Plan, Span
from deskterm.workflow.calendar.wall import DAY, midnight, us_to_wall, wall_to_us
from deskterm.workflow.values import SECOND

DAYS = 182
"""Days in a table."""
WIDTH = DAYS * DAY * SECOND
MARGIN = 3
"""Days read beyond a table's edges: no opening, break or zone offset reaches farther."""
HORIZON = 200
"""Tables looked through, about a hundred years, before a target is said never to end."""
KEPT = 1024
FIRST, LAST = date(1, 1, 8).toordinal(), date(9999, 12, 24).toordinal()
EPOCH_ORDINAL = date(1970, 1, 1).toordinal()

Period = tuple[int, int]
"""A stretch [start, end) in microseconds."""


class NeverDue(ValueError):
    """The target can not end: the calendar holds too little open time after (or before) its start."""


class Table(NamedTuple):
    """Openings that start within one stretch of `WIDTH`, in order."""

    starts: list[int]
    ends: list[int]
    before: list[int]
    """Open microseconds of this table before each opening."""
    upto: list[int]
    """Open microseconds of this table up to the end of each opening."""
    total: int


EMPTY = Table([], [], [], [], 0)


class Openings:
    """All openings of a plan, from the year 1 to the year 9999, as instants."""

    __slots__ = ("_plan", "_tables")

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._tables: dict[int, Table] = {}

    def due(self, start: int, length: int) -> int:
        """The instant at which `length` open microseconds after `start` are used up; raises NeverDue.

        Used up exactly at a closing, it is that closing. Nothing to use up: the first open instant.
        """
        number, index = self.following(start)
        table = self.table(number)
        begin = max(start, table.starts[index])
        if length == 0:
            return begin
        target = table.before[index] + begin - table.starts[index] + length
        for _ in range(HORIZON):
            if target <= table.total:
                index = bisect_left(table.upto, target)
                return table.ends[index] - (table.upto[index] - target)
            target -= table.total
            number += 1
            table = self.table(number)
        raise NeverDue("the calendar has too little open time for this target")

    def due_back(self, start: int, length: int) -> int:
        """The mirror image of `due`: used up exactly at an opening, it is that opening."""
        number, index = self.preceding(start)
        table = self.table(number)
        begin = min(start, table.ends[index])
        if length == 0:
            return begin
        target = table.before[index] + begin - table.starts[index] - length
        for _ in range(HORIZON):
            if target >= 0 and table.total:
                index = bisect_right(table.before, target) - 1
                return table.starts[index] + target - table.before[index]
            number -= 1
            table = self.table(number)
            target += table.total
        raise NeverDue("the calendar has too little open time before this instant")

    def elapsed(self, start: int, end: int) -> int:
        """Open microseconds between two instants; 0 when they are in the wrong order."""
        if end <= start:
            return 0
        first, last = start // WIDTH, end // WIDTH
        passed = sum(self.table(number).total for number in range(first, last))
        return passed + self._used(last, end) - self._used(first, start)

    def containing(self, moment: int) -> Period | None:
        """The opening that holds this instant; a closing instant is no longer open."""
        number = moment // WIDTH
        for candidate in (number, number - 1):
            table = self.table(candidate)
            index = bisect_right(table.starts, moment) - 1
            if index >= 0:
                found = table.starts[index], table.ends[index]
                return found if moment < found[1] else None
        return None

    def forward(self, moment: int) -> Iterator[Period]:
        """Openings that end after an instant, in order, within the horizon; the first may have begun before it."""
        number = moment // WIDTH - 1
        for offset in range(HORIZON + 1):
            table = self.table(number + offset)
            for index in range(bisect_right(table.ends, moment), len(table.ends)):
                yield table.starts[index], table.ends[index]

    def backward(self, moment: int) -> Iterator[Period]:
        """Openings that start before an instant, latest first, within the horizon."""
        number = moment // WIDTH
        for offset in range(HORIZON + 1):
            table = self.table(number - offset)
            for index in range(bisect_left(table.starts, moment) - 1, -1, -1):
                yield table.starts[index], table.ends[index]

    def following(self, moment: int) -> tuple[int, int]:
        """Table and index of the first opening that ends after an instant; raises NeverDue."""
        number = moment // WIDTH - 1
        for candidate in range(number, number + HORIZON):
            ends = self.table(candidate).ends
            if ends and ends[-1] > moment:
                return candidate, bisect_right(ends, moment)
        raise NeverDue("the calendar never opens again")

    def preceding(self, moment: int) -> tuple[int, int]:
        """Table and index of the last opening that starts before an instant; raises NeverDue."""
        number = moment // WIDTH
        for candidate in range(number, number - HORIZON, -1):
            starts = self.table(candidate).starts
            if starts and starts[0] < moment:
                return candidate, bisect_left(starts, moment) - 1
        raise NeverDue("the calendar has never opened before")

    def table(self, number: int) -> Table:
        """The openings that start in [number x WIDTH, (number + 1) x WIDTH)."""
        found = self._tables.get(number)
        if found is None:
            if len(self._tables) >= KEPT:
                self._tables.clear()
            found = self._tables[number] = self._build(number)
        return found

    def of_day(self, day: date) -> list[Period]:
        """Openings that start on a local day, without its holidays and breaks; an overnight one reaches beyond it."""
        if not FIRST <= day.toordinal() <= LAST:
            return []
        return list(self._periods(day))

    def _used(self, number: int, moment: int) -> int:
        """Open microseconds of a table's openings up to an instant of its stretch; below 0 for a late last opening."""
        previous = self.table(number - 1)
        late = previous.ends[-1] - moment if previous.ends else 0
        table = self.table(number)
        index = bisect_right(table.starts, moment) - 1
        own = min(moment, table.ends[index]) - table.starts[index] + table.before[index] if index >= 0 else 0
        return own - max(late, 0)

    def _build(self, number: int) -> Table:
        low, high = number * WIDTH, (number + 1) * WIDTH
        first = EPOCH_ORDINAL + number * DAYS
        days = range(max(first - MARGIN, FIRST), min(first + DAYS + MARGIN, LAST) + 1)
        found = sorted(period for day in days for period in self._periods(date.fromordinal(day)))
        if not found:
            return EMPTY
        starts, ends, before, upto = [], [], [], []
        total, reached = 0, found[0][0]
        for start, end in found:
            start = max(start, reached)  # a dated shift may begin before the opening of the night has ended
            reached = max(reached, end)
            if start < end and low <= start < high:
                starts.append(start)
                ends.append(end)
                before.append(total)
                total += end - start
                upto.append(total)
        return Table(starts, ends, before, upto, total)

    def _periods(self, day: date) -> Iterator[Period]:
        spans = self._plan.hours(day)
        if not spans:
            return
        tonight = self._midnight(day, 1)
        if self._midnight(day, 0) >= tonight:
            return  # a zone that moves across the date line has no such day
        late = spans[-1].end > DAY
        cuts = self._cuts(day, late=late)
        for span in spans:
            period = self._instants(day, span)
            if period[0] < period[1]:
                yield from without(period, cuts)

    def _cuts(self, day: date, *, late: bool) -> list[Period]:
        """What holidays and breaks take off the openings of a day: of the next one too when they last into it."""
        plan, tomorrow = self._plan, day + timedelta(days=1)
        cuts = []
        if plan.is_holiday(day):
            cuts.append((self._midnight(day, 0), self._midnight(day, 1)))
        if late and plan.is_holiday(tomorrow):
            cuts.append((self._midnight(day, 1), self._midnight(day, 2)))
        if plan.breaks:
            for other in (day - timedelta(days=1), day, tomorrow):
                cuts.extend(self._instants(other, span) for span in plan.breaks.get(other, ()))
        return sorted(cut for cut in cuts if cut[0] < cut[1])

    def _midnight(self, day: date, later: int) -> int:
        return wall_to_us(midnight(day) + timedelta(days=later), self._plan.zone)

    def _instants(self, day: date, span: Span) -> Period:
        first, zone = midnight(day), self._plan.zone
        start = wall_to_us(first + timedelta(seconds=span.start), zone)
        return start, wall_to_us(first + timedelta(seconds=span.end), zone)

    def local_day(self, moment: int) -> date:
        """The local day of an instant."""
        return us_to_wall(moment, self._plan.zone).date()


def without(period: Period, cuts: list[Period]) -> Iterator[Period]:
    """What is left of a period when sorted cuts are taken off; each piece longer than nothing."""
    start, end = period
    for low, high in cuts:
        if low > start and start < end:
            yield start, min(low, end)
        start = max(start, high)
    if start < end:
        yield start, end
