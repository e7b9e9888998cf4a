"""Linear modes that are ended at any moment while texts are typed and sent, and what is there of the texts."""

import random
import re
import signal
import time
from collections import Counter
from pathlib import Path

from tests.doors.linear import Line
from tests.doors.storms import ENDS, OLD, judged, lived
from tests.doors.terminals import whole

AT_ONCE = 3


class Author:
    """Somebody who writes notes of numbered words, several to a line, sends some of them, and is ended."""

    def __init__(self, desk: Path, name: str, dice: random.Random) -> None:
        self.line, self.name, self.dice = Line(desk, "--plain"), name, dice
        self.seen: list[tuple[float, int]] = []
        self.typed, self.writes = 0, False
        self.end, self.left = dice.choice(ENDS), dice.randrange(12, 24)

    def begin(self) -> "Author":
        """Get into the ticket, whatever was left by others."""
        self.asked("open> ").line.types("2").hears("DT-2> ").types("note")
        return self

    def asked(self, wanted: str) -> "Author":
        """Wait for it; what another has left, who is the same person, is left for later."""
        if self.line.hears_one_of(wanted, "later> ", "number)> ") != wanted:
            self.line.types("").hears(wanted)
        return self

    def step(self) -> bool:
        """A word, perhaps the end of a line, perhaps the end of the text; False when its own end has come."""
        if not self.writes and self.left:
            self.asked("ends it.").writes = True
        self.line.listens(0.03)
        shown = [int(number) for number in re.findall(rf"{self.name}w(\d\d)".encode(), self.line.heard)]
        if shown:
            self.seen.append((time.monotonic(), max(shown)))
        if self.left == 0:
            return False
        self.left -= 1
        self.line.sends(f"{self.name}w{self.typed:02} ".encode())
        self.typed += 1
        if self.dice.random() < 0.4:
            self.line.sends(b"\r")
            if self.dice.random() < 0.3:
                self.line.types(".")
                self.writes = False
                if self.left:
                    self.line.hears("noted.").hears("DT-2> ").types("note")
        return True

    def ended(self) -> set[int]:
        """End it as it is to be ended. The words that must not be lost."""
        at = time.monotonic()
        code = self.line.ends(self.end)
        wanted = -self.end if self.end is signal.SIGKILL else 128 + (self.end or signal.SIGHUP)
        assert code == wanted, (self.end, code, self.line.heard[-300:])
        known = [word for when, word in self.seen if when < at - OLD]
        return set(range(max(known) + 1)) if known else set()


def storm(desk: Path, count: int, seed: int) -> Counter[str]:
    """End so many sessions, some at once. What came of their texts, as of those of the app."""
    dice, told = random.Random(seed), Counter[str]()
    for turn in range(count // AT_ONCE):
        authors = [Author(desk, f"t{turn}s{at}", dice) for at in range(AT_ONCE)]
        for author in authors:
            author.begin()
        judged(desk, lived(authors), told)
        for path in (*desk.parent.glob("desk-live*"), *desk.parent.rglob("*.draft")):
            path.unlink()
    whole(desk)
    return told
