"""Whom the desk tells of a ticket's targets: who is next, and who the contacts were that an event names by place."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from deskterm.store.db import Db
from deskterm.store.read.arrangements import body_before
from deskterm.store.read.people import people
from deskterm.store.read.show import EventRow
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.notices import Telling, To, asks_people, to_tell, upcoming
from deskterm.workflow.policy import Policy
from deskterm.workflow.response import Plan
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
    return tuple(replace(event, data=named(db, event)) if event.data.get("outside") else event for event in events)


def named(db: Db, event: EventRow) -> dict[str, Any]:
    """The event's data with who was meant; without them when the text is gone."""
    data = dict(event.data)
    text = body_before(db, ArrangementKind.PLAN, str(data["plan"]), event.id)
    if text is None:
        return data
    contacts = Plan.from_dict(json.loads(text)).contacts
    data["contacts"] = [
        {"place": place, "name": contact.name, "phone": contact.phone, "email": contact.email}
        for place in data["outside"]
        if place <= len(contacts) and (contact := contacts[place - 1]).name is not None
    ]
    return data
