"""What the acts on a breach of personal data are given. None: the person has not said."""

from dataclasses import dataclass

from deskterm.workflow.codes import Decision, Informed
from deskterm.workflow.inputs import Inputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach(Inputs):
    """Mark a ticket as a breach of personal data, correct since when it is known, or take the mark away."""

    on: bool = True
    aware_at: int | None = None
    """None: now."""
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachFacts(Inputs):
    """What the record of a breach says of it. None leaves a part alone."""

    breach_nature: str | None = None
    data_concerned: str | None = None
    people_concerned: int | None = None
    records_concerned: int | None = None
    consequences: str | None = None
    remedies: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachDecide(Inputs):
    """A decision, and why."""

    decision: Decision | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachReport(Inputs):
    """The authority, or the people concerned, were told; again when more is known; or that is put right."""

    informed: Informed = Informed.AUTHORITY
    at: int | None = None
    """None: now."""
    reference: str | None = None
    """What the authority knows it by."""
    reason: str | None = None
    """Why the authority was told later than 72 hours after the desk knew."""
    text: str | None = None
    """What was told, or how."""
    correction: str | None = None
    """Why it is on record wrongly that they were told for the first time; None: it is no correction."""
