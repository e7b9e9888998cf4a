"""The state table: every (state, act) pair is decided, and every refusal has a sentence."""

import pytest

from deskterm.texts.refusals import SENTENCES, sentence
from deskterm.workflow.acts import RULES, barred, decide, ended, prospects, refusal
from deskterm.workflow.breach_inputs import Breach, BreachDecide, BreachFacts, BreachReport
from deskterm.workflow.called import OutsideCall
from deskterm.workflow.inputs import (
    Amend,
    Assign,
    Attach,
    Cancel,
    Diagnose,
    Escalate,
    Handback,
    Hear,
    Link,
    Major,
    Merge,
    Note,
    Override,
    Pull,
    Reopen,
    Reply,
    Resolve,
    Restrict,
    Settle,
    StartPlan,
    Triage,
    Verify,
    Wait,
)
from deskterm.workflow.lifecycle import FROM, state_bars
from deskterm.workflow.step_inputs import CallMade, StepDone, StepWaive
from deskterm.workflow.values import (
    Act,
    Cause,
    Change,
    Decision,
    EscalationReason,
    Kind,
    Nature,
    Refusal,
    ResolutionCode,
    Status,
    WaitReason,
)
from tests.workflow.people import FULL_SHEET, L1, L3, LEAD, NOW, POLICY, agent, step, ticket

FILLED = {
    Act.TRIAGE: Triage(kind=Kind.INCIDENT, nature=Nature.TECHNICAL, category="network/vpn", impact=2, urgency=1),
    Act.AMEND: Amend(impact=1, reason="the whole site"),
    Act.ASSIGN: Assign(assignee=agent("amy", 1)),
    Act.PULL: Pull(from_line=2, reason="we own the gateway"),
    Act.WAIT: Wait(reason=WaitReason.VENDOR, until=NOW + 1),
    Act.DIAGNOSE: Diagnose(signs="no tunnel"),
    Act.NOTE: Note(text="called back"),
    Act.SETTLE: Settle(note=4, outcome="did not help"),
    Act.STEP_DONE: StepDone(plan_step="1"),
    Act.STEP_WAIVE: StepWaive(plan_step="1", reason="the old badge opens it"),
    Act.REPLY: Reply(text="we are on it"),
    Act.HEAR: Hear(text="still slow"),
    Act.ATTACH: Attach(name="log.txt", size=3),
    Act.LINK: Link(other=9),
    Act.ESCALATE: Escalate(to=2, reason=EscalationReason.NEEDS_SKILL, summary="gateway refuses"),
    Act.HANDBACK: Handback(to=1, reason="nothing for us", summary="ask for the client's log"),
    Act.RESOLVE: Resolve(code=ResolutionCode.FIXED, solution="s", cause=Cause.HUMAN, measures="m"),
    Act.VERIFY: Verify(how="Rhea confirmed"),
    Act.REOPEN: Reopen(reason="again", assignee_available=True),
    Act.CANCEL: Cancel(reason="spam"),
    Act.MERGE: Merge(into=ticket(Status.OPEN, id=9)),
    Act.OVERRIDE: Override(priority=1, reason="board meeting"),
    Act.MAJOR: Major(on=True, reason="all sites"),
    Act.RESTRICT: Restrict(on=True, reason="delicate"),
    Act.PLAN: StartPlan(plan="malware"),
    Act.CALL: CallMade(reached=True),
    Act.BREACH: Breach(reason="a list of customers"),
    Act.BREACH_FACTS: BreachFacts(breach_nature="disclosed"),
    Act.BREACH_DECIDE: BreachDecide(decision=Decision.CONTAIN, text="the mailbox is closed"),
    Act.BREACH_REPORT: BreachReport(reference="AZ-1"),
}

# What the table of the process says, written down once more: act -> the states it starts from, one letter each
# (new, open, in Progress, waiting, resolved, closed, cancelled = x, merged).
LETTERS = dict(zip("nopwrcxm", Status, strict=True))
TABLE = {
    Act.TRIAGE: "n", Act.AMEND: "nopwrx", Act.TAKE: "opw", Act.PULL: "opw", Act.ASSIGN: "opw", Act.RELEASE: "opw",
    Act.WAIT: "op", Act.RESUME: "w", Act.DIAGNOSE: "nopwrcx", Act.NOTE: "nopwrcx", Act.SETTLE: "nopwrcx",
    Act.STEP_DONE: "nopwr", Act.STEP_WAIVE: "nopwr",
    Act.REPLY: "nopwrcx", Act.HEAR: "nopwrcx", Act.ATTACH: "nopwrcx", Act.LINK: "nopwrcx",
    Act.ESCALATE: "opw", Act.HANDBACK: "opw",
    Act.RESOLVE: "opw", Act.VERIFY: "r", Act.CLOSE: "r", Act.REOPEN: "rcx", Act.CANCEL: "nopw", Act.MERGE: "nopw",
    Act.UNMERGE: "m", Act.OVERRIDE: "opwr", Act.MAJOR: "opw", Act.RESTRICT: "nopwrcx",
    Act.PLAN: "nopw", Act.CALL: "nopwr",
    Act.BREACH: "nopwr", Act.BREACH_FACTS: "nopwrcx", Act.BREACH_DECIDE: "nopwrcx", Act.BREACH_REPORT: "nopwrcx",
}  # fmt: skip


WAITS = OutsideCall(event=1, plan="flood", place=1, target="resolution", cycle=0, percent=50, last=1)


def willing(act: Act, status: Status):
    """A ticket on which nothing but the state can stand in the act's way, and who does it."""
    facts = {"sheet": FULL_SHEET, "steps_settled": 1, "open_outcomes": (4,)}
    if act in (Act.STEP_DONE, Act.STEP_WAIVE):
        facts |= {"steps": (step(1),), "open_plan_steps": ("request/badge/1",)}
    if act is Act.CALL:
        facts["calls"] = (WAITS,)
    by = LEAD
    if act is Act.TAKE:
        facts["assignee"] = None
        by = L1
    if act is Act.RELEASE:
        facts["assignee"] = "ann"
    if act in (Act.PULL, Act.HANDBACK):
        facts["line"] = 2
    if act is Act.PULL:
        by = L3
    if act is Act.CLOSE:
        facts["verified"] = True
    if act in (Act.BREACH_FACTS, Act.BREACH_DECIDE, Act.BREACH_REPORT):
        facts |= {"breach": True, "aware_at": NOW}
    if act is Act.MAJOR:
        facts |= {"priority": 1} if status is not Status.NEW else {}
    return ticket(status, **facts), by


@pytest.mark.parametrize("act", RULES)
@pytest.mark.parametrize("status", Status)
def test_every_pair_is_allowed_or_refused_with_a_sentence(act, status):
    """The table of the process, pair by pair; a refused pair has a code with a sentence."""
    facts, by = willing(act, status)
    outcome = decide(facts, FILLED.get(act, RULES[act].empty), by, POLICY, NOW)
    allowed = status in {LETTERS[letter] for letter in TABLE[act]}
    assert isinstance(outcome, Change if allowed else Refusal), outcome
    if isinstance(outcome, Refusal):
        assert outcome.points[0] == state_bars(act, facts)
        assert all(sentence(point) for point in outcome.points)


def test_the_two_tables_name_the_same_acts():
    """Every act but registering and undoing has a row here, in the state table and among the rules."""
    assert set(TABLE) == set(FROM) == set(RULES) == set(Act) - {Act.REGISTER, Act.UNDO}


@pytest.mark.parametrize("act", RULES)
@pytest.mark.parametrize("status", Status)
def test_empty_inputs_are_refused_or_decided_and_never_fail(act, status):
    """A form that was sent empty gets sentences, whatever the state and whoever sends it."""
    for by in (L1, L3, LEAD):
        outcome = decide(ticket(status), RULES[act].empty, by, POLICY, NOW)
        assert isinstance(outcome, Change) or all(sentence(p) for p in outcome.points)


def test_an_ended_ticket_names_the_state_alone():
    """Naming a missing summary on a closed ticket would mislead."""
    assert refusal(ticket(Status.CLOSED), Escalate(), LEAD, POLICY, NOW).codes == ("is_closed",)
    assert ended(Act.ESCALATE, ticket(Status.CLOSED)) and not ended(Act.ESCALATE, ticket(Status.NEW))


def test_an_untriaged_ticket_names_every_gate_at_once():
    """Triage is one point among the others, so that nobody climbs a ladder of refusals."""
    codes = refusal(ticket(Status.NEW, kind=Kind.INCIDENT), Escalate(to=2), L1, POLICY, NOW).codes
    assert codes[0] == "not_triaged"
    assert {"signs_missing", "extent_missing", "components_missing", "step_missing", "summary_missing"} < set(codes)


def test_prospects_leave_out_what_the_form_will_ask():
    """An act whose form asks the rest may be done next; one that lacks something else may not."""
    ahead = prospects(ticket(Status.IN_PROGRESS), L1, POLICY, NOW)
    assert ahead[Act.RESOLVE] == ahead[Act.NOTE] == ahead[Act.AMEND] == ahead[Act.WAIT] == ()
    assert [p.code for p in ahead[Act.ESCALATE]] == [
        "signs_missing", "extent_missing", "components_missing", "question_unanswered", "step_missing",
    ]  # fmt: skip
    assert [p.code for p in ahead[Act.TAKE]] == ["already_yours"]
    assert [p.code for p in ahead[Act.CLOSE]] == ["not_resolved"]
    assert set(ahead) == set(RULES)
    later = prospects(ticket(), agent("ann", 1, away_until=NOW + 1), POLICY, NOW)
    assert [p.code for p in later[Act.TAKE]] == ["assignee_away"]
    assert prospects(ticket(), agent("ann", 1, away_until=NOW), POLICY, NOW)[Act.TAKE] == ()


def test_barred_names_state_and_right_together():
    """A dimmed key tells both reasons."""
    assert barred(Act.OVERRIDE, ticket(Status.CLOSED), L1).codes == ("is_closed", "lead_only")
    assert barred(Act.NOTE, ticket(Status.OPEN), L1) is None


def test_every_placeholder_of_a_sentence_is_named():
    """Translators can change the order of words."""
    assert not [code for code, text in SENTENCES.items() if "{}" in text]
