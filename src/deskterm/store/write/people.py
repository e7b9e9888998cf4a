"""Agents: added and changed with an event of the desk."""

from typing import Any

from sqlalchemy import Connection, delete, insert, update

from deskterm.store.db import Db
from deskterm.store.read.people import person as read
from deskterm.store.write.events import Chain, Entry, plain
from deskterm.store.write.tables import AGENT, AGENT_LINE, AGENT_ROLE, AGENT_SKILL
from deskterm.workflow.values import Person

SETS = (("lines", AGENT_LINE, "line"), ("roles", AGENT_ROLE, "role"), ("skills", AGENT_SKILL, "skill"))


def facts(person: Person) -> dict[str, Any]:
    """A person as an event holds it."""
    return {
        "active": int(person.active),
        "away_until": person.away_until,
        **{name: plain(getattr(person, name)) for name, _, _ in SETS},
    }


def put_person(
    connection: Connection, chain: Chain, db: Db, person: Person, *, by: str, now: int, via: str | None
) -> int | None:
    """Make the stored person equal to this one; the event's number, None when nothing changed."""
    before = read(db, person.name)
    old = facts(before) if before is not None else {}
    new = facts(person)
    changed = {name: [old.get(name), value] for name, value in new.items() if old.get(name) != value}
    if before is not None and not changed:
        return None
    own = {"active": int(person.active), "away_until": person.away_until}
    if before is None:
        connection.execute(insert(AGENT), {"name": person.name, **own})
    else:
        connection.execute(update(AGENT).where(AGENT.c.name == person.name).values(**own))
    for name, table, column in SETS:
        connection.execute(delete(table).where(table.c.agent == person.name))
        if new[name]:
            connection.execute(insert(table), [{"agent": person.name, column: value} for value in new[name]])
    kind = "person_added" if before is None else "person_changed"
    data = {"person": person.name}
    return chain.append(Entry(id=chain.next_id, at=now, actor=by, via=via, kind=kind, data=data, fields=changed))
