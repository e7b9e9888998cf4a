"""What a lexicon is made of, and the small language its phrases are written in.

A phrase is a row of words. In languages that put spaces between words:

- `crash*` is any word that begins so, `*ness` any that ends so; `error|bug` is either word;
- `the?` may be missing, and so may either of `a|the?`;
- `...` is up to two words in between; `{cannot}` is any phrase of the lexicon's macro of that name;
- `^` before the first word: only where the text or a sentence begins; `$` after the last: only where one ends;
- an apostrophe may be missing (`can't` is also cant, can t), a hyphen may be a space or missing.

In Thai, which puts none, a phrase is found anywhere, a space in it may be missing, and `...` is up to a dozen
characters.

Rules are tried in their order, and what one has taken no later one sees: that is how "no issues" never counts as
an issue, and how a longer Thai word keeps a shorter one inside it from being found. A rule of weight zero only takes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from deskterm.workflow.classify.normal import normalise
from deskterm.workflow.codes import Nature


@dataclass(frozen=True)
class Rule:
    """Phrases that speak for an incident (positive weight), a request (negative) or nothing (zero)."""

    why: str
    weight: float
    phrases: tuple[str, ...]


def rule(why: str, weight: float, *phrases: str) -> Rule:
    """A rule, with its phrases one by one or several in a text, one a line."""
    lines = (line.strip() for phrase in phrases for line in phrase.splitlines())
    return Rule(why, weight, tuple(line for line in lines if line))


NOTHING = ""
"""The reason of rules that only take."""


@dataclass(frozen=True)
class Lexicon:
    """The rules of one language."""

    language: str
    rules: tuple[Rule, ...]
    natures: Mapping[Nature, tuple[str, ...]]
    """Phrases that tell the nature of an incident, most telling nature first."""
    silence: float
    """The weight of a text in which no rule finds anything: people who ask for a thing often only name it."""
    macros: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spaced: bool = True

    @cached_property
    def patterns(self) -> tuple[tuple[Rule, re.Pattern[str]], ...]:
        """The rules, compiled when the language is first met."""
        return tuple((rule, self.compiled(rule.phrases)) for rule in self.rules)

    @cached_property
    def nature_patterns(self) -> tuple[tuple[Nature, re.Pattern[str]], ...]:
        """The phrases of the natures, compiled."""
        return tuple((nature, self.compiled(phrases)) for nature, phrases in self.natures.items())

    def compiled(self, phrases: tuple[str, ...]) -> re.Pattern[str]:
        """One pattern for all these phrases."""
        return compiled(phrases, self.macros, spaced=self.spaced)


def compiled(phrases: tuple[str, ...], macros: Mapping[str, tuple[str, ...]], *, spaced: bool) -> re.Pattern[str]:
    """One pattern that finds any of the phrases in a normalised text."""
    if spaced:
        choices = "|".join(_words(phrase, macros) for phrase in phrases)
        return re.compile(rf"(?<![\w'])(?:{choices})(?!\w)")
    return re.compile("|".join(_run(phrase, macros) for phrase in phrases))


_GAP = r"[ \n,/\"()-]{1,4}"
_FILLER = rf"(?:[\w'-]{{1,30}}{_GAP}){{0,2}}"
_BEGIN = r"(?:\A|(?<=[.!?;:\n]))[ -]{0,3}"
_END = r"(?= ?(?:[.!?;\n]|\Z))"


def _words(phrase: str, macros: Mapping[str, tuple[str, ...]]) -> str:
    """The pattern of a phrase whose words stand apart."""
    words = phrase.removeprefix("^").removesuffix("$").split()
    last = max(place for place, word in enumerate(words) if not word.endswith("?") and word != "...")
    pattern = _BEGIN if phrase.startswith("^") else ""
    for place, word in enumerate(words):
        if place > last:
            pattern += f"(?:{_GAP}{_word(word[:-1], macros)})?"
        elif word == "...":
            pattern += _FILLER
        elif word.endswith("?"):
            pattern += f"(?:{_word(word[:-1], macros)}{_GAP})?"
        else:
            pattern += _word(word, macros) + (_GAP if place < last else "")
    return pattern + (_END if phrase.endswith("$") else "")


def _word(word: str, macros: Mapping[str, tuple[str, ...]]) -> str:
    """The pattern of one place in a phrase."""
    if word.startswith("{"):
        return "(?:" + "|".join(_words(phrase, macros) for phrase in macros[word.strip("{}")]) + ")"
    choices = [_spelt(choice) for choice in word.split("|")]
    return choices[0] if len(choices) == 1 else "(?:" + "|".join(choices) + ")"


def _spelt(word: str) -> str:
    """The pattern of one word."""
    plain = r"\w*".join(re.escape(normalise(part).text) for part in word.split("*"))
    return plain.replace("'", "['` ]?").replace(r"\-", "[ -]?")


def _run(phrase: str, macros: Mapping[str, tuple[str, ...]]) -> str:
    """The pattern of a phrase in a script without spaces."""
    return " ?".join(_anywhere(word, macros) for word in phrase.split()).replace("... ?", ".{0,12}?")


def _anywhere(word: str, macros: Mapping[str, tuple[str, ...]]) -> str:
    """The pattern of one piece of such a phrase; a macro may stand inside it."""
    if word == "...":
        return word
    choices = []
    for choice in word.split("|"):
        pieces = re.split(r"\{(\w+)\}", choice)
        for place, piece in enumerate(pieces):
            inner = (_run(phrase, macros) for phrase in macros[piece]) if place % 2 else ()
            pieces[place] = f"(?:{'|'.join(inner)})" if place % 2 else re.escape(normalise(piece).text)
        choices.append("".join(pieces))
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"
