"""Everything about one ticket that a screen or a command shows beside its facts."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from deskterm.store import fields as names
from deskterm.store.db import Db
from deskterm.store.read.visibility import seen_by
from deskterm.workflow.values import Delivery, LinkType, NoteKind, Person, Status

DETAILS = ("requested_for", *names.DETAILS, "solution", "measures", "verification", "external_id")
PUBLIC = frozenset({NoteKind.REPLY, NoteKind.MESSAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A note of the thread. `body` is None once it was erased; a withdrawn one was taken back by undo."""

    id: int
    kind: NoteKind
    author: str
    at: int
    body: str | None
    outcome: str | None
    delivery: Delivery | None
    withdrawn: bool
    event_id: int

    @property
    def public(self) -> bool:
        """Was it written to or by the requester?"""
        return self.kind in PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event. `fields`: name to (old, new), digests for texts; `texts`: reason, summary ..., None once erased."""

    id: int
    at: int
    actor: str
    via: str | None
    ticket_id: int | None
    version: int | None
    act: str | None
    kind: str
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, str | None] = field(default_factory=dict)
    notes: tuple[int, ...] = ()
    restored: bool = False
    """It was done at another desk, and taken over from there with its ticket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file; `size` in bytes, `sha256` of its content in hex."""

    id: int
    ticket_id: int
    name: str
    media_type: str
    size: int
    sha256: str
    author: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """A link seen from one of its ends. `outgoing`: made from this ticket (child: the other is part of it)."""

    id: int
    other: int
    type: LinkType
    outgoing: bool
    subject: str
    status: Status


def texts(db: Db, ticket_id: int) -> dict[str, Any]:
    """The ticket's details by name, None where nothing was said; empty when there is no such ticket."""
    row = db.one(f"SELECT {', '.join(DETAILS)} FROM ticket WHERE id = :id", id=ticket_id)
    return {} if row is None else dict(zip(DETAILS, row, strict=True))


def thread(db: Db, ticket_id: int) -> list[Entry]:
    """The ticket's notes, replies and messages, oldest first."""
    sql = (
        "SELECT id, kind, author, at, body, outcome, delivery, withdrawn, event_id FROM note "
        "WHERE ticket_id = :id ORDER BY id"
    )
    return [
        Entry(
            id=number,
            kind=NoteKind(kind),
            author=author,
            at=at,
            body=body,
            outcome=outcome,
            delivery=Delivery(delivery) if delivery else None,
            withdrawn=bool(withdrawn),
            event_id=event_id,
        )
        for number, kind, author, at, body, outcome, delivery, withdrawn, event_id in db.all(sql, id=ticket_id)
    ]


EVENT_COLUMNS = "SELECT e.id, e.at, e.actor, e.via, e.ticket_id, e.version, e.act, e.kind, e.canonical FROM event e "
TEXT_COLUMNS = "SELECT x.event_id, x.field, x.body FROM event_text x JOIN event e ON e.id = x.event_id "


def event_rows(db: Db, where: str, tail: str = "", **named: object) -> list[EventRow]:
    """Events with the texts of their acts. `where` is SQL about `e`; `tail` orders and limits."""
    with db.snapshot():
        rows = db.all(f"{EVENT_COLUMNS}WHERE {where}{tail}", **named)
        said: dict[int, dict[str, str | None]] = {row[0]: {} for row in rows}
        if rows:
            named |= {"first": min(said), "last": max(said), "prefix": f"{names.TEXT_OF_ACT}%"}
            within = "e.id BETWEEN :first AND :last AND x.field LIKE :prefix"
            for event_id, name, body in db.all(f"{TEXT_COLUMNS}WHERE {where} AND {within}", **named):
                if event_id in said:
                    said[event_id][name.removeprefix(names.TEXT_OF_ACT)] = body
    return [event_row(row, said[row[0]]) for row in rows]


def event_row(row: tuple[Any, ...], said: Mapping[str, str | None]) -> EventRow:
    """An event from its stored columns and the texts of its act."""
    number, at, actor, via, ticket_id, version, act, kind, blob = row
    content = json.loads(bytes(blob))
    return EventRow(
        id=number,
        at=at,
        actor=actor,
        via=via,
        ticket_id=ticket_id,
        version=version,
        act=act,
        kind=kind,
        fields={name: (old, new) for name, (old, new) in content["fields"].items()},
        data=content["data"],
        texts={name: said.get(name) for name in content["texts"] if not name.startswith(names.TITLE)},
        notes=tuple(note[0] for note in content["notes"]),
        restored="restored" in content,
    )


def events(db: Db, ticket_id: int) -> list[EventRow]:
    """Everything that happened to the ticket, oldest first."""
    return event_rows(db, "e.ticket_id = :ticket", " ORDER BY e.id", ticket=ticket_id)


def event(db: Db, event_id: int) -> EventRow | None:
    """One event; None when there is none of this number."""
    found = event_rows(db, "e.id = :event", event=event_id)
    return found[0] if found else None


def revision(db: Db, ticket_id: int, name: str, digest: str) -> str | None:
    """A text that a field of the ticket once held, by its digest in an event; None when it was erased."""
    sql = (
        "SELECT x.body FROM event e JOIN event_text x ON x.event_id = e.id "
        "WHERE e.ticket_id = :ticket AND x.field = :field AND x.digest = :digest"
    )
    row = db.one(sql, ticket=ticket_id, field=name, digest=digest)
    return None if row is None else row[0]


def attachments(db: Db, ticket_id: int) -> list[Attachment]:
    """The ticket's files, oldest first, without those taken back."""
    sql = (
        "SELECT id, ticket_id, name, media_type, size, sha256, author, at FROM attachment "
        "WHERE ticket_id = :id AND withdrawn = 0 ORDER BY id"
    )
    return [_attachment(row) for row in db.all(sql, id=ticket_id)]


def attachment(db: Db, attachment_id: int) -> Attachment | None:
    """One file; None when there is none of this number or it was taken back."""
    sql = (
        "SELECT id, ticket_id, name, media_type, size, sha256, author, at FROM attachment "
        "WHERE id = :id AND withdrawn = 0"
    )
    row = db.one(sql, id=attachment_id)
    return None if row is None else _attachment(row)


def _attachment(row: tuple[Any, ...]) -> Attachment:
    number, ticket_id, name, media_type, size, sha256, author, at = row
    return Attachment(
        id=number,
        ticket_id=ticket_id,
        name=name,
        media_type=media_type,
        size=size,
        sha256=bytes(sha256).hex(),
        author=author,
        at=at,
    )


def content(db: Db, attachment_id: int) -> Iterator[bytes]:
    """The bytes of a file, in pieces of at most 1 MB."""
    seq = 0
    sql = "SELECT data FROM attachment_chunk WHERE attachment_id = :id AND seq = :seq"
    while (row := db.one(sql, id=attachment_id, seq=seq)) is not None:
        yield bytes(row[0])
        seq += 1


def links(db: Db, person: Person | None, ticket_id: int) -> list[LinkRow]:
    """The ticket's links to tickets that the person may see, oldest first, from both ends."""
    seen, named = seen_by(person)
    ends = (("ticket_id", "other_id", True), ("other_id", "ticket_id", False))
    found = []
    for here, there, outgoing in ends:
        sql = (
            f"SELECT l.id, t.id, l.type, t.subject, t.status FROM link l JOIN ticket t ON t.id = l.{there} "
            f"WHERE l.{here} = :id AND l.withdrawn = 0 AND {seen}"
        )
        for number, other, type_, subject, status in db.all(sql, id=ticket_id, **named):
            found.append(
                LinkRow(
                    id=number,
                    other=other,
                    type=LinkType(type_),
                    outgoing=outgoing,
                    subject=subject,
                    status=Status(status),
                )
            )
    return sorted(found, key=lambda link: link.id)
