"""What happened since: the change feed that screens follow."""

from deskterm.store.db import Db


def head(db: Db) -> int:
    """The number of the last event, 0 before the first."""
    row = db.one("SELECT coalesce(max(id), 0) FROM event")
    return 0 if row is None else int(row[0])


def changed_since(db: Db, event_id: int) -> list[int]:
    """The tickets that events after this one speak of, each once, in ascending order."""
    sql = "SELECT DISTINCT ticket_id FROM event WHERE id > :event AND ticket_id IS NOT NULL ORDER BY ticket_id"
    return [int(row[0]) for row in db.all(sql, event=event_id)]
