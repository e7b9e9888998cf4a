"""Keyboard layouts: which key of the Latin keyboard was pressed when another layout typed its own letter.

Commands go by the place of the key, so that nobody has to switch the layout to work. A terminal sends letters, not
places; these tables turn the letters of ЙЦУКЕН (Russian, with the Ukrainian and Belarusian letters), Thai Kedmanee
(TIS 820) and Romanian (SR 13392, cedilla letters of the older layouts too) back into the US key at the same place.

ASCII signs are at other places in some of these layouts ("." types "/" on a Russian keyboard) and mean themselves on
the Latin one. Which one it is shows in the letters that were typed before: `Layout` remembers.
"""

from typing import Final

_US: Final = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./" + '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
_PLACES: Final = {
    "ru": "ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю." + 'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,',
    "th": "_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ" + '%+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ',
    "ro": "„1234567890-=qwertyuiopăîâasdfghjklșțzxcvbnm,./" + "”!@#$%^&*()_+QWERTYUIOPĂÎÂASDFGHJKLȘȚZXCVBNM;:?",
}
_MORE: Final = dict(zip("іІїЇєЄґҐўЎşŞţŢ", "sS]}'\"\\|oO;:'\"", strict=True))
# Signs whose key, by place, is a command: elsewhere the sign on the key cap is what the person means.
_MOVED: Final = {"ru": {".": "/", ",": "?"}, "th": {"/": "2", "-": "3", ")": "X"}}
# The same before any letter was typed, as far as the Latin layout has no command there.
_UNDECIDED: Final = {",": "?", "-": "3", ")": "X"}


def _table() -> dict[str, str]:
    table = dict(_MORE)
    for letters in _PLACES.values():
        table.update((letter, us) for letter, us in zip(letters, _US, strict=True) if not letter.isascii())
    return table


_TABLE: Final = _table()


def physical(character: str, layout: str | None = None) -> str | None:
    """The character that the US layout types with the same key, or `None` when it is this very character.

    `layout`: "ru", "th", "us" when known; it decides what ASCII signs mean.
    """
    if character.isascii():
        return (_UNDECIDED if layout is None else _MOVED.get(layout, {})).get(character)
    return _TABLE.get(character)


def moved_characters() -> frozenset[str]:
    """All characters that only another layout types."""
    return frozenset(_TABLE)


class Layout:
    """The layout that is in use, as far as the typed letters tell."""

    def __init__(self) -> None:
        self.name: str | None = None

    def see(self, character: str) -> None:
        """Learns from a typed character, wherever it was typed."""
        if character.isascii():
            if character.isalpha():
                self.name = "us"
        elif "\u0400" <= character <= "\u04ff":
            self.name = "ru"
        elif "\u0e00" <= character <= "\u0e7f":
            self.name = "th"
        elif character in _TABLE:
            self.name = "us"

    def place(self, character: str) -> str | None:
        """`physical` in the layout in use."""
        return physical(character, self.name)
