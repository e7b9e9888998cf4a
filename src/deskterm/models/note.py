"""An entry of a ticket's thread: notes of the desk, replies to the requester, messages from them."""

from sqlalchemy import BigInteger, Index, LargeBinary, Text
from sqlmodel import Field

from deskterm.models.schema import Record, flag, implies, listed, one_of, sized
from deskterm.workflow.checks import TEXT_LIMIT
from deskterm.workflow.values import Delivery, NoteKind


class Note(Record, table=True):
    """`body` is NULL once it has been erased; `salt` belongs to its digest in the event that added it."""

    __tablename__ = "note"
    __table_args__ = (
        one_of("kind", NoteKind),
        one_of("delivery", Delivery),
        sized("body", TEXT_LIMIT),
        sized("outcome", TEXT_LIMIT),
        implies("delivery_public", "delivery IS NOT NULL", f"kind IN ({listed((NoteKind.REPLY,))})"),
        implies(
            "outcome_kind",
            "outcome IS NOT NULL",
            f"kind IN ({listed((NoteKind.STEP, NoteKind.HYPOTHESIS, NoteKind.SESSION))})",
        ),
        flag("withdrawn"),
        Index("ix_note_ticket_id", "ticket_id", "id"),
    )

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ticket_id: int = Field(foreign_key="ticket.id")
    event_id: int = Field(foreign_key="event.id", index=True)
    kind: str = Field(sa_type=Text)
    author: str = Field(sa_type=Text)
    at: int = Field(sa_type=BigInteger)
    body: str | None = Field(default=None, sa_type=Text)
    salt: bytes = Field(sa_type=LargeBinary)
    outcome: str | None = Field(default=None, sa_type=Text)
    delivery: str | None = Field(default=None, sa_type=Text)
    withdrawn: int = 0
