"""Have the desk's file for oneself, whatever state it is in, and let nobody in until it has been replaced.

Whoever has a desk open holds a lock on fixed bytes of its file for as long. A desk that SQLite still understands is
brought out of its write-ahead mode first, so that the file is complete in itself: a program that opened it just now and
waits finds that it has been moved, instead of taking the new desk's log for its own.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path

from deskterm.store import sqlite
from deskterm.store.errors import StoreError, code_of

LOCK_BYTES = (0x40000000, 512)
"""Where SQLite keeps its locks in a file (its file format, "the lock-byte page"): from where, and how many."""
SECONDS = 2.0
"""How long to wait for other programs to leave."""
TRIES = 5


class Standing(Enum):
    """What bears the desk's name."""

    ABSENT = auto()
    WHOLE = auto()
    """A file that SQLite understands, complete in itself now."""
    DAMAGED = auto()


@contextmanager
def held(target: Path) -> Iterator[Standing]:
    """Nobody else is at the file while the block runs.

    StoreError: `in_use`, `foreign_file` (a folder, or a database of another program), `cannot_open`, `disk_full` ...
    """
    for _ in range(TRIES):
        before = identity(target)
        if before is None:
            yield Standing.ABSENT
            return
        standing = settled(target) if understood(target) else Standing.DAMAGED
        with locked(target) as number:
            # somebody may have been there, or put another desk there, between the two
            if identity(target) == before and (standing is Standing.DAMAGED or complete(target, number)):
                yield standing
                return
    raise StoreError("in_use", where=str(target))


def identity(target: Path) -> tuple[int, int] | None:
    """Which file bears the name; None: none does."""
    try:
        found = os.stat(target)
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def understood(target: Path) -> bool:
    """Do the file's first bytes say that it is a desk? StoreError: it is something that is nobody's desk."""
    if mine(target) and not os.access(target, os.R_OK | os.W_OK):
        os.chmod(target, 0o600)
    try:
        sqlite.look(target)
    except StoreError as error:
        if error.code != "foreign_file" or error.details.get("found") in ("directory", "database"):
            raise
        return False
    return True


def mine(target: Path) -> bool:
    """Is the file the caller's own?"""
    return os.stat(target).st_uid == os.geteuid()


def settled(target: Path) -> Standing:
    """Bring a desk that nobody has open out of its write-ahead mode."""
    raw = sqlite3.connect(sqlite.uri(target, "rw"), uri=True, timeout=SECONDS, isolation_level=None)
    try:
        raw.execute("PRAGMA trusted_schema = OFF")
        raw.execute("PRAGMA locking_mode = EXCLUSIVE")
        raw.execute("BEGIN EXCLUSIVE")
        raw.execute("COMMIT")
        # without a journal on disk: a kill would leave one that whoever only reads can't take back. What changes is in
        # the file's first hundred bytes, which are written at once
        raw.execute("PRAGMA journal_mode = MEMORY")
    except sqlite3.Error as error:
        if (code := code_of(error)) == "damaged":
            return Standing.DAMAGED
        raise StoreError(
            "in_use" if code == "busy" else code or "cannot_open", where=str(target), reason=str(error)
        ) from error
    finally:
        raw.close()
    return Standing.WHOLE


def complete(target: Path, number: int) -> bool:
    """Is the file out of write-ahead mode (its bytes 18 and 19), with nothing beside it that belongs to it?"""
    beside = any(target.with_name(target.name + end).exists() for end in ("-wal", "-journal"))
    return os.pread(number, 2, 18) == b"\x01\x01" and not beside


@contextmanager
def locked(target: Path) -> Iterator[int]:
    """Take the place of SQLite's locks, so that it works on files that SQLite does not understand, too.

    Not through SQLite: it would remove files by the desk's name when it lets go, and they may be the new desk's by
    then. The file must not be opened otherwise meanwhile: closing it would let go of the lock.
    """
    try:
        number = os.open(target, os.O_RDWR | os.O_CLOEXEC)
    except OSError as error:
        raise StoreError("cannot_open", where=str(target), reason=error.strerror or str(error)) from error
    try:
        try:
            fcntl.lockf(number, fcntl.LOCK_EX | fcntl.LOCK_NB, LOCK_BYTES[1], LOCK_BYTES[0])
        except OSError as error:
            raise StoreError("in_use", where=str(target)) from error
        yield number
    finally:
        os.close(number)
