"""What a classification says, and the phrases that it rests on."""

from typing import NamedTuple

from deskterm.workflow.codes import Kind, Nature


class Evidence(NamedTuple):
    """One matched phrase: where it stands in the text that was given, which way it speaks and how loud."""

    phrase: str
    """The words as they were written: `text[start:end]`."""
    start: int
    end: int
    weight: float
    """Positive speaks for an incident, negative for a request."""
    why: str
    """The code of the reason, one of `REASONS`; for a hint one of `HINTS`."""
    rule: str = ""
    """The name of the rule that found it, such as `ru/cannot`."""


class Classification(NamedTuple):
    """Incident or request, with the phrases that say so."""

    kind: Kind | None
    """None when the text gives no ground to judge."""
    sure: bool
    """Clear enough not to ask an agent."""
    score: float
    """From -1 (a request) to 1 (an incident)."""
    language: str | None
    """The language of the text: en, ru, ro or th, whose rules were used, English when nothing in the text tells.

    de, es, fr, pt or uk when it is one of these, None when its script is none that the rules know; such a text is
    never sure.
    """
    nature: Nature | None
    """The nature of an incident; None for anything else."""
    evidence: tuple[Evidence, ...]
    """In the order of the text. Spans of rules do not overlap; the desk's own words may lie in them."""
    personal_data: bool = False
    """The text hints at data about people having been touched: lost, shown to others, or changed."""
    hints: tuple[Evidence, ...] = ()
    """What nature and personal data rest on: phrases without weight, which may lie over those of the evidence."""


REASONS = frozenset(
    {
        "fault",
        "cannot",
        "not_happening",
        "lost",
        "wrong",
        "alarm",
        "threat",
        "complaint",
        "how_to",
        "question",
        "asks",
        "wish",
        "access",
        "new",
        "change",
        "advice",
        "learned",
    }
)
"""Every reason that a rule may give, and the one of a desk's own words."""
LEARNED = "learned"
"""The reason of evidence that comes from what the desk has judged before, and from no rule."""

PERSONAL = "personal_data"
HINTS = frozenset({"service", "security", "personnel", PERSONAL})
"""What a hint may be for: a nature that is not technical, or personal data."""
