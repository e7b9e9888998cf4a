"""Who works at the desk."""

from typing import Any

from deskterm.store.db import Db
from deskterm.workflow.values import Person, Role

COLUMNS = "SELECT name, active, away_until FROM agent"
PARTS = (
    "SELECT agent, line FROM agent_line",
    "SELECT agent, role FROM agent_role",
    "SELECT agent, skill FROM agent_skill",
)


def person(db: Db, name: str) -> Person | None:
    """The person with this account name, active or not; None when the desk does not know them."""
    found = _people(db, " WHERE name = :name", " WHERE agent = :name", {"name": name})
    return found[0] if found else None


def people(db: Db) -> list[Person]:
    """Everybody the desk knows, by name."""
    return _people(db, " ORDER BY name", "", {})


def left(db: Db, name: str) -> bool:
    """Does somebody whom the desk has known work here no longer?"""
    row = db.one("SELECT active FROM agent WHERE name = :name", name=name)
    return row is not None and not row[0]


def _people(db: Db, which: str, whose: str, named: dict[str, str]) -> list[Person]:
    with db.snapshot():
        rows = db.all(COLUMNS + which, **named)
        parts: list[dict[str, set[Any]]] = []
        for sql in PARTS:
            held: dict[str, set[Any]] = {}
            for agent, value in db.all(sql + whose, **named):
                held.setdefault(agent, set()).add(value)
            parts.append(held)
    lines, roles, skills = parts
    return [
        Person(
            name=name,
            lines=frozenset(lines.get(name, ())),
            roles=frozenset(Role(v) for v in roles.get(name, ())),
            skills=frozenset(skills.get(name, ())),
            away_until=away_until,
            active=bool(active),
        )
        for name, active, away_until in rows
    ]
