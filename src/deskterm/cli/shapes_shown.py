"""A whole ticket in JSON."""

from dataclasses import fields
from datetime import tzinfo
from typing import Any

from deskterm.cli.shapes import attachment, instant, plain, point, reporter, stored
from deskterm.store.read.show import Entry, EventRow, LinkRow
from deskterm.texts import clocks as words
from deskterm.texts import events as sentences
from deskterm.texts import requests, tellings
from deskterm.usecases.telling import ToCall
from deskterm.usecases.whole import Shown
from deskterm.workflow.notices import Telling, To
from deskterm.workflow.sla import Clock
from deskterm.workflow.values import SECOND, PlanStep, Sheet

OWN = frozenset({"id", "reporter", "sheet", "pauses", "named", "steps", "calls"})
"""Fields of a ticket that have a shape of their own."""


def shown(found: Shown, zone: tzinfo) -> dict[str, Any]:
    """Facts first, then what belongs to them, then what may be done next."""
    ticket = found.ticket
    names = [item.name for item in fields(ticket) if item.name not in OWN]
    facts = {name: stored(name, getattr(ticket, name)) for name in names}
    told = {name: stored(name, value) for name, value in found.texts.items()}
    taken_back = undone(found.events)
    return {
        "number": ticket.number,
        **facts,
        **told,
        "reporter": reporter(ticket.reporter),
        "named": sorted(ticket.named),
        "open_children": [f"DT-{child}" for child in ticket.open_children if child],
        "pauses": [{"start": instant(start), "end": instant(end)} for start, end in ticket.pauses],
        "sheet": sheet(ticket.sheet, ticket.questions),
        "item_asks": [] if found.item is None else list(found.item.questions),
        "item_steps": [] if found.item is None else list(found.item.steps),
        "steps": [step(each) for each in ticket.steps],
        "items_suggested": list(found.suggested),
        "thread": [entry(each) for each in found.thread],
        "events": [event(each, each.id in taken_back) for each in found.events],
        "attachments": [attachment(each) for each in found.attachments],
        "links": [link(each) for each in found.links],
        "clocks": [clock(each, zone, found.now, found.ticket.agreed_at) for each in found.clocks],
        "told_next": None if found.told_next is None else telling(*found.told_next),
        "calls": [to_call(each) for each in found.calls],
        "may": [act.value for act, points in found.prospects.items() if not points],
        "may_not": {act.value: [point(each) for each in points] for act, points in found.prospects.items() if points},
    }


def to_call(each: ToCall) -> dict[str, Any]:
    """Somebody outside the desk who is to be called now; without name and number when the plan's text is gone."""
    call, who = each.call, each.contact
    reach = {part: None if who is None else getattr(who, part) for part in ("name", "phone", "email")}
    return {
        "contact": call.mark,
        **reach,
        "target": call.target,
        "percent": call.percent,
        "message": tellings.call(each),
    }


def undone(events: tuple[EventRow, ...]) -> frozenset[int]:
    """The events that later ones have taken back."""
    return frozenset(int(each.data["undone"]) for each in events if "undone" in each.data)


def sheet(value: Sheet | None, questions: tuple[str, ...]) -> dict[str, Any] | None:
    """The diagnosis with the questions that the category asks; null when nothing is filled in."""
    if value is None:
        return None
    return {
        "signs": value.signs,
        "extent": value.extent,
        "components": value.components,
        "answers": dict(value.answers),
        "unanswered": [question for question in questions if question not in value.answers],
    }


def step(value: PlanStep) -> dict[str, Any]:
    """A step of a plan; `title` is a code where it ships, `message` what people read."""
    return {
        "step": value.mark,
        "plan": value.plan,
        "code": value.code,
        "title": value.title,
        "message": requests.step(value.title),
        "responsible": value.responsible,
        "state": value.state.value,
        "by": value.by,
        "at": instant(value.at),
    }


def entry(value: Entry) -> dict[str, Any]:
    """An entry of the thread; `body` is null once it was erased."""
    return {
        "id": value.id,
        "kind": value.kind.value,
        "public": value.public,
        "author": value.author,
        "at": instant(value.at),
        "body": value.body,
        "outcome": value.outcome,
        "delivery": plain(value.delivery),
        "withdrawn": value.withdrawn,
        "event": value.event_id,
    }


def event(value: EventRow, taken_back: bool) -> dict[str, Any]:
    """An event: its codes and its sentence."""
    return {
        "id": value.id,
        "at": instant(value.at),
        "actor": value.actor,
        "via": value.via,
        "version": value.version,
        "act": value.act,
        "kind": value.kind,
        "message": sentences.line(value),
        "fields": {name: [stored(name, old), stored(name, new)] for name, (old, new) in value.fields.items()},
        "data": plain(value.data),
        "texts": dict(value.texts),
        "undone": taken_back,
    }


def link(value: LinkRow) -> dict[str, Any]:
    """A link: `down` to a part of this ticket, `up` to what it is a part of, `both` when it has no direction."""
    return {
        "other": f"DT-{value.other}",
        "type": value.type.value,
        "direction": direction(value),
        "subject": value.subject,
        "status": value.status.value,
    }


def direction(value: LinkRow) -> str:
    """Which way a link leads."""
    if value.type.value == "related":
        return "both"
    return "down" if value.outgoing else "up"


def telling(value: Telling, to: To) -> dict[str, Any]:
    """What the desk tells next, and to whom: accounts, and contacts outside the desk by their places in the plan."""
    return {
        "at": instant(value.at),
        "target": value.step.target.value,
        "percent": value.step.percent,
        "to": list(to.accounts),
        "plan": to.plan,
        "places": list(to.places),
        "contacts": [
            {"place": place, "name": who.name, "phone": who.phone, "email": who.email} for place, who in to.outside
        ],
    }


def clock(value: Clock, zone: tzinfo, now: int, agreed_at: int | None = None) -> dict[str, Any]:
    """A clock with its arithmetic, step by step and as a sentence."""
    return {
        "name": value.name.value,
        "state": value.state.value,
        "started_at": instant(value.started_at),
        "due_at": instant(value.due_at),
        "ended_at": instant(value.ended_at),
        "used_seconds": value.used_seconds,
        "target_seconds": value.target_seconds,
        "left_seconds": value.left_seconds,
        "carried_ppm": value.carried,
        "carried_at": instant(value.carried_at),
        "steps": [
            {
                "kind": step.kind.value,
                "start": instant(step.start),
                "end": instant(step.end),
                "seconds": step.length // SECOND,
                "name": step.name,
            }
            for step in value.steps
        ],
        "message": f"{words.standing(value, zone, now)} {words.counted(value, zone, agreed_at)}".strip(),
    }


__all__ = ["direction", "shown", "undone"]
