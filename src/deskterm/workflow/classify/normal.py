"""One spelling for everything that is spelt in several ways, without losing where it stood.

Case, typographic apostrophes, Romanian diacritics (comma or cedilla below, or none), ё and й (one character or two),
full-width letters, a Thai am in two pieces and invisible characters must not change a verdict. The phrases of the
lexicons go through the same door. Every character of the normal form knows
its place in the text, so that evidence can be underlined in what the person wrote.
"""

from typing import NamedTuple


class Normal(NamedTuple):
    """A normalised text. `places[i]` is where character i stood, its last item the end; None: nothing was left out."""

    text: str
    places: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that became this span."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end]


_NIKHAHIT, _AA, _AM = "\u0e4d", "\u0e32", "\u0e33"

_SINGLE = {
    ord(char): plain
    for chars, plain in (
        ("\u2018\u2019\u02bc\u00b4`", "'"),
        ("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        ("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        ("\t\r\x0b\x0c\x85\xa0\u2028\u2029\u202f\u3000", " "),
        ("ёЁ", "е"),
        ("йЙ", "и"),
        ("đ", "d"),
        ("ł", "l"),
        ("ı", "i"),
        ("İ", "i"),
    )
    for char in chars
}


class _Table(dict[int, str]):
    """The normal form of each character, worked out when it is first met; empty for what disappears."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _plain(chr(code))
        return plain


def normalise(text: str) -> Normal:
    """The normal form of a text. Never raises; the work grows with the length of the text."""
    if text.isascii():
        return Normal(text.lower().translate(_SINGLE), None)
    plain = text.translate(_TABLE)
    if len(plain) == len(text) and _NIKHAHIT not in text:
        return Normal(plain, None)
    parts = [_TABLE[ord(char)] for char in text]
    if _NIKHAHIT in text:
        for place in range(len(parts) - 1):
            if parts[place] == _NIKHAHIT and parts[place + 1] == _AA:
                parts[place], parts[place + 1] = "", _AM
    if "" not in parts:
        return Normal("".join(parts), None)
    return Normal("".join(parts), [*(place for place, part in enumerate(parts) if part), len(parts)])


def _plain(char: str) -> str:
    """The normal form of one character."""
    from unicodedata import category, normalize

    if "\u0e00" <= char <= "\u0e7f" or "\ud800" <= char <= "\udfff":
        return char
    if category(char) in {"Mn", "Me", "Cf"}:
        return ""
    if "\u0400" <= char <= "\u04ff":
        return char.lower()
    base = "".join(part for part in normalize("NFKD", char) if category(part) != "Mn").lower()
    return base if len(base) == 1 else char


_TABLE = _Table(_SINGLE)
