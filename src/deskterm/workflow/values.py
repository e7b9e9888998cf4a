"""The desk's own words as values: codes, people, tickets as the rules see them.

Codes are what is stored and what scripts see; sentences for people live in `deskterm.texts`.
Instants are integers: microseconds since 1970-01-01 UTC.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from deskterm.workflow.breach_record import BreachRecord
from deskterm.workflow.called import OutsideCall
from deskterm.workflow.codes import (
    LIVE,
    SPOKEN,
    Act,
    Cause,
    Channel,
    Decision,
    Delivery,
    EscalationReason,
    Informed,
    Kind,
    Line,
    LinkType,
    Nature,
    NoteKind,
    ResolutionCode,
    Role,
    Status,
    StepState,
    WaitReason,
)
from deskterm.workflow.planstep import NewStep, PlanStep

# fmt: off
__all__ = [
    "LIVE", "SECOND", "SPOKEN", "Act", "Category", "Cause", "Change", "Channel", "Decision", "Delivery",
    "EscalationReason", "Informed", "Kind", "Line", "LinkType", "Nature", "NewLink", "NewNote", "NewStep", "NoteKind",
    "Passed", "Person", "PlanStep", "Point", "Refusal", "Reporter", "ResolutionCode", "Role", "Sheet", "Status",
    "StepState", "Ticket", "WaitReason",
]
# fmt: on

SECOND = 1_000_000
"""Microseconds in a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who works at the desk. `name` is the account's name and never changes."""

    name: str
    lines: frozenset[int] = frozenset()
    roles: frozenset[Role] = frozenset()
    skills: frozenset[str] = frozenset()
    away_until: int | None = None
    active: bool = True

    def has(self, role: Role) -> bool:
        """Does the person hold this role?"""
        return role in self.roles

    def works_at(self, line: int) -> bool:
        """Is the person an agent or lead of this line?"""
        return line in self.lines and bool(self.roles & {Role.AGENT, Role.LEAD})

    def available(self, now: int) -> bool:
        """Active, and not away at this instant."""
        return self.active and (self.away_until is None or self.away_until <= now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Who reports, and how to reach them."""

    id: int | None = None
    name: str
    email: str | None = None
    phone: str | None = None
    organisation: str | None = None
    language: str | None = None

    @property
    def reachable(self) -> bool:
        """Is there any way to answer this person?"""
        return bool(self.email or self.phone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The initial diagnosis (M7). `answers` maps a question's code to its answer, None when not applicable."""

    signs: str = ""
    extent: str = ""
    components: str = ""
    answers: Mapping[str, str | None] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A leaf of the category tree with its presets and the questions that a diagnosis must answer."""

    code: str
    nature: Nature | None = None
    kind: Kind | None = None
    impact: int | None = None
    urgency: int | None = None
    questions: tuple[str, ...] = ()

    @property
    def has_presets(self) -> bool:
        """Does choosing this category answer impact and urgency?"""
        return self.impact is not None and self.urgency is not None


@dataclass(frozen=True, slots=True)
class Passed:
    """A step of a target that has been told: whose, of which cycle (when its clock began), and the percent used."""

    target: str
    cycle: int
    percent: int
    later: bool = False
    """Contacts of the ticket's plan are still to be told of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket(BreachRecord):
    """A ticket as the rules see it: facts only, texts only where a rule asks for them."""

    id: int
    version: int
    status: Status
    line: int = 1
    assignee: str | None = None
    subject: str = ""
    kind: Kind | None = None
    claimed_kind: Kind | None = None
    claimed_priority: int | None = None
    nature: Nature | None = None
    category: str | None = None
    impact: int | None = None
    urgency: int | None = None
    priority: int | None = None
    overridden: bool = False
    channel: Channel = Channel.PHONE
    reporter: Reporter | None = None
    occurred_at: int | None = None
    """When it happened, as far as anybody has said."""
    created_at: int = 0
    created_by: str = ""
    cycle_at: int = 0
    updated_at: int = 0
    due_at: int | None = None
    first_response_at: int | None = None
    resolved_at: int | None = None
    closed_at: int | None = None
    wait_reason: WaitReason | None = None
    wake_at: int | None = None
    verified: bool = False
    verification: str | None = None
    resolution_code: ResolutionCode | None = None
    solution: str | None = None
    cause: Cause | None = None
    measures: str | None = None
    restricted: bool = False
    about: str | None = None
    named: frozenset[str] = frozenset()
    major: bool = False
    item: str | None = None
    """The item of the catalogue that a request asks for."""
    agreed_at: int | None = None
    """When a planned change is to be done, as agreed with the requester."""
    asked_at: int | None = None
    """Since when a message of the requester waits for an answer; None: none does."""
    terms: str | None = None
    """How the present targets came to hold (`workflow.terms`); None: they have held since the cycle began."""
    alarm_at: int | None = None
    """When the desk has to do something by itself; derived."""
    merged_into: int | None = None
    status_before_merge: Status | None = None
    level_changes: int = 0
    sheet: Sheet | None = None
    questions: tuple[str, ...] = ()
    """Codes of the questions that the category demands an answer to."""
    told: tuple[Passed, ...] = ()
    """What the desk has told of its targets, in the order of the events."""
    calls: tuple[OutsideCall, ...] = ()
    """Contacts outside the desk whom somebody has to call."""
    steps_settled: int = 0
    """Steps with an outcome other than open."""
    hypotheses_settled: int = 0
    sessions: int = 0
    open_outcomes: tuple[int, ...] = ()
    """Ids of steps and hypotheses whose outcome is still open."""
    open_children: tuple[int, ...] = ()
    steps: tuple[PlanStep, ...] = ()
    """Steps of its plans and items, in their order."""
    open_plan_steps: tuple[str, ...] = ()
    """Those that are neither done nor waived, as people call them."""
    plans: frozenset[str] = frozenset()
    """Response plans and catalogue items whose steps it has."""
    pauses: tuple[tuple[int, int | None], ...] = ()
    """Intervals spent in waiting since `cycle_at`; the last may be open."""

    @property
    def number(self) -> str:
        """The number people use."""
        return f"DT-{self.id}"

    @property
    def triaged(self) -> bool:
        """Has somebody judged it? A triaged ticket has a priority, an untriaged one has none."""
        return self.priority is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One unmet point of a refusal: a code with a sentence, plain arguments, and what mends it."""

    code: str
    field: str | None = None
    """The field that mends it; the checklist jumps there."""
    act: Act | None = None
    """The act whose form holds that field, when it is not the refused act itself."""
    args: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Everything that stands between a person and an act."""

    points: tuple[Point, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, in the order they are shown."""
        return tuple(p.code for p in self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNote:
    """An entry that a change adds to the thread."""

    kind: NoteKind
    body: str
    outcome: str | None = None
    delivery: Delivery | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """A link that a change adds: the other ticket's id and how it relates."""

    other: int
    type: LinkType


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an act does to one ticket: a value that the store applies in one transaction with its event.

    `fields` are new values of the ticket's own fields (names of `Ticket`); `data` are codes the event keeps
    beside them; `texts` are free texts of the act (reason, summary), stored erasably and digested in the event.
    `warnings` are points that do not stop the act but must be shown.
    """

    act: Act | None
    """None: nobody did anything to the ticket, it follows from something else."""
    event: str
    fields: Mapping[str, object] = dataclasses.field(default_factory=dict)
    data: Mapping[str, object] = dataclasses.field(default_factory=dict)
    texts: Mapping[str, str] = dataclasses.field(default_factory=dict)
    notes: tuple[NewNote, ...] = ()
    sheet: Sheet | None = None
    link: NewLink | None = None
    settle: tuple[int, str] | None = None
    """(note id, outcome) when an open outcome is settled."""
    named: frozenset[str] | None = None
    """People named on a restricted ticket, when they change."""
    notices: tuple[str, ...] = ()
    """Codes of notices the requester is owed; a channel sends them when there is one."""
    warnings: tuple[Point, ...] = ()
    told: tuple[Passed, ...] = ()
    """Steps of targets that are told with it; the event keeps them in `data`."""
    steps: tuple[NewStep, ...] = ()
    """Steps of a plan or an item that begin with it."""
    step_states: Mapping[int, StepState | None] = dataclasses.field(default_factory=dict)
    """New states of steps by their ids; None: the step is withdrawn."""
