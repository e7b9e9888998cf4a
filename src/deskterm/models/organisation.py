"""The customers and departments that reporters belong to; an organisation may have its own agreement."""

from sqlalchemy import Text
from sqlmodel import Field

from deskterm.models.schema import Record, sized
from deskterm.workflow.checks import LINE_LIMIT


class Organisation(Record, table=True):
    """One organisation, known by its name."""

    __tablename__ = "organisation"
    __table_args__ = (sized("name", LINE_LIMIT),)

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str = Field(sa_type=Text, unique=True)
