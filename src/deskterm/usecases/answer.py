"""Something for the requester to read, unless somebody else has said something since its author looked."""

from deskterm.store.read.meanwhile import said_since
from deskterm.usecases.act import decided, in_range, ticket_for, write
from deskterm.usecases.desk import Crossed, Desk, Done
from deskterm.usecases.meanwhile import NEVER
from deskterm.workflow.inputs import Reply, Wait


def answer(desk: Desk, id: int, entered: Reply | Wait, seen: int | None = None) -> Done:
    """Do it. Crossed: something was said since `seen` that its author has not read; what else stands in the way first.

    It is looked up in the transaction that writes: nothing can be said in between.
    """
    with desk.writing() as writer:
        ticket, now = ticket_for(writer.db, desk, id), desk.now()
        change = decided(writer.db, desk, ticket, entered, now)
        if seen is not None and public(entered):
            in_range(ticket, seen)
            if found := said_since(writer.db, id, desk.by.name, seen, NEVER):
                raise Crossed(id, ticket.version, tuple(found))
        return write(desk, writer, ticket, change, now, seen)


def public(entered: object) -> bool:
    """Will the requester read it?"""
    return isinstance(entered, Reply) or (isinstance(entered, Wait) and bool(entered.message))
