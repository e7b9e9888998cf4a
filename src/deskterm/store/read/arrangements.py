"""What the desk has arranged, as text, and whether that has changed."""

import json
from collections.abc import Iterator
from typing import Any

from deskterm.store.db import Db
from deskterm.store.fields import TEXT_OF_ACT
from deskterm.workflow.book import ArrangementKind, Book
from deskterm.workflow.mention import Contact, Mentions

EARLIER = (
    "SELECT e.canonical, x.body FROM event e LEFT JOIN event_text x ON x.event_id = e.id AND x.field = :field "
    "WHERE e.ticket_id IS NULL AND e.kind IN ('arranged', 'struck') AND e.id < :event ORDER BY e.id DESC"
)

TEXTS = (
    "SELECT body FROM arrangement UNION SELECT x.body FROM event_text x JOIN event e ON e.id = x.event_id "
    "WHERE e.ticket_id IS NULL AND e.kind = 'arranged' AND x.body IS NOT NULL ORDER BY 1"
)
"""The texts of what is arranged and of what was; only plans have contacts."""


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


def naming(db: Db, mentions: Mentions) -> list[tuple[str, str]]:
    """Kind and name of what is arranged now and names the person."""
    rows = db.all("SELECT kind, name, body FROM arrangement ORDER BY kind, name")
    return [(kind, name) for kind, name, body in rows if mentions.named_in(words_of(body))]


def outsiders(db: Db) -> Iterator[Contact]:
    """Whom plans call outside the desk, or did; no row has their number, so it counts them below 0."""
    found: dict[tuple[str, str | None, str | None], None] = {}
    for (body,) in db.each(TEXTS):
        for each in json.loads(body).get("contacts", ()):
            if each.get("name") is not None:
                found[each["name"], each.get("email"), each.get("phone")] = None
    for number, (name, email, phone) in enumerate(found, start=1):
        yield Contact(id=-number, name=name, email=email, phone=phone)


def words_of(body: str) -> str:
    """All that is said in the text of an arrangement, a line each, as people wrote it before it became JSON."""
    return "\n".join(said_in(json.loads(body)))


def said_in(part: Any) -> Iterator[str]:
    """The texts in a piece of JSON; names of fields are not among them."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list | dict):
        for each in part.values() if isinstance(part, dict) else part:
            yield from said_in(each)
