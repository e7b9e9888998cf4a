"""How many terminal cells a text takes, and texts made to fit a number of cells.

Columns of the shell's lists line up in Thai and with emoji too, so letters are counted in cells. The counts are
those that Textual paints by: a combining mark takes none, a wide letter two, joined emoji two together.
All functions expect text that went through `safe`.
"""

from collections.abc import Iterator
from functools import cache

ELLIPSIS = "…"


def cells(text: str) -> int:
    """The number of terminal cells that the text takes on one line."""
    return len(text) if text.isascii() else sum(_steps(text))


def fit(text: str, width: int) -> str:
    """The text, cut with an ellipsis where it takes more than `width` cells. Marks stay with their letters."""
    if width <= 0:
        return ""
    taken = cut = 0
    for at, step in enumerate(_steps(text)):
        if taken + step < width:
            cut = at + 1
        taken += step
        if taken > width:
            return text[:cut] + ELLIPSIS
    return text


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text cut or filled with spaces to exactly `width` cells; `right` puts the spaces before it."""
    text = fit(text, width)
    blank = " " * (max(width, 0) - cells(text))
    return blank + text if right else text + blank


def _steps(text: str) -> Iterator[int]:
    """The cells that each character adds to the line."""
    joined = False
    base = ""
    for char in text:
        step = 0 if joined else _cells(char)
        joined = char == "\u200d"
        if char == "\ufe0f" and base and _widens(base):
            step, base = 1, ""
        elif "\U0001f3fb" <= char <= "\U0001f3ff" and base >= "\u261d":
            step = 0
        elif step:
            base = char
        yield step


@cache
def _cells(char: str) -> int:
    """The cells of one character on its own."""
    from unicodedata import category, east_asian_width

    if char < "\u0300":
        return 1
    kind = category(char)
    if kind in {"Mn", "Me", "Mc", "Cf"} or "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff":
        return 0
    if "\U0001f1e6" <= char <= "\U0001f1ff":
        return 1
    if east_asian_width(char) in {"W", "F"} or (kind == "Cn" and "\U0001f680" <= char <= "\U0001faff"):
        return 2
    return 1


def _widens(base: str) -> bool:
    """Does the emoji variation selector make this narrow character an emoji of two cells?"""
    from unicodedata import category

    return _cells(base) == 1 and (base in "#*0123456789©®‼⁉™ℹ〰〽" or category(base) in {"So", "Sm"})
