"""Where imported tickets come from, so that the same row is imported once however often an import is run."""

from sqlalchemy import Text
from sqlmodel import Field

from deskterm.models.schema import Record, sized
from deskterm.workflow.checks import LINE_LIMIT


class Origin(Record, table=True):
    """`source` names the other desk or system, `key` is the ticket's identity there."""

    __tablename__ = "origin"
    __table_args__ = (sized("source", LINE_LIMIT), sized("key", LINE_LIMIT))

    source: str = Field(sa_type=Text, primary_key=True)
    key: str = Field(sa_type=Text, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id", index=True)
