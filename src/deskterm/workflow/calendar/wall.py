"""Between wall clocks and instants: the two awkward hours of a year are decided here and nowhere else.

A wall-clock time that does not exist (clocks go forward) means as much later as the clocks jump, which is one
hour nearly everywhere; one that exists twice (clocks go back) means its first occurrence.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from deskterm.workflow.values import SECOND

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NAIVE_EPOCH = EPOCH.replace(tzinfo=None)
DAY = 86_400
"""Seconds in a day without a change of clocks."""


def to_us(moment: datetime) -> int:
    """Microseconds since 1970-01-01 UTC of an aware datetime; a naive one is a ValueError."""
    try:
        gap = moment - EPOCH
    except TypeError:
        raise ValueError("an instant must carry its time zone") from None
    return (gap.days * DAY + gap.seconds) * SECOND + gap.microseconds


def to_datetime(us: int) -> datetime:
    """The UTC datetime of microseconds since 1970-01-01 UTC."""
    return EPOCH + timedelta(microseconds=us)


def wall_to_us(wall: datetime, zone: ZoneInfo) -> int:
    """The instant, in microseconds, at which clocks in `zone` show `wall` (naive)."""
    gap = wall - NAIVE_EPOCH
    offset = wall.replace(tzinfo=zone, fold=0).utcoffset() or timedelta()
    gap -= offset
    return (gap.days * DAY + gap.seconds) * SECOND + gap.microseconds


def midnight(day: date) -> datetime:
    """The wall-clock time a local day begins with, naive."""
    return datetime.combine(day, time.min)


def us_to_wall(us: int, zone: ZoneInfo) -> datetime:
    """What clocks in `zone` show at an instant, as a naive datetime; a ValueError outside the years 1 to 9999."""
    try:
        return to_datetime(us).astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        raise ValueError("the instant lies outside the years a calendar knows") from None


def local_to_utc(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which clocks in `zone` show `wall` (naive), as an aware datetime in UTC."""
    return to_datetime(wall_to_us(wall, zone))
