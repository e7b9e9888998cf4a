"""Figures about the desk for those who lead it."""

from deskterm.store.read.levels import Lines, lines
from deskterm.usecases.desk import Desk, require
from deskterm.workflow.permission import AUDIT, may_desk


def report_lines(desk: Desk) -> Lines:
    """How tickets moved between the lines. Refused without the right."""
    require(may_desk(AUDIT, desk.by))
    return lines(desk.store.db, desk.by, desk.policy.ping_pong)
