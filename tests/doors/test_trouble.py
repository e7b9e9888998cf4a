"""Places that are no usable desk, from the start or all at once: a sentence, nothing half-written, no text lost."""

import os
import re
import resource
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskterm.store.version import SCHEMA
from tests.doors.terminals import UNPRIVILEGED, Seat, copied, limited, run, show, whole


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
DAMAGED = "is damaged: .*Put a backup back: deskterm restore PATH"
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
    "page of the people": (overwritten(3 * 4096, 4096), DAMAGED),
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
    connection = sqlite3.connect(desk)
    connection.execute("VACUUM")  # a page that nothing uses can't be damaged
    connection.close()
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
    desk.unlink()
    assert run(small_disk / "second.db", "init").returncode == 0


@pytest.mark.parametrize("left", range(300_000, 800_000, 100_000))
def test_a_disk_that_fills_up_while_a_desk_is_made(small_disk: Path, left: int) -> None:
    """A new desk appears whole or not at all, however far the making comes."""
    fill(small_disk, left)
    done = run(small_disk / "new.db", "init")
    if done.returncode == 0:
        assert whole(small_disk / "new.db") > 0
    else:
        assert b"There is no space left" in done.stderr, done
        assert [place.name for place in small_disk.iterdir()] == ["ballast"]


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
    "no room": (no_room, room, "(can't be written|no space left)"),
}


@pytest.mark.parametrize(
    ("name", "acted"),
    [("unwritable", False), ("newer", True), pytest.param("no room", False, marks=pytest.mark.soak), ("no room", True)],
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


def test_a_desk_whose_pages_go_bad_while_it_is_open(desk: Path) -> None:
    """Nothing crashes: what can't be read is said, the screens below stay, and the app can be left."""
    rows = desk.with_name("rows.csv")
    rows.write_text("subject\n" + "".join(f"Ticket {number}\n" for number in range(40)))
    assert run(desk, "import", str(rows)).returncode == 0
    connection = sqlite3.connect(desk)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with Seat(desk) as seat:
        overwritten(2 * 4096, desk.stat().st_size - 2 * 4096)(desk)
        for key in ("\r", "r", "t", "r", "2", "G"):
            seat.types(key).listen(0.2)
            seat.sees(r"is\s+damaged|Read again")
        seat.types("q").listen(0.2)
        assert seat.end() in (0, 6)
    assert b"Traceback" not in seat.heard
