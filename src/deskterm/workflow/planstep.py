"""A step of a response plan or of an item of the catalogue: as it begins on a ticket, and as it stands there."""

from dataclasses import dataclass

from deskterm.workflow.codes import StepState


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """A step that a change adds to a ticket, as its response plan or catalogue item has it at this moment."""

    plan: str
    """The plan or item that it comes from."""
    code: str
    """What it is called in that plan; the title may be erased or translated, the code stays."""
    title: str
    responsible: str | None = None
    """Who does it: an account, a role or a line, as the plan says."""

    @property
    def mark(self) -> str:
        """What people call it: its plan and its code."""
        return f"{self.plan}/{self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep(NewStep):
    """A step of a ticket. One that was taken back, or left with its item, is none any more."""

    id: int
    state: StepState = StepState.OPEN
    by: str | None = None
    """Who did or waived it; None while it is open."""
    at: int | None = None
    """When they did."""
