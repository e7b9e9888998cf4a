"""What a person enters for the steps of a ticket's plans, in the form of `deskterm.workflow.inputs`."""

from dataclasses import dataclass

from deskterm.workflow.inputs import Inputs
from deskterm.workflow.values import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone(Inputs):
    """A step of the ticket's plans is done: `PLAN/CODE`, or the code alone where it is the only one."""

    plan_step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWaive(Inputs):
    """A step of the ticket's plans is left out, with a reason."""

    plan_step: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMade(Inputs):
    """A contact outside the desk was called: `PLAN/PLACE`, or the place alone; not needed where one call waits."""

    contact: str | None = None
    reached: bool | None = None
    text: str | None = None
    """What came of it; an entry of the thread."""
    team: tuple[Person, ...] = ()
    """Who works at the desk: among them those who are told next."""
