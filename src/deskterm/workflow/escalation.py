"""The gates between the lines (M9): what must be known and done before a ticket moves up, and the way back."""

from deskterm.workflow.assignment import leave_waiting
from deskterm.workflow.inputs import Escalate, Handback
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Act, Change, Kind, Person, Point, Role, Sheet, Status, Ticket

HIGHEST = 3


def diagnosis_points(ticket: Ticket) -> list[Point]:
    """What the initial diagnosis still lacks: signs, extent, components, and answers to the category's questions."""
    sheet = ticket.sheet or Sheet()
    points = [
        Point(code=f"{name}_missing", field=name, act=Act.DIAGNOSE)
        for name in ("signs", "extent", "components")
        if not getattr(sheet, name).strip()
    ]
    for question in ticket.questions:
        if question not in sheet.answers:
            points.append(
                Point(
                    code="question_unanswered",
                    field=f"answer:{question}",
                    act=Act.DIAGNOSE,
                    args={"question": question},
                )
            )
    return points


def evidence_points(ticket: Ticket) -> list[Point]:
    """What every incident must show before it leaves a line upwards; requests show nothing."""
    if ticket.kind is not Kind.INCIDENT:
        return []
    points = diagnosis_points(ticket)
    if not ticket.steps_settled:
        points.append(Point(code="step_missing", field="step", act=Act.NOTE))
    return points


def wall_points(ticket: Ticket, to: int, policy: Policy) -> list[Point]:
    """What L3 accepts without a lead: from L2 a tried hypothesis and a high priority, from L1 only P1."""
    if to != HIGHEST:
        return []
    points = []
    if ticket.line == 1:
        if ticket.priority not in policy.skip_priorities:
            points.append(
                Point(code="skip_needs_p1", field="impact", act=Act.AMEND, args={"priority": ticket.priority})
            )
        return points
    if ticket.kind is Kind.INCIDENT and not ticket.hypotheses_settled:
        points.append(Point(code="hypothesis_missing", field="hypothesis", act=Act.NOTE))
    if ticket.priority not in policy.l3_priorities:
        points.append(
            Point(code="l3_needs_high_priority", field="impact", act=Act.AMEND, args={"priority": ticket.priority})
        )
    return points


def target(ticket: Ticket, inputs: Escalate) -> int:
    """The line that is asked for; the next one when none is."""
    return ticket.line + 1 if inputs.to is None else inputs.to


def escalate_points(ticket: Ticket, inputs: Escalate, by: Person, policy: Policy, now: int) -> list[Point]:
    """Every gate that is still shut. A lead passes the wall before L3, and the record says so."""
    to = target(ticket, inputs)
    points = evidence_points(ticket)
    if ticket.line >= HIGHEST:
        points.insert(0, Point(code="no_higher_line", args={"line": ticket.line}))
    elif not ticket.line < to <= HIGHEST:
        points.insert(0, Point(code="not_higher", field="to", args={"line": ticket.line, "to": to}))
    elif not by.has(Role.LEAD):
        points += wall_points(ticket, to, policy)
    if inputs.reason is None:
        points.append(Point(code="escalation_reason_missing", field="reason"))
    if not inputs.summary:
        points.append(Point(code="summary_missing", field="summary"))
    return points


def moved(ticket: Ticket, to: int) -> dict[str, object]:
    """A ticket in another line's queue: open, unassigned, one level change more; its clocks run on."""
    return {
        "line": to,
        "status": Status.OPEN,
        "assignee": None,
        "level_changes": ticket.level_changes + 1,
        **leave_waiting(ticket),
    }


def bounced(ticket: Ticket, policy: Policy) -> tuple[Point, ...]:
    """A ticket that goes back and forth is shown to the lead."""
    changes = ticket.level_changes + 1
    return (Point(code="ping_pong", args={"changes": changes}),) if changes >= policy.ping_pong else ()


def escalate_change(ticket: Ticket, inputs: Escalate, by: Person, policy: Policy, now: int) -> Change:
    """Up, with the reason and the hand-over summary on record."""
    to = target(ticket, inputs)
    waived = [p.code for p in wall_points(ticket, to, policy)] if by.has(Role.LEAD) else []
    data: dict[str, object] = {"from": ticket.line, "to": to, "reason": inputs.reason}
    if waived:
        data["waived"] = waived
    return Change(
        act=Act.ESCALATE,
        event="escalated",
        fields=moved(ticket, to),
        data=data,
        texts={"summary": inputs.summary or ""},
        notices=("escalated",) if ticket.priority in policy.told_priorities else (),
        warnings=bounced(ticket, policy),
    )


def handback_points(ticket: Ticket, inputs: Handback, by: Person, policy: Policy, now: int) -> list[Point]:
    """A lower line, a reason, and what is expected there."""
    to = ticket.line - 1 if inputs.to is None else inputs.to
    points = []
    if ticket.line == 1:
        points.append(Point(code="no_lower_line"))
    elif not 1 <= to < ticket.line:
        points.append(Point(code="not_lower", field="to", args={"line": ticket.line, "to": to}))
    if not inputs.reason:
        points.append(Point(code="reason_missing", field="reason"))
    if not inputs.summary:
        points.append(Point(code="expectation_missing", field="summary"))
    return points


def handback_change(ticket: Ticket, inputs: Handback, by: Person, policy: Policy, now: int) -> Change:
    """Down, with the reason and what is expected there."""
    to = ticket.line - 1 if inputs.to is None else inputs.to
    return Change(
        act=Act.HANDBACK,
        event="handed_back",
        fields=moved(ticket, to),
        data={"from": ticket.line, "to": to},
        texts={"reason": inputs.reason or "", "summary": inputs.summary or ""},
        warnings=bounced(ticket, policy),
    )
