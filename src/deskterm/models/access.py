"""Who looked at what, beside the chain: rows that help to notice misuse, and may be thrown away after their time."""

from sqlalchemy import BigInteger, Index, Text
from sqlmodel import Field

from deskterm.models.schema import Record, must, one_of, sized
from deskterm.workflow.checks import LINE_LIMIT
from deskterm.workflow.codes import AccessKind


class Access(Record, table=True):
    """One look, refusal or failed start. `detail` holds codes or what was asked for, `rows` how many were given."""

    __tablename__ = "access"
    __table_args__ = (
        one_of("kind", AccessKind),
        sized("actor", 250),
        sized("detail", LINE_LIMIT),
        must("rows_range", "rows >= 0"),
        Index("ix_access_actor", "actor", "at"),
        Index("ix_access_at", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: int = Field(sa_type=BigInteger)
    actor: str = Field(sa_type=Text)
    via: str | None = Field(default=None, sa_type=Text)
    kind: str = Field(sa_type=Text)
    ticket_id: int | None = Field(default=None, foreign_key="ticket.id")
    detail: str | None = Field(default=None, sa_type=Text)
    rows: int | None = None


class Reading(Record, table=True):
    """How many tickets a person has opened in an hour; `hour` counts hours since 1970 UTC."""

    __tablename__ = "reading"
    __table_args__ = (sized("actor", 250), must("n_range", "n >= 1"))

    actor: str = Field(sa_type=Text, primary_key=True)
    hour: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    n: int
