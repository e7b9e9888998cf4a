"""Where in a text the words of a query stand: for highlighting, and for the snippets that a list of hits shows."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from deskterm.store.search.analyser import Token, analyse
from deskterm.store.search.query import Phrase, Query
from deskterm.store.search.texts import Said

Span = tuple[int, int]
WIDTH = 160
"""Letters of a snippet, about."""
BEFORE = 40
"""Letters before the first hit in it."""
SNIPPETS = 3
"""Texts of one ticket that are shown."""
ELLIPSIS = "…"


class Hit(NamedTuple):
    """A part of a text that fits; `spans` are places in the snippet. `number`: of the note or the file."""

    field: str
    snippet: str
    spans: tuple[Span, ...]
    number: int | None = None


def spans(text: str, query: Query) -> list[Span]:
    """The places of what was asked for, in order, none over another."""
    tokens = analyse(text)
    at: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        at.setdefault(token.term, []).append(place)
    found: list[Span] = []
    for atom in query.wanted:
        for way in atom.ways:
            found += _places(tokens, at, way)
    return merged(found)


def _places(tokens: Sequence[Token], at: dict[str, list[int]], way: Phrase) -> list[Span]:
    first, *others = way.terms
    size = len(way.terms)
    if not others and way.open:
        starts: Iterable[int] = [place for term, places in at.items() if term.startswith(first) for place in places]
    else:
        starts = at.get(first, ())
    found = []
    for start in starts:
        group = tokens[start : start + size]
        if len(group) == size and all(
            token.term == term or (way.open and last == size and token.term.startswith(term))
            for last, (token, term) in enumerate(zip(group, way.terms, strict=True), 1)
        ):
            # a word with hyphens begins with what it is without them, which covers all of it
            found += [(group[0].start, group[0].end), *((token.start, token.end) for token in group[1:])]
    return found


def merged(found: Iterable[Span]) -> list[Span]:
    """The same places in order; those that touch are one."""
    whole: list[Span] = []
    for start, end in sorted(found):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole


def hits(said: Iterable[Said], query: Query) -> tuple[Hit, ...]:
    """The texts of a ticket that have something of the query, cut around it; a few of them, the fullest first."""
    found = []
    for order, (field, text, number) in enumerate(said):
        if places := spans(text, query):
            covered = sum(end - start for start, end in places)
            found.append((-min(covered, WIDTH), order, cut(field, text, places, number)))
    return tuple(hit for _, _, hit in sorted(found)[:SNIPPETS])


def cut(field: str, text: str, places: Sequence[Span], number: int | None) -> Hit:
    """The part of a text around its first hit, on one line, with the hits that are in it."""
    first = places[0][0]
    start = max(0, first - BEFORE)
    start = 0 if len(text) <= WIDTH else start
    if start and (blank := text.find(" ", start, first)) >= 0:
        start = blank + 1
    end = min(len(text), start + WIDTH)
    if end < len(text) and (blank := text.rfind(" ", max(places[0][1], start), end)) >= 0:
        end = blank
    lead = ELLIPSIS if start else ""
    part = (
        lead
        + text[start:end].replace("\n", " ").replace("\r", " ").replace("\t", " ")
        + (ELLIPSIS if end < len(text) else "")
    )
    shift = len(lead) - start
    inside = tuple((a + shift, min(b, end) + shift) for a, b in places if a < end and b > start and a >= start)
    return Hit(field, part, inside, number)
