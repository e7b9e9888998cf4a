"""What the desk has learnt from its tickets, read once for as long as nothing is added to it."""

from collections.abc import Iterator
from threading import Lock
from weakref import WeakKeyDictionary

from deskterm.store.db import Db
from deskterm.store.opening import Store
from deskterm.workflow.codes import Kind
from deskterm.workflow.learning import VERSION, Lessons, told

JUDGED = (
    "status IN ('open', 'in_progress', 'waiting', 'resolved', 'closed') AND kind IS NOT NULL AND priority IS NOT NULL "
    "AND imported = 0 AND restricted = 0 AND about IS NULL"
)
"""Tickets that are learned from: somebody here has judged them, the judgement stands, and everyone may see them.

Cancelled tickets are withdrawn and merged ones are told by the ticket they went into. What another system judged is
not this desk's habit. A ticket that not everyone may see must not speak to others, not even by its words.
"""
STAMP = "SELECT version, serial FROM lesson WHERE id = 1"
ROW = "SELECT incidents, requests, words FROM lesson WHERE id = 1"
_kept: "WeakKeyDictionary[Store, tuple[int, Lessons]]" = WeakKeyDictionary()
_turn = Lock()


def lessons(store: Store) -> Lessons | None:
    """The desk's table; None when there is none that this program can read."""
    with store.db.snapshot():
        stamp = store.db.one(STAMP)
        if stamp is None or stamp[0] != VERSION:
            return None
        with _turn:
            kept = _kept.get(store)
        if kept is not None and kept[0] == stamp[1]:
            return kept[1]
        found = table(store.db)
    with _turn:
        _kept[store] = (stamp[1], found)
    return found


def table(db: Db) -> Lessons:
    """The table as it stands. ValueError: these are not its bytes. LookupError: there is none."""
    row = db.one(ROW)
    if row is None:
        raise LookupError("lesson")
    incidents, requests, words = row
    return Lessons.unpacked(bytes(words), incidents, requests)


def since(db: Db) -> int | None:
    """The number above which tickets are counted; None when there is no table that this program can read."""
    row = db.one("SELECT version, since FROM lesson WHERE id = 1")
    return None if row is None or row[0] != VERSION else int(row[1])


def counted(db: Db, above: int) -> Lessons:
    """The table that follows from the tickets above this number."""
    found = Lessons()
    for _, kind, text in judged(db, f"id > {int(above)}"):
        found.add(text, kind)
    return found


def judged(db: Db, where: str) -> Iterator[tuple[int, Kind, str]]:
    """Tickets that are learned from: number, kind and text. `where` is a condition of this program's own."""
    sql = f"SELECT id, kind, subject, description FROM ticket WHERE {JUDGED} AND {where}"
    for number, kind, subject, description in db.each(sql):
        yield number, Kind(kind), told(subject, description)


def uncounted(db: Db) -> int:
    """How many tickets could be learned from that are not in the table."""
    last = since(db)
    row = db.one(f"SELECT count(*) FROM ticket WHERE {JUDGED}" + ("" if last is None else f" AND id <= {last}"))
    return int(row[0]) if row else 0


def off(db: Db) -> bool:
    """Does the table differ from what follows from the tickets? Nothing differs where there is no table."""
    last = since(db)
    return last is not None and not table(db).agrees(counted(db, last))
