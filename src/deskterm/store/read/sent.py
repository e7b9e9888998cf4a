"""What somebody has sent since an event: the tickets, and the texts that were kept with what they did."""

from deskterm.store.db import Db

EVENTS = (
    "SELECT e.id, e.ticket_id FROM event e "
    "WHERE e.id > :after AND e.actor = :actor AND e.act = :act AND e.ticket_id IS NOT NULL"
)
TEXTS = "SELECT event_id, body FROM {table} WHERE event_id > :after AND body IS NOT NULL"


def sent(db: Db, actor: str, act: str, after: int) -> list[tuple[int, str | None]]:
    """Ticket and text of everything that this person has done by this act after an event; None: it holds no text."""
    tickets = {int(id): int(ticket) for id, ticket in db.all(EVENTS, after=after, actor=actor, act=act)}
    if not tickets:
        return []
    rows = [row for table in ("event_text", "note") for row in db.all(TEXTS.format(table=table), after=after)]
    found: list[tuple[int, str | None]] = [(tickets[id], str(body)) for id, body in rows if id in tickets]
    silent = set(tickets) - {id for id, _ in rows}
    return [*found, *((tickets[id], None) for id in silent)]
