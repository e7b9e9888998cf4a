"""The desk's live file, `desk-live.db` beside `desk.db`, or two tables in a server's database.

What is in it is not part of the record: it can be deleted while nobody works, and then only unsent texts are gone.
Written by plain DB-API, each time in one short transaction; made when there is first something to keep.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from deskterm.store import handles, postgresql
from deskterm.store.db import Db
from deskterm.store.errors import StoreError, translated
from deskterm.store.location import Location
from deskterm.store.sqlite import MAGIC, uri

APPLICATION_ID = 0x64736B6C
"""Marks the file, as the desk's own number marks the desk."""
TABLES = (
    "CREATE TABLE IF NOT EXISTS live_draft (desk TEXT NOT NULL, id TEXT NOT NULL, person TEXT NOT NULL, "
    "turn BIGINT NOT NULL, until BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (desk, id))",
    "CREATE TABLE IF NOT EXISTS live_presence (desk TEXT NOT NULL, process TEXT NOT NULL, person TEXT NOT NULL, "
    "ticket BIGINT NOT NULL, writing INTEGER NOT NULL, until BIGINT NOT NULL, PRIMARY KEY (desk, process))",
)


def live_path(desk: Path) -> Path:
    """The live file of a desk's file."""
    return desk.with_name(f"{desk.stem}-live{desk.suffix or '.db'}")


class Live:
    """The way to the live tables of one desk, for one process. Any thread; one at a time."""

    def __init__(self, location: Location) -> None:
        self.location = location
        self._connection: Any = None
        self._file: tuple[int, int] | None = None
        self._turn = threading.RLock()

    @property
    def where(self) -> object:
        """What is named when something is wrong with it."""
        return live_path(self.location.path) if self.location.is_file else self.location

    @property
    def dialect(self) -> str:
        """Of the statements."""
        return "sqlite" if self.location.is_file else "postgresql"

    def state(self) -> tuple[object, ...] | None:
        """What is another after every writing, without reading anything; None: a server's does not tell so cheaply."""
        if not self.location.is_file:
            return None
        path = live_path(self.location.path)
        return tuple(written(place) for place in (path, path.with_name(f"{path.name}-wal")))

    @contextmanager
    def writing(self, *, patience: float, durable: bool) -> Iterator[Db]:
        """One transaction. `patience`: seconds for which others are waited for; StoreError `busy` after that."""
        if not self._turn.acquire(timeout=patience):
            raise StoreError("busy", where=str(self.where))
        try:
            with translated(self.where):
                db = Db(self._connected(make=True), self.dialect, self.where)
                if self.location.is_file:
                    db.run(f"PRAGMA busy_timeout = {int(patience * 1000)}", {})
                    db.run(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}", {})
                db.run("BEGIN IMMEDIATE" if self.location.is_file else "BEGIN", {})
                try:
                    yield db
                    db.run("COMMIT", {})
                except BaseException:
                    with suppress(Exception):
                        db.run("ROLLBACK", {})
                    raise
        except StoreError as error:
            raise self._told(error) from error
        finally:
            self._turn.release()

    @contextmanager
    def reading(self, *, patience: float = 0.5) -> Iterator[Db | None]:
        """What is there to read; None when nobody has written anything yet."""
        if not self._turn.acquire(timeout=patience):
            raise StoreError("busy", where=str(self.where))
        try:
            with translated(self.where):
                connection = self._connected(make=False)
                yield None if connection is None else Db(connection, self.dialect, self.where)
        except StoreError as error:
            raise self._told(error) from error
        finally:
            self._turn.release()

    def _told(self, error: StoreError) -> StoreError:
        """The error in the words of this file, which is not the desk's own."""
        if error.code != "busy":
            self._let_go()
        if error.code in ("damaged", "foreign_file"):
            return StoreError("live_damaged", **error.details)
        return error

    def close(self) -> None:
        """Let go of it."""
        with self._turn:
            self._let_go()

    # ------------------------------------------------------------------ opening
    def _let_go(self) -> None:
        if self._connection is not None:
            with suppress(Exception):
                self._connection.close()
            self._connection = None

    def _connected(self, *, make: bool) -> Any:
        if self.location.is_file and identity(live_path(self.location.path)) != self._file:
            self._let_go()
        if self._connection is None:
            self._connection = self._file_opened(make) if self.location.is_file else self._server_opened(make)
        return self._connection

    def _file_opened(self, make: bool) -> Any:
        path = live_path(self.location.path)
        if not path.exists():
            if not make:
                return None
            made(path, os.stat(self.location.path).st_mode & 0o666 | 0o600)
        check(path)
        connection = handles.connect(path, uri(path, "rw"), timeout=1.0)
        self._file = identity(path)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA journal_mode = WAL")
            if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] < len(TABLES):
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                for sql in TABLES:
                    connection.execute(sql)
                connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
        return connection

    def _server_opened(self, make: bool) -> Any:
        connection = postgresql.connect(self.location, read_only=False)
        try:
            there = connection.execute("SELECT to_regclass('live_draft') IS NOT NULL").fetchone()[0]
            if not there and not make:
                connection.close()
                return None
            if not there:
                with connection.transaction():
                    connection.execute("SELECT pg_advisory_xact_lock(%s)", [APPLICATION_ID])
                    for sql in TABLES:
                        connection.execute(sql)
            connection.execute("SET lock_timeout = '500ms'")
        except BaseException:
            connection.close()
            raise
        return connection


def identity(path: Path) -> tuple[int, int] | None:
    """Which file bears this name; None when there is none."""
    found = looked_at(path)
    return None if found is None else (found.st_dev, found.st_ino)


def written(path: Path) -> tuple[int, int, int] | None:
    """Which file bears this name, how long it is, and when it was written last; None when there is none."""
    found = looked_at(path)
    return None if found is None else (found.st_ino, found.st_size, found.st_mtime_ns)


def looked_at(path: Path) -> os.stat_result | None:
    """What the folder says of a file; None when there is none."""
    try:
        return os.stat(path)
    except OSError:
        return None


def made(path: Path, mode: int) -> None:
    """An empty file that the same people may use as the desk, or the one that somebody else has just made."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    except FileExistsError:
        return
    except OSError as error:
        raise StoreError("cannot_write", where=str(path), reason=error.strerror or str(error)) from error
    with os.fdopen(handle, "wb"):
        os.fchmod(handle, mode)


def check(path: Path) -> None:
    """StoreError unless the file is empty or bears our mark: nobody else's file is ever written to."""
    try:
        head = handles.head(path)
    except OSError as error:
        raise StoreError("cannot_open", where=str(path), reason=error.strerror or str(error)) from error
    if head and not (len(head) == handles.HEAD and head.startswith(MAGIC)):
        raise StoreError("live_foreign", where=str(path))
    if head and int.from_bytes(head[68:72], "big") not in (0, APPLICATION_ID):
        raise StoreError("live_foreign", where=str(path))
