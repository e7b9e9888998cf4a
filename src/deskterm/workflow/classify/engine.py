"""The engine under every lexicon: find phrases, weigh them, and say so or say that it is not sure."""

from collections.abc import Iterable, Iterator
from operator import attrgetter

from deskterm.workflow.classify.lexicon import NOTHING, Lexicon
from deskterm.workflow.classify.normal import Normal
from deskterm.workflow.classify.verdict import LEARNED, PERSONAL, Classification, Evidence
from deskterm.workflow.codes import Kind, Nature

READ = 4_000
"""Characters of a text that are read: what a person wants stands near the beginning, and work stays bounded."""

SURE = 2.0
"""The weight from which a verdict needs no agent, when the other side has no more than `DOUBT`."""

DOUBT = 1.0
AGAIN = 0.3
"""What a reason's second phrase adds of its weight; further ones add nothing."""

_FADING = ((160, 1.0), (480, 0.6), (READ, 0.3))
"""How much of its weight a phrase keeps that begins before this place."""

_WISHED = 0.85
"""What a wish keeps wherever it stands: who explains at length ends with what is wanted."""

SPREAD = 3.0
"""The total at which a score is half of what it can be."""


def judge(text: str, normal: Normal, lexicon: Lexicon) -> Classification:
    """The verdict of a lexicon on a text and its normal form."""
    evidence, hints = _found(text, normal, lexicon)
    sides = weigh(evidence)
    total = sides[0] + sides[1]
    if not evidence and any(char.isalpha() for char in normal.text):
        total = lexicon.silence
    kind = Kind.INCIDENT if total > 0 else Kind.REQUEST if total < 0 else None
    whys = {hint.why for hint in hints}
    nature = next((nature for nature in lexicon.natures if nature in whys), Nature.TECHNICAL)
    return Classification(
        kind=kind,
        sure=abs(total) >= SURE and min(sides[0], -sides[1]) <= DOUBT,
        score=round(total / (abs(total) + SPREAD), 3),
        language=lexicon.language,
        nature=nature if kind is Kind.INCIDENT else None,
        evidence=evidence,
        personal_data=PERSONAL in whys,
        hints=hints,
    )


def weigh(evidence: Iterable[Evidence]) -> tuple[float, float]:
    """What speaks for an incident, and (negative) for a request."""
    sides = [0.0, 0.0]
    for piece, share in shares(evidence):
        sides[piece.weight < 0] += piece.weight * share
    return sides[0], sides[1]


def shares(evidence: Iterable[Evidence]) -> Iterator[tuple[Evidence, float]]:
    """How much of its weight each piece adds, loudest first: saying it thrice is not three reasons.

    What a desk has learnt has been weighed together already, and adds what it weighs.
    """
    seen: dict[tuple[str, bool], float] = {}
    for piece in sorted(evidence, key=lambda piece: -abs(piece.weight)):
        if piece.why == LEARNED:
            yield piece, 1.0
            continue
        reason = (piece.why, piece.weight < 0)
        share = seen.get(reason, 1.0)
        seen[reason] = AGAIN if share == 1.0 else 0.0
        yield piece, share


def _found(text: str, normal: Normal, lexicon: Lexicon) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """Every phrase that a rule finds where no earlier rule has taken the words; and every hint, wherever it stands."""
    taken = bytearray(len(normal.text))
    whys = (*lexicon.natures, PERSONAL)
    rules = len(lexicon.rules)
    evidence: list[Evidence] = []
    hints: list[Evidence] = []
    for number, start, end in lexicon.seeker.find(normal.text):
        if number < rules and 1 in taken[start:end]:
            continue
        first, last = normal.span(start, end)
        if number >= rules:
            why = str(whys[number - rules])
            hints.append(Evidence(text[first:last], first, last, 0.0, why, f"{lexicon.language}/{why}"))
            continue
        taken[start:end] = b"\x01" * (end - start)
        rule = lexicon.rules[number]
        if rule.why != NOTHING:
            loud = max(loudness(first), _WISHED) if rule.why == "wish" else loudness(first)
            weight = round(rule.weight * loud, 2)
            evidence.append(Evidence(text[first:last], first, last, weight, rule.why, lexicon.names[number]))
    return tuple(sorted(evidence, key=_place)), tuple(sorted(hints, key=_place))


_place = attrgetter("start")
"""Where a piece begins."""


def loudness(place: int) -> float:
    """What is said first is what the letter is about; towards its end stand thanks and offers of help."""
    return next((factor for end, factor in _FADING if place < end), _FADING[-1][1])
