"""What Textual's compositor hands over for display, put into the frame cell by cell."""

from collections.abc import Iterable

from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

from deskterm.wire.clusters import cut
from deskterm.wire.frame import Cell, Frame
from deskterm.wire.pens import pen_of

Update = LayoutUpdate | ChopsUpdate


def put_update(frame: Frame, update: Update, system: ColorSystem) -> None:
    """Puts everything that the update would have written into the frame."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            frame.put(update.region.x, y, _cells(line, system))
        return
    for y, x1, x2 in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x > x2 or end <= x1:
                continue
            if end > x2:
                strip = strip.crop(0, x2 - x)
            frame.put(x, y, _cells((strip,), system))


def put_lines(frame: Frame, x: int, y: int, lines: Iterable[Strip], system: ColorSystem) -> None:
    """Puts lines from a cell on downwards."""
    for at, strip in enumerate(lines, y):
        frame.put(x, at, _cells((strip,), system))


def _cells(strips: Iterable[Strip | None], system: ColorSystem) -> list[Cell]:
    cells: list[Cell] = []
    for strip in strips:
        for text, style, control in strip or ():
            if not control and text:
                pen = pen_of(style, system)
                cells += [(cluster, pen) for cluster in cut(text)]
    return cells
