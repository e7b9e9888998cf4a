"""Two calendars that the tests of working time share, and wall-clock times in them."""

from datetime import datetime
from typing import Any

from deskterm.workflow.calendar import Calendar, local_to_utc

WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
HOUR = 3600
OFFICE: dict[str, Any] = {
    "time_zone": "Europe/Bucharest",
    "week": {day: [["09:00", "12:00"], ["13:00", "18:00"]] for day in WORKDAYS},
    "annual_holidays": ["01-01", "05-01"],
    "holidays": ["2026-04-13"],
    "shifts": {"2026-06-06": [["10:00", "14:00"]], "2026-06-08": []},
    "breaks": {"2026-06-09": [["10:15", "11:00"], ["17:00", "23:59"]]},
}
NIGHT: dict[str, Any] = {
    "time_zone": "Asia/Bangkok",
    "week": {day: [["22:00", "06:00"]] for day in WORKDAYS},
    "holidays": ["2026-05-06"],
    "shifts": {"2026-05-14": [["05:00", "08:00"]]},
    "breaks": {"2026-05-19": [["23:30", "00:30"]], "2026-05-21": [["02:00", "03:00"]]},
}
CALENDARS = {"office": Calendar.from_dict(OFFICE), "night": Calendar.from_dict(NIGHT)}


def at(text: str, calendar: Calendar) -> datetime:
    """A wall-clock time of the calendar's zone."""
    return local_to_utc(datetime.fromisoformat(text), calendar.zone)
