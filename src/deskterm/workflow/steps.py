"""The steps of plans (M17, M18): they begin with what a ticket is, and are done, or waived with a reason.

A request has the steps of its catalogue item. When the item changes, the open steps of the old one are withdrawn by the
same change, while what was done or waived stays as it is; a ticket that gets its old item back gets back those
of its steps that it has not.
"""

from deskterm.workflow.catalogue import item_of, steps_of
from deskterm.workflow.policy import Policy
from deskterm.workflow.step_inputs import StepDone, StepWaive
from deskterm.workflow.values import Act, Change, NewStep, Person, PlanStep, Point, StepState, Ticket

FIELD = "plan_step"
NO_STEPS = Point(code="no_steps")
ALL_SETTLED = Point(code="no_open_step")
ENDED = {StepState.DONE: "plan_step_done", StepState.WAIVED: "plan_step_waived"}
EVENTS = {StepState.DONE: "step_done", StepState.WAIVED: "step_waived"}


def begun(before: Ticket, after: Ticket, policy: Policy) -> tuple[NewStep, ...]:
    """The steps of the item that a change gives to the ticket; their codes count them from 1."""
    item = item_of(after.item, policy.book) if after.item != before.item else None
    if item is None or after.item is None:
        return ()
    there = {step.mark for step in after.steps}
    titles = enumerate(steps_of(item), start=1)
    new = (NewStep(plan=after.item, code=str(place), title=title) for place, title in titles)
    return tuple(step for step in new if step.mark not in there)


def left(before: Ticket, after: Ticket) -> dict[int, StepState | None]:
    """What becomes of the open steps of an item that the ticket no longer has: they are withdrawn."""
    if before.item is None or after.item == before.item:
        return {}
    return {step.id: None for step in before.steps if step.plan == before.item and step.state is StepState.OPEN}


def meant(ticket: Ticket, given: str) -> tuple[PlanStep, ...]:
    """The steps that a name may mean: `PLAN/CODE`, or the code alone; of several those that are open, if any is."""
    found = tuple(step for step in ticket.steps if given == step.mark)
    found = found or tuple(step for step in ticket.steps if given == step.code)
    return tuple(step for step in found if step.state is StepState.OPEN) or found


def step_points(ticket: Ticket, inputs: StepDone | StepWaive, by: Person, policy: Policy, now: int) -> list[Point]:
    """A step of this ticket that is open."""
    open_ = ", ".join(ticket.open_plan_steps)
    if not ticket.steps:
        return [NO_STEPS]
    if inputs.plan_step is None:
        return [Point(code="plan_step_missing", field=FIELD, args={"steps": open_})] if open_ else [ALL_SETTLED]
    found = meant(ticket, inputs.plan_step)
    args = {"step": inputs.plan_step, "steps": ", ".join(step.mark for step in found or ticket.steps)}
    if len(found) != 1:
        return [Point(code="plan_step_ambiguous" if found else "plan_step_unknown", field=FIELD, args=args)]
    return ended(found[0])


def ended(step: PlanStep) -> list[Point]:
    """What forbids to settle a step: that somebody has."""
    if step.state is StepState.OPEN:
        return []
    return [Point(code=ENDED[step.state], field=FIELD, args={"step": step.mark, "by": step.by})]


def waive_points(ticket: Ticket, inputs: StepWaive, by: Person, policy: Policy, now: int) -> list[Point]:
    """An open step, and a reason."""
    reason = [] if inputs.reason else [Point(code="reason_missing", field="reason")]
    return step_points(ticket, inputs, by, policy, now) + reason


def done_change(ticket: Ticket, inputs: StepDone, by: Person, policy: Policy, now: int) -> Change:
    """The step is done."""
    return settled(ticket, inputs, Act.STEP_DONE, StepState.DONE)


def waive_change(ticket: Ticket, inputs: StepWaive, by: Person, policy: Policy, now: int) -> Change:
    """The step is left out, with a reason."""
    return settled(ticket, inputs, Act.STEP_WAIVE, StepState.WAIVED, reason=inputs.reason or "")


def settled(ticket: Ticket, inputs: StepDone | StepWaive, act: Act, state: StepState, **texts: str) -> Change:
    """A step has come to an end. The event tells it by its name as well, for the number means nothing to people."""
    (step,) = meant(ticket, inputs.plan_step or "")
    return Change(
        act=act,
        event=EVENTS[state],
        data={"step": step.id, "plan": step.plan, "code": step.code},
        texts=texts,
        step_states={step.id: state},
    )
