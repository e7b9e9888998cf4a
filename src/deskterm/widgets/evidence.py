"""Why a text looks like an incident or a request, painted: the phrases underlined where they stand, and in words."""

from collections.abc import Iterable
from itertools import pairwise
from unicodedata import category

from deskterm.texts import names
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.widgets.lines import FOR_INCIDENT, FOR_REQUEST, PLAIN, STRONG, Line, Piece, flow
from deskterm.workflow.classify.verdict import LEARNED, PERSONAL, Classification, Evidence
from deskterm.workflow.values import Kind

PHRASES = 4
"""How many phrases are named in words; all are underlined."""


def underlined(text: str, evidence: Iterable[Evidence], width: int, strong: int = 0) -> list[Line]:
    """The text with its evidence underlined; its first `strong` characters (the subject) stand out."""
    cuts = {0, len(text), min(strong, len(text))}
    spans = [(_whole(text, found.start), _whole(text, found.end), found.weight) for found in evidence]
    for start, end, _weight in spans:
        cuts |= {start, end}
    edges = sorted(cuts)
    pieces: list[Piece] = []
    for start, end in pairwise(edges):
        style = STRONG if start < strong else PLAIN
        for low, high, weight in spans:
            if low <= start and end <= high:
                style += FOR_INCIDENT if weight > 0 else FOR_REQUEST
        pieces.append((safe(text[start:end], multiline=True), style))
    return flow(pieces, width)


def _whole(text: str, at: int) -> int:
    """An offset that does not part a letter from its marks or a line end from itself."""
    at = max(0, min(at, len(text)))
    while 0 < at < len(text) and (category(text[at]) in {"Mn", "Me"} or text[at - 1 : at + 1] == "\r\n"):
        at += 1
    return at


def in_words(found: Classification) -> str:
    """The judgement in a sentence, with the rules' phrases that it rests on and those that speak against it."""
    if found.kind is None:
        return _("Nothing in the text tells an incident from a request: please judge.")
    incident = found.kind is Kind.INCIDENT
    ruled = [each for each in found.evidence if each.why != LEARNED]
    loud = sorted(ruled, key=lambda each: -abs(each.weight))
    speaks_for = [each for each in loud if (each.weight > 0) is incident]
    against = [each for each in loud if (each.weight > 0) is not incident]
    values = {"kind": names.kind(found.kind), "phrases": quoted(speaks_for), "against": quoted(against)}
    if not speaks_for:
        return (_("{kind}, sure.") if found.sure else _("Perhaps: {kind}. Not sure, please judge.")).format(**values)
    if found.sure:
        sentence = _("{kind}, sure: {phrases}; against it: {against}.") if against else _("{kind}, sure: {phrases}.")
    elif against:
        sentence = _("Perhaps: {kind} ({phrases}; against it: {against}). Not sure, please judge.")
    else:
        sentence = _("Perhaps: {kind} ({phrases}). Not sure, please judge.")
    return sentence.format(**values)


def learned_words(found: Classification) -> str:
    """Which words of the text the desk knows from its own tickets, in a sentence; empty when it knows none."""
    loud = sorted((each for each in found.evidence if each.why == LEARNED), key=lambda each: -abs(each.weight))
    request = found.kind is Kind.REQUEST
    speaks_for = [each for each in loud if (each.weight < 0) is request]
    against = [each for each in loud if each not in speaks_for]
    if not loud:
        return ""
    if not against:
        sentence = _("Learned at this desk: {phrases}.")
    elif speaks_for:
        sentence = _("Learned at this desk: {phrases}; against it: {against}.")
    else:
        sentence = _("Learned at this desk, against it: {against}.")
    return sentence.format(phrases=quoted(speaks_for), against=quoted(against))


def personal_words(found: Classification) -> str:
    """The hint that personal data may be touched, with its phrases; empty when there is none."""
    phrases = quoted(each for each in found.hints if each.why == PERSONAL)
    return _("May touch personal data: {phrases}.").format(phrases=phrases) if found.personal_data else ""


def quoted(found: Iterable[Evidence]) -> str:
    """The phrases as they were written, each once."""
    said = dict.fromkeys(safe(each.phrase).strip() for each in found)
    shown = [f"“{phrase}”" for phrase in said if phrase]
    return ", ".join(shown[:PHRASES]) + (" …" if len(shown) > PHRASES else "")
