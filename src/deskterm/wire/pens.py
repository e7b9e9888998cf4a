"""Colours and attributes as a terminal holds them, and the shortest way from one state to the next.

Many Rich styles paint alike (links, clicks and other data hang on them), so a style becomes a Pen, and pens that paint
alike are one object: two cells are then compared by identity.
"""

from functools import lru_cache

from rich.color import ColorSystem
from rich.style import Style

_ATTRIBUTES = (
    ("bold", 1),
    ("dim", 2),
    ("italic", 3),
    ("underline", 4),
    ("blink", 5),
    ("blink2", 6),
    ("reverse", 7),
    ("conceal", 8),
    ("strike", 9),
    ("underline2", 21),
    ("overline", 53),
)
_OFF = {1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29, 21: 24, 53: 55}
# Bold and dim alone leave a blank as it is; every other attribute shows on it or is not kept by an erase.
_ERASABLE = {1, 2}


class Pen:
    """One look of a cell. `fore`, `back`: SGR parameters, empty for the terminal's own; `attributes`: SGR numbers."""

    __slots__ = ("attributes", "back", "blank", "fore")

    def __init__(self, fore: str, back: str, attributes: frozenset[int]) -> None:
        self.fore = fore
        self.back = back
        self.attributes = attributes
        self.blank = attributes <= _ERASABLE
        """May an erase stand for a space written with this pen (as far as the pen goes)?"""

    def __repr__(self) -> str:
        return f"Pen({self.fore!r}, {self.back!r}, {sorted(self.attributes)})"


@lru_cache(maxsize=4096)
def pen(fore: str, back: str, attributes: frozenset[int]) -> Pen:
    """The one Pen that looks like this."""
    return Pen(fore, back, attributes)


PLAIN = pen("", "", frozenset())
"""The terminal's own colours, no attribute: the state after a reset."""


@lru_cache(maxsize=4096)
def pen_of(style: Style | None, system: ColorSystem) -> Pen:
    """The pen that paints the style in a terminal with these colours."""
    if style is None:
        return PLAIN
    fore = back = ""
    if style.color is not None and not style.color.is_default:
        fore = ";".join(style.color.downgrade(system).get_ansi_codes(foreground=True))
    if style.bgcolor is not None and not style.bgcolor.is_default:
        back = ";".join(style.bgcolor.downgrade(system).get_ansi_codes(foreground=False))
    return pen(fore, back, frozenset(number for name, number in _ATTRIBUTES if getattr(style, name)))


@lru_cache(maxsize=4096)
def change(now: Pen | None, then: Pen) -> str:
    """The escape sequence that turns one pen into the other; `None`: the present state is unknown."""
    if now is then:
        return ""
    afresh = _full(then)
    if now is None:
        return afresh
    if then is PLAIN:
        return "\x1b[m"
    codes: list[str] = []
    kept = now.attributes
    for off in dict.fromkeys(_OFF[number] for number in sorted(now.attributes - then.attributes)):
        codes.append(str(off))
        kept = frozenset(number for number in kept if _OFF[number] != off)
    codes.extend(str(number) for number in sorted(then.attributes - kept))
    if now.fore != then.fore:
        codes.append(then.fore or "39")
    if now.back != then.back:
        codes.append(then.back or "49")
    delta = f"\x1b[{';'.join(codes)}m"
    return delta if len(delta) <= len(afresh) else afresh


def _full(then: Pen) -> str:
    codes = ["", *(str(number) for number in sorted(then.attributes)), then.fore, then.back]
    return f"\x1b[{';'.join([codes[0], *(code for code in codes[1:] if code)])}m"
