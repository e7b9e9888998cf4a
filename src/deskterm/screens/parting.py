"""When somebody has to leave: they work here no longer, their key was taken away, or nobody has touched a key for long.

What was written is kept by whoever keeps drafts; the terminal is given back, a sentence says why.
"""

from typing import TYPE_CHECKING

from deskterm.texts.language import _
from deskterm.usecases.desk import Refused
from deskterm.wire.idle import Idle
from deskterm.workflow.values import Point

if TYPE_CHECKING:
    from deskterm.app import Deskterm

GRACE = 4.0
"""Seconds that the app has for its last words; a frozen terminal takes none."""
REFUSED, DONE = 3, 0
"""Exit codes: sent away, logged out."""


class Parting:
    """What may end a session from outside. `seconds` without a key: None where nobody minds."""

    def __init__(self, door: "Deskterm", seconds: float | None) -> None:
        self._door, self._seconds = door, seconds
        self._idle: Idle | None = None
        self._since = 0
        self.words = ""
        """What is to be said when the app has ended."""

    def begin(self) -> None:
        """From now on it may be ended."""
        from deskterm.usecases.watching import since_knocking

        self._since = since_knocking(self._door.desk)
        if self._seconds is not None:
            self._idle = Idle(self._seconds, lambda: self._door.touched, self._log_out, DONE)
            self._idle.start()

    def look(self) -> None:
        """Has anybody written that this person may not stay? Asked when the desk has changed. Raises StoreError."""
        from deskterm.usecases import look
        from deskterm.usecases.watching import sent_away

        since, self._since = self._since, look.head(self._door.desk)
        code = sent_away(self._door.desk, since)
        if code is not None:
            self._door.failure = Refused.because(Point(code=code, args={"name": self._door.desk.by.name}))
            self.end(code, REFUSED)

    def end(self, reason: str, code: int) -> None:
        """End the app; where the line takes nothing more, the process."""
        if self._idle is not None:
            self._idle.leave(code)
        self._door.end(reason, code, GRACE)

    def _log_out(self) -> None:
        """Called in the thread that watches the clock."""
        minutes = f"{(self._seconds or 0) / 60:g}"
        self.words = _("Logged out: no key was touched for {minutes} min.").format(minutes=minutes)
        self._door.from_thread(lambda: self._door.end("idle", DONE, GRACE))
