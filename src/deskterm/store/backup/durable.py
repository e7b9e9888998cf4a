"""Files that are on disk for good before they have their name, so that no half file ever bears one."""

import errno
import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deskterm.store.errors import StoreError

PIECE = 1 << 20
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
TURN_SECONDS = 30.0
"""How long to wait for another backup into the same folder."""


@contextmanager
def os_errors(where: object) -> Iterator[None]:
    """Let StoreError out instead of the system's error: `disk_full`, or `cannot_write` with its reason."""
    try:
        yield
    except OSError as error:
        code = "disk_full" if error.errno in FULL else "cannot_write"
        raise StoreError(code, where=str(where), reason=error.strerror or str(error)) from error


def make_folder(folder: Path) -> None:
    """The folder, for its owner alone where it is new."""
    with os_errors(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def new_file(path: Path, content: bytes = b"") -> None:
    """A file of this account alone, on disk when this returns. FileExistsError: the name is taken."""
    number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(number)


def sync(place: Path) -> None:
    """Put a file's bytes, or a folder's names, on disk."""
    number = os.open(place, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def name_it(part: Path, final: Path) -> None:
    """Give a finished file its name, on disk when this returns. FileExistsError: the name is taken."""
    try:
        os.link(part, final)
    except FileExistsError:
        raise
    except OSError:
        # a file system without hard links
        if os.path.lexists(final):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(final)) from None
        os.rename(part, final)
    else:
        os.unlink(part)
    sync(final.parent)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copied(source: Path, part: Path) -> tuple[str, int]:
    """A copy of a file, on disk when this returns; SHA-256 and size of the bytes that were copied."""
    told, size = hashlib.sha256(), 0
    with source.open("rb") as given, part.open("wb") as file:
        os.fchmod(file.fileno(), 0o600)
        while piece := given.read(PIECE):
            file.write(piece)
            told.update(piece)
            size += len(piece)
        file.flush()
        os.fsync(file.fileno())
    return told.hexdigest(), size


@contextmanager
def turn(folder: Path, seconds: float = TURN_SECONDS) -> Iterator[bool]:
    """Work alone in a folder. False: others may be at work in it, because it cannot be had for oneself."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield locked(number, time.monotonic() + seconds)
    finally:
        os.close(number)


def locked(number: int, until: float) -> bool:
    """Take the lock before this moment of the monotonic clock. A file system without such locks gives none."""
    while True:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.05)
        except OSError:
            return False
        else:
            return True
