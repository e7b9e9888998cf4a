"""A contact outside the desk was called; who was not reached has the next one told."""

from dataclasses import replace

from deskterm.store.read.people import people
from deskterm.usecases.act import act, ticket_for
from deskterm.usecases.desk import Desk, Done
from deskterm.workflow.step_inputs import CallMade


def call_made(desk: Desk, id: int, entered: CallMade, seen: int | None = None) -> Done:
    """Take it down. Who works at the desk is looked up in the same transaction, for one of them may be told next."""
    with desk.writing() as writer:
        ticket = ticket_for(writer.db, desk, id)
        return act(desk, writer, ticket, replace(entered, team=tuple(people(writer.db))), seen)
