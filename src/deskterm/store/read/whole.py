"""Whole tickets, many at a time: what an export is made of. Everything is read a hundred tickets at a time."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from deskterm.store import fields as names
from deskterm.store.db import Db
from deskterm.store.read.query import condition
from deskterm.store.read.queue import Filter, scopes
from deskterm.store.read.visibility import seen_by, unseen
from deskterm.workflow.values import Person, Reporter

AT_ONCE = 100
"""Tickets that are read together."""
FACTS = (
    *("version", "status", "line", "assignee", "kind", "claimed_kind", "claimed_priority", "nature", "category"),
    *("impact", "urgency", "priority", "overridden", "channel", "external_id", "created_at", "created_by", "cycle_at"),
    *("updated_at", "due_at", "first_response_at", "resolved_at", "closed_at", "wait_reason", "wake_at", "verified"),
    *("resolution_code", "cause", "restricted", "about", "major", "breach", "imported", "merged_into"),
    *("status_before_merge", "level_changes", "occurred_at", "terms", "alarm_at", "asked_at", "item", "agreed_at"),
    *("aware_at", "reported_at", "report_waived_at", "subjects_owed_at", "subjects_at", "people_concerned"),
    "records_concerned",
)
"""Every column of a ticket that is neither a text nor made of others."""
TEXTS = tuple(sorted(names.TEXTS))
REPORTERS = (
    "SELECT r.id, r.name, r.email, r.phone, r.language, o.name FROM reporter r "
    "LEFT JOIN organisation o ON o.id = r.organisation_id WHERE r.id IN "
)
SPEAKS_OF = {"linked": "other", "merged": "into", "absorbed": "from", "unmerged": "from"}
"""Kinds of events that name another ticket, and where."""
BESIDE = {
    "note": "SELECT ticket_id, id, event_id, kind, author, at, body, outcome, delivery, withdrawn FROM note",
    "link": "SELECT ticket_id, id, event_id, other_id, type, withdrawn FROM link",
    "attachment": "SELECT ticket_id, id, event_id, name, media_type, size, sha256, author, at, withdrawn "
    "FROM attachment",
    "ticket_step": "SELECT ticket_id, id, event_id, plan, code, position, title, responsible, state, settled_by, "
    "settled_at, withdrawn FROM ticket_step",
    "answer": "SELECT ticket_id, question, answer FROM answer",
    "ticket_person": "SELECT ticket_id, name FROM ticket_person",
    "sheet": "SELECT ticket_id, signs, extent, components FROM sheet",
    "origin": "SELECT ticket_id, source, key FROM origin",
    "event": "SELECT ticket_id, id, canonical FROM event",
}
"""What belongs to a ticket, by table, each in an order of its own: the ticket, then the next column."""
BODIES = (
    "SELECT e.ticket_id, x.event_id, x.field, x.body, x.digest FROM event_text x JOIN event e ON e.id = x.event_id "
    "WHERE e.ticket_id IN "
)


@dataclass(slots=True)
class Whole:
    """A ticket with the rows that belong to it, by table, without the ticket's own number."""

    id: int
    reporter_id: int | None
    facts: dict[str, Any]
    texts: dict[str, str | None]
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    bodies: dict[tuple[int, str], tuple[str | None, str]] = field(default_factory=dict)
    """(event, field): (text, None once erased; digest)."""
    hidden: frozenset[int] = frozenset()
    """Tickets that it speaks of and the person may not know of."""

    def beside(self, table: str) -> list[tuple[Any, ...]]:
        """The rows of one table."""
        return self.rows.get(table, [])


def pages(db: Db, person: Person | None, filter: Filter, now: int = 0) -> Iterator[list[Whole]]:
    """The tickets of a list that the person may see, by number, with nothing beside them yet.

    `now`, microseconds: what the views of what falls due go by.
    """
    seen, named = seen_by(person)
    narrowed, more = condition(filter.terms, person, db.dialect)
    ways = scopes(filter.view, person, now)
    for _, own in ways:
        named |= own
    scope = " OR ".join(f"({way})" for way, _ in ways)
    columns = ", ".join(f"t.{name}" for name in ("id", "reporter_id", *FACTS, *TEXTS))
    join = " LEFT JOIN reporter r ON r.id = t.reporter_id" if any(t.field == "reporter" for t in filter.terms) else ""
    sql = f"SELECT {columns} FROM ticket t{join} WHERE t.id > :last_id AND ({scope}) AND {seen}{narrowed}"
    last = 0
    while rows := db.all(f"{sql} ORDER BY t.id LIMIT {AT_ONCE}", **{**named, **more}, last_id=last):
        last = rows[-1][0]
        middle = 2 + len(FACTS)
        yield [
            Whole(
                row[0],
                row[1],
                dict(zip(FACTS, row[2:middle], strict=True)),
                dict(zip(TEXTS, row[middle:], strict=True)),
            )
            for row in rows
        ]


def fill(db: Db, person: Person | None, tickets: list[Whole]) -> list[dict[int, Any]]:
    """Read what belongs to the tickets; the contents of the events of each, by number."""
    by_id = {ticket.id: ticket for ticket in tickets}
    ids = f"({', '.join(map(str, sorted(by_id)))})"
    for table, sql in BESIDE.items():
        for row in db.all(f"{sql} WHERE ticket_id IN {ids} ORDER BY 1, 2"):
            by_id[row[0]].rows.setdefault(table, []).append(row[1:])
    for ticket, event, name, body, digest in db.all(f"{BODIES}{ids}"):
        by_id[ticket].bodies[event, name] = (body, digest)
    contents = [{n: json.loads(bytes(blob)) for n, blob in ticket.beside("event")} for ticket in tickets]
    spoken = {
        ticket.id: {o for o in (*of_events(c.values()), *of_rows(ticket)) if o}
        for ticket, c in zip(tickets, contents, strict=True)
    }
    hidden = unseen(db, person, set().union(*spoken.values()))
    for ticket in tickets:
        ticket.hidden = hidden & spoken[ticket.id]
    return contents


def of_events(contents: Iterable[dict[str, Any]]) -> Iterator[int]:
    """The other tickets that events name."""
    for content in contents:
        if (name := SPEAKS_OF.get(content["kind"])) is not None:
            yield content["data"].get(name, 0)
        for pair in (content["fields"].get("merged_into"),):
            yield from (number for number in pair or () if number)


def of_rows(ticket: Whole) -> Iterator[int]:
    """The other tickets that the ticket's own rows name."""
    yield ticket.facts["merged_into"] or 0
    yield from (row[2] for row in ticket.beside("link"))


def reporters(db: Db, ids: Iterable[int]) -> dict[int, Reporter]:
    """People by number; those who are not there are left out."""
    asked = sorted(set(ids))
    found: dict[int, Reporter] = {}
    for start in range(0, len(asked), AT_ONCE):
        part = ", ".join(map(str, asked[start : start + AT_ONCE]))
        for number, name, email, phone, language, place in db.all(f"{REPORTERS}({part})"):
            found[number] = Reporter(
                id=number, name=name, email=email, phone=phone, language=language, organisation=place
            )
    return found


def categories(db: Db) -> list[dict[str, Any]]:
    """Every category with its questions, in the order of the tree."""
    asked: dict[str, list[list[Any]]] = {}
    for category, code, required in db.all(
        "SELECT category, code, required FROM category_question ORDER BY category, position"
    ):
        asked.setdefault(category, []).append([code, required])
    columns = ("code", "parent", "nature", "kind", "impact", "urgency", "position", "active")
    rows = db.all(f"SELECT {', '.join(columns)} FROM category ORDER BY position, code")
    return [{**dict(zip(columns, row, strict=True)), "questions": asked.get(row[0], [])} for row in rows]
