"""Text for people in 80 columns: headings, facts beside their labels, paragraphs that are folded by cells."""

from collections.abc import Iterator

from deskterm.cli.output import Output
from deskterm.texts.widths import cells, pad

LABEL = 18
INDENT = 2
GAP = "  "


class Page:
    """Lines of a page on their way to stdout."""

    def __init__(self, out: Output) -> None:
        self._out = out
        self._width = min(out.width, 80) if out.terminal else 80
        self._folds = out.terminal and not out.plain

    def line(self, text: str = "") -> None:
        """A line as it is."""
        self._out.data(text.rstrip())

    def row(self, *parts: str, indent: int = INDENT, hang: int = 0) -> None:
        """Several things in a line, with room between them; with commas where room tells nothing."""
        self.paragraph(self.gap.join(filter(None, parts)), indent, hang)

    @property
    def gap(self) -> str:
        """What stands between two things in a line."""
        return ", " if self._out.plain else GAP

    def heading(self, text: str) -> None:
        """A section begins."""
        if self._out.plain:
            self.line(f"{text}:")
            return
        self.line()
        self.line(text)

    def fact(self, label: str, value: str) -> None:
        """A label and its value, which goes on below itself when it is long. Nothing is printed without a value."""
        if not value:
            return
        if self._out.plain:
            self.line(f"{label}: {value}")
            return
        first = pad(label, LABEL - 2)
        for part in folded(value, self._width - LABEL - INDENT):
            self.line(f"{'':{INDENT}}{first}  {part}")
            first = " " * (LABEL - 2)

    def paragraph(self, text: str, indent: int = INDENT, hang: int = 0) -> None:
        """A sentence of ours, folded; lines after the first are indented `hang` more. Without decoration: one line."""
        if self._out.plain:
            self.line(text)
            return
        for at, part in enumerate(folded(text, self._width - indent - hang)):
            self.line(" " * (indent + (hang if at else 0)) + part)

    def told(self, text: str, indent: int = 4) -> None:
        """What somebody wrote: folded on a terminal, line for line as it is in a pipe."""
        for line in self._out.foreign(text, multiline=True).split("\n"):
            for part in folded(line, self._width - indent) if self._folds else (line,):
                self.line(part if self._out.plain else " " * indent + part)


def folded(text: str, width: int) -> Iterator[str]:
    """The lines of a text that has none, of at most `width` cells; broken at blanks, else between letters."""
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if cells(joined) <= width:
            line = joined
            continue
        if line:
            yield line
        *full, line = pieces(word, width)
        yield from full
    yield line


def pieces(word: str, width: int) -> Iterator[str]:
    """A word in parts of at most `width` cells; a mark stays with its letter."""
    part, used = "", 0
    for char in word:
        step = cells(char)
        if part and step and used + step > width:
            yield part
            part, used = "", 0
        part += char
        used += step
    yield part
