"""Pausing a ticket for a reason, until a moment, and going on (process: wait, resume)."""

from deskterm.workflow.inputs import Resume, Wait
from deskterm.workflow.policy import Policy
from deskterm.workflow.record import public_reply
from deskterm.workflow.values import Act, Change, Person, Point, Status, Ticket, WaitReason


def wait_points(ticket: Ticket, inputs: Wait, by: Person, policy: Policy, now: int) -> list[Point]:
    """One reason, a moment to wake up, and a word to the requester when it is they who are waited for."""
    points = []
    if inputs.reason is None:
        points.append(Point(code="wait_reason_missing", field="reason"))
    if inputs.until is None:
        points.append(Point(code="until_missing", field="until"))
    elif inputs.until <= now:
        points.append(Point(code="until_past", field="until", args={"until": inputs.until}))
    if inputs.reason is WaitReason.REQUESTER and not inputs.message:
        points.append(Point(code="message_missing", field="message"))
    return points


def wait_change(ticket: Ticket, inputs: Wait, by: Person, policy: Policy, now: int) -> Change:
    """The resolution clock pauses."""
    return Change(
        act=Act.WAIT,
        event="paused",
        fields={"status": Status.WAITING, "wait_reason": inputs.reason, "wake_at": inputs.until},
        notes=(public_reply(inputs.message, policy),) if inputs.message else (),
    )


def resume_points(ticket: Ticket, inputs: Resume, by: Person, policy: Policy, now: int) -> list[Point]:
    """Nothing is asked."""
    return []


def resume_change(ticket: Ticket, inputs: Resume, by: Person, policy: Policy, now: int) -> Change:
    """At work again; an unassigned ticket is the resumer's when they work at its line."""
    fields: dict[str, object] = {"status": Status.IN_PROGRESS, "wait_reason": None, "wake_at": None}
    if ticket.assignee is None and by.works_at(ticket.line):
        fields["assignee"] = by.name
    return Change(act=Act.RESUME, event="resumed", fields=fields)
