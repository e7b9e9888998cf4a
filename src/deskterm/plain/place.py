"""Where one is: in a list, or in one of its tickets; and what was seen of each ticket that was read."""

from dataclasses import dataclass, field

from deskterm.store.read.queue import Filter, Row
from deskterm.texts.language import n_
from deskterm.texts.numbers import number
from deskterm.usecases import look
from deskterm.usecases.desk import Desk

PAGE = 10
"""Tickets that are read at once."""
HOME = "line"
"""The view that is called the queue: the tickets of one's lines."""


@dataclass
class Place:
    """A list, a place in it, and the ticket that is open."""

    desk: Desk
    filter: Filter = field(default_factory=Filter)
    rows: list[Row] = field(default_factory=list)
    """The tickets that were read of the list, in its order."""
    ended: bool = False
    """Is that all of it?"""
    ticket: int | None = None
    part: int = 0
    """How many parts of the ticket were read."""
    seen: dict[int, int] = field(default_factory=dict)
    """The versions that were read, by ticket."""
    heard: dict[int, int] = field(default_factory=dict)
    """The versions up to which is known what was said in public. An act of one's own brings no news of others."""

    def begin(self, filter: Filter) -> list[Row]:
        """Go to the beginning of a list; its first tickets."""
        self.filter, self.rows, self.ended = filter, [], False
        self.leave()
        return self.more()

    def more(self) -> list[Row]:
        """The next tickets of the list."""
        after = look.row_key(self.rows[-1]) if self.rows else None
        found = look.page(self.desk, self.filter, after, limit=PAGE + 1)
        self.ended = len(found) <= PAGE
        self.rows += found[:PAGE]
        return found[:PAGE]

    def beside(self, step: int) -> int | None:
        """The ticket after or before the one that is open; from the list itself its first one. None: there is none."""
        ids = [row.id for row in self.rows]
        at = ids.index(self.ticket) + step if self.ticket in ids else 0
        if at >= len(self.rows) and not self.ended:
            self.more()
        return self.rows[at].id if 0 <= at < len(self.rows) else None

    def enter(self, ticket: int, version: int) -> None:
        """A ticket is read from its beginning."""
        if self.ticket != ticket:
            self.ticket, self.part = ticket, 0
        self.seen[ticket] = self.heard[ticket] = version

    def leave(self) -> None:
        """Back to the list."""
        self.ticket, self.part = None, 0

    def moved(self, ticket: int) -> None:
        """An act of one's own: what it has changed need not be read to be known."""
        row = look.row(self.desk, ticket)
        if row is not None and ticket in self.seen:
            self.seen[ticket] = row.version

    def name(self) -> str:
        """Where one is, in few words."""
        if self.ticket is not None:
            return number(self.ticket)
        count = look.count(self.desk, self.filter)
        if self.filter.view == HOME:
            return n_("queue, {count} open", "queue, {count} open", count).format(count=count)
        return n_("{view}, {count} ticket", "{view}, {count} tickets", count).format(view=self.filter.view, count=count)
