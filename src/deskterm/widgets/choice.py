"""A few values in a row, one of them taken: digits and arrows choose. More than nine are a `Menu`'s business."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from deskterm.texts.widths import cells
from deskterm.widgets.bars import strip_of
from deskterm.widgets.lines import CHOSEN, KEY, PLAIN, QUIET, STRONG, Piece


class Option(NamedTuple):
    """A value and its word."""

    value: Any
    word: str


class Choice(Widget, can_focus=True):
    """The row; it breaks into as many lines as it needs. The taken value stands in brackets."""

    DEFAULT_CSS = "Choice { height: auto; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,down", "step(1)", "next", show=False, id="choice.next", tooltip="Next value"),
        Binding("left,up", "step(-1)", "previous", show=False, id="choice.previous", tooltip="Previous value"),
        Binding("backspace,delete", "drop", "none", show=False, id="choice.none", tooltip="No value"),
    ]
    taken: reactive[int | None] = reactive(None, init=False)

    class Changed(Message):
        """Another value is taken."""

        def __init__(self, choice: "Choice") -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> "Choice":
            """The row."""
            return self.choice

    def __init__(self, options: Sequence[Option], value: Any = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.options = tuple(options)
        self.set_reactive(Choice.taken, self._index(value))

    def _index(self, value: Any) -> int | None:
        return next((place for place, option in enumerate(self.options) if option.value == value), None)

    @property
    def value(self) -> Any:
        """The taken value; None when there is none."""
        return None if self.taken is None else self.options[self.taken].value

    @value.setter
    def value(self, value: Any) -> None:
        self.taken = self._index(value)

    def lines(self, width: int) -> list[list[Piece]]:
        """The options, broken into lines of at most `width` cells."""
        lines: list[list[Piece]] = [[]]
        used = 0
        for place, option in enumerate(self.options):
            number = str(place + 1) if place < 9 else " "
            taken = place == self.taken
            text = f"[{number} {option.word}]" if taken else f" {number} {option.word} "
            if used and used + cells(text) > width:
                lines.append([])
                used = 0
            used += cells(text) + 1
            if taken:
                lines[-1] += [(text, CHOSEN if self.has_focus else STRONG), (" ", PLAIN)]
            else:
                lines[-1] += [(f" {number}", KEY if self.has_focus else QUIET), (f" {option.word}  ", PLAIN)]
        return lines

    def get_content_height(self, container: Any, viewport: Any, width: int) -> int:
        """As many lines as the options need."""
        return len(self.lines(width))

    def render_line(self, y: int) -> Strip:
        """Textual's question for a line."""
        lines = self.lines(self.size.width)
        return strip_of(lines[y] if y < len(lines) else [], self.size.width)

    def watch_taken(self) -> None:
        """Tell the form."""
        self.post_message(self.Changed(self))

    def action_step(self, by: int) -> None:
        """The next or previous value."""
        start = (0 if by > 0 else -1) - by if self.taken is None else self.taken
        self.taken = (start + by) % len(self.options)

    def action_drop(self) -> None:
        """No value."""
        self.taken = None

    def on_key(self, event: events.Key) -> None:
        """A digit takes the value of that number; so does the first letter of its word."""
        character = event.character or ""
        if character.isdecimal() and character.isascii() and 0 < int(character) <= len(self.options):
            self.taken = int(character) - 1
            event.stop()
        elif character.islower() and character not in "q":
            wanted = [p for p, option in enumerate(self.options) if option.word.casefold().startswith(character)]
            if wanted:
                later = [place for place in wanted if self.taken is not None and place > self.taken]
                self.taken = (later or wanted)[0]
                event.stop()
