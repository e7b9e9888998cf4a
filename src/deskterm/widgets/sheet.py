"""Lines that stand still, and how a line becomes what Textual draws."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import RenderResult
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from deskterm.widgets.lines import Line, filled, width_of


def strip_of(line: Line, width: int, base: Style) -> Strip:
    """The line as Textual takes it, exactly `width` cells long, in the widget's own colours where it has none."""
    segments = [Segment(text, base + style) for text, style in filled(line, width)]
    return Strip(segments, max(width_of(line), width)).crop(0, width)


class Sheet(Widget):
    """Lines that stand still and are as high as they are many."""

    DEFAULT_CSS = "Sheet { height: auto; width: 1fr; }"
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, picture: Callable[[int], Sequence[Line]] | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._picture = picture or (lambda width: ())
        self._drawn: tuple[int, list[Line]] = (-1, [])

    def show(self, picture: Callable[[int], Sequence[Line]]) -> None:
        """Another picture; the layout changes only when it is higher or lower than the last."""
        width, before = self._drawn
        self._picture = picture
        self._drawn = (-1, [])
        self.refresh(layout=width < 0 or len(self._lines(width)) != len(before))

    def _lines(self, width: int) -> list[Line]:
        if self._drawn[0] != width:
            self._drawn = (width, list(self._picture(width)))
        return self._drawn[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the picture has at this width."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """Not asked: lines are drawn one by one."""
        return ""

    def render_line(self, y: int) -> Strip:
        """One line of the picture."""
        lines = self._lines(self.size.width)
        return strip_of(lines[y] if y < len(lines) else (), self.size.width, self.rich_style)
