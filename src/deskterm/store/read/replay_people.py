"""What the events make of people, held against their rows."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from deskterm.store.db import Db
from deskterm.store.read.touched import Touched

PERSON = ("active", "away_until", "lines", "roles", "skills")
PARTS = tuple(
    (f"{part}s", f"SELECT agent, {part} FROM agent_{part} ORDER BY agent, {part}") for part in ("line", "role", "skill")
)


class Strayed(NamedTuple):
    """The first row that is not what the events made of it; `event`: the last one that speaks of it, 0 when none."""

    code: str
    event: int
    touched: Touched


def person_strayed(db: Db, told: Mapping[str, Mapping[str, Any]]) -> Strayed | None:
    """Somebody whose lines, roles, skills or presence nobody has recorded."""
    stored: dict[Any, dict[str, Any]] = {}
    for name, active, away in db.each("SELECT name, active, away_until FROM agent"):
        stored[name] = {"active": active, "away_until": away, "lines": [], "roles": [], "skills": []}
    for kind, sql in PARTS:
        for name, value in db.each(sql):
            stored.setdefault(name, {}).setdefault(kind, []).append(value)
    for name in sorted({*stored, *told}, key=str):
        held, facts = stored.get(name, {}), told.get(name, {})
        held = {key: sorted(value, key=str) if isinstance(value, list) else value for key, value in held.items()}
        differ = tuple(key for key in PERSON if (facts.get(key) or None) != (held.get(key) or None))
        if differ:
            return Strayed("person_altered", 0, Touched(how="person", person=str(name), names=differ))
    return None
