"""Steps of plans and items while a change is written: new rows, and what becomes of those that are there.

An event holds of a step what it was called and its state, old and new; that there is none (yet, or any more) is the
state None. So an event is taken back by the old states alone, the steps that it began among them. Titles are kept
beside the event like every text.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from deskterm.store import fields as names
from deskterm.store.write.tables import TICKET_STEP
from deskterm.workflow.values import NewStep, StepState

if TYPE_CHECKING:
    from deskterm.store.write.revision import Revision

SETTLED = frozenset({StepState.DONE.value, StepState.WAIVED.value})


def begin(revision: "Revision", steps: Sequence[NewStep]) -> None:
    """New steps, open, after those that the ticket has."""
    if not steps:
        return
    run = revision.connection.execute
    mine = TICKET_STEP.c.ticket_id == revision.ticket
    first: int = run(select(func.coalesce(func.max(TICKET_STEP.c.id), 0) + 1)).scalar_one()
    place: int = run(select(func.coalesce(func.max(TICKET_STEP.c.position), 0) + 1).where(mine)).scalar_one()
    entry = revision.entry
    entry.data["steps"] = []
    for offset, step in enumerate(steps):
        number = first + offset
        entry.fields[f"{names.STEP}{number}"] = [None, StepState.OPEN.value]
        entry.data["steps"].append([number, step.plan, step.code, place + offset, step.responsible])
        title = f"{names.TITLE}{offset + 1}"
        entry.texts[title] = entry.keep(names.TEXT_OF_ACT + title, step.title)
        row = {
            "id": number,
            "ticket_id": revision.ticket,
            "event_id": entry.id,
            "plan": step.plan,
            "code": step.code,
            "position": place + offset,
            "title": step.title,
            "responsible": step.responsible,
            "state": StepState.OPEN.value,
            "settled_by": None,
            "settled_at": None,
            "withdrawn": 0,
        }
        revision.inserts.append((TICKET_STEP, row))


def settle(revision: "Revision", name: str, state: str | None) -> None:
    """A step's new state; None withdraws it. ValueError: the ticket has no such step."""
    number = int(name.removeprefix(names.STEP))
    mine = (TICKET_STEP.c.id == number) & (TICKET_STEP.c.ticket_id == revision.ticket)
    row = revision.connection.execute(select(TICKET_STEP.c.state, TICKET_STEP.c.withdrawn).where(mine)).first()
    if row is None:
        raise ValueError(f"ticket {revision.ticket} has no step {number}")
    old = None if row.withdrawn else row.state
    if old == state:
        return
    revision.entry.fields[name] = [old, state]
    settled = state in SETTLED
    values = {
        "state": state or StepState.OPEN.value,
        "withdrawn": int(state is None),
        "settled_by": revision.entry.actor if settled else None,
        "settled_at": revision.entry.at if settled else None,
    }
    revision.connection.execute(update(TICKET_STEP).where(mine).values(values))
