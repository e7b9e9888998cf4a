"""A breach of personal data: the mark, the facts, the decisions, who was told, and what its end asks for."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from deskterm.workflow.acts import decide, prospects
from deskterm.workflow.breach_inputs import Breach, BreachDecide, BreachFacts, BreachReport
from deskterm.workflow.inputs import Cancel, Close, Merge
from deskterm.workflow.notices import passed
from deskterm.workflow.permission import may_hand_out_breach
from deskterm.workflow.sla import BREACH_LENGTH, ClockName, ClockState, clocks
from deskterm.workflow.values import Act, Decision, Informed, Kind, Nature, Refusal, Status
from tests.workflow.people import ADMIN, AUDITOR, HOUR, L1, L2, LEAD, NOW, POLICY, agent, ticket

KNOWN = {"breach": True, "aware_at": NOW - HOUR, "restricted": True, "nature": Nature.SECURITY}
LONG = {**KNOWN, "aware_at": NOW - BREACH_LENGTH - 1}
DAY = 24 * HOUR


def codes(facts, entered, by=L1):
    """The codes of what is unmet."""
    outcome = decide(facts, entered, by, POLICY, NOW)
    return outcome.codes if isinstance(outcome, Refusal) else ()


@pytest.mark.parametrize(
    ("facts", "entered", "by", "missing", "fields"),
    [
        ({}, Breach(), L1, ("reason_missing",), None),
        (
            {},
            Breach(reason="r"),
            L1,
            (),
            {"breach": True, "aware_at": NOW, "restricted": True, "nature": Nature.SECURITY},
        ),
        (
            {"nature": Nature.PERSONNEL, "restricted": True},
            Breach(reason="r", aware_at=NOW - DAY),
            L1,
            (),
            {"breach": True, "aware_at": NOW - DAY},
        ),
        ({"kind": Kind.REQUEST, "nature": None}, Breach(reason="r"), L1, ("breach_needs_incident",), None),
        ({}, Breach(reason="r", aware_at=NOW + 1), L1, ("aware_to_come",), None),
        ({"occurred_at": NOW - HOUR}, Breach(reason="r", aware_at=NOW - DAY), L1, ("aware_too_early",), None),
        ({"created_at": NOW}, Breach(reason="r", aware_at=NOW - 366 * DAY), L1, ("aware_long_ago",), None),
        ({"line": 2}, Breach(reason="r"), L1, ("not_your_line",), None),
        ({}, Breach(reason="r"), AUDITOR, ("read_only_role",), None),
        (KNOWN, Breach(reason="r"), LEAD, ("nothing_changed",), None),
        (KNOWN, Breach(reason="r", aware_at=NOW - DAY), L1, ("lead_only",), None),
        (KNOWN, Breach(reason="r", aware_at=NOW - DAY), LEAD, (), {"aware_at": NOW - DAY}),
        (
            {**KNOWN, "reported_at": NOW - 2 * HOUR},
            Breach(reason="r", aware_at=NOW - HOUR - 1),
            LEAD,
            ("aware_after_report",),
            None,
        ),
        (KNOWN, Breach(on=False, reason="r"), L1, ("lead_only",), None),
        (KNOWN, Breach(on=False), LEAD, ("reason_missing",), None),
        (KNOWN, Breach(on=False, reason="r"), LEAD, (), {"breach": False, "aware_at": None}),
        (
            {**KNOWN, "reported_at": NOW, "subjects_owed_at": NOW},
            Breach(on=False, reason="r"),
            LEAD,
            (),
            {"breach": False, "aware_at": None, "reported_at": None, "subjects_owed_at": None},
        ),
        ({}, Breach(on=False, reason="r"), LEAD, ("nothing_changed",), None),
        (
            {**KNOWN, "created_at": NOW, "occurred_at": NOW - 365 * DAY, "reported_at": NOW - 365 * DAY},
            Breach(reason="r", aware_at=NOW - 365 * DAY),
            LEAD,
            (),
            {"aware_at": NOW - 365 * DAY},
        ),
    ],
)
def test_the_mark(facts, entered, by, missing, fields):
    """It starts the clock and restricts; a lead alone corrects it or takes it away, which opens nothing."""
    facts = ticket(**{"created_at": NOW - 2 * DAY, **facts})
    assert codes(facts, entered, by) == missing
    if not missing:
        assert decide(facts, entered, by, POLICY, NOW).fields == fields


def test_who_marks_a_ticket_of_somebody_else_is_told_that_it_is_out_of_sight():
    """Who may not see it afterwards is warned; its assignee is not, nor anybody of what was restricted before."""
    assert [p.code for p in decide(ticket(assignee="amy"), Breach(reason="r"), L1, POLICY, NOW).warnings]
    assert decide(ticket(assignee="ann"), Breach(reason="r"), L1, POLICY, NOW).warnings == ()
    assert decide(ticket(assignee="amy", restricted=True), Breach(reason="r"), L1, POLICY, NOW).warnings == ()


@pytest.mark.parametrize(
    ("facts", "entered", "missing", "fields"),
    [
        ({}, BreachFacts(breach_nature="x"), ("not_a_breach",), None),
        (KNOWN, BreachFacts(), ("nothing_changed",), None),
        ({**KNOWN, "people_concerned": 3}, BreachFacts(people_concerned=3), ("nothing_changed",), None),
        (KNOWN, BreachFacts(people_concerned=0, remedies="m"), (), {"people_concerned": 0, "remedies": "m"}),
        ({}, BreachDecide(), ("not_a_breach", "decision_missing", "decision_reason_missing"), None),
        (KNOWN, BreachDecide(decision=Decision.CONTAIN, text="t"), (), {}),
        (
            {**KNOWN, "report_waived_at": 5},
            BreachDecide(decision=Decision.NOTIFY_AUTHORITY, text="t"),
            (),
            {"report_waived_at": None},
        ),
        (
            {**KNOWN, "reported_at": NOW},
            BreachDecide(decision=Decision.NOT_NOTIFY, text="t"),
            ("authority_told", "decision_by_lead"),
            None,
        ),
        (KNOWN, BreachDecide(decision=Decision.NOTIFY_SUBJECTS, text="t"), (), {"subjects_owed_at": NOW}),
        (
            {**KNOWN, "subjects_owed_at": 5},
            BreachDecide(decision=Decision.NOT_NOTIFY_SUBJECTS, text="t"),
            (),
            {"subjects_owed_at": None},
        ),
        (
            {**KNOWN, "subjects_at": NOW},
            BreachDecide(decision=Decision.NOT_NOTIFY_SUBJECTS, text="t"),
            ("subjects_told",),
            None,
        ),
        ({}, BreachReport(), ("not_a_breach",), None),
        (KNOWN, BreachReport(), (), {"reported_at": NOW}),
        (KNOWN, BreachReport(at=NOW + 1), ("report_to_come",), None),
        (KNOWN, BreachReport(at=NOW - DAY), ("report_too_early",), None),
        (
            KNOWN,
            BreachReport(at=NOW - 1, reference="AZ"),
            (),
            {"reported_at": NOW - 1, "report_reference": "AZ"},
        ),
        (LONG, BreachReport(), ("delay_reason_missing",), None),
        (LONG, BreachReport(at=NOW - 1), (), {"reported_at": NOW - 1}),
        (LONG, BreachReport(reason="holidays"), (), {"reported_at": NOW}),
        (LONG, BreachReport(informed=Informed.SUBJECTS), (), {"subjects_at": NOW}),
        ({**LONG, "reported_at": 5}, BreachReport(reference="AZ"), (), {"report_reference": "AZ"}),
        ({**LONG, "reported_at": 5, "report_reference": "AZ"}, BreachReport(reference="AZ"), (), {}),
        ({**LONG, "reported_at": 5, "report_reference": "AZ"}, BreachReport(), (), {}),
        (KNOWN, BreachReport(informed=Informed.SUBJECTS, reference="AZ"), (), {"subjects_at": NOW}),
    ],
)
def test_facts_decisions_and_reports(facts, entered, missing, fields):
    """What is written down of a breach, and what each of these acts lacks."""
    assert codes(ticket(**facts), entered) == missing
    if not missing:
        assert decide(ticket(**facts), entered, L1, POLICY, NOW).fields == fields


@pytest.mark.parametrize("decision", Decision)
def test_a_lead_alone_decides_that_the_authority_need_not_be_told(decision):
    """An agent takes every other decision, that it be told after all among them."""
    entered = BreachDecide(decision=decision, text="t")
    assert codes(ticket(**KNOWN), entered) == (("decision_by_lead",) if decision is Decision.NOT_NOTIFY else ())
    change = decide(ticket(**KNOWN), entered, LEAD, POLICY, NOW)
    assert ("report_waived_at" in change.fields) == (decision is Decision.NOT_NOTIFY)


REPORTED = {**KNOWN, "aware_at": NOW - 4 * DAY, "reported_at": NOW - 2 * DAY, "report_reference": "AZ"}
LATE = {**REPORTED, "reported_at": NOW - DAY + 1}
TOLD = {**KNOWN, "aware_at": NOW - 9 * DAY, "subjects_at": NOW}


@pytest.mark.parametrize(
    ("facts", "entered", "by", "missing", "fields"),
    [
        (REPORTED, {"at": NOW - 3 * DAY}, LEAD, (), {"reported_at": NOW - 3 * DAY}),
        (REPORTED, {"at": NOW - DAY, "reference": "AZ"}, LEAD, (), {"reported_at": NOW - DAY}),
        (REPORTED, {"reference": "AZ-2"}, LEAD, (), {"report_reference": "AZ-2"}),
        (REPORTED, {"at": NOW - 3 * DAY}, L1, ("correction_by_lead",), None),
        (REPORTED, {"at": NOW - 3 * DAY, "correction": ""}, LEAD, ("reason_missing",), None),
        (REPORTED, {"at": NOW - 2 * DAY}, LEAD, ("nothing_changed",), None),
        (REPORTED, {}, LEAD, ("nothing_changed",), None),
        (REPORTED, {"at": NOW + 1}, LEAD, ("report_to_come", "delay_reason_missing"), None),
        (REPORTED, {"at": NOW - 5 * DAY}, LEAD, ("report_too_early",), None),
        (REPORTED, {"at": NOW - DAY + 1}, LEAD, ("delay_reason_missing",), None),
        (REPORTED, {"at": NOW - DAY + 1, "reason": "ill"}, LEAD, (), {"reported_at": NOW - DAY + 1}),
        (LATE, {"at": NOW}, LEAD, (), {"reported_at": NOW}),
        (LATE, {"at": NOW - DAY}, LEAD, (), {"reported_at": NOW - DAY}),
        (TOLD, {"at": NOW - 1, "informed": Informed.SUBJECTS}, LEAD, (), {"subjects_at": NOW - 1}),
        (TOLD, {"reference": "AZ", "informed": Informed.SUBJECTS}, LEAD, ("nothing_changed",), None),
        (TOLD, {"at": NOW - 9 * DAY}, LEAD, ("nobody_told",), None),
        ({}, {"at": NOW}, LEAD, ("not_a_breach", "nobody_told"), None),
    ],
)
def test_when_somebody_was_told_is_put_right(facts, entered, by, missing, fields):
    """By a lead, with a reason, of what is on record; what is late by it alone needs the reasons for the delay."""
    entered = BreachReport(**{"correction": "the day before", **entered})
    assert codes(ticket(**facts), entered, by) == missing
    if not missing:
        change = decide(ticket(**facts), entered, by, POLICY, NOW)
        assert (change.fields, change.texts["correction"]) == (fields, "the day before")
        assert change.data["at"] == {**facts, **fields}["subjects_at" if "subjects_at" in facts else "reported_at"]


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (KNOWN, ("breach_unreported",)),
        ({**KNOWN, "reported_at": NOW}, ()),
        ({**KNOWN, "report_waived_at": NOW}, ()),
        ({**KNOWN, "reported_at": NOW, "subjects_owed_at": NOW}, ("subjects_untold",)),
        ({**KNOWN, "subjects_owed_at": NOW}, ("breach_unreported", "subjects_untold")),
        ({**KNOWN, "reported_at": NOW, "subjects_owed_at": NOW, "subjects_at": NOW}, ()),
    ],
)
def test_a_breach_ends_when_those_are_told_who_must_be(facts, missing):
    """Nor is it cancelled or merged away before; what is missing is named at once, with the act that mends it."""
    resolved = ticket(Status.RESOLVED, **facts, verified=True)
    assert codes(resolved, Close()) == missing
    assert codes(ticket(**facts), Cancel(reason="spam")) == missing
    other = ticket(id=9)
    assert codes(ticket(**facts), Merge(into=other)) == missing
    assert codes(ticket(**facts), Merge(into=replace(other, breach=True, aware_at=NOW))) == ()
    told = prospects(resolved, L1, POLICY, NOW)[Act.CLOSE]
    assert [(p.code, p.act) for p in told] == [(code, Act.BREACH_REPORT) for code in missing]


@pytest.mark.parametrize(
    ("facts", "state", "ended"),
    [
        ({}, ClockState.RUNNING, None),
        ({"status": Status.RESOLVED, "resolved_at": NOW}, ClockState.RUNNING, None),
        ({"reported_at": NOW}, ClockState.MET, NOW),
        ({"report_waived_at": NOW - 1}, ClockState.MET, NOW - 1),
        ({"reported_at": NOW, "report_waived_at": NOW - 1}, ClockState.MET, NOW),
        ({"aware_at": NOW - BREACH_LENGTH}, ClockState.RUNNING, None),
        ({"aware_at": NOW - BREACH_LENGTH - 1}, ClockState.BREACHED, None),
        ({"aware_at": NOW - BREACH_LENGTH - 1, "reported_at": NOW}, ClockState.BREACHED, NOW),
        ({"aware_at": NOW - BREACH_LENGTH - 1, "reported_at": NOW - 1}, ClockState.MET, NOW - 1),
    ],
)
def test_its_clock_ends_with_the_report_alone(facts, state, ended):
    """Resolving the ticket does not end it; telling the authority does, or deciding that it need not be told."""
    held = POLICY.agreement_for(ticket())
    found = clocks(ticket(**{**KNOWN, **facts}), held.targets, held.calendar, held.always, NOW)
    (clock,) = (clock for clock in found if clock.name is ClockName.BREACH)
    assert (clock.state, clock.ended_at) == (state, ended)


def test_somebody_is_told_of_an_unreported_breach_of_a_resolved_ticket():
    """Its steps are told until the authority is."""
    late = ticket(Status.RESOLVED, **LONG)
    assert [telling.step.target for telling in passed(late, POLICY, NOW)] == [ClockName.BREACH]
    assert passed(replace(late, reported_at=NOW), POLICY, NOW) == []


@pytest.mark.parametrize(
    ("zone", "begun", "due"),
    [
        ("Europe/Chisinau", (2026, 3, 27, 12), (2026, 3, 30, 13)),
        ("Europe/Chisinau", (2026, 10, 23, 12), (2026, 10, 26, 11)),
        ("Asia/Bangkok", (2026, 3, 27, 12), (2026, 3, 30, 12)),
    ],
)
def test_72_hours_are_72_hours_when_the_clocks_change(zone, begun, due):
    """An hour that the night skips or has twice is no hour more or less to report in."""
    aware = int(datetime(*begun, tzinfo=ZoneInfo(zone)).timestamp()) * 1_000_000
    held = POLICY.agreement_for(ticket())
    facts = ticket(**{**KNOWN, "aware_at": aware})
    (clock,) = (
        clock
        for clock in clocks(facts, held.targets, held.calendar, held.always, aware)
        if clock.name is ClockName.BREACH
    )
    assert clock.due_at == int(datetime(*due, tzinfo=ZoneInfo(zone)).timestamp()) * 1_000_000
    assert clock.target_seconds == 72 * 3600


@pytest.mark.parametrize(
    ("by", "code"),
    [
        (LEAD, None),
        (AUDITOR, None),
        (ADMIN, None),
        (agent("amy", 1), None),
        (L1, "role_needed"),
        (L2, "role_needed"),
        (replace(LEAD, active=False), "agent_off"),
    ],
)
def test_who_hands_the_record_out(by, code):
    """The assignee, leads, auditors and admins."""
    point = may_hand_out_breach(ticket(assignee="amy"), by)
    assert (point.code if point else None) == code
