"""The last frame: what the terminal shows, what it should show, and the bytes between the two.

Textual renders regions without comparing them with what is on the screen. The frame takes what was rendered (`put`)
and sends only the cells that differ (`flush`). Rows are lists that are replaced, never changed in place, so a row that
the terminal shows and a row that is wanted are one object when nothing is to be done.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from deskterm.wire.clusters import doubtful, is_plain, marked
from deskterm.wire.pencil import Pencil
from deskterm.wire.pens import PLAIN, Pen

Cell = tuple[str, Pen]
Row = Sequence[Cell | None]
"""`None`: not known (on the terminal), not rendered yet (wanted)."""

_BLANKS = re.compile(" {5,}")


class Frame:
    """The mirror of one terminal. `erases_colour`: an erase fills with the present background colour there."""

    def __init__(self, *, erases_colour: bool = True) -> None:
        self.width = self.height = 0
        self._erases_colour = erases_colour
        self._shown: list[Row] = []
        self._wanted: list[Row] = []
        self._dirty: set[int] = set()
        self._hints: list[tuple[int, int, int]] = []
        self._afresh = True
        self._pencil = Pencil(0)

    def resize(self, width: int, height: int) -> None:
        """The terminal has another size: nothing is known, nothing is rendered."""
        self.width, self.height = width, height
        nothing: Row = [None] * width
        self._wanted = [nothing] * height
        self._pencil = Pencil(width)
        self.forget()

    def forget(self) -> None:
        """The terminal may show anything: the next flush clears it and sends every cell."""
        blank: Row = [(" ", PLAIN)] * self.width
        self._shown = [blank] * self.height
        self._dirty = set(range(self.height))
        self._hints.clear()
        self._afresh = True

    def put(self, x: int, y: int, cells: list[Cell]) -> None:
        """These cells are wanted from (x, y) on. What lies outside the frame is left out."""
        if not (0 <= y < self.height and 0 <= x < self.width):
            return
        row = self._wanted[y]
        room = self.width - x
        if len(cells) > room:
            cells = _trimmed(cells, room)
        end = x + len(cells)
        if row[x:end] == cells:
            return
        new = [*row[:x], *cells, *row[end:]]
        _mend(new, row, x, end)
        self._wanted[y] = new
        self._dirty.add(y)

    def shift(self, top: int, bottom: int, delta: int) -> None:
        """Rows [top, bottom) are wanted `delta` rows higher (lower when negative); the rest of them will be put."""
        rows = self._wanted[top:bottom]
        if 0 < abs(delta) < len(rows):
            self._wanted[top:bottom] = [*rows[delta:], *rows[:delta]]
            self._dirty.update(range(top, bottom))
            self.hint(top, bottom, delta)

    def hint(self, top: int, bottom: int, delta: int) -> None:
        """Rows [top, bottom) seem to have moved up by `delta` (down when negative). Whether it pays is found out."""
        if self._hints and self._hints[-1][:2] == (top, bottom):
            delta += self._hints.pop()[2]
        if 0 <= top < bottom <= self.height and 0 < abs(delta) < bottom - top:
            self._hints.append((top, bottom, delta))

    def flush(self, park: tuple[int, int] | None = None) -> str:
        """What turns the terminal's picture into the wanted one; empty when it is right already.

        `park`: the cell where the cursor is to stand afterwards (input methods open their window there).
        """
        pencil = self._pencil
        if self._afresh:
            pencil.clear()
            self._afresh = False
        for hint in self._hints:
            self._scroll(*hint)
        self._hints.clear()
        for y in sorted(self._dirty):
            self._flush_row(y)
        self._dirty.clear()
        if park is not None:
            pencil.goto(min(park[0], self.width - 1), min(park[1], self.height - 1))
        return pencil.take()

    def _scroll(self, top: int, bottom: int, delta: int) -> None:
        shown, wanted = self._shown[top:bottom], self._wanted[top:bottom]
        nothing: list[Row] = [[None] * self.width] * abs(delta)
        moved = [*shown[delta:], *nothing] if delta > 0 else [*nothing, *shown[:delta]]
        saved = sum(map(_same, moved, wanted)) - sum(map(_same, shown, wanted))
        if saved >= 2:
            self._pencil.scroll(top, bottom, delta)
            self._shown[top:bottom] = moved
            self._dirty.update(range(top, bottom))

    def _flush_row(self, y: int) -> None:
        old, new = self._shown[y], self._wanted[y]
        if _same(old, new):
            return
        changed = [x for x, (a, b) in enumerate(zip(old, new, strict=True)) if a != b and b is not None]
        changed = self._whole(changed, old, new)
        if changed:
            self._write_runs(y, new, changed)
        self._shown[y] = new if None not in new else [b or a for a, b in zip(old, new, strict=True)]

    def _whole(self, changed: list[int], old: Row, new: Row) -> list[int]:
        """The changed cells with what hangs on them: the other half of wide letters, all after a doubtful cluster."""
        befores, afters = _texts(old), _texts(new)
        cells = changed
        if "" in befores or "" in afters:
            cells = _paired(changed, befores, afters)
        clusters = {befores[x] for x in cells} | {afters[x] for x in cells}
        if not is_plain("".join(clusters)):
            doubts = {cluster for cluster in clusters if doubtful(cluster)}
            start = next((x for x in cells if befores[x] in doubts or afters[x] in doubts), self.width)
            cells = [*(x for x in cells if x < start), *range(start, self.width)]
        return cells if None not in new else [x for x in cells if new[x] is not None]

    def _write_runs(self, y: int, new: Row, changed: list[int]) -> None:
        tail = self._tail(new)
        start = changed[0]
        for before, x in pairwise([*changed, -1]):
            if x >= 0 and (x == before + 1 or _cheap(new, before, x)):
                continue
            if tail < self.width - 3 and before - max(start, tail) >= 3:
                self._write(y, new, start, min(tail, before + 1)) if start < tail else None
                self._pencil.goto(max(tail, start), y)
                self._pencil.use(new[tail][1])  # type: ignore[index]
                self._pencil.erase_line()
                return
            self._write(y, new, start, before + 1)
            start = x

    def _tail(self, new: Row) -> int:
        """Where the blanks begin that reach to the right edge in one pen that an erase can stand for."""
        last = new[-1]
        if last is None or last[0] != " " or not self._erasable(last[1]):
            return self.width
        at = self.width
        while at and new[at - 1] == last:
            at -= 1
        return at

    def _erasable(self, pen: Pen) -> bool:
        return pen.blank and (self._erases_colour or not pen.back)

    def _write(self, y: int, new: Row, start: int, end: int) -> None:
        """Writes the cells [start, end) of the row, one pen after the other."""
        while start < end:
            cell = new[start]
            assert cell is not None
            pen = cell[1]
            stop = start + 1
            while stop < end and (following := new[stop]) is not None and following[1] is pen:
                stop += 1
            texts = [cell[0] for cell in new[start:stop] if cell is not None]
            if self._pencil.loose:
                self._pencil.adrift()
            joined = "".join(texts)
            if joined.isascii() and len(joined) == stop - start:
                self._write_plain(y, start, joined, pen, last=stop == end)
            else:
                self._write_clusters(y, start, texts, pen)
            start = stop

    def _write_plain(self, y: int, x: int, text: str, pen: Pen, *, last: bool) -> None:
        """One cell per character; long blanks become erases."""
        pencil = self._pencil
        at = 0
        if self._erasable(pen):
            for blanks in _BLANKS.finditer(text):
                begin, end = blanks.span()
                cost = len(str(end - begin)) + 3
                if end - begin <= (cost if last and end == len(text) else 2 * cost):
                    continue
                self._write_text(y, x + at, text[at:begin], pen)
                pencil.goto(x + begin, y)
                pencil.use(pen)
                pencil.erase(end - begin)
                at = end
        self._write_text(y, x + at, text[at:], pen)

    def _write_text(self, y: int, x: int, text: str, pen: Pen) -> None:
        if text:
            self._pencil.goto(x, y)
            self._pencil.use(pen)
            self._pencil.text(text, len(text))

    def _write_clusters(self, y: int, x: int, texts: list[str], pen: Pen) -> None:
        """Cluster by cluster. The place after a doubtful one, or after a field with marks, is set anew."""
        pencil = self._pencil
        for at, text in enumerate(texts):
            if not text:
                continue
            cells = 1
            while at + cells < len(texts) and not texts[at + cells]:
                cells += 1
            if pencil.loose and text == " ":
                pencil.adrift()
            pencil.goto(x + at, y)
            pencil.use(pen)
            if doubtful(text):
                pencil.text(" " * cells, cells)
                pencil.goto(x + at, y)
                pencil.text(text, cells)
                pencil.adrift()
            else:
                pencil.text(text, cells)
                pencil.loose = pencil.loose or marked(text)


def _same(a: Row, b: Row) -> bool:
    return a is b or a == b


def _texts(row: Row) -> list[str]:
    return [" " if cell is None else cell[0] for cell in row]


def _paired(changed: list[int], befores: list[str], afters: list[str]) -> list[int]:
    """The cells with the other cells of the wide letters that they belong to, before or after."""
    cells, todo, width = set(changed), list(changed), len(afters)
    while todo:
        x = todo.pop()
        near = [x - 1] if befores[x] == "" or afters[x] == "" else []
        if x + 1 < width and (befores[x + 1] == "" or afters[x + 1] == ""):
            near.append(x + 1)
        near = [other for other in near if other not in cells]
        cells.update(near)
        todo += near
    return sorted(cells)


def _trimmed(cells: list[Cell], room: int) -> list[Cell]:
    """The first cells; a wide letter that the edge would cut becomes blanks."""
    kept = cells[:room]
    if cells[room][0] == "":
        at = room - 1
        while at and kept[at][0] == "":
            at -= 1
        kept[at:] = [(" ", pen) for _, pen in kept[at:]]
    return kept


def _mend(new: list[Cell | None], old: Row, start: int, end: int) -> None:
    """Blanks what is left of a wide letter of the old row when the new cells [start, end) cover its other half."""
    at = start - 1
    if at >= 0 and (old[start] or " ")[0] == "":
        while at >= 0 and (cell := new[at]) is not None:
            new[at] = (" ", cell[1])
            if cell[0]:
                break
            at -= 1
    at = end
    while at < len(new) and (cell := new[at]) is not None and cell[0] == "":
        new[at] = (" ", cell[1])
        at += 1


def _cheap(new: Row, before: int, x: int) -> bool:
    """Is writing the unchanged cells between two changed ones no dearer than moving the cursor over them?"""
    gap, cell = new[before + 1 : x], new[before]
    if len(gap) > 4 or cell is None:
        return False
    return all(other is not None and other[1] is cell[1] and other[0].isascii() and other[0] for other in gap)
