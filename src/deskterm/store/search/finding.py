"""Find tickets, page by page: the newest first, and among the newest few hundred in front those that fit best.

What a person may see is decided by the same filter as in every list (`store.read.visibility`).
"""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from deskterm.store.db import Db
from deskterm.store.read.query import condition, split_view
from deskterm.store.read.queue import COLUMNS, Row, as_row, scopes
from deskterm.store.read.visibility import seen_by
from deskterm.store.search.candidates import FEWEST, Candidate, Walk
from deskterm.store.search.query import Query
from deskterm.store.search.streams import Work, numbers
from deskterm.store.search.texts import LARGEST
from deskterm.workflow.values import Person

WINDOW = 200
"""Tickets that are put in order of fitness; those after them come later however well they fit."""
NARROWED = 2000
"""The same where terms let only some of them through."""
SPARE = 2
"""Tickets that are read beyond what is wanted, because some may not be seen."""
LATEST = LARGEST - 1
"""No ticket has a higher number in the index."""
ENOUGH = 60_000
"""Rows of the index that are read for one page; then it ends where it is, and the next one goes on from there."""
JUDGED = 4
"""Rows that may be read in the time in which it is told of one ticket whether it fits the terms."""
FITNESS = itemgetter(1)
"""Of a candidate; sorting by it leaves the newest first among those that fit equally well."""


class Place(NamedTuple):
    """Where a page begins: in the window that begins under this number, after so many of its tickets.

    `floor`: a window that was cut short ends with this ticket.
    """

    below: int = LATEST + 1
    offset: int = 0
    floor: int = 0


class Page(NamedTuple):
    """Tickets, and where the next page begins; None at the end.

    A page may hold fewer than were asked for, or none, and go on all the same: then much had to be read to find them.
    """

    rows: list[Row]
    next: Place | None


class Window(NamedTuple):
    """Candidates that are put in order together, those that fit best first: tickets from `floor` to under `top`.

    `floor` is 0 unless it was cut short; `below` is where the next window begins, None at the end.
    """

    top: int
    floor: int
    below: int | None
    candidates: list[Candidate]


def page(
    db: Db,
    person: Person | None,
    query: Query,
    place: Place | None = None,
    limit: int = 50,
    enough: int | None = None,
    now: int = 0,
) -> Page:
    """A page of the tickets that fit the query and may be seen.

    `enough`: instead of ENOUGH; `now`, in microseconds: for a query that names a view of what falls due.
    """
    if query.empty:
        return Page([], None)
    found: list[Row] = []
    begin = place or Place()
    offset, work, enough = begin.offset, Work(), ENOUGH if enough is None else enough
    with db.snapshot():
        for window in windows(db, query, begin, work, enough):
            before = offset
            for row, after in _rows(db, person, query, window.candidates, offset, limit - len(found) + 1, now):
                if len(found) == limit:
                    return Page(_exact_first(found, query), Place(window.top, before, window.floor))
                found.append(row)
                before = after
            offset = 0
            work.done += JUDGED * len(window.candidates) if query.terms else 0
            if window.below is not None and work.done >= enough:
                return Page(_exact_first(found, query), Place(window.below))
    return Page(_exact_first(found, query), None)


def windows(db: Db, query: Query, begin: Place, work: Work, enough: int) -> Iterator[Window]:
    """Windows of candidates. One that takes too much work is cut short, but for one that a page goes on in."""
    size = NARROWED if query.terms else WINDOW
    top, floor = min(begin.below, LATEST + 1), begin.floor
    entered = begin.offset > 0 and not floor
    walk, reached = Walk(db, query, top, work), top
    waiting: list[Candidate] = []
    while reached:
        count = walk.rows_for(size - len(waiting) % size)
        candidates, reached = walk.block(min(count, max(FEWEST, enough - work.done)))
        waiting += candidates
        while floor and reached <= floor:
            inside = sum(ticket >= floor for ticket, _ in waiting)
            yield Window(top, floor, floor, _ordered(waiting[:inside]))
            waiting, top, floor = waiting[inside:], floor, 0
        while len(waiting) >= size and not floor:
            bottom = waiting[size - 1][0]
            yield Window(top, 0, bottom, _ordered(waiting[:size]))
            waiting, top, entered = waiting[size:], bottom, False
        if reached and not entered and not floor and work.done >= enough:
            yield Window(top, reached, reached, _ordered(waiting))
            waiting, top = [], reached
    if waiting:
        yield Window(top, 0, None, _ordered(waiting))


def _ordered(candidates: Sequence[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=FITNESS, reverse=True)


def _rows(
    db: Db, person: Person | None, query: Query, candidates: Sequence[Candidate], offset: int, wanted: int, now: int
) -> Iterator[tuple[Row, int]]:
    """The candidates from `offset` on that the person may see, each with the offset after it."""
    step = wanted + SPARE
    while offset < len(candidates):
        part = candidates[offset : offset + step]
        seen = {row.id: row for row in visible(db, person, query, [number for number, _ in part], now)}
        for at, (number, _) in enumerate(part, offset + 1):
            if number in seen:
                yield seen[number], at
        offset += step
        step *= 2


def visible(db: Db, person: Person | None, query: Query, tickets: Sequence[int], now: int = 0) -> list[Row]:
    """Those of the tickets that the person may see and that fit the terms; `view:` is one of them."""
    seen, named = seen_by(person)
    view, terms = split_view(query.terms, "all")
    narrowed, more = condition(terms, person, db.dialect)
    lanes = scopes(view, person, now)
    listed = " OR ".join(f"({scope})" for scope, _ in lanes)
    for _, own in lanes:
        more |= own
    sql = f"{COLUMNS}{AMONG[db.dialect]} AND ({listed}) AND {seen}{narrowed}"
    return [as_row(values) for values in db.all(sql, ids=numbers(db, tickets), **named, **more)]


AMONG = {
    "sqlite": "t.id IN (SELECT value FROM json_each(:ids))",
    "postgresql": "t.id = ANY(CAST(:ids AS bigint[]))",
}


def _exact_first(rows: list[Row], query: Query) -> list[Row]:
    """On a page, tickets with a query's very words in the subject come before those with other forms of them."""
    if not query.words:
        return rows
    first: list[Row] = []
    others: list[Row] = []
    for row in rows:
        subject = row.subject.casefold()
        (others if [True for word in query.words if word not in subject] else first).append(row)
    return first + others
