"""What the requester says once a ticket is there (process: a person's answer), taken down by an agent.

It starts the update clock, wakes a waiting ticket and reopens a resolved one.
"""

from deskterm.workflow.alarms import woken
from deskterm.workflow.closure import reopen_change
from deskterm.workflow.inputs import Hear, Reopen
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import LIVE, Act, Change, NewNote, NoteKind, Person, Point, Status, Ticket

ENDED = {Status.CLOSED: "is_closed", Status.CANCELLED: "is_cancelled"}
"""What stays ended until somebody reopens it, and how that is told."""


def hear_points(ticket: Ticket, inputs: Hear, by: Person, policy: Policy, now: int) -> list[Point]:
    """A text."""
    return [] if inputs.text else [Point(code="text_missing", field="text")]


def hear_change(ticket: Ticket, inputs: Hear, by: Person, policy: Policy, now: int) -> Change:
    """A public entry that waits for an answer. On a closed or cancelled ticket it is kept, and moves nothing."""
    ended = ENDED.get(ticket.status)
    return Change(
        act=Act.HEAR,
        event="answered",
        fields={} if ended else moved(ticket, inputs, by, policy, now),
        notes=(NewNote(kind=NoteKind.MESSAGE, body=inputs.text or ""),),
        warnings=(Point(code=ended, act=Act.REOPEN),) if ended else (),
    )


def moved(ticket: Ticket, inputs: Hear, by: Person, policy: Policy, now: int) -> dict[str, object]:
    """The fields that the message sets: since when one waits is the first that nobody has answered."""
    if ticket.status in LIVE:
        asked: dict[str, object] = {} if ticket.asked_at is not None else {"asked_at": now}
        return {**asked, **(woken(ticket).fields if ticket.status is Status.WAITING else {})}
    again = Reopen(reason=inputs.text, assignee_available=inputs.assignee_available)
    return {**reopen_change(ticket, again, by, policy, now).fields, "asked_at": now}
