"""Tickets that the desk has to look at by itself."""

from deskterm.store.db import Db

DUE = "SELECT t.id FROM ticket t WHERE t.alarm_at IS NOT NULL AND t.alarm_at <= :now ORDER BY t.alarm_at, t.id LIMIT :n"


def due(db: Db, now: int, n: int) -> list[int]:
    """The first `n` whose alarm has come, the longest overdue first."""
    return [id for (id,) in db.all(DUE, now=now, n=n)]
