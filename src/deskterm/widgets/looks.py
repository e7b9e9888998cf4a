"""What each line of a list shows, and the painted lines that are kept."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

R = TypeVar("R")

_KEPT = 512

Look = tuple[R | None, bool, bool]
"""What a line shows: the row, is it selected, is it marked."""


def shift(old: Sequence[Look[R]], new: Sequence[Look[R]], id_of: Callable[[R], int]) -> int:
    """By how many lines the rows have moved up (down when negative); 0 when they have not moved."""
    before, after = ([None if row is None else id_of(row) for row, _, _ in look] for look in (old, new))
    if not before or not after or before[0] is None or after[0] is None or before[0] == after[0]:
        return 0
    if after[0] in before:
        return before.index(after[0])
    return -after.index(before[0]) if before[0] in after else 0


def changed(old: Sequence[Look[R]], new: Sequence[Look[R]], delta: int) -> list[int]:
    """The lines that show something else once the old ones have moved up by `delta` (down when negative)."""
    nothing: list[Look[R] | None] = [None] * min(abs(delta), len(old))
    there = [*old[delta:], *nothing] if delta > 0 else [*nothing, *old[: len(old) + delta]]
    return [y for y, (a, b) in enumerate(zip(there, new, strict=True)) if a is not b and a != b]


class Strips(Generic[R]):
    """Painted lines. A line is kept as long as its row is the same; whoever begins to paint otherwise clears them."""

    def __init__(self) -> None:
        self._strips: dict[Hashable, tuple[R, Strip]] = {}

    def kept(self, key: Hashable, row: R) -> Strip | None:
        """The line as it was painted for a row equal to this one."""
        row_then, strip = self._strips.get(key, (None, None))
        return strip if strip is not None and row_then == row else None

    def keep(self, key: Hashable, row: R, strip: Strip) -> Strip:
        """Keeps the line and returns it."""
        if len(self._strips) >= _KEPT:
            self._strips.clear()
        self._strips[key] = (row, strip)
        return strip

    def clear(self) -> None:
        """Forgets all lines."""
        self._strips.clear()


def strip_of(pieces: Sequence[tuple[str, Style]], width: int, base: Style) -> Strip:
    """The line of exactly `width` cells; what the pieces leave open is as in `base`."""
    return Strip([Segment(text, base + style) for text, style in pieces]).adjust_cell_length(width, base)
