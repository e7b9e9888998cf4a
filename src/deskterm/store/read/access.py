"""Who looked at what, and how much: the rows beside the record, as they are shown and as the watch reads them."""

from collections.abc import Iterator
from dataclasses import dataclass

from deskterm.store.db import Db
from deskterm.store.read.trail import Asked, narrowed
from deskterm.workflow.codes import AccessKind

HOUR = 3_600_000_000
"""Microseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A row of the access table. `detail`: codes, or what was asked for; `rows`: how many were given."""

    id: int
    at: int
    actor: str
    via: str | None
    kind: AccessKind
    ticket: int | None
    detail: str | None
    rows: int | None


def looks(db: Db, asked: Asked) -> list[Seen]:
    """The rows that are asked for, newest first."""
    conditions, named = narrowed(asked, "a.at", "a.actor")
    for name, condition in (
        ("ticket", "a.ticket_id = :ticket"),
        ("act", "a.kind = :act"),
        ("after", "a.id < :after"),
    ):
        value = getattr(asked, name)
        if value is not None:
            conditions.append(condition)
            named[name] = value
    sql = (
        "SELECT a.id, a.at, a.actor, a.via, a.kind, a.ticket_id, a.detail, a.rows FROM access a "
        f"WHERE {' AND '.join(conditions) or '1 = 1'} ORDER BY a.id DESC LIMIT {int(asked.limit)}"
    )
    return [
        Seen(id=id, at=at, actor=actor, via=via, kind=AccessKind(kind), ticket=ticket, detail=detail, rows=rows)
        for id, at, actor, via, kind, ticket, detail, rows in db.all(sql, **named)
    ]


def readings(db: Db, since: int) -> Iterator[tuple[str, int, int]]:
    """Person, hour since 1970 UTC, and how many tickets they opened in it; in the order of person and hour."""
    sql = "SELECT actor, hour, n FROM reading WHERE hour >= :hour ORDER BY actor, hour"
    for actor, hour, n in db.each(sql, hour=since // HOUR):
        yield str(actor), int(hour), int(n)


def deeds(db: Db, since: int) -> Iterator[tuple[str, int, int]]:
    """Person, hour, and how many acts they did in it. What was imported happened elsewhere."""
    sql = (
        f"SELECT actor, at / {HOUR} AS hour, count(*) FROM event "
        "WHERE at >= :since AND kind <> 'imported' GROUP BY actor, hour ORDER BY actor, hour"
    )
    for actor, hour, n in db.each(sql, since=since):
        yield str(actor), int(hour), int(n)


def counted(db: Db, kind: AccessKind, since: int) -> Iterator[tuple[str, int, int]]:
    """Person, hour, and how many rows of a kind there are in it."""
    sql = (
        f"SELECT actor, at / {HOUR} AS hour, count(*) FROM access "
        "WHERE kind = :kind AND at >= :since GROUP BY actor, hour ORDER BY actor, hour"
    )
    for actor, hour, n in db.each(sql, kind=kind.value, since=since):
        yield str(actor), int(hour), int(n)


def exports(db: Db, since: int, least: int) -> list[tuple[str, int, int]]:
    """Person, instant and rows of every export of at least so many rows, oldest first."""
    sql = "SELECT actor, at, rows FROM access WHERE kind = 'export' AND at >= :since AND rows >= :least ORDER BY id"
    return [(actor, at, rows) for actor, at, rows in db.all(sql, since=since, least=least)]
