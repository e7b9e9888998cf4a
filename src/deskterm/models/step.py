"""The steps of a ticket's response plan or catalogue item, as they were when the plan began."""

from sqlalchemy import BigInteger, Text
from sqlmodel import Field

from deskterm.models.schema import MARK_LIMIT, Record, flag, one_of, sized
from deskterm.workflow.checks import LINE_LIMIT
from deskterm.workflow.codes import StepState


class TicketStep(Record, table=True):
    """One step. A withdrawn one was taken back with the act that began its plan."""

    __tablename__ = "ticket_step"
    __table_args__ = (
        one_of("state", StepState),
        sized("plan", MARK_LIMIT),
        sized("code", MARK_LIMIT),
        sized("title", LINE_LIMIT),
        sized("responsible", LINE_LIMIT),
        flag("withdrawn"),
    )

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ticket_id: int = Field(foreign_key="ticket.id", index=True)
    event_id: int = Field(foreign_key="event.id", index=True)
    plan: str = Field(sa_type=Text)
    code: str = Field(sa_type=Text)
    position: int
    title: str = Field(sa_type=Text)
    responsible: str | None = Field(default=None, sa_type=Text)
    """Who does it: an account, a role or a line, as the plan says."""
    state: str = Field(sa_type=Text)
    settled_by: str | None = Field(default=None, sa_type=Text)
    settled_at: int | None = Field(default=None, sa_type=BigInteger)
    withdrawn: int = 0
