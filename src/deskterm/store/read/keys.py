"""Whose keys open the desk from afar, as the record has it; and what ends a connection that stands."""

import json
from typing import NamedTuple

from deskterm.store.db import Db

ADDED, REMOVED = "key_added", "key_removed"
ALL = (
    "SELECT at, kind, canonical FROM event "
    f"WHERE ticket_id IS NULL AND kind IN ('{ADDED}', '{REMOVED}') AND id > :after ORDER BY id"
)


class Recorded(NamedTuple):
    """A key that somebody was given and still has: whose, which kind of key, since when (microseconds UTC)."""

    name: str
    algorithm: str
    at: int


def recorded(db: Db) -> dict[str, Recorded]:
    """The keys that were given and not taken away since, by fingerprint, in the order in which they were given."""
    held: dict[str, Recorded] = {}
    for at, kind, data in _events(db, 0):
        held.pop(data["fingerprint"], None)
        if kind == ADDED:
            held[data["fingerprint"]] = Recorded(data["person"], data["algorithm"], at)
    return held


def taken_away(db: Db, name: str, after: int) -> bool:
    """Has somebody lost a key since this event?"""
    return any(kind == REMOVED and data["person"] == name for _, kind, data in _events(db, after))


def last_before(db: Db, at: int) -> int:
    """The number of the last event before this moment (microseconds UTC), 0 when there is none."""
    row = db.one("SELECT id FROM event WHERE at < :at ORDER BY id DESC LIMIT 1", at=at)
    return 0 if row is None else int(row[0])


def _events(db: Db, after: int) -> list[tuple[int, str, dict[str, str]]]:
    rows = db.all(ALL, after=after)
    return [
        (int(at), str(kind), json.loads(blob if isinstance(blob, str) else bytes(blob))["data"])
        for at, kind, blob in rows
    ]
