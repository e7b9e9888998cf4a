"""Every act in one table, and the three questions that every door asks of it.

`barred`: do state or right forbid it (dims a key)? `refusal`: what is still missing (the checklist)?
`decide`: what then (the change), or the refusal.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, NamedTuple

from deskterm.workflow import (
    assignment,
    breach,
    breach_inputs,
    calling,
    closure,
    escalation,
    hearing,
    inputs,
    merging,
    oversight,
    planning,
    record,
    step_inputs,
    steps,
    triage,
    waiting,
)
from deskterm.workflow.inputs import Inputs
from deskterm.workflow.lifecycle import state_bars
from deskterm.workflow.permission import may
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Act, Change, Person, Point, Refusal, Ticket


class Rule(NamedTuple):
    """An act's empty inputs, its mendable points, and its change."""

    empty: Inputs
    points: Callable[[Ticket, Any, Person, Policy, int], list[Point]]
    change: Callable[[Ticket, Any, Person, Policy, int], Change]


RULES: Mapping[Act, Rule] = {
    Act.TRIAGE: Rule(inputs.Triage(), triage.triage_points, triage.triage_change),
    Act.AMEND: Rule(inputs.Amend(), triage.amend_points, triage.amend_change),
    Act.TAKE: Rule(inputs.Take(), assignment.take_points, assignment.take_change),
    Act.PULL: Rule(inputs.Pull(), assignment.pull_points, assignment.pull_change),
    Act.ASSIGN: Rule(inputs.Assign(), assignment.assign_points, assignment.assign_change),
    Act.RELEASE: Rule(inputs.Release(), assignment.release_points, assignment.release_change),
    Act.WAIT: Rule(inputs.Wait(), waiting.wait_points, waiting.wait_change),
    Act.RESUME: Rule(inputs.Resume(), waiting.resume_points, waiting.resume_change),
    Act.DIAGNOSE: Rule(inputs.Diagnose(), record.diagnose_points, record.diagnose_change),
    Act.NOTE: Rule(inputs.Note(), record.note_points, record.note_change),
    Act.SETTLE: Rule(inputs.Settle(), record.settle_points, record.settle_change),
    Act.STEP_DONE: Rule(step_inputs.StepDone(), steps.step_points, steps.done_change),
    Act.STEP_WAIVE: Rule(step_inputs.StepWaive(), steps.waive_points, steps.waive_change),
    Act.REPLY: Rule(inputs.Reply(), record.reply_points, record.reply_change),
    Act.HEAR: Rule(inputs.Hear(), hearing.hear_points, hearing.hear_change),
    Act.ATTACH: Rule(inputs.Attach(), record.attach_points, record.attach_change),
    Act.LINK: Rule(inputs.Link(), record.link_points, record.link_change),
    Act.ESCALATE: Rule(inputs.Escalate(), escalation.escalate_points, escalation.escalate_change),
    Act.HANDBACK: Rule(inputs.Handback(), escalation.handback_points, escalation.handback_change),
    Act.RESOLVE: Rule(inputs.Resolve(), closure.resolve_points, closure.resolve_change),
    Act.VERIFY: Rule(inputs.Verify(), closure.verify_points, closure.verify_change),
    Act.CLOSE: Rule(inputs.Close(), closure.close_points, closure.close_change),
    Act.REOPEN: Rule(inputs.Reopen(), closure.reopen_points, closure.reopen_change),
    Act.CANCEL: Rule(inputs.Cancel(), closure.cancel_points, closure.cancel_change),
    Act.MERGE: Rule(inputs.Merge(), merging.merge_points, merging.merge_change),
    Act.UNMERGE: Rule(inputs.Unmerge(), merging.unmerge_points, merging.unmerge_change),
    Act.OVERRIDE: Rule(inputs.Override(), oversight.override_points, oversight.override_change),
    Act.MAJOR: Rule(inputs.Major(), oversight.major_points, oversight.major_change),
    Act.RESTRICT: Rule(inputs.Restrict(), oversight.restrict_points, oversight.restrict_change),
    Act.PLAN: Rule(inputs.StartPlan(), planning.start_points, planning.start_change),
    Act.CALL: Rule(step_inputs.CallMade(), calling.call_points, calling.call_change),
    Act.BREACH: Rule(breach_inputs.Breach(), breach.breach_points, breach.breach_change),
    Act.BREACH_FACTS: Rule(breach_inputs.BreachFacts(), breach.facts_points, breach.facts_change),
    Act.BREACH_DECIDE: Rule(breach_inputs.BreachDecide(), breach.decide_points, breach.decide_change),
    Act.BREACH_REPORT: Rule(breach_inputs.BreachReport(), breach.report_points, breach.report_change),
}

ACT_OF: Mapping[type[Inputs], Act] = {type(rule.empty): act for act, rule in RULES.items()}
"""Which act an input is meant for."""


def barred(act: Act, ticket: Ticket, by: Person) -> Refusal | None:
    """State and right alone: both are named when both forbid the act."""
    points = [p for p in (state_bars(act, ticket), may(act, ticket, by)) if p is not None]
    return Refusal(tuple(points)) if points else None


def refusal(ticket: Ticket, entered: Inputs, by: Person, policy: Policy, now: int) -> Refusal | None:
    """Every unmet point at once: state, right, and all that can be mended."""
    act = ACT_OF[type(entered)]
    bars = barred(act, ticket, by)
    points = bars.points if bars else ()
    if not ended(act, ticket):
        points += tuple(p for p in RULES[act].points(ticket, entered, by, policy, now) if p not in points)
    return Refusal(points) if points else None


def ended(act: Act, ticket: Ticket) -> bool:
    """Does the state forbid the act so that naming what else is missing would mislead?"""
    bar = state_bars(act, ticket)
    return bar is not None and bar.code not in ("not_triaged", "not_resolved")


def decide(ticket: Ticket, entered: Inputs, by: Person, policy: Policy, now: int) -> Change | Refusal:
    """What the act does to the ticket, or everything that stands in its way."""
    refused = refusal(ticket, entered, by, policy, now)
    return refused or RULES[ACT_OF[type(entered)]].change(ticket, entered, by, policy, now)


def prospects(ticket: Ticket, by: Person, policy: Policy, now: int) -> dict[Act, tuple[Point, ...]]:
    """For every act: what stands in its way apart from what its own form will ask. Empty: it may be done next."""
    result = {}
    for act, rule in RULES.items():
        if bars := barred(act, ticket, by):
            result[act] = bars.points
            continue
        asked = {field.name for field in fields(rule.empty)}
        found = rule.points(ticket, rule.empty, by, policy, now)
        result[act] = tuple(p for p in found if p.act is not None or p.field not in asked)
    return result
