"""Find tickets, page by page: the newest first, and among the newest few hundred in front those that fit best.

What a person may see is decided by the same filter as in every list (`store.read.visibility`).
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from deskterm.store.db import Db
from deskterm.store.read.query import condition
from deskterm.store.read.queue import COLUMNS, Row, as_row
from deskterm.store.read.visibility import seen_by
from deskterm.store.search.index import indexes
from deskterm.store.search.query import Atom, Query
from deskterm.store.search.streams import Candidate, Everything, Source, Stream, tickets, without
from deskterm.store.search.texts import LARGEST
from deskterm.workflow.values import Person

WINDOW = 200
"""Tickets that are put in order of fitness; those after them come later however well they fit."""
NARROWED = 2000
"""The same where terms let only some of them through."""
SPARE = 8
"""Tickets that are read beyond what is wanted, because some may not be seen."""
LATEST = LARGEST - 1
"""No ticket has a higher number in the index."""
ALONE = 256
"""Rows of the index that hold a window's tickets when a single word is asked for."""


FITNESS = itemgetter(1)
"""Of a candidate; sorting by it leaves the newest first among those that fit equally well."""


class Place(NamedTuple):
    """Where a page begins: in the window that begins under this number, after so many of its tickets."""

    below: int = LATEST + 1
    offset: int = 0


class Page(NamedTuple):
    """Tickets, and where the next page begins; None at the end."""

    rows: list[Row]
    next: Place | None


def page(db: Db, person: Person | None, query: Query, place: Place | None = None, limit: int = 50) -> Page:
    """A page of the tickets that fit the query and may be seen."""
    if query.empty:
        return Page([], None)
    found: list[Row] = []
    below, offset = place or Place()
    with db.snapshot():
        for window, candidates in windows(db, query, min(below, LATEST + 1)):
            before = offset
            for row, after in _rows(db, person, query, candidates, offset, limit - len(found) + 1):
                if len(found) == limit:
                    return Page(_exact_first(found, query), Place(window, before))
                found.append(row)
                before = after
            offset = 0
    return Page(_exact_first(found, query), None)


def windows(db: Db, query: Query, below: int) -> Iterator[tuple[int, list[Candidate]]]:
    """Windows of candidates, those that fit best first in each, and the number that each begins under."""
    candidates = _candidates(db, query, below - 1)
    while window := list(islice(candidates, NARROWED if query.terms else WINDOW)):
        top, below = below, window[-1][0]
        yield top, sorted(window, key=FITNESS, reverse=True)


def _candidates(db: Db, query: Query, high: int) -> Iterator[Candidate]:
    """From the index of each range of numbers, the latest first."""
    for index in indexes(db):
        if index.done < high:
            wanted: list[Source] = [Stream(db, index, atom, high) for atom in _rare_first(query.wanted)]
            unwanted = [Stream(db, index, atom, high) for atom in query.unwanted]
            if len(query.wanted) == 1:
                candidates = Stream(db, index, query.wanted[0], high, chunk=ALONE).all()
            else:
                candidates = tickets(wanted or [Everything(db, index)], high)
            yield from without(candidates, unwanted) if unwanted else candidates
            high = index.done


def _rare_first(atoms: Sequence[Atom]) -> list[Atom]:
    """What is likely to be in fewer tickets first: phrases and long words; beginnings of words last."""
    return sorted(atoms, key=lambda atom: (atom.open, -max(sum(map(len, way.terms)) for way in atom.ways)))


def _rows(
    db: Db, person: Person | None, query: Query, candidates: Sequence[Candidate], offset: int, wanted: int
) -> Iterator[tuple[Row, int]]:
    """The candidates from `offset` on that the person may see, each with the offset after it."""
    step = len(candidates) if query.terms else wanted + SPARE
    while offset < len(candidates):
        part = candidates[offset : offset + step]
        seen = {row.id: row for row in visible(db, person, query, [number for number, _ in part])}
        for at, (number, _) in enumerate(part, offset + 1):
            if number in seen:
                yield seen[number], at
        offset += step


def visible(db: Db, person: Person | None, query: Query, numbers: Sequence[int]) -> list[Row]:
    """Those of the tickets that the person may see and that fit the terms."""
    seen, named = seen_by(person)
    narrowed, more = condition(query.terms, person, db.dialect)
    sql = f"{COLUMNS}t.id IN ({', '.join(map(str, numbers))}) AND {seen}{narrowed}"
    return [as_row(values) for values in db.all(sql, **named, **more)]


def _exact_first(rows: list[Row], query: Query) -> list[Row]:
    """On a page, tickets with a query's very words in the subject come before those with other forms of them."""
    if not query.words:
        return rows
    return sorted(rows, key=lambda row: not all(word in row.subject.casefold() for word in query.words))


__all__ = ["Page", "Place", "page"]
