"""Every decision in full: code, field, act and arguments of each point; every part of each change.

The expected decisions are in `decisions.txt` beside this file, a block per case, to be read as a text. After a change
on purpose, write it again with DESKTERM_GOLDEN=write and read the difference.
"""

import os
from dataclasses import replace
from pathlib import Path

from deskterm.workflow.acts import decide
from deskterm.workflow.breach_inputs import Breach, BreachDecide, BreachFacts, BreachReport
from deskterm.workflow.called import OutsideCall
from deskterm.workflow.closure import DAY
from deskterm.workflow.inputs import (
    Amend,
    Assign,
    Attach,
    Cancel,
    Close,
    Details,
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
    Register,
    Release,
    Reopen,
    Reply,
    Resolve,
    Restrict,
    Resume,
    Settle,
    StartPlan,
    Take,
    Triage,
    Unmerge,
    Verify,
    Wait,
)
from deskterm.workflow.permission import ADMINISTER, may_be_called, may_change_availability, may_desk, may_register
from deskterm.workflow.step_inputs import CallMade, StepDone, StepWaive
from deskterm.workflow.triage import contact_points
from deskterm.workflow.values import (
    Cause,
    Decision,
    EscalationReason,
    Informed,
    Kind,
    LinkType,
    Nature,
    NoteKind,
    Refusal,
    Reporter,
    ResolutionCode,
    Sheet,
    Status,
    StepState,
    WaitReason,
)
from tests.workflow.people import (
    ADMIN,
    AUDITOR,
    HOUR,
    L1,
    L2,
    L3,
    LEAD,
    NOW,
    POLICY,
    agent,
    ready,
    step,
    ticket,
    with_steps,
)

CONTACTS = (
    Register(),
    Register(subject="a", reporter=Reporter(name="b"), item="request/none"),
    Register(subject="a", reporter=Reporter(name="b"), item="request/account", claimed_kind=Kind.INCIDENT),
)
"""What is entered when somebody calls."""
GOLDEN = Path(__file__).parent / "decisions.txt"
NEW, RESOLVED, CLOSED = ticket(Status.NEW), ticket(Status.RESOLVED), ticket(Status.CLOSED)
ASKED = ticket(kind=Kind.REQUEST, nature=None, category="request/equipment", item="request/change", agreed_at=NOW + 1)
STEPS = with_steps(
    step(1), step(1, plan="vpn"), step(2, state=StepState.DONE, by="bob"), step(3, state=StepState.WAIVED, by="bob")
)
WAITING, MERGED = ticket(Status.WAITING), ticket(Status.MERGED)
FULL = Triage(kind=Kind.INCIDENT, nature=Nature.TECHNICAL, category="network/vpn", impact=1, urgency=2)
DONE = Resolve(code=ResolutionCode.FIXED, solution="s", cause=Cause.HUMAN, measures="m")
GONE = agent("gus", 1, active=False)
AWAY = agent("amy", 2, away_until=NOW + HOUR, skills=frozenset({"server"}))
AT_L2 = {"line": 2, "assignee": "ben"}
MO = Reporter(name="Mo")
CALLS = ticket(
    calls=tuple(
        OutsideCall(event=1, plan=plan, place=place, target="resolution", cycle=0, percent=50, last=place)
        for plan, place in (("flood", 1), ("flood", 2), ("fire", 1))
    )
)
KNOWN = ticket(breach=True, aware_at=NOW, restricted=True)

CASES = [
    (NEW, Triage(), L1),
    (NEW, FULL, L1),
    (NEW, Triage(kind=Kind.INCIDENT, category="access/password", reporter=MO), L1),
    (ticket(Status.NEW, reporter=None), Triage(kind=Kind.INCIDENT, category="other/unclear", impact=7, urgency=8), L1),
    (
        NEW,
        Triage(kind=Kind.INCIDENT, category="no/such", impact=0, urgency=-1, reporter=Reporter(name="Z", phone="1")),
        L1,
    ),
    (NEW, Triage(category="request/equipment"), L1),
    (NEW, Triage(kind=Kind.INCIDENT, category="security/phishing", impact=3, urgency=3), L1),
    (NEW, Triage(kind=Kind.INCIDENT, category="security/phishing", impact=3, urgency=3), LEAD),
    (NEW, FULL, L2),
    (ticket(), FULL, L1),
    (NEW, Triage(item="request/equipment"), L1),
    (NEW, Triage(item="request/moon"), L1),
    (NEW, replace(FULL, item="request/account", agreed_at=NOW), L1),
    (NEW, Triage(item="request/change", category="request/equipment"), L1),
    (NEW, Triage(item="request/change", category="request/equipment", agreed_at=NOW + HOUR), L1),
    (ASKED, Amend(item="request/moon"), L1),
    (ASKED, Amend(agreed_at=NOW), L1),
    (ASKED, Amend(kind=Kind.INCIDENT, nature=Nature.SERVICE, reason="it was there before"), L1),
    (ticket(), Amend(), L1),
    (ticket(), Amend(impact=1, urgency=1, kind=Kind.REQUEST), L1),
    (ticket(), Amend(impact=1, reason="all of them"), L1),
    (ticket(), Amend(subject="words", reporter=MO, requested_for="Al", details=Details(place="4", occurred_at=5)), L1),
    (ticket(), Amend(category="security/phishing"), L1),
    (ticket(), Amend(category="access/password"), L1),
    (ticket(), Amend(category="no/such", urgency=9), L1),
    (NEW, Amend(kind=Kind.INCIDENT, impact=1, category="security/phishing"), L1),
    (ticket(kind=Kind.REQUEST, nature=None, category="other/unclear"), Amend(kind=Kind.INCIDENT, reason="r"), L1),
    (ticket(overridden=True), Amend(impact=1, reason="r"), L1),
    (ticket(), Take(), L1),
    (WAITING, Take(), agent("amy", 1, skills=frozenset({"server"}))),
    (ticket(Status.IN_PROGRESS), Take(), L1),
    (NEW, Take(), L1),
    (ticket(), Take(), AWAY),
    (ticket(), Take(), GONE),
    (ticket(), Take(), AUDITOR),
    (ticket(), Take(), ADMIN),
    (ticket(line=2, priority=1), Take(), L2),
    (ticket(), Assign(), L1),
    (ticket(), Assign(assignee=AWAY), L1),
    (ticket(), Assign(assignee=GONE), L1),
    (ticket(), Assign(assignee=agent("amy", 1, skills=frozenset({"server"}))), L1),
    (ticket(Status.IN_PROGRESS), Assign(assignee=L1), L1),
    (ticket(), Release(), L1),
    (WAITING, Release(), L1),
    (ready(**AT_L2), Pull(from_line=2, reason="ours"), L3),
    (ready(**AT_L2), Pull(from_line=1), agent("cid", 3, away_until=NOW + 1, skills=frozenset({"server"}))),
    (ready(**AT_L2), Pull(reason="ours"), agent("cid", 3, skills=frozenset({"server"}))),
    (ready(), Pull(reason="ours"), L3),
    (ready(line=3), Pull(reason="ours"), L3),
    (ready(), Pull(reason="ours"), L2),
    (ready(**AT_L2), Pull(reason="ours"), agent("lea", 2)),
    (ticket(), Wait(), L1),
    (ticket(), Wait(reason=WaitReason.REQUESTER, until=NOW - 1), L1),
    (ticket(), Wait(reason=WaitReason.REQUESTER, until=NOW + 1, message="which?"), L1),
    (WAITING, Wait(), L1),
    (WAITING, Resume(), L1),
    (ticket(Status.WAITING, assignee=None), Resume(), L1),
    (ticket(Status.WAITING, assignee=None, line=2), Resume(), agent("lo", 1, 2)),
    (ticket(), Resume(), L1),
    (ticket(), Diagnose(), L1),
    (ticket(), Diagnose(signs="s", answers={"vpn_client": "5", "colour": "red"}), L1),
    (
        ticket(sheet=Sheet(extent="e", answers={"vpn_client": "4"})),
        Diagnose(signs="s", answers={"vpn_client": None}),
        L1,
    ),
    (ticket(), Note(), L1),
    (ticket(), Note(text="t", outcome="helped"), L1),
    (ticket(), Note(text="t"), L2),
    (ticket(), Note(text="t", kind=NoteKind.STEP), L1),
    (ticket(), Note(text="t", kind=NoteKind.STEP, outcome="no effect"), L2),
    (ticket(), Note(text="t", kind=NoteKind.SESSION), LEAD),
    (ticket(), Note(text="t", kind=NoteKind.REPLY), L1),
    (ticket(open_outcomes=(4,)), Settle(note=5, outcome="open"), L1),
    (ticket(open_outcomes=(4,)), Settle(note=4, outcome="helped"), L1),
    (ticket(), Settle(note=4, outcome="helped"), L1),
    (ticket(), Reply(), L1),
    (ticket(), Reply(text="hello"), L1),
    (ticket(), Reply(text="hello"), L2),
    (ticket(), Attach(size=26214401), L1),
    (ticket(), Attach(name="a.log", size=5), L2),
    (ticket(), Link(), L1),
    (ticket(), Link(other=7), L1),
    (ticket(), Link(other=9, type=LinkType.CHILD), L1),
    (NEW, Escalate(to=2), L1),
    (ticket(kind=Kind.REQUEST, nature=None), Escalate(to=2), L1),
    (ready(sheet=None, steps_settled=0), Escalate(to=3), L1),
    (ready(**AT_L2), Escalate(to=3), L2),
    (ready(**AT_L2), Escalate(to=2), L2),
    (ready(line=3), Escalate(), LEAD),
    (ready(**AT_L2, priority=1), Escalate(to=3, reason=EscalationReason.VENDOR, summary="s"), LEAD),
    (ready(priority=2, level_changes=2), Escalate(reason=EscalationReason.NEEDS_SKILL, summary="s"), L1),
    (ticket(Status.WAITING, kind=Kind.REQUEST), Escalate(to=2, reason=EscalationReason.TIME_LIMIT, summary="s"), L1),
    (ticket(Status.IN_PROGRESS, assignee="amy", sheet=None), Escalate(to=2), L1),
    (ready(**AT_L2), Handback(to=3), L2),
    (ready(**AT_L2, level_changes=4), Handback(reason="r", summary="s"), L2),
    (ready(), Handback(reason="r", summary="s"), L1),
    (ticket(Status.WAITING, line=3), Handback(to=1, reason="r", summary="s"), L3),
    (ticket(), Resolve(), L1),
    (ticket(open_children=(8, 9)), DONE, L1),
    (WAITING, DONE, L1),
    (ticket(), Verify(), L1),
    (RESOLVED, Verify(), L1),
    (ticket(Status.RESOLVED, verified=True), Verify(how="again"), L1),
    (RESOLVED, Verify(how="tried"), L1),
    (RESOLVED, Close(), L1),
    (ticket(Status.RESOLVED, verified=True, open_plan_steps=("call",)), Close(), L1),
    (ticket(Status.RESOLVED, verified=True), Close(), L1),
    (CLOSED, Close(), L1),
    (ticket(Status.CLOSED, closed_at=NOW - 31 * DAY), Reopen(), L1),
    (ticket(Status.CLOSED, cause=Cause.HUMAN, measures="m"), Reopen(reason="r", assignee_available=True), L1),
    (ticket(Status.RESOLVED), Reopen(reason="r"), L1),
    (ticket(), Reopen(reason="r"), L1),
    (ticket(Status.CANCELLED), Note(text="t"), L1),
    (ticket(Status.CANCELLED), Take(), L1),
    (RESOLVED, Take(), L1),
    (WAITING, Cancel(), L1),
    (WAITING, Cancel(reason="spam"), L1),
    (ticket(), Merge(), L1),
    (ticket(), Merge(into=ticket()), L1),
    (ticket(), Merge(into=ticket(Status.MERGED, id=9)), L1),
    (ticket(), Merge(into=ticket(id=9)), L1),
    (MERGED, Note(text="t"), L1),
    (MERGED, Unmerge(), L1),
    (ticket(), Unmerge(), L1),
    (ticket(), Override(), L1),
    (ticket(), Override(priority=5), LEAD),
    (ticket(), Override(priority=3, reason="r"), LEAD),
    (ticket(), Override(priority=1, reason="r"), LEAD),
    (ticket(), Major(), LEAD),
    (ticket(priority=1), Major(reason="r"), LEAD),
    (ticket(priority=1, major=True), Major(on=False, reason="over"), LEAD),
    (ticket(priority=1, major=True), Major(reason="r"), LEAD),
    (ticket(), Restrict(), LEAD),
    (ticket(), Restrict(about="bob", name=("bob",)), LEAD),
    (ticket(restricted=True, nature=Nature.SECURITY), Restrict(on=False), LEAD),
    (ticket(), Restrict(about="lea", name=("zoe", "ann"), reason="r"), LEAD),
    (ticket(restricted=True, about="bob"), Restrict(on=False), LEAD),
    (ticket(named=frozenset({"ann"})), Restrict(on=True, name=("ann", "bea")), LEAD),
    (ticket(), Assign(assignee=agent("zoe", 1)), L1),
    (ticket(), StartPlan(), L1),
    (ticket(), StartPlan(plan="moon"), L2),
    (ticket(plans=frozenset({"malware"})), StartPlan(plan="malware"), L1),
    (NEW, StartPlan(plan="data-exposure"), L1),
    (RESOLVED, StartPlan(plan="malware"), L1),
    (ticket(), CallMade(reached=True), L1),
    (CALLS, CallMade(), L1),
    (CALLS, CallMade(contact="flood/2", reached=True, text="on her way"), L1),
    (CALLS, CallMade(contact="1", reached=True), L1),
    (CALLS, CallMade(contact="9", reached=False), L1),
    (replace(CALLS, calls=CALLS.calls[:1]), CallMade(reached=False, team=(LEAD, L1)), L1),
    (ticket(), StepDone(plan_step="1"), L1),
    (STEPS, StepDone(), L1),
    (STEPS, StepDone(plan_step="1"), L1),
    (STEPS, StepDone(plan_step="2"), L1),
    (STEPS, StepDone(plan_step="3"), L1),
    (STEPS, StepDone(plan_step="4"), L1),
    (STEPS, StepDone(plan_step="vpn/1"), L1),
    (STEPS, StepWaive(), L1),
    (STEPS, StepWaive(plan_step="request/badge/1", reason="r"), L1),
    (STEPS, StepWaive(plan_step="all", reason="r"), L1),
    (with_steps(step(1, state=StepState.DONE, by="ann")), StepDone(), L1),
    (with_steps(step(1), status=Status.RESOLVED, verified=True), Close(), L1),
    (ticket(), Breach(), L1),
    (ticket(kind=Kind.REQUEST, nature=None), Breach(aware_at=NOW + 1, reason="r"), L1),
    (ticket(occurred_at=NOW - HOUR, created_at=NOW), Breach(aware_at=NOW - 2 * HOUR, reason="r"), L1),
    (ticket(created_at=NOW), Breach(aware_at=1, reason="r"), L1),
    (ticket(), Breach(aware_at=NOW, reason="a list was sent"), L1),
    (KNOWN, Breach(aware_at=NOW - HOUR), L1),
    (replace(KNOWN, reported_at=NOW - HOUR), Breach(aware_at=NOW, reason="r"), LEAD),
    (KNOWN, Breach(on=False, reason="none after all"), LEAD),
    (KNOWN, Restrict(on=False), LEAD),
    (ticket(), BreachFacts(), L1),
    (KNOWN, BreachFacts(people_concerned=12, consequences="spam"), L1),
    (ticket(), BreachDecide(), L1),
    (replace(KNOWN, reported_at=NOW), BreachDecide(decision=Decision.NOT_NOTIFY, text="t"), L1),
    (replace(KNOWN, subjects_at=NOW), BreachDecide(decision=Decision.NOT_NOTIFY_SUBJECTS, text="t"), L1),
    (KNOWN, BreachDecide(decision=Decision.NOT_NOTIFY, text="nobody could read it"), LEAD),
    (KNOWN, BreachReport(at=NOW + 1), L1),
    (KNOWN, BreachReport(at=1), L1),
    (replace(KNOWN, aware_at=1), BreachReport(), L1),
    (KNOWN, BreachReport(reference="AZ-1", text="by form"), L1),
    (replace(KNOWN, reported_at=NOW), BreachReport(informed=Informed.SUBJECTS, text="by mail"), L1),
    (replace(KNOWN, status=Status.RESOLVED, subjects_owed_at=NOW), Close(), L1),
    (KNOWN, BreachReport(correction=""), L1),
    (
        replace(KNOWN, aware_at=1, reported_at=NOW),
        BreachReport(correction="sent before", at=NOW - 1, text="by form"),
        LEAD,
    ),
    (
        replace(KNOWN, aware_at=1, subjects_at=NOW),
        BreachReport(informed=Informed.SUBJECTS, correction="c", at=NOW - 1),
        LEAD,
    ),
    (with_steps(replace(step(1), code="all"), step(2)), StepWaive(plan_step="all", reason="r"), L1),
    (KNOWN, Breach(aware_at=NOW - HOUR, reason="r"), LEAD),
    (ticket(), Breach(on=False, reason="r"), LEAD),
    (replace(KNOWN, reported_at=NOW), BreachReport(), L1),
    (replace(KNOWN, subjects_at=NOW), BreachReport(informed=Informed.SUBJECTS), L1),
    (ticket(), Hear(), L1),
    (ticket(), Hear(text="t"), L1),
    (ticket(asked_at=5), Hear(text="t"), L1),
    (WAITING, Hear(text="t"), L1),
    (ticket(Status.WAITING, assignee=None, asked_at=5), Hear(text="t"), L1),
    (RESOLVED, Hear(text="t"), L1),
    (RESOLVED, Hear(text="t", assignee_available=True), L1),
    (CLOSED, Hear(text="t"), L1),
    (ticket(Status.CANCELLED), Hear(text="t"), L1),
]


def told(decision) -> list[str]:
    """A decision as lines of text."""
    if isinstance(decision, Refusal):
        return [f"  refused: {point(p)}" for p in decision.points]
    lines = [f"  {decision.event} ({decision.act})"]
    for name in ("fields", "data", "texts"):
        lines += [f"    {name}: {k} = {v!s}" for k, v in sorted(getattr(decision, name).items())]
    for name in ("notes", "sheet", "link", "settle", "notices", "step_states"):
        if value := getattr(decision, name):
            lines.append(f"    {name}: {value!s}")
    if decision.named is not None:
        lines.append(f"    named: {sorted(decision.named)}")
    lines += [f"    step: {step.plan}/{step.code} of {step.responsible}" for step in decision.steps]
    return lines + [f"    warning: {point(p)}" for p in decision.warnings]


def point(p) -> str:
    """A point as a line of text."""
    args = ", ".join(f"{k}={v!s}" for k, v in sorted(p.args.items()))
    return f"{p.code} [field {p.field}] [act {p.act}] {args}".rstrip()


def entered_as(entered) -> str:
    """Inputs, without what was left empty."""
    filled = {n: getattr(entered, n) for n in entered.__dataclass_fields__ if getattr(entered, n)}
    short = {
        n: getattr(v, "number", None) or getattr(v, "name", None) or v for n, v in filled.items() if n != "details"
    }
    return f"{type(entered).__name__}({', '.join(f'{k}={v!s}' for k, v in short.items())})"


def test_every_decision_in_full():
    """Nothing a rule says is said by accident."""
    blocks = []
    for number, (facts, entered, by) in enumerate(CASES, 1):
        head = f"{number}. {by.name} on a ticket {facts.status} at line {facts.line}: {entered_as(entered)}"
        blocks.append("\n".join([head, *told(decide(facts, entered, by, POLICY, NOW))]))
    for who, asked in ((AUDITOR, may_register), (GONE, may_register)):
        blocks.append(f"{who.name} registers\n  refused: {point(asked(who))}")
    blocks.append(f"ann administers\n  refused: {point(may_desk(ADMINISTER, L1))}")
    blocks.append(f"gus administers\n  refused: {point(may_desk(ADMINISTER, GONE))}")
    blocks.append(f"ann is away for ben\n  refused: {point(may_change_availability('ben', L1))}")
    blocks.append(f"somebody is called ssh\n  refused: {point(may_be_called('ssh'))}")
    for contact in CONTACTS:
        lacking = [f"  refused: {point(p)}" for p in contact_points(contact, POLICY)]
        blocks.append("\n".join([f"ann registers {entered_as(contact)}", *lacking]))
    text = "\n\n".join(blocks) + "\n"
    if os.environ.get("DESKTERM_GOLDEN") == "write":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text.splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()
