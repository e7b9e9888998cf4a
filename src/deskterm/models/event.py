"""The audit trail: append-only, hash-chained, holding codes and digests; the texts beside it can be erased."""

from sqlalchemy import BigInteger, Index, LargeBinary, Text
from sqlmodel import Field

from deskterm.models.schema import Record, implies, sized
from deskterm.workflow.checks import TEXT_LIMIT


class Event(Record, table=True):
    """One thing that happened. `canonical` is what the hash is taken of; the other columns repeat it for reading."""

    __tablename__ = "event"
    __table_args__ = (
        sized("act", 40),
        sized("kind", 40),
        sized("actor", 250),
        sized("prev_hash", 32, 32),
        sized("hash", 32, 32),
        implies("ticket_version", "ticket_id IS NOT NULL", "version >= 1"),
        Index("ix_event_ticket_id", "ticket_id", "id"),
        Index("ix_event_actor", "actor", "id"),
    )

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: int = Field(sa_type=BigInteger)
    actor: str = Field(sa_type=Text)
    via: str | None = Field(default=None, sa_type=Text)
    ticket_id: int | None = Field(default=None, foreign_key="ticket.id")
    version: int | None = None
    kind: str = Field(sa_type=Text)
    act: str | None = Field(default=None, sa_type=Text)
    canonical: bytes = Field(sa_type=LargeBinary)
    prev_hash: bytes = Field(sa_type=LargeBinary)
    hash: bytes = Field(sa_type=LargeBinary)


class EventText(Record, table=True):
    """A text that an event speaks of: a reason, or a revision of a text field. `body` is NULL once it is erased."""

    __tablename__ = "event_text"
    __table_args__ = (sized("field", 100), sized("body", TEXT_LIMIT), sized("digest", 64, 64))

    event_id: int = Field(primary_key=True, foreign_key="event.id", sa_column_kwargs={"autoincrement": False})
    field: str = Field(sa_type=Text, primary_key=True)
    body: str | None = Field(default=None, sa_type=Text)
    salt: bytes = Field(sa_type=LargeBinary)
    digest: str = Field(sa_type=Text)
