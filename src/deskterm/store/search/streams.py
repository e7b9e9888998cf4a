"""Tickets that an atom of a query is in, the latest first, read no further than they are asked for.

A ticket is found when every atom is somewhere in it, in whichever of its texts; the index has a row for each text. So
each atom is a stream of tickets of its own, and the streams are walked down together: the one that is lowest says where
the others go on. An atom that is rare lets the others skip what lies between.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from deskterm.store.db import Db
from deskterm.store.search.index import Index
from deskterm.store.search.query import Atom, for_fts5, for_tsquery
from deskterm.store.search.texts import SHIFT, SUBJECT, key, piece_of, ticket_of

CHUNK, MOST = 64, 4096
"""Rows that are read at once: at first, and at most."""
BATCH, LARGEST_BATCH, DENSE = 256, 16_384, 16
"""Candidates that are looked at together, at first and at most; how far apart they may be for that to be worth it."""
PATIENCE = 2
"""Chunks that are read past before a stream is opened anew further down."""
SQLITE = "SELECT rowid FROM {table} WHERE {table} MATCH :asked AND rowid < :below AND rowid >= :low ORDER BY rowid DESC"
POSTGRESQL = (
    "SELECT rowid FROM {table} WHERE words @@ CAST(:asked AS tsquery) AND rowid < :below AND rowid >= :low "
    "ORDER BY rowid DESC LIMIT {limit}"
)
NONE = 0
"""Below every ticket."""


class Stream:
    """The tickets of an atom in one index, from the latest down."""

    def __init__(self, db: Db, index: Index, atom: Atom, high: int, chunk: int = CHUNK) -> None:
        self.db, self.table, self.low = db, index.table, key(index.done + 1, 0)
        self.asked = for_fts5(atom) if db.dialect == "sqlite" else for_tsquery(atom)
        self.skips = not atom.open
        """May it be opened anew? A beginning of words is gathered whole each time."""
        self.chunk = chunk
        self.rows: Sequence[tuple[Any, ...]] = ()
        self.at = 0
        self.cursor: Any = None
        self.below = key(high + 1, 0)
        self.last = False
        """Is nothing below the rows that were read?"""
        self.row = NONE
        """The row of the ticket that was given last."""

    def at_most(self, ticket: int) -> int:
        """The latest ticket of the atom that is no later than this one; NONE when there is none."""
        limit = key(ticket + 1, 0)
        passed = 0
        while True:
            while self.at < len(self.rows):
                row: int = self.rows[self.at][0]
                if row < limit:
                    self.row = row
                    return ticket_of(row)
                self.at += 1
            if self.last:
                return NONE
            passed += 1
            if passed > PATIENCE and self.skips and self.below > limit:
                self.cursor, self.below = None, limit
            self._read()

    def between(self, low: int, high: int) -> set[int]:
        """All its tickets from one number to another."""
        sql = SQLITE if self.db.dialect == "sqlite" else POSTGRESQL
        named = {"asked": self.asked, "below": key(high + 1, 0), "low": max(self.low, key(low, 0))}
        rows = self.db.all(sql.format(table=self.table, limit="ALL"), **named)
        return {row >> SHIFT for (row,) in rows}

    def all(self) -> Iterator[tuple[int, int]]:
        """Every ticket of the atom, the latest first, and how well it fits."""
        before = NONE
        while not self.last:
            self._read()
            for (row,) in self.rows:
                ticket = row >> SHIFT
                if ticket != before:
                    before = ticket
                    yield ticket, SUBJECT_FITS if row & SUBJECT == SUBJECT else TOGETHER

    def _read(self) -> None:
        sqlite = self.db.dialect == "sqlite"
        if self.cursor is None:
            sql = SQLITE if sqlite else POSTGRESQL
            named = {"asked": self.asked, "below": self.below, "low": self.low}
            self.cursor = self.db.run(sql.format(table=self.table, limit=self.chunk), named)
        self.rows, self.at = self.cursor.fetchmany(self.chunk), 0
        if self.rows:
            self.below = self.rows[-1][0]
        self.last = len(self.rows) < self.chunk
        self.chunk = min(MOST, self.chunk * 2)
        if not sqlite:
            # a server answers whole: what is beyond the limit is asked for anew
            self.cursor = None


class Everything:
    """All tickets there are: what a query without a wanted word begins with."""

    def __init__(self, db: Db, index: Index) -> None:
        self.db, self.low, self.row = db, index.done, NONE

    def at_most(self, ticket: int) -> int:
        """The latest ticket that is no later than this one."""
        row = self.db.one("SELECT max(id) FROM ticket WHERE id <= :id AND id > :low", id=ticket, low=self.low)
        return NONE if row is None or row[0] is None else int(row[0])


Source = Stream | Everything
Candidate = tuple[int, int]
"""A ticket and how well it fits."""
SUBJECT_FITS, TOGETHER, APART = 2, 1, 0
"""How well a ticket fits: all that was asked for is in its subject, in one of its texts, or in several."""


def tickets(wanted: Sequence[Source], high: int) -> Iterator[Candidate]:
    """The tickets that all sources have, from `high` down, and how well each fits."""
    target = high
    while target > NONE:
        lowest = target
        for source in wanted:
            lowest = source.at_most(lowest)
            if lowest == NONE:
                return
        if lowest == target or len(wanted) == 1:
            yield lowest, fit(wanted)
            target = lowest - 1
        else:
            target = lowest


def without(candidates: Iterator[Candidate], unwanted: Sequence[Stream]) -> Iterator[Candidate]:
    """The candidates that no unwanted source has."""
    size = BATCH
    while batch := list(islice(candidates, size)):
        size = min(LARGEST_BATCH, size * 4)
        high, low = batch[0][0], batch[-1][0]
        for source in unwanted:
            if high - low < DENSE * len(batch):
                there = source.between(low, high)
                batch = [each for each in batch if each[0] not in there]
            else:
                batch = [each for each in batch if source.at_most(each[0]) != each[0]]
        yield from batch


def fit(wanted: Sequence[Source]) -> int:
    """How well the ticket fits at which all sources stand."""
    found = {source.row for source in wanted}
    if len(found) > 1:
        return APART
    return SUBJECT_FITS if piece_of(found.pop()) == SUBJECT else TOGETHER
