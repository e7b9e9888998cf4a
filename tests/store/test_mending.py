"""What is derived is set right again from the tickets and their record; the file is written anew without leavings."""

import sqlite3
from pathlib import Path

import pytest

from deskterm.store.opening import Store
from deskterm.store.read import chain, deadlines, health, line_changes
from deskterm.store.write import mending
from deskterm.workflow.values import Act
from tests.store.desks import TAKE, TRIAGE, WAIT, change, get, reported


def spoiled(store: Store, *statements: str) -> None:
    """Somebody with the file in their hands runs these statements."""
    raw = sqlite3.connect(store.location.path, isolation_level=None)
    raw.execute("PRAGMA ignore_check_constraints = ON")
    for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        raw.execute(statement)
    raw.close()


def test_sort_keys_follow_their_fields(store: Store) -> None:
    """Keys that somebody moved are found and set to priority and deadline again."""
    reported(store, TRIAGE)
    assert health.sort_off(store.db) == 0
    spoiled(store, "UPDATE ticket SET rank = 9, due_sort = 5")
    assert health.sort_off(store.db) == 1
    with store.writing() as writer:
        assert mending.sort_again(writer.connection) == 2
    assert health.sort_off(store.db) == 0


def test_level_changes_follow_the_events(store: Store) -> None:
    """The count of line changes is what the events have set last; tickets that never moved count none."""
    moved = reported(store, TRIAGE, change(Act.ESCALATE, "escalated", line=2, level_changes=1))
    still = reported(store, TRIAGE)
    assert list(line_changes.counts_off(store.db)) == []
    spoiled(store, "UPDATE ticket SET level_changes = 7")
    assert list(line_changes.counts_off(store.db)) == [(moved, 1), (still, 0)]
    with store.writing() as writer:
        counts = {ticket: line_changes.count_of(writer.db, ticket) for ticket in (moved, still)}
        mending.set_level_changes(writer.connection, counts)
    assert list(line_changes.counts_off(store.db)) == []


def test_the_clocks_facts_are_those_of_the_ticket(store: Store) -> None:
    """What is read for all tickets at once is what is read of each: pauses too."""
    ids = [reported(store, TRIAGE, TAKE), reported(store, TRIAGE, WAIT), reported(store)]
    found = {ticket.id: ticket for ticket in deadlines.clocked(store.db)}
    assert sorted(found) == sorted(ids)
    for id in ids:
        whole = get(store, id)
        for name in (
            "status",
            "priority",
            "channel",
            "created_at",
            "cycle_at",
            "wake_at",
            "due_at",
            "alarm_at",
            "told",
            "pauses",
        ):
            assert getattr(found[id], name) == getattr(whole, name), name
    assert found[ids[1]].pauses
    assert [ticket.id for ticket in deadlines.clocked(store.db, ids[:1])] == ids[:1]
    assert list(deadlines.clocked(store.db, ())) == []


def test_deadlines_are_set_with_their_sort_key(store: Store) -> None:
    """A deadline and the key that the queue sorts by move together."""
    id = reported(store, TRIAGE)
    with store.writing() as writer:
        mending.set_deadlines(writer.connection, {id: (5_000_000, 4_000_000)})
    assert store.db.one("SELECT due_at, due_sort, alarm_at FROM ticket") == (5_000_000, 5_000_000, 4_000_000)
    with store.writing() as writer:
        mending.set_deadlines(writer.connection, {id: (None, None)})
    assert health.sort_off(store.db) == 0
    assert chain.verify(store.db).broken is None


def test_files_are_closed_to_others(store: Store) -> None:
    """Files get the mode 600, a folder 700."""
    path = store.location.path
    path.chmod(0o644)
    path.parent.chmod(0o755)
    assert health.loose_files(store) == [path]
    assert health.loose_folder(store) == path.parent
    assert mending.close_modes([path, path.parent]) == 2
    assert (health.loose_files(store), health.loose_folder(store)) == ([], None)


def test_a_folder_with_other_things_is_not_the_desk_s(store: Store) -> None:
    """Only a folder that holds nothing but the desk is closed without asking."""
    assert health.own_folder(store)
    (store.location.path.parent / "photo.jpg").touch()
    assert not health.own_folder(store)


def test_the_log_is_emptied(store: Store) -> None:
    """A checkpoint brings the log into the file and leaves it empty; a reader in the middle keeps it."""
    reported(store, TRIAGE)
    reader = sqlite3.connect(store.location.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM ticket").fetchone()
    reported(store, TRIAGE)
    assert health.sizes(store)[1] > 0
    assert mending.checkpoint(store.location) == "busy"
    reader.close()
    assert mending.checkpoint(store.location) is None
    assert health.sizes(store)[1] == 0


def test_compacting_leaves_nothing_behind(store: Store) -> None:
    """Overwriting what is deleted is not enough: rows that moved between pages leave copies; compacting clears them."""
    with store.writing() as writer:
        run = writer.connection.exec_driver_sql
        run("PRAGMA secure_delete = ON").all()
        run("CREATE TABLE scratch (id INTEGER PRIMARY KEY, body TEXT)")
        for number in range(400):
            run("INSERT INTO scratch VALUES (?, ?)", ((number * 7919) % 401, "XQZ" * (number % 90 + 1)))
        run("UPDATE scratch SET body = NULL")
    assert mending.checkpoint(store.location) is None
    assert mending.compact(store.location) is None
    assert b"XQZ" not in store.location.path.read_bytes()
    assert store.db.one("PRAGMA quick_check") == ("ok",)


def test_compacting_needs_room(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is too little space nothing is begun, and the reason is told."""
    monkeypatch.setattr(mending, "ROOM", 1e15)
    assert mending.compact(store.location) == "disk_full"


def test_a_missing_file_is_no_defect(store: Store, tmp_path: Path) -> None:
    """What can't be opened is told by its code."""
    gone = type(store.location)(file=tmp_path / "gone.db")
    assert mending.checkpoint(gone) == "cannot_open"


def test_foreign_keys_and_pages_are_named_a_few_at_a_time(store: Store) -> None:
    """However much is damaged, no more than a few lines are told."""
    reported(store)
    raw = sqlite3.connect(store.location.path)
    raw.executemany("INSERT INTO sheet VALUES (?, '', '', '')", [(number,) for number in range(1000, 1100)])
    raw.commit()
    raw.close()
    assert len(health.integrity(store.db, 3)) == 3
