"""Who reports, and where the desk speaks of them: what must be known before a person is erased."""

from collections.abc import Iterable, Iterator

from deskterm.store.db import Db
from deskterm.store.fields import TEXTS
from deskterm.workflow.mention import Contact, Mentions

BY_REPORTER = "SELECT id FROM ticket WHERE reporter_id = :reporter ORDER BY id"
FOLD = {"sqlite": ("instr", "fold"), "postgresql": ("strpos", "lower")}
PLACES = (
    ("SELECT t.id FROM ticket t", " || ' ' || ".join(f"coalesce(t.{name}, '')" for name in sorted(TEXTS))),
    ("SELECT n.ticket_id FROM note n", "coalesce(n.body, '') || ' ' || coalesce(n.outcome, '')"),
    ("SELECT s.ticket_id FROM sheet s", "s.signs || ' ' || s.extent || ' ' || s.components"),
    ("SELECT a.ticket_id FROM answer a", "a.answer"),
    ("SELECT f.ticket_id FROM attachment f", "f.name"),
    ("SELECT e.ticket_id FROM event_text x JOIN event e ON e.id = x.event_id", "x.body"),
)
"""Every place of a ticket that holds what people wrote."""


def contacts(db: Db) -> Iterator[Contact]:
    """Every reporter, one by one."""
    for number, name, email, phone in db.each("SELECT id, name, email, phone FROM reporter ORDER BY id"):
        yield Contact(id=number, name=name, email=email, phone=phone)


def tickets_of(db: Db, people: Iterable[Contact], called: Iterable[str]) -> list[int]:
    """The tickets that these people report, and those that name one of `called` (folded) as whom they are for."""
    found: set[int] = set()
    for each in people:
        found |= {number for (number,) in db.each(BY_REPORTER, reporter=each.id)}
    _find, fold = FOLD[db.dialect]
    for name in called:
        sql = f"SELECT id FROM ticket WHERE requested_for IS NOT NULL AND {fold}(requested_for) = :name"
        found |= {number for (number,) in db.each(sql, name=name)}
    return sorted(found)


def once_of(db: Db, people: Iterable[Contact]) -> set[int]:
    """The tickets that these people reported once, before somebody corrected who did."""
    found: set[int] = set()
    for each in people:
        mark = f'"reporter":[{each.id},'
        inside = "instr(canonical, :mark) > 0" if db.dialect == "sqlite" else "position(:mark in canonical) > 0"
        sql = f"SELECT ticket_id FROM event WHERE ticket_id IS NOT NULL AND {inside}"
        found |= {number for (number,) in db.each(sql, mark=mark.encode())}
    return found


def tickets_naming(db: Db, needles: Iterable[str]) -> set[int]:
    """The tickets with a text that holds one of these, whatever the case; `needles` are folded."""
    named = {f"needle_{at}": needle for at, needle in enumerate(needles)}
    if not named:
        return set()
    find, fold = FOLD[db.dialect]
    found: set[int] = set()
    for select, text in PLACES:
        ways = " OR ".join(f"{find}({fold}({text}), :{name}) > 0" for name in named)
        found |= {number for (number,) in db.each(f"{select} WHERE {ways}", **named) if number is not None}
    return found


def events_naming(db: Db, tickets: Iterable[int], mentions: Mentions) -> int:
    """How many events of these tickets hold, in what is hashed, something that names the person."""
    found = 0
    for ticket in tickets:
        for (blob,) in db.each("SELECT canonical FROM event WHERE ticket_id = :ticket", ticket=ticket):
            found += mentions.named_in(bytes(blob).decode())
    return found


def copies_made(db: Db) -> list[int]:
    """When the desk was backed up, as far as its record knows: instants, the oldest first."""
    return [at for (at,) in db.each("SELECT at FROM event WHERE kind = 'backed_up' AND ticket_id IS NULL ORDER BY id")]
