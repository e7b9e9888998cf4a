"""Texts from outside that are too long, no text, or steer a terminal: refused, or kept exactly and shown safely."""

import os
import re
import subprocess
import time
from pathlib import Path

import pytest

from tests.doors.terminals import COMMAND, Seat, copied, environment, run, show, whole


@pytest.fixture
def desk(tmp_path: Path, prepared: Path) -> Path:
    """A copy of the prepared desk."""
    return copied(prepared, tmp_path)


@pytest.fixture(scope="module")
def huge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fifty megabytes in one line."""
    place = tmp_path_factory.mktemp("huge") / "text"
    place.write_bytes(b"printer on fire " * (50 << 16))
    return place


@pytest.mark.parametrize(
    "line",
    ["reply 2 -m -", "note 2 -m -", "new --subject s --reporter r --body -", "classify -", "classify --jsonl"],
)
def test_a_text_of_fifty_megabytes(desk: Path, huge: Path, line: str) -> None:
    """It is refused at once, with 2 or 7, in little memory."""
    with huge.open("rb") as text:
        began = time.monotonic()
        process = subprocess.Popen(
            [*COMMAND, *line.split()],
            env=environment(desk),
            stdin=text,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert process.stdout
        told = process.stdout.read(100_000)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stdout.close()
    assert process.returncode in (2, 7), told
    assert b"Traceback" not in told
    assert len(told) < 2_000
    assert usage.ru_maxrss < 400 << 10
    assert time.monotonic() - began < 10
    whole(desk)


@pytest.mark.parametrize(
    "junk",
    [b"caf\xe9", *(pytest.param(junk, marks=pytest.mark.soak) for junk in (b"\xed\xa0\x80", b"\xf4\x90\x80\x80"))],
)
@pytest.mark.parametrize(
    "line", ["new --reporter r --subject", "note 2 -m", "show", "--db", "list --query", "amend 2 --place"]
)
def test_arguments_that_are_no_text(desk: Path, line: str, junk: bytes) -> None:
    """Bytes that are not UTF-8 end with a documented code and a sentence, and are never stored."""
    before = whole(desk)
    done = run(desk, *line.split(), junk)
    assert done.returncode in (2, 4, 6), done
    assert done.stdout == b""
    assert done.stderr.startswith(b"deskterm: ") and b"Traceback" not in done.stderr
    assert whole(desk) == before


NASTY = "\u202eevil\u202c \u2066مرحبا\u2069 \x1b[31mred\x1b]0;owned\x07\x9b2J ที่ทำ שלום \u200fq\u200b \x7f"
STEERING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def test_foreign_texts(desk: Path) -> None:
    """Texts are kept as they are: a pipe gets every character, a terminal none that steers it."""
    done = run(desk, "note", "2", "-m", "-", stdin=NASTY.encode())
    kept = NASTY if done.returncode == 0 else None
    if kept is None:
        assert done.returncode == 2 and b"-m: " in done.stderr
        kept = re.sub("[\x1b\x07\x7f\x9b]", "", NASTY)
        assert run(desk, "note", "2", "-m", "-", stdin=kept.encode()).returncode == 0
    assert show(desk, 2)["thread"][-1]["body"] == kept
    assert kept in run(desk, "show", "2").stdout.decode()
    with Seat(desk, "show", "2", ready=None, size=(200, 50)) as seat:
        assert seat.end() == 0
    shown = seat.heard.decode()
    assert "evil" in shown and "مرحبا" in shown and "ที่ทำ" in shown
    assert STEERING.search(shown) is None
    with Seat(desk, size=(120, 60)) as seat:
        seat.types("/2\r\r").sees("evil")
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x80-\x9f]", seat.picture)
        seat.listen(0.1)
