"""The part of a long list that is in memory: pages around the cursor, fetched by key and never counted through.

Pure: it knows rows, a cursor and a height, no widget. The cursor belongs to a row, not to a number, so it stays on its
ticket whatever others do to the list meanwhile.
"""

from collections.abc import Hashable, Sequence
from typing import Any, Generic, Protocol, TypeVar

R = TypeVar("R")

PAGE = 64
"""Rows fetched at a time, when the view is not taller."""
KEPT = 4
"""Pages kept on each side of the view."""
FAR = 512
"""Up to this place the rows before the cursor are counted again on a reload, so that its place stays known."""
RANGE = 2000
"""The most rows that one range holds."""


class Feed(Protocol[R]):
    """A list in some order, read by key."""

    def fetch(self, after: tuple[Any, ...] | None, backwards: bool, limit: int) -> Sequence[R]:
        """Up to `limit` rows behind the key (backwards: before it), always in list order; `None`: from that end."""

    def find(self, id: int) -> R | None:
        """The row as it is now, if it is in this list."""

    def key(self, row: R) -> tuple[Any, ...]:
        """The row's place in the order; no two rows share one."""

    def id(self, row: R) -> int:
        """What stays the same when the row changes."""

    def total(self) -> int | None:
        """How many rows there are, `None` when that is not known."""


class Window(Generic[R]):
    """`rows` are loaded, `rows[cur]` is under the cursor, `rows[top]` is the first of `height` shown ones."""

    def __init__(self, feed: Feed[R], height: int = 1) -> None:
        self.feed = feed
        self.height = height
        self.rows: list[R] = []
        self.cur = self.top = 0
        self.total: int | None = None
        # Rows not loaded before and behind; None: some, nobody counted them.
        self._before: int | None = 0
        self._behind: int | None = 0
        # Fetching goes on from these, even when the rows that had them are left out as seen already.
        self._first_key: tuple[Any, ...] | None = None
        self._last_key: tuple[Any, ...] | None = None

    # ------------------------------------------------------------------ looking
    @property
    def selected(self) -> R | None:
        """The row under the cursor."""
        return self.rows[self.cur] if self.rows else None

    @property
    def shown(self) -> list[R]:
        """The rows in view."""
        return self.rows[self.top : self.top + self.height]

    @property
    def position(self) -> int | None:
        """The cursor's place from 1 on, when it was counted from the top or from the end."""
        if not self.rows:
            return None
        if self._before is not None:
            return self._before + self.cur + 1
        if self._behind is not None and self.total is not None:
            return max(1, self.total - self._behind - (len(self.rows) - 1 - self.cur))
        return None

    def ids_to(self, anchor: int) -> list[int]:
        """The ids from the anchor's row to the cursor's, both included; only the cursor's when the anchor is gone."""
        ids = [self.feed.id(row) for row in self.rows]
        if not ids:
            return []
        here = ids[self.cur]
        if anchor in ids:
            at = ids.index(anchor)
            return ids[min(at, self.cur) : max(at, self.cur) + 1]
        row = self.feed.find(anchor)
        for backwards in (False, True) if row is not None else ():
            assert row is not None
            between = [self.feed.id(r) for r in self.feed.fetch(self.feed.key(row), backwards, RANGE)]
            if here in between:
                at = between.index(here)
                return [anchor, *(between[at:] if backwards else between[: at + 1])]
        return [here]

    # ------------------------------------------------------------------ moving
    def resize(self, height: int) -> None:
        """The view has room for so many rows."""
        self.height = max(1, height)
        self._settle()

    def first(self) -> None:
        """To the first row of the list."""
        if self._before == 0:
            self.cur = self.top = 0
        else:
            self._load(backwards=False)
        self._settle()

    def last(self) -> None:
        """To the last row of the list."""
        if self._behind == 0:
            self.cur = len(self.rows) - 1
        else:
            self._load(backwards=True)
        self._settle()

    def move(self, delta: int) -> None:
        """So many rows down (up when negative); the view follows when the cursor would leave it."""
        self._go(self.cur + delta)
        self._settle()

    def page(self, delta: int) -> None:
        """So many rows down (up when negative), the view with the cursor."""
        line = self.cur - self.top
        self._go(self.cur + delta)
        self.top = self.cur - line
        self._settle()

    def select(self, id: int) -> bool:
        """To that row, wherever it is. -> Is it in the list?"""
        for at, row in enumerate(self.rows):
            if self.feed.id(row) == id:
                self.cur = at
                self._settle()
                return True
        row_now = self.feed.find(id)
        if row_now is not None:
            self._load_around(row_now, self.feed.key(row_now), self.height // 2, PAGE)
        return row_now is not None

    def reload(self) -> None:
        """Reads the rows again. The cursor stays on its row and on its line; without the row, on the next one."""
        self.total = self.feed.total()
        row = self.selected
        if row is None:
            self._load(backwards=False)
            self._settle()
            return
        place = self._before + self.cur if self._before is not None else FAR
        found = self.feed.find(self.feed.id(row))
        key = self.feed.key(row if found is None else found)
        self._load_around(found, key, self.cur - self.top, place + PAGE if place < FAR else PAGE)

    # ------------------------------------------------------------------ loading
    def _limit(self) -> int:
        return max(PAGE, 2 * self.height)

    def _load(self, *, backwards: bool) -> None:
        limit = self._limit()
        rows = list(self.feed.fetch(None, backwards, limit))
        whole = len(rows) < limit
        self.rows = self._unseen(rows, set())
        self._before = None if backwards and not whole else 0
        self._behind = 0 if backwards or whole else None
        self._mark_ends(rows)
        self.cur = self.top = max(0, len(self.rows) - 1) if backwards else 0
        self.total = self.feed.total()

    def _load_around(self, found: R | None, key: tuple[Any, ...], line: int, back: int) -> None:
        back, forth = max(back, self._limit()), self._limit()
        head, tail = list(self.feed.fetch(key, True, back)), list(self.feed.fetch(key, False, forth))
        self._before = 0 if len(head) < back else None
        self._behind = 0 if len(tail) < forth else None
        if found is not None:
            gone = {self.feed.id(found)}
            head, tail = self._unseen(head, gone), self._unseen(tail, gone)
        rows = [*head, *([] if found is None else [found]), *tail]
        self._mark_ends(rows)
        self.rows = self._unseen(rows, set())
        self.cur = max(0, min(len(head), len(self.rows) - 1))
        self.top = self.cur - line
        self._settle()

    def _mark_ends(self, rows: Sequence[R]) -> None:
        self._first_key = self.feed.key(rows[0]) if rows else None
        self._last_key = self.feed.key(rows[-1]) if rows else None

    def _unseen(self, rows: Sequence[R], ids: set[int]) -> list[R]:
        """The rows without those whose id was seen: a row that moves while pages are read may come twice."""
        seen: set[Hashable] = set(ids)
        new = []
        for row in rows:
            if (id := self.feed.id(row)) not in seen:
                seen.add(id)
                new.append(row)
        return new

    def _go(self, index: int) -> None:
        """The cursor to an index that may lie outside of what is loaded, or of the list."""
        while index >= len(self.rows) and self._forth():
            pass
        while index < 0 and (count := self._back()):
            index += count
        self.cur = max(0, min(index, len(self.rows) - 1))

    def _forth(self) -> int:
        """Loads a page behind the last row. -> Rows that were read"""
        if self._behind == 0 or self._last_key is None:
            return 0
        limit = self._limit()
        rows = self.feed.fetch(self._last_key, False, limit)
        if rows:
            self._last_key = self.feed.key(rows[-1])
        new = self._unseen(rows, {self.feed.id(row) for row in self.rows})
        self.rows += new
        self._behind = 0 if len(rows) < limit else None if self._behind is None else max(1, self._behind - len(new))
        return len(rows)

    def _back(self) -> int:
        """Loads a page before the first row. -> Rows that were put before it; every index moves by so many"""
        while self._before != 0 and self._first_key is not None:
            limit = self._limit()
            rows = self.feed.fetch(self._first_key, True, limit)
            if rows:
                self._first_key = self.feed.key(rows[0])
            new = self._unseen(rows, {self.feed.id(row) for row in self.rows})
            self.rows[:0] = new
            self.cur += len(new)
            self.top += len(new)
            whole = len(rows) < limit
            self._before = 0 if whole else None if self._before is None else max(1, self._before - len(new))
            if new:
                return len(new)
        return 0

    def _settle(self) -> None:
        """The cursor into the list, the view around the cursor and filled, far pages out of memory."""
        self.cur = max(0, min(self.cur, len(self.rows) - 1))
        self.top = min(max(self.top, self.cur - self.height + 1), self.cur)
        while self.top + self.height > len(self.rows) and self._forth():
            pass
        self.top = min(self.top, len(self.rows) - self.height)
        while self.top < 0 and self._back():
            pass
        self.top = max(0, self.top)
        self._trim()

    def _trim(self) -> None:
        room = KEPT * self._limit()
        head = self.top - room
        if head > self._limit():
            del self.rows[:head]
            self.cur -= head
            self.top -= head
            self._before = None if self._before is None else self._before + head
            self._first_key = self.feed.key(self.rows[0])
        tail = len(self.rows) - (self.top + self.height + room)
        if tail > self._limit():
            del self.rows[-tail:]
            self._behind = None if self._behind is None else self._behind + tail
            self._last_key = self.feed.key(self.rows[-1])
