"""The record as a list that can be asked: events of anybody, any ticket, any act, newest first."""

from dataclasses import dataclass
from typing import Any

from deskterm.store.db import Db
from deskterm.store.read.show import EventRow, event_rows
from deskterm.store.read.visibility import seen_by
from deskterm.workflow.values import Person

OWN = (
    "(e.actor = :own OR e.via = :own OR EXISTS (SELECT 1 FROM ticket m WHERE m.id = e.ticket_id AND m.assignee = :own))"
)
"""What an agent has done, and what happened to the tickets they have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to look for; None: whatever it is. `act`: an act's code or an event's kind; `after`: only older ones."""

    by: str | None = None
    ticket: int | None = None
    act: str | None = None
    since: int | None = None
    until: int | None = None
    after: int | None = None
    limit: int = 50


def narrowed(asked: Asked, at: str, actor: str) -> tuple[list[str], dict[str, Any]]:
    """What both lists, of events and of looks, are narrowed by: conditions and their values."""
    conditions: list[str] = []
    named: dict[str, Any] = {}
    for name, condition in (
        ("by", f"({actor} = :by OR {actor.replace('actor', 'via')} = :by)"),
        ("since", f"{at} >= :since"),
        ("until", f"{at} < :until"),
    ):
        value = getattr(asked, name)
        if value is not None:
            conditions.append(condition)
            named[name] = value
    return conditions, named


def trail(db: Db, person: Person | None, asked: Asked, *, own: bool) -> list[EventRow]:
    """The events that the person may know of, newest first. `own`: only what concerns them."""
    conditions, named = narrowed(asked, "e.at", "e.actor")
    seen, whose = seen_by(person)
    named |= whose
    conditions.append(
        f"(e.ticket_id IS NULL OR EXISTS (SELECT 1 FROM ticket t WHERE t.id = e.ticket_id AND {seen}))"
        if person is not None
        else seen
    )
    if own and person is not None:
        conditions.append(OWN)
        named["own"] = person.name
    if asked.ticket is not None:
        conditions.append("e.ticket_id = :ticket")
        named["ticket"] = asked.ticket
    if asked.act is not None:
        conditions.append("(e.act = :act OR e.kind = :act)")
        named["act"] = asked.act
    if asked.after is not None:
        conditions.append("e.id < :after")
        named["after"] = asked.after
    return event_rows(db, " AND ".join(conditions), f" ORDER BY e.id DESC LIMIT {int(asked.limit)}", **named)
