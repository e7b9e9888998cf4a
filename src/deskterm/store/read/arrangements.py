"""What the desk has arranged, as text, and whether that has changed."""

import json

from deskterm.store.db import Db
from deskterm.store.fields import TEXT_OF_ACT
from deskterm.workflow.book import ArrangementKind, Book

EARLIER = (
    "SELECT e.canonical, x.body FROM event e LEFT JOIN event_text x ON x.event_id = e.id AND x.field = :field "
    "WHERE e.ticket_id IS NULL AND e.kind IN ('arranged', 'struck') AND e.id < :event ORDER BY e.id DESC"
)


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


def body_before(db: Db, kind: ArrangementKind, name: str, event: int) -> str | None:
    """The text that an arrangement had when an event was written; None: there was none, or it has been erased."""
    for blob, body in db.each(EARLIER, event=event, field=f"{TEXT_OF_ACT}body"):
        data = json.loads(bytes(blob))["data"]
        if (data.get("arrangement"), data.get("name")) == (kind.value, name):
            return None if body is None else str(body)
    return None
