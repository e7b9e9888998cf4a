"""Give a ticket to somebody, or put it back to work: acts that look at a person first."""

from deskterm.store.db import Db
from deskterm.store.read.people import person
from deskterm.usecases.act import act, ticket_for
from deskterm.usecases.desk import Desk, Done, NotFound
from deskterm.workflow.inputs import Assign, Hear, Reopen, Restrict
from deskterm.workflow.values import Person, Ticket


def assign(desk: Desk, id: int, name: str | None, seen: int | None = None) -> Done:
    """Somebody else is responsible from now on. NotFound when nobody is called so."""
    with desk.writing() as writer:
        ticket = ticket_for(writer.db, desk, id)
        assignee: Person | None = None
        if name is not None and (assignee := person(writer.db, name)) is None:
            raise NotFound("agent", name)
        return act(desk, writer, ticket, Assign(assignee=assignee), seen)


def reopen(desk: Desk, id: int, reason: str | None, seen: int | None = None) -> Done:
    """Back to work: to its assignee when they are available, else to the line's queue."""
    with desk.writing() as writer:
        ticket = ticket_for(writer.db, desk, id)
        available = holder_available(desk, writer.db, ticket)
        return act(desk, writer, ticket, Reopen(reason=reason, assignee_available=available), seen)


def hear(desk: Desk, id: int, text: str | None, seen: int | None = None) -> Done:
    """What the requester said; a resolved ticket goes back to its assignee when they are available."""
    with desk.writing() as writer:
        ticket = ticket_for(writer.db, desk, id)
        available = holder_available(desk, writer.db, ticket)
        return act(desk, writer, ticket, Hear(text=text, assignee_available=available), seen)


def holder_available(desk: Desk, db: Db, ticket: Ticket) -> bool:
    """Has the ticket an assignee who is here?"""
    holder = person(db, ticket.assignee) if ticket.assignee else None
    return holder is not None and holder.available(desk.now())


def restrict(desk: Desk, id: int, entered: Restrict, seen: int | None = None) -> Done:
    """Who may see the ticket. NotFound when a person named is not of the desk."""
    with desk.writing() as writer:
        ticket = ticket_for(writer.db, desk, id)
        for name in (*entered.name, *([entered.about] if entered.about else [])):
            if person(writer.db, name) is None:
                raise NotFound("agent", name)
        return act(desk, writer, ticket, entered, seen)
