"""What the desk has arranged, as text, and whether that has changed."""

from deskterm.store.db import Db
from deskterm.workflow.book import Book


def version(db: Db) -> tuple[int, int]:
    """Differs when anything was arranged or struck: the last event that set something, and how many there are."""
    row = db.one("SELECT coalesce(max(event_id), 0), count(*) FROM arrangement")
    return (0, 0) if row is None else (int(row[0]), int(row[1]))


def book(db: Db, known: Book | None = None) -> Book:
    """All arrangements; `known` itself while nothing has changed."""
    with db.snapshot():
        now = version(db)
        if known is not None and known.version == now:
            return known
        rows = db.all("SELECT kind, name, body FROM arrangement ORDER BY kind, name")
    return Book({(kind, name): body for kind, name, body in rows}, now)
