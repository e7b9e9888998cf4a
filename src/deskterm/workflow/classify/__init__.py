"""Incident or request: an explained suggestion from rules (M4, M5).

Rules, not a trained model: a model learnt at one desk fails at the next one, and cannot say why. Each language has
one lexicon; one engine serves all. Pure, and never raises, whatever the text.
"""

from deskterm.workflow.classify.categories import suggest_category
from deskterm.workflow.classify.engine import READ, judge
from deskterm.workflow.classify.lexicons import LANGUAGES, load
from deskterm.workflow.classify.normal import normalise
from deskterm.workflow.classify.tongue import language_of
from deskterm.workflow.classify.verdict import HINTS, REASONS, Classification, Evidence

__all__ = ["HINTS", "READ", "REASONS", "Classification", "Evidence", "classify", "suggest_category"]


def classify(text: str, language: str | None = None) -> Classification:
    """Is this text an incident or a request, how sure is that, and which phrases say so?

    `language` is the reporter's (a region may follow: ro-MD). It is believed unless the script or clearly the words
    of the text say otherwise; without it the text alone tells, and where it does not, whose rules find something.
    Texts in a language without rules are read by English (in Cyrillic letters by Russian) ones and are never sure.
    Of a long text the first `READ` characters are read.
    """
    read = text[:READ]
    normal = normalise(read)
    code = (language or "").replace("_", "-").partition("-")[0].lower()
    told = language_of(normal.text, code or None)
    if told in LANGUAGES:
        return judge(read, normal, load(told))
    if told is not None:
        return _unsure(judge(read, normal, load("ru" if told == "uk" else "en")), told)
    english = judge(read, normal, load("en"))
    if _worded(english):
        return english
    romanian = judge(read, normal, load("ro"))
    return romanian if _worded(romanian) else english


def _worded(found: Classification) -> bool:
    """Is there evidence in words of the language, and not only a question mark?"""
    return any(piece.phrase != "?" for piece in found.evidence)


def _unsure(found: Classification, language: str) -> Classification:
    """A verdict by the rules of another language: what it found, but never sure, and nothing where it found nothing."""
    if found.evidence:
        return found._replace(language=language or None, sure=False)
    return found._replace(language=language or None, sure=False, kind=None, score=0.0, nature=None)
