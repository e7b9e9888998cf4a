"""The rows of the index that an atom of a query is in, the latest first, read no further than they are asked for.

One stream leads (`ahead`): it is read on in parts, each of whole tickets. Of the others only the tickets of such a part
are of interest (`among`). Where a stream has many rows between them they are asked for one by one instead.
"""

from collections.abc import Sequence
from typing import Any

from deskterm.store.db import Db
from deskterm.store.search.index import Index
from deskterm.store.search.query import Atom, for_fts5, for_tsquery
from deskterm.store.search.texts import key, ticket_of

SQLITE = "SELECT rowid FROM {table} WHERE {table} MATCH :asked AND rowid < :below AND rowid >= :low ORDER BY rowid DESC"
POSTGRESQL = (
    "SELECT rowid FROM {table} WHERE words @@ CAST(:asked AS tsquery) AND rowid < :below AND rowid >= :low "
    "ORDER BY rowid DESC LIMIT {limit}"
)
SQLITE_EACH = (
    "SELECT s.rowid FROM json_each(:ids) j CROSS JOIN {table} s WHERE s.{table} MATCH :asked "
    "AND s.rowid >= j.value << 8 AND s.rowid < (j.value + 1) << 8"
)
POSTGRESQL_EACH = (
    "SELECT s.rowid FROM unnest(CAST(:ids AS bigint[])) j(value) JOIN {table} s "
    "ON s.rowid >= j.value << 8 AND s.rowid < (j.value + 1) << 8 WHERE s.words @@ CAST(:asked AS tsquery)"
)
LOOKED_UP = 40
"""Rows that may be read in the time that one ticket is looked up in."""
NEVER = 1 << 62
"""Above every row."""
AT_ONCE, MOST = 256, 4096
"""Rows of an open stream that are read together while others lead, at first and at most."""


class Work:
    """What a search has done so far, in rows of the index; other work counts as so many rows as it takes time for."""

    def __init__(self) -> None:
        self.done = 0


class Stream:
    """An atom in one index, from a ticket down. `without`: rows that have one of these atoms too are left out."""

    def __init__(self, db: Db, index: Index, atom: Atom, work: Work, without: Sequence[Atom] = ()) -> None:
        self.db, self.table, self.work = db, index.table, work
        self.low = key(index.done + 1, 0)
        language = for_fts5 if db.dialect == "sqlite" else for_tsquery
        self.asked = language(atom)
        self.leading = self.asked
        if without:
            but = "NOT" if db.dialect == "sqlite" else "& !"
            joined = (" OR " if db.dialect == "sqlite" else " | ").join(f"({language(each)})" for each in without)
            self.leading = f"({self.asked}) {but} ({joined})"
        self.open = atom.open
        """Does it stand for many words? These are gathered whole each time it is asked about."""
        self.below = NEVER
        self.held: list[int] = []
        """Rows that were read and not given."""
        self.cursor: Any = None
        self.size = AT_ONCE

    def lead_from(self, below: int) -> None:
        """Begin anew with the tickets below this one."""
        self.below, self.held, self.cursor = key(below, 0), [], None

    def ahead(self, count: int) -> tuple[list[int], int]:
        """The next rows, about so many, and the ticket down to which they are all there are; 0 at the end."""
        rows = self.held
        while True:
            more = self._more(self.leading, count)
            rows += more
            if len(more) < count:
                self.held = []
                return rows, 0
            last = key(ticket_of(rows[-1]) + 1, 0)
            if rows[0] >= last:
                # the last ticket may have rows that were not read
                end = next(at for at in range(len(rows) - 1, -1, -1) if rows[at] >= last) + 1
                self.held = rows[end:]
                return rows[:end], ticket_of(last)
            count *= 2

    def among(self, tickets: Sequence[int]) -> list[int]:
        """Its rows in these tickets, which are given the latest first; maybe some of other tickets too."""
        if self.open:
            return self._read_on(key(tickets[0] + 1, 0), key(tickets[-1], 0))
        patience = LOOKED_UP * len(tickets)
        rows = self._rows(self.asked, key(tickets[0] + 1, 0), key(tickets[-1], 0), patience)
        if len(rows) == patience:
            reached = ticket_of(rows[-1])
            rows += self._each([ticket for ticket in tickets if ticket <= reached])
        return rows

    def _read_on(self, high: int, low: int) -> list[int]:
        """The rows between, by going on where it was left."""
        rows: list[int] = []
        if self.below == NEVER:
            self.below = high
        while not self.held or self.held[-1] >= low:
            rows += self.held
            self.held = self._more(self.asked, self.size)
            if len(self.held) < self.size:
                break
            self.size = min(MOST, self.size * 2)
        rows += (row for row in self.held if row >= low)
        self.held = [row for row in self.held if row < low]
        return rows

    def _more(self, asked: str, count: int) -> list[int]:
        """The rows after those that were read last."""
        if self.cursor is not None:
            rows = [row for (row,) in self.cursor.fetchmany(count)]
            self.work.done += len(rows)
        elif self.db.dialect == "sqlite":
            named = {"asked": asked, "below": self.below, "low": self.low}
            self.cursor = self.db.run(SQLITE.format(table=self.table), named)
            return self._more(asked, count)
        else:
            # a server answers whole: what is beyond the limit is asked for anew
            rows = self._rows(asked, self.below, self.low, count)
        if rows:
            self.below = rows[-1]
        return rows

    def _rows(self, asked: str, below: int, low: int, most: int) -> list[int]:
        sql = SQLITE if self.db.dialect == "sqlite" else POSTGRESQL
        named = {"asked": asked, "below": below, "low": max(low, self.low)}
        found = self.db.run(sql.format(table=self.table, limit=most), named).fetchmany(most)
        self.work.done += len(found)
        return [row for (row,) in found]

    def _each(self, tickets: Sequence[int]) -> list[int]:
        sql = SQLITE_EACH if self.db.dialect == "sqlite" else POSTGRESQL_EACH
        self.work.done += LOOKED_UP * len(tickets)
        named = {"asked": self.asked, "ids": numbers(self.db, tickets)}
        return [row for (row,) in self.db.all(sql.format(table=self.table), **named)]


class Everything:
    """All tickets there are: what a query without a wanted word begins with."""

    def __init__(self, db: Db, index: Index, work: Work) -> None:
        self.db, self.low, self.work, self.below = db, index.done, work, 0

    def lead_from(self, below: int) -> None:
        """Begin with the tickets below this one."""
        self.below = below

    def ahead(self, count: int) -> tuple[list[int], int]:
        """The next tickets, each as a row of its own, and how far they go; 0 at the end."""
        sql = "SELECT id FROM ticket WHERE id < :below AND id > :low ORDER BY id DESC LIMIT :n"
        rows = [key(id, 0) for (id,) in self.db.all(sql, below=self.below, low=self.low, n=count)]
        self.work.done += len(rows)
        if len(rows) < count:
            return rows, 0
        self.below = ticket_of(rows[-1])
        return rows, self.below


def numbers(db: Db, tickets: Sequence[int]) -> object:
    """Numbers as one parameter, so that the statement stays the same however many there are."""
    return f"[{','.join(map(str, tickets))}]" if db.dialect == "sqlite" else list(tickets)
