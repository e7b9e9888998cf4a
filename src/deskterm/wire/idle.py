"""Ends a process that nobody uses any more, also one that can't get rid of its words: a frozen client reads nothing.

A thread of its own looks at the clock, for neither the event loop nor a write to a full line gives anything back.
"""

import os
import signal
import threading
import time
from collections.abc import Callable

GRACE = 5.0
"""Seconds that the program has for its end before it is ended."""
BUSY = 0.0005
"""The part of the time that a command computes at least while it gets on; one that waits in vain takes less."""
SLICES = 20
"""How often a command is looked at within the time that it may wait."""


class Idle(threading.Thread):
    """Calls `end` when `last()` (a moment of the monotonic clock) is `seconds` ago; `code` is the last word."""

    def __init__(self, seconds: float, last: Callable[[], float], end: Callable[[], None], code: int) -> None:
        super().__init__(daemon=True, name="deskterm-idle")
        self._seconds, self._last, self._end, self._code = seconds, last, end, code
        self._leaving = threading.Event()

    def leave(self, code: int) -> None:
        """The program ends by itself now; if it can't, it is ended with this code."""
        self._code = code
        self._leaving.set()

    def run(self) -> None:
        """Wait, ask for the end, and see to it that it comes."""
        while (rest := self._last() + self._seconds - time.monotonic()) > 0:
            if self._leaving.wait(min(rest, self._seconds / SLICES) + 0.01):
                break
        if not self._leaving.is_set():
            self._end()
        time.sleep(GRACE)
        os._exit(self._code)


def spent() -> float:
    """Seconds that the main thread has computed; of the whole process where a thread's can't be told."""
    main, clock_of = threading.main_thread().ident, getattr(time, "pthread_getcpuclockid", None)
    return time.process_time() if clock_of is None or main is None else time.clock_gettime(clock_of(main))


class Progress:
    """When a command last got on, by the time that it computed."""

    def __init__(self) -> None:
        self._at, self._spent = time.monotonic(), spent()

    def last(self) -> float:
        """The moment, by the monotonic clock."""
        now, computed = time.monotonic(), spent()
        if computed - self._spent > (now - self._at) * BUSY:
            self._at, self._spent = now, computed
        return self._at


def watch_command(seconds: float) -> None:
    """End this process when it has waited in vain for so long: for input that does not come, or a frozen reader."""
    code = 128 + signal.SIGTERM
    Idle(seconds, Progress().last, lambda: os.kill(os.getpid(), signal.SIGTERM), code).start()
