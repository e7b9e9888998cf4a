"""Copies of a desk: which are kept, what their manifests prove, and what a kill at any step leaves behind."""

import json
import os
import random
import shutil
import signal
import sqlite3
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.store.backup import manifest, names
from deskterm.store.backup.checking import GUARDS, compare, examine, reading
from deskterm.store.backup.copying import copy_into, copy_to
from deskterm.store.backup.durable import sha256_of
from deskterm.store.backup.restoring import brought, installed
from deskterm.store.backup.rotation import DAILY, LAST, MONTHLY, WEEKLY, kept
from deskterm.store.backup.standing import held
from deskterm.store.errors import StoreError, Unsound
from deskterm.store.location import Location
from deskterm.store.opening import Store, open_store
from deskterm.store.read.backups import last_backup
from deskterm.store.read.chain import head, verify
from deskterm.store.write.tables import SQLITE_TRIGGERS
from tests.store.desks import START, TRIAGE, founded, reported
from tests.store.older import schema_1

DAY = 86_400_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def at(text: str) -> int:
    """An instant from ISO text in UTC."""
    return (datetime.fromisoformat(text).replace(tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)


def told(instants: set[int]) -> list[str]:
    """Instants as text, the newest first."""
    return [f"{EPOCH + timedelta(microseconds=i):%Y-%m-%d %H:%M}" for i in sorted(instants, reverse=True)]


@pytest.mark.parametrize(
    ("made", "stay"),
    [
        ([], []),
        (["2026-03-01 08:00"], ["2026-03-01 08:00"]),
        # several of one day: the last three made, whatever their day, then the newest of each day
        (
            ["2026-03-01 08:00", "2026-03-02 08:00", "2026-03-02 09:00", "2026-03-02 10:00", "2026-03-02 11:00"],
            ["2026-03-02 11:00", "2026-03-02 10:00", "2026-03-02 09:00", "2026-03-01 08:00"],
        ),
        # a gap of years takes nothing away
        (["2020-01-01 08:00", "2026-03-02 08:00"], ["2026-03-02 08:00", "2020-01-01 08:00"]),
        # around midnight UTC two days begin
        (["2026-03-01 23:59", "2026-03-02 00:00"], ["2026-03-02 00:00", "2026-03-01 23:59"]),
    ],
)
def test_what_stays(made: list[str], stay: list[str]) -> None:
    """The table of the rotation."""
    assert told(kept(map(at, made))) == stay


def test_two_years_of_days() -> None:
    """A backup every evening for two years: 7 days, 5 weeks, 12 months stay, and no more than that."""
    present: set[int] = set()
    first = at("2025-01-01 20:30")
    for day in range(731):
        now = first + day * DAY
        present = kept(present | {now})
        assert now in present
        assert len(present) <= DAILY + WEEKLY + MONTHLY
    assert told(present) == [
        *(f"2027-01-01 20:30 2026-12-{day}" for day in ()),
        "2027-01-01 20:30",
        *(f"2026-12-{day} 20:30" for day in (31, 30, 29, 28, 27, 26, 20, 13, "06")),
        *(f"2026-{month} 20:30" for month in ("11-30", "10-31", "09-30", "08-31", "07-31", "06-30", "05-31", "04-30")),
        "2026-03-31 20:30",
        "2026-02-28 20:30",
    ]


INSTANTS = st.lists(st.integers(0, 800 * DAY), max_size=80)


@given(INSTANTS)
def test_the_newest_stay(instants: list[int]) -> None:
    """The newest is never taken away, nothing appears, and the newest of each of the last seven days stays."""
    stay = kept(instants)
    assert stay <= set(instants)
    assert set(sorted(set(instants))[-LAST:]) <= stay
    days = {i // DAY: max(j for j in instants if j // DAY == i // DAY) for i in instants}
    assert {days[day] for day in sorted(days)[-DAILY:]} <= stay
    assert len(stay) <= LAST + DAILY + WEEKLY + MONTHLY


@given(INSTANTS)
def test_rotating_each_time_is_rotating_once(instants: list[int]) -> None:
    """Copies that were taken away earlier would not have been kept later."""
    present: set[int] = set()
    for now in sorted(instants):
        present = kept(present | {now})
    assert present == kept(instants)


def test_names_sort_by_time(tmp_path: Path) -> None:
    """A name tells its second in UTC; the second and later ones of a second follow the first."""
    now = at("2026-11-23 06:12:07")
    made = []
    for _ in range(12):
        made.append(names.free_name(tmp_path, now))
        made[-1].touch()
    made.append(names.free_name(tmp_path, now + 1_000_000))
    assert made[0].name == "deskterm-20261123-061207Z.db"
    assert sorted(made) == made
    assert all(names.OURS.fullmatch(path.name) for path in made)


@pytest.mark.parametrize(
    ("asked", "folder"),
    [("/x/y", True), ("/x/y/", True), ("/x/y.db", False), ("/x/desk.db.backups", True), ("copy.sqlite", False)],
)
def test_what_a_place_means(asked: str, folder: bool) -> None:
    """A name with an ending is a file, one without is a folder."""
    assert names.is_folder(asked) is folder


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk with three tickets that nobody has open."""
    with founded(tmp_path / "desk.db") as store:
        for _ in range(3):
            reported(store, TRIAGE)
    return tmp_path / "desk.db"


def test_a_copy_and_its_manifest(desk: Path, tmp_path: Path) -> None:
    """The manifest says what the copy holds; both are their owner's alone; the copy is the whole desk."""
    made = copy_into(desk, tmp_path / "kept", START, keep_all=False)
    said = manifest.read(names.manifest_of(made.path))
    assert said == made.manifest
    assert (said.sha256, said.size) == (sha256_of(made.path), made.path.stat().st_size)
    content, flaws = examine(made.path)
    assert (flaws, content.rows, str(content.head), content.desk) == ([], said.rows, said.head, said.desk)
    with open_store(Location(file=desk), read_only=True) as store:
        assert str(head(store.db)) == said.head
        assert said.rows["ticket"] == said.tickets == 3
    for path in (made.path, names.manifest_of(made.path)):
        assert path.stat().st_mode & 0o777 == 0o600
    assert made.path.parent.stat().st_mode & 0o777 == 0o700
    assert len(list(made.path.parent.iterdir())) == 2


def test_the_guards_are_those_that_are_made() -> None:
    """What a copy must have to be append-only is what a new desk gets."""
    assert {statement.split()[2] for statement in SQLITE_TRIGGERS if " event " in statement} >= GUARDS


def test_every_bit_of_a_manifest_counts(desk: Path, tmp_path: Path) -> None:
    """Whatever bit of a manifest is flipped, it is no longer taken for one."""
    path = names.manifest_of(copy_into(desk, tmp_path / "kept", START, keep_all=False).path)
    good = path.read_bytes()
    for place in range(len(good)):
        bad = bytearray(good)
        bad[place] ^= 1 << place % 8
        path.write_bytes(bad)
        with pytest.raises(Unsound):
            manifest.read(path)
    for bad in (good[:-1], good + b"\n", b"", b"[]", b"{}", b"\xff", b"[" * 100_000, good * 2):
        path.write_bytes(bad)
        with pytest.raises(Unsound):
            manifest.read(path)
    path.write_bytes(good)
    manifest.read(path)


def test_a_manifest_of_a_newer_program_is_said_so(desk: Path, tmp_path: Path) -> None:
    """A format that is not known yet is no damage of the manifest's."""
    path = names.manifest_of(copy_into(desk, tmp_path / "kept", START, keep_all=False).path)
    path.write_bytes(json.dumps({**json.loads(path.read_bytes()), "format": 2}).encode())
    with pytest.raises(Unsound) as caught:
        manifest.read(path)
    assert [flaw.code for flaw in caught.value.flaws] == ["manifest_newer"]


def test_rotation_takes_only_its_own(desk: Path, tmp_path: Path) -> None:
    """Copies of another desk, files without a manifest or with a spoilt one, and files of other names stay."""
    folder = tmp_path / "kept"
    with founded(tmp_path / "other.db", own=True):
        pass
    other = copy_into(tmp_path / "other.db", folder, START - 900 * DAY, keep_all=False).path
    named = copy_to(desk, folder / "before-the-move.db", START - 901 * DAY).path
    old = [copy_into(desk, folder, START - day * DAY, keep_all=True).path for day in range(800, 400, -40)]
    names.manifest_of(old[0]).write_text("{}")
    names.manifest_of(old[1]).unlink()
    for day in range(30, 0, -1):
        copy_into(desk, folder, START - day * DAY, keep_all=True)
    made = copy_into(desk, folder, START, keep_all=False)
    assert made.removed
    assert all(path.is_file() for path in (other, named, old[0], old[1], made.path))
    assert not any(path.exists() or names.manifest_of(path).exists() for path in made.removed)
    ours = [path for path in names.with_manifest(folder) if names.OURS.fullmatch(path.name) and path != other]
    assert len(ours) <= LAST + DAILY + WEEKLY + MONTHLY
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_the_last_backup_is_told(desk: Path) -> None:
    """The desk tells the instant and the facts of its last recorded backup; at first there is none."""
    with open_store(Location(file=desk)) as store:
        assert last_backup(store.db) is None
        with store.writing() as writer:
            writer.desk_event("backed_up", {"sha256": "a", "size": 1, "head": "1:b", "tickets": 3}, by="adm", now=START)
            writer.desk_event("backed_up", {"sha256": "c", "size": 2, "head": "2:d", "tickets": 4}, by="adm", now=9)
        assert last_backup(store.db) == (9, {"sha256": "c", "size": 2, "head": "2:d", "tickets": 4})


def test_restoring_finds_somebody_at_the_desk(desk: Path, tmp_path: Path) -> None:
    """Nobody else may have the desk open, reader or writer, be it damaged or not; nothing has changed then."""
    copy = copy_into(desk, tmp_path / "kept", START, keep_all=False).path
    for read_only in (True, False):
        with open_store(Location(file=desk), read_only=read_only):
            assert in_another_process(lambda: put_back(copy, desk)) == "in_use"
    with open_store(Location(file=desk)):
        # in a process of its own: closing the file here would let go of the store's locks
        assert in_another_process(lambda: spoil(desk)) == "done"
        assert in_another_process(lambda: put_back(copy, desk)) == "in_use"
    assert not list(tmp_path.glob("*before-restore*")) + list(tmp_path.glob(".desk*"))
    put_back(copy, desk)
    with open_store(Location(file=desk)) as store:
        assert verify(store.db).broken is None


def test_nobody_gets_in_while_a_desk_is_replaced(desk: Path) -> None:
    """Who comes in between waits, and is let in to the desk that bears the name then."""
    with held(desk):
        assert in_another_process(lambda: open_store(Location(file=desk)).close()) == "busy"


def test_who_waited_at_the_old_file_does_not_take_it_for_the_desk(desk: Path, tmp_path: Path) -> None:
    """A connection that was opened on the file that is replaced finds that it was moved."""
    waiting = sqlite3.connect(desk)
    with held(desk):
        os.link(desk, tmp_path / "aside.db")
        os.rename(copy_to(desk, tmp_path / "new.db", START).path, desk)
    with pytest.raises(sqlite3.OperationalError) as caught:
        waiting.execute("PRAGMA journal_mode = WAL")
    assert caught.value.sqlite_errorname == "SQLITE_READONLY_DBMOVED"
    assert not desk.with_name("desk.db-wal").exists()


def test_a_store_without_connections_notices(desk: Path, tmp_path: Path) -> None:
    """A program that had the desk open but no connection at that moment writes nothing into the restored one."""
    store = Store(Location(file=desk))
    store.know_file()
    copy = copy_into(desk, tmp_path / "kept", START, keep_all=False).path
    put_back(copy, desk)
    with pytest.raises(StoreError) as caught, store.writing():
        pass
    assert caught.value.code == "moved"


def test_a_log_without_its_desk_is_not_taken_for_the_restored_ones(desk: Path, tmp_path: Path) -> None:
    """Where only the write-ahead log of a lost desk is left, it is put aside."""
    copy = copy_into(desk, tmp_path / "kept", START, keep_all=False).path
    with open_store(Location(file=desk)) as store:
        reported(store)
        log = desk.with_name("desk.db-wal").read_bytes()
    assert log
    desk.unlink()
    desk.with_name("desk.db-wal").write_bytes(log)
    put_back(copy, desk)
    with open_store(Location(file=desk)) as store:
        assert verify(store.db).broken is None
        assert store.db.one("SELECT count(*) FROM ticket") == (3,)
    (aside,) = tmp_path.glob("*before-restore*-wal")
    assert aside.read_bytes() == log


def spoil(desk: Path) -> None:
    """Make the file's first bytes those of no desk."""
    with desk.open("r+b") as file:
        file.write(b"\0" * 50)


def put_back(copy: Path, target: Path) -> Path | None:
    """Restore without rights and questions."""
    with brought(copy, target, demand=True) as found:

        def tell(store: Store) -> None:
            with store.writing() as writer:
                writer.desk_event("restored", {"head": str(found.content.head)}, by="adm", now=START)

        return installed(found, target, START, tell)


def in_another_process(deed: Callable[[], object]) -> str:
    """The code of the StoreError that it ends in there."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            deed()
            os.write(writing, b"done")
        except StoreError as error:
            os.write(writing, error.code.encode())
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        return pipe.read()


STEPS = ("open", "link", "rename", "unlink", "fsync", "fchmod", "chmod", "close")


def killed(deed: Callable[[], object], step: int, count: Path) -> int:
    """Do it in another process that dies at this call of the system or statement; 0: of nothing, and count them."""
    pid = os.fork()
    if pid:
        return os.waitpid(pid, 0)[1]
    try:
        seen = 0

        def pass_by(*_: object) -> None:
            nonlocal seen
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

        def watched(real: Callable[..., object]) -> Callable[..., object]:
            def call(*args: object, **more: object) -> object:
                pass_by()
                return real(*args, **more)

            return call

        connect = sqlite3.connect

        def connected(*args: object, **more: object) -> sqlite3.Connection:
            connection = connect(*args, **more)  # type: ignore[call-overload]
            connection.set_trace_callback(pass_by)
            return connection  # type: ignore[no-any-return]

        for name in STEPS:
            setattr(os, name, watched(getattr(os, name)))
        sqlite3.connect = sqlite3.dbapi2.connect = connected  # type: ignore[assignment]
        deed()
        count.write_text(str(seen))
    except BaseException:  # noqa: BLE001 - the forked child must not return into the test runner
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def moments(deed: Callable[[], object], tmp_path: Path, many: int) -> list[int]:
    """Steps at which to kill, over the whole length of the deed."""
    assert killed(deed, 0, tmp_path / "count") == 0
    last = int((tmp_path / "count").read_text())
    assert last > 30
    return sorted(random.Random(last).sample(range(1, last + 1), min(many, last)))


@pytest.mark.parametrize("many", [8, pytest.param(1000, marks=pytest.mark.soak)])
def test_a_backup_killed_at_any_step(desk: Path, tmp_path: Path, many: int) -> None:
    """Every copy under its name has a manifest that it agrees with, old ones included; the next run cleans up."""
    folder = tmp_path / "kept"
    for day in range(40, 30, -1):
        copy_into(desk, folder, START - day * DAY, keep_all=True)

    shutil.copytree(folder, tmp_path / "before")

    def deed() -> None:
        copy_into(desk, folder, START, keep_all=False)

    for step in moments(deed, tmp_path, many):
        shutil.rmtree(folder)
        shutil.copytree(tmp_path / "before", folder)
        assert killed(deed, step, tmp_path / "count") == signal.SIGKILL
        for copy in folder.glob("[!.]*.db"):
            said = manifest.read(names.manifest_of(copy))
            content, flaws = examine(copy)
            assert compare(said, content, sha256_of(copy), copy.stat().st_size) + flaws == []
        with open_store(Location(file=desk)) as store:
            assert verify(store.db).broken is None
        made = copy_into(desk, folder, START + DAY, keep_all=False)
        left = {path.name for path in folder.iterdir()}
        whole = {path.name for path in names.with_manifest(folder)}
        assert made.path.name in whole
        assert left == whole | {name + names.MANIFEST for name in whole}


@pytest.mark.parametrize("state", ["there", "damaged", "absent"])
@pytest.mark.parametrize("many", [8, pytest.param(1000, marks=pytest.mark.soak)])
def test_a_restore_killed_at_any_step(desk: Path, tmp_path: Path, many: int, state: str) -> None:
    """The desk is the old one or the new one; nothing of the old is lost; the next run succeeds and cleans up."""
    copy = copy_into(desk, tmp_path / "kept", START, keep_all=False).path
    with open_store(Location(file=desk)) as store:
        reported(store)
    if state == "damaged":
        with desk.open("r+b") as file:
            file.write(b"\xa5" * 2000)
    old = desk.read_bytes()

    def again() -> None:
        for path in tmp_path.glob("*desk.db*"):
            path.unlink()
        if state != "absent":
            desk.write_bytes(old)

    def deed() -> None:
        put_back(copy, desk)

    again()
    steps = moments(deed, tmp_path, many)
    for step in steps:
        again()
        assert killed(deed, step, tmp_path / "count") == signal.SIGKILL
        kept_files = [path.read_bytes() for path in tmp_path.glob("desk.db.before-restore-*.db")]
        if not desk.exists():
            assert state == "absent"
        elif state == "damaged" and desk.read_bytes() == old:
            assert set(kept_files) <= {old}
        else:
            with open_store(Location(file=desk)) as store:
                assert verify(store.db).broken is None
                tickets = store.db.one("SELECT count(*) FROM ticket")
                assert tickets == (3,) or (tickets == (4,) and state == "there")
            assert tickets == (4,) or state == "absent" or kept_files
        deed()
        with open_store(Location(file=desk)) as store:
            assert store.db.one("SELECT count(*) FROM ticket") == (3,)
            assert verify(store.db).broken is None
        left = [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]
        assert left == []
        assert not [path for path in tmp_path.glob("*before-restore*") if path.samefile(desk)]


def test_an_older_form_is_brought_up_to_date_before_it_appears(tmp_path: Path) -> None:
    """A copy of an earlier release is put back as a desk of this one, and the copy stays as it was."""
    copy = schema_1(tmp_path / "copy.db")
    content, flaws = examine(copy)
    assert (flaws, content.schema, content.head) == ([], 1, None)
    with reading(copy) as db:
        end = str(head(db))
    good = manifest.Manifest(
        desk=str(content.desk), name=content.name, made_at=START, program="0.1.0", schema=1,
        sha256=sha256_of(copy), size=copy.stat().st_size, rows=content.rows, head=end,
    )  # fmt: skip
    names.manifest_of(copy).write_bytes(manifest.written(replace(good, head="5:" + "0" * 64)))
    with pytest.raises(Unsound) as caught:
        put_back(copy, tmp_path / "desk.db")
    assert [flaw.code for flaw in caught.value.flaws] == ["head"]
    names.manifest_of(copy).write_bytes(manifest.written(good))
    put_back(copy, tmp_path / "desk.db")
    with open_store(Location(file=tmp_path / "desk.db")) as store:
        assert verify(store.db, end).broken is None
        assert store.db.one("SELECT count(*) FROM ticket") == (good.tickets,)
    assert sha256_of(copy) == good.sha256
    assert {path.name for path in tmp_path.iterdir()} == {"copy.db", "copy.db.manifest.json", "desk.db"}


def test_a_newer_form_is_refused(desk: Path, tmp_path: Path) -> None:
    """A copy that a later release made is not put back by this one, and is not called damaged."""
    copy = copy_into(desk, tmp_path / "kept", START, keep_all=False).path
    connection = sqlite3.connect(copy)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = desk.read_bytes()
    with pytest.raises(Unsound):
        put_back(copy, desk)
    path = names.manifest_of(copy)
    path.write_bytes(manifest.written(replace(manifest.read(path), schema=99, sha256=sha256_of(copy))))
    with pytest.raises(StoreError) as caught:
        put_back(copy, desk)
    assert (caught.value.code, caught.value.details["where"]) == ("newer_schema", str(copy))
    assert desk.read_bytes() == before
