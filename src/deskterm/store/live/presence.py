"""Who looks at which ticket, and who writes: a lease for each terminal that ends by itself. It locks nothing."""

from dataclasses import dataclass

from deskterm.store.db import Db

PUT = (
    "INSERT INTO live_presence (desk, process, person, ticket, writing, until) "
    "VALUES (:desk, :process, :person, :ticket, :writing, :until) ON CONFLICT (desk, process) DO UPDATE SET "
    "person = excluded.person, ticket = excluded.ticket, writing = excluded.writing, until = excluded.until"
)
OTHERS = (
    "SELECT ticket, person, max(writing) FROM live_presence "
    "WHERE desk = :desk AND until > :now AND person <> :person GROUP BY ticket, person ORDER BY ticket, person"
)


@dataclass(frozen=True, slots=True)
class There:
    """Somebody at a ticket."""

    person: str
    writing: bool


def put(db: Db, desk: str, process: str, person: str, place: tuple[int, bool], now: int, until: int) -> None:
    """This terminal is at a ticket, and writes or not. Leases that have ended are removed."""
    db.run("DELETE FROM live_presence WHERE until <= :now", {"now": now})
    ticket, writing = place
    named = {"desk": desk, "process": process, "person": person, "ticket": ticket, "writing": int(writing)}
    db.run(PUT, {**named, "until": until})


def drop(db: Db, desk: str, process: str) -> None:
    """This terminal is at no ticket."""
    db.run("DELETE FROM live_presence WHERE desk = :desk AND process = :process", {"desk": desk, "process": process})


def others(db: Db, desk: str, person: str, now: int) -> dict[int, tuple[There, ...]]:
    """Everybody else, by ticket."""
    found: dict[int, tuple[There, ...]] = {}
    for ticket, name, writing in db.all(OTHERS, desk=desk, person=person, now=now):
        found[int(ticket)] = (*found.get(int(ticket), ()), There(str(name), bool(writing)))
    return found
