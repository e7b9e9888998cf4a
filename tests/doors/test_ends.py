"""The app ended at any moment by whatever ends programs: the desk is whole, the terminal is given back."""

import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.doors.terminals import Seat, copied, whole

CODES = {signal.SIGKILL: -signal.SIGKILL, signal.SIGTERM: 128 + signal.SIGTERM, signal.SIGHUP: 128 + signal.SIGHUP}
AT_ONCE = 5
LEFT = b"\x1b[?1049l"
"""The alternate screen is left."""


def hurt(seat: Seat, number: signal.Signals) -> None:
    """End the app by this signal, as it should end."""
    os.kill(seat.term.pid, number)
    code = seat.end()
    assert code == CODES[number], (number, code, seat.picture)
    if number is not signal.SIGKILL:
        assert LEFT in seat.heard
    assert b"Traceback" not in seat.heard


def bodies(desk: Path) -> list[str]:
    """All notes and replies."""
    connection = sqlite3.connect(f"file:{desk}?mode=ro", uri=True)
    found = connection.execute("SELECT body FROM note").fetchall()
    connection.close()
    return [body for (body,) in found]


def wait_for(happened: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until it has happened."""
    limit = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < limit
        time.sleep(0.02)


def rounds(desk: Path, count: int, seed: int) -> None:
    """Five apps at a time, each ended at a moment that the seed decides; then the desk is whole, with whole texts."""
    dice = random.Random(seed)
    start, made = whole(desk), 0
    for turn in range(count // AT_ONCE):
        with ExitStack() as stack:
            seats = [stack.enter_context(Seat(desk, ready=None, cold=at == 0)) for at in range(AT_ONCE)]
            texts = [f"round {turn} seat {at} " + "word " * dice.randrange(30) for at in range(AT_ONCE)]
            for seat, text in zip(seats, texts, strict=True):
                seat.sees(r"DT-\d", quiet=0.01)
                seat.types(f"/2\ri{text}\x13c{text}\x13w\x1b/3\ri{text}\x13p\t\t\t\t\t\t{text}\x13/2\ri{text}\x13")
            wait_for(lambda began=f"round {turn} ": any(body.startswith(began) for body in bodies(desk)))
            for seat in seats:
                seat.listen(dice.uniform(0, 0.4))
                hurt(seat, dice.choice(sorted(CODES)))
        before, made = made, whole(desk) - start
        assert before <= made <= before + 5 * AT_ONCE
        assert {body for body in bodies(desk) if body.startswith(f"round {turn} ")} <= {text.rstrip() for text in texts}
    assert count // AT_ONCE <= made < 5 * count


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_the_middle_of_typing(tmp_path: Path, prepared: Path, number: signal.Signals) -> None:
    """128 and the signal's number, with the terminal given back; the unsent text is in no event."""
    desk = copied(prepared, tmp_path)
    events = whole(desk)
    with Seat(desk) as seat:
        seat.types("gia text that is not sent").sees("is not sent")
        hurt(seat, number)
    assert whole(desk) == events


def test_an_end_at_any_moment(tmp_path: Path, prepared: Path) -> None:
    """kill -9, SIGTERM and SIGHUP while keys and acts are under way: chain, counters and versions agree every time."""
    rounds(copied(prepared, tmp_path), 5, seed=4)


@pytest.mark.soak
def test_many_ends(tmp_path: Path, prepared: Path) -> None:
    """The same two hundred times."""
    rounds(copied(prepared, tmp_path), 200, seed=11)
