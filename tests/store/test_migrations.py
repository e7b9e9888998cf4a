"""Migrations: alone with the file, a checked copy first, all or nothing, and no rows lost on the way."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.operations import Operations

from deskterm.store.errors import StoreError
from deskterm.store.location import Location
from deskterm.store.migrations.runner import migrate
from deskterm.store.migrations.step import Step
from deskterm.store.opening import Store, open_store
from deskterm.store.read.chain import verify
from deskterm.store.version import SCHEMA
from tests.store.desks import RESUME, START, TRIAGE, contact, do, get, reported
from tests.store.older import objects, rows, schema_1

ROOT = Path(__file__).parents[2]


def add_child_table(operations: Operations) -> None:
    """A table whose rows go with their ticket when the ticket's row is deleted."""
    operations.create_table(
        "tag",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("ticket_id", sa.Integer, sa.ForeignKey("ticket.id", ondelete="CASCADE")),
    )
    operations.execute("INSERT INTO tag (ticket_id) SELECT id FROM ticket")


def rebuild_parent(operations: Operations) -> None:
    """Copy the ticket table, drop it, rename the copy: what a change of a column takes in SQLite."""
    with operations.batch_alter_table("ticket", recreate="always") as batch:
        batch.add_column(sa.Column("mood", sa.Text))


def orphan(operations: Operations) -> None:
    """Leave rows that name a ticket which is not there."""
    operations.execute("INSERT INTO tag (ticket_id) VALUES (99999)")


def lose_trigger(operations: Operations) -> None:
    """Rebuild the event table without its triggers."""
    with operations.batch_alter_table("event", recreate="always") as batch:
        batch.add_column(sa.Column("mood", sa.Text))


def fail(operations: Operations) -> None:
    """A step with a defect."""
    raise RuntimeError("step failed")


def killed(operations: Operations) -> None:
    """The machine goes down in the middle of a step."""
    operations.execute("UPDATE ticket SET subject = 'half'")
    os.kill(os.getpid(), signal.SIGKILL)


NEXT, LAST = SCHEMA + 1, SCHEMA + 2
GOOD = (Step(NEXT, add_child_table), Step(LAST, rebuild_parent))


def closed(store: Store) -> Path:
    """A desk with two tickets that nobody has open."""
    for _ in range(2):
        reported(store, TRIAGE)
    store.close()
    return store.location.path


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    """Read a file whatever its schema."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_steps_run_in_order_and_lose_no_rows(store: Store) -> None:
    """Rebuilding a parent table keeps the rows of its children; the old desk is kept beside the new one."""
    path = closed(store)
    copy = migrate(path, GOOD, LAST)
    assert query(path, "PRAGMA user_version") == [(LAST,)]
    assert query(path, "SELECT ticket_id FROM tag ORDER BY 1") == [(1,), (2,)]
    assert query(path, "SELECT id, mood FROM ticket") == [(1, None), (2, None)]
    assert copy is not None
    assert copy.stat().st_mode & 0o777 == 0o600
    assert query(copy, "PRAGMA user_version") == [(SCHEMA,)]
    assert query(copy, "SELECT count(*) FROM ticket") == [(2,)]
    with pytest.raises(StoreError) as caught:
        open_store(store.location)
    assert (caught.value.code, caught.value.details["found"]) == ("newer_schema", LAST)


def test_the_copy_is_a_whole_desk(store: Store) -> None:
    """The copy that is made before a migration opens as a desk and its chain is whole."""
    path = closed(store)
    copy = migrate(path, GOOD, LAST)
    assert copy is not None
    copy.replace(path)
    with open_store(store.location) as again:
        assert verify(again.db).broken is None
        assert get(again, 2).triaged


@pytest.mark.parametrize(
    ("step", "error"),
    [(fail, RuntimeError), (orphan, StoreError), (lose_trigger, StoreError)],
    ids=lambda v: v.__name__,
)
def test_a_failing_step_changes_nothing(store: Store, step: object, error: type[Exception]) -> None:
    """Whatever fails, the desk is the one it was, with the version it had."""
    path = closed(store)
    assert callable(step)
    with pytest.raises(error):
        migrate(path, (Step(NEXT, add_child_table), Step(LAST, step)), LAST)
    assert list(path.parent.glob("*.bak*")) == [], "a copy for each try would only fill the disk"
    with open_store(store.location) as again:
        assert verify(again.db).broken is None
        assert again.db.one("SELECT name FROM sqlite_schema WHERE name = 'tag'") is None


def test_a_killed_migration_changes_nothing(store: Store) -> None:
    """Killed in the middle, a migration leaves the old desk, which opens at once."""
    path = closed(store)
    code = (
        "import sys; from pathlib import Path; from tests.store.test_migrations import *; "
        "migrate(Path(sys.argv[1]), (Step(NEXT, add_child_table), Step(LAST, killed)), LAST)"
    )
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    assert subprocess.run([sys.executable, "-c", code, str(path)], env=environment).returncode == -signal.SIGKILL
    with open_store(store.location) as again:
        assert again.db.one("PRAGMA integrity_check") == ("ok",)
        assert get(again, 1).subject == "Printer is on fire"
        assert verify(again.db).broken is None


def test_nobody_else_may_have_the_desk_open(store: Store) -> None:
    """A migration does not begin while another program, even a reader, has the desk open."""
    reported(store)
    with pytest.raises(StoreError) as caught:
        migrate(store.location.path, GOOD, LAST)
    assert caught.value.code == "busy"
    assert store.db.one("PRAGMA user_version") == (SCHEMA,)


def test_no_way_is_said_so(store: Store) -> None:
    """A version without a step is refused before anything is touched; the current one needs nothing."""
    path = closed(store)
    with pytest.raises(StoreError) as caught:
        migrate(path, (Step(LAST, rebuild_parent),), LAST)
    assert caught.value.code == "older_schema"
    assert migrate(path) is None
    assert [p.name for p in path.parent.iterdir() if p.name.endswith(".bak")] == []


def test_an_older_desk_without_a_way_is_refused(store: Store) -> None:
    """Opening a desk from before the first version says older_schema."""
    path = closed(store)
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 0")
    raw.close()
    with pytest.raises(StoreError) as caught:
        open_store(store.location)
    assert caught.value.code == "older_schema"


def test_a_writer_stops_when_the_desk_was_migrated(store: Store) -> None:
    """A process that still has the desk open after a migration writes nothing more."""
    number = reported(store)
    raw = sqlite3.connect(store.location.path)
    raw.execute(f"PRAGMA user_version = {NEXT}")
    raw.close()
    with pytest.raises(StoreError) as caught:
        reported(store)
    assert caught.value.code == "newer_schema"
    assert get(store, number).id == number


# ---------------------------------------------------------------------- from schema 1 to 2
def test_a_desk_of_schema_1_becomes_a_present_one(tmp_path: Path, store: Store) -> None:
    """Opened by its owner, a desk of the first release has the tables, indexes and triggers of a new one."""
    path = schema_1(tmp_path / "old.db")
    before = rows(path)
    open_store(Location(file=path)).close()
    store.close()
    assert objects(path) == objects(store.location.path)
    assert rows(path) == before
    assert query(path, "SELECT DISTINCT imported FROM ticket") == [(0,)]
    assert query(path, "PRAGMA user_version") == [(SCHEMA,)]
    assert query(path, "PRAGMA integrity_check") == [("ok",)]


def test_a_migrated_desk_is_worked_on(tmp_path: Path) -> None:
    """Tickets of the old desk go on, new ones follow, the chain is one, and what must hold still must."""
    with open_store(Location(file=schema_1(tmp_path / "old.db"))) as store:
        assert do(store, 2, RESUME, now=START + 10**9).status == "open"
        assert reported(store, TRIAGE) == 8
        assert verify(store.db).broken is None
        with pytest.raises(sa.exc.IntegrityError), store.writing() as writer:
            writer.connection.exec_driver_sql("UPDATE ticket SET solution = NULL WHERE status = 'resolved'")
        with pytest.raises(sa.exc.IntegrityError, match="append-only"), store.writing() as writer:
            writer.connection.exec_driver_sql("DELETE FROM event")
        with pytest.raises(sa.exc.IntegrityError), store.writing() as writer:
            writer.connection.exec_driver_sql("DELETE FROM ticket WHERE id = 1")


def test_what_a_killed_migration_left_is_cleared(tmp_path: Path) -> None:
    """A copy that was never finished goes when the desk is migrated; nothing else beside the desk does."""
    path = schema_1(tmp_path / "old.db")
    for name in (".old.db.schema-1.abcdef.bak.new", ".other.db.schema-1.abcdef.bak.new", "old.db.schema-1.abcdef.bak"):
        (tmp_path / name).touch()
    open_store(Location(file=path)).close()
    left = {p.name for p in tmp_path.iterdir() if "abcdef" in p.name}
    assert left == {".other.db.schema-1.abcdef.bak.new", "old.db.schema-1.abcdef.bak"}


def test_only_the_owner_migrates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else, and a session that only reads, are told that the desk is older, and change nothing."""
    path = schema_1(tmp_path / "old.db")
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        open_store(Location(file=path), read_only=True)
    assert (caught.value.code, caught.value.details["found"]) == ("older_schema", 1)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(StoreError) as caught:
        open_store(Location(file=path))
    assert caught.value.code == "older_schema"
    assert path.read_bytes() == before


def kill_migrations(folder: Path, times: int, seed: int) -> set[str]:
    """Kill migrations at random moments of their work; the states that desks were found in, each of them whole."""
    model = schema_1(folder / "model.db", tickets=2_000)
    held, old, new = rows(model), objects(model), None
    path, chance, lasted = folder / "desk.db", random.Random(seed), 0.3
    found = set()
    for turn in range(times):
        for rest in folder.glob("*desk.db*"):
            rest.unlink()
        path.write_bytes(model.read_bytes())
        begun = time.monotonic()
        pid = os.fork()
        if pid == 0:
            migrate(path)
            os._exit(0)
        if turn:
            time.sleep(chance.uniform(0, lasted))
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        lasted = lasted if turn else time.monotonic() - begun
        assert query(path, "PRAGMA integrity_check") == [("ok",)]
        ((version,),) = query(path, "PRAGMA user_version")
        new = new or objects(path)
        assert objects(path) == {1: old, SCHEMA: new}[version]
        assert rows(path) == held
        found.add(f"{version}{' copied' if list(folder.glob('desk.db.schema-1.*.bak')) else ''}")
        with open_store(Location(file=path)) as again:
            assert verify(again.db).checked == len(held["event"]), "every link holds; cloned tickets have no events"
            with again.writing() as writer:
                writer.register(contact(), by="ana", now=START)
    return found


def test_killed_at_random_moments(tmp_path: Path) -> None:
    """Killed at 20 moments, a migration leaves the old desk or the new one, whole, and it opens and is written to."""
    found = kill_migrations(tmp_path, 20, seed=1)
    assert found <= {"1", "1 copied", f"{SCHEMA} copied"}
    assert "1" in found


@pytest.mark.soak
def test_killed_at_many_moments(tmp_path: Path) -> None:
    """The same 200 times; the moments meet the copy, the tables and the end."""
    assert kill_migrations(tmp_path, 200, seed=2) == {"1", "1 copied", f"{SCHEMA} copied"}
