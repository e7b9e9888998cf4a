"""What happened to a ticket since somebody looked, and which of a person's acts can be taken back."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from deskterm.store import fields as names
from deskterm.store.db import Db
from deskterm.store.read.show import EventRow, event_rows
from deskterm.workflow.values import Act

BATCH = 50


class Touched(NamedTuple):
    """A field's value before and after (digests for texts), who changed it last, and when."""

    old: Any
    new: Any
    by: str
    at: int


def touched_since(db: Db, ticket_id: int, version: int) -> dict[str, Touched]:
    """The fields that events after this version of the ticket have set, derived ones left out."""
    later = event_rows(
        db, "e.ticket_id = :ticket AND e.version > :version", " ORDER BY e.id", ticket=ticket_id, version=version
    )
    return merged(later)


def merged(events: Iterable[EventRow]) -> dict[str, Touched]:
    """What several events in their order did to the fields."""
    found: dict[str, Touched] = {}
    for event in events:
        for name, (old, new) in event.fields.items():
            if name not in names.CACHES:
                first = found[name].old if name in found else old
                found[name] = Touched(first, new, event.actor, event.at)
    return found


def last_act(db: Db, by: str, ticket_id: int | None = None) -> EventRow | None:
    """The person's last act (on this ticket, else on any) that is neither an undo nor undone; None: there is none.

    What a file said of the past is nobody's act. Acts that were taken over from another desk are stored ticket by
    ticket: time tells which of them was the last.
    """
    where = "e.actor = :by AND e.act IS NOT NULL AND e.kind <> 'imported' AND e.ticket_id IS NOT NULL"
    named: dict[str, object] = {"by": by}
    if ticket_id is not None:
        where += " AND e.ticket_id = :ticket"
        named["ticket"] = ticket_id
    with db.snapshot():
        last = _last(db, f"{where} AND e.id < :before_id", "e.id DESC", named)
        if last is not None and last.restored and ticket_id is None:
            earlier = "(e.at < :before_at OR (e.at = :before_at AND e.id < :before_id))"
            last = _last(db, f"{where} AND {earlier}", "e.at DESC, e.id DESC", named)
    return last


def _last(db: Db, where: str, order: str, named: Mapping[str, object]) -> EventRow | None:
    """The first event in this order that is neither an undo nor undone."""
    undone: set[int] = set()
    before = {"before_id": 1 << 62, "before_at": 1 << 62}
    while events := event_rows(db, where, f" ORDER BY {order} LIMIT {BATCH}", **{**named, **before}):
        for event in events:
            if event.act == Act.UNDO:
                undone.add(event.data["undone"])
            elif event.id not in undone:
                return event
        before = {"before_id": events[-1].id, "before_at": events[-1].at}
    return None


def later_events(db: Db, ticket_id: int, event_id: int) -> list[EventRow]:
    """What happened to the ticket after this event, oldest first."""
    return event_rows(db, "e.ticket_id = :ticket AND e.id > :event", " ORDER BY e.id", ticket=ticket_id, event=event_id)


def overwritten(db: Db, event: EventRow) -> Mapping[str, Touched]:
    """The fields of an event that no longer hold what it set, with who set them since."""
    if event.ticket_id is None:
        return {}
    since = merged(later_events(db, event.ticket_id, event.id))
    return {name: since[name] for name in event.fields if name in since and since[name].new != event.fields[name][1]}
