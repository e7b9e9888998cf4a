"""Everything that happens by itself. Harmless to run at any time, by any number of processes: one of them does it."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from deskterm.store.read.alarms import due
from deskterm.store.read.facts import facts
from deskterm.store.read.people import people
from deskterm.usecases.act import write
from deskterm.usecases.desk import Desk, require
from deskterm.workflow.alarms import DESK, alarm_at, due_change
from deskterm.workflow.notices import asks_people, notice, passed, to_tell
from deskterm.workflow.permission import SWEEP, may_desk
from deskterm.workflow.values import SECOND, Ticket

if TYPE_CHECKING:
    from deskterm.store.write.writer import Writer

LEASE = "sweep"
BATCH = 5
"""Tickets in a transaction: it holds the writers' lock for some ten milliseconds."""
HELD = 60 * SECOND
"""How long one that no longer answers keeps others away."""
LATER = 24 * 3600 * SECOND
"""When a ticket is looked at again of which something hinders the closing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What was done: ids of tickets. `busy`: another process is at it."""

    woken: tuple[int, ...] = ()
    closed: tuple[int, ...] = ()
    told: tuple[int, ...] = ()
    """A target of theirs runs out, or has, and somebody is to be told."""
    busy: bool = False


def sweep(desk: Desk, going: Callable[[], bool] = lambda: True) -> Swept:
    """Do all that is due, in short transactions. One indexed query and no write when nothing is.

    `going`: asked between two transactions whether to go on; what is left then is done by the next sweep.
    """
    require(may_desk(SWEEP, desk.by))
    holder, actor = secrets.token_hex(8), replace(desk, by=DESK, via=None)
    done = Swept()
    while going() and due(desk.store.db, desk.now(), 1):
        from deskterm.store.write import leases

        with desk.store.writing() as writer:
            now = desk.now()
            if not leases.take(writer.connection, LEASE, holder, now, now + HELD):
                return replace(done, busy=True)
            for id in due(writer.db, now, BATCH):
                done = attended(actor, writer, id, now, done)
            if not due(writer.db, now, 1):
                leases.drop(writer.connection, LEASE)
    return done


def attended(desk: Desk, writer: "Writer", id: int, now: int, done: Swept) -> Swept:
    """One ticket whose alarm has come: what is due is done, or the alarm is set to when it will be."""
    from deskterm.store.write import leases

    ticket, policy = facts(writer.db, id), desk.policy
    assert ticket is not None
    change = due_change(ticket, policy, now)
    if change is not None:
        write(desk, writer, ticket, change, now)
        if change.event == "woken":
            done, ticket = replace(done, woken=(*done.woken, id)), facts(writer.db, id) or ticket
        else:
            return replace(done, closed=(*done.closed, id))
    if told(desk, writer, ticket, now):
        return replace(done, told=(*done.told, id))
    if change is None:
        moment = alarm_at(ticket, policy, now)
        leases.set_alarm(writer.connection, id, None if moment is None else moment if moment > now else now + LATER)
    return done


def told(desk: Desk, writer: "Writer", ticket: Ticket, now: int) -> bool:
    """Write down whom to tell of its targets, one event for each; no when there is nothing to tell."""
    found = passed(ticket, desk.policy, now)
    team = people(writer.db) if any(asks_people(ticket, telling) for telling in found) else []
    for place, telling in enumerate(found):
        current = ticket if place == 0 else facts(writer.db, ticket.id) or ticket
        write(desk, writer, current, notice(telling, to_tell(current, telling, team), current.named), now)
    return bool(found)
