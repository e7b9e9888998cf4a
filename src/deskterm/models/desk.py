"""The desk itself: one row that says which desk this is."""

from sqlalchemy import BigInteger, Text
from sqlmodel import Field

from deskterm.models.schema import Record, must, sized


class Desk(Record, table=True):
    """Its identity, from which the first link of the event chain is made, and who founded it."""

    __tablename__ = "desk"
    __table_args__ = (must("singleton", "id = 1"), sized("uuid", 36, 36), sized("name", 250, 0), sized("time_zone", 64))

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    uuid: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    time_zone: str = Field(sa_type=Text)
    """IANA name of the zone that service hours are meant in."""
    founded_at: int = Field(sa_type=BigInteger)
    founder: str | None = Field(default=None, sa_type=Text)
