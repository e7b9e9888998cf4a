"""What somebody typed, as what the index is asked. Nothing that can be typed is an error.

printer offline        both words, in any of their forms, anywhere in the ticket
"paper jam"            these words side by side
print*                 words that begin so
-toner                 tickets without the word
status:open line:1     terms of `list --query`
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from deskterm.store.read.query import FIELDS, BadTerm, Term, parse
from deskterm.store.search import analyser
from deskterm.store.search.letters import thai
from deskterm.store.search.stems import beginning, stem, unfinished

LONGEST = 2_000
"""Letters of a query that are read."""
MOST_ATOMS, MOST_TERMS = 24, 64
"""Words and phrases of a query, terms of one of them; further ones are not asked for."""
SHORTEST_PREFIX = 3
"""Letters that the beginning of a word has; shorter ones would be in most tickets, and stand for themselves."""
_ATOM = re.compile(r'(-?)(?:"([^"]*)(?:"(\*?)|$)|([^\s:"]+:(?:"[^"]*"|[^\s"])+)|([^\s"]+))')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that follow one another; with `open`, the last one may go on."""

    terms: tuple[str, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Atom:
    """A word or phrase: one of these ways of writing it must be there, or with `negative` none of them."""

    ways: tuple[Phrase, ...]
    negative: bool = False

    @property
    def open(self) -> bool:
        """Does it stand for many words?"""
        return any(way.open for way in self.ways)


@dataclass(frozen=True, slots=True)
class Query:
    """All that was asked for. `words`: as typed and folded, for telling exact forms; `unknown`: no such terms."""

    atoms: tuple[Atom, ...] = ()
    terms: tuple[Term, ...] = ()
    words: tuple[str, ...] = ()
    unknown: tuple[BadTerm, ...] = field(default=())

    @property
    def empty(self) -> bool:
        """Is nothing asked for?"""
        return not (self.atoms or self.terms)

    @property
    def wanted(self) -> tuple[Atom, ...]:
        """What must be there."""
        return tuple(atom for atom in self.atoms if not atom.negative)

    @property
    def unwanted(self) -> tuple[Atom, ...]:
        """What must not."""
        return tuple(atom for atom in self.atoms if atom.negative)


def ask(text: str, *, typing: bool = False) -> Query:
    """What a text asks for. `typing`: its last word is not finished. Never raises."""
    atoms: list[Atom] = []
    terms: list[Term] = []
    unknown: list[BadTerm] = []
    words: list[str] = []
    text = text[:LONGEST]
    for match in _ATOM.finditer(text):
        minus, phrase, star, term, word = match.groups()
        if term is not None and not minus and term.partition(":")[0].lower() in FIELDS:
            try:
                terms += parse(term)
                continue
            except BadTerm as error:
                unknown.append(error)
        said = phrase if phrase is not None else term or word
        if said.casefold() == "and" and phrase is None:
            continue
        last = typing and match.end() == len(text) and phrase is None
        atom = atom_of(said, negative=bool(minus), open=bool(star) or said.endswith("*") or last)
        if atom is not None and len(atoms) < MOST_ATOMS and atom not in atoms:
            atoms.append(atom)
            words += [] if minus else plain_words(said)
    return Query(tuple(atoms), tuple(terms), tuple(words), tuple(unknown))


def plain_words(said: str) -> list[str]:
    """The words in the spelling that texts are compared in."""
    return [word for run, pairs in analyser.runs(said) for word in ([thai(run)] if pairs else analyser.parts_of(run))]


def atom_of(said: str, *, negative: bool = False, open: bool = False) -> Atom | None:
    """What the index is asked for a word or phrase; None when it has no letter or digit."""
    runs = list(analyser.runs(said))[:MOST_TERMS]
    if not runs:
        return None
    ways: dict[Phrase, None] = {}
    for joined in (True, False):
        for way in ways_of(runs, joined=joined, open=open):
            ways[way] = None
    if len(runs) == 1 and not runs[0][1]:
        run = runs[0][0]
        if whole := analyser.joined_of(run, analyser.parts_of(run)):
            ways.update(dict.fromkeys(last_word((), whole, open=open)))
    kept = tuple(way for way in ways if way.terms)
    return Atom(kept, negative) if kept else None


def ways_of(runs: Sequence[tuple[str, bool]], *, joined: bool, open: bool) -> Iterator[Phrase]:
    """The runs of a word or phrase as terms. `joined`: with what words with hyphens are without them."""
    terms: list[str] = []
    for run, pairs in runs[:-1]:
        terms += analyser.pairs_of(run) if pairs else spelt(run, joined)
    run, pairs = runs[-1]
    if pairs:
        letters = [letter for letter, _, _ in analyser.clusters(thai(run))]
        own = analyser.pairs_of(run)
        # a run goes on in most texts, so its last letter is not asked for alone; a single letter is the first of pairs
        yield Phrase((*terms, *(own if len(letters) < 2 else own[:-1]))[:MOST_TERMS], len(letters) == 1)
        return
    if not open:
        yield Phrase((*terms, *spelt(run, joined))[:MOST_TERMS])
        return
    parts = analyser.parts_of(run)
    if parts:
        own = spelt(run, joined)
        yield from last_word((*terms, *own[:-1]), parts[-1], open=True)


def spelt(run: str, joined: bool) -> tuple[str, ...]:
    """The terms of a run of letters or digits, with or without the one that joins them."""
    terms = analyser.terms_of(run)
    return terms if joined or len(terms) == len(analyser.parts_of(run)) else terms[1:]


def last_word(before: tuple[str, ...], word: str, *, open: bool) -> Iterator[Phrase]:
    """The ways to ask for the last word of a phrase: as it is, as a beginning, or with an ending half typed."""
    before = before[: MOST_TERMS - 1]
    digits = word[0] <= "9"
    if not open or (len(word) < SHORTEST_PREFIX and not digits):
        yield Phrase((*before, word if digits else stem(word)))
        return
    if digits:
        yield Phrase((*before, word), len(word) >= SHORTEST_PREFIX)
        return
    yield Phrase((*before, beginning(word)), True)
    for each in sorted(unfinished(word) | {stem(word)}):
        if not each.startswith(beginning(word)):
            yield Phrase((*before, each))


def for_fts5(atom: Atom) -> str:
    """The atom in the language of FTS5. Terms hold letters and digits only."""
    return " OR ".join(f'"{" ".join(way.terms)}"{" *" if way.open else ""}' for way in atom.ways)


def for_tsquery(atom: Atom) -> str:
    """The atom in the language of PostgreSQL."""
    return " | ".join(
        "("
        + " <-> ".join(
            f"'{term}'{':*' if way.open and at == len(way.terms) else ''}" for at, term in enumerate(way.terms, 1)
        )
        + ")"
        for way in atom.ways
    )
