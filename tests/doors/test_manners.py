"""Manners in a terminal: what is sent to its clipboard and its title, and what a storm of sizes leaves behind."""

import base64
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.doors.terminals import Seat, copied, environment


@pytest.fixture
def desk(tmp_path: Path, prepared: Path) -> Path:
    """A copy of the prepared desk."""
    return copied(prepared, tmp_path)


def clipped(heard: bytes) -> list[str]:
    """The texts that were sent to the clipboard."""
    found = re.findall(rb"\x1b\]52;[cp]?;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)", heard)
    return [base64.b64decode(encoded).decode() for encoded in found]


def test_a_copy_is_sent_and_nothing_is_claimed(desk: Path) -> None:
    """The terminal gets number and line; the message says what was done, not what became of it."""
    with Seat(desk) as seat:
        seat.types("y").sees("Sent to the terminal: DT-").types("Y").sees(r"deskterm show DT-\d")
        number, line = clipped(seat.term.said)
        assert line.startswith(f"{number} ") and line.endswith(f"(deskterm show {number})")


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_a_copy_goes_through_tmux(desk: Path, tmp_path: Path) -> None:
    """With tmux as it comes the outer terminal's clipboard gets the text, and foreign text steers nothing there."""
    tmux = ["tmux", "-L", "deskterm-test", "-f", "/dev/null"]
    with Seat(desk, before=[*tmux, "new-session"], size=(80, 25), ready=None, TMUX_TMPDIR=str(tmp_path)) as seat:
        try:
            seat.sees(r"DT-\d").types("y").sees("Sent to the terminal: DT-")
            seat.listen(0.5)
            assert clipped(seat.term.said)[0].startswith("DT-")
        finally:
            subprocess.run([*tmux, "kill-server"], env=environment(desk, TMUX_TMPDIR=str(tmp_path)), check=False)
