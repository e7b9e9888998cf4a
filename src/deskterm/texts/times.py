"""Durations, moments and the moments that people type.

Everything below the doors is microseconds since 1970 in UTC; a person reads and types the clock on the wall of a
time zone, which every function is given.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from deskterm.texts.language import NP_, _, p_

_SECOND = 1_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MORNING = time(9)

_UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes"}
_SPAN = re.compile(r"\+?((?:[0-9]{1,5} ?(?:w|d|h|min|m) ?){1,4})", re.ASCII)
_PART = re.compile(r"([0-9]+) ?([wdhm])", re.ASCII)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR_DAYS = {"today": 0, "tomorrow": 1, "yesterday": -1}
_ON_DAY = re.compile(r"([a-z]+)?[ ,]*(?:([0-9]{1,2}):([0-9]{2}))?", re.ASCII)
_WEEKDAY_NAMES = (
    NP_("weekday", "Mon"),
    NP_("weekday", "Tue"),
    NP_("weekday", "Wed"),
    NP_("weekday", "Thu"),
    NP_("weekday", "Fri"),
    NP_("weekday", "Sat"),
    NP_("weekday", "Sun"),
)


def duration(microseconds: int) -> str:
    """A length of time in at most two units: `45s`, `12m`, `3h 05m`, `2d 4h`. A day has 24 hours; it is cut, not
    rounded, and a negative one begins with a minus.
    """
    seconds = abs(microseconds) // _SECOND
    sign = "-" if microseconds < 0 and seconds else ""
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if days:
        text = _("{days}d {hours}h") if hours % 24 else _("{days}d")
    elif hours:
        text = _("{hours}h {minutes:02}m")
    elif minutes:
        text = _("{minutes}m")
    else:
        text = _("{seconds}s")
    return sign + text.format(days=days, hours=hours % 24, minutes=minutes % 60, seconds=seconds)


def worked(microseconds: int) -> str:
    """A length of working time, of which a day has no fixed length: `12m`, `3h 05m`, from 100 hours on `123h`."""
    minutes = max(microseconds, 0) // (60 * _SECOND)
    hours = minutes // 60
    text = _("{minutes}m") if not hours else _("{hours}h {minutes:02}m") if hours < 100 else _("{hours}h")
    return text.format(hours=hours, minutes=minutes % 60)


def moment(instant: int, zone: tzinfo) -> str:
    """An instant as date and time of day in a zone: `2031-05-09 14:05`."""
    return f"{local(instant, zone):%Y-%m-%d %H:%M}"


def near(instant: int, zone: tzinfo, now: int) -> str:
    """An instant in as few words as it takes near `now`: `14:05`, `Fri 14:05`, `05-09 14:05`, `2031-05-09`."""
    there, here = local(instant, zone), local(now, zone)
    days = (there.date() - here.date()).days
    if days == 0:
        return f"{there:%H:%M}"
    if 0 < days < 7:
        return f"{weekday(there.date())} {there:%H:%M}"
    if there.year == here.year:
        return f"{there:%m-%d %H:%M}"
    return f"{there:%Y-%m-%d}"


def weekday(day: date) -> str:
    """The short name of a day of the week."""
    return p_("weekday", _WEEKDAY_NAMES[day.weekday()])


def local(instant: int, zone: tzinfo) -> datetime:
    """An instant on the wall clock of a zone; an instant out of the calendar's years becomes its nearest end."""
    try:
        return (_EPOCH + timedelta(microseconds=instant)).astimezone(zone)
    except OverflowError:
        return datetime.max.replace(tzinfo=zone) if instant > 0 else datetime.min.replace(tzinfo=zone)


def parse_moment(text: str, now: int, zone: tzinfo, *, past: bool = False) -> int:
    """The instant that a person means, in microseconds.

    Accepted: ISO 8601 with or without a zone (`2031-05-09`, `2031-05-09 14:05`, `2031-05-09T14:05+03:00`), a span
    (`45m`, `2h`, `1d 4h`, `2w`), a time of day (`09:00`), a day with or without one (`tomorrow 09:00`, `fri 14:00`,
    `monday`). Spans, times and weekdays look forward, or back when `past` is set; a day without a time means 09:00.
    Days and weeks keep the time of day. A local time that does not exist means one hour later, one that exists twice
    the first. ValueError, with a sentence that names what is accepted, for anything else.
    """
    words = " ".join(text.lower().split())
    try:
        there = local(now, zone)
        found = _span(words, there, past) or _on_day(words, there, past) or _iso(text.strip(), zone)
        if found < _EPOCH:
            raise ValueError(words)
        return (found - _EPOCH) // timedelta(microseconds=1)
    except (ValueError, OverflowError) as error:
        raise ValueError(
            _("A time looks like 2h, 3d, 14:00, tomorrow 09:00, fri 14:00, 2031-05-09 14:00 or 2031-05-09T14:00+03:00.")
        ) from error


def _span(words: str, there: datetime, past: bool) -> datetime | None:
    """A moment some weeks, days, hours and minutes away."""
    found = _SPAN.fullmatch(words)
    if found is None:
        return None
    span = timedelta()
    days = timedelta()
    for count, unit in _PART.findall(found[1]):
        part = timedelta(**{_UNITS[unit]: int(count)})
        if unit in "wd":
            days += part
        else:
            span += part
    sign = -1 if past else 1
    return (there + sign * days).astimezone(UTC) + sign * span


def _on_day(words: str, there: datetime, past: bool) -> datetime | None:
    """A named day, a time of day, or both."""
    found = _ON_DAY.fullmatch(words.replace(" at ", " ").removeprefix("at "))
    if not words or found is None:
        return None
    day, hour, minute = found.groups()
    at = time(int(hour), int(minute)) if hour else _MORNING
    today = there.date()
    if day in _NEAR_DAYS:
        return _wall(today + timedelta(_NEAR_DAYS[day]), at, there)
    numbers = [number for number, name in enumerate(_WEEKDAYS) if not day or (len(day) >= 3 and name.startswith(day))]
    for distance in range(8):
        candidate = today + timedelta(-distance if past else distance)
        then = _wall(candidate, at, there)
        if candidate.weekday() in numbers and ((then < there) if past else (then > there)):
            return then
    raise ValueError(words)


def _wall(day: date, at: time, there: datetime) -> datetime:
    """A time on the wall clock of the zone of `there`, as an instant."""
    return datetime.combine(day, at, there.tzinfo).astimezone(UTC)


def _iso(text: str, zone: tzinfo) -> datetime:
    """A date with or without a time and a zone, as ISO 8601 writes it."""
    if not text.isascii():
        raise ValueError(text)
    found = datetime.fromisoformat(text)
    if len(text) <= 10 and "T" not in text.upper():
        found = datetime.combine(found.date(), _MORNING)
    return found.replace(tzinfo=zone).astimezone(UTC) if found.tzinfo is None else found.astimezone(UTC)
