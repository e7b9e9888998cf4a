"""One way to run SQL on both stores: plain DB-API, named parameters, tuples."""

import re
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from typing import Any

from deskterm.store.errors import translated

PARAMETER = re.compile(r"(?<![:\w]):([a-z_][a-z0-9_]*)")

CURSORS = count()
"""Names for the server's cursors: several may be open at once."""


@lru_cache(maxsize=512)
def for_psycopg(sql: str) -> str:
    """The same statement with psycopg's parameters."""
    return PARAMETER.sub(r"%(\1)s", sql.replace("%", "%%"))


class Db:
    """A connection that reads. `dialect` is "sqlite" or "postgresql". Parameters are written `:name`."""

    __slots__ = ("__weakref__", "_depth", "connection", "dialect", "where")

    def __init__(self, connection: Any, dialect: str, where: object = "", *, in_transaction: bool = False) -> None:
        self.connection, self.dialect, self.where = connection, dialect, where
        self._depth = 1 if in_transaction else 0

    def run(self, sql: str, named: dict[str, Any]) -> Any:
        """A cursor with the statement's result. StoreError when the store cannot be read."""
        with translated(self.where):
            if self.dialect == "sqlite":
                return self.connection.execute(sql, named)
            return self.connection.execute(for_psycopg(sql), named)

    def all(self, sql: str, **named: Any) -> list[tuple[Any, ...]]:
        """Every row of the result."""
        with translated(self.where):
            rows: list[tuple[Any, ...]] = self.run(sql, named).fetchall()
            return rows

    def one(self, sql: str, **named: Any) -> tuple[Any, ...] | None:
        """The first row of the result, None when there is none."""
        with translated(self.where):
            row: tuple[Any, ...] | None = self.run(sql, named).fetchone()
            return row

    def each(self, sql: str, **named: Any) -> Iterator[tuple[Any, ...]]:
        """The rows one by one, without holding all of them in memory."""
        with translated(self.where):
            if self.dialect == "sqlite":
                yield from self.connection.execute(sql, named)
                return
            with self.snapshot(), self.connection.cursor(name=f"each_{next(CURSORS)}") as cursor:
                cursor.execute(for_psycopg(sql), named)
                yield from cursor

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several reads that all see one moment of the desk; may be nested."""
        if self._depth:
            yield
            return
        self.run("BEGIN" if self.dialect == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", {})
        self._depth = 1
        try:
            yield
        finally:
            self._depth = 0
            self.run("ROLLBACK", {})


class PerThread:
    """One reading connection for each thread that asks. It goes with its thread; the rest are closed together."""

    def __init__(self, connect: Any) -> None:
        self._connect = connect
        self._local = threading.local()
        self._all: weakref.WeakSet[Db] = weakref.WeakSet()
        self._lock = threading.Lock()

    def get(self) -> Db:
        """The calling thread's connection, opened on first use."""
        db: Db | None = getattr(self._local, "db", None)
        if db is None:
            db = self._connect()
            self._local.db = db
            with self._lock:
                self._all.add(db)
        return db

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            for db in list(self._all):
                db.connection.close()
            self._all.clear()
        self._local = threading.local()


def folded(value: object) -> str | None:
    """What `fold()` does in SQLite: case folding that knows every script."""
    return value.casefold() if isinstance(value, str) else None


def teach(connection: sqlite3.Connection) -> None:
    """Add the functions that the readers' SQL uses and SQLite lacks."""
    connection.create_function("fold", 1, folded, deterministic=True)
