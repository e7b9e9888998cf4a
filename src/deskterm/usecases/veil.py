"""A ticket that a person may not know of is not named to them by another one either, not even by its number.

The record of both stays whole: only what is handed out to this person leaves the number out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from deskterm.store.db import Db
from deskterm.store.read.show import EventRow
from deskterm.store.read.visibility import unseen
from deskterm.workflow.values import Person, Ticket

HIDDEN = 0
"""Stands for the number of a ticket that the person may not know of."""
NAMED: Mapping[str, str] = {"linked": "other", "merged": "into", "absorbed": "from", "unmerged": "from"}
"""Kinds of events that speak of another ticket, and under which name."""


def veiled(db: Db, by: Person, ticket: Ticket) -> Ticket:
    """The facts without the numbers of hidden tickets; as many parts stay open, so that rules say the same."""
    hidden = unseen(db, by, (*ticket.open_children, ticket.merged_into or HIDDEN))
    return replace(
        ticket,
        open_children=tuple(HIDDEN if child in hidden else child for child in ticket.open_children),
        merged_into=HIDDEN if ticket.merged_into in hidden else ticket.merged_into,
    )


def veiled_events(db: Db, by: Person, events: Iterable[EventRow]) -> tuple[EventRow, ...]:
    """The events without those numbers."""
    events = tuple(events)
    hidden = unseen(db, by, (other for event in events if (other := spoken_of(event))))
    return tuple(without(event) if spoken_of(event) in hidden else event for event in events)


def spoken_of(event: EventRow) -> int | None:
    """The other ticket that an event names."""
    name = NAMED.get(event.kind)
    return None if name is None else event.data.get(name)


def without(event: EventRow) -> EventRow:
    """The event with the other ticket's number left out wherever it stands."""
    fields = {name: pair for name, pair in event.fields.items() if name != "merged_into"}
    return replace(event, fields=fields, data={**event.data, NAMED[event.kind]: HIDDEN})
