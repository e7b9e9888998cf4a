"""The bytes of a file that is taken in, and how their coming is brought to an end."""

import os
import signal
import stat
import sys
import threading
from collections.abc import Iterator
from select import select
from types import FrameType, TracebackType

from deskterm.cli.ending import CAUGHT, Interrupted
from deskterm.texts.language import _
from deskterm.workflow.checks import Invalid
from deskterm.workflow.intake import Unreadable

STDIN = "-"
PIECE = 1 << 18
PATIENCE = 0.2
"""Seconds after which a source that gives nothing is left to look whether somebody wants an end."""


class Halted(Exception):
    """Somebody wants an end while the file is read."""


class Halt:
    """Signals ask for an end between two batches instead of ending at once; the second one ends at once."""

    def __init__(self) -> None:
        self.number: int | None = None
        self._before: dict[int, object] = {}

    def __enter__(self) -> "Halt":
        if threading.current_thread() is threading.main_thread():
            self._before = {number: signal.signal(number, self.heard) for number in (signal.SIGINT, *CAUGHT)}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal gave it takes back

    def heard(self, number: int, frame: FrameType | None) -> None:
        """A signal."""
        if self.number is not None:
            self.end()
        self.number = number

    def asked(self) -> bool:
        """Does somebody want an end?"""
        return self.number is not None

    def end(self) -> None:
        """Go on with the signal as the rest of the program knows it."""
        if self.number == signal.SIGINT:
            raise KeyboardInterrupt
        raise Interrupted(self.number or signal.SIGTERM)


class Feed:
    """A file that is open for reading. Invalid: it can't be opened."""

    def __init__(self, path: str | None) -> None:
        if not path:
            raise Invalid("file", "unreadable", value="FILE", reason=_("no file is named"))
        self.called = path if path != STDIN else _("standard input")
        self.name = os.path.basename(path) if path != STDIN else ""
        self.number = self._opened(path)
        told = os.fstat(self.number)
        if stat.S_ISDIR(told.st_mode):
            os.close(self.number)
            raise Invalid("file", "unreadable", value=path[:80], reason=_("it is a folder"))
        self.identity = (told.st_dev, told.st_ino)
        self.regular = stat.S_ISREG(told.st_mode)
        self.size = told.st_size if self.regular else 0
        self.read = 0

    def _opened(self, path: str) -> int:
        if path == STDIN:
            return piped()
        try:
            return os.open(os.path.expanduser(path), os.O_RDONLY | os.O_CLOEXEC)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise Invalid("file", "unreadable", value=path[:80], reason=reason) from error

    def __enter__(self) -> "Feed":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        os.close(self.number)

    def share(self) -> float | None:
        """How much of it has been read, from 0 to 1; None when nobody can know."""
        return min(1.0, self.read / self.size) if self.size else None

    def chunks(self, halt: Halt) -> Iterator[bytes]:
        """Its bytes. Halted: somebody wants an end; Unreadable: the system can't read on."""
        while True:
            while not self.regular and not halt.asked() and not select([self.number], [], [], PATIENCE)[0]:
                continue
            if halt.asked():
                raise Halted
            try:
                chunk = os.read(self.number, PIECE)
            except OSError as error:
                raise Unreadable("read_failed", reason=error.strerror or str(error)) from error
            if not chunk:
                return
            self.read += len(chunk)
            yield chunk


def piped() -> int:
    """Standard input as a descriptor of its own; what stands in for it without one is put into a file first."""
    try:
        return os.dup(sys.stdin.fileno())
    except (OSError, ValueError):
        import tempfile

        with tempfile.TemporaryFile() as file:
            file.write(sys.stdin.buffer.read())
            file.seek(0)
            return os.dup(file.fileno())
