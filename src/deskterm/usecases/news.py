"""What others, and the desk itself, have done while somebody was busy with something else."""

from dataclasses import dataclass

from deskterm.store.read import feed
from deskterm.store.read.show import EventRow, event
from deskterm.usecases.desk import Desk
from deskterm.usecases.veil import veiled_events
from deskterm.workflow.alarms import DESK

CAME = frozenset({"registered", "imported"})
"""Kinds of events that a ticket begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Since an event: how many tickets came in, the latest event on each that concerns one, how many others changed."""

    came: int = 0
    mine: tuple[EventRow, ...] = ()
    others: int = 0


def news(desk: Desk, since: int, watched: frozenset[int]) -> News:
    """What is new after event `since`. `watched`: tickets that one looks at, beside those that are one's own."""
    db = desk.store.db
    with db.snapshot():
        found = feed.by_others(db, desk.by, since)
        told = set(feed.concerning(db, desk.by, DESK.name, since))
        own = watched | {ticket for id, _kind, ticket, mine in found if mine or id in told}
        came = {ticket for _id, kind, ticket, _mine in found if kind in CAME}
        latest: dict[int, int] = {}
        for id, _kind, ticket, _mine in found:
            if ticket in own and latest.get(ticket) not in told:
                latest[ticket] = id
        rows = [row for id in sorted(latest.values()) if (row := event(db, id)) is not None]
        changed = {ticket for _id, _kind, ticket, _mine in found} - came - set(latest)
        return News(came=len(came - set(latest)), mine=tuple(veiled_events(db, desk.by, rows)), others=len(changed))
