"""The files that this process has open through SQLite, and how one is looked at without harm to them.

The system takes all locks of a process on a file away as soon as the process closes any descriptor of it (POSIX), those
of SQLite's too. Another process that then closes the file thinks itself the last and removes the log that this one
still writes to: what is committed afterwards is lost. So a file that is open here is never opened in another way.
"""

import os
import sqlite3
import threading
from pathlib import Path
from weakref import WeakSet

HEAD = 100
"""Bytes by which a file is recognised."""


class Handle(sqlite3.Connection):
    """A connection to a file that is known to be open as long as it is."""

    file: tuple[int, int]

    def close(self) -> None:
        """Close it; the file may be looked at again when it was the last one."""
        super().close()
        with _LOCK:
            _OPEN.discard(self)


_OPEN: WeakSet[Handle] = WeakSet()
_LOCK = threading.RLock()


def connect(path: Path, address: str, *, timeout: float) -> Handle:
    """A connection for any thread that begins no transaction by itself. sqlite3.Error as SQLite raises it."""
    with _LOCK:
        handle = sqlite3.connect(
            address, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False, factory=Handle
        )
        found = os.stat(path)
        handle.file = (found.st_dev, found.st_ino)
        _OPEN.add(handle)
        return handle


def head(path: Path) -> bytes | None:
    """The first bytes of a file; None: it is open here, and was recognised when it was opened. OSError."""
    with _LOCK:
        found = os.stat(path)
        if any(handle.file == (found.st_dev, found.st_ino) for handle in _OPEN):
            return None
        with path.open("rb") as file:
            return file.read(HEAD)
