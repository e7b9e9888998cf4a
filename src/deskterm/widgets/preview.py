"""The pane below the list: lines about the ticket under the cursor, redrawn cell by cell as it moves."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from deskterm.widgets.bars import strip_of
from deskterm.widgets.lines import HEAD, QUIET, Line


class Preview(Widget, can_focus=True):
    """The lines, with a scroll of their own while they have the focus."""

    DEFAULT_CSS = "Preview { height: 1fr; width: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_lines(1)", "down", show=False, id="preview.down", tooltip="Down"),
        Binding("k,up", "scroll_lines(-1)", "up", show=False, id="preview.up", tooltip="Up"),
        Binding(
            "pagedown,ctrl+d", "scroll_lines(8)", "down", show=False, id="preview.page_down", tooltip="Further down"
        ),
        Binding("pageup,ctrl+u", "scroll_lines(-8)", "up", show=False, id="preview.page_up", tooltip="Further up"),
        Binding("g,home", "scroll_lines(-99999)", "first", show=False, id="preview.first", tooltip="The beginning"),
        Binding("G,end", "scroll_lines(99999)", "last", show=False, id="preview.last", tooltip="The end"),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: list[Line] = []
        self.top = 0

    def put(self, lines: list[Line], *, keep: bool = False) -> None:
        """Show other lines; `keep`: the same ticket anew, so that reading goes on where it was."""
        self.lines = lines
        self.top = min(self.top, self.deepest) if keep else 0
        self.refresh()

    @property
    def deepest(self) -> int:
        """The furthest that it makes sense to scroll."""
        return max(len(self.lines) - self.size.height + 1, 0)

    def render_line(self, y: int) -> Strip:
        """A rule first, then the lines."""
        width = self.size.width
        if y == 0:
            return strip_of([("─" * width, HEAD if self.has_focus else QUIET)], width)
        at = self.top + y - 1
        return strip_of(self.lines[at] if at < len(self.lines) else (), width)

    def action_scroll_lines(self, by: int) -> None:
        """Scroll."""
        self.top = max(0, min(self.top + by, self.deepest))
        self.refresh()
