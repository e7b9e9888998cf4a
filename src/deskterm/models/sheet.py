"""The initial diagnosis of a ticket: its sheet, and the answers to the category's questions."""

from sqlalchemy import Text
from sqlmodel import Field

from deskterm.models.schema import MARK_LIMIT, Record, sized
from deskterm.workflow.checks import TEXT_LIMIT


class Sheet(Record, table=True):
    """First signs, extent of the impact, affected components; empty where nothing is recorded yet."""

    __tablename__ = "sheet"
    __table_args__ = (
        sized("signs", TEXT_LIMIT, 0),
        sized("extent", TEXT_LIMIT, 0),
        sized("components", TEXT_LIMIT, 0),
    )

    ticket_id: int = Field(primary_key=True, foreign_key="ticket.id", sa_column_kwargs={"autoincrement": False})
    signs: str = Field(default="", sa_type=Text)
    extent: str = Field(default="", sa_type=Text)
    components: str = Field(default="", sa_type=Text)


class Answer(Record, table=True):
    """The answer to a question; NULL means that the question does not apply."""

    __tablename__ = "answer"
    __table_args__ = (sized("question", MARK_LIMIT), sized("answer", TEXT_LIMIT))

    ticket_id: int = Field(primary_key=True, foreign_key="ticket.id", sa_column_kwargs={"autoincrement": False})
    question: str = Field(sa_type=Text, primary_key=True)
    answer: str | None = Field(default=None, sa_type=Text)
