"""Apps that are ended at any moment while texts are typed and sent, and what of the texts is there afterwards."""

import json
import os
import random
import re
import shutil
import signal
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from tests.doors.terminals import Seat, run, show, whole

AT_ONCE = 5
CUT = None
"""The line is cut: the terminal goes away."""
ENDS = (signal.SIGKILL, signal.SIGHUP, signal.SIGTERM, CUT)
OLD = 1.0
"""Seconds after which a letter on the screen must not be lost."""


class Author:
    """Somebody who writes notes of numbered words, sends some of them, and is ended in the middle of it."""

    def __init__(self, seat: Seat, name: str, dice: random.Random) -> None:
        self.seat, self.name, self.dice = seat, name, dice
        self.seen: list[tuple[float, int]] = []
        self.typed = 0
        self.end = dice.choice(ENDS)
        self.left = dice.randrange(4, 16)

    def step(self) -> bool:
        """A few more letters, or the end; False when it has come."""
        self.seat.listen(0.02 + 0.06 * self.dice.random())
        shown = [int(number) for number in re.findall(rf"{self.name}w(\d\d)", self.seat.picture)]
        if shown:
            self.seen.append((time.monotonic(), max(shown)))
        if self.left == 0:
            return False
        self.left -= 1
        self.seat.types(f"{self.name}w{self.typed:02} ")
        self.typed += 1
        if self.dice.random() < 0.15:
            self.seat.types("\x13").listen(0.05)
            self.seat.types("i")
        return True

    def ended(self) -> set[int]:
        """End it as it is to be ended. The words that must not be lost."""
        at = time.monotonic()
        if self.end is CUT:
            os.close(self.seat.term.fd)
            code = waited(self.seat.term.pid)
            self.seat.code, self.seat.term.fd = code or -signal.SIGKILL, os.open(os.devnull, os.O_RDONLY)
            assert code == 128 + signal.SIGHUP, code
        else:
            os.kill(self.seat.term.pid, self.end)
            code = self.seat.end()
            assert code == (-self.end if self.end is signal.SIGKILL else 128 + self.end), (self.end, code)
        known = [word for when, word in self.seen if when < at - OLD]
        return set(range(max(known) + 1)) if known else set()


class Writer(Protocol):
    """Somebody who writes until they are ended."""

    name: str

    def step(self) -> bool:
        """A few more letters, or the end; False when it has come."""

    def ended(self) -> set[int]:
        """End it. The words that must not be lost."""


def lived(authors: Sequence[Writer]) -> dict[str, set[int]]:
    """Let all of them write, in turns, until the last one has ended. The words of each that must not be lost."""
    due: dict[str, set[int]] = {}
    while len(due) < len(authors):
        for author in authors:
            if author.name not in due and not author.step():
                due[author.name] = author.ended()
    return due


def waited(pid: int, seconds: float = 30.0) -> int | None:
    """The exit code of a process that ends by itself; None: it still runs."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return None


def storm(desk: Path, count: int, seed: int) -> Counter[str]:
    """End so many apps, five at a time. What came of their texts: how many words were sent, kept, younger than that."""
    dice, told = random.Random(seed), Counter[str]()
    for turn in range(count // AT_ONCE):
        with ExitStack() as stack:
            seats = [stack.enter_context(Seat(desk, ready=None, cold=at == 0)) for at in range(AT_ONCE)]
            authors = [Author(seat, f"t{turn}s{at}", dice) for at, seat in enumerate(seats)]
            for author in authors:
                author.seat.sees(r"DT-\d", quiet=0.01).types("/2\ri").sees("Internal text", quiet=0.01)
            due = lived(authors)
        judged(desk, due, told)
        shutil.rmtree(desk.parent / "deskterm", ignore_errors=True)
        for path in desk.parent.glob("desk-live*"):
            path.unlink()
    whole(desk)
    return told


def judged(desk: Path, due: dict[str, set[int]], told: Counter[str]) -> None:
    """Every word that is old enough is there once: on record, or among the texts that are offered."""
    done = run(desk, "draft", "list", "--json")
    assert done.returncode == 0, done
    kept = [text for draft in json.loads(done.stdout)["drafts"] for text in draft["texts"].values()]
    sent = [entry["body"] for entry in show(desk, 2)["thread"]]
    for name, words in due.items():
        there = Counter(int(number) for text in (*kept, *sent) for number in re.findall(rf"{name}w(\d\d)", text))
        assert words <= set(there), (name, sorted(words), there, kept)
        assert set(there.values()) <= {1}, (name, there, kept)
        told["due"] += len(words)
        told["kept"] += sum(len(re.findall(rf"{name}w\d\d", text)) for text in kept)
        told["sent"] += sum(len(re.findall(rf"{name}w\d\d", text)) for text in sent)
