"""The virtual list: any number of rows, of which a few pages are read and one screen is drawn.

Keys move the model; what is drawn follows at most once per frame, so that a held key never lags behind. A move is drawn
as the lines that changed, and a scroll is announced, so that the terminal moves its own lines.
"""

import asyncio
from collections.abc import Sequence
from time import monotonic
from typing import ClassVar, Generic, Protocol, TypeVar

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from deskterm.texts.language import N_
from deskterm.widgets.about import About
from deskterm.widgets.looks import Look, Strips, changed, shift, strip_of
from deskterm.widgets.window import Feed, Window
from deskterm.wire.app import WiredApp

R = TypeVar("R")

FRAME = 1 / 120
"""Seconds between two drawings while keys keep coming."""


class Source(Feed[R], Protocol[R]):
    """A list that can be painted."""

    def paint(self, row: R, width: int, selected: bool, marked: bool) -> Sequence[tuple[str, Style]]:
        """The row's line as styled texts, of `width` cells at most."""


def _binding(keys: str, action: str, word: str, tooltip: str, id: str) -> Binding:
    return Binding(keys, action, word, show=False, tooltip=tooltip, id=f"rows.{id}")


class Rows(Widget, Generic[R], can_focus=True):
    """Shows a `Source`. Give it the full width of the terminal: scrolling is cheap only there."""

    DEFAULT_CSS = "Rows { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        _binding("j,down", "move(1)", N_("down"), N_("Down one row"), "down"),
        _binding("k,up", "move(-1)", N_("up"), N_("Up one row"), "up"),
        _binding("ctrl+d", "half(1)", N_("down"), N_("Down half a page"), "half_down"),
        _binding("ctrl+u", "half(-1)", N_("up"), N_("Up half a page"), "half_up"),
        _binding("pagedown", "page(1)", N_("down"), N_("Down a page"), "page_down"),
        _binding("pageup", "page(-1)", N_("up"), N_("Up a page"), "page_up"),
        _binding("g,home", "first", N_("first"), N_("To the first row"), "first"),
        _binding("G,end", "last", N_("last"), N_("To the last row"), "last"),
        _binding("enter", "open", N_("open"), N_("Open it"), "open"),
        _binding("space", "mark", N_("mark"), N_("Mark it and go down"), "mark"),
        _binding("V", "mark_range", N_("range"), N_("Mark all from the last mark to here"), "mark_range"),
        _binding("asterisk", "mark_shown", N_("all"), N_("Mark all rows on the screen, or none"), "mark_shown"),
    ]

    class Highlighted(About):
        """The cursor is on another row, or on none (`id` is `None`). Sent when it is drawn, not for every key."""

    class Opened(About):
        """The row is to be opened."""

    class Marked(About):
        """Other rows are marked: `ids`."""

        @property
        def ids(self) -> frozenset[int]:
            """The ids of all marked rows."""
            return self.rows.marks

    def __init__(
        self, source: Source[R], *, empty: str = "", id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.empty = empty
        """What is shown when there are no rows."""
        self._source = source
        self._window: Window[R] = Window(source)
        self._loaded = False
        self._marks: set[int] = set()
        self._anchor: int | None = None
        self._drawn: list[Look[R]] = []
        self._told: int | None = None
        self._strayed = False
        self._drawn_at = 0.0
        self._due: asyncio.TimerHandle | None = None
        self._strips: Strips[R] = Strips()

    # ------------------------------------------------------------------ for screens
    @property
    def source(self) -> Source[R]:
        """The list that is shown. Setting it goes to its first row and takes all marks away."""
        return self._source

    @source.setter
    def source(self, source: Source[R]) -> None:
        self._source = source
        self._window = Window(source, max(1, self.size.height))
        self._loaded = False
        self._anchor = None
        self._mark(set())
        self.repaint()

    @property
    def selected(self) -> R | None:
        """The row under the cursor."""
        return self._ready().selected

    @property
    def selected_id(self) -> int | None:
        """The id of the row under the cursor."""
        row = self.selected
        return None if row is None else self._source.id(row)

    @property
    def position(self) -> int | None:
        """The cursor's place from 1 on, when it is known: counted from the top or from the end."""
        return self._ready().position

    @property
    def total(self) -> int | None:
        """How many rows the list has, as far as the source knows; read with the rows."""
        return self._ready().total

    @property
    def marks(self) -> frozenset[int]:
        """The ids of the marked rows."""
        return frozenset(self._marks)

    @property
    def loaded(self) -> list[R]:
        """The rows in view, and as many before and behind it."""
        window = self._ready()
        return window.rows[max(0, window.top - window.height) : window.top + 2 * window.height]

    def unmark(self) -> None:
        """Takes all marks away."""
        self._mark(set())

    def select(self, id: int) -> bool:
        """To the row with that id. -> Is it in the list?"""
        found = self._ready().select(id)
        self._moved()
        return found

    def reload(self) -> None:
        """Reads the rows again after something changed; the cursor stays on its row and line."""
        if self._loaded:
            self._window.reload()
            self._moved()

    def repaint(self) -> None:
        """Paints all lines again: `paint` gives another answer than before (the time, the language, the width)."""
        self._strips.clear()
        self._drawn = []
        self._moved()

    # ------------------------------------------------------------------ drawing
    def render_line(self, y: int) -> Strip:
        """The line as it was last looked at, so that a repaint at any moment shows one consistent picture."""
        if len(self._drawn) != self.size.height:
            self._look()
        row, selected, marked = self._drawn[y]
        width = self.size.width
        if row is None:
            text = self.empty if y == 0 and not self._window.rows else ""
            return strip_of([(text, Style.null())], width, self.rich_style)
        key = (self._source.id(row), selected, marked, width)
        kept = self._strips.kept(key, row)
        if kept is not None:
            return kept
        pieces = self._source.paint(row, width, selected, marked)
        return self._strips.keep(key, row, strip_of(pieces, width, self.rich_style))

    def on_resize(self) -> None:
        """The first look, and any other height: who listens is told what the cursor is on."""
        self._moved()

    def notify_style_update(self) -> None:
        """Another theme or state: the kept lines have the old colours."""
        super().notify_style_update()
        self._strips.clear()

    def _ready(self) -> Window[R]:
        window = self._window
        if not self._loaded:
            self._loaded = True
            window.reload()
        if self.size.height and window.height != self.size.height:
            window.resize(self.size.height)
        return window

    def _look(self) -> list[Look[R]]:
        """Takes over what the model holds into what is drawn."""
        window = self._ready()
        looks: list[Look[R]] = [
            (row, at == window.cur, self._source.id(row) in self._marks)
            for at, row in enumerate(window.shown, window.top)
        ]
        looks += [(None, False, False)] * (self.size.height - len(looks))
        self._drawn = looks
        return looks

    def _moved(self) -> None:
        """The model changed: draw now, or with the next frame when the last one was just drawn."""
        # Even a cursor that comes back before it is drawn is told: whoever looked at it meanwhile saw another row.
        self._strayed = self._strayed or self.selected_id != self._told
        if not self.is_attached or self._due is not None:
            return
        wait = self._drawn_at + FRAME - monotonic()
        if wait <= 0:
            self._draw()
        else:
            self._due = asyncio.get_running_loop().call_later(wait, self._draw)

    def _draw(self) -> None:
        self._due = None
        if not self.is_attached or not self.size.height:
            return
        old, new = self._drawn, self._look()
        app = self.app
        if len(old) != len(new) or not isinstance(app, WiredApp):
            self.refresh()
        else:
            delta = shift(old, new, self._source.id)
            lines = changed(old, new, delta)
            if delta or lines:
                app.paint_lines(self, lines, delta)
        self._drawn_at = monotonic()
        if self._strayed:
            self._strayed, self._told = False, self.selected_id
            self.post_message(self.Highlighted(self, self._told))

    # ------------------------------------------------------------------ actions
    def action_move(self, delta: int) -> None:
        """So many rows down; up when negative."""
        self._ready().move(delta)
        self._moved()

    def action_half(self, delta: int) -> None:
        """So many half pages down; up when negative."""
        self._ready().page(delta * max(1, self.size.height // 2))
        self._moved()

    def action_page(self, delta: int) -> None:
        """So many pages down; up when negative."""
        self._ready().page(delta * max(1, self.size.height - 1))
        self._moved()

    def action_first(self) -> None:
        """To the first row."""
        self._ready().first()
        self._moved()

    def action_last(self) -> None:
        """To the last row."""
        self._ready().last()
        self._moved()

    def action_open(self) -> None:
        """Says that the row under the cursor is to be opened."""
        if self.selected_id is not None:
            self.post_message(self.Opened(self, self.selected_id))

    def action_mark(self) -> None:
        """Marks the row, or takes its mark away, and goes down."""
        id = self.selected_id
        if id is not None:
            self._anchor = id
            self._mark(self._marks ^ {id})
            self.action_move(1)

    def action_mark_range(self) -> None:
        """Marks all rows from the last one that was marked to this one."""
        id = self.selected_id
        if id is not None:
            self._mark(self._marks | set(self._window.ids_to(id if self._anchor is None else self._anchor)))
            self._anchor = id

    def action_mark_shown(self) -> None:
        """Marks all rows in view; takes the marks away when all of them are marked."""
        shown = {self._source.id(row) for row in self._ready().shown}
        self._mark(self._marks - shown if shown <= self._marks else self._marks | shown)

    def _mark(self, marks: set[int]) -> None:
        if marks != self._marks:
            self._marks = marks
            self.post_message(self.Marked(self, self._told))
            self._moved()
