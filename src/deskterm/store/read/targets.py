"""What the targets of tickets are measured by, for all of them one by one: their facts, and what has ended before."""

import json
from collections.abc import Iterator

from deskterm.store.db import Db
from deskterm.store.read.deadlines import FACTS, holds, of_row
from deskterm.store.read.facts import STEPS, pauses
from deskterm.store.read.visibility import seen_by
from deskterm.workflow.measured import FOLLOWED, Moved, Past, ended_cycles
from deskterm.workflow.values import Kind, Person, Ticket


def again(dialect: str) -> str:
    """Has an event `e` begun another cycle, or made a message wait? Registering begins the first cycle: from null."""
    asked = holds(dialect, '"asked_at":[')
    begun, first = holds(dialect, '"cycle_at":['), holds(dialect, '"cycle_at":[null')
    return f"({begun} AND NOT {first}) OR {asked}"


def measured(
    db: Db, person: Person | None, since: int | None, until: int | None
) -> Iterator[tuple[Ticket, list[Past]]]:
    """The tickets that the person may see and that came from `since` on and before `until`, with their ended cycles."""
    seen, named = seen_by(person)
    columns, tables = FACTS[db.dialect]
    sql = (
        f"SELECT {columns}, t.kind, t.resolved_at, t.closed_at, "
        f"EXISTS (SELECT 1 FROM event e WHERE e.ticket_id = t.id AND ({again(db.dialect)})) {tables} "
        f"WHERE {seen} AND t.created_at >= :since AND t.created_at < :until ORDER BY t.id"
    )
    low, high = -(1 << 62) if since is None else since, 1 << 62 if until is None else until
    with db.snapshot():
        for row in db.each(sql, **named, since=low, until=high):
            *facts, kind, resolved, closed, returned = row
            ticket = of_row(db, tuple(facts), kind=kind and Kind(kind), resolved_at=resolved, closed_at=closed)
            yield ticket, past(db, ticket) if returned else []


def past(db: Db, ticket: Ticket) -> list[Past]:
    """The ended cycles of a ticket, from its events."""
    found = [(number, at, json.loads(bytes(blob))) for number, at, blob in db.all(STEPS, id=ticket.id)]
    undone = {content["data"].get("undone") for _, _, content in found}
    steps = [
        Moved(
            at,
            {name: pair for name, pair in content["fields"].items() if name in FOLLOWED},
            number in undone or "undone" in content["data"],
        )
        for number, at, content in found
    ]
    return ended_cycles(ticket, steps, pauses(db, ticket.id, 0))
