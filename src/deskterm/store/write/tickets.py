"""The only writer of tickets: register, apply a change, take an event back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select, update

from deskterm.store import fields as names
from deskterm.store.db import Db
from deskterm.store.errors import Changed, Erased
from deskterm.store.read.show import event, revision
from deskterm.store.search.index import following
from deskterm.store.write import steps
from deskterm.store.write.events import Chain, Entry, plain
from deskterm.store.write.revision import KEPT, NOT_APPLICABLE, SETTABLE, Revision
from deskterm.store.write.tables import ATTACHMENT, LINK, NOTE, TICKET
from deskterm.workflow.inputs import Register
from deskterm.workflow.values import Act, Change, Status, Ticket

FRESH = {
    "version": 1,
    "status": Status.NEW.value,
    "line": 1,
    "overridden": 0,
    "verified": 0,
    "restricted": 0,
    "major": 0,
    "breach": 0,
    "imported": 0,
    "level_changes": 0,
}
DEFAULTS = {c.name: None for c in TICKET.c} | FRESH
SET_ONCE = KEPT & {"created_at", "created_by"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What was written: the ticket's new version, the event's number, the ids of new rows."""

    ticket: int
    version: int
    event_id: int
    note_ids: tuple[int, ...] = ()
    link_id: int | None = None
    attachment_id: int | None = None


def register(
    connection: Connection,
    chain: Chain,
    contact: Register,
    extra: Mapping[str, object],
    *,
    by: str,
    now: int,
    via: str | None,
) -> Applied:
    """A new ticket from a contact; `extra` are further fields of the ticket, winning over the contact's own."""
    number: int = connection.execute(select(func.coalesce(func.max(TICKET.c.id), 0) + 1)).scalar_one()
    entry = Entry(id=chain.next_id, at=now, actor=by, via=via, kind="registered", ticket=number, version=1)
    entry.act = Act.REGISTER.value
    new = Revision(connection, chain, entry, {})
    fields = {
        "status": Status.NEW,
        "line": 1,
        "subject": contact.subject,
        "requested_for": contact.requested_for,
        "channel": contact.channel,
        "claimed_kind": contact.claimed_kind,
        "claimed_priority": contact.claimed_priority,
        "item": contact.item,
        "reporter": contact.reporter,
        "cycle_at": now,
        **{name: getattr(contact.details, name) for name in names.DETAILS},
        **extra,
    }
    new.values = {**DEFAULTS, "id": number, "created_at": now, "created_by": by, "updated_at": now}
    new.values |= {name: plain(fields.pop(name)) for name in SET_ONCE if name in fields}
    new.values["updated_at"] = max(now, new.values["created_at"])
    new.values |= {"rank": 0, "due_sort": None, "due_at": None}
    for name, value in fields.items():
        new.put(name, value)
    new.write(now)
    return Applied(ticket=number, version=1, event_id=entry.id)


def current(connection: Connection, ticket: Ticket) -> Mapping[str, Any]:
    """The ticket's row. Changed: it is no longer at the version that the caller read."""
    row = connection.execute(select(TICKET).where(TICKET.c.id == ticket.id)).mappings().first()
    if row is None or row["version"] != ticket.version:
        raise Changed(ticket.id, row["version"] if row is not None else 0)
    return dict(row)


def revise(
    connection: Connection, chain: Chain, ticket: Ticket, *, kind: str, act: str, by: str, now: int, via: str | None
) -> Revision:
    """Begin a change of a ticket, on the version that the caller read."""
    row = current(connection, ticket)
    entry = Entry(
        id=chain.next_id,
        at=now,
        actor=by,
        via=via,
        kind=kind,
        act=act,
        ticket=ticket.id,
        version=ticket.version + 1,
    )
    return Revision(connection, chain, entry, row)


def fill(revision: Revision, change: Change, by: str, now: int) -> tuple[tuple[int, ...], int | None]:
    """Put everything a change says into the revision; ids of its notes and of its link."""
    for name, value in change.fields.items():
        revision.put(name, value)
    revision.entry.data |= plain(change.data)
    if change.notices:
        revision.entry.data["notices"] = plain(change.notices)
    revision.say(change.texts)
    if change.sheet is not None:
        revision.put_sheet(change.sheet)
    if change.settle is not None:
        note, outcome = change.settle
        revision.put(f"{names.OUTCOME}{note}", outcome)
    if change.named is not None:
        revision.put("named", change.named)
    for step, state in change.step_states.items():
        revision.put(f"{names.STEP}{step}", state)
    steps.begin(revision, change.steps)
    note_ids = revision.add_notes(change.notes, by, now) if change.notes else ()
    return note_ids, revision.add_link(change.link) if change.link is not None else None


def apply(
    connection: Connection, chain: Chain, ticket: Ticket, change: Change, *, by: str, now: int, via: str | None
) -> Applied:
    """Store a change. Changed: the ticket has moved on since `ticket` was read."""
    new = revise(connection, chain, ticket, kind=change.event, act=plain(change.act), by=by, now=now, via=via)
    note_ids, link_id = fill(new, change, by, now)
    new.write(now)
    return Applied(
        ticket=ticket.id, version=ticket.version + 1, event_id=new.entry.id, note_ids=note_ids, link_id=link_id
    )


def old_value(db: Db, ticket: int, name: str, old: Any) -> Any:
    """What a field held before an event, in the form that `Revision.put` takes. Erased: the text is gone."""
    if name.startswith(names.ANSWER) and old == names.NOT_APPLICABLE:
        return NOT_APPLICABLE
    if not names.is_text(name) or old is None or old == names.OPEN:
        return old
    text = revision(db, ticket, name, old)
    if text is None:
        raise Erased(name)
    return text


def revert(
    connection: Connection,
    chain: Chain,
    db: Db,
    ticket: Ticket,
    event_id: int,
    fields: Mapping[str, object] | None,
    *,
    by: str,
    now: int,
    via: str | None,
) -> Applied:
    """Take an event back by a compensating one: its fields hold their old values again, what it added is withdrawn."""
    undone = event(db, event_id)
    if undone is None or undone.ticket_id != ticket.id:
        raise ValueError(f"event {event_id} is none of ticket {ticket.id}")
    if undone.act in (Act.REGISTER, Act.UNDO):
        raise ValueError(f"event {event_id} cannot be taken back: {undone.act}")
    new = revise(connection, chain, ticket, kind="undone", act=Act.UNDO.value, by=by, now=now, via=via)
    for name, (old, _) in undone.fields.items():
        if fields is None or name not in fields:
            new.put(name, old_value(db, ticket.id, name, old))
    for name, value in (fields or {}).items():
        new.put(name, value)
    new.entry.data |= {"undone": event_id, "undone_act": undone.act}
    new.write(now)
    with following(db, [ticket.id]):
        for table in (NOTE, LINK, ATTACHMENT):
            connection.execute(update(table).where(table.c.event_id == event_id).values(withdrawn=1))
    return Applied(ticket=ticket.id, version=ticket.version + 1, event_id=new.entry.id)


__all__ = ["SETTABLE", "Applied", "apply", "register", "revert"]
