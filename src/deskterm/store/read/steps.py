"""The steps of a ticket's plans and items."""

from deskterm.store.db import Db
from deskterm.workflow.values import PlanStep, StepState

STEPS = (
    "SELECT id, plan, code, title, responsible, state, settled_by, settled_at FROM ticket_step "
    "WHERE ticket_id = :id AND withdrawn = 0 ORDER BY position, id"
)


def steps_of(db: Db, ticket_id: int) -> tuple[PlanStep, ...]:
    """The ticket's steps in their order, without those that were withdrawn."""
    return tuple(
        PlanStep(
            id=number,
            plan=plan,
            code=code,
            title=title,
            responsible=responsible,
            state=StepState(state),
            by=settled_by,
            at=settled_at,
        )
        for number, plan, code, title, responsible, state, settled_by, settled_at in db.all(STEPS, id=ticket_id)
    )


def plans_of(db: Db, ticket_id: int) -> frozenset[str]:
    """The plans and items whose steps a ticket has."""
    rows = db.all("SELECT DISTINCT plan FROM ticket_step WHERE ticket_id = :id AND withdrawn = 0", id=ticket_id)
    return frozenset(plan for (plan,) in rows)
