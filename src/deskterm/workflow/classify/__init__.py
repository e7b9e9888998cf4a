"""Incident or request: an explained suggestion from rules (M4, M5).

Rules, not a trained model: a model learnt at one desk fails at the next one, and cannot say why. Each language has
one lexicon; one engine serves all. Pure, and never raises, whatever the text.
"""

from collections.abc import Callable

from deskterm.workflow.classify.categories import suggest_category
from deskterm.workflow.classify.engine import READ, judge
from deskterm.workflow.classify.lexicon import Lexicon
from deskterm.workflow.classify.normal import normalise
from deskterm.workflow.classify.tongue import detect
from deskterm.workflow.classify.verdict import REASONS, Classification, Evidence

__all__ = ["READ", "REASONS", "Classification", "Evidence", "classify", "suggest_category"]


def classify(text: str, language: str | None = None) -> Classification:
    """Is this text an incident or a request, how sure is that, and which phrases say so?

    `language` is en, ru, ro or th (a region may follow: ro-MD); anything else, or None, lets the text itself tell:
    by its script and its words, and where they do not tell, by which rules find something. Of a long text the first
    `READ` characters are read.
    """
    read = text[:READ]
    normal = normalise(read)
    code = (language or "").replace("_", "-").partition("-")[0].lower()
    told = code if code in _LEXICONS else detect(normal.text)
    if told is not None:
        return judge(read, normal, _LEXICONS[told]())
    english = judge(read, normal, _english())
    if english.evidence:
        return english
    romanian = judge(read, normal, _romanian())
    return romanian if romanian.evidence else english


def _english() -> Lexicon:
    from deskterm.workflow.classify.english import ENGLISH

    return ENGLISH


def _russian() -> Lexicon:
    from deskterm.workflow.classify.russian import RUSSIAN

    return RUSSIAN


def _romanian() -> Lexicon:
    from deskterm.workflow.classify.romanian import ROMANIAN

    return ROMANIAN


def _thai() -> Lexicon:
    from deskterm.workflow.classify.thai import THAI

    return THAI


_LEXICONS: dict[str, Callable[[], Lexicon]] = {"en": _english, "ru": _russian, "ro": _romanian, "th": _thai}
"""A lexicon is loaded when its language is first met."""
