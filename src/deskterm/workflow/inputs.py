"""What a person enters for each act: frozen values, one class per act, every field optional.

A missing value is the rule's business (it names all that are missing); a malformed one is refused earlier,
by `deskterm.workflow.checks`. Texts arrive here already checked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deskterm.workflow.values import (
    Cause,
    Channel,
    EscalationReason,
    Kind,
    LinkType,
    Nature,
    NoteKind,
    Person,
    Reporter,
    ResolutionCode,
    Ticket,
    WaitReason,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What is entered for one act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What M1 asks of every contact beside subject and reporter; texts, all optional but kept when given."""

    description: str | None = None
    symptoms: str | None = None
    steps_before: str | None = None
    """The steps that led to the failure."""
    place: str | None = None
    service: str | None = None
    occurred_at: int | None = None
    software: str | None = None
    software_version: str | None = None
    browser: str | None = None
    os: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Register(Inputs):
    """A new contact (M1)."""

    subject: str | None = None
    reporter: Reporter | None = None
    requested_for: str | None = None
    channel: Channel = Channel.PHONE
    claimed_kind: Kind | None = None
    claimed_priority: int | None = None
    item: str | None = None
    """What is requested, of the catalogue; triage decides whether it is."""
    details: Details = Details()


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage(Inputs):
    """The four answers of triage; presets of the catalogue's item and of the category answer what is not given."""

    kind: Kind | None = None
    nature: Nature | None = None
    category: str | None = None
    impact: int | None = None
    urgency: int | None = None
    item: str | None = None
    agreed_at: int | None = None
    reporter: Reporter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amend(Inputs):
    """New values of facts; None leaves a fact alone. `reason` is asked when kind, impact or urgency change."""

    kind: Kind | None = None
    nature: Nature | None = None
    category: str | None = None
    impact: int | None = None
    urgency: int | None = None
    item: str | None = None
    agreed_at: int | None = None
    subject: str | None = None
    reporter: Reporter | None = None
    requested_for: str | None = None
    details: Details = Details()
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Take(Inputs):
    """Take the ticket oneself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull(Inputs):
    """Take a ticket up from a lower line, with a reason."""

    from_line: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(Inputs):
    """Give the ticket to somebody. `assignee` is resolved by the use-case: a Person, not a name."""

    assignee: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Inputs):
    """Put the ticket back into its line's queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait(Inputs):
    """Pause for a reason until a moment; `message` goes to the requester."""

    reason: WaitReason | None = None
    until: int | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Inputs):
    """Go on working."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnose(Inputs):
    """The initial diagnosis (M7); None leaves a field of the sheet as it is."""

    signs: str | None = None
    extent: str | None = None
    components: str | None = None
    answers: Mapping[str, str | None] = field(default_factory=dict)
    """Question code to answer; None: not applicable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Inputs):
    """An internal note; a step and a hypothesis carry an outcome, which may be open at first."""

    text: str | None = None
    kind: NoteKind = NoteKind.WORK
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle(Inputs):
    """The outcome of a step or hypothesis that was left open."""

    note: int | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Inputs):
    """A public answer to the requester."""

    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hear(Inputs):
    """What the requester said on the phone or at the counter. `assignee_available` is looked up by the use-case."""

    text: str | None = None
    assignee_available: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attach(Inputs):
    """A file to travel with the ticket: name, size in bytes."""

    name: str | None = None
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Inputs):
    """Another ticket and how it relates."""

    other: int | None = None
    type: LinkType = LinkType.RELATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate(Inputs):
    """Up to a higher line."""

    to: int | None = None
    reason: EscalationReason | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handback(Inputs):
    """Down to a lower line: why, and what is expected there."""

    to: int | None = None
    reason: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolve(Inputs):
    """The outcome (M11, M12)."""

    code: ResolutionCode | None = None
    solution: str | None = None
    cause: Cause | None = None
    measures: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verify(Inputs):
    """Who confirmed, or how it was tested, that the service is restored."""

    how: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(Inputs):
    """Close a verified ticket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(Inputs):
    """Back to work. `assignee_available` is looked up by the use-case."""

    reason: str | None = None
    assignee_available: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel(Inputs):
    """Withdrawn, or spam."""

    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(Inputs):
    """Into a surviving ticket, given with the facts the rule asks for."""

    into: Ticket | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerge(Inputs):
    """Back to the state before the merge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override(Inputs):
    """A priority set by a lead against the matrix."""

    priority: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Major(Inputs):
    """Mark a P1 as a major incident, or take the mark away."""

    on: bool = True
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Restrict(Inputs):
    """Who may see the ticket. None leaves a part alone."""

    on: bool | None = None
    about: str | None = None
    name: tuple[str, ...] = ()
    """People to be named on it."""
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPlan(Inputs):
    """A response plan that begins on the ticket, by its name."""

    plan: str | None = None
