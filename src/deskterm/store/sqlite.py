"""A desk in one file: recognised before it is touched, opened with the settings it needs.

A file is first looked at as bytes, then opened read-only; only a file that carries the desk's mark is ever opened
in a way that could change it.
"""

import os
import sqlite3
import time
from pathlib import Path
from urllib.parse import quote

from deskterm.store import handles
from deskterm.store.db import Db, teach
from deskterm.store.errors import StoreError, code_of, translated
from deskterm.store.version import APPLICATION_ID, SCHEMA

MAGIC = b"SQLite format 3\x00"
READ_SECONDS = 5.0
WRITE_SECONDS = 20.0
"""How long a writer waits for other writers before it reports `busy`."""
LONGEST, SHORTEST, HALVED = 0.016, 0.001, 0.25
"""Seconds between two questions for the writers' lock at first and at last, and after which they are half as many."""


def uri(path: Path, mode: str) -> str:
    """The file's address for SQLite; every sign that has a meaning in an address is quoted."""
    return f"file:{quote(str(path))}?mode={mode}"


def look(path: Path) -> None:
    """Raise StoreError unless the bytes of the file say that it is a desk."""
    try:
        head = handles.head(path)
    except FileNotFoundError:
        raise StoreError("no_desk", where=str(path)) from None
    except IsADirectoryError:
        raise StoreError("foreign_file", where=str(path), found="directory") from None
    except OSError as error:
        raise StoreError("cannot_open", where=str(path), reason=error.strerror or str(error)) from error
    if head is None:
        return
    if not head:
        raise StoreError("foreign_file", where=str(path), found="empty")
    if len(head) < handles.HEAD or not head.startswith(MAGIC):
        raise StoreError("foreign_file", where=str(path), found="other")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise StoreError("foreign_file", where=str(path), found="database")


def schema_of(path: Path) -> int:
    """The schema version of a desk's file, read without changing it."""
    with translated(path):
        connection = handles.connect(path, reading_uri(path), timeout=READ_SECONDS)
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            connection.close()
    return int(version)


def reading_uri(path: Path) -> str:
    """Read-only access; a desk on a medium that nobody can write is read as it lies there.

    A file in write-ahead mode needs helper files beside it. Where they cannot be made and none are left by a
    writer, the file is complete in itself.
    """
    beside = [path.with_name(f"{path.name}-{end}") for end in ("wal", "shm")]
    if os.access(path.parent, os.W_OK) or any(b.exists() for b in beside):
        return uri(path, "ro")
    return uri(path, "ro") + "&immutable=1"


def check_schema(path: Path) -> int:
    """The version of a desk's schema. StoreError `newer_schema` when this program is too old for it."""
    version = schema_of(path)
    if version > SCHEMA:
        raise StoreError("newer_schema", where=str(path), found=version, known=SCHEMA)
    return version


def check_writable(path: Path) -> None:
    """StoreError `read_only` when the file or its folder cannot be written by this account."""
    for place in (path, path.parent):
        if not os.access(place, os.W_OK):
            raise StoreError("read_only", where=str(place))


def settle(connection: sqlite3.Connection) -> None:
    """The settings every connection to a desk has."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA mmap_size = 268435456")
    teach(connection)


def reader(path: Path, *, read_only: bool) -> Db:
    """A connection for reading; it can never write."""
    with translated(path):
        address = reading_uri(path) if read_only else uri(path, "rw")
        connection = handles.connect(path, address, timeout=READ_SECONDS)
        settle(connection)
        if not read_only:
            # a copy of a desk is not in this mode; readers would then hold writers up
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA query_only = ON")
        return Db(connection, "sqlite", path)


def writer(path: Path, *, fast: bool = False) -> sqlite3.Connection:
    """A connection for writing. `fast`: a crash of the machine may lose the last moments, never the desk."""
    check_file_writable(path)
    with translated(path):
        connection = handles.connect(path, uri(path, "rw"), timeout=WRITE_SECONDS)
        settle(connection)
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        if mode != "wal":
            connection.close()
            raise StoreError("cannot_open", where=str(path), reason=f"journal_mode is {mode}")
        connection.execute(f"PRAGMA synchronous = {'NORMAL' if fast else 'FULL'}")
        return connection


def begin(connection: sqlite3.Connection) -> None:
    """Take the writers' lock, so that what is then read stays true until the commit. OperationalError: it was busy.

    SQLite's own way asks ever more seldom the longer it waits, so that whoever has just come passes those who wait:
    among thirty writers one in a hundred waited for six seconds and more. Here they ask more and more often.
    """
    began = time.monotonic()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                waited = time.monotonic() - began
                if code_of(error) != "busy" or waited > WRITE_SECONDS:
                    raise
                time.sleep(pause(waited) * (0.5 + time.monotonic_ns() % 1000 / 1000))
            else:
                return
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(WRITE_SECONDS * 1000)}")


def pause(waited: float) -> float:
    """Seconds until it is asked again whether the lock is free, after so many seconds."""
    return max(SHORTEST, LONGEST / (1 << int(waited / HALVED)))


def check_file_writable(path: Path) -> None:
    """StoreError `read_only` for a file that is there and can't be written by this account.

    SQLite would open it for reading only, and hand that descriptor to later writers of this process too.
    """
    if path.exists() and not os.access(path, os.W_OK):
        raise StoreError("read_only", where=str(path))


def noter(path: Path) -> sqlite3.Connection:
    """A connection for rows beside the record: small, never waited for by a reader, and not worth a wait for the disk.

    A crash of the machine may lose the last of them, nothing else.
    """
    check_file_writable(path)
    with translated(path):
        connection = handles.connect(path, uri(path, "rw"), timeout=0)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection
