"""Which backups are kept: the last few, then ever fewer the further back one goes. Pure: instants in, instants out."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST, DAILY, WEEKLY, MONTHLY = 3, 7, 5, 12
"""How many are kept whatever their day, and of how many days, weeks and months the newest."""


def kept(instants: Iterable[int]) -> set[int]:
    """The instants (microseconds UTC) of the backups that stay.

    Days, ISO weeks and months are those of UTC, and only those count in which a backup was made: a desk that was
    not backed up for a year loses none of its last ones. Keeping after every backup keeps the same as keeping once.
    """
    newest = sorted(set(instants), reverse=True)
    found = set(newest[:LAST])
    for period, many in PERIODS:
        last: dict[object, int] = {}
        for at in newest:
            last.setdefault(period(day(at)), at)
        found |= set(list(last.values())[:many])
    return found


def day(at: int) -> date:
    """The day of an instant in UTC."""
    return (EPOCH + timedelta(microseconds=at)).date()


PERIODS: tuple[tuple[Callable[[date], object], int], ...] = (
    (lambda on: on, DAILY),
    (lambda on: on.isocalendar()[:2], WEEKLY),
    (lambda on: (on.year, on.month), MONTHLY),
)
