"""What the search index will hold of tickets that come in: worked out before the lock is taken, stored under it.

The rows are those that `search.texts.rows` would read back from the tables.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from deskterm.store.db import Db
from deskterm.store.fields import ANSWER, OPEN, SHEET
from deskterm.store.search import index
from deskterm.store.search.texts import (
    FIELDS,
    FILES,
    LARGEST,
    NOTES,
    OWN,
    REPORTER,
    SIGNS,
    SUBJECT,
    Said,
    key,
    ticket_of,
)
from deskterm.store.write.intake_rows import Rows
from deskterm.workflow.values import Reporter

Words = list[tuple[int, list[str]]]
"""Terms by the number of their row in the index, in ascending order."""


def words_of(rows: Rows, people: Mapping[int, Reporter]) -> Words:
    """The terms of the tickets that are new; `people`: who reports them, by number."""
    said: dict[int, list[Said]] = {}

    def put(row: int, *texts: Said) -> None:
        if kept := [each for each in texts if each.text]:
            said.setdefault(row, []).extend(kept)

    new = {row["id"]: row for row in rows.tickets if row["id"] < LARGEST}
    for number, ticket in new.items():
        put(key(number, SUBJECT), Said("number", f"DT-{number}"), Said("subject", ticket["subject"]))
        put(key(number, OWN), *(Said(name, ticket[name] or "") for name in FIELDS))
        if (who := people.get(ticket["reporter_id"] or 0)) is not None:
            put(key(number, REPORTER), Said("reporter", who.name), Said("email", who.email or ""))
    for number, *texts in rows.inserts.get("sheet", ()):
        put(key(number, SIGNS), *map(Said, SHEET, texts))
    for number, question, answer in sorted(rows.inserts.get("answer", ()), key=lambda row: row[:2]):
        put(key(number, SIGNS), Said(ANSWER + question, answer or ""))
    for number, ticket_id, _, name, *_, withdrawn in rows.inserts.get("attachment", ()):
        if not withdrawn:
            put(key(ticket_id, FILES), Said("attachment", name, number))
    notes(rows, put)
    return [(row, index.terms(texts)) for row, texts in sorted(said.items())]


def notes(rows: Rows, put: Any) -> None:
    """The threads, entry by entry."""
    places: dict[int, int] = defaultdict(int)
    for number, ticket, _, _, _, _, body, _, outcome, _, withdrawn in rows.inserts.get("note", ()):
        place = places[ticket]
        places[ticket] += 1
        if not withdrawn and body is not None:
            settled = outcome if outcome not in (None, OPEN) else ""
            row = key(ticket, NOTES + place % (SUBJECT - NOTES))
            put(row, Said("note", body, number), Said("outcome", settled, number))


def store(db: Db, rows: Rows, words: Words) -> None:
    """Put them into every index of this analyser."""
    if words:
        for each in index.current(db, {row["id"] for row in rows.tickets}):
            index.add(db, each, [(row, terms) for row, terms in words if ticket_of(row) > each.done])
