"""What a use-case writes with, inside one transaction. Every method appends its event to the chain."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from deskterm.store.location import Location
from deskterm.store.read import show
from deskterm.store.write import tickets
from deskterm.store.write.arrangements import arrange
from deskterm.store.write.attachments import add_file
from deskterm.store.write.counters import recount
from deskterm.store.write.events import Chain, Entry, plain
from deskterm.store.write.people import put_person
from deskterm.store.write.tables import db_of
from deskterm.store.write.tickets import Applied
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.inputs import Register
from deskterm.workflow.values import Act, Change, Person, Ticket


class Writer:
    """Valid until its transaction ends. `by` is an account's name, `now` an instant, `via` who acted for `by`."""

    def __init__(self, connection: Connection, location: Location) -> None:
        self.connection = connection
        self.db = db_of(connection, location)
        self.chain = Chain(connection)

    def register(
        self,
        register: Register,
        *,
        by: str,
        now: int,
        via: str | None = None,
        extra: Mapping[str, object] | None = None,
    ) -> int:
        """A new ticket; its id. `extra`: further fields of the ticket by name (due_at, first_response_at ...)."""
        return tickets.register(self.connection, self.chain, register, extra or {}, by=by, now=now, via=via).ticket

    def apply(self, ticket: Ticket, change: Change, *, by: str, now: int, via: str | None = None) -> Applied:
        """Store a change of the ticket. Changed: it has moved on since `ticket` was read."""
        return tickets.apply(self.connection, self.chain, ticket, change, by=by, now=now, via=via)

    def revert(
        self,
        ticket: Ticket,
        event_id: int,
        fields: Mapping[str, object] | None = None,
        *,
        by: str,
        now: int,
        via: str | None = None,
    ) -> Applied:
        """Take an event of the ticket back; `fields` are values to set instead of the old ones (derived ones).

        Changed: the ticket has moved on. Erased: an old text no longer exists. ValueError: not its event.
        """
        return tickets.revert(self.connection, self.chain, self.db, ticket, event_id, fields, by=by, now=now, via=via)

    def attach(
        self,
        ticket: Ticket,
        name: str,
        media_type: str,
        chunks: Iterable[bytes],
        *,
        by: str,
        now: int,
        via: str | None = None,
        change: Change | None = None,
    ) -> Applied:
        """Add a file of at most 25 MB (ValueError above), with what the rule's change says beside it."""
        said = change or Change(act=Act.ATTACH, event="attached")
        revision = tickets.revise(
            self.connection, self.chain, ticket, kind=said.event, act=plain(said.act), by=by, now=now, via=via
        )
        note_ids, link_id = tickets.fill(revision, said, by, now)
        number = add_file(revision, name, media_type, chunks, by=by, now=now)
        revision.write(now)
        return Applied(
            ticket=ticket.id,
            version=ticket.version + 1,
            event_id=revision.entry.id,
            note_ids=note_ids,
            link_id=link_id,
            attachment_id=number,
        )

    def add_person(self, person: Person, *, by: str, now: int, via: str | None = None) -> int | None:
        """Store the person as given, new or known; the event's number, None when nothing changed."""
        return put_person(self.connection, self.chain, self.db, person, by=by, now=now, via=via)

    change_person = add_person

    def desk_event(self, kind: str, data: Mapping[str, object], *, by: str, now: int, via: str | None = None) -> int:
        """An event of the desk itself; its number. `data` holds codes and numbers, no free text."""
        entry = Entry(id=self.chain.next_id, at=now, actor=by, via=via, kind=kind, data=plain(data))
        return self.chain.append(entry)

    def arrange(
        self,
        kind: ArrangementKind,
        name: str,
        body: Mapping[str, Any] | None,
        *,
        by: str,
        now: int,
        via: str | None = None,
    ) -> int:
        """Set an arrangement of the desk, or strike it where `body` is None; the event's number."""
        return arrange(self.connection, self.chain, kind, name, body, by=by, now=now, via=via)

    def read_text(self, ticket_id: int, field: str, digest: str) -> str | None:
        """The text of a field that an event holds by digest; None when it was erased."""
        return show.revision(self.db, ticket_id, field, digest)

    def recount(self) -> None:
        """Rebuild the counters from the tickets."""
        recount(self.connection)
