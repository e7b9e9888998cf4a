"""Migrations: alone with the file, a checked copy first, all or nothing, and no rows lost on the way."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.operations import Operations

from deskterm.store.errors import StoreError
from deskterm.store.migrations.runner import migrate
from deskterm.store.migrations.step import Step
from deskterm.store.opening import Store, open_store
from deskterm.store.read.chain import verify
from tests.store.desks import TRIAGE, get, reported

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


GOOD = (Step(2, add_child_table), Step(3, rebuild_parent))


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
    copy = migrate(path, GOOD, 3)
    assert query(path, "PRAGMA user_version") == [(3,)]
    assert query(path, "SELECT ticket_id FROM tag ORDER BY 1") == [(1,), (2,)]
    assert query(path, "SELECT id, mood FROM ticket") == [(1, None), (2, None)]
    assert copy is not None
    assert copy.stat().st_mode & 0o777 == 0o600
    assert query(copy, "PRAGMA user_version") == [(1,)]
    assert query(copy, "SELECT count(*) FROM ticket") == [(2,)]
    with pytest.raises(StoreError) as caught:
        open_store(store.location)
    assert (caught.value.code, caught.value.details["found"]) == ("newer_schema", 3)


def test_the_copy_is_a_whole_desk(store: Store) -> None:
    """The copy that is made before a migration opens as a desk and its chain is whole."""
    path = closed(store)
    copy = migrate(path, GOOD, 3)
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
        migrate(path, (Step(2, add_child_table), Step(3, step)), 3)
    with open_store(store.location) as again:
        assert verify(again.db).broken is None
        assert again.db.one("SELECT name FROM sqlite_schema WHERE name = 'tag'") is None


def test_a_killed_migration_changes_nothing(store: Store) -> None:
    """Killed in the middle, a migration leaves the old desk, which opens at once."""
    path = closed(store)
    code = (
        "import sys; from pathlib import Path; from tests.store.test_migrations import *; "
        "migrate(Path(sys.argv[1]), (Step(2, add_child_table), Step(3, killed)), 3)"
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
        migrate(store.location.path, GOOD, 3)
    assert caught.value.code == "busy"
    assert store.db.one("PRAGMA user_version") == (1,)


def test_no_way_is_said_so(store: Store) -> None:
    """A version without a step is refused before anything is touched; the current one needs nothing."""
    path = closed(store)
    with pytest.raises(StoreError) as caught:
        migrate(path, (Step(3, rebuild_parent),), 3)
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
    raw.execute("PRAGMA user_version = 2")
    raw.close()
    with pytest.raises(StoreError) as caught:
        reported(store)
    assert caught.value.code == "newer_schema"
    assert get(store, number).id == number
