"""Resolve a ticket (M11); the children of a major incident are resolved with it, in the same transaction."""

from deskterm.store.read.facts import facts
from deskterm.usecases.act import act, ticket_for, write
from deskterm.usecases.desk import Desk, Done
from deskterm.workflow.closure import resolve_change
from deskterm.workflow.inputs import Resolve
from deskterm.workflow.values import LIVE


def resolve(desk: Desk, id: int, entered: Resolve, seen: int | None = None) -> Done:
    """Resolved, to be verified."""
    with desk.writing() as writer:
        ticket = ticket_for(writer.db, desk, id)
        done = act(desk, writer, ticket, entered, seen)
        for child_id in ticket.open_children if ticket.major else ():
            child = facts(writer.db, child_id)
            if child is not None and child.status in LIVE and child.triaged:
                now = desk.now()
                change = resolve_change(child, entered, desk.by, desk.policy, now)
                write(desk, writer, child, change, now)
        return done
