"""Files that travel with a ticket, kept in the store itself so that one backup holds everything."""

from sqlalchemy import BigInteger, Index, LargeBinary, Text
from sqlmodel import Field

from deskterm.models.schema import Record, between, flag, must, sized
from deskterm.workflow.checks import LINE_LIMIT

CHUNK_BYTES = 1 << 20
"""The largest row of a file's content."""
FILE_BYTES = 25 << 20
"""The largest file."""


class Attachment(Record, table=True):
    """What is known of a file: `sha256` is of its whole content, `salt` belongs to the digest in its event."""

    __tablename__ = "attachment"
    __table_args__ = (
        sized("name", LINE_LIMIT),
        sized("media_type", LINE_LIMIT),
        between("size", 0, FILE_BYTES),
        sized("sha256", 32, 32),
        flag("withdrawn"),
        Index("ix_attachment_ticket_id", "ticket_id", "id"),
    )

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ticket_id: int = Field(foreign_key="ticket.id")
    event_id: int = Field(foreign_key="event.id", index=True)
    name: str = Field(sa_type=Text)
    media_type: str = Field(sa_type=Text)
    size: int
    sha256: bytes = Field(sa_type=LargeBinary)
    salt: bytes = Field(sa_type=LargeBinary)
    author: str = Field(sa_type=Text)
    at: int = Field(sa_type=BigInteger)
    withdrawn: int = 0


class AttachmentChunk(Record, table=True):
    """A piece of a file; `seq` counts from 0."""

    __tablename__ = "attachment_chunk"
    __table_args__ = (sized("data", CHUNK_BYTES), must("seq_range", "seq >= 0"))

    attachment_id: int = Field(primary_key=True, foreign_key="attachment.id", sa_column_kwargs={"autoincrement": False})
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    data: bytes = Field(sa_type=LargeBinary)
