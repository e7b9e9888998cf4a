"""Who has how much to do, and which tickets somebody might do next: by indexes alone, whatever the desk holds.

Everything here is what the person who asks may see: a colleague's hidden ticket neither shows nor counts.
"""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from deskterm.store.db import Db
from deskterm.store.read.feed import head
from deskterm.store.read.queue import LIVE_ROWS, UNDONE_ROWS
from deskterm.store.read.visibility import GUARDED, seen_by
from deskterm.workflow.duty import WEIGHTS, weight
from deskterm.workflow.suggesting import Work
from deskterm.workflow.values import Person, Reporter, Status, Ticket

RECENT = 4_000
"""Events that are looked through for who was last given a ticket: further back nobody remembers."""
KNOWN = 50
"""Tickets of a reporter, the latest, in which those who know them are looked for."""
OWN = 500
"""Tickets of one person that are looked at, in the queue's order."""
LANE = 25
"""Unassigned tickets of one line and priority that are looked at, the earliest deadlines first."""
PRIORITIES = range(1, 10)
UNASSIGNED = {"sqlite": " INDEXED BY ix_ticket_unassigned", "postgresql": ""}
"""SQLite takes the index of all open tickets for as good, and would pass over every one that somebody has."""
GUARDS = {"sqlite": " INDEXED BY ix_ticket_guarded", "postgresql": ""}
"""The few that not everyone may see have an index of their own; SQLite would look at everybody's open tickets."""
WORK = (
    "SELECT t.id, t.status, t.priority, t.line, t.assignee, t.category, t.due_at, t.wake_at, t.aware_at, t.about, "
    "o.name, {woken} "
    "FROM ticket t{index} LEFT JOIN reporter r ON r.id = t.reporter_id "
    "LEFT JOIN organisation o ON o.id = r.organisation_id WHERE "
)
WOKEN = (
    "coalesce((SELECT e.kind FROM event e WHERE e.ticket_id = t.id AND e.kind <> 'retimed' "
    "ORDER BY e.id DESC LIMIT 1), '') = 'woken'"
)

OPEN = f"SELECT t.assignee, t.rank, count(*) FROM ticket t WHERE {{theirs}} AND {LIVE_ROWS} GROUP BY t.assignee, t.rank"
WAITING = (
    f"SELECT t.assignee, t.rank, count(*) FROM ticket t WHERE t.status = 'waiting' AND {UNDONE_ROWS} "
    f"AND t.rank IN ({', '.join(map(str, WEIGHTS))}) AND {{theirs}} GROUP BY t.assignee, t.rank"
)
HIDDEN = (
    "SELECT t.assignee, t.status, t.rank, count(*) FROM ticket t{index} "
    f"WHERE {GUARDED} AND {LIVE_ROWS} AND {{theirs}} AND NOT ({{seen}}) GROUP BY t.assignee, t.status, t.rank"
)


def loads(db: Db, by: Person, names: Iterable[str]) -> dict[str, int]:
    """Open work of these people, weighted (`workflow.duty.weight`); who has none is not among them.

    Counted from the index of everybody's open tickets; then what waits is counted as that, and what the person who asks
    may not see is taken off.
    """
    asked = {f"n{place}": name for place, name in enumerate(sorted(set(names)))}
    if not asked:
        return {}
    seen, named = seen_by(by)
    theirs = f"t.assignee IN ({', '.join(f':{key}' for key in asked)})"
    found: Counter[str] = Counter()
    with db.snapshot():
        for name, rank, count in db.all(OPEN.format(theirs=theirs), **asked):
            found[name] += count * weight(Status.OPEN, rank)
        for name, rank, count in db.all(WAITING.format(theirs=theirs), **asked):
            found[name] += count * (weight(Status.WAITING, rank) - weight(Status.OPEN, rank))
        for name, status, rank, count in db.all(
            HIDDEN.format(index=GUARDS[db.dialect], theirs=theirs, seen=seen), **asked, **named
        ):
            found[name] -= count * weight(Status(status), rank)
    return {name: load for name, load in found.items() if load}


def last_given(db: Db, by: Person) -> dict[str, int]:
    """When everybody was last given a ticket or took one, as far as the latest events tell. Microseconds."""
    seen, named = seen_by(by)
    sql = (
        "SELECT e.at, e.actor, e.canonical FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE e.id > :since "
        f"AND e.kind IN ('taken', 'assigned', 'pulled') AND {seen} ORDER BY e.id"
    )
    found: dict[str, int] = {}
    for at, actor, canonical in db.all(sql, since=head(db) - RECENT, **named):
        moved = json.loads(bytes(canonical))["fields"].get("assignee")
        found[moved[1] if moved else actor] = at
    return found


def familiar(db: Db, by: Person, ticket: Ticket) -> frozenset[str]:
    """Who has other tickets of the same reporter, or had them to the end."""
    if ticket.reporter is None or ticket.reporter.id is None:
        return frozenset()
    seen, named = seen_by(by)
    sql = (
        "SELECT t.assignee FROM ticket t WHERE t.reporter_id = :reporter AND t.assignee IS NOT NULL AND t.id <> :id "
        f"AND {seen} ORDER BY t.id DESC LIMIT {KNOWN}"
    )
    return frozenset(name for (name,) in db.all(sql, reporter=ticket.reporter.id, id=ticket.id, **named))


def own_work(db: Db, by: Person, now: int) -> list[Work]:
    """What the person has and can go on with: what waits is there once the moment it waits for has come."""
    seen, named = seen_by(by)
    sql = (
        f"{WORK.format(woken=WOKEN, index='')}t.assignee = :who AND {LIVE_ROWS} "
        f"AND (t.status <> 'waiting' OR t.wake_at <= :now) AND {seen} ORDER BY t.rank, t.due_sort, t.id LIMIT {OWN}"
    )
    return [work(row) for row in db.all(sql, who=by.name, now=now, **named)]


def unassigned_work(db: Db, by: Person, lines: Iterable[int]) -> list[Work]:
    """Triaged tickets of these lines that nobody has: of each priority those that are due first."""
    seen, named = seen_by(by)
    sql = (
        f"{WORK.format(woken='0', index=UNASSIGNED[db.dialect])}t.line = :line AND t.rank = :rank "
        f"AND {LIVE_ROWS} AND t.assignee IS NULL AND t.status <> 'waiting' AND {seen} "
        f"ORDER BY t.due_sort, t.id LIMIT {LANE}"
    )
    lanes = ((line, rank) for line in sorted(lines) for rank in PRIORITIES)
    return [work(row) for line, rank in lanes for row in db.all(sql, line=line, rank=rank, **named)]


def work(row: tuple[Any, ...]) -> Work:
    """One row as a ticket with the facts that the choice needs."""
    number, status, priority, line, assignee, category, due, wake, aware, about, organisation, woken = row
    ticket = Ticket(
        id=number,
        version=1,
        status=Status(str(status)),
        priority=priority,
        line=line,
        assignee=assignee,
        category=category,
        due_at=due,
        wake_at=wake,
        aware_at=aware,
        about=about,
        reporter=None if organisation is None else Reporter(name="", organisation=str(organisation)),
    )
    return Work(ticket=ticket, woken=bool(woken) or ticket.status is Status.WAITING)
