"""The engine under every lexicon: find phrases, weigh them, and say so or say that it is not sure."""

from deskterm.workflow.classify.lexicon import NOTHING, Lexicon
from deskterm.workflow.classify.normal import Normal
from deskterm.workflow.classify.verdict import Classification, Evidence
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

_SPREAD = 3.0


def judge(text: str, normal: Normal, lexicon: Lexicon) -> Classification:
    """The verdict of a lexicon on a text and its normal form."""
    evidence = _evidence(text, normal, lexicon)
    sides = _weigh(evidence)
    total = sides[0] + sides[1]
    if not evidence and any(char.isalpha() for char in normal.text):
        total = lexicon.silence
    kind = Kind.INCIDENT if total > 0 else Kind.REQUEST if total < 0 else None
    sure = abs(total) >= SURE and min(sides[0], -sides[1]) <= DOUBT
    return Classification(
        kind=kind,
        sure=sure,
        score=round(total / (abs(total) + _SPREAD), 3),
        language=lexicon.language,
        nature=_nature(normal, lexicon) if kind is Kind.INCIDENT else None,
        evidence=evidence,
    )


def _evidence(text: str, normal: Normal, lexicon: Lexicon) -> tuple[Evidence, ...]:
    """Every phrase that a rule finds where no earlier rule has taken the words."""
    taken = bytearray(len(normal.text))
    found: list[Evidence] = []
    for rule, pattern in lexicon.patterns:
        for match in pattern.finditer(normal.text):
            start, end = _trimmed(normal.text, *match.span())
            if 1 in taken[start:end]:
                continue
            taken[start:end] = b"\x01" * (end - start)
            if rule.why != NOTHING:
                first, last = normal.span(start, end)
                weight = round(rule.weight * _loudness(first), 2)
                found.append(Evidence(text[first:last], first, last, weight, rule.why))
    return tuple(sorted(found, key=lambda piece: piece.start))


def _loudness(place: int) -> float:
    """What is said first is what the letter is about; towards its end stand thanks and offers of help."""
    return next((factor for end, factor in _FADING if place < end), _FADING[-1][1])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the blanks and dashes that a sentence began with."""
    while start < end - 1 and text[start] in " -\n":
        start += 1
    return start, end


def _weigh(evidence: tuple[Evidence, ...]) -> tuple[float, float]:
    """What speaks for an incident, and (negative) for a request. Saying it thrice is not three reasons."""
    seen: dict[tuple[str, bool], float] = {}
    sides = [0.0, 0.0]
    for piece in sorted(evidence, key=lambda piece: -abs(piece.weight)):
        reason = (piece.why, piece.weight < 0)
        share = seen.get(reason, 1.0)
        seen[reason] = AGAIN if share == 1.0 else 0.0
        sides[piece.weight < 0] += piece.weight * share
    return sides[0], sides[1]


def _nature(normal: Normal, lexicon: Lexicon) -> Nature:
    """The most telling nature whose phrases the text holds; technical when it holds none."""
    for nature, pattern in lexicon.nature_patterns:
        if pattern.search(normal.text):
            return nature
    return Nature.TECHNICAL
