"""What all tables share: the naming of constraints, and the checks that are made from the desk's own lists of codes.

Names of constraints are given once, here, because a migration can only drop what it can name.
"""

from collections.abc import Iterable
from enum import Enum

from sqlalchemy import CheckConstraint, Index, MetaData, text
from sqlmodel import SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
WHERE = "where"
"""Where an index keeps the condition on its rows until tables are made."""
MARK_LIMIT = 64
"""Characters in a code that people may add to (categories, questions, skills)."""


class Record(SQLModel):
    """The ancestor of every table; it holds the metadata."""

    metadata = MetaData(naming_convention=NAMING)


def listed(codes: Iterable[object]) -> str:
    """The codes as an SQL list."""
    return ", ".join(f"'{c.value if isinstance(c, Enum) else c}'" for c in codes)


def must(name: str, condition: str) -> CheckConstraint:
    """A condition that every row holds. NULL counts as holding it."""
    return CheckConstraint(condition, name=name)


def one_of(column: str, codes: Iterable[object]) -> CheckConstraint:
    """The column holds one of these codes, or NULL where the column allows it."""
    return must(f"{column}_code", f"{column} IN ({listed(codes)})")


def between(column: str, low: int, high: int) -> CheckConstraint:
    """A number within bounds, both included."""
    return must(f"{column}_range", f"{column} BETWEEN {low} AND {high}")


def flag(column: str) -> CheckConstraint:
    """A yes or no, stored as 1 or 0 so that both stores compare it alike."""
    return must(f"{column}_flag", f"{column} IN (0, 1)")


def sized(column: str, high: int, low: int = 1) -> CheckConstraint:
    """A text (characters) or a blob (bytes) of bounded length."""
    return must(f"{column}_length", f"length({column}) BETWEEN {low} AND {high}")


def implies(name: str, condition: str, consequence: str) -> CheckConstraint:
    """Where the condition holds, the consequence does."""
    return must(name, f"NOT ({condition}) OR ({consequence})")


def partial(name: str, columns: str, where: str) -> Index:
    """An index over the rows that hold a condition; `columns` as in SQL, separated by commas.

    The condition is told to a dialect when tables are made there: telling it here would load them all.
    """
    return Index(name, *map(str.strip, columns.split(",")), info={WHERE: text(where)})
