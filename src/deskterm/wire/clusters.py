"""Text cut into what a terminal puts into cells, and which of it terminals disagree about.

Layout is measured by Textual; the mirror of the terminal needs the same widths, letter by letter. A cluster is a base
letter with everything that is drawn in its cells. Marks that every terminal draws over the letter before them (Latin,
Cyrillic, Thai) are trusted. Emoji, joined or modified ones above all, flags, Indic vowels and the Thai sara am are
drawn in one cell by one terminal and in two by the next: they are doubtful, and the frame never trusts where the cursor
stands after one.
"""

from functools import lru_cache
from unicodedata import bidirectional, category, east_asian_width

from rich.cells import _is_single_cell_widths, split_graphemes

# What joins the cluster before it in some terminals and stands alone in others: sara am, its Lao twin, skin tones.
_CLINGS = frozenset("\u0e33\u0eb3\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
_FLAGS = range(0x1F1E6, 0x1F200)
_NEVER = frozenset({"Cc", "Cs", "Zl", "Zp"})
_MARKS = frozenset("\u061c\u200e\u200f")
_STEERING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
# East Asian letters and signs: two cells for every terminal.
_WIDE_FOR_ALL = (
    range(0x1100, 0x1160),
    range(0x2E80, 0x303F),
    range(0x3041, 0xA4D0),
    range(0xAC00, 0xD7A4),
    range(0xF900, 0xFB00),
    range(0xFE30, 0xFE70),
    range(0xFF00, 0xFF61),
    range(0xFFE0, 0xFFE7),
    range(0x20000, 0x3FFFE),
)


def cut(text: str) -> "str | tuple[str, ...]":
    """One item per cell: the cluster in its first cell, an empty text in each further cell that it covers.

    A text whose characters are one cell each is returned as it is, since it is already one item per cell. Controls and
    marks that steer the direction of writing take no cell and are left out, whatever they came from.
    """
    return text if is_plain(text) else _cut(text)


def is_plain(text: str) -> bool:
    """Is every character one cell for every terminal? `False` is no answer: the text has to be cut to know."""
    return _is_single_cell_widths(text)


@lru_cache(maxsize=4096)
def _cut(text: str) -> tuple[str, ...]:
    if not text.isprintable():
        text = "".join(char for char in text if not _steers(char))
    clusters: list[tuple[str, int]] = []
    for start, end, width in split_graphemes(text)[0]:
        piece = text[start:end]
        if not width and not clusters:
            continue
        if clusters and (not width or _clings(clusters[-1][0], piece)):
            before, taken = clusters[-1]
            clusters[-1] = (before + piece, taken + width)
        else:
            clusters.append((piece, width))
    cells: list[str] = []
    for piece, width in clusters:
        cells.append(piece)
        cells.extend([""] * (width - 1))
    return tuple(cells)


def _steers(char: str) -> bool:
    return category(char) in _NEVER or char in _MARKS or bidirectional(char) in _STEERING


def _clings(before: str, piece: str) -> bool:
    if before == " ":
        return False
    return piece[0] in _CLINGS or (len(before) == 1 and ord(before) in _FLAGS and ord(piece[0]) in _FLAGS)


@lru_cache(maxsize=4096)
def doubtful(cluster: str) -> bool:
    """Do terminals disagree about how many cells this takes? Then nothing after it may rely on where the cursor is."""
    base, marks = cluster[:1], cluster[1:]
    if base > "\uffff" or (base >= "\u1100" and east_asian_width(base) in "WF"):
        if not any(ord(base) in wide for wide in _WIDE_FOR_ALL):
            return True
    elif base and category(base) in {"Mn", "Me", "Mc", "Cf", "Cn", "Co"}:
        return True
    return any(category(mark) not in {"Mn", "Me"} or "\ufe00" <= mark <= "\ufe0f" for mark in marks)


@lru_cache(maxsize=4096)
def marked(cluster: str) -> bool:
    """Does it hold combining marks? A few terminals give those a cell, so columns after it are set anew."""
    return len(cluster) > 1
