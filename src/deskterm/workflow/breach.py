"""A breach of personal data (M19): the mark with its own clock, the facts, the decisions, and who was told.

The record follows articles 33 and 34 of the GDPR: the authority is told within 72 hours, or later with the reasons for
the delay; the people concerned are told when the risk to them is high; every breach is documented either way.
"""

from dataclasses import fields as fields_of
from dataclasses import replace

from deskterm.workflow.breach_inputs import Breach, BreachDecide, BreachFacts, BreachReport
from deskterm.workflow.permission import may_correct_report, may_decide, sees
from deskterm.workflow.policy import Policy
from deskterm.workflow.sla import BREACH_LENGTH
from deskterm.workflow.values import SECOND, Act, Change, Decision, Informed, Kind, Nature, Person, Point, Role, Ticket

YEAR = 365 * 86_400 * SECOND
"""How long before its registration a breach may have been known; what is earlier was mistyped."""
NO_BREACH = Point(code="not_a_breach", field="reason", act=Act.BREACH)
GONE = ("aware_at", "reported_at", "report_reference", "report_waived_at", "subjects_owed_at", "subjects_at")
"""What goes with the mark; what was found out and decided stays on record."""

FIRST = {Informed.AUTHORITY: "reported_at", Informed.SUBJECTS: "subjects_at"}
"""Where it is kept when they were told for the first time."""
TOLD = {Informed.AUTHORITY: "breach_reported", Informed.SUBJECTS: "breach_subjects_told"}
"""The event that tells of it."""


def owed(ticket: Ticket) -> list[Point]:
    """What a breach still asks for before its ticket may end: a report or the decision against one, and promises."""
    if not ticket.breach:
        return []
    points = []
    if ticket.reported_at is None and ticket.report_waived_at is None:
        points.append(Point(code="breach_unreported", field="at", act=Act.BREACH_REPORT))
    if ticket.subjects_owed_at is not None and ticket.subjects_at is None:
        points.append(Point(code="subjects_untold", field="informed", act=Act.BREACH_REPORT))
    return points


def breach_points(ticket: Ticket, inputs: Breach, by: Person, policy: Policy, now: int) -> list[Point]:
    """An incident, a moment that can be, and a reason. What is marked already is corrected by a lead alone."""
    points = []
    if not inputs.on and not ticket.breach:
        points.append(Point(code="nothing_changed", field="on"))
    elif ticket.breach and inputs.on and inputs.aware_at in (None, ticket.aware_at):
        points.append(Point(code="nothing_changed", field="aware_at"))
    if ticket.breach and not by.has(Role.LEAD):
        points.append(Point(code="lead_only", args={"act": Act.BREACH}))
    if inputs.on and ticket.kind is Kind.REQUEST:
        points.append(Point(code="breach_needs_incident", field="kind", act=Act.AMEND))
    if inputs.on and inputs.aware_at is not None:
        points += moment_points(ticket, inputs.aware_at, now)
    if not inputs.reason:
        points.append(Point(code="reason_missing", field="reason"))
    return points


def moment_points(ticket: Ticket, aware: int, now: int) -> list[Point]:
    """Nobody knows of what is to come or has not happened yet; nobody reports what they do not know."""
    if aware > now:
        return [Point(code="aware_to_come", field="aware_at")]
    if aware < ticket.created_at - YEAR:
        return [Point(code="aware_long_ago", field="aware_at")]
    if ticket.occurred_at is not None and aware < ticket.occurred_at:
        return [Point(code="aware_too_early", field="aware_at")]
    if any(told is not None and told < aware for told in (ticket.reported_at, ticket.subjects_at)):
        return [Point(code="aware_after_report", field="aware_at")]
    return []


def breach_change(ticket: Ticket, inputs: Breach, by: Person, policy: Policy, now: int) -> Change:
    """Its clock runs since the desk knew, and few may see it; without the mark the clock is gone, the rest stays."""
    fields: dict[str, object] = {"breach": inputs.on}
    if inputs.on:
        fields["aware_at"] = now if inputs.aware_at is None else inputs.aware_at
        fields |= {} if ticket.restricted else {"restricted": True}
        if ticket.kind is Kind.INCIDENT and ticket.nature not in policy.restricted_natures:
            fields["nature"] = Nature.SECURITY
    else:
        fields |= {name: None for name in GONE if getattr(ticket, name) is not None}
    blind = "restricted" in fields and not sees(by, replace(ticket, restricted=True))
    return Change(
        act=Act.BREACH,
        event="breach_unmarked" if not inputs.on else "breach_corrected" if ticket.breach else "breach_marked",
        fields={name: value for name, value in fields.items() if value != getattr(ticket, name)},
        texts={"reason": inputs.reason or ""},
        warnings=(Point(code="now_restricted"),) if blind else (),
    )


def facts_points(ticket: Ticket, inputs: BreachFacts, by: Person, policy: Policy, now: int) -> list[Point]:
    """A breach, and something to write down."""
    points = [] if ticket.breach else [NO_BREACH]
    return points if described(ticket, inputs) else [*points, Point(code="nothing_changed", field="breach_nature")]


def described(ticket: Ticket, inputs: BreachFacts) -> dict[str, object]:
    """The facts that are other than before."""
    said = {field.name: getattr(inputs, field.name) for field in fields_of(BreachFacts)}
    return {name: value for name, value in said.items() if value is not None and value != getattr(ticket, name)}


def facts_change(ticket: Ticket, inputs: BreachFacts, by: Person, policy: Policy, now: int) -> Change:
    """The record says more, or otherwise; what it said before stays in the events."""
    return Change(act=Act.BREACH_FACTS, event="breach_described", fields=described(ticket, inputs))


def decide_points(ticket: Ticket, inputs: BreachDecide, by: Person, policy: Policy, now: int) -> list[Point]:
    """A breach, a decision that can still be taken, and why."""
    points = [] if ticket.breach else [NO_BREACH]
    if inputs.decision is None:
        points.append(Point(code="decision_missing", field="decision"))
    if inputs.decision is Decision.NOT_NOTIFY and ticket.reported_at is not None:
        points.append(Point(code="authority_told", field="decision"))
    if inputs.decision is Decision.NOT_NOTIFY_SUBJECTS and ticket.subjects_at is not None:
        points.append(Point(code="subjects_told", field="decision"))
    if (point := may_decide(inputs.decision, by)) is not None:
        points.append(point)
    if not inputs.text:
        points.append(Point(code="decision_reason_missing", field="text"))
    return points


def decide_change(ticket: Ticket, inputs: BreachDecide, by: Person, policy: Policy, now: int) -> Change:
    """Taken on record; those about who is told decide what the ticket's clock and its end still ask for."""
    fields: dict[str, object] = {}
    match inputs.decision:
        case Decision.NOTIFY_AUTHORITY:
            fields["report_waived_at"] = None
        case Decision.NOT_NOTIFY if ticket.report_waived_at is None:
            fields["report_waived_at"] = now
        case Decision.NOTIFY_SUBJECTS if ticket.subjects_owed_at is None:
            fields["subjects_owed_at"] = now
        case Decision.NOT_NOTIFY_SUBJECTS:
            fields["subjects_owed_at"] = None
    return Change(
        act=Act.BREACH_DECIDE,
        event="breach_decided",
        fields={name: value for name, value in fields.items() if value != getattr(ticket, name)},
        data={"decided": inputs.decision},
        texts={"decision": inputs.text or ""},
    )


def report_points(ticket: Ticket, inputs: BreachReport, by: Person, policy: Policy, now: int) -> list[Point]:
    """A breach, a moment since it is known and not to come; of a first report after 72 hours why it is late."""
    points = [] if ticket.breach else [NO_BREACH]
    if inputs.correction is not None:
        points += correction_points(ticket, inputs, by)
    at = moment_of(ticket, inputs, now)
    if at > now:
        points.append(Point(code="report_to_come", field="at"))
    if ticket.aware_at is None:
        return points
    if at < ticket.aware_at:
        points.append(Point(code="report_too_early", field="at"))
    late = ticket.aware_at + BREACH_LENGTH
    first = ticket.reported_at is None or (inputs.correction is not None and ticket.reported_at <= late)
    if inputs.informed is Informed.AUTHORITY and first and at > late and not inputs.reason:
        points.append(Point(code="delay_reason_missing", field="reason"))
    return points


def correction_points(ticket: Ticket, inputs: BreachReport, by: Person) -> list[Point]:
    """By a lead, of a report that is on record, to something else, and why."""
    held = getattr(ticket, FIRST[inputs.informed])
    points = [] if (point := may_correct_report(by)) is None else [point]
    if held is None:
        points.append(Point(code="nobody_told", field="correction", args={"informed": inputs.informed}))
    elif inputs.at in (None, held) and not referenced(ticket, inputs):
        points.append(Point(code="nothing_changed", field="at"))
    if not inputs.correction:
        points.append(Point(code="reason_missing", field="correction"))
    return points


def moment_of(ticket: Ticket, inputs: BreachReport, now: int) -> int:
    """When they were told: now unless said; a correction that says no moment leaves the one on record."""
    if inputs.at is not None:
        return inputs.at
    held = None if inputs.correction is None else getattr(ticket, FIRST[inputs.informed])
    return now if held is None else int(held)


def referenced(ticket: Ticket, inputs: BreachReport) -> dict[str, object]:
    """The authority's reference, where it is another than before."""
    if inputs.informed is not Informed.AUTHORITY or inputs.reference in (None, "", ticket.report_reference):
        return {}
    return {"report_reference": inputs.reference}


def report_change(ticket: Ticket, inputs: BreachReport, by: Person, policy: Policy, now: int) -> Change:
    """The first report to the authority ends the clock; what is told later is told in phases, and moves nothing."""
    at, name = moment_of(ticket, inputs, now), FIRST[inputs.informed]
    held, corrects = getattr(ticket, name), inputs.correction is not None
    moved: dict[str, object] = {name: at} if held is None or (corrects and at != held) else {}
    return Change(
        act=Act.BREACH_REPORT,
        event=TOLD[inputs.informed] + ("_corrected" if corrects else "" if held is None else "_more"),
        fields=moved | referenced(ticket, inputs),
        data={"at": at},
        texts={"correction": inputs.correction or "", "delay": inputs.reason or "", "said": inputs.text or ""},
    )
