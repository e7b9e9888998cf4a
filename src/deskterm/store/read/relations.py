"""How tickets hang together, and which of them a person holds: small questions that an act asks first."""

from deskterm.store.db import Db
from deskterm.workflow.values import LIVE, LinkType, Status

LIVE_ROWS = ", ".join(repr(status.value) for status in Status if status in LIVE)


def linked(db: Db, ticket_id: int, other: int, type: LinkType) -> bool:
    """Are the two linked so already? A child only in this direction, the other types in either."""
    both = "" if type is LinkType.CHILD else " OR (ticket_id = :other AND other_id = :id)"
    sql = f"SELECT 1 FROM link WHERE type = :type AND withdrawn = 0 AND ((ticket_id = :id AND other_id = :other){both})"
    return db.one(sql, id=ticket_id, other=other, type=type.value) is not None


def ancestors(db: Db, ticket_id: int) -> set[int]:
    """Every ticket that this one is a part of, however far up."""
    sql = "SELECT ticket_id FROM link WHERE other_id = :id AND type = 'child' AND withdrawn = 0"
    found: set[int] = set()
    todo = [ticket_id]
    while todo:
        for (parent,) in db.all(sql, id=todo.pop()):
            if parent not in found:
                found.add(parent)
                todo.append(parent)
    return found


def held(db: Db, name: str) -> list[int]:
    """The live tickets that a person has."""
    sql = f"SELECT id FROM ticket WHERE assignee = :name AND status IN ({LIVE_ROWS}) ORDER BY id"
    return [int(row[0]) for row in db.all(sql, name=name)]
