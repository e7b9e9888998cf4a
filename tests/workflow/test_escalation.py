"""The gates between the lines (process: Escalation gates)."""

import pytest

from deskterm.workflow.acts import decide, refusal
from deskterm.workflow.inputs import Escalate, Handback, Pull
from deskterm.workflow.values import Change, EscalationReason, Kind, Sheet, Status, WaitReason
from tests.workflow.people import FULL_SHEET, L1, L2, L3, LEAD, NOW, POLICY, agent, ready, ticket

UP = Escalate(to=2, reason=EscalationReason.NEEDS_SKILL, summary="gateway refuses")
TO_L3 = Escalate(to=3, reason=EscalationReason.NEEDS_ACCESS, summary="needs the core router")
AT_L2 = {"line": 2, "assignee": "ben"}


def codes(facts, entered, by):
    refused = refusal(facts, entered, by, POLICY, NOW)
    return refused.codes if refused else ()


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({}, ()),
        ({"sheet": None}, ("signs_missing", "extent_missing", "components_missing", "question_unanswered")),
        ({"sheet": Sheet(signs=" ", extent="e", components="c", answers={"vpn_client": "5"})}, ("signs_missing",)),
        ({"sheet": Sheet(signs="s", extent="e", components="c")}, ("question_unanswered",)),
        ({"sheet": Sheet(signs="s", extent="e", components="c", answers={"vpn_client": None})}, ()),
        ({"steps_settled": 0}, ("step_missing",)),
        ({"kind": Kind.REQUEST, "nature": None, "sheet": None, "steps_settled": 0}, ()),
    ],
)
def test_evidence_of_an_incident(facts, missing):
    """Signs, extent, components, the category's questions, and something tried; a request shows nothing."""
    assert codes(ready(**facts), UP, L1) == missing


def test_reason_and_summary_are_asked_of_both_kinds():
    """Why, and what the next line must know."""
    for kind in Kind:
        assert codes(ready(kind=kind), Escalate(to=2), L1) == ("escalation_reason_missing", "summary_missing")


@pytest.mark.parametrize(
    ("facts", "by", "missing"),
    [
        ({"priority": 1, "hypotheses_settled": 1}, L2, ()),
        ({"priority": 2, "hypotheses_settled": 1}, L2, ()),
        ({"priority": 3, "hypotheses_settled": 1}, L2, ("l3_needs_high_priority",)),
        ({"priority": 3}, L2, ("hypothesis_missing", "l3_needs_high_priority")),
        ({"priority": 1}, L2, ("hypothesis_missing",)),
        ({"priority": 4}, LEAD, ()),
        ({"priority": 2, "kind": Kind.REQUEST, "nature": None}, L2, ()),
        ({"priority": 4, "kind": Kind.REQUEST, "nature": None}, L2, ("l3_needs_high_priority",)),
    ],
)
def test_the_wall_before_line_three(facts, by, missing):
    """A tried hypothesis and P1 or P2; a lead passes. Hypotheses are not asked of requests."""
    assert codes(ready(**{**AT_L2, **facts}), TO_L3, by) == missing


@pytest.mark.parametrize(
    ("priority", "by", "missing"), [(1, L1, ()), (2, L1, ("skip_needs_p1",)), (4, LEAD, ()), (2, LEAD, ())]
)
def test_skipping_a_line(priority, by, missing):
    """L1 straight to L3: P1, or a lead."""
    assert codes(ready(priority=priority), TO_L3, by) == missing


def test_what_a_lead_waives_is_on_record():
    """The wall has a door, and the door a record."""
    change = decide(ready(**AT_L2, priority=4), TO_L3, LEAD, POLICY, NOW)
    assert change.data["waived"] == ["hypothesis_missing", "l3_needs_high_priority"]
    assert "waived" not in decide(ready(**AT_L2, priority=1, hypotheses_settled=1), TO_L3, L2, POLICY, NOW).data


def test_after_the_move():
    """Open, unassigned, in the next line's queue, not waiting any more; one level change."""
    facts = ready(sheet=FULL_SHEET)
    change = decide(facts, UP, L1, POLICY, NOW)
    assert isinstance(change, Change) and change.event == "escalated"
    assert change.fields == {"line": 2, "status": Status.OPEN, "assignee": None, "level_changes": 1}
    assert change.data == {"from": 1, "to": 2, "reason": EscalationReason.NEEDS_SKILL}
    assert change.texts == {"summary": "gateway refuses"}
    waiting = ticket(Status.WAITING, sheet=FULL_SHEET, steps_settled=1, wait_reason=WaitReason.VENDOR, wake_at=NOW + 1)
    fields = decide(waiting, UP, L1, POLICY, NOW).fields
    assert fields["wait_reason"] is None and fields["wake_at"] is None


@pytest.mark.parametrize(("priority", "told"), [(1, ("escalated",)), (2, ("escalated",)), (3, ()), (4, ())])
def test_the_requester_is_told_of_high_priorities(priority, told):
    """P1 and P2 only."""
    assert decide(ready(priority=priority), UP, L1, POLICY, NOW).notices == told


def test_ping_pong_is_flagged_at_the_third_level_change():
    """Three changes of line, in either direction."""
    down = Handback(to=1, reason="r", summary="s")
    for before, flagged in ((0, False), (1, False), (2, True), (5, True)):
        for change in (
            decide(ready(level_changes=before), UP, L1, POLICY, NOW),
            decide(ready(**AT_L2, level_changes=before), down, L2, POLICY, NOW),
        ):
            assert bool(change.warnings) is flagged
            assert change.fields["level_changes"] == before + 1
    assert decide(ready(level_changes=2), UP, L1, POLICY, NOW).warnings[0].args == {"changes": 3}


@pytest.mark.parametrize(
    ("line", "to", "code"), [(1, 1, "not_higher"), (2, 1, "not_higher"), (3, 3, "no_higher_line"), (1, 4, "not_higher")]
)
def test_escalation_goes_up(line, to, code):
    """To a line that exists and is higher."""
    assert codes(ready(line=line, priority=1, hypotheses_settled=1), Escalate(to=to), LEAD)[0] == code


@pytest.mark.parametrize(("line", "to", "code"), [(1, None, "no_lower_line"), (2, 2, "not_lower"), (3, 0, "not_lower")])
def test_handing_back_goes_down(line, to, code):
    """To a line that exists and is lower."""
    assert codes(ready(line=line), Handback(to=to, reason="r", summary="s"), LEAD) == (code,)


def test_the_next_line_is_the_default():
    """Without a line named, one step."""
    up = decide(ready(), Escalate(reason=EscalationReason.VENDOR, summary="s"), L1, POLICY, NOW)
    down = decide(ready(line=3), Handback(reason="r", summary="s"), L3, POLICY, NOW)
    assert (up.fields["line"], down.fields["line"]) == (2, 2)


def test_handing_back_asks_why_and_what_for():
    """Both at once; then the move is on record with both."""
    facts = ready(**AT_L2)
    assert codes(facts, Handback(to=1), L2) == ("reason_missing", "expectation_missing")
    change = decide(facts, Handback(to=1, reason="not ours", summary="ask for the log"), L2, POLICY, NOW)
    assert change.event == "handed_back" and change.fields["line"] == 1
    assert change.texts == {"reason": "not ours", "summary": "ask for the log"}


@pytest.mark.parametrize(
    ("facts", "entered", "by", "missing"),
    [
        ({}, Pull(from_line=2, reason="ours"), L3, ()),
        ({"priority": 4, "sheet": None}, Pull(reason="ours"), L3, ()),
        ({}, Pull(from_line=2), L3, ("reason_missing",)),
        ({}, Pull(from_line=1, reason="ours"), L3, ("from_line_wrong",)),
        ({"line": 3}, Pull(reason="ours"), L3, ("pull_not_upwards",)),
        ({"line": 1, "priority": 2}, Pull(reason="ours"), L3, ("skip_needs_p1",)),
        ({"line": 1, "priority": 1}, Pull(reason="ours"), L3, ()),
        ({"line": 1, "priority": 2}, Pull(reason="ours"), LEAD, ()),
        ({}, Pull(reason="ours"), agent("cid", 3, away_until=NOW + 1), ("assignee_away",)),
        ({}, Pull(reason="ours"), agent("cid", 3, away_until=NOW), ()),
    ],
)
def test_pulling(facts, entered, by, missing):
    """An L3 agent takes from L2 what nobody sends, with a reason; from L1 only what may skip a line."""
    assert codes(ready(**{**AT_L2, "priority": 3, **facts}), entered, by) == missing


def test_a_pulled_ticket_is_at_work_on_line_three():
    """In progress, the puller's, and the level change on record."""
    change = decide(ready(**AT_L2, level_changes=1), Pull(reason="ours"), L3, POLICY, NOW)
    assert change.fields == {"line": 3, "assignee": "cid", "status": Status.IN_PROGRESS, "level_changes": 2}
    assert change.event == "pulled" and change.texts == {"reason": "ours"}


def test_every_point_says_what_mends_it():
    """The checklist can jump: each gate names the act and the field."""
    facts = ready(**AT_L2, priority=4, sheet=None, steps_settled=0)
    points = {p.code: (p.act, p.field) for p in refusal(facts, Escalate(to=3), L2, POLICY, NOW).points}
    assert points == {
        "signs_missing": ("diagnose", "signs"),
        "extent_missing": ("diagnose", "extent"),
        "components_missing": ("diagnose", "components"),
        "question_unanswered": ("diagnose", "answer:vpn_client"),
        "step_missing": ("note", "step"),
        "hypothesis_missing": ("note", "hypothesis"),
        "l3_needs_high_priority": ("amend", "impact"),
        "escalation_reason_missing": (None, "reason"),
        "summary_missing": (None, "summary"),
    }
