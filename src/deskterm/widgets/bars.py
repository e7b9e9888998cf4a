"""Bars of one line: the views above the list, the message and the keys below it. Each paints itself from a value."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from deskterm.texts.widths import cells, fit
from deskterm.widgets.lines import ALARM, CHOSEN, KEY, PLAIN, QUIET, STRONG, WARNING, Line, Piece, plain, said

SEVERITIES = {"information": PLAIN, "warning": WARNING, "error": ALARM}
SIGNS = {"information": "", "warning": "! ", "error": "!! "}
"""What says the same as the colour."""
MOST = 3
"""Lines of a message at most."""


def strip_of(pieces: Sequence[Piece], width: int) -> Strip:
    """Pieces as a strip of exactly `width` cells."""
    return Strip([Segment(text, style) for text, style in pieces if text]).adjust_cell_length(width)


class Bar(Widget):
    """One line of styled text."""

    DEFAULT_CSS = "Bar { height: 1; width: 100%; }"

    def pieces(self, width: int) -> Sequence[Piece]:
        """What the bar shows."""
        raise NotImplementedError

    @property
    def height(self) -> int:
        """Its lines."""
        return 1

    def line(self, y: int, width: int) -> Sequence[Piece]:
        """What one of its lines shows."""
        return self.pieces(width)

    def render_line(self, y: int) -> Strip:
        """Textual's question for a line."""
        return strip_of(self.line(y, self.size.width), self.size.width)


class Caption(Bar):
    """A text that does not change by itself; with `rule` a line runs on to the right edge."""

    text: reactive[str] = reactive("", init=False)

    def __init__(self, text: str, style: Style = PLAIN, *, rule: bool = False, classes: str = "") -> None:
        super().__init__(classes=classes)
        self.ink, self.rule = style, rule
        self.set_reactive(Caption.text, text)

    def pieces(self, width: int) -> list[Piece]:
        """The text, and the rule."""
        text = fit(self.text, width)
        rest = width - cells(text) - 1
        return (
            [(text, self.ink), (" " + "─" * rest, self.ink if self.rule else PLAIN)]
            if self.rule
            else [(text, self.ink)]
        )


class Tab(NamedTuple):
    """A view: the key that shows it, its word, and how many tickets it holds (None: not counted yet)."""

    key: str
    word: str
    held: int | None


LATE = 5
"""The views from here on give way first where the line is short."""


class TabBar(Bar):
    """The views. The one in use is always whole; where the line is short the others shrink to their key."""

    tabs: reactive[tuple[Tab, ...]] = reactive((), init=False)
    current: reactive[int] = reactive(0, init=False)
    note: reactive[str] = reactive("", init=False)
    """What narrows the view; stands at the right."""

    def shortened(self) -> Iterator[tuple[int, str]]:
        """Shorter forms of the tabs, in the order in which they give way: the later views before the earlier ones."""
        places = [place for place in range(len(self.tabs) - 1, -1, -1) if place != self.current]
        late, early = [p for p in places if p >= LATE], [p for p in places if p < LATE]
        for group in (late, early):
            yield from ((place, f" {self.tabs[place].key} {self.tabs[place].word} ") for place in group)
            yield from ((place, f" {self.tabs[place].key} ") for place in group)

    def pieces(self, width: int) -> list[Piece]:
        """Keys, words and counts, as far as there is room."""
        room = width - (min(cells(self.note) + 2, width // 3) if self.note else 0)
        chosen = [f" {tab.key} {tab.word} {'' if tab.held is None else tab.held}".rstrip() + " " for tab in self.tabs]
        for place, shorter in self.shortened():
            if sum(map(cells, chosen)) <= room:
                break
            chosen[place] = shorter
        found: list[Piece] = [(text, CHOSEN if place == self.current else PLAIN) for place, text in enumerate(chosen)]
        blank = width - sum(map(cells, chosen))
        if self.note and blank > 1:
            note = fit(self.note, blank - 1)
            found += [(" " * (blank - cells(note)), PLAIN), (note, STRONG)]
        return found


class MessageBar(Bar):
    """What happened last, at the left; where one stands, at the right. A long sentence takes the lines it needs."""

    message: reactive[tuple[str, str]] = reactive(("", "information"), init=False)
    """The text and its severity."""
    place: reactive[str] = reactive("", init=False)

    class Grown(Message):
        """The bar has another number of lines now."""

    @property
    def height(self) -> int:
        """As many lines as the message needs, up to `MOST`."""
        return min(max(len(self.told()), 1), MOST)

    def told(self) -> list[Line]:
        """The message in lines."""
        text, severity = self.message
        return said(SIGNS[severity] + text, self.app.size.width, SEVERITIES[severity]) if text else []

    def watch_message(self) -> None:
        """Take the lines that are needed, and give back those that are not."""
        self.stretch()

    def on_resize(self) -> None:
        """In another width another number of lines."""
        self.stretch()

    def stretch(self) -> None:
        """As high as the message needs."""
        height = self.styles.height
        if height is None or height.value != self.height:
            self.styles.height = self.height
            self.post_message(self.Grown())

    def line(self, y: int, width: int) -> Sequence[Piece]:
        """Message and place; the message gives way last."""
        text, severity = self.message
        lines = self.told()
        if y < self.height - 1 or len(lines) > 1:
            rest = " ".join(plain(line) for line in lines[y:]) if y == self.height - 1 else ""
            return [(fit(rest, width), SEVERITIES[severity])] if rest else lines[y] if y < len(lines) else ()
        place = fit(self.place, width // 2)
        text = SIGNS[severity] + text if text else ""
        blank = width - cells(text) - cells(place)
        return [(text, SEVERITIES[severity]), *([(" " * blank, PLAIN), (place, QUIET)] if blank > 1 else [])]


class Hint(NamedTuple):
    """A key, what it does in a word, and whether it may be pressed now."""

    key: str
    word: str
    open: bool = True


class KeyBar(Bar):
    """The few keys that matter; those that are barred are dimmed and stand in brackets."""

    hints: reactive[tuple[Hint, ...]] = reactive((), init=False)

    def pieces(self, width: int) -> list[Piece]:
        """As many hints as fit, whole ones only."""
        found: list[Piece] = []
        taken = 0
        for hint in self.hints:
            text = f"{hint.key} {hint.word}" if hint.open else f"({hint.key} {hint.word})"
            if taken + cells(text) > width:
                break
            if hint.open:
                found += [(hint.key, KEY), (f" {hint.word}", PLAIN)]
            else:
                found.append((text, QUIET))
            found.append(("  ", PLAIN))
            taken += cells(text) + 2
        return found
