"""Work that one process does for all: it holds the lease, and what dies lets go of it by itself."""

from sqlalchemy import BigInteger, Text
from sqlmodel import Field

from deskterm.models.schema import Record, sized


class Lease(Record, table=True):
    """Who does it, and until when nobody else may."""

    __tablename__ = "lease"
    __table_args__ = (sized("name", 40), sized("holder", 250))

    name: str = Field(sa_type=Text, primary_key=True)
    holder: str = Field(sa_type=Text)
    until: int = Field(sa_type=BigInteger)
