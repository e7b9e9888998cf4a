"""Which categories a text may belong to, by the words that each category is known by (M5)."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from deskterm.workflow.classify.normal import normalise

_READ = 4_000
_EARLY = 240
_TOP = 5
_WORDS = re.compile(r"\w[\w\u0e31-\u0e4e]*")
_THAI = re.compile(r"[\u0e01-\u0e4e]")


def suggest_category(text: str, words: Mapping[str, Sequence[str]] | None = None) -> list[tuple[str, float]]:
    """The likeliest categories with their scores (0 to 1), best first, at most five; empty when no word is found.

    `words` maps a category's code to its words (the shipped tree's when left out): `vpn` is that word, `print*` every
    word that begins so, several words a phrase whose last word may have the star; Thai words are found anywhere.
    Longer phrases say more, and what is said first says more. Of two that are as likely the one that stands later in
    `words` comes first: a tree begins with things, and ends with what happened to them and what is asked of them.
    """
    words = shipped_words() if words is None else words
    normal = normalise(text[:_READ]).text
    row = f" {' '.join(_WORDS.findall(normal.replace('-', '')))} "
    found: list[tuple[str, float]] = []
    for code, known in words.items():
        points = 0.0
        for needle in dict.fromkeys(map(_needle, known)):
            at = (normal if _THAI.search(needle) else row).find(needle) if needle else -1
            if at >= 0:
                points += (1 + needle.strip().count(" ")) * (1.0 if at < _EARLY else 0.4)
        if points:
            found.append((code, round(points / (points + 1), 3)))
    found.reverse()
    return sorted(found, key=lambda pair: -pair[1])[:_TOP]


@cache
def shipped_words() -> Mapping[str, tuple[str, ...]]:
    """The words of the shipped category tree, in all languages."""
    from deskterm.workflow.classify.category_words import SHIPPED

    merged: dict[str, tuple[str, ...]] = {}
    for table in SHIPPED:
        for code, words in table.items():
            merged[code] = merged.get(code, ()) + tuple(word.strip() for word in words.split(","))
    return merged


@cache
def _needle(word: str) -> str:
    """What is looked for: a word between blanks, open at its end when it ends with a star."""
    plain = normalise(word).text.strip()
    if _THAI.search(plain):
        return plain
    joined = " ".join(_WORDS.findall(plain.replace("-", "")))
    if not joined:
        return ""
    return f" {joined}" if plain.endswith("*") else f" {joined} "
