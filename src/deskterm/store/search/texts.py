"""What of a ticket is searched: its texts, read from the tables and put together as the index keeps them.

The index has a row for each piece of a ticket, so that a new note does not touch what is indexed of the others: what
the ticket says, who reports, the diagnosis sheet, the names of files, and the thread, note by note.
"""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from deskterm.store.db import Db
from deskterm.store.fields import ANSWER, OPEN, SHEET

SHIFT = 8
"""Bits of a row's number that tell the pieces of one ticket apart; the others are the ticket's number."""
OWN, REPORTER, SIGNS, FILES, NOTES = range(5)
"""The pieces; the n-th note of a ticket is in piece NOTES + n, and when these run out, again from the first on."""
SUBJECT = (1 << SHIFT) - 1
"""Number and subject: the last piece, so that it is the first one met on the way down."""
FIELDS = (
    "description",
    "symptoms",
    "steps_before",
    "place",
    "service",
    "software",
    "software_version",
    "browser",
    "os",
    "requested_for",
    "solution",
    "measures",
    "verification",
    "external_id",
)
LARGEST = 1 << (62 - SHIFT)
"""Tickets with higher numbers are not indexed: there is no room for their rows' numbers."""


class Said(NamedTuple):
    """A text of a ticket: the field that it is in, and which note or file it is of."""

    field: str
    text: str
    number: int | None = None


Rows = dict[int, tuple[Said, ...]]
"""The texts by the number of their row in the index."""


def key(ticket: int, piece: int) -> int:
    """The number of a row."""
    return (ticket << SHIFT) + piece


def ticket_of(row: int) -> int:
    """The ticket that a row is about."""
    return row >> SHIFT


def piece_of(row: int) -> int:
    """Which piece of it."""
    return row & ((1 << SHIFT) - 1)


def rows(db: Db, tickets: Iterable[int]) -> Rows:
    """Every text of these tickets that is to be found."""
    ids = ", ".join(str(int(ticket)) for ticket in tickets if ticket < LARGEST)
    found: dict[int, list[Said]] = {}
    if not ids:
        return {}

    def put(row: int, *said: Said) -> None:
        if kept := [each for each in said if each.text]:
            found.setdefault(row, []).extend(kept)

    for number, subject, *texts in db.all(f"SELECT id, subject, {', '.join(FIELDS)} FROM ticket WHERE id IN ({ids})"):
        put(key(number, SUBJECT), Said("number", f"DT-{number}"), Said("subject", subject))
        put(key(number, OWN), *map(Said, FIELDS, (text or "" for text in texts)))
    _reporters(db, ids, put)
    _sheets(db, ids, put)
    for number, ticket, name in db.all(
        f"SELECT id, ticket_id, name FROM attachment WHERE ticket_id IN ({ids}) AND withdrawn = 0 ORDER BY id"
    ):
        put(key(ticket, FILES), Said("attachment", name, number))
    _notes(db, ids, put)
    return {row: tuple(said) for row, said in found.items()}


def _reporters(db: Db, ids: str, put: "Put") -> None:
    sql = "SELECT t.id, r.name, r.email FROM ticket t JOIN reporter r ON r.id = t.reporter_id WHERE t.id IN "
    for ticket, name, email in db.all(f"{sql}({ids})"):
        put(key(ticket, REPORTER), Said("reporter", name), Said("email", email or ""))


def _sheets(db: Db, ids: str, put: "Put") -> None:
    for ticket, *texts in db.all(f"SELECT ticket_id, {', '.join(SHEET)} FROM sheet WHERE ticket_id IN ({ids})"):
        put(key(ticket, SIGNS), *map(Said, SHEET, texts))
    sql = "SELECT ticket_id, question, answer FROM answer WHERE answer IS NOT NULL AND ticket_id IN "
    for ticket, question, answer in db.all(f"{sql}({ids}) ORDER BY ticket_id, question"):
        put(key(ticket, SIGNS), Said(ANSWER + question, answer))


def _notes(db: Db, ids: str, put: "Put") -> None:
    last, place = 0, 0
    for number, ticket, body, outcome, withdrawn in db.all(
        f"SELECT id, ticket_id, body, outcome, withdrawn FROM note WHERE ticket_id IN ({ids}) ORDER BY ticket_id, id"
    ):
        place = place + 1 if ticket == last else 0
        last = ticket
        if not withdrawn and body is not None:
            row = key(ticket, NOTES + place % (SUBJECT - NOTES))
            settled = outcome if outcome not in (None, OPEN) else ""
            put(row, Said("note", body, number), Said("outcome", settled, number))


class Put(Protocol):
    """A function that takes texts for a row."""

    def __call__(self, row: int, /, *said: Said) -> None:
        """Texts that are there are added."""
