"""What a lexicon is made of, and the small language its phrases are written in.

A phrase is a row of words. In languages that put spaces between words:

- `crash*` is any word that begins so, `*ness` any that ends so; `error|bug` is either word;
- `the?` may be missing, and so may either of `a|the?`;
- `...` is up to two words in between; `{cannot}` is any phrase of the lexicon's macro of that name;
- `^` before the first word: only where the text or a sentence begins; `$` after the last: only where one ends;
- `?` alone is a question mark, and stands alone;
- an apostrophe may be missing (`can't` is also cant, can t), a hyphen may be a space or missing.

In Thai, which puts none, a phrase is found anywhere, a space in it may be missing, and `...` is up to a dozen
characters.

Rules are tried in their order, and what one has taken no later one sees: that is how "no issues" never counts as
an issue, and how a longer Thai word keeps a shorter one inside it from being found. A rule of weight zero only takes.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from deskterm.workflow.classify.normal import normalise
from deskterm.workflow.classify.seeking import Seeker
from deskterm.workflow.codes import Nature


class Rule(NamedTuple):
    """Phrases that speak for an incident (positive weight), a request (negative) or nothing (zero)."""

    name: str
    """What the rule is called where a verdict is explained."""
    why: str
    """The code of the reason, one of `REASONS`, or `NOTHING`."""
    weight: float
    phrases: tuple[str, ...]


def rule(name: str, why: str, weight: float, *phrases: str) -> Rule:
    """A rule, with its phrases one by one or several in a text, one a line."""
    return Rule(name, why, weight, lines(*phrases))


def lines(*phrases: str) -> tuple[str, ...]:
    """Phrases one by one or several in a text, one a line; what follows `#` is a remark."""
    found = (line.partition("#")[0].strip() for phrase in phrases for line in phrase.splitlines())
    return tuple(line for line in found if line)


NOTHING = ""
"""The reason of rules that only take."""


class Lexicon:
    """The rules of one language."""

    def __init__(
        self,
        *,
        language: str,
        rules: tuple[Rule, ...],
        natures: Mapping[Nature, tuple[str, ...]],
        personal: tuple[str, ...],
        silence: float,
        macros: Mapping[str, tuple[str, ...]],
        spaced: bool = True,
    ) -> None:
        self.language = language
        self.rules = rules
        self.names = tuple(f"{language}/{rule.name}" for rule in rules)
        """What the rules are called where a verdict is explained."""
        self.natures = natures
        """Phrases that tell the nature of an incident, most telling nature first."""
        self.personal = personal
        """Phrases that hint at data about people."""
        self.silence = silence
        """The weight of a text in which no rule finds anything: people who ask for a thing often only name it."""
        self.macros = macros
        self.spaced = spaced

    @cached_property
    def seeker(self) -> Seeker:
        """What finds the phrases of the rules, then of the natures, then of personal data; compiled on first use."""
        groups = (*(rule.phrases for rule in self.rules), *self.natures.values(), self.personal)
        heads = _pair if self.spaced else _runs
        return Seeker(
            [re.compile(self.pattern(group, bounded=False)) for group in groups],
            [[heads(phrase, self.macros) for phrase in group] for group in groups],
            spaced=self.spaced,
        )

    def pattern(self, phrases: tuple[str, ...], *, bounded: bool = True) -> str:
        """One pattern that finds any of the phrases in a normalised text; unbounded, where a word begins."""
        if self.spaced:
            choices = "|".join(_words(phrase, self.macros) for phrase in phrases if phrase != "?")
            worded = f"{BEFORE if bounded else ''}(?:{choices})" if choices else ""
            return rf"(?:{'|'.join(filter(None, (worded, MARK if '?' in phrases else '')))})(?!\w)"
        return "|".join(_run(phrase, self.macros) for phrase in phrases)


BEFORE = r"(?<!\w)(?<!\w')"
"""A word begins here: what an apostrophe joins to a word before it is no word of its own."""

MARK = r"(?:(?<=\w)|(?<=\w[ ?!)\"]))\?"
"""A question mark after a word; within an address a letter follows it."""

_GAP = r"[ \n,/\"()-]{1,4}"
_FILLER = rf"(?:\w[\w'-]{{0,29}}{_GAP}){{0,2}}"
_EDGES = (rf"(?<={edge}[ \"-]{{{blanks}}})" for blanks in range(4) for edge in (r"\A", r"[.!?;:\n]"))
_BEGIN = f"(?:{'|'.join(_EDGES)})"
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


def _heads(phrase: str, macros: Mapping[str, tuple[str, ...]]) -> set[str]:
    """How the first word of a phrase is looked up (`seeking.Seeker`)."""
    if phrase == "?":
        return {"?="}
    found: set[str] = set()
    for word in phrase.removeprefix("^").removesuffix("$").split():
        bare = word.removesuffix("?")
        if bare.startswith("{"):
            found |= {head for inner in macros[bare.strip("{}")] for head in _heads(inner, macros)}
        else:
            for choice in bare.split("|"):
                found.add(_head(normalise(choice).text))
        if not word.endswith("?"):
            break
    return found


def _head(word: str) -> str:
    """`word=` for that word alone, `*end` for words that end so, and a beginning for anything else."""
    begun = re.split(r"\W", word, maxsplit=1)[0]
    if word.startswith("*") and word[1:].isalnum():
        return word
    return f"{word}=" if begun == word else begun


def _pair(phrase: str, macros: Mapping[str, tuple[str, ...]]) -> tuple[set[str], set[str]]:
    """With which words a phrase begins, and which come second in it where that can be told."""
    words = phrase.removeprefix("^").removesuffix("$").split()
    plain = len(words) > 1 and all(map(_PLAIN.fullmatch, words[:2]))
    seconds = {_head(normalise(choice).text) for choice in words[1].split("|")} if plain else set()
    return _heads(phrase, macros), set() if "" in seconds else seconds


_PLAIN = re.compile(r"(?:\w+\*?|\*\w*)(?:\|(?:\w+\*?|\*\w*))*")
"""A place in a phrase that is always filled, and by one word."""


def _runs(phrase: str, macros: Mapping[str, tuple[str, ...]]) -> tuple[set[str], set[str]]:
    """With which characters a phrase begins in a script without spaces."""
    return {head for choice in phrase.split()[0].split("|") for head in _beginnings(choice, macros)}, set()


def _beginnings(choice: str, macros: Mapping[str, tuple[str, ...]]) -> set[str]:
    """With what a piece of such a phrase may begin: up to the first macro inside it, or what the macro stands for."""
    if not choice.startswith("{"):
        return {normalise(choice).text.partition("{")[0]}
    end = choice.index("}")
    rest = normalise(choice[end + 1 :]).text.partition("{")[0]
    return {
        head + (rest if " " not in inner and "|" not in inner else "")
        for inner in macros[choice[1:end]]
        for head in _runs(inner, macros)[0]
    }
