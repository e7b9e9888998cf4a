"""What stands in a line that is not ended yet, looked at twice a second while a question waits: a cut line, and an end
that nobody can hear, take that much and no more.
"""

import threading
from collections.abc import Callable
from types import TracebackType

from deskterm.plain.ear import Ear

EVERY = 0.5
"""Seconds between two looks; the keeping itself takes the rest of the second."""


class Listening:
    """One question's thread. `kept` is called there, with what stands in the line, when it is another than before."""

    def __init__(self, ear: Ear, kept: Callable[[str], object]) -> None:
        self._ear, self._kept = ear, kept
        self._last = (0, "")
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._work, name="listening", daemon=True)

    def __enter__(self) -> "Listening":
        if self._ear.edits:
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.end()

    def end(self) -> None:
        """Nothing is kept by it any more when this returns."""
        self._over.set()
        if self._thread.ident is not None:
            self._thread.join()

    @property
    def last(self) -> str:
        """What stood in the line that was left when it was last looked at; nothing when that was another line."""
        turn, standing = self._last
        return standing if turn == self._ear.turn else ""

    def _work(self) -> None:
        while not self._over.wait(EVERY):
            turn, standing = self._ear.turn, self._ear.standing
            if (turn, standing) != self._last and turn == self._ear.turn and not self._over.is_set():
                self._last = (turn, standing)
                self._kept(standing)
