"""Backup and restore at the shell: exit codes, rights, people at the desk, full disks, and kills at any moment."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import deskterm
from deskterm.store.backup import manifest, names
from deskterm.store.backup.checking import compare, examine
from deskterm.store.backup.durable import sha256_of
from deskterm.store.errors import Flaw
from deskterm.texts import backups
from tests.doors import test_trouble
from tests.doors.conftest import ME, Shell
from tests.doors.terminals import Seat, begun, copied, limited, run, whole

small_disk = test_trouble.small_disk
SOURCE = Path(deskterm.__file__).parent
UNITS = SOURCE.parents[1] / "docs" / "units"


@pytest.fixture
def desk(tmp_path: Path, prepared: Path) -> Path:
    """A copy of the prepared desk."""
    return copied(prepared, tmp_path)


def test_lost_and_found(shell: Shell) -> None:
    """A desk is backed up, lost, and put back with everything that was in it, and the record says so."""
    made = shell.done("backup", "--json").json
    assert made["recorded"] is True
    copy = Path(made["backup"])
    assert copy.parent == Path(f"{shell.db}.backups")
    assert Path(made["manifest"]).is_file()
    before = shell.done("list", "--json").out
    for path in shell.db.parent.glob("desk.db*"):
        if path.is_file():
            path.unlink()
    assert shell.run("list").code == 6
    told = shell.done("restore", str(copy.parent))
    assert str(copy) in told.out
    assert made["head"] in told.out
    assert shell.done("list", "--json").out == before
    assert shell.done("audit", "verify", "--head", made["head"]).code == 0


def test_the_old_desk_is_named(shell: Shell) -> None:
    """What was there is kept beside it and named; the document holds all of it."""
    made = shell.done("backup", "--json").json
    shell.done("note", "2", "-m", "since then")
    done = shell.done("restore", made["backup"], "--json").json
    assert {key: done[key] for key in ("head", "sha256", "made_at", "tickets", "backup")} == {
        key: made[key] for key in ("head", "sha256", "made_at", "tickets", "backup")
    }
    assert (done["proven"], done["passed_over"]) == (True, [])
    assert whole(Path(done["kept"])) == whole(shell.db) + 1
    assert shell.show("2")["thread"] == []


def test_damage_is_told(shell: Shell) -> None:
    """8, a sentence for each thing that is wrong, and a document; the desk goes on as it is."""
    copy = Path(shell.done("backup", "--json").json["backup"])
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    result = shell.run("restore", str(copy), "--json")
    assert result.code == 8
    assert result.json["damaged"]["where"] == str(copy)
    codes = [flaw["code"] for flaw in result.json["damaged"]["flaws"]]
    assert "sha256" in codes
    assert "the file's SHA-256 is" in result.err
    assert not list(shell.db.parent.glob("*before-restore*"))


def test_a_damaged_desk_is_not_backed_up_as_a_good_one(shell: Shell) -> None:
    """8 for a desk whose record was changed; the good copy stays, and what there is is kept under another name."""
    import sqlite3

    good = shell.done("backup", "--json").json["backup"]
    connection = sqlite3.connect(shell.db)
    connection.execute("DROP TRIGGER event_no_update")
    connection.execute("UPDATE event SET actor = 'nobody' WHERE id = 3")
    connection.commit()
    connection.close()
    for _ in range(2):
        result = shell.run("backup")
        assert result.code == 8
        assert "broken at event 3" in result.err
        assert "deskterm.damaged; it is no backup" in result.err
    assert [path.name for path in Path(good).parent.iterdir() if path.suffix == ".db"] == [Path(good).name]
    assert not list(Path(good).parent.glob(".*"))
    assert (Path(good).parent / "deskterm.damaged").stat().st_mode & 0o777 == 0o600
    shell.done("restore", str(Path(good).parent))


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("restore nowhere.db", 4, "no backup at"),
        ("restore", 2, "PATH|required"),
        ("--read-only restore x.db", 3, "only reads"),
        ("restore . --db postgresql://nobody@localhost:1/x", 6, "pg_dump"),
        ("backup --db postgresql://nobody@localhost:1/x", 6, "pg_dump"),
        ("backup desk.db", 3, "never overwrites"),
        ("backup --as anna", 3, "admin"),
        ("backup --as felix", 3, "admin"),
        ("--read-only backup", 0, "was not told"),
        ("backup folder/new.db", 0, "proven whole"),
    ],
)
def test_how_it_ends(shell: Shell, line: str, code: int, said: str) -> None:
    """The exit codes of the interface, each with a sentence."""
    result = shell.run(*line.split())
    assert result.code == code, result
    assert re.search(said, result.err), result
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    ("who", "may"), [("anna", False), ("viktor", False), ("felix", False), ("leo", False), ("ada", True), (ME, True)]
)
def test_who_may(shell: Shell, who: str, may: bool) -> None:
    """Admins back up and restore; agents, leads and auditors are refused, and nothing changes."""
    shell.done("agent", "add", "leo", "--line", "1", "--role", "lead")
    shell.done("agent", "add", "ada", "--role", "admin")
    copy = shell.done("backup", "--json").json["backup"]
    before = shell.done("audit", "head").out
    for words in (["backup"], ["restore", copy]):
        assert shell.run("--as", who, *words).code == (0 if may else 3), words
    assert (shell.done("audit", "head").out == before) is not may


def test_somebody_sits_at_the_desk(desk: Path) -> None:
    """6 and nothing changes while the app is open; the app goes on; when everybody has left it goes through."""
    assert run(desk, "backup").returncode == 0
    with Seat(desk) as seat:
        done = run(desk, "restore", f"{desk}.backups")
        assert done.returncode == 6
        assert b"open. Nothing was changed; let everybody leave" in done.stderr
        assert run(desk, "backup").returncode == 0
        seat.types("gifirst\x13").sees("DT-1: noted").types("q")
        assert seat.end() == 0
    assert run(desk, "restore", f"{desk}.backups").returncode == 0
    whole(desk)


@pytest.mark.parametrize("size", [0, 20_000, *(pytest.param(n, marks=pytest.mark.soak) for n in (300, 60_000))])
def test_files_that_may_not_grow(desk: Path, tmp_path: Path, size: int) -> None:
    """6 and a sentence about room; nothing half-written stays, and both go through when there is room."""
    assert run(desk, "backup", "good.db", before=["env", "-C", str(tmp_path)]).returncode == 0
    events = whole(desk)
    for words in (["backup"], ["restore", str(tmp_path / "good.db")]):
        done = run(desk, *words, before=limited(size), PYTHONDONTWRITEBYTECODE="1")
        assert done.returncode == 6, done
        assert re.search(rb"can't be written: |no space left", done.stderr)
        assert whole(desk) == events
        assert not [path for path in tmp_path.rglob(".*") if path.name.startswith((".deskterm", ".desk.db"))]
    assert run(desk, "backup").returncode == 0
    assert run(desk, "restore", str(tmp_path / "good.db")).returncode == 0


def test_a_full_disk(small_disk: Path, prepared: Path) -> None:
    """The word that space is missing; no file of a backup and no change of the desk; later it goes through."""
    desk = copied(prepared, small_disk)
    place = small_disk / "kept"
    test_trouble.fill(small_disk, 100_000)
    done = run(desk, "backup", str(place))
    assert done.returncode == 6
    assert b"no space left" in done.stderr
    assert list(place.iterdir()) == []
    (small_disk / "ballast").unlink()
    assert run(desk, "backup", str(place)).returncode == 0
    events = whole(desk)
    test_trouble.fill(small_disk, 50_000)
    done = run(desk, "restore", str(place))
    assert done.returncode == 6, done
    assert b"no space left" in done.stderr
    assert whole(desk) == events
    (small_disk / "ballast").unlink()


def ended(desk: Path, seconds: float, number: int, *words: str) -> int:
    """Start a command and send it a signal after so many seconds; how it ended."""
    pid = begun(desk, *words)
    time.sleep(seconds)
    os.kill(pid, number)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def span(deed: Callable[[], object]) -> tuple[float, float]:
    """From which moment on a command does something, and when it has ended, in seconds."""
    begun = time.monotonic()
    deed()
    return 0.5 * (time.monotonic() - begun), time.monotonic() - begun


def good_folder(folder: Path) -> list[Path]:
    """Every copy under its name has its manifest, which it agrees with."""
    copies = sorted(path for path in folder.glob("*.db") if not path.name.startswith("."))
    for copy in copies:
        content, flaws = examine(copy)
        said = manifest.read(names.manifest_of(copy))
        assert compare(said, content, sha256_of(copy), copy.stat().st_size) + flaws == []
    return copies


@pytest.mark.parametrize("number", [signal.SIGKILL, pytest.param(signal.SIGTERM, marks=pytest.mark.soak)])
@pytest.mark.parametrize("many", [3, pytest.param(200, marks=pytest.mark.soak)])
def test_a_backup_ended_at_any_moment(desk: Path, many: int, number: int) -> None:
    """What bears a backup's name is one; the desk is whole; the next one succeeds and cleans up."""
    chance = random.Random(many + number)
    folder = Path(f"{desk}.backups")
    begin, end = span(lambda: run(desk, "backup"))
    seen = set()
    for _ in range(many):
        seen.add(ended(desk, chance.uniform(begin, end), number, "backup", "--keep-all"))
        good_folder(folder)
        whole(desk)
    assert seen <= {0, -number, 128 + number}
    assert run(desk, "backup").returncode == 0
    left = {path.name for path in folder.iterdir()}
    assert left == {name for copy in good_folder(folder) for name in (copy.name, names.manifest_of(copy).name)}


@pytest.mark.parametrize("number", [signal.SIGKILL, pytest.param(signal.SIGTERM, marks=pytest.mark.soak)])
@pytest.mark.parametrize("many", [3, pytest.param(200, marks=pytest.mark.soak)])
def test_a_restore_ended_at_any_moment(desk: Path, many: int, number: int) -> None:
    """There is a whole desk at every moment, the old one or the new one, and the old one is not lost."""
    chance = random.Random(many + number)
    assert run(desk, "backup", str(desk.with_name("good.db"))).returncode == 0
    assert run(desk, "note", "2", "-m", "since then").returncode == 0
    old = whole(desk)
    aside = desk.with_name("aside.db")
    shutil.copy(desk, aside)
    words = ("restore", str(desk.with_name("good.db")))
    begin, end = span(lambda: run(desk, *words))
    for _ in range(many):
        for path in desk.parent.glob("*desk.db*"):
            path.unlink()
        shutil.copy(aside, desk)
        desk.chmod(0o600)
        assert ended(desk, chance.uniform(begin, end), number, *words) in (0, -number, 128 + number)
        found = whole(desk)
        assert found in (old, old - 1)
        if found != old:
            (kept,) = desk.parent.glob("desk.db.before-restore-*.db")
            assert whole(kept) == old
        assert run(desk, *words).returncode == 0
        assert whole(desk) == old - 1
        assert not list(desk.parent.glob(".desk.db*"))


def test_two_at_once(desk: Path) -> None:
    """Backups that begin in the same second wait for one another, and each has a name of its own."""
    processes = [begun(desk, "backup", "--keep-all") for _ in range(4)]
    assert [os.waitpid(pid, 0)[1] for pid in processes] == [0, 0, 0, 0]
    assert len(good_folder(Path(f"{desk}.backups"))) == 4


def test_every_flaw_has_a_sentence() -> None:
    """No code that a check may give is shown bare, and no sentence is left over."""
    text = "".join(
        path.read_text() for folder in ("store/backup", "usecases") for path in (SOURCE / folder).glob("*.py")
    )
    made = set(re.findall(r'(?:Flaw\(|flaws, )"([a-z0-9_]+)"', text))
    assert made == set(backups.FLAWS)
    for code in made:
        sentence = backups.flaw(Flaw(code, dict.fromkeys(slots(backups.FLAWS[code]), "x")))
        assert "{" not in sentence
    assert backups.flaw(Flaw("sunspots")) == "sunspots"


def slots(sentence: str) -> list[str]:
    """The names of a sentence's arguments."""
    return re.findall(r"{([a-z]+)}", sentence)


def test_the_units_are_understood() -> None:
    """systemd finds nothing wrong with the files that the guide shows; the line for cron has its five fields."""
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("no systemd here")
    done = subprocess.run(
        [tool, "verify", *sorted(UNITS.glob("deskterm-*.[st]*"))], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    line = (UNITS / "deskterm-backup.cron").read_text().splitlines()[-1]
    assert re.fullmatch(r"(\S+ ){5}.*deskterm --as marina backup .*", line)


def test_what_the_units_run_is_done_for_an_account_that_only_owns_the_desk(tmp_path: Path) -> None:
    """The account of a server is none of the people of its desk; the names in the units are those of the guide."""
    desk = tmp_path / "desk.db"
    assert run(desk, "init", "--lead", "marina").returncode == 0
    for unit in ("sweep", "backup"):
        line = re.search(
            r"^ExecStart=/usr/bin/env deskterm (.*)$", (UNITS / f"deskterm-{unit}.service").read_text(), re.M
        )
        assert line is not None
        done = run(desk, *line[1].replace("/srv/backups/desk/", f"{tmp_path}/").split())
        assert done.returncode == 0, done


def test_the_help_loads_no_object_mapper() -> None:
    """The commands' module is imported without it; only the event that is written needs it."""
    code = "import sys, deskterm.cli.backup; sys.exit(len({'sqlalchemy', 'sqlmodel', 'alembic'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
