"""Places that are no usable desk, from the start or all at once: a sentence, nothing half-written, no text lost."""

import os
import re
import resource
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskterm.store.version import SCHEMA
from tests.doors.terminals import COMMAND, UNPRIVILEGED, Seat, copied, environment, limited, run, show, whole


@pytest.fixture
def desk(tmp_path: Path, prepared: Path) -> Path:
    """A copy of the prepared desk."""
    return copied(prepared, tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.decode(errors='replace').strip()}")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def fill(place: Path, left: int) -> None:
    """Fill the disk until this many bytes are left."""
    state = os.statvfs(place)
    (place / "ballast").write_bytes(bytes(state.f_bavail * state.f_frsize - left))


def newer(desk: Path, by: int = 1) -> None:
    """As a program of a later version would leave it."""
    connection = sqlite3.connect(desk)
    connection.execute(f"PRAGMA user_version = {SCHEMA + by}")
    connection.close()


def foreign(desk: Path) -> None:
    """Another program's database."""
    desk.unlink()
    connection = sqlite3.connect(desk)
    connection.execute("CREATE TABLE ticket (id)")
    connection.close()


def replaced(content: bytes) -> Callable[[Path], object]:
    """Something else under the desk's name."""
    return lambda desk: desk.write_bytes(content)


def folder(desk: Path) -> None:
    """A folder under the desk's name."""
    desk.unlink()
    desk.mkdir()


def overwritten(start: int, count: int) -> Callable[[Path], object]:
    """Some of its bytes are others."""

    def spoil(desk: Path) -> None:
        with desk.open("r+b") as file:
            file.seek(start)
            file.write(b"\xa5" * count)

    return spoil


RIGHTS = "can't be written by this account. Ask the desk's owner, or only read with --read-only"
OTHER = "is not a desk \\(it holds {}\\). Nothing was changed; name another place with --db"
DAMAGED = "is damaged: .*Put back a backup"
PLACES: dict[str, tuple[Callable[[Path], object], str]] = {
    "read-only file": (lambda desk: desk.chmod(0o400), RIGHTS),
    "read-only folder": (lambda desk: desk.parent.chmod(0o500), RIGHTS),
    "unreadable": (lambda desk: desk.chmod(0), "can't be opened: Permission denied. Check the place and its rights"),
    "foreign database": (foreign, OTHER.format("a database of another program")),
    "text": (replaced(b"Dear diary\n" * 90), OTHER.format("something else")),
    "empty": (replaced(b""), OTHER.format("nothing")),
    "folder": (folder, OTHER.format("a folder")),
    "newer": (newer, "made by a newer deskterm .*Install the newer one; nothing was changed"),
    "first page": (overwritten(100, 3000), DAMAGED),
    "second page": (overwritten(4096, 4096), DAMAGED),
}


def state(desk: Path) -> tuple[object, list[str]]:
    """The bytes of the desk, and the names of what is beside it but for the readers' own files."""
    content = desk.read_bytes() if desk.is_file() else sorted(desk.iterdir())
    beside = {place.name for place in desk.parent.iterdir()} - {"desk.db-wal", "desk.db-shm"}
    return content, sorted(beside)


@pytest.mark.parametrize("name", PLACES)
def test_a_place_that_is_no_usable_desk(desk: Path, name: str) -> None:
    """Shell and app end with 6 and one sentence that says what to do; not a byte of the place changes."""
    spoil, sentence = PLACES[name]
    spoil(desk)
    mode = desk.stat().st_mode
    before = None if name == "unreadable" else state(desk)
    for words in (["list"], ["note", "2", "-m", "text"]):
        done = run(desk, *words, before=UNPRIVILEGED)
        assert (done.returncode, done.stdout) == (6, b""), done
        assert re.fullmatch(f"deskterm: .*{sentence}.*\n", done.stderr.decode()), done
    with Seat(desk, before=UNPRIVILEGED, ready=None) as seat:
        assert seat.end() == 6
    assert re.fullmatch(f"deskterm: .*{sentence}.*\r\n", seat.heard.decode())
    assert desk.stat().st_mode == mode
    assert before in (None, state(desk))
    desk.parent.chmod(0o700)


def test_a_desk_on_a_read_only_place_can_be_read(desk: Path) -> None:
    """--read-only lists and shows what an account may not write, and leaves nothing beside it."""
    desk.chmod(0o400)
    desk.parent.chmod(0o500)
    before = state(desk)
    assert b"DT-2" in run(desk, "--read-only", "list", before=UNPRIVILEGED).stdout
    with Seat(desk, "--read-only", before=UNPRIVILEGED) as seat:
        seat.types("q")
        assert seat.end() == 0
    assert state(desk) == before
    desk.parent.chmod(0o700)


def test_damage_is_found(desk: Path) -> None:
    """Where the desk opens but pages of it are spoilt, `doctor` ends with 8 and never with a traceback."""
    for start in range(20_000, desk.stat().st_size - 4096, 50_000):
        content = desk.read_bytes()
        overwritten(start, 4000)(desk)
        done = run(desk, "doctor")
        assert done.returncode in (6, 8), (start, done)
        assert b"Traceback" not in done.stderr
        if run(desk, "list").returncode == 0:
            assert done.returncode == 8, (start, done)
        desk.write_bytes(content)


@pytest.mark.parametrize("size", [0, 20_000, 60_000])
def test_files_that_may_not_grow(desk: Path, size: int) -> None:
    """An act for which there is no room ends with 6, a sentence about room and a whole desk without it."""
    done = run(desk, "note", "2", "-m", "x" * 90_000, before=limited(size), PYTHONDONTWRITEBYTECODE="1")
    assert done.returncode == 6, done
    assert re.fullmatch(
        rb"deskterm: (.*can't be written: .*quota|There is no space left for .*free some space).*\n", done.stderr
    )
    events = whole(desk)
    assert run(desk, "note", "2", "-m", "later").returncode == 0
    assert whole(desk) == events + 1


@pytest.mark.parametrize("left", [0, 32_768])
def test_a_full_disk(small_disk: Path, prepared: Path, left: int) -> None:
    """6 and the word that space is missing, for an act and for a new desk; both go through when there is space."""
    desk = copied(prepared, small_disk)
    fill(small_disk, left)
    for words, place in ((["note", "2", "-m", "x" * 90_000], desk), (["init"], small_disk / "second.db")):
        done = run(place, *words)
        assert done.returncode == 6, done
        assert re.fullmatch(
            f"deskterm: There is no space left for {re.escape(str(place))}. Nothing was changed; free .*\n",
            done.stderr.decode(),
        )
    assert not [place.name for place in small_disk.iterdir() if "second" in place.name]
    (small_disk / "ballast").unlink()
    events = whole(desk)
    assert run(desk, "note", "2", "-m", "later").returncode == 0
    assert whole(desk) == events + 1
    assert run(small_disk / "second.db", "init").returncode == 0


def no_room(desk: Path, seat: Seat) -> None:
    """The app may not let any file grow."""
    resource.prlimit(seat.term.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))


def room(desk: Path, seat: Seat) -> None:
    """It may again."""
    resource.prlimit(seat.term.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


Deed = Callable[[Path, Seat], object]
TURNS: dict[str, tuple[Deed, Deed, str]] = {
    "unwritable": (lambda desk, seat: desk.chmod(0o400), lambda desk, seat: desk.chmod(0o600), "can't be written"),
    "newer": (lambda desk, seat: newer(desk), lambda desk, seat: newer(desk, 0), "made by a newer deskterm"),
    "no room": (no_room, room, "can't be written"),
}


@pytest.mark.parametrize(
    ("name", "acted"), [("unwritable", False), ("newer", True), ("no room", False), ("no room", True)]
)
def test_a_desk_that_turns_bad_while_it_is_open(desk: Path, name: str, acted: bool) -> None:
    """The act says so and writes nothing, what was typed stays, and once the desk is good again it is sent."""
    spoil, mend, sentence = TURNS[name]
    with Seat(desk, before=UNPRIVILEGED) as seat:
        if acted:
            seat.types("gifirst\x13").sees("DT-1: noted")
        spoil(desk, seat)
        seat.types("gitext that was typed").sees("text that was typed").types("\x13")
        seat.sees(sentence.replace(" ", r"\s+"))
        assert "text that was typed" in seat.picture
        events = sqlite3.connect(f"file:{desk}?mode=ro", uri=True).execute("SELECT count(*) FROM event").fetchone()
        mend(desk, seat)
        assert whole(desk) == events[0]
        seat.types("\x13").sees("DT-1: noted")
        seat.types("q")
        assert seat.end() == 0
    assert [entry["body"] for entry in show(desk, 1)["thread"]] == ["first"] * acted + ["text that was typed"]
    assert whole(desk) == events[0] + 1


def test_a_disk_that_fills_up_while_the_app_is_open(small_disk: Path, prepared: Path) -> None:
    """The act says that space is missing, the text stays, and it is sent when there is space again."""
    desk = copied(prepared, small_disk)
    with Seat(desk) as seat:
        seat.types("gifirst\x13").sees("DT-1: noted")
        events = whole(desk)
        fill(small_disk, 0)
        seat.types("gi\x1b[200~" + "long text " * 900 + "\x1b[201~\x13").sees(r"no\s+space\s+left")
        (small_disk / "ballast").unlink()
        assert whole(desk) == events
        seat.types("\x13").sees("DT-1: noted").types("q")
        assert seat.end() == 0
    assert show(desk, 1)["thread"][-1]["body"] == ("long text " * 900).strip()
    assert whole(desk) == events + 1


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


@pytest.mark.parametrize("junk", [b"caf\xe9", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"])
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
