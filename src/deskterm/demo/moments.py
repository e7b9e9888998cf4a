"""When things happen at the demonstration desk: working hours, and where on the calendar a life is laid."""

from collections.abc import Sequence
from random import Random

from deskterm.demo.stories import Gap
from deskterm.workflow.calendar import Calendar
from deskterm.workflow.values import SECOND

HOUR = 3600 * SECOND
DAY = 24 * HOUR
REACH = 60 * DAY
"""How far back the demonstration goes."""
LEAN = 1.7
"""How strongly ages lean to the recent: 1 would spread them evenly."""
GRAIN = 7 * SECOND
"""How finely a moment is searched for."""
HOURS = Calendar.from_dict(
    {"time_zone": "UTC", "week": {day: [["08:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}
)


def opened(calendar: Calendar, moment: int) -> int:
    """The moment itself when the desk is open then, else the next opening."""
    return calendar.due_us(moment, 0)


def later(calendar: Calendar | None, moment: int, gap: Gap) -> int:
    """The moment a stretch of time after another; without a calendar on the wall clock."""
    if calendar is None:
        return moment + gap.wall
    if gap.days:
        moment = opened(calendar, moment + gap.days * DAY)
    return calendar.due_us(moment, gap.length) if gap.length else moment


def moments(calendar: Calendar | None, created: int, gaps: Sequence[Gap]) -> list[int]:
    """When each act of a life happens that began at `created`."""
    found = []
    moment = created
    for gap in gaps:
        moment = later(calendar, moment, gap)
        found.append(moment)
    return found


def begun_by(calendar: Calendar | None, gaps: Sequence[Gap], end: int) -> int:
    """The latest beginning of a life whose last act is over by `end`."""
    low, high = end - REACH, end
    while high - low > GRAIN:
        middle = (low + high) // 2
        if moments(calendar, begin(calendar, middle), gaps)[-1:] <= [end]:
            low = middle
        else:
            high = middle
    return begin(calendar, low)


def begin(calendar: Calendar | None, moment: int) -> int:
    """A beginning in working hours: the moment, or the closing before it came too late, the opening after."""
    return moment if calendar is None else opened(calendar, moment)


def long_ago(random: Random, now: int) -> int:
    """A moment of the last two months, more likely a recent one."""
    return now - DAY - int((REACH - 2 * DAY) * random.random() ** LEAN)
