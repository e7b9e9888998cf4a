"""Which language a text is written in: by its script, then by its commonest words; the reporter's language first.

Romanian diacritics are not asked: half of those who write Romanian at a keyboard leave them out, and a text must get
the same answer with and without them. German, Spanish, French, Portuguese and Ukrainian are known well enough to say
that no rules are written for them.
"""

import re

from deskterm.workflow.classify.lexicons import LANGUAGES
from deskterm.workflow.classify.tongue_words import COMMON, ENDINGS, OF_WORD

_WORD = re.compile(r"[^\W\d_]+")
_THAI = re.compile(r"[\u0e01-\u0e4e]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_LATIN = re.compile(r"[a-z\u00e0-\u024f]+")
_UKRAINIAN = re.compile(r"[\u0456\u0457\u0454\u0491]")
_SIGNIFICANT = 0.15
"""The share of letters from which a script decides: texts in Thai and Russian are full of Latin product names."""

_CLEARLY = 3
"""How many more common words of another language it takes to read a text otherwise than its reporter's language."""

OTHER = ""
"""A script that no rules know."""


def language_of(text: str, reporters: str | None) -> str | None:
    """The language of a normalised text, one with rules, another code, or OTHER; None when nothing tells.

    `reporters` is believed unless the script, or clearly the words, say otherwise.
    """
    script = _script(text)
    if script in {"th", "ru", "uk", OTHER} or (script is None and reporters in COMMON):
        return reporters if script is None or (script == "ru" and reporters == "uk") else script
    if script is None:
        return reporters if reporters in LANGUAGES else None
    counts = _counts(text)
    most = max(counts, key=lambda code: counts[code])
    if reporters in counts and counts[most] < counts[reporters] + _CLEARLY:
        return reporters
    best = [code for code in counts if counts[code] == counts[most]]
    return best[0] if len(best) == 1 else None


def _script(text: str) -> str | None:
    """th, ru, uk, `latin` or OTHER; None without letters."""
    if text.isascii():
        return "latin" if _LATIN.search(text) else None
    latin = _length(_LATIN, text)
    thai, cyrillic = _length(_THAI, text), _length(_CYRILLIC, text)
    known = thai + cyrillic + latin
    if _length(_WORD, text) - cyrillic - latin - thai > known:
        return OTHER
    if not known:
        return None
    if thai > known * _SIGNIFICANT and thai >= cyrillic:
        return "th"
    if cyrillic > known * _SIGNIFICANT:
        return "uk" if _UKRAINIAN.search(text) else "ru"
    return "latin"


def _length(script: re.Pattern[str], text: str) -> int:
    """How many characters of a script a text has."""
    return sum(map(len, script.findall(text)))


def _counts(text: str) -> dict[str, int]:
    """How many of its words are common in each language that is written in Latin letters."""
    counts = dict.fromkeys(COMMON, 0)
    for codes in map(_CODES.__getitem__, _WORD.findall(text)):
        for code in codes:
            counts[code] += 1
    return counts


class _Codes(dict[str, tuple[str, ...]]):
    """The languages that a word speaks for, worked out when it is first met; all are forgotten when they are many."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        codes = self[word] = OF_WORD.get(word) or (("ro",) if word.endswith(ENDINGS) else ())
        return codes


_REMEMBERED = 20_000
_CODES = _Codes()
