"""Register a contact (M1): nothing that is reported goes unrecorded."""

from dataclasses import replace

from deskterm.store.read.facts import facts
from deskterm.store.read.feed import head
from deskterm.usecases.attach import File, attach_to
from deskterm.usecases.desk import Desk, Done, Refused, require
from deskterm.workflow.alarms import alarm_at
from deskterm.workflow.derived import next_deadline
from deskterm.workflow.inputs import Register
from deskterm.workflow.permission import may_register
from deskterm.workflow.triage import contact_points
from deskterm.workflow.values import SPOKEN, Kind, Refusal, Status, Ticket


def register(desk: Desk, entered: Register, files: tuple[File, ...] = ()) -> Done:
    """A new ticket on the first line, with its files; an item of the catalogue proposes a request.

    A spoken contact is answered at once; that is its response.
    """
    require(may_register(desk.by))
    if points := contact_points(entered, desk.policy):
        raise Refused(Refusal(tuple(points)))
    if entered.item is not None:
        entered = replace(entered, claimed_kind=Kind.REQUEST)
    now = desk.now()
    new = newcomer(entered, now)
    extra = {
        "first_response_at": now if entered.channel in SPOKEN else None,
        "due_at": next_deadline(new, desk.policy),
        "alarm_at": alarm_at(new, desk.policy),
    }
    with desk.writing() as writer:
        id = writer.register(entered, by=desk.by.name, now=now, via=desk.via, extra=extra)
        ticket = facts(writer.db, id)
        assert ticket is not None
        for file in files:
            attach_to(desk, writer, ticket, file)
            ticket = facts(writer.db, id) or ticket
        return Done(id=id, version=ticket.version, event=head(writer.db))


def newcomer(entered: Register, now: int) -> Ticket:
    """The contact as the clocks see it: it is owed its first response unless it was answered on the spot."""
    return Ticket(
        id=1,
        version=1,
        status=Status.NEW,
        channel=entered.channel,
        reporter=entered.reporter,
        item=entered.item,
        created_at=now,
        cycle_at=now,
    )
