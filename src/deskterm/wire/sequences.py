"""Whole sequences as Textual's messages. One that its parser does not know is no key: it is dropped.

The parser itself would go on reading behind an unknown sequence and then take all of it for typed letters.
"""

from collections.abc import Iterator

from textual import _xterm_parser as stock
from textual.message import Message

_OTHER = (
    stock._re_mouse_event,
    stock._re_terminal_mode_response,
    stock._re_cursor_position,
    stock._re_in_band_window_resize,
)


class Parser:
    """Keeps nothing between two sequences; what was pasted does not come here."""

    def __init__(self) -> None:
        self._stock = stock.XTermParser()

    def messages(self, text: str) -> Iterator[Message]:
        """The messages of one sequence, or of characters without any."""
        if text[0] != "\x1b" or self._knows(text):
            yield from self._stock.feed(text)

    def _knows(self, sequence: str) -> bool:
        if sequence in stock.SPECIAL_SEQUENCES or any(pattern.fullmatch(sequence) for pattern in _OTHER):
            return True
        return any(True for _ in self._stock._sequence_to_key_events(sequence))
