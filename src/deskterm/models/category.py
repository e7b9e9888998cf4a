"""The category tree with its presets, and the questions that the diagnosis of a category asks."""

from sqlalchemy import Text
from sqlmodel import Field

from deskterm.models.schema import MARK_LIMIT, Record, between, flag, one_of, sized
from deskterm.workflow.values import Kind, Nature


class Category(Record, table=True):
    """A node of the tree; `parent/child` is the code of a leaf, `position` its place among all."""

    __tablename__ = "category"
    __table_args__ = (
        sized("code", MARK_LIMIT),
        one_of("nature", Nature),
        one_of("kind", Kind),
        between("impact", 1, 9),
        between("urgency", 1, 9),
        flag("active"),
    )

    code: str = Field(sa_type=Text, primary_key=True)
    parent: str | None = Field(default=None, sa_type=Text, foreign_key="category.code")
    nature: str | None = Field(default=None, sa_type=Text)
    kind: str | None = Field(default=None, sa_type=Text)
    impact: int | None = None
    urgency: int | None = None
    position: int
    active: int = Field(default=1)


class CategoryQuestion(Record, table=True):
    """A question of a category, in the order it is asked."""

    __tablename__ = "category_question"
    __table_args__ = (sized("code", MARK_LIMIT), flag("required"))

    category: str = Field(sa_type=Text, primary_key=True, foreign_key="category.code")
    code: str = Field(sa_type=Text, primary_key=True)
    position: int
    required: int = Field(default=1)
