"""When things happen at the demonstration desk: in working hours, and where on the calendar a life is laid."""

from collections.abc import Sequence
from random import Random

from deskterm.demo.stories import Gap
from deskterm.workflow.calendar import Calendar
from deskterm.workflow.calendar.wall import to_datetime, to_us
from deskterm.workflow.values import SECOND

HOUR = 3600 * SECOND
DAY = 24 * HOUR
REACH = 60 * DAY
"""How far back the demonstration goes."""
LEAN = 1.7
"""How strongly ages lean to the recent: 1 would spread them evenly."""
GRAIN = SECOND
"""How finely a moment is searched for."""
PACE = (0.7, 1.5)
"""People are faster or slower than a story says, within these factors."""


def paced(gaps: Sequence[Gap], random: Random) -> list[Gap]:
    """The stretches of a story as they turn out in one telling, to the second."""
    found = []
    for gap in gaps:
        length = gap.length or (HOUR if gap.days else 0)
        found.append(Gap(days=gap.days, length=int(length * random.uniform(*PACE)) // SECOND * SECOND))
    return found


def opened(calendar: Calendar | None, moment: int) -> int:
    """The moment itself when the desk is open then, else the next opening; None is open always."""
    return moment if calendar is None else calendar.due_us(moment, 0)


def earlier(calendar: Calendar | None, moment: int, length: int) -> int:
    """The moment from which so much working time leads to another."""
    if calendar is None:
        return moment - length
    return to_us(calendar.due_back(to_datetime(moment), length // SECOND))


def later(calendar: Calendar | None, moment: int, gap: Gap) -> int:
    """The moment a stretch of time after another."""
    moment = opened(calendar, moment + gap.days * DAY)
    return moment + gap.length if calendar is None else calendar.due_us(moment, gap.length)


def moments(calendar: Calendar | None, created: int, gaps: Sequence[Gap]) -> list[int]:
    """When each act of a life happens that began at `created`."""
    found = []
    moment = created
    for gap in gaps:
        moment = later(calendar, moment, gap)
        found.append(moment)
    return found


def begun_by(calendar: Calendar | None, gaps: Sequence[Gap], end: int) -> int:
    """The latest beginning, in working hours, of a life whose last act is over by `end`."""
    low, high = end - REACH, end + GRAIN
    while high - low > GRAIN:
        middle = (low + high) // 2
        created = opened(calendar, middle)
        if max(created, *moments(calendar, created, gaps), created) <= end:
            low = middle
        else:
            high = middle
    return opened(calendar, low)


def long_ago(random: Random, now: int) -> int:
    """A moment of the last two months, more likely a recent one."""
    return now - DAY - int((REACH - 2 * DAY) * random.random() ** LEAN)
