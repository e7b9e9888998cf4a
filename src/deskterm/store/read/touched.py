"""Where the record is broken: what exactly is not as it was written, as far as what is left can tell."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deskterm.store.db import Db

REPEATED = ("id", "at", "actor", "via", "ticket", "version", "kind", "act")
"""What the columns of an event repeat of its content, in their order."""
NEXT = "SELECT id, prev_hash FROM event WHERE id > :id ORDER BY id LIMIT 1"
GAPS = (
    "SELECT DISTINCT e.ticket_id FROM event e WHERE e.version > 1 AND NOT EXISTS "
    "(SELECT 1 FROM event past WHERE past.ticket_id = e.ticket_id AND past.version = e.version - 1) "
    "UNION SELECT t.id FROM ticket t WHERE t.version <> "
    "(SELECT coalesce(max(e.version), 0) FROM event e WHERE e.ticket_id = t.id) ORDER BY 1 LIMIT 20"
)
"""Tickets that lack one of their events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What was touched. `how` is one of:

    columns: `names` are columns that no longer repeat the event's content; content: the content was replaced, while
    the next event still names the hash of the true one; hash: only the stored hash was replaced; rewritten: content
    and hash were, and the next event names another one; link: its link to the event before was replaced; before: the
    event before it, with its hash; identity: that of the desk; gone: the rows of events up to `last` are missing;
    extra: a row that nobody wrote; text, note: `names` are the text, the entry; fields: the ticket's row, `names` its
    fields; row: the ticket's whole row was removed or put in; person: what is known of `person`.
    """

    how: str
    ticket: int | None = None
    act: str | None = None
    kind: str | None = None
    names: tuple[str, ...] = ()
    last: int | None = None
    tickets: tuple[int, ...] = ()
    person: str | None = None


def raw(value: Any) -> bytes:
    """Bytes as they are stored: SQLite lets a column hold text, or a number, where bytes belong."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape")
    return str(value).encode() if isinstance(value, int | float) else bytes(value or b"")


def content_of(blob: bytes) -> Mapping[str, Any] | None:
    """The event's content; None when the bytes are no event."""
    try:
        content = json.loads(blob)
        known = isinstance(content, dict) and all(name in content for name in (*REPEATED, "fields", "texts", "notes"))
    except ValueError:
        return None
    return content if known else None


def foreign(content: Mapping[str, Any]) -> bool:
    """Does the event tell of what happened at another desk, by other hands and at other times than its own?"""
    return content["kind"] == "imported" or "restored" in content


def altered(db: Db, columns: Sequence[Any], blob: bytes, previous: bytes, this: bytes) -> Touched:
    """An event whose bytes, hash and columns do not agree; `previous` is the hash of the true event before."""
    content = content_of(blob)
    told = [content[name] for name in REPEATED] if content is not None else [None] * len(REPEATED)
    differ = tuple(name for name, stored, said in zip(REPEATED, columns, told, strict=True) if stored != said)
    own = hashlib.sha256(previous + blob).digest()
    following = db.one(NEXT, id=columns[0])
    named = bytes(following[1]) if following is not None else None
    what = {"ticket": columns[4], "kind": columns[6], "act": columns[7]}
    if own == this:
        return Touched(how="columns", names=differ, **(what if content is None else own_words(content)))
    if named == own:
        return Touched(how="hash", names=differ, **what)
    return Touched(how="content" if named == this else "rewritten", names=differ if content else (), **what)


def own_words(content: Mapping[str, Any]) -> dict[str, Any]:
    """Which ticket and act an event speaks of, by its content."""
    return {name: content[name] for name in ("ticket", "kind", "act")}


def unlinked(columns: Sequence[Any], blob: bytes, previous: bytes, true: bytes, this: bytes) -> Touched:
    """An event that does not follow the one before. `previous`: what it says of that one's hash; `true`: what it is."""
    what = {"ticket": columns[4], "kind": columns[6], "act": columns[7]}
    if hashlib.sha256(true + blob).digest() == this:
        return Touched(how="link", **what)
    if hashlib.sha256(previous + blob).digest() == this:
        return Touched(how="before" if columns[0] > 1 else "identity", **what)
    return Touched(how="rewritten", **what)


def gone(db: Db, number: int, found: int) -> Touched:
    """Events from `number` on that are missing; `found`: the next one that is there."""
    tickets = tuple(int(row[0]) for row in db.all(GAPS))
    only = tickets[0] if len(tickets) == 1 else None
    return Touched(how="gone", last=found - 1, ticket=only, tickets=tickets)
