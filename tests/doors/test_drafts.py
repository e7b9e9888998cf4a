"""Nothing typed is lost: whatever ends the app, the next start offers what was not sent, and nothing that was."""

import os
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from tests.doors.storms import storm
from tests.doors.terminals import Seat, copied, show, whole
from tests.doors.test_ends import hurt

TEXT = "the cable was loose and so"


@pytest.fixture
def desk(tmp_path: Path, prepared: Path) -> Path:
    """A copy of the prepared desk."""
    return copied(prepared, tmp_path)


def spooled(desk: Path) -> list[Path]:
    """The files in which texts are kept on this machine."""
    return sorted((desk.parent / "deskterm" / "drafts").rglob("*.draft"))


def beside(desk: Path) -> list[str]:
    """The texts that are kept beside the desk."""
    path = desk.with_name("desk-live.db")
    if not path.exists():
        return []
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    rows = connection.execute("SELECT body FROM live_draft").fetchall()
    connection.close()
    return [body for (body,) in rows]


def goes_on(desk: Path, text: str) -> None:
    """The next start offers the text; it is finished and sent, and nothing is left of it."""
    with Seat(desk, ready="1 text is not sent") as seat:
        assert text[:20] in seat.picture
        seat.types("\r").sees("Your draft is back")
        seat.types(" done\x13").sees(r"u takes it back", quiet=0.5)
        seat.types("q")
        assert seat.end() == 0
    assert f"{text} done" in [entry["body"] for entry in show(desk, 2)["thread"]]
    assert (spooled(desk), beside(desk)) == ([], [])
    whole(desk)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_loses_no_letter(desk: Path, number: signal.Signals) -> None:
    """What was typed a moment before the signal is offered by the next start, and goes on."""
    with Seat(desk) as seat:
        seat.types(f"/2\ri{TEXT}").sees("loose and so", quiet=0.1)
        hurt(seat, number)
    goes_on(desk, TEXT)


@pytest.mark.soak
def test_a_kill_loses_no_more_than_a_second(desk: Path) -> None:
    """Keys that never rest are kept all the same; what is a second old survives kill -9."""
    with Seat(desk) as seat:
        seat.types(f"/2\ri{TEXT}").sees("loose and so", quiet=0.01)
        for letter in "x" * 15:
            seat.types(letter)
            seat.listen(0.1)
        hurt(seat, signal.SIGKILL)
    assert any(TEXT in body for body in beside(desk)) or spooled(desk)
    with Seat(desk, ready="1 text is not sent") as seat:
        seat.types("\r").sees(TEXT + "x")


@pytest.mark.soak
def test_a_cut_line_loses_nothing(desk: Path) -> None:
    """The terminal goes away in the middle of a word: the app ends by itself and has kept it."""
    with Seat(desk) as seat:
        seat.types(f"/2\ri{TEXT}").sees("loose and so", quiet=0.1)
        os.close(seat.term.fd)
        for _ in range(500):
            pid, status = os.waitpid(seat.term.pid, os.WNOHANG)
            if pid:
                break
            time.sleep(0.02)
        assert pid, "it still runs"
        assert os.waitstatus_to_exitcode(status) == 128 + signal.SIGHUP
        seat.code = 0
        seat.term.fd = os.open(os.devnull, os.O_RDONLY)
    goes_on(desk, TEXT)


def test_what_was_sent_is_not_offered(desk: Path) -> None:
    """A text that went through leaves nothing: no file, no row, no question."""
    with Seat(desk) as seat:
        seat.types("/2\ri").sees("Internal text")
        seat.types("sent").listen(1.2)
        assert beside(desk)
        seat.types(" in time\x13").sees("u takes it back", quiet=0.5)
        hurt(seat, signal.SIGKILL)
    assert (spooled(desk), beside(desk)) == ([], [])
    with Seat(desk) as seat:
        assert "not sent" not in seat.picture


def test_files_of_texts_are_for_their_author_alone(desk: Path) -> None:
    """The folder and the files of unsent texts, and the file beside the desk, are read by nobody else."""
    with Seat(desk) as seat:
        seat.types("/2\riprivate").sees("private", quiet=0.01)
        seat.listen(1.5)
        assert desk.with_name("desk-live.db").stat().st_mode & 0o777 == 0o600
        hurt(seat, signal.SIGTERM)
    with sqlite3.connect(desk.with_name("desk-live.db")) as held:
        held.execute("BEGIN EXCLUSIVE")
        with Seat(desk) as seat:
            seat.types("/2\riprivate").sees("private", quiet=0.01)
            hurt(seat, signal.SIGTERM)
    (path,) = spooled(desk)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_an_end_at_any_moment_loses_no_text(desk: Path) -> None:
    """kill -9, signals and cut lines while notes are typed and sent: no letter that is a second old is lost."""
    told = storm(desk, 25, seed=7)
    assert told["due"] > 25, told
    assert told["kept"] > 25, told


@pytest.mark.soak
def test_many_ends_lose_no_text(desk: Path) -> None:
    """The same a thousand times."""
    told = storm(desk, 1000, seed=13)
    assert told["sent"] > 1000, told
