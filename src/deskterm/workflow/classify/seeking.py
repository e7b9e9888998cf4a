"""Finding many phrases at once in time that grows with the text: by the words that a phrase begins with.

A pattern of several hundred phrases is only tried where one of them can begin. Where words stand apart that is a word
some phrase begins with, followed by a word that may come next in it; in a script without spaces, the characters that
some phrase begins with. The result is what searching each pattern through the whole text would give, in a fraction of
the time.

Linear: a place is tried once for each pattern that can begin there, and what a pattern looks at from there is bounded,
for between two words of a phrase stand at most two words of at most thirty letters each.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

_WORD = re.compile(r"(?<!\w)(?<!\w')\w{1,40}|\?")
"""A word, of which forty letters are looked at; longer ones are no words."""

_HEAD, _TAIL = 3, 7
"""Characters by which a phrase is looked up in a script without spaces: at first, and where these are known."""

_KNOWN = 20_000
"""How many words, and pairs of words, are remembered before all are forgotten: memory stays bounded."""

Heads = Sequence[tuple[set[str], set[str]]]
"""With what the phrases of a pattern begin: their first words, and what may come second; an empty set: anything.

`crash` stands for every word that begins so, `crash=` for that word alone, `*ness` for every word that ends so, and an
empty one for any word. In a script without spaces a first word is a run of characters, and there is no second.
"""


class Seeker:
    """Patterns in their order, and where each of them may begin."""

    def __init__(self, patterns: Sequence[re.Pattern[str]], heads: Sequence[Heads], *, spaced: bool) -> None:
        self.patterns = tuple(patterns)
        self._gather = self._words if spaced else self._characters
        self._known = _Known(heads if spaced else [list(_runs(found)) for found in heads])

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Number of the pattern, start and end of every phrase; pattern by pattern, each from left to right."""
        for number, starts in enumerate(self._gather(text)):
            if starts:
                match = self.patterns[number].match
                last = 0
                for start in starts:
                    if start >= last and (found := match(text, start)):
                        last = found.end()
                        yield number, start, last

    def tried(self, text: str) -> int:
        """How many times a pattern is tried at a place: the work that a text makes."""
        return sum(map(len, self._gather(text)))

    def _words(self, text: str) -> list[list[int]]:
        """Which pattern may begin where, in a script that parts its words."""
        places: list[list[int]] = [[] for _ in self.patterns]
        known = self._known
        after: _After | None = None
        start = 0
        for found in _WORD.finditer(text):
            word = found[0]
            if after is not None:
                for number in after[word]:
                    places[number].append(start)
            after = known[word]
            start = found.start()
        if after is not None:
            for number in after[""]:
                places[number].append(start)
        return places

    def _characters(self, text: str) -> list[list[int]]:
        """Which pattern may begin where, in a script that does not."""
        places: list[list[int]] = [[] for _ in self.patterns]
        known = self._known
        first = known.first
        for start, sign in enumerate(text):
            if sign in first and (after := known[text[start : start + _HEAD]]) is not None:
                for number in after[text[start : start + _TAIL]]:
                    places[number].append(start)
        return places


def _runs(heads: Heads) -> Iterator[tuple[set[str], set[str]]]:
    """Beginnings in a script without spaces as they are looked up: by the first characters, then by more of them."""
    for firsts, _ in heads:
        for head in firsts:
            yield {head[:_HEAD] + "=" if len(head) >= _HEAD else head}, {head[:_TAIL]}


class _Words:
    """A set of words: some whole, some by how they begin or end."""

    def __init__(self, heads: Iterable[str]) -> None:
        known = set(heads)
        self.whole = {head[:-1] for head in known if head.endswith("=")}
        self.ended = tuple(head[1:] for head in known if head.startswith("*"))
        self.begun = tuple(head for head in known if not head.endswith("=") and not head.startswith("*"))

    def __contains__(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.begun) or word.endswith(self.ended)


class _After(dict[str, tuple[int, ...]]):
    """The patterns that may begin with one word, by the word after it."""

    def __init__(self, numbers: Iterable[tuple[int, _Words | None]], known: "_Known") -> None:
        super().__init__()
        self._numbers = tuple(numbers)
        self._known = known

    def __missing__(self, word: str) -> tuple[int, ...]:
        self._known.remember()
        found = {number for number, seconds in self._numbers if seconds is None or word in seconds}
        numbers = self[word] = tuple(sorted(found))
        return numbers


class _Known(dict[str, _After | None]):
    """What may begin with a word, worked out when the word is first met; None: nothing."""

    def __init__(self, heads: Sequence[Heads]) -> None:
        super().__init__()
        self._whole: dict[str, list[tuple[int, _Words | None]]] = {}
        self._begun: dict[str, list[tuple[int, _Words | None]]] = {}
        self._ended: dict[str, list[tuple[int, _Words | None]]] = {}
        for number, found in enumerate(heads):
            for firsts, seconds in found:
                then = number, _Words(seconds) if seconds else None
                for head in firsts:
                    table = self._whole if head.endswith("=") else self._ended if head.startswith("*") else self._begun
                    table.setdefault(head.strip("=*"), []).append(then)
        self.first = {head[0] for table in (self._whole, self._begun) for head in table if head}
        self._beginnings = sorted(set(map(len, self._begun)))
        self._ends = sorted(set(map(len, self._ended)))
        self._remembered = 0

    def remember(self) -> None:
        """Count what is remembered, and forget it all when it is too much."""
        self._remembered += 1
        if self._remembered > _KNOWN:
            self._remembered = 0
            self.clear()

    def __missing__(self, word: str) -> _After | None:
        self.remember()
        found = list(self._whole.get(word, ()))
        for length in self._beginnings:
            found += self._begun.get(word[:length], ())
        for length in self._ends:
            found += self._ended.get(word[-length:], ())
        after = self[word] = _After(found, self) if found else None
        return after
