"""What decides when tickets fall due, for all of them one by one: no more is read of each than the clocks need."""

from collections.abc import Iterable, Iterator
from typing import Any

from deskterm.store.db import Db
from deskterm.store.read.facts import pauses
from deskterm.workflow.values import LIVE, Channel, Reporter, Status, Ticket

WAITED = {
    "sqlite": "instr(e.canonical, CAST('\"waiting\"' AS BLOB)) > 0",
    "postgresql": "position('\"waiting\"'::bytea in e.canonical) > 0",
}
"""Has an event put the ticket on hold? Only then are its pauses worth reading."""
LIVE_CODES = ", ".join(f"'{status.value}'" for status in LIVE)


def clocked(db: Db, only: Iterable[int] | None = None) -> Iterator[Ticket]:
    """Tickets with the facts that their deadline follows from, and the deadline that is stored.

    `only`: of these alone. ValueError: a code that no ticket can have.
    """
    which = "" if only is None else f" AND t.id IN ({', '.join(str(int(id)) for id in only) or 'NULL'})"
    sql = (
        "SELECT t.id, t.status, t.priority, t.channel, t.created_at, t.cycle_at, t.updated_at, t.first_response_at, "
        "t.wake_at, t.due_at, t.asked_at, t.agreed_at, t.aware_at, t.breach, t.terms, t.item, o.name, "
        "EXISTS (SELECT 1 FROM event e WHERE e.ticket_id = t.id AND "
        f"{WAITED[db.dialect]}) FROM ticket t LEFT JOIN reporter r ON r.id = t.reporter_id "
        "LEFT JOIN organisation o ON o.id = r.organisation_id "
        f"WHERE (t.status IN ({LIVE_CODES}) OR t.due_at IS NOT NULL){which} ORDER BY t.id"
    )
    with db.snapshot():
        for row in db.each(sql):
            yield of_row(db, row)


def of_row(db: Db, row: tuple[Any, ...]) -> Ticket:
    """One row as a ticket with the facts that its clocks need."""
    number, status, priority, channel, created, cycle, updated, answered, wake, due, *more = row
    asked, agreed, aware, breach, terms, item, organisation, waited = more
    return Ticket(
        id=number,
        version=1,
        status=Status(status),
        priority=priority,
        channel=Channel(channel),
        reporter=None if organisation is None else Reporter(name="", organisation=organisation),
        created_at=created,
        cycle_at=cycle,
        updated_at=updated,
        first_response_at=answered,
        wake_at=wake,
        due_at=due,
        asked_at=asked,
        agreed_at=agreed,
        aware_at=aware,
        breach=bool(breach),
        terms=terms,
        item=item,
        pauses=pauses(db, number, cycle) if waited else (),
    )
