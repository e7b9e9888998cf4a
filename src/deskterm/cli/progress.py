"""A bar on the terminal for what takes long: how much, how fast, how much longer. Nothing where nobody watches."""

import sys
from collections.abc import Callable
from shutil import get_terminal_size
from types import TracebackType

from deskterm.texts.language import _
from deskterm.texts.times import duration
from deskterm.workflow.intake import Tally

SECOND = 1_000_000
PAUSE = SECOND // 5
"""Microseconds between two pictures of the bar."""
SURE = 2 * SECOND
"""Microseconds after which a time left is worth saying."""
BLOCKS = 20
SPOKEN = 10 * SECOND
"""Microseconds between two lines where the bar is told in words."""


class Progress:
    """The bar. `share`: how much of the file is read, from 0 to 1, or None; `now`: the clock.

    `plain`: no bar, but a line in words from time to time.
    """

    def __init__(self, share: Callable[[], float | None], now: Callable[[], int], *, plain: bool = False) -> None:
        self.share, self.now, self.plain = share, now, plain
        self.begun = self.last = now()
        self.watched = sys.stderr.isatty()
        self.drawn = False

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.clear()

    def show(self, tally: Tally) -> None:
        """Draw the bar, not more often than somebody can read it."""
        now = self.now()
        if self.watched and self.plain:
            if now - self.last >= SPOKEN:
                self.last = now
                print(self.line(tally.read, tally.left_out, now - self.begun), file=sys.stderr, flush=True)
            return
        if not self.watched or (self.drawn and now - self.last < PAUSE):
            return
        self.last, self.drawn = now, True
        line = self.line(tally.read, tally.left_out, now - self.begun)
        print(f"\r\x1b[K{line[: get_terminal_size().columns - 1]}", end="", file=sys.stderr, flush=True)

    def line(self, rows: int, left_out: int, spent: int) -> str:
        """The bar as a text. `spent`: microseconds since the beginning."""
        share = self.share()
        rate = rows * SECOND // max(spent, 1)
        parts = []
        if share is not None:
            done = int(share * BLOCKS)
            parts.append(f"{share:.0%}" if self.plain else f"[{'#' * done}{'.' * (BLOCKS - done)}] {share:4.0%}")
        parts.append(_("{rows} rows, {rate} a second").format(rows=rows, rate=rate))
        if left_out:
            parts.append(_("{n} left out").format(n=left_out))
        if share and spent > SURE:
            parts.append(_("{time} left").format(time=duration(int(spent / share) - spent)))
        return (", " if self.plain else "  ").join(parts)

    def clear(self) -> None:
        """Take the bar away."""
        if self.drawn:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self.drawn = False
