"""The people who report: a table of its own, so that contact details can be corrected or erased in one place."""

from sqlalchemy import Text
from sqlmodel import Field

from deskterm.models.schema import Record, sized
from deskterm.workflow.checks import LINE_LIMIT


class Reporter(Record, table=True):
    """One person with the ways to reach them."""

    __tablename__ = "reporter"
    __table_args__ = (
        sized("name", LINE_LIMIT),
        sized("email", LINE_LIMIT),
        sized("phone", LINE_LIMIT),
        sized("language", 35),
    )

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str = Field(sa_type=Text)
    email: str | None = Field(default=None, sa_type=Text, index=True)
    phone: str | None = Field(default=None, sa_type=Text, index=True)
    language: str | None = Field(default=None, sa_type=Text)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    external_id: str | None = Field(default=None, sa_type=Text, unique=True)
