"""From a solution to a closed ticket, and back: resolve (M11), verify, close (M12), reopen, cancel."""

from deskterm.workflow.assignment import leave_waiting, session_warning
from deskterm.workflow.inputs import Cancel, Close, Reopen, Resolve, Verify
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import SECOND, Act, Change, Kind, Nature, Person, Point, Status, Ticket

DAY = 86_400 * SECOND
OUTCOME = ("resolution_code", "solution", "cause", "measures", "verification")


def resolve_points(ticket: Ticket, inputs: Resolve, by: Person, policy: Policy, now: int) -> list[Point]:
    """A code and a solution; of an incident also its cause and the measures; no child that blocks."""
    points = []
    if inputs.code is None:
        points.append(Point(code="resolution_code_missing", field="code"))
    if not inputs.solution:
        points.append(Point(code="solution_missing", field="solution"))
    if ticket.kind is Kind.INCIDENT:
        if inputs.cause is None:
            points.append(Point(code="cause_missing", field="cause"))
        if not inputs.measures:
            points.append(Point(code="measures_missing", field="measures"))
    if ticket.open_children and not ticket.major:
        points.append(Point(code="open_children", act=Act.LINK, args={"children": ticket.open_children}))
    return points


def resolve_change(ticket: Ticket, inputs: Resolve, by: Person, policy: Policy, now: int) -> Change:
    """Resolved, to be verified."""
    return Change(
        act=Act.RESOLVE,
        event="resolved",
        fields={
            "status": Status.RESOLVED,
            "resolved_at": now,
            "resolution_code": inputs.code,
            "solution": inputs.solution,
            "cause": inputs.cause,
            "measures": inputs.measures,
            **leave_waiting(ticket),
        },
        notices=("resolved",),
        warnings=session_warning(ticket, policy),
    )


def verify_points(ticket: Ticket, inputs: Verify, by: Person, policy: Policy, now: int) -> list[Point]:
    """Who confirmed, or how it was tested."""
    points = [Point(code="already_verified")] if ticket.verified else []
    if not inputs.how:
        points.append(Point(code="how_missing", field="how"))
    return points


def verify_change(ticket: Ticket, inputs: Verify, by: Person, policy: Policy, now: int) -> Change:
    """The service is restored, or the requester has what was asked."""
    return Change(act=Act.VERIFY, event="verified", fields={"verified": True, "verification": inputs.how})


def close_points(ticket: Ticket, inputs: Close, by: Person, policy: Policy, now: int) -> list[Point]:
    """Verified, and every step of its plans done or waived."""
    points = [] if ticket.verified else [Point(code="not_verified", field="how", act=Act.VERIFY)]
    titles = {step.mark: step.title for step in ticket.steps}
    for step in ticket.open_plan_steps:
        args = {"step": step, "title": titles.get(step, "")}
        points.append(Point(code="plan_step_open", field="plan_step", act=Act.STEP_DONE, args=args))
    return points


def close_change(ticket: Ticket, inputs: Close, by: Person, policy: Policy, now: int) -> Change:
    """Closed; the requester is owed the report."""
    return Change(
        act=Act.CLOSE,
        event="closed",
        fields={"status": Status.CLOSED, "closed_at": now},
        notices=("closing_report",),
    )


def silence_closes(ticket: Ticket, working_days: int, policy: Policy) -> bool:
    """Does this many working days without an answer count as verification? Never for P1, security or a breach."""
    return (
        ticket.status is Status.RESOLVED
        and working_days >= policy.silence_days
        and ticket.priority != 1
        and ticket.nature is not Nature.SECURITY
        and not ticket.breach
    )


def reopen_points(ticket: Ticket, inputs: Reopen, by: Person, policy: Policy, now: int) -> list[Point]:
    """A reason; a closed ticket within the days that the policy gives."""
    points = []
    if ticket.closed_at is not None and now - ticket.closed_at > policy.reopen_days * DAY:
        points.append(Point(code="reopen_too_late", act=Act.REGISTER, args={"days": policy.reopen_days}))
    if not inputs.reason:
        points.append(Point(code="reason_missing", field="reason"))
    return points


def reopen_change(ticket: Ticket, inputs: Reopen, by: Person, policy: Policy, now: int) -> Change:
    """A new cycle at the same line; the result of the old one stays in the events."""
    stays = ticket.assignee is not None and inputs.assignee_available
    status = Status.NEW if not ticket.triaged else Status.IN_PROGRESS if stays else Status.OPEN
    fields: dict[str, object] = {name: None for name in OUTCOME if getattr(ticket, name) is not None}
    if not stays and ticket.assignee is not None:
        fields["assignee"] = None
    if ticket.verified:
        fields["verified"] = False
    if ticket.asked_at is not None:
        fields["asked_at"] = None
    return Change(
        act=Act.REOPEN,
        event="reopened",
        fields={**fields, "status": status, "cycle_at": now, "resolved_at": None, "closed_at": None},
        texts={"reason": inputs.reason or ""},
    )


def cancel_points(ticket: Ticket, inputs: Cancel, by: Person, policy: Policy, now: int) -> list[Point]:
    """A reason."""
    return [] if inputs.reason else [Point(code="reason_missing", field="reason")]


def cancel_change(ticket: Ticket, inputs: Cancel, by: Person, policy: Policy, now: int) -> Change:
    """Withdrawn, or spam."""
    return Change(
        act=Act.CANCEL,
        event="cancelled",
        fields={"status": Status.CANCELLED, **leave_waiting(ticket)},
        texts={"reason": inputs.reason or ""},
    )
