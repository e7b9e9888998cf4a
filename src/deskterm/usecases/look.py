"""Everything a door may ask for without changing anything.

What a list needs is here and loads nothing but the queue's reader: it is on the way to the first paint. What a whole
ticket needs, the rules among it, is in `usecases.whole` and loaded when the first ticket is opened.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from deskterm.store.read import counting, feed, queue
from deskterm.store.read.query import BadTerm, Term, parse, split_view
from deskterm.store.read.queue import (
    HORIZONS,
    ORDERS,
    VIEWS,
    Filter,
    Key,
    Row,
    decode_cursor,
    due_key,
    encode_cursor,
    row_key,
)
from deskterm.usecases.desk import Desk
from deskterm.workflow.values import Act, Refusal, Ticket

if TYPE_CHECKING:
    from deskterm.usecases.whole import Shown

__all__ = [
    "HORIZONS",
    "ORDERS",
    "VIEWS",
    "BadTerm",
    "Filter",
    "Key",
    "Row",
    "Term",
    "barred",
    "changed",
    "count",
    "decode_cursor",
    "due_key",
    "encode_cursor",
    "enter",
    "find",
    "head",
    "page",
    "parse",
    "row",
    "row_key",
    "searched",
    "show",
    "split_view",
    "view_counts",
]


def page(desk: Desk, filter: Filter, after: Key | None = None, backwards: bool = False, limit: int = 50) -> list[Row]:
    """Rows of the queue in its order: those after the key, or backwards those before it."""
    now = desk.now()
    return queue.page(desk.store.db, desk.by, filter, after=after, backwards=backwards, limit=limit, now=now)


def row(desk: Desk, id: int) -> Row | None:
    """One ticket as the queue shows it, if the person may see it."""
    return queue.row(desk.store.db, desk.by, id)


def find(desk: Desk, filter: Filter, id: int) -> Row | None:
    """One ticket as the queue shows it, if it is in this list and the person may see it."""
    one = replace(filter, terms=(*filter.terms, Term("number", (id,))))
    return next(iter(page(desk, one, limit=1)), None)


def count(desk: Desk, filter: Filter) -> int:
    """How many tickets the person would find."""
    return counting.count(desk.store.db, desk.by, filter, now=desk.now())


def view_counts(desk: Desk) -> dict[str, int]:
    """How many tickets each view holds."""
    return {view: count(desk, Filter(view)) for view in VIEWS}


def head(desk: Desk) -> int:
    """The number of the desk's last event."""
    return feed.head(desk.store.db)


def changed(desk: Desk, since: int) -> tuple[int, list[int]]:
    """The number of the last event, and the tickets that events after `since` speak of."""
    db = desk.store.db
    with db.snapshot():
        return feed.head(db), feed.changed_since(db, since)


def show(desk: Desk, id: int) -> "Shown":
    """The whole ticket. NotFound when there is none that the person may see."""
    from deskterm.usecases.whole import whole

    return whole(desk, id)


def enter(desk: Desk) -> None:
    """Somebody has opened the app: that is recorded."""
    from deskterm.usecases.watching import login

    login(desk, "app")


def searched(desk: Desk, query: str, rows: int | None = None) -> None:
    """Somebody has looked for something: that is recorded. `rows`: how many tickets they were given, if known."""
    from deskterm.usecases.watching import searched

    searched(desk, query, rows)


def barred(desk: Desk, ticket: Ticket, act: Act) -> Refusal | None:
    """What state and right say of an act, before anything is entered: it dims a key."""
    from deskterm.workflow import acts

    return acts.barred(act, ticket, desk.by)
