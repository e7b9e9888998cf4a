"""What a person enters for the steps of a ticket's plans, in the form of `deskterm.workflow.inputs`."""

from dataclasses import dataclass

from deskterm.workflow.inputs import Inputs


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone(Inputs):
    """A step of the ticket's plans is done: `PLAN/CODE`, or the code alone where it is the only one."""

    plan_step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWaive(Inputs):
    """A step of the ticket's plans is left out, with a reason."""

    plan_step: str | None = None
    reason: str | None = None
