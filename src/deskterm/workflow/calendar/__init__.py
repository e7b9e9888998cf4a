"""Working time: when a target falls due, and how much of it is used.

A calendar is data (`plan`), compiled into instants (`openings`), asked questions (`hours`) and able to
account for a stretch of time day by day (`account`). Pure: the time always comes in as an argument.
"""

from deskterm.workflow.calendar.account import Part, PartKind, account
from deskterm.workflow.calendar.hours import Calendar
from deskterm.workflow.calendar.openings import NeverDue
from deskterm.workflow.calendar.plan import CalendarError, Plan
from deskterm.workflow.calendar.wall import local_to_utc

__all__ = ["Calendar", "CalendarError", "NeverDue", "Part", "PartKind", "Plan", "account", "local_to_utc"]
