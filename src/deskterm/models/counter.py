"""How many tickets there are of each sort: counted as they are written, because counting rows is slow at size."""

from sqlalchemy import Text
from sqlmodel import Field

from deskterm.models.schema import Record, between, flag, must, one_of
from deskterm.workflow.values import Status


class Counter(Record, table=True):
    """`guarded`: not everyone may see them (restricted, or about somebody); `assigned`: somebody has them."""

    __tablename__ = "counter"
    __table_args__ = (
        between("line", 1, 3),
        one_of("status", Status),
        flag("guarded"),
        flag("assigned"),
        must("n_range", "n >= 0"),
    )

    line: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    status: str = Field(sa_type=Text, primary_key=True)
    guarded: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    assigned: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    n: int
