"""What was searched for, in the terminal: the list of what was found, and its words marked wherever they stand."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import tzinfo

from rich.style import Style

from deskterm.screens.source import Key, Left, Marks, QueueSource, Reading, untold
from deskterm.usecases import look
from deskterm.usecases.desk import Desk
from deskterm.usecases.look import Filter, Row
from deskterm.usecases.search import Found, marks, search
from deskterm.widgets.lines import Block, Line, marked, plain

PAGE = 100
"""Tickets that are searched for at once."""
MOST = 5000
"""Tickets that the end of the list may be away."""


def nothing() -> None:
    """Nobody reads on."""


class FoundSource(QueueSource):
    """What a search has found, as a list in the order of the search.

    Its first page is there at once. Of the others nobody knows how long they take, so that the list never waits for
    them: it shows what has been read, and says by `lack` that more is wanted.
    """

    def __init__(
        self,
        desk: Desk,
        text: str,
        zone: tzinfo,
        reading: Reading = nullcontext,
        left: Left = untold,
        lack: Callable[[], None] = nothing,
    ) -> None:
        super().__init__(desk, Filter("all"), zone, reading, left)
        self.text, self.lack = text, lack
        self.wanted = PAGE
        """So many tickets are to be read, if there are so many."""
        self.read_on = False
        """Is a page being read?"""
        self.end_shown: int | None = None
        """The ticket that was shown as the last one when the end of the list was asked for."""
        self.first: Found | None = None
        self.marks: Marks = lambda text: ()
        self.next: str | None = None
        self.places: dict[int, int] = {}
        with reading():
            self.first = search(desk, text, limit=PAGE, typing=True, told=False)
            self.marks = marks(self.first.query)
            self.take(self.first)

    def take(self, found: Found) -> None:
        """The next page of what was found."""
        self.next = found.next
        for row in found.rows:
            self.places.setdefault(row.id, len(self.places))

    def lacks(self) -> bool:
        """Is more wanted than has been read, and may there be more?"""
        return self.next is not None and len(self.places) < self.wanted

    def further(self) -> Found:
        """The next page, for `take`; any thread may read it. Raises StoreError."""
        return search(self.desk, self.text, after=self.next, limit=PAGE, typing=True, told=False)

    def hold(self, row: Row | None) -> None:
        """Nothing moves here until it is searched for again."""

    def keep_still(self, loaded: Sequence[Row], ticket: int) -> None:
        """Nothing ever moves here."""

    def rows(self, after: Key | None, backwards: bool, limit: int) -> Sequence[Row]:
        """The next of those that have been read, as they are now. Raises StoreError."""
        whole = after is None and backwards
        start = 0 if after is None else after[0] + 1
        self.wanted = max(self.wanted, MOST if whole else start + limit + PAGE)
        ids = list(self.places)
        if self.lacks():
            self.end_shown = ids[-1] if whole and ids else self.end_shown
            self.lack()
        end = len(ids) if whole else start - 1
        part = ids[max(0, end - limit) : end] if backwards else ids[start : start + limit]
        return [row for row in (look.row(self.desk, id) for id in part) if row is not None]

    def find(self, id: int) -> Row | None:
        """One row, if it was found."""
        with self.reading():
            return look.row(self.desk, id) if id in self.places else None
        return None

    def key(self, row: Row) -> Key:
        """Its place among what was found."""
        return (self.places[row.id],)

    def total(self) -> int | None:
        """How many, once the end is known."""
        return None if self.next is not None else len(self.places)

    def paint(self, row: Row, width: int, selected: bool, marked_: bool) -> list[tuple[str, Style]]:
        """The row's line with what was searched for marked."""
        line = tuple(super().paint(row, width, selected, marked_))
        return list(marked(line, self.marks(plain(line))))


def highlighted(blocks: Sequence[Block], marks: Marks) -> list[Block]:
    """The blocks with what was searched for marked."""
    return [
        Block(block.key, tuple(lit(line, marks) for line in block.lines), section=block.section, stop=block.stop)
        for block in blocks
    ]


def lit(line: Line, marks: Marks) -> Line:
    """A line with it marked."""
    places = marks(plain(line))
    return marked(line, places) if places else line


__all__ = ["FoundSource", "highlighted"]
