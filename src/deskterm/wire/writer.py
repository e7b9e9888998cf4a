"""Writes to the terminal beside the event loop, notices when it is gone, and never holds up the end of the program."""

import os
import select
import termios
import threading
from collections.abc import Callable
from contextlib import suppress

_PIECE = 1024
"""Bytes written at a time where a write may block."""


class Writer(threading.Thread):
    """A thread that owns the way to one terminal. `on_gone` is called in it, once, when that is gone."""

    def __init__(self, fd: int, on_gone: Callable[[], None]) -> None:
        super().__init__(daemon=True, name="deskterm-output")
        self._fd, self._own = _private(fd)
        self._on_gone = on_gone
        self._on_room: Callable[[], None] | None = None
        self._queue: list[str] = []
        self._condition = threading.Condition()
        self._closing = False
        self._instead: bytes | None = None
        self.gone = False

    def write(self, text: str) -> None:
        """Takes the text and returns at once. Texts for a terminal that is gone are dropped."""
        with self._condition:
            if not self.gone:
                self._queue.append(text)
                self._condition.notify()

    def has_room(self, on_room: Callable[[], None]) -> bool:
        """Is nothing waiting to be written? If not, `on_room` is called (in this thread) when that has changed."""
        with self._condition:
            if self._queue:
                self._on_room = on_room
            return not self._queue

    def run(self) -> None:
        """Writes until it is stopped or the terminal is gone."""
        try:
            while data := self._next():
                self._send(data)
        except OSError:
            with self._condition:
                self.gone = True
                self._queue.clear()
            self._on_gone()
        finally:
            if self._own:
                os.close(self._fd)

    def _next(self) -> bytes:
        """All that waits, as soon as something does; nothing when the end has come."""
        with self._condition:
            while not self._queue and not self._closing:
                self._condition.wait()
            data = "".join(self._queue).encode("utf-8", "replace")
            self._queue.clear()
            on_room, self._on_room = self._on_room, None
        if on_room is not None:
            on_room()
        return data

    def _send(self, data: bytes) -> None:
        while data:
            if self._instead is not None:
                data, self._instead = self._instead, None
            try:
                data = data[os.write(self._fd, data if self._own else data[:_PIECE]) :]
            except BlockingIOError:
                select.select([], [self._fd], [], 0.1)

    def finish(self, patience: float, instead: str) -> None:
        """Writes what is left and stops, within twice `patience` seconds.

        A terminal that takes nothing (its output is held, the line is dead) loses what is left and is offered
        `instead`, which must bring it back to order from any state.
        """
        with self._condition:
            self._closing = True
            self._condition.notify()
        self.join(patience)
        if self.is_alive():
            with self._condition:
                self._queue.clear()
                self._instead = instead.encode()
            with suppress(termios.error):
                termios.tcflush(self._fd, termios.TCOFLUSH)
            self.join(patience)


def _private(fd: int) -> tuple[int, bool]:
    """A way to the terminal that does not block and is nobody else's; where that is denied, the given one."""
    with suppress(OSError):
        return os.open(os.ttyname(fd), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK), True
    return fd, False
