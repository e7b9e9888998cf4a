"""Instants as other systems write them. What can be read two ways is not guessed.

A date without a time of day means 09:00, as at the desk's own doors; a time without a zone is meant in the caller's.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo

from deskterm.workflow.checks import Invalid

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MORNING = 9
SLACK = 86_400_000_000
"""Microseconds by which another machine's clock may be ahead of ours."""
ORDERS = ("dmy", "mdy")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WRITTEN = re.compile(
    r"(\d{1,2})([./ -])(\d{1,2}|[a-z]{3,9})\.?\2(\d{4}|\d{2})"
    r"(?:,? +(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: *([ap])\.?m\.?)?)?",
    re.ASCII | re.IGNORECASE,
)
"""12/Mar/24 2:05 PM, 31.12.2024 14:05, 31/12/2024: day and month, then year, then a time of day."""


def instants(zone: tzinfo, now: int, order: str | None = None) -> Callable[[str, str], int]:
    """A reader of instants: (field, text) to microseconds. Invalid: no instant, or one that is still to come."""
    parse, latest = datetime.fromisoformat, now + SLACK

    def instant(field: str, text: str) -> int:
        try:
            found = parse(text)
        except ValueError:
            found = written(field, text.strip(), order)
        else:
            if len(text) <= 10 and "T" not in text:
                found = found.replace(hour=MORNING)
        if found.tzinfo is None:
            found = found.replace(tzinfo=zone)
        try:
            past = found - EPOCH
        except OverflowError:
            raise Invalid(field, "bad_time", value=text[:40]) from None
        value = past.days * 86_400_000_000 + past.seconds * 1_000_000 + past.microseconds
        if value < 0:
            raise Invalid(field, "bad_time", value=text[:40])
        if value > latest:
            raise Invalid(field, "time_to_come", value=text[:40])
        return value

    return instant


def written(field: str, text: str, order: str | None) -> datetime:
    """An instant that is not written by ISO 8601, without a zone. Invalid: it is none, or it may be two."""
    found = WRITTEN.fullmatch(text) if len(text) < 60 else None
    if found is None:
        return spaced(field, text)
    first, sign, second, year, hour, minute, seconds, half = found.groups()
    if second.isdigit():
        day, month = int(first), int(second)
        if sign == "/" and order is None:
            raise Invalid(field, "time_two_ways", value=text[:40])
        if order == "mdy" and sign != ".":
            day, month = month, day
    else:
        day, month = int(first), month_of(second)
    clock = int(hour) if hour else MORNING
    if half:
        clock = clock % 12 + (12 if half.lower() == "p" else 0) if clock <= 12 else 99
    try:
        full = int(year) + (2000 if len(year) == 2 else 0)
        return datetime(full, month, day, clock, int(minute or 0), int(seconds or 0))  # noqa: DTZ001 - set by caller
    except ValueError:
        raise Invalid(field, "bad_time", value=text[:40]) from None


def spaced(field: str, text: str) -> datetime:
    """ISO 8601 with what `fromisoformat` does not take: blanks around it or before the zone, UTC by its name."""
    plain = re.sub(r" ?(?:UTC|GMT)$", "+00:00", re.sub(r" (?=[+-]\d{2}:?\d{2}$)", "", text[:60]))
    try:
        return datetime.fromisoformat(plain)
    except ValueError:
        raise Invalid(field, "bad_time", value=text[:40]) from None


def month_of(name: str) -> int:
    """The number of a month by its English name, 0 when there is none such."""
    short = name[:3].lower()
    return MONTHS.index(short) + 1 if short in MONTHS else 0
