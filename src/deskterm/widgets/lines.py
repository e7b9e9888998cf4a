"""Lines of styled text made to fit a width: what every painting function returns, and how text is broken into them.

A line is a tuple of pieces (text, style); a block is some lines about one thing, with a key that stays the same as long
as it is about the same thing, so that a picture can be made anew without moving what is being read. All texts given
here went through `deskterm.texts.safe.safe`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import split_graphemes
from rich.style import Style

from deskterm.texts.widths import cells

Piece = tuple[str, Style]
Line = tuple[Piece, ...]

PLAIN = Style()
STRONG = Style(bold=True)
QUIET = Style(dim=True)
HEAD = Style(bold=True, color="cyan")
KEY = Style(bold=True, color="yellow")
ALARM = Style(bold=True, color="red")
WARNING = Style(color="yellow")
PUBLIC = Style(bold=True, color="magenta")
GOOD = Style(color="green")
STRUCK = Style(dim=True, strike=True)
CHOSEN = Style(bold=True, reverse=True)
FOUND = Style(bold=True, underline=True, color="yellow")
FOR_INCIDENT = Style(underline=True, color="red")
FOR_REQUEST = Style(underline=True, color="cyan")

EMPTY: Line = ()
FULL_ENOUGH = 0.6
"""A line of Thai may end at a blank when it is at least so full; otherwise it ends inside a phrase."""

_CLINGS = frozenset("ะาำๅๆฯ!?)]}»”’…,.:;")
"""What never begins a line inside a run without blanks."""
_LEADS = frozenset("เแโใไ([{«“‘")
"""What never ends one."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines about one thing. `section` begins a section; `stop`: tab halts here and enter does something with it."""

    key: str
    lines: tuple[Line, ...]
    section: bool = False
    stop: bool = False


def plain(line: Line) -> str:
    """The line without its styles."""
    return "".join(text for text, _ in line)


def width_of(line: Iterable[Piece]) -> int:
    """Its cells."""
    return sum(cells(text) for text, _ in line)


@lru_cache(maxsize=1024)
def wrap(text: str, width: int) -> tuple[tuple[int, int], ...]:
    """Where each line of the text begins and ends (offsets) when it has at most `width` cells.

    Lines end at line ends and blanks; a word that is too long is cut between letters, and so is Thai, which has no
    blanks between words: never between a letter and its marks, before a following vowel or after a leading one.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        found += [(start + a, start + b) for a, b in _paragraph(paragraph, max(width, 2))]
        start += len(paragraph) + 1
    return tuple(found)


def _paragraph(text: str, width: int) -> list[tuple[int, int]]:
    if len(text) <= width and cells(text) <= width:
        return [(0, len(text))]
    letters = split_graphemes(text)[0]
    found: list[tuple[int, int]] = []
    first = taken = 0
    blank = inside = 0  # the last places where the line may end: after a blank, and inside a run
    for at, (begin, end, step) in enumerate(letters):
        if at > first:
            if text[begin - 1] == " ":
                blank, blank_taken = at, taken
            elif _may_part(text[letters[at - 1][0]], text[begin]):
                inside = at
        while taken + step > width and text[begin:end] != " " and at > first:
            good = blank > first and (inside <= blank or blank_taken >= width * FULL_ENOUGH)
            cut = blank if good else inside if inside > first else at
            found.append((letters[first][0], _trimmed(text, letters[first][0], letters[cut][0])))
            taken -= sum(width for _, _, width in letters[first:cut])
            first = cut
        taken += step
    last = letters[first][0] if letters else 0
    found.append((last, _trimmed(text, last, len(text))))
    return found


def _trimmed(text: str, start: int, end: int) -> int:
    """The end without the blanks that hang over the edge."""
    return start + len(text[start:end].rstrip(" "))


def _may_part(before: str, after: str) -> bool:
    """May a line end between these letters of a run without blanks? In Thai and the scripts of East Asia only."""
    if after in _CLINGS or before in _LEADS:
        return False
    return _unspaced(before) and _unspaced(after)


def _unspaced(letter: str) -> bool:
    return "\u0e00" <= letter <= "\u0eff" or "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3"


def flow(pieces: Sequence[Piece], width: int, first: str = "", rest: str | None = None) -> list[Line]:
    """Pieces run together and broken to `width` cells, the first line after `first`, the others after `rest`."""
    rest = " " * cells(first) if rest is None else rest
    text = "".join(piece for piece, _ in pieces)
    room = width - max(cells(first), cells(rest))
    lines: list[Line] = []
    for start, end in wrap(text, room):
        indent = rest if lines else first
        lines.append((*(((indent, PLAIN),) if indent else ()), *_between(pieces, start, end)))
    return lines


def _between(pieces: Iterable[Piece], start: int, end: int) -> list[Piece]:
    found = []
    at = 0
    for text, style in pieces:
        if part := text[max(start - at, 0) : max(end - at, 0)]:
            found.append((part, style))
        at += len(text)
    return found


def said(text: str, width: int, style: Style = PLAIN, indent: str = "") -> list[Line]:
    """One text in one style, broken to `width` cells."""
    return flow([(text, style)], width, indent, indent)


def filled(line: Sequence[Piece], width: int) -> Line:
    """The line with blanks after it up to `width` cells; a longer one is returned as it is."""
    blank = width - width_of(line)
    return (*line, (" " * blank, PLAIN)) if blank > 0 else tuple(line)


def beside(left: Sequence[Line], right: Sequence[Line], width: int, gap: int = 2) -> list[Line]:
    """Two columns: the left one filled to `width` cells."""
    blank: Line = ()
    rows = max(len(left), len(right))
    pairs = zip([*left, *[blank] * (rows - len(left))], [*right, *[blank] * (rows - len(right))], strict=True)
    return [(*filled(a, width), (" " * gap, PLAIN), *b) if b else tuple(a) for a, b in pairs]


def marked(line: Sequence[Piece], places: Iterable[tuple[int, int]]) -> Line:
    """The line with these parts of it, given by offsets, marked as what was searched for."""
    found: list[Piece] = []
    at = 0
    for start, end in places:
        found += [*_between(line, at, start), *((text, style + FOUND) for text, style in _between(line, start, end))]
        at = end
    return (*found, *_between(line, at, len(plain(tuple(line)))))


def is_marked(line: Line) -> bool:
    """Is something in the line marked so?"""
    return any(style.underline and style.bold and style.color == FOUND.color for _, style in line)


def heading(title: str, width: int, note: str = "") -> Line:
    """The line that begins a section: its title, a note, and a rule up to the edge."""
    words: list[Piece] = [(f"{title} ", HEAD)]
    if note:
        words.append((f"{note} ", QUIET))
    return (*words, ("─" * max(width - width_of(words), 0), QUIET))


def ruled(line: Line, width: int) -> Line:
    """The line with a rule after it up to the edge."""
    return (*line, (" " + "─" * max(width - width_of(line) - 1, 0), QUIET))
