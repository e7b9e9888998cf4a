"""How often tickets have changed lines: the count that is stored, against what the events have set."""

import json
from collections.abc import Iterator

from deskterm.store.db import Db
from deskterm.store.read.chain import Grouped
from deskterm.store.read.touched import raw

NAMED = {
    "sqlite": "instr(canonical, CAST('\"level_changes\"' AS BLOB)) > 0",
    "postgresql": "position('\"level_changes\"'::bytea in canonical) > 0",
}
STORED = "SELECT id, level_changes FROM ticket ORDER BY id"


def counts_off(db: Db) -> Iterator[tuple[int, int]]:
    """Tickets whose count is another than their events have set last, with that one; in the order of numbers."""
    sql = (
        "SELECT ticket_id, canonical FROM event "
        f"WHERE ticket_id IS NOT NULL AND {NAMED[db.dialect]} ORDER BY ticket_id, id"
    )
    with db.snapshot():
        events = Grouped(db.each(sql))
        for ticket, stored in db.each(STORED):
            rows = events.of(ticket)
            told = int(json.loads(raw(rows[-1][1]))["fields"].get("level_changes", (0, 0))[1]) if rows else 0
            if told != stored:
                yield ticket, told


def count_of(db: Db, ticket: int) -> int:
    """The count of one ticket, by its events."""
    found = 0
    for (blob,) in db.all("SELECT canonical FROM event WHERE ticket_id = :ticket ORDER BY id", ticket=ticket):
        pair = json.loads(raw(blob))["fields"].get("level_changes")
        found = int(pair[1]) if pair else found
    return found
