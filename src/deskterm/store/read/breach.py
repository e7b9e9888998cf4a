"""What the record of a breach of data holds beside the ticket's own facts."""

from dataclasses import dataclass

from deskterm.store.db import Db

STEPS = (
    "SELECT plan, code, title, responsible, state, settled_by, settled_at FROM ticket_step "
    "WHERE ticket_id = :id AND withdrawn = 0 ORDER BY plan, position, id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """A step of a plan that the ticket has, and what became of it."""

    plan: str
    code: str
    title: str
    responsible: str | None
    state: str
    settled_by: str | None
    settled_at: int | None


def plan_steps(db: Db, ticket_id: int) -> list[PlanStep]:
    """The steps of all plans of a ticket, plan by plan in their order."""
    names = PlanStep.__slots__
    return [PlanStep(**dict(zip(names, row, strict=True))) for row in db.all(STEPS, id=ticket_id)]


def desk_name(db: Db) -> str:
    """What the desk is called."""
    row = db.one("SELECT name FROM desk WHERE id = 1")
    return "" if row is None else str(row[0])
