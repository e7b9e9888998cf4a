"""Who may see which ticket, in SQL. The rule itself is `workflow.permission.sees`; a property holds both together."""

from collections.abc import Iterable

from deskterm.store.db import Db
from deskterm.workflow.values import Person, Role

GUARDED = "(t.restricted = 1 OR t.about IS NOT NULL)"
"""Tickets that not everyone may see, in the words of the index over them."""


def seen_by(person: Person | None) -> tuple[str, dict[str, object]]:
    """A predicate on the ticket's row `t`, with its parameters. None: the desk itself, which sees everything."""
    if person is None:
        return "1 = 1", {}
    ways = [
        "t.restricted = 0",
        "t.assignee = :me",
        "EXISTS (SELECT 1 FROM ticket_person p WHERE p.ticket_id = t.id AND p.name = :me)",
    ]
    if person.has(Role.AUDITOR):
        ways.append("1 = 1")
    if person.has(Role.LEAD) and person.lines:
        ways.append(f"t.line IN ({', '.join(str(int(n)) for n in sorted(person.lines))})")
    return f"(t.about IS NULL OR t.about <> :me) AND ({' OR '.join(ways)})", {"me": person.name}


def unseen(db: Db, person: Person | None, tickets: Iterable[int]) -> frozenset[int]:
    """Those of these tickets that the person may not know of."""
    asked = frozenset(filter(None, tickets))
    if not asked:
        return asked
    seen, named = seen_by(person)
    known = db.all(
        f"SELECT t.id FROM ticket t WHERE t.id IN ({', '.join(map(str, sorted(asked)))}) AND {seen}", **named
    )
    return asked - {number for (number,) in known}
