"""Telling people that a target runs out (process: To people): at 50, 75 and 100 %, each once in a cycle of a target.

Of several steps that have passed since the last look only the highest is told.
"""

from collections.abc import Iterable

from deskterm.workflow.codes import Role
from deskterm.workflow.policy import Policy
from deskterm.workflow.sla import Step, steps
from deskterm.workflow.values import Change, Passed, Person, Ticket

PERCENTS = (50, 75, 100)
"""Parts of a target at which somebody is told."""


def untold(ticket: Ticket, policy: Policy) -> Iterable[Step]:
    """The steps that are still to be told."""
    held = policy.agreement_for(ticket)
    return steps(ticket, held.targets, held.calendar, held.always, PERCENTS)


def next_step(ticket: Ticket, policy: Policy) -> int | None:
    """When somebody has to be told next, in microseconds; in the past when that is late. None: never."""
    return min((step.at for step in untold(ticket, policy)), default=None)


def passed(ticket: Ticket, policy: Policy, now: int) -> list[Step]:
    """What has to be told now: of every target the highest step that has passed."""
    return list({step.target: step for step in untold(ticket, policy) if step.at <= now}.values())


def to_tell(ticket: Ticket, step: Step, people: Iterable[Person]) -> tuple[str, ...]:
    """Who is told: the assignee, else the leads of the ticket's line; nobody when there are none."""
    if ticket.assignee is not None:
        return (ticket.assignee,)
    return tuple(p.name for p in people if p.active and p.has(Role.LEAD) and ticket.line in p.lines)


def notice(step: Step, to: tuple[str, ...]) -> Change:
    """The event that tells it. No act: nobody did anything to the ticket, and nothing is there to be taken back."""
    return Change(
        act=None,
        event="target_passed",
        data={"target": step.target, "cycle": step.cycle, "percent": step.percent, "to": to},
        told=(Passed(step.target, step.cycle, step.percent),),
    )
