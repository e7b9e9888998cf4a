"""The queue as the list widget asks for it: pages by key, one ticket by number, a count, a painted line."""

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import tzinfo
from typing import Any

from rich.style import Style

from deskterm.usecases import look
from deskterm.usecases.desk import Desk
from deskterm.usecases.look import Filter, Row, due_key, row_key
from deskterm.widgets.cells import row_pieces
from deskterm.workflow.values import Ticket

Key = tuple[int, ...]
Reading = Callable[[], AbstractContextManager[object]]
"""What reading is wrapped in: it may swallow that the desk can't be read."""


Left = Callable[[Row, int], int | None]
"""Microseconds of working time until a row's deadline, at a moment; None: nothing can tell it yet."""
Marks = Callable[[str], Sequence[tuple[int, int]]]
"""Tells where in a text the words stand that were searched for."""
MOST = 200
"""Rows that are looked through for what has come in between, when nobody tells which have changed."""
NARROWS = re.compile(r'\s*(?:and\s+)?[a-z]+:(?!//)(?:"[^"]*"|[^\s"])*', re.IGNORECASE)


def untold(row: Row, now: int) -> None:
    """Nothing can tell it yet."""


def nobody(ticket: int) -> str:
    """Nobody is known to be there."""
    return " "


def narrows(text: str) -> bool:
    """Does the text only narrow the list that is shown: field:value terms and nothing else?"""
    return bool(text) and not NARROWS.sub("", text).strip()


class QueueSource:
    """A view of the desk, narrowed by a query, as one person sees it.

    A held ticket keeps its place in the list whatever becomes of it: what somebody has under their hands neither moves
    nor goes away, be it through their own act or another's.
    """

    def __init__(
        self, desk: Desk, filter: Filter, zone: tzinfo, reading: Reading = nullcontext, left: Left = untold
    ) -> None:
        self.desk, self.filter, self.zone, self.reading, self.left = desk, filter, zone, reading, left
        self.held: dict[int, Key] = {}
        self.still: dict[int, Key] = {}
        """Those that others have changed while they were shown: they keep their places until they are let go."""
        self.waiting: set[int] = set()
        """Those that would have come into the list, or to another place in it, through others."""
        self.sign: Callable[[int], str] = nobody
        """Whether somebody is at a ticket just now, in one cell."""

    def hold(self, row: Row | None) -> None:
        """Hold this ticket beside those that stand still, and no other one any more."""
        self.held = dict(self.still) if row is None else {**self.still, row.id: self.key(row)}

    def keep_still(self, loaded: Sequence[Row], ticket: int) -> None:
        """Somebody else has changed a ticket (0: several): nothing moves among the rows that are loaded.

        What was there stays where it is and shows its new state; what comes in between waits. Raises StoreError.
        """
        if not loaded:
            return
        places = {row.id: self.key(row) for row in loaded}
        self.still |= {**{id: key for id, key in places.items() if ticket in (0, id)}, **self.held}
        last = max(places.values())
        if ticket:
            found = [] if ticket in places else [look.find(self.desk, self.filter, ticket)]
        else:
            among = self.listed(min(places.values()), False, len(places) + MOST)
            found = [*self.listed(min(places.values()), True, MOST), *among]
        come = {row.id for row in found if row is not None and row.id not in places and self.key(row) < last}
        self.waiting |= come

    def let_go(self, ticket: int | None = None) -> None:
        """Everything goes to its place again; or one ticket alone."""
        if ticket is None:
            self.still, self.waiting = {}, set()
        else:
            self.waiting.discard(ticket)

    def new(self) -> list[int]:
        """Those that wait and still belong into this list. Raises StoreError."""
        self.waiting = {id for id in self.waiting if look.find(self.desk, self.filter, id) is not None}
        return sorted(self.waiting)

    def fetch(self, after: Key | None, backwards: bool, limit: int) -> Sequence[Row]:
        """The next rows after a key, or before it, in the order of the list; none while the desk can't be read."""
        with self.reading():
            return self.rows(after, backwards, limit)
        return ()

    def rows(self, after: Key | None, backwards: bool, limit: int) -> Sequence[Row]:
        """The same. Raises StoreError."""
        apart = {*self.held, *self.waiting}
        rows = [row for row in self.listed(after, backwards, limit + len(apart)) if row.id not in apart]
        if self.held:
            rows = sorted([*rows, *self.held_rows(after, backwards)], key=self.key)
        return rows[-limit:] if backwards else rows[:limit]

    def listed(self, after: Key | None, backwards: bool, limit: int) -> Sequence[Row]:
        """The rows as the desk has them. Raises StoreError."""
        place: Any = after
        if after is not None and self.filter.newest_first:
            place = (0, 0, -after[0])
        elif after is not None and self.filter.by_due:
            place = (0, *after)
        return look.page(self.desk, self.filter, place, backwards, limit)

    def held_rows(self, after: Key | None, backwards: bool) -> list[Row]:
        """The held tickets on this side of a key, as they are now."""
        ids = [id for id, key in self.held.items() if beyond(key, after, backwards)]
        found = (look.row(self.desk, id) for id in ids)
        return [row for row in found if row is not None]

    def find(self, id: int) -> Row | None:
        """One row, if it is in this list; one that is asked for by its number waits no longer."""
        self.waiting.discard(id)
        with self.reading():
            return look.row(self.desk, id) if id in self.held else look.find(self.desk, self.filter, id)
        return None

    def key(self, row: Row) -> Key:
        """The place of a row; ascending down the list."""
        if row.id in self.held:
            return self.held[row.id]
        return (-row.id,) if self.filter.newest_first else due_key(row) if self.filter.by_due else row_key(row)

    def id(self, row: Row) -> int:
        """Which ticket it is."""
        return row.id

    def total(self) -> int | None:
        """How many rows there are, those among them that are only held."""
        with self.reading():
            held = [id for id in self.held if look.row(self.desk, id) and not look.find(self.desk, self.filter, id)]
            return look.count(self.desk, self.filter) + len(held) - len(self.new())
        return None

    def paint(self, row: Row, width: int, selected: bool, marked: bool) -> list[tuple[str, Style]]:
        """The row's line."""
        now = self.desk.now()
        left = self.left(row, now)
        sign = self.sign(row.id)
        return row_pieces(row, width, self.zone, now, left, selected=selected, marked=marked, sign=sign)


def beyond(key: Key, after: Key | None, backwards: bool) -> bool:
    """Is the key on the side of the other one that is asked for?"""
    return after is None or (key < after if backwards else key > after)


def facts_of(row: Row) -> Ticket:
    """What a row knows of its ticket: enough to tell which acts state and right forbid."""
    return Ticket(
        id=row.id,
        version=row.version,
        status=row.status,
        line=row.line,
        assignee=row.assignee,
        subject=row.subject,
        kind=row.kind,
        priority=row.priority,
        category=row.category,
        restricted=row.restricted,
        major=row.major,
        due_at=row.due_at,
        wake_at=row.wake_at,
    )
