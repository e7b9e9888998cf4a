"""What stands there when the terminal is too small for the screens."""

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from deskterm.texts.language import _


class TooSmall(Screen[None]):
    """A sentence, until there is room. Whatever was open stays open below."""

    DEFAULT_CSS = "TooSmall { background: $background; align: center middle; } TooSmall Static { width: auto; }"

    def __init__(self, width: int, height: int) -> None:
        super().__init__(classes="-too-small")
        self.least = (width, height)

    def compose(self) -> ComposeResult:
        """The sentence."""
        width, height = self.least
        text = _("deskterm needs {width} x {height} cells. Make the window larger.")
        yield Static(text.format(width=width, height=height), markup=False)
