"""How tickets relate to each other."""

from sqlalchemy import Index
from sqlalchemy import Text as TextType
from sqlmodel import Field

from deskterm.models.schema import Record, flag, must, one_of
from deskterm.workflow.values import LinkType


class Link(Record, table=True):
    """`child`: the other ticket is part of this one. A link that was undone stays, withdrawn."""

    __tablename__ = "link"
    __table_args__ = (
        one_of("type", LinkType),
        must("other_differs", "other_id <> ticket_id"),
        flag("withdrawn"),
        Index("ix_link_ticket_id", "ticket_id", "id"),
        Index("ix_link_other_id", "other_id", "id"),
    )

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ticket_id: int = Field(foreign_key="ticket.id")
    other_id: int = Field(foreign_key="ticket.id")
    event_id: int = Field(foreign_key="event.id", index=True)
    type: str = Field(sa_type=TextType)
    withdrawn: int = 0
