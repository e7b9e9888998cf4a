"""SQLAlchemy on a connection of our own making: transactions begin as writers need them to begin."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import Connection, StaticPool, create_engine, event

from deskterm.store import postgresql, sqlite
from deskterm.store.errors import StoreError, translated
from deskterm.store.location import Location
from deskterm.store.version import COMMENT, SCHEMA
from deskterm.store.write.writer import Writer


def begin_at_once(connection: Connection) -> None:
    """Take the writers' lock at the start."""
    sqlite.begin(cast(sqlite3.Connection, connection.connection.dbapi_connection))


def take_turn(connection: Connection) -> None:
    """One writer at a time, so that the event chain has one order."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({postgresql.WRITERS_LOCK})")


class Engine:
    """The process's one writing connection; opened on first use, opened anew after it broke."""

    def __init__(self, location: Location, *, fast: bool = False) -> None:
        self.location = location
        if location.is_file:
            self._engine = create_engine(
                "sqlite://", creator=lambda: sqlite.writer(location.path, fast=fast), poolclass=StaticPool
            )
            event.listen(self._engine, "begin", begin_at_once)
        else:
            postgresql.driver()
            self._engine = create_engine(
                "postgresql+psycopg://", creator=self._server, pool_size=1, max_overflow=0, pool_pre_ping=True
            )
            event.listen(self._engine, "begin", take_turn)

    def _server(self) -> Any:
        with translated(self.location):
            return postgresql.driver().connect(self.location.url)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction on any schema, or none yet."""
        try:
            with translated(self.location), self._engine.begin() as connection:
                yield connection
        except StoreError as error:
            if error.code != "busy":
                # a connection that was opened on a place that can't be written would never write
                self._engine.dispose()
            raise

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """A writer in a transaction of the schema this program knows."""
        with self.transaction() as connection:
            self._check(connection)
            yield Writer(connection, self.location)

    def _check(self, connection: Connection) -> None:
        if self.location.is_file:
            found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        else:
            comment = connection.exec_driver_sql("SELECT obj_description('desk'::regclass, 'pg_class')").scalar_one()
            found = int(comment.removeprefix(COMMENT))
        if found != SCHEMA:
            code = "newer_schema" if found > SCHEMA else "older_schema"
            raise StoreError(code, where=str(self.location), found=found, known=SCHEMA)

    def close(self) -> None:
        """Close the connection."""
        self._engine.dispose()
