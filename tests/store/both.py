"""A desk in a file, and one on a real server: what has to hold on both is tested on both."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deskterm.store.db import Db
from deskterm.store.location import Location
from deskterm.store.opening import Store, create_store
from tests.store.desks import START, founded
from tests.store.servers import database

BOTH = ("sqlite", "postgresql")


@contextmanager
def desk_on(dialect: str, folder: Path) -> Iterator[Store]:
    """An empty desk on the store of this name; skipped where there is no server to start."""
    if dialect == "sqlite":
        with founded(folder / "desk.db") as store:
            yield store
        return
    with create_store(Location.parse(database()), now=START, founder="ana", name="Test desk") as store:
        yield store


class Noting(Db):
    """A real connection that remembers what it was asked."""

    def __init__(self, db: Db) -> None:
        super().__init__(db.connection, db.dialect, db.where)
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def all(self, sql: str, **named: Any) -> list[tuple[Any, ...]]:
        """The rows; the statement is kept."""
        self.asked.append((sql, named))
        return super().all(sql, **named)

    def one(self, sql: str, **named: Any) -> tuple[Any, ...] | None:
        """The first row; the statement is kept."""
        self.asked.append((sql, named))
        return super().one(sql, **named)
