"""Turns what a story says of an act into what the use-cases take."""

from collections.abc import Callable, Mapping
from typing import Any

from deskterm.demo.stories import Gap, Judged
from deskterm.workflow import inputs
from deskterm.workflow.breach_inputs import Breach, BreachDecide, BreachFacts, BreachReport
from deskterm.workflow.inputs import Inputs
from deskterm.workflow.step_inputs import StepDone, StepWaive
from deskterm.workflow.values import (
    Act,
    Cause,
    Decision,
    EscalationReason,
    Informed,
    LinkType,
    NoteKind,
    Person,
    ResolutionCode,
    WaitReason,
)

Said = Mapping[str, Any]


def triage(judged: Judged, now: int) -> Inputs:
    """The four answers, the nature of an incident, the item of a request and the date it is agreed for."""
    return inputs.Triage(
        kind=judged.kind,
        nature=judged.nature,
        category=judged.category,
        impact=judged.impact,
        urgency=judged.urgency,
        item=judged.item,
        agreed_at=None if judged.agreed is None else now + judged.agreed.wall,
    )


def assign(said: Said, people: Callable[[str], Person]) -> Inputs:
    """To a colleague who is named by line."""
    return inputs.Assign(assignee=people(said["to"]))


def wait(said: Said, now: int) -> Inputs:
    """Until a stretch of time from the act on."""
    until = now + Gap.read(said["until"]).wall
    return inputs.Wait(reason=WaitReason(said["reason"]), until=until, message=said.get("message"))


def note(said: Said) -> Inputs:
    """An entry of one of the four internal kinds."""
    return inputs.Note(text=said["text"], kind=NoteKind(said["kind"]), outcome=said.get("outcome"))


def resolve(said: Said) -> Inputs:
    """The outcome; cause and measures are given for incidents."""
    return inputs.Resolve(
        code=ResolutionCode(said["code"]),
        solution=said["solution"],
        cause=Cause(said["cause"]) if "cause" in said else None,
        measures=said.get("measures"),
    )


def breach_facts(said: Said) -> Inputs:
    """What the record says of a breach; how many is written as a text, for it may have a place to fill."""
    counts = {name: int(said[name]) for name in ("people_concerned", "records_concerned") if name in said}
    return BreachFacts(**{**said, **counts})


def breach_decide(said: Said) -> Inputs:
    """A decision, and why."""
    return BreachDecide(decision=Decision(said["decision"]), text=said["text"])


def breach_report(said: Said) -> Inputs:
    """Who was told at that moment; the authority unless said."""
    informed = Informed(said.get("informed", Informed.AUTHORITY))
    return BreachReport(informed=informed, reference=said.get("reference"), text=said["text"])


READ: Mapping[Act, Callable[[Said], Inputs]] = {
    Act.NOTE: note,
    Act.RESOLVE: resolve,
    Act.BREACH_FACTS: breach_facts,
    Act.BREACH_DECIDE: breach_decide,
    Act.BREACH_REPORT: breach_report,
}
"""Acts of which the codes are read."""
PLAIN: Mapping[Act, type[Any]] = {
    Act.AMEND: inputs.Amend,
    Act.TAKE: inputs.Take,
    Act.PULL: inputs.Pull,
    Act.RELEASE: inputs.Release,
    Act.RESUME: inputs.Resume,
    Act.DIAGNOSE: inputs.Diagnose,
    Act.SETTLE: inputs.Settle,
    Act.STEP_DONE: StepDone,
    Act.STEP_WAIVE: StepWaive,
    Act.REPLY: inputs.Reply,
    Act.HEAR: inputs.Hear,
    Act.HANDBACK: inputs.Handback,
    Act.VERIFY: inputs.Verify,
    Act.CLOSE: inputs.Close,
    Act.REOPEN: inputs.Reopen,
    Act.CANCEL: inputs.Cancel,
    Act.OVERRIDE: inputs.Override,
    Act.MAJOR: inputs.Major,
    Act.RESTRICT: inputs.Restrict,
    Act.PLAN: inputs.StartPlan,
    Act.BREACH: Breach,
}
"""Acts whose fields are written down by the names of their inputs."""


def entered(act: Act, said: Said, judged: Judged, now: int, people: Callable[[str], Person]) -> Inputs:
    """The inputs of an act at an instant; what it says of other tickets is left to the player.

    KeyError or TypeError when the story lacks a field or has one too many, ValueError when a code is unknown.
    """
    if act in PLAIN:
        made: Inputs = PLAIN[act](**said)
        return made
    if act in READ:
        return READ[act](said)
    if act is Act.TRIAGE:
        return triage(judged, now)
    if act is Act.ASSIGN:
        return assign(said, people)
    if act is Act.WAIT:
        return wait(said, now)
    if act is Act.ESCALATE:
        reason = EscalationReason(said["reason"])
        return inputs.Escalate(to=said["to"], reason=reason, summary=said["summary"])
    if act is Act.LINK:
        return inputs.Link(type=LinkType(said["type"]))
    if act is Act.MERGE:
        return inputs.Merge()
    raise ValueError(f"no story tells of {act}")
