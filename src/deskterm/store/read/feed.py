"""What happened since: the change feed that screens follow."""

import json

from deskterm.store.db import Db
from deskterm.store.read.visibility import seen_by
from deskterm.workflow.called import MADE
from deskterm.workflow.values import Person


def head(db: Db) -> int:
    """The number of the last event, 0 before the first."""
    row = db.one("SELECT coalesce(max(id), 0) FROM event")
    return 0 if row is None else int(row[0])


def changed_since(db: Db, event_id: int) -> list[int]:
    """The tickets that events after this one speak of, each once, in ascending order."""
    # told apart here: asked to do it, SQLite goes through the index of all events by ticket instead of the latest few
    rows = db.all("SELECT ticket_id FROM event WHERE id > :event", event=event_id)
    return sorted({int(ticket) for (ticket,) in rows if ticket is not None})


def concerning(db: Db, person: Person, actor: str, event_id: int) -> list[int]:
    """The events after this one that the actor wrote on the person's tickets, on a P1 of their lines, or to them.

    Ascending; only of tickets that the person may see.
    """
    seen, named = seen_by(person)
    lines = ", ".join(str(int(line)) for line in sorted(person.lines)) or "0"
    sql = (
        f"SELECT e.id, (e.actor = :actor AND (t.assignee = :mine OR (t.rank = 1 AND t.line IN ({lines})))), "
        "e.canonical "
        "FROM event e JOIN ticket t ON t.id = e.ticket_id "
        f"WHERE (e.actor = :actor OR (e.kind = '{MADE}' AND e.actor <> :mine)) AND e.id > :event AND {seen} "
        "ORDER BY e.id"
    )
    rows = db.all(sql, **named, actor=actor, event=event_id, mine=person.name)
    return [int(id) for id, mine, blob in rows if mine or person.name in json.loads(bytes(blob))["data"].get("to", ())]


def by_others(db: Db, person: Person, event_id: int) -> list[tuple[int, str, int, bool]]:
    """The events after this one that others wrote on tickets the person may see: number, kind, ticket, is it theirs."""
    seen, named = seen_by(person)
    sql = (
        "SELECT e.id, e.kind, e.ticket_id, (t.assignee = :mine) FROM event e JOIN ticket t ON t.id = e.ticket_id "
        f"WHERE e.id > :event AND e.actor <> :mine AND {seen} ORDER BY e.id"
    )
    rows = db.all(sql, **named, event=event_id, mine=person.name)
    return [(int(id), str(kind), int(ticket), bool(theirs)) for id, kind, ticket, theirs in rows]


def missed(db: Db, person: Person, actor: str, event_id: int) -> bool:
    """Has the actor written after this event that a target of one of the person's tickets is used up?"""
    sql = (
        "SELECT e.canonical FROM event e JOIN ticket t ON t.id = e.ticket_id "
        "WHERE e.actor = :actor AND e.id > :event AND e.kind = 'target_passed' AND t.assignee = :mine"
    )
    rows = db.all(sql, actor=actor, event=event_id, mine=person.name)
    return any(json.loads(bytes(blob))["data"].get("percent", 0) >= 100 for (blob,) in rows)
