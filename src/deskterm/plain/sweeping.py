"""The desk's own work, done from an open session too: every half minute, in a thread beside the one that listens."""

import threading
from types import TracebackType

from deskterm.store.errors import StoreError
from deskterm.texts.stores import sentence
from deskterm.usecases.desk import Desk
from deskterm.workflow.permission import SWEEP, may_desk

EVERY = 30.0
"""Seconds between two looks."""


class Sweeping:
    """One session's share of the work: none if it only reads, or is one of somebody who only looks."""

    def __init__(self, desk: Desk, every: float = EVERY) -> None:
        self._desk, self._every = desk, every
        self._over = threading.Event()
        self._trouble: str | None = None
        self._told: str | None = None
        self._thread = threading.Thread(target=self._work, name="sweep", daemon=True)
        self._wanted = not desk.store.read_only and may_desk(SWEEP, desk.by) is None

    def __enter__(self) -> "Sweeping":
        if self._wanted:
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._over.set()
        if self._wanted:
            self._thread.join()

    def trouble(self) -> str | None:
        """What fails, said once when it begins to fail."""
        found, self._told = (self._trouble if self._trouble != self._told else None), self._trouble
        return found

    def _work(self) -> None:
        from deskterm.usecases.sweep import sweep

        while not self._over.wait(self._every):
            try:
                sweep(self._desk, lambda: not self._over.is_set())
                self._trouble = None
            except StoreError as error:
                self._trouble = sentence(error)
