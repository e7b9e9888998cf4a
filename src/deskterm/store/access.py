"""Who looked at what: kept in memory until there is a moment to write it, in a short transaction of its own.

No read ever waits for these rows or fails because of them: what can't be written while the desk is busy is tried again
at the next flush, and what can't be written at all is counted as lost. Written by plain DB-API, because looking at a
ticket loads no object mapper.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from deskterm.store import postgresql, sqlite
from deskterm.store.db import Db
from deskterm.store.errors import StoreError
from deskterm.store.location import Location
from deskterm.store.version import SCHEMA
from deskterm.workflow.codes import AccessKind

HOUR = 3_600_000_000
"""Microseconds."""
MOST = 10_000
"""Looks that are kept while nothing can be written; more are lost."""
WAIT, LAST_WAIT = 0.2, 0.5
"""Seconds for which a flush waits for other writers, and the last one of a process."""
NAME, DETAIL = 250, 250
"""Characters that the table takes."""
LOOK = (
    "INSERT INTO access (at, actor, via, kind, ticket_id, detail, rows) "
    "VALUES (:at, :actor, :via, :kind, (SELECT id FROM ticket WHERE id = :ticket), :detail, :rows)"
)
READING = (
    "INSERT INTO reading (actor, hour, n) VALUES (:actor, :hour, :n) "
    "ON CONFLICT (actor, hour) DO UPDATE SET n = reading.n + excluded.n"
)
TRIM = (
    "DELETE FROM access WHERE id IN (SELECT id FROM access WHERE at < :before ORDER BY at LIMIT :most)",
    "DELETE FROM reading WHERE hour < :hour",
)
TRIMMED = 5_000
"""Rows that are removed in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A row of the table. `via`: the account that acted in the name of `actor`; `rows`: how many were given."""

    at: int
    actor: str
    kind: AccessKind
    via: str | None = None
    ticket: int | None = None
    detail: str | None = None
    rows: int | None = None

    def named(self) -> dict[str, Any]:
        """The row's values, in the lengths and letters that both stores take."""
        return {
            "at": self.at,
            "actor": fit(self.actor, NAME) or "?",
            "via": fit(self.via, NAME),
            "kind": self.kind.value,
            "ticket": self.ticket,
            "detail": fit(self.detail, DETAIL),
            "rows": self.rows,
        }


def fit(text: str | None, length: int) -> str | None:
    """A text that can be stored: no half characters, no NUL, not longer; None when nothing is left."""
    if not text:
        return None
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\u2400")[:length]


class AccessLog:
    """What one process has seen of one desk. Any thread may add; one at a time writes."""

    def __init__(self, location: Location, usable: Callable[[], bool]) -> None:
        self.location, self._usable = location, usable
        self.lost = 0
        """Looks that could not be written."""
        self._looks: list[Look] = []
        self._readings: dict[tuple[str, int], int] = {}
        self._seen: set[tuple[str, int, int]] = set()
        self._hour = 0
        self._adding, self._turn = threading.Lock(), threading.Lock()
        self._connection: Any = None

    @property
    def waiting(self) -> bool:
        """Is there anything to write?"""
        return bool(self._looks or self._readings)

    def add(self, look: Look) -> None:
        """Something to be recorded."""
        with self._adding:
            if len(self._looks) < MOST:
                self._looks.append(look)
            else:
                self.lost += 1

    def opened(self, actor: str, ticket: int, at: int) -> bool:
        """A ticket was opened; False when this process has counted it for this person in this hour already."""
        hour = at // HOUR
        with self._adding:
            if hour != self._hour:
                self._hour, self._seen = hour, set()
            if (actor, ticket, hour) in self._seen:
                return False
            self._seen.add((actor, ticket, hour))
            self._readings[actor, hour] = self._readings.get((actor, hour), 0) + 1
            return True

    def flush(self, wait: float = WAIT) -> bool:
        """Write what waits; False when the desk could not take it. Never raises for the state of the store."""
        with self._turn:
            with self._adding:
                looks, readings = self._looks, self._readings
                self._looks, self._readings = [], {}
            if not looks and not readings:
                return True
            if not self._usable():
                self.lost += len(looks)
                return False
            try:
                self._write(looks, readings, wait)
            except self._failures() as error:
                self.close_connection()
                if getattr(error, "code", "") == "busy":
                    self._keep(looks, readings)
                else:
                    self.lost += len(looks)
                return False
            return True

    def close(self) -> None:
        """The last flush."""
        self.flush(LAST_WAIT)
        with self._adding:
            self.lost += len(self._looks)
            self._looks, self._readings = [], {}
        self.close_connection()

    def close_connection(self) -> None:
        """Let go of the desk until the next flush."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def trim(self, before: int) -> int:
        """Remove what is older than an instant, a few rows at a time; how many rows. StoreError when it can't be."""
        removed = 0
        with self._turn:
            for sql in TRIM:
                named = {"before": before, "most": TRIMMED} if ":before" in sql else {"hour": before // HOUR}
                while (gone := self._in_transaction([(sql, named)], LAST_WAIT)) > 0:
                    removed += gone
            self.close_connection()
        return removed

    # ------------------------------------------------------------------ writing
    def _keep(self, looks: Iterable[Look], readings: dict[tuple[str, int], int]) -> None:
        with self._adding:
            self._looks = [*looks, *self._looks]
            self.lost += max(0, len(self._looks) - MOST)
            self._looks = self._looks[-MOST:]
            for key, n in readings.items():
                self._readings[key] = self._readings.get(key, 0) + n

    def _write(self, looks: list[Look], readings: dict[tuple[str, int], int], wait: float) -> None:
        rows = [(LOOK, look.named()) for look in looks]
        rows += [
            (READING, {"actor": fit(actor, NAME) or "?", "hour": hour, "n": n})
            for (actor, hour), n in sorted(readings.items())
        ]
        self._in_transaction(rows, wait)

    def _in_transaction(self, statements: Iterable[tuple[str, dict[str, Any]]], wait: float) -> int:
        """Run the statements; how many rows the last one touched. StoreError: not done."""
        db = Db(self._connected(wait), "sqlite" if self.location.is_file else "postgresql", self.location)
        touched = 0
        db.run("BEGIN IMMEDIATE" if self.location.is_file else "BEGIN", {})
        try:
            self._check(db)
            for sql, named in statements:
                touched = db.run(sql, named).rowcount
            db.run("COMMIT", {})
        except BaseException:
            self.close_connection()
            raise
        return touched

    def _failures(self) -> tuple[type[Exception], ...]:
        """What the driver raises: a look must not fail because its row can't be written."""
        return StoreError, sqlite3.Error if self.location.is_file else postgresql.driver().Error

    def _connected(self, wait: float) -> Any:
        if self._connection is None:
            if self.location.is_file:
                self._connection = sqlite.noter(self.location.path)
            else:
                self._connection = postgresql.connect(self.location, read_only=False)
        if self.location.is_file:
            self._connection.execute(f"PRAGMA busy_timeout = {int(wait * 1000)}")
        return self._connection

    def _check(self, db: Db) -> None:
        """Another process may have brought the desk to a newer schema meanwhile."""
        if self.location.is_file:
            row = db.one("PRAGMA user_version")
            found = int(row[0]) if row else 0
        else:
            found = postgresql.schema_of(db) or 0
        if found != SCHEMA:
            raise StoreError("newer_schema", where=str(self.location), found=found, known=SCHEMA)
