"""Take back one's own last act: a compensating event, if nobody has built on it (process: Undo)."""

from dataclasses import replace

from deskterm.store.db import Db
from deskterm.store.errors import Erased
from deskterm.store.fields import CACHES, STEP, is_text
from deskterm.store.read import show
from deskterm.store.read.facts import facts
from deskterm.store.read.history import last_act, later_events, overwritten
from deskterm.usecases.act import FACTS, in_range, pauses_after, ticket_for
from deskterm.usecases.desk import Clash, Conflict, Desk, Done, NotFound, Refused, require
from deskterm.workflow.alarms import alarm_at
from deskterm.workflow.derived import next_deadline
from deskterm.workflow.permission import sees
from deskterm.workflow.policy import Policy
from deskterm.workflow.undo import Done as Deed
from deskterm.workflow.undo import points
from deskterm.workflow.values import Act, Delivery, Point, Refusal, Status, Ticket

CLOCKED = (
    *("status", "priority", "cycle_at", "wake_at", "first_response_at", "resolved_at", "closed_at"),
    *("asked_at", "agreed_at", "aware_at", "breach", "reported_at", "report_waived_at"),
    *("item", "terms"),
)
"""Facts that decide when a ticket falls due; none of them is a text."""


def undo(desk: Desk, id: int | None = None, seen: int | None = None) -> Done:
    """The last act of the person, on this ticket or on any. A ticket that it hid from them is found all the same.

    Conflict when the act came after the version that was seen; NotFound instead of reasons that a hidden ticket holds.
    """
    with desk.writing() as writer:
        last, ticket = to_take_back(writer.db, desk, id)
        if seen is not None:
            refuse_unseen(writer.db, ticket, last, seen)
        now = desk.now()
        after = taken_back(ticket, last, now)
        try:
            applied = writer.revert(
                ticket,
                last.id,
                derived_of(after, desk.policy, now),
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


def derived_of(after: Ticket, policy: Policy, now: int) -> dict[str, object]:
    """What follows from the facts as they will be."""
    return {"due_at": next_deadline(after, policy), "terms": after.terms, "alarm_at": alarm_at(after, policy, now)}


def to_take_back(db: Db, desk: Desk, id: int | None) -> tuple[show.EventRow, Ticket]:
    """The act that is meant, with its ticket as it is now."""
    last = last_act(db, desk.by.name, id)
    if last is None or last.ticket_id is None:
        if id is not None:
            ticket_for(db, desk, id)
        raise Refused(Refusal(tuple(points(None, (), {}, desk.by))))
    ticket = facts(db, last.ticket_id)
    assert ticket is not None
    if found := reasons_against(db, desk, last):
        raise Refused(Refusal(tuple(found))) if sees(desk.by, ticket) else NotFound("ticket", ticket.number)
    return last, ticket


def refuse_unseen(db: Db, ticket: Ticket, last: show.EventRow, seen: int) -> None:
    """An act that came after `seen` is not the one that is meant: Conflict, with what it set and what was before."""
    in_range(ticket, seen)
    if (last.version or 0) <= seen:
        return

    def held(name: str, value: object) -> object:
        return show.revision(db, ticket.id, name, value) if is_text(name) and isinstance(value, str) else value

    clashes = tuple(
        Clash(field=name, theirs=held(name, new), yours=held(name, old), by=last.actor, at=last.at)
        for name, (old, new) in last.fields.items()
        if name not in CACHES
    )
    raise Conflict(ticket.id, ticket.version, clashes)


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
    # steps that begin with a judgement are a part of it; one that was done is what closing rests on
    told = any(name not in FACTS and not name.startswith(STEP) for name in event.fields)
    wrote = bool(event.notes) or not {"link", "step"}.isdisjoint(event.data) or told
    fields = {name: pair for name, pair in event.fields.items() if name not in CACHES}
    return Deed(event=event.id, act=Act(event.act or ""), by=event.actor, fields=fields, wrote=wrote)


def taken_back(ticket: Ticket, last: show.EventRow, now: int) -> Ticket:
    """The facts that clocks depend on, as they will be once the act is taken back."""
    back = {name: last.fields[name][0] for name in CLOCKED if name in last.fields}
    if "status" in back:
        back["status"] = Status(back["status"])
    after = replace(ticket, **back, plans=ticket.plans - begun_with(last))
    return replace(after, pauses=pauses_after(ticket, after, now)) if after.status != ticket.status else after


def begun_with(last: show.EventRow) -> frozenset[str]:
    """The plans and items whose steps began with it: they are withdrawn with it."""
    return frozenset(plan for _, plan, *_ in last.data.get("steps", ()))
