"""Whom the desk tells of a ticket's targets: who is next, and who the contacts were that an event names by place."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from deskterm.store.db import Db
from deskterm.store.read.arrangements import body_before
from deskterm.store.read.people import people
from deskterm.store.read.show import EventRow
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.called import MADE, OutsideCall
from deskterm.workflow.notices import Telling, To, asks_people, to_tell, upcoming
from deskterm.workflow.policy import Policy
from deskterm.workflow.response import Contact, Plan
from deskterm.workflow.sla import Clock
from deskterm.workflow.values import Ticket


def told_next(db: Db, ticket: Ticket, policy: Policy, now: int) -> tuple[Telling, To] | None:
    """What is told next and to whom, as it stands; None: nothing."""
    telling = upcoming(ticket, policy, now)
    if telling is None:
        return None
    return telling, to_tell(ticket, telling, people(db) if asks_people(ticket, telling) else ())


def with_contacts(db: Db, events: Iterable[EventRow]) -> tuple[EventRow, ...]:
    """The events with the contacts outside the desk, as their plan had them when the event was written.

    The record holds their places alone, so that who they are can be erased with the text of the plan.
    """
    found: list[EventRow] = []
    asked: dict[tuple[str, int], int] = {}
    for event in events:
        outside, made = event.data.get("outside", ()), event.kind == MADE
        meant = dict.fromkeys(outside, event.id)
        if made:
            key = (event.data["plan"], event.data["place"])
            meant.setdefault(event.data["place"], asked.get(key, event.id))
        asked |= {(event.data["plan"], place): event.id for place in outside}
        found.append(replace(event, data=named(db, event.data, meant)) if meant else event)
    return tuple(found)


def named(db: Db, data: Mapping[str, Any], meant: Mapping[int, int]) -> dict[str, Any]:
    """The data of an event with who was meant by these places when another was written; without who is forgotten."""
    found = {place: outsider(db, str(data["plan"]), place, event) for place, event in meant.items()}
    contacts = [
        {"place": place, "name": who.name, "phone": who.phone, "email": who.email}
        for place, who in found.items()
        if who is not None
    ]
    return {**data, "contacts": contacts} if contacts else dict(data)


def outsider(db: Db, plan: str, place: int, event: int) -> Contact | None:
    """The contact outside the desk who stood at a place of a plan when an event was written."""
    text = body_before(db, ArrangementKind.PLAN, plan, event)
    contacts = () if text is None else Plan.from_dict(json.loads(text)).contacts
    if place > len(contacts) or contacts[place - 1].name is None:
        return None
    return contacts[place - 1]


@dataclass(frozen=True, slots=True)
class ToCall:
    """A call that waits, and who it is; None: the text of the plan is gone."""

    call: OutsideCall
    contact: Contact | None


def to_call(db: Db, ticket: Ticket, running: Iterable[Clock]) -> tuple[ToCall, ...]:
    """Whom somebody has to call now: of targets that still run, and since they last began."""
    live = {(clock.name, clock.started_at) for clock in running if clock.ended_at is None}
    return tuple(
        ToCall(call, outsider(db, call.plan, call.place, call.event))
        for call in ticket.calls
        if (call.target, call.cycle) in live
    )
