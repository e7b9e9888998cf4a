"""When somebody has to leave the linear mode, or a command: they work here no longer, or their key was taken away."""

import os
import signal
import threading
import time
from types import TracebackType

from deskterm.cli.ending import Interrupted
from deskterm.store.errors import StoreError
from deskterm.usecases.desk import Desk, Refused
from deskterm.usecases.watching import sent_away, since_knocking
from deskterm.workflow.values import Point

EVERY = 0.5
"""Seconds between two looks at what others have written."""
REFUSED = 3
"""The exit code of who was sent away."""
GRACE = 2.0
"""Seconds for the last words of who was sent away: a reader that is frozen takes none."""


class Parting:
    """Looks for it beside the thread that works, which may wait for a line for hours: a signal calls it away.

    Leaving it raises Refused in the place of that signal.
    """

    def __init__(self, desk: Desk, every: float = EVERY) -> None:
        self._desk, self._every, self._since = desk, every, since_knocking(desk)
        self._over, self._quiet = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._work, name="parting", daemon=True)
        self.refused: Refused | None = None
        """Why they may not stay."""

    def __enter__(self) -> "Parting":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        while not self._quiet.is_set():
            try:
                self._quiet.wait()
            except Interrupted:
                if self.refused is None:
                    raise
        if self.refused is not None and isinstance(error, Interrupted):
            raise self.refused from None

    def _work(self) -> None:
        try:
            self._look()
        finally:
            self._quiet.set()
        if self.refused is not None:
            time.sleep(GRACE)
            os._exit(REFUSED)

    def _look(self) -> None:
        seen: int | None = None
        while not self._over.wait(self._every):
            try:
                before, seen = seen, self._desk.store.changed()
                code = sent_away(self._desk, self._since) if seen != before else None
            except StoreError:
                continue  # whoever works says that the desk is out of reach, with the next command
            if code is not None:
                self.refused = Refused.because(Point(code=code, args={"name": self._desk.by.name}))
                break
        while self.refused is not None and not self._over.is_set():
            # one that comes just before a wait begins is noticed with the next
            os.kill(os.getpid(), signal.SIGTERM)
            self._over.wait(self._every)
