"""A column of painted lines that is read by scrolling: full width, whole lines, and it keeps its place.

A picture is a function from a width to blocks. When it changes, the block under the first line of the screen stays
there, whatever grew or went above it. Tab goes from stop to stop; enter says which one was meant.
"""

import asyncio
from bisect import bisect_right
from collections.abc import Callable, Sequence
from time import monotonic
from typing import ClassVar

from rich.style import Style
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from deskterm.texts.language import N_, _
from deskterm.widgets.lines import Block, Line
from deskterm.widgets.sheet import Sheet, strip_of
from deskterm.wire.app import WiredApp

Picture = Callable[[int], Sequence[Block]]
MARK = Style(reverse=True)
FRAME = 1 / 120
"""Seconds between two drawings while keys keep coming."""


def _key(id: str, keys: str, action: str, tooltip: str) -> Binding:
    return Binding(keys, action, "", show=False, tooltip=tooltip, id=id)


class Paper(Widget, can_focus=True):
    """Blocks that are scrolled by lines. Give it the full width of the terminal."""

    DEFAULT_CSS = "Paper { height: 1fr; width: 1fr; }"
    ALLOW_SELECT: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("rows.down", "j,down", "move(1)", N_("Down")),
        _key("rows.up", "k,up", "move(-1)", N_("Up")),
        _key("rows.half_down", "ctrl+d", "half(1)", N_("Half a page down")),
        _key("rows.half_up", "ctrl+u", "half(-1)", N_("Half a page up")),
        _key("rows.page_down", "pagedown", "page(1)", N_("A page down")),
        _key("rows.page_up", "pageup", "page(-1)", N_("A page up")),
        _key("rows.first", "g,home", "first", N_("The first line")),
        _key("rows.last", "G,end", "last", N_("The last line")),
    ]

    class Scrolled(Message):
        """Other lines are shown."""

        def __init__(self, paper: "Paper") -> None:
            super().__init__()
            self.paper = paper

        @property
        def control(self) -> "Paper":
            """The paper that moved."""
            return self.paper

    def __init__(self, picture: Picture | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._picture: Picture = picture or (lambda width: ())
        self._blocks: list[Block] = []
        self._starts: list[int] = []
        self._lines: list[Line] = []
        self._strips: dict[int, Strip] = {}
        self._top = 0
        self._drawn_top = 0
        self._drawn_at = 0.0
        self._due: asyncio.TimerHandle | None = None
        self._width = 0
        self._stop: str | None = None
        self._sought = -1

    # ------------------------------------------------------------------ what it shows
    def show(self, picture: Picture, *, afresh: bool = False) -> None:
        """Another picture, at the place that was being read; `afresh`: about something else, from its first line."""
        self._picture = picture
        self.reflow(afresh=afresh)

    def reflow(self, *, afresh: bool = False) -> None:
        """The picture made anew, for another width or another colour."""
        if not self._width:
            return
        place = None if afresh else self._place()
        self._blocks = list(self._picture(self._width))
        self._starts, self._lines = [], []
        for block in self._blocks:
            self._starts.append(len(self._lines))
            self._lines += block.lines
        self._strips.clear()
        if afresh or all(block.key != self._stop for block in self._blocks):
            self._stop = None
        self._top = self._drawn_top = self._within(0 if place is None else self._found(*place))
        self.refresh()
        self.post_message(self.Scrolled(self))

    @property
    def stop(self) -> str | None:
        """The key of the stop that tab has reached."""
        return self._stop

    @property
    def position(self) -> tuple[int, int, int]:
        """First and last line that are shown, counted from 1, and how many there are."""
        return self._top + 1, min(self._top + self.size.height, len(self._lines)), len(self._lines)

    @property
    def told_position(self) -> str:
        """The same in words."""
        first, last, count = self.position
        return _("{first}-{last} of {count}").format(first=first, last=last, count=count)

    @property
    def overflows(self) -> bool:
        """Is there more than fits?"""
        return len(self._lines) > self.size.height

    def _place(self) -> list[tuple[str, int]] | None:
        """Where reading stands: the blocks from the first shown one upwards, with the lines of it that are above."""
        if not self._top or not self._blocks:
            return None
        at = self._at(self._top)
        above = [(block.key, 0) for block in self._blocks[:at]]
        return [(self._blocks[at].key, self._top - self._starts[at]), *reversed(above)]

    def _found(self, *places: tuple[str, int]) -> int:
        """The line of the first of these places that is still there."""
        at = {block.key: index for index, block in enumerate(self._blocks)}
        for key, offset in places:
            if key in at:
                return self._starts[at[key]] + min(offset, max(len(self._blocks[at[key]].lines) - 1, 0))
        return 0

    def _at(self, line: int) -> int:
        """The block that the line belongs to."""
        return max(bisect_right(self._starts, line) - 1, 0)

    def _within(self, top: int) -> int:
        return max(0, min(top, len(self._lines) - self.size.height))

    # ------------------------------------------------------------------ drawing
    def on_resize(self, event: Resize) -> None:
        """Lines are broken anew when the width changes."""
        if event.size.width != self._width:
            self._width = event.size.width
            self.reflow()
        else:
            self._scroll(self._top)
            self.post_message(self.Scrolled(self))

    def notify_style_update(self) -> None:
        """Colours changed."""
        super().notify_style_update()
        self._strips.clear()

    def render(self) -> RenderResult:
        """Not asked: lines are drawn one by one."""
        return ""

    def render_line(self, y: int) -> Strip:
        """One line of the picture as it was last drawn; the stop that tab has reached is marked."""
        width, at = self.size.width, self._drawn_top + y
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        if at not in self._strips:
            line = self._lines[at]
            if self._stop is not None and line and at == self._line_of(self._stop):
                line = ((line[0][0], line[0][1] + MARK), *line[1:])
            self._strips[at] = strip_of(line, width, self.rich_style)
        return self._strips[at]

    def _line_of(self, key: str) -> int | None:
        return next((s for s, b in zip(self._starts, self._blocks, strict=True) if b.key == key and b.lines), None)

    def _scroll(self, top: int) -> None:
        """Show the lines from `top` on, at once, or with the next frame when the last one was just drawn."""
        self._top = self._within(top)
        stop = None if self._stop is None else self._line_of(self._stop)
        if stop is not None and not self._top <= stop < self._top + self.size.height:
            self._strips.pop(stop, None)
            self._stop = None
        wait = self._drawn_at + FRAME - monotonic()
        if wait <= 0:
            self._draw()
        elif self._due is None:
            self._due = asyncio.get_running_loop().call_later(wait, self._draw)

    def _draw(self) -> None:
        """What moves as a whole is moved by the terminal; only lines that come into sight are sent."""
        self._due = None
        delta, height = self._top - self._drawn_top, self.size.height
        if not delta or not self.is_attached:
            return
        self._drawn_top = self._top
        app = self.app
        if isinstance(app, WiredApp) and abs(delta) < height:
            app.paint_lines(self, list(range(height - delta, height) if delta > 0 else range(-delta)), delta)
        else:
            self.refresh()
        self._drawn_at = monotonic()
        self.post_message(self.Scrolled(self))

    # ------------------------------------------------------------------ moving
    def action_move(self, lines: int) -> None:
        """Up or down by lines."""
        self._scroll(self._top + lines)

    def action_half(self, direction: int) -> None:
        """Half a page."""
        self._scroll(self._top + direction * max(self.size.height // 2, 1))

    def action_page(self, direction: int) -> None:
        """A page, less the line that leads over."""
        self._scroll(self._top + direction * max(self.size.height - 1, 1))

    def action_first(self) -> None:
        """The first line."""
        self._scroll(0)

    def action_last(self) -> None:
        """The last line."""
        self._scroll(len(self._lines))

    def step(self, direction: int) -> str | None:
        """The next or previous stop; its key, or None when there is none further."""
        stops = [(s, b) for s, b in zip(self._starts, self._blocks, strict=True) if b.section or b.stop]
        here = self._line_of(self._stop) if self._stop is not None else None
        if here is None:
            ahead = [x for x in stops if (x[0] >= self._top if direction > 0 else x[0] < self._top)]
        else:
            ahead = [x for x in stops if (x[0] > here if direction > 0 else x[0] < here)]
        if not ahead:
            return None
        line, block = ahead[0] if direction > 0 else ahead[-1]
        self._goto(line, block)
        return block.key

    def seek(self, fits: Callable[[Line], bool], direction: int) -> bool:
        """To the next line that fits, or the one before, from where the last seeking ended if that is in sight."""
        seen = range(self._top, self._top + self.size.height)
        here = self._sought if self._sought in seen else self._top - (direction > 0)
        lines = range(here + 1, len(self._lines)) if direction > 0 else range(here - 1, -1, -1)
        found = next((at for at in lines if fits(self._lines[at])), None)
        if found is None:
            return False
        self._sought = found
        if found not in seen:
            self._scroll(found)
        return True

    def _goto(self, line: int, block: Block) -> None:
        """Mark a stop and bring it into sight: a section to the top, anything else no further than needed."""
        for at in {line, self._line_of(self._stop) if self._stop else line}:
            self._strips.pop(at or 0, None)
        self._stop = block.key
        height = self.size.height
        bottom = line + len(block.lines)
        if (block.section and not (self._top <= line and bottom <= self._top + height)) or line < self._top:
            self._scroll(line)
        elif bottom > self._top + height:
            self._scroll(min(line, bottom - height))
        self.refresh()


__all__ = ["Paper", "Sheet", "strip_of"]
