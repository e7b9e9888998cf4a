"""What of a file is here already: tickets by the names they have elsewhere, and the history that came with them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from deskterm.store.db import Db
from deskterm.store.read.facts import steps_told
from deskterm.workflow.values import Passed

ASKED = 300
"""Values in one question to the store."""


@dataclass(slots=True)
class Recorded:
    """A ticket that came from elsewhere. `moments`: (instant, what was said) of its imported events, not yet matched.

    `touched`: somebody here has done something with it since. `moves`: (instant, new status), `told`: steps of targets
    that had passed before.
    """

    ticket: int
    moments: list[tuple[int, Mapping[str, Any]]] = field(default_factory=list)
    touched: bool = False
    moves: list[tuple[int, str]] = field(default_factory=list)
    told: tuple[Passed, ...] = ()


def known(db: Db, source: str, keys: Iterable[str]) -> dict[str, int]:
    """The tickets that have these names at this source, by name."""
    found: dict[str, int] = {}
    for part, named in _parts(sorted(keys)):
        sql = f"SELECT key, ticket_id FROM origin WHERE source = :source AND key IN ({part})"
        found |= dict(db.all(sql, source=source, **named))
    return found


def external_ids(db: Db, keys: Iterable[str]) -> set[str]:
    """Those of these names that some ticket bears."""
    found: set[str] = set()
    for part, named in _parts(sorted(keys)):
        found |= {row[0] for row in db.all(f"SELECT external_id FROM ticket WHERE external_id IN ({part})", **named)}
    return found


def recorded(db: Db, tickets: Iterable[int]) -> dict[int, Recorded]:
    """The history of these tickets, as far as it was imported."""
    found: dict[int, Recorded] = {}
    for part, named in _parts(sorted(tickets)):
        sql = f"SELECT ticket_id, at, kind, canonical FROM event WHERE ticket_id IN ({part}) ORDER BY id"
        for ticket, at, kind, blob in db.all(sql, **named):
            one = found.setdefault(ticket, Recorded(ticket))
            if kind != "imported":
                one.touched = True
                continue
            content = json.loads(bytes(blob))
            said = {name: pair[1] for name, pair in content["fields"].items()}
            one.moments.append((at, {**said, **content["data"].get("said", {})}))
            one.moves += [(at, said["status"])] if "status" in said else []
            one.told += steps_told(content["data"])
    return found


def rows(db: Db, columns: Iterable[str], tickets: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Tickets as they are stored, by number."""
    names = tuple(columns)
    found: dict[int, dict[str, Any]] = {}
    for part, named in _parts(sorted(tickets)):
        for row in db.all(f"SELECT {', '.join(names)} FROM ticket WHERE id IN ({part})", **named):
            one = dict(zip(names, row, strict=True))
            found[one["id"]] = one
    return found


def _parts(values: list[Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    """Lists of parameters, as many at a time as a statement takes."""
    for start in range(0, len(values), ASKED):
        named = {f"v{n}": value for n, value in enumerate(values[start : start + ASKED])}
        yield ", ".join(f":{name}" for name in named), named
