"""How much may be on its way to the terminal: what the line and the network hold back is paid for with every key.

sshd and the network take megabytes from a program and hand them on as slowly as the line is. A key that was held down
would be shown for as long again after it was let go. So before larger pieces the terminal is asked whether it is there
(DSR, which every terminal answers): its answer says that everything before has arrived. While more is on its way than
the line carries in a moment, no frame is written; the next one is the latest state. A terminal that has never answered
is never waited for.
"""

import threading
from collections import deque

ASK = "\x1b[5n"
ANSWER = "\x1b[0n"
PIECE = 1024
"""Bytes after which it is asked again."""
LEAST, FIRST, MOST = 1024, 6144, 16384
"""Bytes that may be on their way: on the worst line, until more is known, on the best."""
LATE = 0.2
"""Seconds that an answer may take beyond the fastest one; then less is sent ahead."""
PATIENCE = 3.0
"""Seconds after which an answer is not expected any more."""


class Pace:
    """Written to by the event loop, answered by the input thread. Times are seconds of one clock that goes forward."""

    def __init__(self) -> None:
        self.round_trip: float | None = None
        """Seconds of the fastest answer; `None`: there was none yet."""
        self.window = FIRST
        self._lock = threading.Condition()
        self._asked: deque[tuple[int, float]] = deque()
        self._written = self._arrived = self._begun = 0

    def before(self, size: int, now: float) -> str:
        """A piece of this size is about to be written. -> what to write before it"""
        with self._lock:
            self._begun = self._written
            asks = self._written + size - self._mark >= PIECE and not self._lost(now)
            if asks:
                self._asked.append((self._written, now))
            self._written += size
            return ASK if asks else ""

    def answered(self, now: float) -> None:
        """The terminal has answered: everything up to a question has arrived."""
        with self._lock:
            if not self._asked:
                return
            self._arrived, asked = self._asked.popleft()
            took = now - asked
            self.round_trip = took if self.round_trip is None else min(self.round_trip, took)
            if took > self.round_trip + LATE:
                self.window = max(LEAST, self.window * 3 // 4)
            else:
                self.window = min(MOST, self.window + PIECE // 2)
            self._lock.notify_all()

    def open(self, now: float) -> bool:
        """May a frame be written? Always while nothing is known of the terminal, or no answer is to come."""
        with self._lock:
            if self.round_trip is None or not self._asked or self._lost(now):
                return True
            latest = self._written - self._begun
            return self._written - self._arrived <= max(self.window, latest)

    def silent(self, seconds: float) -> bool:
        """Wait until no answer is on its way any more. -> is that so?"""
        with self._lock:
            return self.round_trip is None or self._lock.wait_for(lambda: not self._asked, seconds)

    def reset(self) -> None:
        """Another program has had the terminal: no answer is to come."""
        with self._lock:
            self._asked.clear()
            self._arrived = self._written

    @property
    def _mark(self) -> int:
        """Up to where it was asked."""
        return self._asked[-1][0] if self._asked else self._arrived

    def _lost(self, now: float) -> bool:
        """Has the oldest question gone without an answer for too long? Then nothing is known any more."""
        if self._asked and now - self._asked[0][1] > PATIENCE:
            if self.round_trip is not None:
                self._asked.clear()
                self._arrived, self.round_trip = self._written, None
            return True
        return False
