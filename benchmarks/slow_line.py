"""The app over a bad line: round trips of 300 ms, 20 kB a second. How long a key takes, and how far a held one lags.

    python benchmarks/slow_line.py [--rtt 300] [--rate 20] [--held-back 64] [--tickets 4000] [--desk FILE]

Between the app and the terminal stands a line that carries so many bytes a second, each of them half a round trip
late, in both directions. What the app writes beyond that is taken and kept, as sshd and the network take and keep it,
up to `--held-back` kilobytes; only then the app notices that nobody reads. A key held too long must not be paid for
later: what is on its way when it is let go is all that still comes.
"""

import argparse
import os
import sys
import tempfile
from collections import deque
from pathlib import Path
from select import select
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.start import APP, environment, make_desk  # noqa: E402 - the folder has to be found first
from benchmarks.tui_bench import Term, now  # noqa: E402

PIECE = 512
"""Bytes that the line carries in one go."""
SCREEN = (120, 40)
PAGE_DOWN = "\x1b[6~"
ANYTHING = r"\S"


class SlowTerm(Term):
    """A terminal at the other end of a slow line. A time is that of the arrival here."""

    def __init__(self, cmd: list[str], *, rtt: float, rate: float, held_back: int, **more: Any) -> None:
        self.delay, self.rate, self.held_back = rtt / 2, rate, held_back
        self.down: deque[tuple[float, bytes]] = deque()
        self.up: deque[tuple[float, bytes]] = deque()
        self.free_at, self.received, self.most_waiting = 0.0, 0, 0
        super().__init__(cmd, **more)

    def send(self, data: str | bytes) -> None:
        """A key: with the app half a round trip from now."""
        self.up.append((now() + self.delay, data if isinstance(data, bytes) else data.encode()))

    @property
    def waiting(self) -> int:
        """Bytes that the line has taken and not carried yet."""
        late = now() + self.delay
        return sum(len(data) for at, data in self.down if at > late)

    def pump(self, quiet: float, first: float | None = None, limit: float = 60.0) -> None:
        """Carry bytes both ways until nothing has arrived for `quiet` seconds (the first may take `first`)."""
        begin = last = now()
        got = False
        while self.alive:
            at = now()
            end = begin + limit
            end = min(end, last + quiet) if got or first is None else min(end, begin + first)
            if at >= end:
                return
            room = self.held_back - self.waiting
            due = [queue[0][0] for queue in (self.down, self.up) if queue]
            wait = max(0.0, min([end, *due, *([] if room > 0 else [at + 0.005])]) - at)
            if select([self.fd] if room > 0 else [], [], [], wait)[0]:
                self._take(min(room, PIECE))
            while self.up and self.up[0][0] <= now():
                super().send(self.up.popleft()[1])
            while self.down and self.down[0][0] <= now():
                last, data = self.down.popleft()
                got = True
                self.received += len(data)
                self._arrived(last, data)

    def _take(self, most: int) -> None:
        try:
            data = os.read(self.fd, most)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.alive = False
            return
        self.free_at = max(self.free_at, now()) + len(data) / self.rate
        self.down.append((self.free_at + self.delay, data))
        self.most_waiting = max(self.most_waiting, self.waiting)

    def wait_for(self, pattern: str, seconds: float = 60.0, *, first: bool = False) -> float:
        """Until the pattern is shown and the line is silent. -> when the last cell changed (`first`: it was there)"""
        began = now()
        hit, rows = self.wait(pattern, 0.6, seconds, step_limit=seconds)
        if not hit:
            raise SystemExit(f"{pattern} did not come within {seconds} s:\n{self.show()}")
        if first:
            return float(hit)
        return max((at for at, _, changed in rows if changed), default=began)


def settled(term: SlowTerm, keys: str, pattern: str, *, first: bool = False) -> tuple[float, int]:
    """Type; seconds until the picture that shows the pattern is whole, and bytes until the line is silent.

    `first`: until the pattern is there; what is found out later, such as similar tickets, may still come.
    """
    before, began = term.received, now()
    term.send(keys)
    return term.wait_for(pattern, first=first) - began, term.received - before


def held(term: SlowTerm, key: str, seconds: float, hz: int) -> float:
    """Hold a key down. -> seconds from its last repeat to the last change of the picture"""
    began = now()
    for at in range(int(seconds * hz)):
        term.send(key)
        term.pump(1e9, limit=max(0.0, began + (at + 1) / hz - now()))
    let_go = began + (int(seconds * hz) - 1) / hz
    return term.wait_for(ANYTHING) - let_go


def typed(term: SlowTerm, text: str, hz: int) -> tuple[float, int]:
    """Type a text at a steady pace. -> seconds from its last letter to the last change, bytes"""
    before, began = term.received, now()
    for at, letter in enumerate(text):
        term.send(letter)
        term.pump(1e9, limit=max(0.0, began + (at + 1) / hz - now()))
    let_go = began + (len(text) - 1) / hz
    return term.wait_for(text[-20:]) - let_go, term.received - before


def measure(desk: str, home: str, rtt: float, rate: float, held_back: int) -> dict[str, tuple[float, int]]:
    """Everything that is done at a line, in the order of a morning. -> seconds and bytes by what was done"""
    term = SlowTerm(
        [*APP, desk], rtt=rtt, rate=rate, held_back=held_back, size=SCREEN, env=environment(home), cwd=str(ROOT)
    )
    found: dict[str, tuple[float, int]] = {}
    found["first paint"] = term.wait_for(r"DT-\d+") - term.start, term.received
    term.pump(1.5)
    found["view of all tickets"] = settled(term, "9", r"\b1/\d{3,}")
    found["cursor move"] = settled(term, "j", r"\b2/")
    for name, key in (("j held for 3 s", "j"), ("k held for 3 s", "k"), ("PgDn held for 3 s", PAGE_DOWN)):
        before = term.received
        found[f"{name}, lag"] = held(term, key, 3.0, 30), term.received - before
    found["to the top"] = settled(term, "g", r"\b1/")
    found["a ticket opened"] = settled(term, "\r", r"Facts")
    found["and left"] = settled(term, "\x1b", r"\b1/")
    found["note opened"] = settled(term, "i", r"ctrl\+s send")
    found["sixty letters at 12/s, lag"] = typed(
        term, "the gateway was started anew and the caller has tried again  x", 12
    )
    found["note sent"] = settled(term, "\x13", r"\b1/")
    found["triage deck opened"] = settled(term, "t", r"Triage: 1 of", first=True)
    found["triaged by four keys, next ticket"] = settled(term, "i41d", r"Triage: 2 of", first=True)
    term.close()
    return found


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rtt", type=float, default=300, help="milliseconds")
    parser.add_argument("--rate", type=float, default=20, help="kilobytes a second")
    parser.add_argument("--held-back", type=int, default=64, help="kilobytes between the app and the terminal")
    parser.add_argument("--tickets", type=int, default=4000)
    parser.add_argument("--desk", help="a desk that is there already")
    a = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        desk = a.desk or make_desk(a.tickets, home)
        found = measure(desk, home, a.rtt / 1000, a.rate * 1000, a.held_back * 1000)
    for name, (seconds, size) in found.items():
        print(f"{name:<40}{seconds * 1000:>8.0f} ms{size:>9} bytes")


if __name__ == "__main__":
    main()
