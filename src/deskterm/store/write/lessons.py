"""Keep what the desk has learnt true as tickets are judged, corrected, hidden and undone.

What a ticket teaches follows from its row alone (`lesson_of`). When that changes, the old lesson goes out of the table
and the new one comes in, in the transaction that writes the row, so that counting anew always gives the same table.
A table that is missing, or that another version of the program has read, begins with the newest tickets.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from deskterm.store.read.lessons import judged
from deskterm.store.write.tables import db_of
from deskterm.workflow.codes import Kind, Status
from deskterm.workflow.learning import VERSION, Lessons, places, told

STANDING = frozenset({Status.OPEN, Status.IN_PROGRESS, Status.WAITING, Status.RESOLVED, Status.CLOSED})
FIRST = 1_000
"""Tickets that a new table begins with: a tenth of a second, once in a desk's life."""
ROW = text("SELECT version, since, incidents, requests, words FROM lesson WHERE id = 1")
PUT = text(
    "UPDATE lesson SET serial = serial + 1, since = :since, incidents = :incidents, requests = :requests, "
    "words = :words WHERE id = 1"
)
BEGIN = text(
    "INSERT INTO lesson (id, version, serial, since, incidents, requests, words) "
    "VALUES (1, :version, :serial, :since, 0, 0, :words)"
)
LAST = "SELECT coalesce(max(id), 0) FROM ticket"
OLDER = "SELECT coalesce(min(id), 1) - 1 FROM (SELECT id FROM ticket WHERE id <= :since ORDER BY id DESC LIMIT :n) AS o"


class Lesson(NamedTuple):
    """What a ticket adds (`times` 1) or takes back (-1)."""

    ticket: int
    kind: Kind
    times: int
    places: frozenset[int]


def lesson_of(row: Mapping[str, Any] | None) -> tuple[Kind, str] | None:
    """Kind and text of a ticket that is learned from, None for any other; `read.lessons.JUDGED` says it in SQL."""
    if row is None or row["kind"] is None or row["priority"] is None or row["status"] not in STANDING:
        return None
    if row["imported"] or row["restricted"] or row["about"] is not None:
        return None
    return Kind(row["kind"]), told(row["subject"], row["description"])


def differences(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[Lesson]:
    """What must go out of the table and what comes in when a ticket appears (`before` is None) or changes."""
    old, new = lesson_of(before), lesson_of(after)
    if old == new:
        return []
    sides = ((old, -1), (new, 1))
    return [Lesson(after["id"], side[0], times, places(side[1], side[0])) for side, times in sides if side]


def moved(connection: Connection, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> None:
    """A ticket has appeared or changed; its row is written already."""
    learn(connection, differences(before, after))


def learn(connection: Connection, lessons: Iterable[Lesson]) -> None:
    """Bring the table up to date with tickets whose rows are written already."""
    new = list(lessons)
    if not new:
        return
    row = connection.execute(ROW).one_or_none()
    if row is None or row.version != VERSION:
        ready(connection)
        further(connection, FIRST)
        return
    table = Lessons.unpacked(bytes(row.words), row.incidents, row.requests)
    for ticket, kind, times, found in new:
        if ticket > row.since:
            table.put(found, kind, times)
    _put(connection, table, row.since)


def ready(connection: Connection) -> int:
    """Have a table that this program can read; the number up to which tickets are still to be counted."""
    row = connection.execute(ROW).one_or_none()
    if row is None or row.version != VERSION:
        begin(connection)
        row = connection.execute(ROW).one()
    return int(row.since)


def begin(connection: Connection) -> None:
    """An empty table: every ticket of today is still to be counted."""
    serial = connection.execute(text("SELECT coalesce(max(serial), 0) + 1 FROM lesson")).scalar_one()
    last = connection.execute(text(LAST)).scalar_one()
    connection.execute(text("DELETE FROM lesson"))
    values = {"version": VERSION, "serial": serial, "since": last, "words": Lessons().packed()}
    connection.execute(BEGIN, values)


def further(connection: Connection, most: int) -> int:
    """Count the next older tickets, at most so many; the number up to which tickets are left, 0 when none is."""
    row = connection.execute(ROW).one()
    table = Lessons.unpacked(bytes(row.words), row.incidents, row.requests)
    since: int = connection.execute(text(OLDER), {"since": row.since, "n": most}).scalar_one()
    for _, kind, said in judged(db_of(connection), f"id > {int(since)} AND id <= {int(row.since)}"):
        table.add(said, kind)
    _put(connection, table, since)
    return since


def recount(connection: Connection) -> None:
    """Count everything anew, from the tickets themselves."""
    begin(connection)
    while further(connection, FIRST):
        pass


def _put(connection: Connection, table: Lessons, since: int) -> None:
    totals = {"incidents": table.totals[Kind.INCIDENT], "requests": table.totals[Kind.REQUEST]}
    connection.execute(PUT, {**totals, "since": since, "words": table.packed()})
