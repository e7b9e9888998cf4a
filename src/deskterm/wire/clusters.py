"""Text cut into what a terminal puts into cells, and which of it terminals disagree about.

Layout is measured by Textual; the mirror of the terminal needs the same widths, letter by letter. A cluster is a base
letter with everything that is drawn in its cells. Marks that every terminal draws over the letter before them (Latin,
Cyrillic, Thai) are trusted. Emoji, joined or modified ones above all, flags, Indic vowels and the Thai sara am are
drawn in one cell by one terminal and in two by the next: they are doubtful, and the frame never trusts where the cursor
stands after one.
"""

import re
from functools import lru_cache
from unicodedata import category, east_asian_width

from rich.cells import split_graphemes

_PLAIN = re.compile(
    r"[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u25fc]*"
)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# What joins the cluster before it in some terminals and stands alone in others.
_CLINGS = re.compile(r"[\u0e33\u0eb3\U0001f3fb-\U0001f3ff]")
_FLAG = re.compile(r"[\U0001f1e6-\U0001f1ff]")
_WIDE_FOR_ALL = re.compile(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    r"\U00020000-\U0003fffd]"
)


def cut(text: str) -> "str | tuple[str, ...]":
    """One item per cell: the cluster in its first cell, an empty text in each further cell that it covers.

    A text whose characters are one cell each is returned as it is, since it is already one item per cell. Control
    characters take no cell and are left out, whatever they came from.
    """
    return text if is_plain(text) else _cut(text)


def is_plain(text: str) -> bool:
    """Is every character one cell for every terminal?"""
    return (text.isascii() and text.isprintable()) or _PLAIN.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _cut(text: str) -> tuple[str, ...]:
    text = _CONTROLS.sub("", text)
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


def _clings(before: str, piece: str) -> bool:
    if before == " ":
        return False
    return bool(_CLINGS.match(piece)) or (len(before) == 1 and bool(_FLAG.match(before)) and bool(_FLAG.match(piece)))


@lru_cache(maxsize=4096)
def doubtful(cluster: str) -> bool:
    """Do terminals disagree about how many cells this takes? Then nothing after it may rely on where the cursor is."""
    base, marks = cluster[:1], cluster[1:]
    if base > "\uffff" or (base >= "\u1100" and east_asian_width(base) in "WF"):
        if not _WIDE_FOR_ALL.match(base):
            return True
    elif base and category(base) in {"Mn", "Me", "Mc", "Cf", "Cn", "Co"}:
        return True
    return any(category(mark) not in {"Mn", "Me"} or "\ufe00" <= mark <= "\ufe0f" for mark in marks)


@lru_cache(maxsize=4096)
def marked(cluster: str) -> bool:
    """Does it hold combining marks? A few terminals give those a cell, so columns after it are set anew."""
    return len(cluster) > 1
