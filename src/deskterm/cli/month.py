"""A calendar's days, month by month, with a mark for each that is not as its weekday usually is."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from deskterm.workflow.calendar import Calendar

CLOSED, HOLIDAY, OTHER, USUAL = "-", "*", "~", ""


def months(calendar: Calendar, now: datetime, count: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Each month as YYYY-MM with its days: ISO date to mark."""
    first = now.astimezone(calendar.zone).date().replace(day=1)
    for _month in range(count):
        following = (first + timedelta(days=32)).replace(day=1)
        days = (first + timedelta(days=n) for n in range((following - first).days))
        yield f"{first:%Y-%m}", {day.isoformat(): mark(calendar, day) for day in days}
        first = following


def mark(calendar: Calendar, day: date) -> str:
    """What is to be said of a day."""
    plan = calendar.plan
    if plan.is_holiday(day):
        return HOLIDAY
    if not calendar.openings_of(day):
        return CLOSED
    usual = plan.week[day.weekday()] == plan.hours(day) and not plan.breaks.get(day)
    return USUAL if usual else OTHER
