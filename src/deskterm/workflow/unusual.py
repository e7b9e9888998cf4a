"""What is unusual in how people look and act: pure rules over counts, each answer with the figures that it rests on.

The counts are tuples of (person, hour, how many), hours counted since 1970 UTC; what is night is asked of the desk's
wall clock, which the caller gives as a function. A rule does not accuse: it names what somebody should look at.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from deskterm.workflow.policy import Watch

HOURS_A_DAY = 24
Count = tuple[str, int, int]
"""Person, hour, how many."""


class Severity(StrEnum):
    """How much it matters."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusual:
    """One thing to look at. `hour`: when, in hours since 1970 UTC; `n`: how many; `usual`: how many otherwise."""

    code: str
    severity: Severity
    actor: str
    hour: int
    n: int
    usual: float | None = None


def large_exports(exports: Iterable[Count], watch: Watch) -> list[Unusual]:
    """Exports of more rows than the policy takes for granted; the count is that of the rows."""
    return [
        Unusual(code="large_export", severity=Severity.HIGH, actor=actor, hour=hour, n=rows)
        for actor, hour, rows in exports
        if rows > watch.export_rows
    ]


def many_refusals(refusals: Iterable[Count], watch: Watch) -> list[Unusual]:
    """Hours in which somebody was refused more often than happens to those who only err."""
    return [
        Unusual(code="many_refusals", severity=Severity.HIGH, actor=actor, hour=hour, n=n)
        for actor, hour, n in refusals
        if n > watch.refusals_hour
    ]


def failed_starts(starts: Iterable[Count]) -> list[Unusual]:
    """Accounts that tried to open a desk they do not belong to, or in a name that is not theirs."""
    return [
        Unusual(code="failed_start", severity=Severity.LOW, actor=actor, hour=hour, n=n) for actor, hour, n in starts
    ]


def is_night(hour_of_day: int, watch: Watch) -> bool:
    """Is this hour of the wall clock (0 to 23) one of the night? The last hour is not: 22 to 6 ends at 5:59."""
    start, end = watch.night
    return start <= hour_of_day < end if start <= end else hour_of_day >= start or hour_of_day < end


def at_night(
    work: Iterable[Count], watch: Watch, wall_hour: Callable[[int], int], since: int, earlier: Iterable[str] = ()
) -> list[Unusual]:
    """Bursts at night, and people who have been here for a day at least and were never seen at night before.

    `work`: acts and opened tickets of everybody, also before `since`, from where on hours are shown; `earlier`: people
    of whom night work is known already. `wall_hour`: the hour of the day, on the desk's clock, of an hour since 1970.
    """
    found: list[Unusual] = []
    known = set(earlier)
    came: dict[str, int] = {}
    for hour, actor, n in sorted((hour, actor, n) for (actor, hour), n in summed(work).items()):
        here = hour - came.setdefault(actor, hour) >= HOURS_A_DAY
        if not is_night(wall_hour(hour), watch):
            continue
        if hour >= since and n > watch.night_hour:
            found.append(Unusual(code="night_burst", severity=Severity.HIGH, actor=actor, hour=hour, n=n))
        elif hour >= since and here and actor not in known:
            found.append(Unusual(code="first_night", severity=Severity.LOW, actor=actor, hour=hour, n=n))
        known.add(actor)
    return found


def far_above_own(readings: Iterable[Count], watch: Watch, since: int) -> list[Unusual]:
    """Hours in which somebody opened far more tickets than they usually do.

    An hour is held against the person's other active hours of the days before it (`usual_days`), itself left out:
    shown above both `reads_least` and their mean plus `reads_spread` standard deviations. It matters less while there
    are fewer than `usual_hours` to hold it against.
    """
    found = []
    own: dict[str, dict[int, int]] = defaultdict(dict)
    for (actor, hour), n in summed(readings).items():
        own[actor][hour] = n
    for actor, hours in own.items():
        for hour, n in hours.items():
            if hour < since or n <= watch.reads_least:
                continue
            before = [hours[h] for h in hours if hour - watch.usual_days * HOURS_A_DAY <= h < hour]
            mean, deviation = spread(before)
            if n > max(watch.reads_least, mean + watch.reads_spread * deviation):
                severity = Severity.HIGH if len(before) >= watch.usual_hours else Severity.LOW
                found.append(Unusual(code="far_above_own", severity=severity, actor=actor, hour=hour, n=n, usual=mean))
    return found


def spread(values: list[int]) -> tuple[float, float]:
    """Mean and standard deviation (of the whole, not of a sample); both 0 of nothing."""
    if not values:
        return 0.0, 0.0
    mean = sum(values) / len(values)
    return mean, sqrt(sum((value - mean) ** 2 for value in values) / len(values))


def summed(counts: Iterable[Count]) -> Mapping[tuple[str, int], int]:
    """Counts of the same person and hour together."""
    found: dict[tuple[str, int], int] = defaultdict(int)
    for actor, hour, n in counts:
        found[actor, hour] += n
    return found


def ordered(found: Iterable[Unusual]) -> list[Unusual]:
    """What matters more first, then what is newer."""
    return sorted(found, key=lambda u: (u.severity is not Severity.HIGH, -u.hour, u.actor, u.code, u.n))
