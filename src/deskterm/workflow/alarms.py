"""What the desk does by itself, and when.

A waiting ticket wakes up, a resolved one closes after days of silence, and somebody is told as a target runs out.
"""

from dataclasses import replace

from deskterm.workflow.calendar import NeverDue
from deskterm.workflow.calendar.wall import to_datetime, to_us
from deskterm.workflow.closure import close_change, close_points, silence_closes
from deskterm.workflow.inputs import Close
from deskterm.workflow.notices import next_step
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Act, Change, Person, Status, Ticket

DESK = Person(name="desk")
"""Who acts when nobody does."""


def alarm_at(ticket: Ticket, policy: Policy, now: int | None = None) -> int | None:
    """When the desk has to look at this ticket again, in microseconds; None: never by itself.

    `now` matters once an alarm has come: contacts who could be told then, and no more, are told in their next hours.
    An alarm that is still to come is the same with and without it.
    """
    moments = (turn_at(ticket, policy), next_step(ticket, policy, now))
    return min((moment for moment in moments if moment is not None), default=None)


def turn_at(ticket: Ticket, policy: Policy) -> int | None:
    """When its state changes by itself."""
    if ticket.status is Status.WAITING:
        return ticket.wake_at
    if ticket.resolved_at is None or not silence_closes(ticket, policy.silence_days, policy):
        return None
    calendar = policy.agreement_for(ticket).calendar
    try:
        return to_us(calendar.due_working_days(to_datetime(ticket.resolved_at), policy.silence_days))
    except NeverDue:
        return None


def due_change(ticket: Ticket, policy: Policy, now: int) -> Change | None:
    """How its state changes now; None: not yet, or something stands in its way."""
    turn = turn_at(ticket, policy)
    if turn is None or turn > now:
        return None
    return woken(ticket) if ticket.status is Status.WAITING else silenced(ticket, policy, now)


def woken(ticket: Ticket) -> Change:
    """The moment it waited for has come: it is its assignee's again, or its line's."""
    status = Status.OPEN if ticket.assignee is None else Status.IN_PROGRESS
    return Change(act=Act.RESUME, event="woken", fields={"status": status, "wait_reason": None, "wake_at": None})


def silenced(ticket: Ticket, policy: Policy, now: int) -> Change | None:
    """Nobody has objected for as many working days as count as verification. None: something else hinders closing."""
    verified = replace(ticket, verified=True)
    if close_points(verified, Close(), DESK, policy, now):
        return None
    closing = close_change(verified, Close(), DESK, policy, now)
    return replace(closing, event="auto_closed", fields={**closing.fields, "verified": True})
