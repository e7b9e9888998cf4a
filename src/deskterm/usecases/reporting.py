"""Figures about the desk for those who lead it."""

from deskterm.store.read.levels import Lines, lines
from deskterm.store.read.targets import measured
from deskterm.usecases.desk import Desk, require
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.calendar import Calendar
from deskterm.workflow.measured import Measured
from deskterm.workflow.permission import AUDIT, may_desk


def report_lines(desk: Desk) -> Lines:
    """How tickets moved between the lines. Refused without the right."""
    require(may_desk(AUDIT, desk.by))
    return lines(desk.store.db, desk.by, desk.policy.ping_pong)


def report_targets(desk: Desk, since: int | None = None, until: int | None = None) -> Measured:
    """What became of the targets of tickets that came from `since` on and before `until`. Refused without the right."""
    require(may_desk(AUDIT, desk.by))
    found, policy, now = Measured(), desk.policy, desk.now()
    for ticket, past in measured(desk.store.db, desk.by, since, until):
        found.add(ticket, past, policy, now)
    return found


def calendar_name(desk: Desk, hours: Calendar) -> str | None:
    """The name that the desk has given these hours; None: its service hours."""
    known = desk.policy.book.all(ArrangementKind.CALENDAR, Calendar.from_dict)
    return next((name for name, calendar in known.items() if calendar == hours), None)
