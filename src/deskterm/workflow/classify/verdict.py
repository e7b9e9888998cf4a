"""What a classification says, and the phrases that it rests on."""

from dataclasses import dataclass

from deskterm.workflow.codes import Kind, Nature


@dataclass(frozen=True, slots=True)
class Evidence:
    """One matched phrase: where it stands in the text that was given, which way it speaks and how loud."""

    phrase: str
    """The words as they were written: `text[start:end]`."""
    start: int
    end: int
    weight: float
    """Positive speaks for an incident, negative for a request."""
    why: str
    """The code of the reason, one of `REASONS`."""


@dataclass(frozen=True, slots=True)
class Classification:
    """Incident or request, with the phrases that say so."""

    kind: Kind | None
    """None when the text gives no ground to judge."""
    sure: bool
    """Clear enough not to ask an agent."""
    score: float
    """From -1 (a request) to 1 (an incident)."""
    language: str
    """The language whose rules were used: en, ru, ro or th. English when nothing in the text tells."""
    nature: Nature | None
    """The nature of an incident; None for anything else."""
    evidence: tuple[Evidence, ...]
    """In the order of the text; spans do not overlap."""


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
    }
)
"""Every reason that a rule may give."""
