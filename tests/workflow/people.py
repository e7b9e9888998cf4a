"""People and tickets for the tables of the rules: one line each, so that a table shows only what matters."""

from dataclasses import replace
from typing import Any

from deskterm.workflow.book import Book
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import (
    Category,
    Kind,
    Nature,
    Person,
    PlanStep,
    Reporter,
    ResolutionCode,
    Role,
    Sheet,
    Status,
    StepState,
    Ticket,
    WaitReason,
)

NOW = 1_900_000_000_000_000
HOUR = 3_600_000_000


def agent(name: str = "ann", *lines: int, **more: Any) -> Person:
    return Person(name=name, lines=frozenset(lines or (1,)), roles=frozenset({Role.AGENT}), **more)


L1, L2, L3 = agent("ann", 1), agent("ben", 2), agent("cid", 3)
LEAD = Person(name="lea", lines=frozenset({1, 2, 3}), roles=frozenset({Role.LEAD}))
AUDITOR = Person(name="aud", roles=frozenset({Role.AUDITOR}))
ADMIN = Person(name="adm", roles=frozenset({Role.ADMIN}))
EVERYONE = (L1, L2, L3, LEAD, AUDITOR, ADMIN)

POLICY = Policy(
    categories={
        "network/vpn": Category(code="network/vpn", nature=Nature.TECHNICAL, questions=("vpn_client",)),
        "security/phishing": Category(code="security/phishing", nature=Nature.SECURITY),
        "access/password": Category(code="access/password", nature=Nature.TECHNICAL, impact=3, urgency=2),
        "request/equipment": Category(code="request/equipment", kind=Kind.REQUEST, impact=3, urgency=3),
        "other/unclear": Category(code="other/unclear"),
    },
    book=Book({("duty", "zoe"): '{"absences": [["2030-03-01T00:00Z", "2030-04-01T00:00Z"]]}'}),
)
FULL_SHEET = Sheet(signs="no tunnel", extent="one person", components="gateway", answers={"vpn_client": "5.1"})

TRIAGED: dict[str, Any] = {
    "kind": Kind.INCIDENT, "nature": Nature.TECHNICAL, "category": "network/vpn",
    "impact": 2, "urgency": 2, "priority": 3, "questions": ("vpn_client",),
}  # fmt: skip
OF_STATUS: dict[Status, dict[str, Any]] = {
    Status.NEW: {},
    Status.OPEN: TRIAGED,
    Status.IN_PROGRESS: {**TRIAGED, "assignee": "ann"},
    Status.WAITING: {**TRIAGED, "assignee": "ann", "wait_reason": WaitReason.VENDOR, "wake_at": NOW + HOUR},
    Status.RESOLVED: {
        **TRIAGED, "assignee": "ann", "resolved_at": NOW - HOUR,
        "resolution_code": ResolutionCode.FIXED, "solution": "x",
    },
    Status.CLOSED: {
        **TRIAGED, "assignee": "ann", "resolved_at": NOW - HOUR, "closed_at": NOW - HOUR,
        "verified": True, "resolution_code": ResolutionCode.FIXED, "solution": "x",
    },
    Status.CANCELLED: {**TRIAGED, "assignee": "ann"},
    Status.MERGED: {**TRIAGED, "merged_into": 9, "status_before_merge": Status.OPEN},
}  # fmt: skip


def ticket(status: Status = Status.OPEN, **facts: Any) -> Ticket:
    reporter = Reporter(id=1, name="Rhea", email="rhea@example.org")
    base = Ticket(id=7, version=3, status=status, reporter=reporter, created_at=NOW - 2 * HOUR, cycle_at=NOW - 2 * HOUR)
    return replace(base, **{**OF_STATUS[status], **facts})


def step(code: int = 1, plan: str = "request/badge", **more: Any) -> PlanStep:
    """A step of a plan, whose number is its code."""
    return PlanStep(id=code, plan=plan, code=str(code), title="Print it", **more)


def with_steps(*steps: PlanStep, status: Status = Status.OPEN, **facts: Any) -> Ticket:
    """A ticket with these steps."""
    open_ = tuple(each.mark for each in steps if each.state is StepState.OPEN)
    plans = frozenset(each.plan for each in steps)
    return ticket(status, steps=steps, open_plan_steps=open_, plans=plans, **facts)


def ready(**facts: Any) -> Ticket:
    """An incident that has passed every gate to the next line."""
    return ticket(Status.IN_PROGRESS, **{"sheet": FULL_SHEET, "steps_settled": 1, **facts})
