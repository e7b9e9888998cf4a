"""Opening and founding: a desk is recognised before it is touched, and appears whole or not at all."""

import os
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from deskterm.store import sqlite
from deskterm.store.errors import CODES, POSTGRESQL_CLASSES, POSTGRESQL_STATES, SQLITE_CODES, StoreError
from deskterm.store.location import Location
from deskterm.store.opening import Store, create_store, open_store
from deskterm.store.read import show
from deskterm.store.read.people import people, person
from deskterm.store.version import APPLICATION_ID, SCHEMA
from deskterm.workflow.values import Role
from tests.doors.nursery import Script
from tests.store.desks import PEOPLE, START, TRIAGE, contact, founded, get, reported

ROOT = Path(__file__).parents[2]
NOBODY = 65534


def code_of(location: Location, **options: bool) -> str:
    """The code with which opening is refused."""
    with pytest.raises(StoreError) as caught:
        open_store(location, **options)
    assert caught.value.details["where"]
    return caught.value.code


def test_a_new_desk(tmp_path: Path) -> None:
    """A new desk carries its mark and version, is private, and knows its founder."""
    path = tmp_path / "deep" / "down" / "desk.db"
    with create_store(Location(file=path), now=START, founder="ana") as store:
        assert store.db.one("PRAGMA application_id") == (APPLICATION_ID,)
        assert store.db.one("PRAGMA user_version") == (SCHEMA,)
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700
        assert people(store.db)[0].roles == {Role.ADMIN, Role.LEAD}
        assert (store.owner_uid, store.is_owner) == (os.geteuid(), True)
        assert [e.kind for e in show.event_rows(store.db, "1 = 1", " ORDER BY e.id")] == ["founded", "person_added"]
    assert sorted(p.name for p in path.parent.iterdir()) == ["desk.db"]


def test_a_folder_that_was_there_keeps_its_rights(tmp_path: Path) -> None:
    """Only a folder that founding makes is made private."""
    tmp_path.chmod(0o755)
    founded(tmp_path / "desk.db", own=True).close()
    assert tmp_path.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("name", ["a b.db", "what?.db", "50%.db", "#1.db", "отдел.db", "a'b\".db", "x&mode=memory"])
def test_odd_names(tmp_path: Path, name: str) -> None:
    """A desk may have any name a file may have."""
    with founded(tmp_path / name, own=True) as store:
        reported(store)
    with open_store(Location.parse(str(tmp_path / name)), read_only=True) as store:
        assert get(store, 1).id == 1


def test_people_are_kept(store: Store) -> None:
    """Every person comes back as added; a change replaces; saying the same again writes nothing."""
    assert {p.name: p for p in people(store.db)} == {p.name: p for p in PEOPLE}
    bob = person(store.db, "bob")
    assert bob is not None
    with store.writing() as writer:
        assert writer.add_person(bob, by="adm", now=START) is None
        import dataclasses

        changed = dataclasses.replace(bob, lines=frozenset({1}), away_until=START, active=False, skills=frozenset())
        event = writer.change_person(changed, by="adm", now=START)
    assert person(store.db, "bob") == changed
    assert event is not None
    row = show.event(store.db, event)
    assert row is not None
    assert row.data == {"person": "bob"}
    assert row.fields["lines"] == ([2, 3], [1])
    assert person(store.db, "zed") is None


def test_nothing_there(tmp_path: Path) -> None:
    """A missing file is no_desk, and is not made by looking."""
    assert code_of(Location(file=tmp_path / "desk.db")) == "no_desk"
    assert code_of(Location(file=tmp_path / "no" / "desk.db")) == "no_desk"
    assert list(tmp_path.iterdir()) == []


def foreign(path: Path) -> list[Path]:
    """Things that are not a desk."""
    empty, text, short, other, folder, wal = (path / n for n in ("empty", "text", "short", "other", "folder", "wal"))
    empty.touch()
    text.write_text("Dear diary, " * 100)
    short.write_bytes(sqlite.MAGIC)
    folder.mkdir()
    for place in (other, wal):
        connection = sqlite3.connect(place)
        if place == wal:
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE ticket (id)")
        connection.close()
    return [empty, text, short, other, folder, wal]


def test_foreign_files_are_refused_untouched(tmp_path: Path) -> None:
    """What is not a desk is refused, and not a byte of it or file beside it changes."""
    for place in foreign(tmp_path):
        before = place.read_bytes() if place.is_file() else None
        names = sorted(p.name for p in tmp_path.iterdir())
        for read_only in (False, True):
            assert code_of(Location(file=place), read_only=read_only) == "foreign_file"
        assert (place.read_bytes() if place.is_file() else None) == before
        assert sorted(p.name for p in tmp_path.iterdir()) == names


def test_founding_never_overwrites(tmp_path: Path) -> None:
    """Whatever is in the place, a desk, a file, a dangling link, founding is refused with exists."""
    taken = [*foreign(tmp_path), tmp_path / "link"]
    taken[-1].symlink_to(tmp_path / "nowhere")
    founded(tmp_path / "desk.db", own=True).close()
    for place in (*taken, tmp_path / "desk.db"):
        with pytest.raises(StoreError) as caught:
            create_store(Location(file=place), now=START)
        assert caught.value.code == "exists"
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".new")] == []


def test_a_newer_desk_is_refused(store: Store) -> None:
    """A desk of a later schema is not opened, neither for reading."""
    store.close()
    raw = sqlite3.connect(store.location.path)
    raw.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    raw.close()
    for read_only in (False, True):
        assert code_of(store.location, read_only=read_only) == "newer_schema"


@pytest.mark.parametrize("keep", [200, 4096, 20_000])
def test_a_truncated_desk_is_damaged(store: Store, keep: int) -> None:
    """A desk that lost its end is refused as damaged when its first pages are gone."""
    reported(store)
    store.close()
    path = store.location.path
    path.write_bytes(path.read_bytes()[:keep])
    assert code_of(store.location) == "damaged"


def test_damage_while_reading(store: Store) -> None:
    """Garbage in the middle of the file comes out as damaged, not as a driver's exception."""
    for _ in range(30):
        reported(store, TRIAGE)
    store.close()
    path = store.location.path
    body = bytearray(path.read_bytes())
    body[8192:] = os.urandom(len(body) - 8192)
    path.write_bytes(body)
    with pytest.raises(StoreError) as caught, open_store(store.location) as again:
        for number in range(1, 30):
            get(again, number)
    assert caught.value.code == "damaged"


def test_a_killed_founding_leaves_no_desk(tmp_path: Path) -> None:
    """Killed at any moment, founding has made a whole desk or none, and can be repeated."""
    code = (
        "import sys; from pathlib import Path; import deskterm.store.write.founding; "
        "from deskterm.store.location import Location; from deskterm.store.opening import create_store\n"
        "print('ready', flush=True); create_store(Location(file=Path(sys.argv[1])), now=1, founder='ana')"
    )
    made = 0
    for step in range(8):
        path = tmp_path / f"{step}.db"
        process = Script(code, path)
        process.stdout.readline()
        time.sleep(step * 0.02)
        process.kill()
        if path.exists():
            made += 1
        else:
            assert code_of(Location(file=path)) == "no_desk"
            create_store(Location(file=path), now=START, founder="ana").close()
        with open_store(Location(file=path)) as store:
            assert store.db.one("PRAGMA integrity_check") == ("ok",)
            assert [p.name for p in people(store.db)] == ["ana"]
    assert made < 8


def test_each_thread_reads_by_itself(store: Store) -> None:
    """Threads read at the same time, each through its own connection, all closed with the store."""
    reported(store)
    seen: list[int] = []

    def look() -> None:
        seen.append(id(store.db))
        assert get(store, 1).id == 1

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.db is store.db
    assert len(seen) == 4


def test_a_snapshot_is_one_moment(store: Store) -> None:
    """What is committed during a snapshot is seen after it."""
    reported(store)
    with store.db.snapshot():
        assert store.db.one("SELECT count(*) FROM ticket") == (1,)
        with store.writing() as writer:
            writer.register(contact(), by="ana", now=START)
        assert store.db.one("SELECT count(*) FROM ticket") == (1,)
    assert store.db.one("SELECT count(*) FROM ticket") == (2,)


def test_transactions_do_not_nest(store: Store) -> None:
    """A transaction inside a transaction is a defect that is named, not a wait without end."""
    with store.writing(), pytest.raises(RuntimeError), store.writing():
        raise AssertionError
    reported(store)


def test_a_copy_opens_in_the_right_mode(store: Store, tmp_path: Path) -> None:
    """A desk that was copied by SQLite itself is opened in write-ahead mode, so that readers hold nobody up."""
    reported(store)
    copy = tmp_path / "copy.db"
    raw = sqlite3.connect(store.location.path)
    raw.execute("VACUUM INTO ?", (str(copy),))
    raw.close()
    with open_store(Location(file=copy)) as again:
        assert again.db.one("PRAGMA journal_mode") == ("wal",)
        with again.db.snapshot():
            assert get(again, 1).id == 1
            with again.writing() as writer:
                writer.register(contact(), by="ana", now=START)


def test_every_code_is_known() -> None:
    """No driver's state maps to a code that doors do not know."""
    mapped = {*SQLITE_CODES.values(), *POSTGRESQL_STATES.values(), *POSTGRESQL_CLASSES.values()}
    assert mapped <= set(CODES)


def test_reading_is_light() -> None:
    """Opening and reading a desk imports neither the ORM nor the tables."""
    code = (
        "import sys, pkgutil, importlib, deskterm.store.opening, deskterm.store.read as r\n"
        "[importlib.import_module(f'deskterm.store.read.{m.name}') for m in pkgutil.iter_modules(r.__path__)]\n"
        "heavy = {'sqlalchemy', 'sqlmodel', 'pydantic', 'alembic', 'psycopg', 'deskterm.models'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "[]", done.stderr
