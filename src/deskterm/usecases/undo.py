"""Take back one's own last act: a compensating event, if nobody has built on it (process: Undo)."""

from dataclasses import replace

from deskterm.store.db import Db
from deskterm.store.errors import Erased
from deskterm.store.read import show
from deskterm.store.read.facts import facts
from deskterm.store.read.history import last_act, later_events, overwritten
from deskterm.usecases.act import FACTS, next_deadline, pauses_after
from deskterm.usecases.desk import Desk, Done, NotFound, Refused, require
from deskterm.workflow.undo import Done as Deed
from deskterm.workflow.undo import points
from deskterm.workflow.values import Act, Delivery, Point, Refusal, Status, Ticket

CLOCKED = ("status", "priority", "cycle_at", "wake_at", "first_response_at", "resolved_at", "closed_at")
"""Facts that decide when a ticket falls due; none of them is a text."""


def undo(desk: Desk, id: int | None = None, seen: int | None = None) -> Done:
    """The last act of the person, on this ticket or on any. A ticket that it hid from them is found all the same."""
    with desk.store.writing() as writer:
        if id is not None and facts(writer.db, id) is None:
            raise NotFound("ticket", f"DT-{id}")
        last = last_act(writer.db, desk.by.name, id)
        found = points(None, (), {}, desk.by) if last is None else reasons_against(writer.db, desk, last)
        if found:
            raise Refused(Refusal(tuple(found)))
        assert last is not None and last.ticket_id is not None
        ticket = facts(writer.db, last.ticket_id)
        assert ticket is not None
        now = desk.now()
        after = taken_back(ticket, last, now)
        try:
            applied = writer.revert(
                ticket,
                last.id,
                {"due_at": next_deadline(after, desk.policy)},
                by=desk.by.name,
                now=now,
                via=desk.via,
            )
        except Erased as error:
            require(Point(code="text_erased", args={"field": error.field}))
            raise
        return Done(
            id=ticket.id,
            version=applied.version,
            event=applied.event_id,
            data={"of": last.id, "act": last.act or ""},
        )


def reasons_against(db: Db, desk: Desk, last: show.EventRow) -> list[Point]:
    """Why the rule would not have this act taken back."""
    assert last.ticket_id is not None
    moved = overwritten(db, last)
    holds = {name: moved[name].new if name in moved else new for name, (_, new) in last.fields.items()}
    delivered = any(
        entry.event_id == last.id and entry.delivery is Delivery.DELIVERED for entry in show.thread(db, last.ticket_id)
    )
    since = tuple(deed(event) for event in later_events(db, last.ticket_id, last.id) if event.act)
    return points(replace(deed(last), delivered=delivered), since, holds, desk.by)


def deed(event: show.EventRow) -> Deed:
    """An event as the rule about undoing sees it."""
    wrote = bool(event.notes) or "link" in event.data or any(name not in FACTS for name in event.fields)
    fields = {name: pair for name, pair in event.fields.items() if name != "due_at"}
    return Deed(event=event.id, act=Act(event.act or ""), by=event.actor, fields=fields, wrote=wrote)


def taken_back(ticket: Ticket, last: show.EventRow, now: int) -> Ticket:
    """The facts that clocks depend on, as they will be once the act is taken back."""
    back = {name: last.fields[name][0] for name in CLOCKED if name in last.fields}
    if "status" in back:
        back["status"] = Status(back["status"])
    after = replace(ticket, **back)
    return replace(after, pauses=pauses_after(ticket, after, now)) if after.status != ticket.status else after
