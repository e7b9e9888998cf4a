"""Manners in a terminal: what is sent to its clipboard and its title, and what a storm of sizes leaves behind."""

import base64
import fcntl
import re
import shlex
import shutil
import struct
import subprocess
import termios
import time
from pathlib import Path

import pyte
import pytest

from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.store.read.people import person
from deskterm.usecases.desk import Desk
from deskterm.usecases.sweep import sweep
from deskterm.workflow.policy import Policy
from tests.doors.conftest import ME
from tests.doors.terminals import COMMAND, Seat, copied, environment, run


@pytest.fixture
def desk(tmp_path: Path, prepared: Path) -> Path:
    """A copy of the prepared desk."""
    return copied(prepared, tmp_path)


def clipped(heard: bytes) -> list[str]:
    """The texts that were sent to the clipboard."""
    found = re.findall(rb"\x1b\]52;[cp]?;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)", heard)
    return [base64.b64decode(encoded).decode() for encoded in found]


def heard(seat: Seat, wanted: bytes, seconds: float = 20.0) -> None:
    """Wait until the app has said it."""
    limit = time.monotonic() + seconds
    while wanted not in seat.term.said and time.monotonic() < limit:
        seat.listen(0.1)
    assert wanted in seat.term.said


def test_a_copy_is_sent_and_nothing_is_claimed(desk: Path) -> None:
    """The terminal gets number and line; the message says what was done, not what became of it."""
    with Seat(desk) as seat:
        seat.types("y").sees("Sent to the terminal: DT-").types("Y").sees(r"deskterm show DT-\d")
        number, line = clipped(seat.term.said)
        assert line.startswith(f"{number} ") and line.endswith(f"(deskterm show {number})")


def test_the_title_counts_what_waits_for_me(desk: Path) -> None:
    """It begins with the program's name, and follows what another process does to my tickets."""
    with Seat(desk) as seat:
        heard(seat, b"\x1b]2;deskterm (1) - ")
        assert run(desk, "take", "2").returncode == 0
        heard(seat, b"\x1b]2;deskterm (2) - ")


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


def missing(desk: Path) -> None:
    """A month later the desk finds that the targets of every ticket were missed."""
    with open_store(Location(file=desk)) as store:
        by = person(store.db, ME)
        assert by is not None
        now = time.time_ns() // 1000 + 30 * 24 * 3600 * 1_000_000
        assert sweep(Desk(store=store, by=by, rules=Policy(), now=lambda: now)).told


@pytest.mark.parametrize(
    ("bell", "sent", "never"),
    [
        ("none", b"", rb"\x07(?!\x1b\\)|\x1b\]9;"),
        ("bell", rb"\x07", rb"\x1b\]9;"),
        ("notify", rb"\x1b\]9;deskterm: DT-[38]: ", b"!"),
    ],
)
def test_a_missed_target_is_rung_only_when_that_is_asked_for(desk: Path, bell: str, sent: bytes, never: bytes) -> None:
    """Once, for a ticket of mine; the title, whose count is the same, is not sent again."""
    with Seat(desk, DESKTERM_BELL=bell) as seat:
        heard(seat, b"\x1b]2;deskterm (1) - ")
        titles, before = seat.term.said.count(b"\x1b]2;"), len(seat.term.said)
        missing(desk)
        seat.sees("is used up|% of the target")
        seat.listen(0.5)
        told = re.sub(rb"\x1b\]2;[^\x07]*\x07", b"", seat.term.said[before:])
        assert re.search(sent, told) and not re.search(never, told)
        assert told.count(b"\x07") == (bell != "none")
        assert seat.term.said.count(b"\x1b]2;") == titles


EDITOR = """#!/bin/sh
stat -c %a "$1" > "$SEEN"; stat -c %a "$(dirname "$1")" >> "$SEEN"; echo "$1" >> "$SEEN"; cat "$1" >> "$SEEN"
touch "$1~"
printf '\\033[2J\\033[31mEDITOR' > /dev/tty
case $MODE in
  kill) printf ' saved' >> "$1"; kill -9 $$;;
  fail) printf ' lost' >> "$1"; exit 3;;
esac
trap 'touch "$SEEN.int"' INT
read -r typed < /dev/tty || read -r typed < /dev/tty
printf ' more' >> "$1"
"""


@pytest.mark.parametrize(
    ("mode", "told", "kept"),
    [
        ("", "", "some more"),
        pytest.param("kill", "ended by signal 9", "some saved", marks=pytest.mark.soak),
        ("fail", "ended with code 3", "some"),
    ],
)
def test_an_editor_has_the_terminal_and_gives_it_back(desk: Path, mode: str, told: str, kept: str) -> None:
    """It gets a file that nobody else can read, of which nothing stays; ctrl+c is its own; the picture is back."""
    script, seen = desk.parent / "my editor", desk.parent / "seen"
    script.write_text(EDITOR)
    script.chmod(0o755)
    state = desk.parent / "state"
    more = {"EDITOR": f"'{script}'", "SEEN": str(seen), "MODE": mode, "XDG_STATE_HOME": str(state)}
    with Seat(desk, **more) as seat:
        seat.types("isome").sees("some")
        seat.types("\x0f")
        if not mode:
            seat.sees("EDITOR").listen(0.2)
            seat.types("\x03").listen(0.4)
            seat.types("\n")
        seat.sees(told or f"{kept}").sees(f"│{kept} *$")
        before = list(seat.term.cells)
        seat.types("\x0c").listen(0.5)
        assert seat.term.cells == before
    mode_of_file, mode_of_folder, path, text = seen.read_text().splitlines()
    assert (mode_of_file, mode_of_folder, text) == ("600", "700", "some")
    assert bool(mode) or Path(f"{seen}.int").exists()
    assert Path(path).is_relative_to(state / "deskterm")
    assert not any(place.is_file() for place in state.rglob("*"))


def test_an_editor_that_is_not_there(desk: Path) -> None:
    """It is said, the text stays, and writing goes on."""
    with Seat(desk, EDITOR="/nonexistent/ed", VISUAL="") as seat:
        seat.types("isome").sees("some").types("\x0f").sees("There is no editor /nonexistent/ed")
        seat.types(" more").sees("some more")


def stored(seat: Seat, rows: int, columns: int) -> None:
    """The terminal has another size."""
    term = seat.term
    term.screen.resize(rows, columns)
    term.size, term.cells, term.text = (columns, rows), [None] * rows, [""] * rows
    fcntl.ioctl(term.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def test_a_storm_of_sizes_ends_with_the_right_picture(desk: Path) -> None:
    """Fifty sizes in a second, some of them too small, with keys between: the last one is painted whole."""
    with Seat(desk, size=(120, 40)) as seat, Seat(desk, size=(100, 30)) as other:
        for at in range(50):
            stored(seat, 40 - at % 25, 120 - at * 3 % 90)
            seat.types("jk"[at % 2]).listen(0.02)
        stored(seat, 30, 100)
        other.types("jk" * 25)
        for one in (seat, other):
            one.types("g\x0c").sees(r"\? help", quiet=0.6)
        assert seat.picture == other.picture


def test_the_shell_is_one_key_away(desk: Path) -> None:
    """ctrl+z gives the shell its terminal, fg brings the picture back and the keys; without a shell it is said."""
    with Seat(desk, before=["bash", "--norc", "--noprofile", "-i", "-s"], ready=None, PS1="ready> ") as seat:
        seat.sees(r"\$|>").types(shlex.join(COMMAND) + "\r").sees(r"Mine \d").types("j").listen(0.3)
        before = seat.picture
        seat.types("\x1a").sees("Stopped", quiet=0.3)
        assert b"\x1b[?1049l" in seat.term.said
        assert pyte.modes.DECTCEM in seat.term.screen.mode
        seat.types("fg\r")
        limit = time.monotonic() + 20
        while seat.term.said.count(b"\x1b[?1049h") < 2 and time.monotonic() < limit:
            seat.listen(0.1)
        seat.sees(r"\? help", quiet=0.5)
        assert seat.picture == before
        seat.types("G").sees("5/5|6/6|7/7|8/8")
    with Seat(desk) as seat:
        seat.types("\x1a").sees("no shell below")
