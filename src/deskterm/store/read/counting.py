"""How many tickets a list holds: from counters where they know it, and of what falls due from an index."""

from typing import Any

from deskterm.store.db import Db
from deskterm.store.read.query import condition
from deskterm.store.read.queue import DONE_ROWS, HORIZONS, LIVE_ROWS, Filter, own_lines, scopes
from deskterm.store.read.visibility import GUARDED, seen_by
from deskterm.workflow.values import Person

COUNTED = {
    "line": "c.line IN ({lines}) AND {live}",
    "open": "{live}",
    "unassigned": "c.line IN ({lines}) AND {live} AND c.assigned = 0",
    "untriaged": "c.status = 'new'",
    "waiting": "c.status = 'waiting'",
    "resolved": "c.status = 'resolved'",
    "closed": "{done}",
    "all": "1 = 1",
}
"""The views that the counters know, as conditions on them."""


def count(db: Db, person: Person | None, filter: Filter, *, now: int = 0) -> int:
    """How many tickets the person would see. From the counters, but for tickets that not everyone may see."""
    seen, named = seen_by(person)
    narrowed, more = condition(filter.terms, person, db.dialect)
    named = {**named, **more}
    ways = scopes(filter.view, person, now)
    scope = " OR ".join(f"({condition})" for condition, _ in ways)
    for _, own in ways:
        named |= own
    if filter.view in HORIZONS and not filter.terms:
        return _falling_due(db, ways, seen, named)
    counted = COUNTED.get(filter.view) if not filter.terms else None
    if counted is None:
        return _number(db, f"SELECT count(*) FROM ticket t{_join(filter)} WHERE ({scope}) AND {seen}{narrowed}", named)
    where = counted.format(
        lines=", ".join(map(str, own_lines(person))),
        live=LIVE_ROWS.replace("t.", "c."),
        done=DONE_ROWS.replace("t.", "c."),
    )
    with db.snapshot():
        plain = _number(db, f"SELECT coalesce(sum(c.n), 0) FROM counter c WHERE c.guarded = 0 AND {where}", {})
        return plain + _number(db, f"{FEW} SELECT count(*) FROM few t WHERE ({scope}) AND {seen}", named)


FEW = (
    "WITH few AS MATERIALIZED (SELECT t.id, t.line, t.status, t.assignee, t.restricted, t.about "
    f"FROM ticket t WHERE {GUARDED})"
)
"""The tickets that not everyone may see, from their own index alone, whatever else is asked of them."""


def _falling_due(db: Db, ways: list[tuple[str, dict[str, Any]]], seen: str, named: dict[str, Any]) -> int:
    """What falls due, from its own index alone: all of it, less the few that the person may not see."""
    parts = " UNION ALL ".join(f"SELECT count(*) AS n FROM ticket t WHERE {scope}" for scope, _ in ways)
    scope = " OR ".join(f"({condition})" for condition, _ in ways)
    horizon = {"horizon": named["horizon"]}
    hidden = f"{FEW}, hidden AS MATERIALIZED (SELECT t.id FROM few t WHERE CASE WHEN {seen} THEN 0 ELSE 1 END = 1)"
    with db.snapshot():
        every = _number(db, f"SELECT sum(n) FROM ({parts}) AS part", horizon)
        # the order of this join is meant: tickets are looked up for the hidden ones alone
        joined = "hidden h CROSS JOIN ticket t WHERE t.id = h.id"
        unseen = _number(db, f"{hidden} SELECT count(*) FROM {joined} AND ({scope})", named)
    return every - unseen


def _number(db: Db, sql: str, named: dict[str, Any]) -> int:
    row = db.one(sql, **named)
    return 0 if row is None else int(row[0])


def _join(filter: Filter) -> str:
    named = any(term.field == "reporter" for term in filter.terms)
    return " LEFT JOIN reporter r ON r.id = t.reporter_id" if named else ""
