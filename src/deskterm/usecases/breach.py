"""The record of a breach of data (GDPR, article 33(5)): put together from the ticket, its events and its plans."""

from dataclasses import dataclass

from deskterm.store.read.breach import PlanStep, desk_name, plan_steps
from deskterm.store.read.show import EventRow
from deskterm.usecases.act import ticket_for
from deskterm.usecases.desk import Desk, Refused, require
from deskterm.usecases.watching import note
from deskterm.usecases.whole import Shown, whole
from deskterm.workflow import breach
from deskterm.workflow.breach import NO_BREACH
from deskterm.workflow.codes import AccessKind
from deskterm.workflow.permission import may_hand_out_breach
from deskterm.workflow.sla import Clock, ClockName
from deskterm.workflow.values import Refusal

CORRECTED = "_corrected"
"""How kinds of events end that put right when somebody was told."""
TOLD = {f"{kind}{more}": informed for informed, kind in breach.TOLD.items() for more in ("", "_more", CORRECTED)}
"""Kinds of events that tell who was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A breach on record. What was taken back stays in the events alone."""

    desk: str
    shown: Shown
    steps: tuple[PlanStep, ...]

    @property
    def clock(self) -> Clock | None:
        """That of the breach; None when the ticket has none."""
        return next((clock for clock in self.shown.clocks if clock.name is ClockName.BREACH), None)

    def events(self, *kinds: str) -> list[EventRow]:
        """What happened of these kinds and still holds, oldest first."""
        undone = {int(event.data["undone"]) for event in self.shown.events if "undone" in event.data}
        return [event for event in self.shown.events if event.kind in kinds and event.id not in undone]


def record(desk: Desk, id: int) -> Record:
    """The record of a ticket that is, or once was, marked. NotFound as for any ticket; Refused when it never was."""
    db = desk.store.db
    with db.snapshot():
        ticket = ticket_for(db, desk, id)
        found = Record(desk=desk_name(db), shown=whole(desk, id), steps=tuple(plan_steps(db, id)))
    if not ticket.breach and not found.events("breach_marked"):
        raise Refused(Refusal((NO_BREACH,)))
    return found


def hand_out(desk: Desk, id: int) -> Record:
    """The record, to leave the desk: that it does is recorded in turn. Refused without the right."""
    require(may_hand_out_breach(ticket_for(desk.store.db, desk, id), desk.by))
    found = record(desk, id)
    note(desk, AccessKind.EXPORT, desk.now(), ticket=id, detail="breach", rows=1)
    return found
