"""What is written down on a ticket: diagnosis (M7), notes and hypotheses (M10), replies (M13), files, links."""

from dataclasses import replace

from deskterm.workflow.inputs import Attach, Diagnose, Link, Note, Reply, Settle
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import (
    Act,
    Change,
    Delivery,
    NewLink,
    NewNote,
    NoteKind,
    Person,
    Point,
    Role,
    Sheet,
    Ticket,
)

INTERNAL = frozenset({NoteKind.WORK, NoteKind.STEP, NoteKind.HYPOTHESIS, NoteKind.SESSION})
WITH_OUTCOME = frozenset({NoteKind.STEP, NoteKind.HYPOTHESIS})
OPEN_OUTCOME = "open"
"""The outcome of a step or hypothesis that is not known yet."""


def settled(outcome: str | None) -> bool:
    """Is this an outcome, and not "open"?"""
    return bool(outcome and outcome.strip() and outcome.strip().casefold() != OPEN_OUTCOME)


def public_reply(body: str, policy: Policy) -> NewNote:
    """A reply with its delivery state: without an outgoing channel it is marked as not delivered."""
    delivery = Delivery.PENDING if policy.outgoing else Delivery.NOT_DELIVERED
    return NewNote(kind=NoteKind.REPLY, body=body, delivery=delivery)


def spoken(ticket: Ticket, now: int) -> dict[str, object]:
    """What it sets that somebody of the desk has reached the requester: no message of theirs waits any longer."""
    first: dict[str, object] = {"first_response_at": now} if ticket.first_response_at is None else {}
    return first if ticket.asked_at is None else {**first, "asked_at": None}


def diagnose_points(ticket: Ticket, inputs: Diagnose, by: Person, policy: Policy, now: int) -> list[Point]:
    """Something must be entered, and answers belong to questions of the category."""
    if inputs.signs is None and inputs.extent is None and inputs.components is None and not inputs.answers:
        return [Point(code="nothing_entered", field="signs")]
    known = ", ".join(ticket.questions)
    return [
        Point(code="question_unknown", field=f"answer:{code}", args={"question": code, "known": known})
        for code in inputs.answers
        if code not in ticket.questions
    ]


def diagnose_change(ticket: Ticket, inputs: Diagnose, by: Person, policy: Policy, now: int) -> Change:
    """The sheet with the new entries laid over the old ones."""
    old = ticket.sheet or Sheet()
    sheet = replace(
        old,
        signs=old.signs if inputs.signs is None else inputs.signs,
        extent=old.extent if inputs.extent is None else inputs.extent,
        components=old.components if inputs.components is None else inputs.components,
        answers={**old.answers, **inputs.answers},
    )
    return Change(act=Act.DIAGNOSE, event="diagnosed", sheet=sheet)


def note_points(ticket: Ticket, inputs: Note, by: Person, policy: Policy, now: int) -> list[Point]:
    """A text; from another line a plain work note only."""
    points = []
    if inputs.kind not in INTERNAL:
        points.append(Point(code="note_kind_public", field="kind", args={"kind": inputs.kind}))
    if not inputs.text:
        points.append(Point(code="text_missing", field="text"))
    if inputs.outcome and inputs.kind is NoteKind.WORK:
        points.append(Point(code="outcome_without_step", field="kind"))
    if inputs.kind is not NoteKind.WORK and not by.works_at(ticket.line) and not by.has(Role.LEAD):
        points.append(Point(code="not_your_line", field="kind", args={"act": Act.NOTE, "line": ticket.line}))
    return points


def note_change(ticket: Ticket, inputs: Note, by: Person, policy: Policy, now: int) -> Change:
    """An internal entry; a session with the requester answers them, and is the first response when there was none."""
    outcome = inputs.outcome or (OPEN_OUTCOME if inputs.kind in WITH_OUTCOME else None)
    return Change(
        act=Act.NOTE,
        event="noted",
        fields=spoken(ticket, now) if inputs.kind is NoteKind.SESSION else {},
        data={"kind": inputs.kind},
        notes=(NewNote(kind=inputs.kind, body=inputs.text or "", outcome=outcome),),
    )


def settle_points(ticket: Ticket, inputs: Settle, by: Person, policy: Policy, now: int) -> list[Point]:
    """A step or hypothesis whose outcome is open, and an outcome."""
    points = []
    if not ticket.open_outcomes:
        points.append(Point(code="nothing_open"))
    elif inputs.note not in ticket.open_outcomes:
        points.append(Point(code="no_open_outcome", field="note", args={"note": inputs.note}))
    if not settled(inputs.outcome):
        points.append(Point(code="outcome_missing", field="outcome"))
    return points


def settle_change(ticket: Ticket, inputs: Settle, by: Person, policy: Policy, now: int) -> Change:
    """The outcome is known now."""
    assert inputs.note is not None
    return Change(
        act=Act.SETTLE, event="settled", data={"note": inputs.note}, settle=(inputs.note, inputs.outcome or "")
    )


def reply_points(ticket: Ticket, inputs: Reply, by: Person, policy: Policy, now: int) -> list[Point]:
    """A text."""
    return [] if inputs.text else [Point(code="text_missing", field="text")]


def reply_change(ticket: Ticket, inputs: Reply, by: Person, policy: Policy, now: int) -> Change:
    """A public entry. It stops no clock before a channel has delivered it."""
    warnings = () if policy.outgoing else (Point(code="reply_not_delivered"),)
    return Change(act=Act.REPLY, event="replied", notes=(public_reply(inputs.text or "", policy),), warnings=warnings)


def attach_points(ticket: Ticket, inputs: Attach, by: Person, policy: Policy, now: int) -> list[Point]:
    """A name, and no more bytes than the desk stores of one file."""
    points = []
    if not inputs.name:
        points.append(Point(code="name_missing", field="name"))
    if inputs.size > policy.attachment_bytes:
        points.append(
            Point(code="file_too_large", field="file", args={"size": inputs.size, "limit": policy.attachment_bytes})
        )
    return points


def attach_change(ticket: Ticket, inputs: Attach, by: Person, policy: Policy, now: int) -> Change:
    """A file travels with the ticket (M2)."""
    return Change(act=Act.ATTACH, event="attached", data={"size": inputs.size})


def link_points(ticket: Ticket, inputs: Link, by: Person, policy: Policy, now: int) -> list[Point]:
    """Another ticket."""
    if inputs.other is None:
        return [Point(code="other_missing", field="other")]
    return [Point(code="link_self", field="other")] if inputs.other == ticket.id else []


def link_change(ticket: Ticket, inputs: Link, by: Person, policy: Policy, now: int) -> Change:
    """The other ticket is a child of this one, a duplicate, or related."""
    assert inputs.other is not None
    return Change(
        act=Act.LINK,
        event="linked",
        data={"other": inputs.other, "type": inputs.type},
        link=NewLink(other=inputs.other, type=inputs.type),
    )
