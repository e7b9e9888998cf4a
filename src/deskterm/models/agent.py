"""The people who work at the desk, with their lines, roles and skills."""

from sqlalchemy import BigInteger, Text
from sqlmodel import Field

from deskterm.models.schema import MARK_LIMIT, Record, between, flag, one_of, sized
from deskterm.workflow.values import Role


class Agent(Record, table=True):
    """An account of the machine that may use the desk. Rows are never deleted: events name them."""

    __tablename__ = "agent"
    __table_args__ = (sized("name", 32), flag("active"))

    name: str = Field(sa_type=Text, primary_key=True)
    active: int = Field(default=1)
    away_until: int | None = Field(default=None, sa_type=BigInteger)


class AgentLine(Record, table=True):
    """A support line that the person works at."""

    __tablename__ = "agent_line"
    __table_args__ = (between("line", 1, 3),)

    agent: str = Field(sa_type=Text, primary_key=True, foreign_key="agent.name")
    line: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class AgentRole(Record, table=True):
    """A role that the person has."""

    __tablename__ = "agent_role"
    __table_args__ = (one_of("role", Role),)

    agent: str = Field(sa_type=Text, primary_key=True, foreign_key="agent.name")
    role: str = Field(sa_type=Text, primary_key=True)


class AgentSkill(Record, table=True):
    """Something the person knows well."""

    __tablename__ = "agent_skill"
    __table_args__ = (sized("skill", MARK_LIMIT),)

    agent: str = Field(sa_type=Text, primary_key=True, foreign_key="agent.name")
    skill: str = Field(sa_type=Text, primary_key=True)
