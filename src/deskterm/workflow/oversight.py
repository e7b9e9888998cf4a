"""What only a lead does: override a priority, declare a major incident, restrict a ticket."""

from dataclasses import replace

from deskterm.workflow.inputs import Major, Override, Restrict
from deskterm.workflow.permission import sees
from deskterm.workflow.policy import Policy
from deskterm.workflow.priority import priority
from deskterm.workflow.values import Act, Change, Kind, Person, Point, Ticket


def override_points(ticket: Ticket, inputs: Override, by: Person, policy: Policy, now: int) -> list[Point]:
    """A priority of the matrix's range, another than now, and a reason."""
    points = []
    if inputs.priority is None:
        points.append(Point(code="priority_missing", field="priority"))
    elif not 1 <= inputs.priority <= policy.matrix.lowest:
        args = {"value": inputs.priority, "highest": policy.matrix.lowest}
        points.append(Point(code="priority_out_of_range", field="priority", args=args))
    elif inputs.priority == ticket.priority:
        points.append(Point(code="nothing_changed", field="priority"))
    if not inputs.reason:
        points.append(Point(code="reason_missing", field="reason"))
    return points


def override_change(ticket: Ticket, inputs: Override, by: Person, policy: Policy, now: int) -> Change:
    """The lead's priority; one that equals the matrix's is no override any more."""
    matrix = priority(ticket.impact or 0, ticket.urgency or 0, policy.matrix)
    return Change(
        act=Act.OVERRIDE,
        event="overridden",
        fields={"priority": inputs.priority, "overridden": inputs.priority != matrix},
        data={"matrix": matrix},
        texts={"reason": inputs.reason or ""},
        notices=("priority_changed",),
    )


def major_points(ticket: Ticket, inputs: Major, by: Person, policy: Policy, now: int) -> list[Point]:
    """Only a P1 incident is a major incident."""
    points = []
    if inputs.on == ticket.major:
        points.append(Point(code="nothing_changed"))
    if inputs.on and (ticket.priority != 1 or ticket.kind is not Kind.INCIDENT):
        points.append(Point(code="major_needs_p1", field="impact", act=Act.AMEND, args={"priority": ticket.priority}))
    if not inputs.reason:
        points.append(Point(code="reason_missing", field="reason"))
    return points


def major_change(ticket: Ticket, inputs: Major, by: Person, policy: Policy, now: int) -> Change:
    """Its children are resolved with it from now on."""
    return Change(
        act=Act.MAJOR,
        event="declared_major" if inputs.on else "no_longer_major",
        fields={"major": inputs.on},
        texts={"reason": inputs.reason or ""},
    )


def restricted_fields(ticket: Ticket, inputs: Restrict) -> dict[str, object]:
    """The fields a restriction would change; naming the person it is about restricts by itself."""
    fields: dict[str, object] = {}
    on = True if inputs.on is None and inputs.about is not None else inputs.on
    if on is not None and on != ticket.restricted:
        fields["restricted"] = on
    if inputs.about is not None and inputs.about != ticket.about:
        fields["about"] = inputs.about
    if on is False and ticket.about is not None:
        fields["about"] = None
    return fields


STAYS_BREACH = Point(code="breach_stays_restricted", field="on", act=Act.BREACH)
"""Why a breach is not opened to everybody."""


def stays(ticket: Ticket) -> Point:
    """Why a ticket of a delicate nature is not opened to everybody."""
    return Point(code="stays_restricted", field="nature", act=Act.AMEND, args={"nature": ticket.nature})


def restrict_points(ticket: Ticket, inputs: Restrict, by: Person, policy: Policy, now: int) -> list[Point]:
    """Something to change; a delicate nature or a breach keeps a ticket restricted."""
    points = []
    if not restricted_fields(ticket, inputs) and not set(inputs.name) - ticket.named:
        points.append(Point(code="nothing_changed", field="on"))
    if inputs.on is False and (ticket.nature in policy.restricted_natures or ticket.breach):
        points.append(STAYS_BREACH if ticket.breach else stays(ticket))
    if inputs.about is not None and (inputs.about in ticket.named or inputs.about in inputs.name):
        points.append(Point(code="about_is_named", field="about", args={"name": inputs.about}))
    return points


def restrict_change(ticket: Ticket, inputs: Restrict, by: Person, policy: Policy, now: int) -> Change:
    """Who may see the ticket from now on."""
    fields = restricted_fields(ticket, inputs)
    named = ticket.named | frozenset(inputs.name)
    after = replace(ticket, named=named, **fields)  # type: ignore[arg-type]
    return Change(
        act=Act.RESTRICT,
        event="restricted" if after.restricted else "unrestricted",
        fields=fields,
        data={"named": sorted(named)} if named != ticket.named else {},
        texts={"reason": inputs.reason} if inputs.reason else {},
        named=named if named != ticket.named else None,
        warnings=() if sees(by, after) else (Point(code="now_restricted"),),
    )
