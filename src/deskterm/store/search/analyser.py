"""A text as terms: what is indexed, and what a query asks for. The same function makes both.

A word is a run of letters or a run of digits, so `ORA-00942`, `192.168.0.10`, `ivan@example.org`, `0x80070005` and
`C:\\Users\\ivan` are each a row of terms: found whole as a phrase, and by their parts. Letters become stems. Thai and
other scripts without blanks become overlapping pairs of letters (with their marks), so that any part of a run is found
as a phrase of pairs. Positions are those of the text as it was written.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from deskterm.store.search.letters import DROPPED, INVISIBLE, folded, thai
from deskterm.store.search.stems import stem

VERSION = 1
"""Raised whenever a text would give other terms than before: indexes made by another version are rebuilt."""
LONGEST = 64
"""Letters of a term; what follows in a longer run is another term."""

_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_PAIRED = (
    f"{_THAI}\u0e81-\u0ec6\u0ec8-\u0ecd\u0edc-\u0edf\u1000-\u103f\u1780-\u17d3\u3005-\u3007\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8"
    "\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0980-\u0983\u09bc-\u09cd\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
_LETTERS = rf"[^\W\d_{_PAIRED}](?:[^\W\d_{_PAIRED}]|[{_MARKS}{INVISIBLE}])*"
_WORD = re.compile(
    f"([{_PAIRED}](?:[{_PAIRED}{INVISIBLE}]*[{_PAIRED}])?)" + rf"|\d+|{_LETTERS}(?:[-\u2010\u2011]{_LETTERS})*"
)
_PART = re.compile(rf"\d+|[^\W\d_](?:[^\W\d_]|[{_MARKS}])*")
_HYPHEN = re.compile("[-\u2010\u2011]")
_CLUSTER = re.compile(
    "(?s:.)(?:[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb3-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3\u3099\u309a"
    f"{INVISIBLE}])*"
)
JOINED = 3
"""Parts that a word with hyphens may have to be found without them too: wi-fi as wifi."""


class Token(NamedTuple):
    """A term and where it stands in the text."""

    term: str
    start: int
    end: int


def analyse(text: str) -> list[Token]:
    """The terms of a text in their order. Never raises; the work grows with the length of the text."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        if match[1] is not None:
            found += paired(match[1], match.start())
        else:
            found += spelt(match[0], match.start())
    return found


def indexed(text: str) -> list[str]:
    """The terms alone."""
    found: list[str] = []
    for match in _WORD.finditer(text):
        found += pairs_of(match[0]) if match[1] is not None else terms_of(match[0])
    return found


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """The runs of letters or digits of a text, and whether each becomes pairs."""
    for match in _WORD.finditer(text):
        yield match[0], match[1] is not None


@lru_cache(maxsize=1 << 16)
def terms_of(word: str) -> tuple[str, ...]:
    """The terms of a run of letters or of digits; first what a word with hyphens is without them."""
    parts = parts_of(word)
    terms = tuple(stem(part) if part[0] > "9" else part for part in parts)
    joined = joined_of(word, parts)
    return terms if joined is None else (stem(joined), *terms)


def joined_of(word: str, parts: Sequence[str]) -> str | None:
    """The word without its hyphens; None when it has none, or too many parts."""
    if 1 < len(parts) <= JOINED and _HYPHEN.search(word) and sum(map(len, parts)) <= LONGEST:
        return "".join(parts)
    return None


def parts_of(word: str) -> list[str]:
    """The folded words of a run, before they become stems; a sign like ½ holds several."""
    plain = folded(word)
    parts = [plain] if plain.isalpha() else _PART.findall(plain)
    if len(plain) <= LONGEST:
        return parts
    return [part[at : at + LONGEST] for part in parts for at in range(0, len(part), LONGEST)]


def spelt(word: str, start: int) -> list[Token]:
    """The terms of a run with their places."""
    end = start + len(word)
    terms = terms_of(word)
    if len(terms) == 1 or not _HYPHEN.search(word):
        return [Token(term, start, end) for term in terms]
    found = [Token(terms[0], start, end)] if joined_of(word, parts_of(word)) is not None else []
    at = start
    for piece in _HYPHEN.split(word):
        found += [Token(stem(part) if part[0] > "9" else part, at, at + len(piece)) for part in parts_of(piece)]
        at += len(piece) + 1
    return found


def clusters(run: str) -> list[tuple[str, int, int]]:
    """The letters of a run with their marks, and where they stand in it."""
    found = []
    for match in _CLUSTER.finditer(run):
        if letter := match[0].translate(DROPPED):
            found.append((letter, match.start(), match.end()))
    return found


@lru_cache(maxsize=1 << 12)
def pairs_of(run: str) -> tuple[str, ...]:
    """The terms of a run without blanks: each letter with the next one, the last one alone."""
    letters = [letter for letter, _, _ in clusters(thai(run))]
    return (*map("".join, pairwise(letters)), *letters[-1:])


def paired(run: str, start: int) -> list[Token]:
    """The same with their places in the text. Where one spelling has other letters than the text, places are shared."""
    plain = thai(run)
    letters = clusters(plain)
    if len(plain) != len(run):
        places = clusters(run)
        places += places[-1:] * (len(letters) - len(places))
        letters = [(letter, *place[1:]) for (letter, _, _), place in zip(letters, places, strict=False)]
    found = [
        Token(letter + after, start + begin, start + end) for (letter, begin, _), (after, _, end) in pairwise(letters)
    ]
    return [*found, *(Token(letter, start + begin, start + end) for letter, begin, end in letters[-1:])]
