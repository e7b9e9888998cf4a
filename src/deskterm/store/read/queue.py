"""The queue: pages of tickets in order, read by key from an index at any size.

A page is read in lanes: each lane is one statement whose rows come from one index in the queue's order (the
tickets of one line, of one status); the lanes are merged here. One statement over several lines would have to sort.
By deadline the live tickets of a line have an index of their own; elsewhere there is a lane for each priority, within
which the indexes are in the order of the deadlines.
"""

import base64
import binascii
import heapq
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from deskterm.store.db import Db
from deskterm.store.read.query import Term, condition
from deskterm.store.read.visibility import seen_by
from deskterm.workflow.values import LIVE, SECOND, Kind, Person, Status

NEVER = 1 << 62
"""Sort key of a ticket without a deadline."""
VIEWS = ("mine", "line", "unassigned", "untriaged", "waiting", "resolved", "open", "closed", "all", "due", "breached")
NEWEST_FIRST = frozenset({"closed", "all"})
HORIZONS = {"due": 3600 * SECOND, "breached": -1}
"""Views of what falls due: up to how long after the present moment, in microseconds. What is overdue is due, too."""
PROMISED = "(t.wake_at IS NULL OR t.due_sort <> t.wake_at)"
"""What has a deadline of its own: a ticket of which all clocks are paused is sorted by when it wakes up."""
BY_LINE = frozenset({"line", "open", *HORIZONS})
"""Views whose lanes are the live tickets of a line: an index has them in the order of their deadlines."""
ORDERS = ("priority", "due")
"""By priority, then deadline; or by deadline alone."""
RANKS = range(10)
"""0: not judged yet; then the priorities that a desk can have."""
LIVE_ROWS = f"t.status IN ({', '.join(repr(s.value) for s in Status if s in LIVE)})"
DONE = ("closed", "cancelled", "merged")
DONE_ROWS = "t.status IN ('closed', 'cancelled', 'merged')"
UNDONE_ROWS = "t.status IN ('new', 'open', 'in_progress', 'waiting', 'resolved')"
ALL_LINES = (1, 2, 3)
COLUMNS = (
    "SELECT t.id, t.version, t.status, t.kind, t.priority, t.line, t.assignee, t.subject, r.name, t.created_at, "
    "t.updated_at, t.due_at, t.wake_at, t.restricted, t.major, t.category, t.claimed_kind, r.language, "
    "t.aware_at, o.name "
    "FROM ticket t LEFT JOIN reporter r ON r.id = t.reporter_id "
    "LEFT JOIN organisation o ON o.id = r.organisation_id WHERE "
)
STATUSES: dict[str, Status] = {status.value: status for status in Status}
KINDS: dict[str | None, Kind | None] = {None: None, "": None, **{kind.value: kind for kind in Kind}}
"""What the codes in a row stand for; looking them up here takes a fifth of the time that making them does."""
Key = tuple[int, int, int]
"""A row's place: priority (0 while untriaged), deadline, id."""


class Row(NamedTuple):
    """What the queue shows of a ticket. `paused`: the resolution clock stands still."""

    id: int
    version: int
    status: Status
    kind: Kind | None
    priority: int | None
    line: int
    assignee: str | None
    subject: str
    reporter: str | None
    created_at: int
    updated_at: int
    due_at: int | None
    wake_at: int | None
    paused: bool
    restricted: bool
    major: bool
    category: str | None
    claimed_kind: Kind | None
    language: str | None
    aware_at: int | None
    organisation: str | None
    """The reporter's: its agreement tells in which hours the ticket's clocks run."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What is listed: a view, narrowed by terms. Says nothing about who looks."""

    view: str = "line"
    terms: tuple[Term, ...] = field(default=())
    order: str = "priority"

    def __post_init__(self) -> None:
        if self.view not in VIEWS:
            raise ValueError(f"{self.view}: no such view; known: {', '.join(VIEWS)}")
        if self.order not in ORDERS:
            raise ValueError(f"{self.order}: no such order; known: {', '.join(ORDERS)}")

    @property
    def newest_first(self) -> bool:
        """By number, the latest first, instead of by priority and deadline."""
        return self.view in NEWEST_FIRST

    @property
    def by_due(self) -> bool:
        """By deadline alone, whatever the priority: when it is asked for, and where a view is about deadlines."""
        return not self.newest_first and (self.order == "due" or self.view in HORIZONS)


class Lane(NamedTuple):
    """One statement of a page, without its LIMIT."""

    sql: str
    named: dict[str, Any]


def row_key(row: Row) -> Key:
    """The place of a row in the queue."""
    return (row.priority or 0, NEVER if row.due_at is None else row.due_at, row.id)


def due_key(row: Row) -> tuple[int, int]:
    """The place of a row by deadline alone."""
    return (NEVER if row.due_at is None else row.due_at, row.id)


def encode_cursor(key: Key) -> str:
    """The key as text that can be handed out and brought back."""
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def decode_cursor(text: str) -> Key:
    """The key of a cursor. ValueError: it was not made by `encode_cursor`."""
    try:
        key = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise ValueError("not a cursor of this desk") from error
    if not isinstance(key, list) or len(key) != 3 or not all(type(n) is int and 0 <= n < 1 << 63 for n in key):
        raise ValueError("not a cursor of this desk")
    return (key[0], key[1], key[2])


def own_lines(person: Person | None) -> tuple[int, ...]:
    """The person's lines; everybody's for those who work at none (auditors, admins)."""
    return tuple(sorted(person.lines)) if person is not None and person.lines else ALL_LINES


def scopes(view: str, person: Person | None, now: int = 0) -> list[tuple[str, dict[str, Any]]]:
    """The lanes of a view: conditions on `t` in the words of the indexes. `now`: for what falls due, microseconds."""
    if view == "mine":
        return [(f"t.assignee = :assignee AND {LIVE_ROWS}", {"assignee": person.name if person else ""})]
    if view in ("line", "open"):
        lines = own_lines(person) if view == "line" else ALL_LINES
        return [(f"t.line = {line} AND {LIVE_ROWS}", {}) for line in lines]
    if view in HORIZONS:
        if not now:
            raise ValueError(f"{view}: what falls due depends on the present moment")
        within = {"horizon": now + HORIZONS[view]}
        falling = f"{LIVE_ROWS} AND t.due_sort <= :horizon AND {PROMISED}"
        return [(f"t.line = {line} AND {falling}", within) for line in own_lines(person)]
    if view == "unassigned":
        return [(f"t.line = {line} AND {LIVE_ROWS} AND t.assignee IS NULL", {}) for line in own_lines(person)]
    if view == "closed":
        return [(f"t.status = '{status}' AND {DONE_ROWS}", {}) for status in DONE]
    if view == "all":
        return [("1 = 1", {})]
    return [(f"t.status = '{'new' if view == 'untriaged' else view}' AND {UNDONE_ROWS}", {})]


def lanes(
    db: Db, person: Person | None, filter: Filter, *, after: Key | None = None, backwards: bool = False, now: int = 0
) -> list[Lane]:
    """The statements of a page."""
    seen, named = seen_by(person)
    narrowed, more = condition(filter.terms, person, db.dialect)
    named = {**named, **more}
    keys = "t.id" if filter.newest_first else "t.due_sort, t.id" if filter.by_due else "t.rank, t.due_sort, t.id"
    down = filter.newest_first != backwards
    order = ", ".join(f"{key}{' DESC' if down else ''}" for key in keys.split(", "))
    places: list[str] = [""]
    if after is not None:
        named |= dict(zip(("key_rank", "key_due", "key_id"), after, strict=True))
        places = beyond("<" if down else ">", filter)
    ranks = [f" AND t.rank = {rank}" for rank in RANKS] if filter.by_due and filter.view not in BY_LINE else [""]
    return [
        Lane(f"{COLUMNS}{beside(scope, place)}{rank}{place} AND {seen}{narrowed} ORDER BY {order}", {**own, **named})
        for scope, own in scopes(filter.view, person, now)
        for rank in ranks
        for place in places
    ]


def beside(scope: str, place: str) -> str:
    """The scope as it stands beside a place: SQLite is to look a shared deadline up, not all up to the horizon."""
    return scope.replace("t.due_sort <= ", "+t.due_sort <= ") if "t.due_sort = " in place else scope


def beyond(sign: str, filter: Filter) -> list[str]:
    """What lies behind a key. Rows that share its priority and deadline are a lane of their own.

    SQLite does not use the id in a comparison of rows (it is the rowid, not a column of the index), and many tickets
    may share both: untriaged ones have neither.
    """
    if filter.newest_first:
        return [f" AND t.id {sign} :key_id"]
    if filter.by_due:
        return [f" AND t.due_sort = :key_due AND t.id {sign} :key_id", f" AND t.due_sort {sign} :key_due"]
    return [
        f" AND t.rank = :key_rank AND t.due_sort = :key_due AND t.id {sign} :key_id",
        f" AND (t.rank, t.due_sort) {sign} (:key_rank, :key_due)",
    ]


def page(
    db: Db,
    person: Person | None,
    filter: Filter,
    *,
    after: Key | None = None,
    backwards: bool = False,
    limit: int = 50,
    now: int = 0,
) -> list[Row]:
    """Up to `limit` rows in display order: those after the key, or with `backwards` those before it.

    `now`, microseconds: what the views of what falls due go by; the others don't need it.
    """
    pages = [
        [as_row(values) for values in db.all(f"{lane.sql} LIMIT {int(limit)}", **lane.named)]
        for lane in lanes(db, person, filter, after=after, backwards=backwards, now=now)
    ]
    down = filter.newest_first != backwards
    rows = list(islice(heapq.merge(*pages, key=place_of(filter), reverse=down), limit))
    return rows[::-1] if backwards else rows


def place_of(filter: Filter) -> Callable[[Row], Any]:
    """What the rows of a list are in order of."""
    return _by_id if filter.newest_first else due_key if filter.by_due else row_key


def last(db: Db, person: Person | None, filter: Filter, limit: int = 50, now: int = 0) -> list[Row]:
    """The end of the list, in display order."""
    return page(db, person, filter, backwards=True, limit=limit, now=now)


def _by_id(row: Row) -> int:
    return row.id


def as_row(v: tuple[Any, ...]) -> Row:
    """A row of COLUMNS, which stand in the order of Row but for `paused`. Not by name: a page of them takes half."""
    codes = STATUSES[v[2]], KINDS[v[3]]
    flags = v[2] == "waiting", bool(v[13]), bool(v[14])
    return Row._make((*v[:2], *codes, *v[4:13], *flags, v[15], KINDS[v[16]], *v[17:20]))


def row(db: Db, person: Person | None, ticket_id: int) -> Row | None:
    """One ticket as the queue shows it; None when there is none that the person may see."""
    seen, named = seen_by(person)
    found = db.one(f"{COLUMNS}t.id = :id AND {seen}", id=ticket_id, **named)
    return None if found is None else as_row(found)
