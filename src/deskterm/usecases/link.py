"""Two tickets: link one to the other, merge one into the other, and back."""

from deskterm.store.read.facts import facts
from deskterm.store.read.relations import ancestors, linked
from deskterm.usecases.act import act, ticket_for, write
from deskterm.usecases.desk import Desk, Done, require
from deskterm.usecases.veil import veiled
from deskterm.workflow.inputs import Link, Merge
from deskterm.workflow.merging import absorbed
from deskterm.workflow.values import LinkType, Point


def link(desk: Desk, id: int, other: int | None, type: LinkType, seen: int | None = None) -> Done:
    """The other ticket is a child of this one, a duplicate, or related."""
    with desk.writing() as writer:
        ticket = ticket_for(writer.db, desk, id)
        if other is not None and other != id:
            ticket_for(writer.db, desk, other)
            if linked(writer.db, id, other, type):
                require(Point(code="already_linked", field="other"))
            if type is LinkType.CHILD and other in ancestors(writer.db, id):
                require(Point(code="link_loop", field="other", args={"other": other}))
        return act(desk, writer, ticket, Link(other=other, type=type), seen)


def merge(desk: Desk, id: int, into: int | None, seen: int | None = None) -> Done:
    """The ticket redirects to the survivor; both records say so."""
    with desk.writing() as writer:
        ticket = ticket_for(writer.db, desk, id)
        survivor = veiled(writer.db, desk.by, ticket_for(writer.db, desk, into)) if into is not None else None
        done = act(desk, writer, ticket, Merge(into=survivor), seen)
        assert survivor is not None
        fresh = facts(writer.db, survivor.id) or survivor
        write(desk, writer, fresh, absorbed(fresh, ticket), desk.now())
        return done
