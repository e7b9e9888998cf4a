"""How a response plan comes to a ticket: with the change that makes the ticket one of its kind, or by hand."""

from collections.abc import Container

from deskterm.workflow.book import BadArrangement
from deskterm.workflow.catalogue import catalogue
from deskterm.workflow.inputs import StartPlan
from deskterm.workflow.policy import Policy
from deskterm.workflow.response import LONGEST_NAME, Plan, plan_of, plans, shipped, steps_of
from deskterm.workflow.values import Act, Change, NewStep, Person, Point, StepState, Ticket


def begun(before: Ticket, after: Ticket, policy: Policy) -> tuple[NewStep, ...]:
    """The steps of the plans that start by themselves with this change, in the order of their names.

    Once per ticket. A plan that is arranged today does not start on a ticket that was of its kind yesterday.
    """
    return tuple(
        step
        for name, plan in plans(policy.book).items()
        if plan.offered and name not in after.plans and plan.applies(after) and not plan.applies(before)
        for step in steps_of(name, plan)
    )


def done_with(ticket: Ticket, act: Act | None, policy: Policy) -> dict[int, StepState | None]:
    """The open steps that an act does by itself, by their ids: those of which the plan, as it is now, says so."""
    found: dict[int, StepState | None] = {}
    for step in ticket.steps:
        plan = plan_of(step.plan, policy.book) if act is not None and step.state is StepState.OPEN else None
        if plan is not None and any(task.code == step.code and act in task.acts for task in plan.steps):
            found[step.id] = StepState.DONE
    return found


def offered(policy: Policy) -> dict[str, Plan]:
    """The plans that may start, by name."""
    return {name: plan for name, plan in plans(policy.book).items() if plan.offered}


def start_points(ticket: Ticket, inputs: StartPlan, by: Person, policy: Policy, now: int) -> list[Point]:
    """A plan that the desk has and the ticket has not."""
    if inputs.plan is None:
        return [Point(code="plan_missing", field="plan")]
    if inputs.plan in ticket.plans:
        return [Point(code="plan_started", field="plan", args={"plan": inputs.plan})]
    if inputs.plan not in offered(policy):
        return [Point(code="plan_unknown", field="plan", args={"plan": inputs.plan})]
    return []


def start_change(ticket: Ticket, inputs: StartPlan, by: Person, policy: Policy, now: int) -> Change:
    """Its steps begin, and its contacts are those of the ticket."""
    name = inputs.plan or ""
    plan = plan_of(name, policy.book)
    assert plan is not None
    return Change(act=Act.PLAN, event="plan_started", data={"plan": name}, steps=steps_of(name, plan))


def unfit(name: str, plan: Plan, policy: Policy, calendars: Container[str]) -> None:
    """BadArrangement when the desk cannot go by it: a name taken or too long, categories or hours it has not."""
    if len(name) > LONGEST_NAME:
        raise BadArrangement("arrangement", f"a plan's name has at most {LONGEST_NAME} characters")
    if name in catalogue(policy.book):
        raise BadArrangement("arrangement", f"there is an item {name!r} in the catalogue; steps are known by that name")
    if plan.title is None and shipped(name) is None:
        raise BadArrangement("title", "a plan of the desk's own needs a title")
    for place, start in enumerate(plan.starts):
        code = start.category
        if code is not None and not any(f"{known}/".startswith(f"{code}/") for known in policy.categories):
            raise BadArrangement(f"starts[{place}].category", f"there is no category {code!r}")
        if start.priority is not None and start.priority > policy.matrix.lowest:
            highest = policy.matrix.lowest
            raise BadArrangement(f"starts[{place}].priority", f"a whole number from 1 to {highest} is expected")
    for place, contact in enumerate(plan.contacts):
        if contact.hours is not None and contact.hours not in calendars:
            raise BadArrangement(f"contacts[{place}].hours", f"there is no calendar {contact.hours!r}")
