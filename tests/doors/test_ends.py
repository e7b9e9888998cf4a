"""The app ended at any moment by whatever ends programs: the desk is whole, the terminal is given back."""

import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.doors.terminals import Seat, copied, show, whole

CODES = {signal.SIGKILL: -signal.SIGKILL, signal.SIGTERM: 128 + signal.SIGTERM, signal.SIGHUP: 128 + signal.SIGHUP}
LEFT = b"\x1b[?1049l"
"""The alternate screen is left."""


def hurt(desk: Path, number: signal.Signals, moment: float, work: str) -> None:
    """Open the app, type, and end it after so many seconds."""
    with Seat(desk) as seat:
        seat.types(work).listen(moment)
        os.kill(seat.term.pid, number)
        began = time.monotonic()
        code = seat.end()
        assert code == CODES[number], (number, moment, code, seat.picture)
        if number is not signal.SIGKILL:
            assert time.monotonic() - began < 2
            assert LEFT in seat.heard
        assert b"Traceback" not in seat.heard


def rounds(desk: Path, count: int, seed: int) -> None:
    """Many ends at moments that the seed decides; after each the desk is whole and holds whole texts only."""
    dice = random.Random(seed)
    events = whole(desk)
    for turn in range(count):
        text = f"round {turn} " + "word " * dice.randrange(30)
        work = f"/2\ri{text}\x13c{text}\x13w\x1b/3\ri{text}\x13p\t\t\t\t\t\t{text}\x13"
        hurt(desk, dice.choice(sorted(CODES)), dice.uniform(0, 0.7), work)
        before, events = events, whole(desk)
        assert before <= events <= before + 4
        bodies = [entry["body"] for number in (2, 3) for entry in show(desk, number)["thread"]]
        assert all(body == text.strip() for body in bodies if body.startswith(f"round {turn} "))


def test_an_end_at_any_moment(tmp_path: Path, prepared: Path) -> None:
    """kill -9, SIGTERM and SIGHUP while keys and acts are under way: chain, counters and versions agree every time."""
    rounds(copied(prepared, tmp_path), 25, seed=4)


@pytest.mark.soak
def test_many_ends(tmp_path: Path, prepared: Path) -> None:
    """The same two hundred times."""
    rounds(copied(prepared, tmp_path), 200, seed=11)
