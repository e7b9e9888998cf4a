"""When somebody has to leave the linear mode: they work here no longer, or their key was taken away."""

import os
import signal
import threading
from types import TracebackType

from deskterm.store.errors import StoreError
from deskterm.usecases.desk import Desk, Refused
from deskterm.usecases.watching import sent_away, since_knocking
from deskterm.workflow.values import Point

EVERY = 0.5
"""Seconds between two looks at what others have written."""


class Parting:
    """Looks for it beside the thread that listens, which may wait for a line for hours: a signal calls it away."""

    def __init__(self, desk: Desk, every: float = EVERY) -> None:
        self._desk, self._every, self._since = desk, every, since_knocking(desk)
        self._over = threading.Event()
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
        self._thread.join()

    def _work(self) -> None:
        seen: int | None = None
        while not self._over.wait(self._every):
            try:
                before, seen = seen, self._desk.store.changed()
                code = sent_away(self._desk, self._since) if seen != before else None
            except StoreError:
                continue  # whoever listens says that the desk is out of reach, with the next command
            if code is not None:
                self.refused = Refused.because(Point(code=code, args={"name": self._desk.by.name}))
                break
        while self.refused is not None and not self._over.is_set():
            # one that comes just before the wait for a line begins is noticed with the next
            os.kill(os.getpid(), signal.SIGTERM)
            self._over.wait(self._every)
