"""Several processes at once: nothing is lost, nobody is torn, whatever is killed."""

import time
from pathlib import Path

import pytest

from deskterm.store import sqlite
from deskterm.store.errors import StoreError
from deskterm.store.location import Location
from deskterm.store.opening import Store, open_store
from deskterm.store.read import feed, show
from deskterm.store.read.chain import verify
from tests.doors.nursery import Script
from tests.store.desks import START, TRIAGE, contact, get, reported

ROOT = Path(__file__).parents[2]
ADD = """
import sys
from pathlib import Path
from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.store.read.facts import facts
from deskterm.workflow.values import Act, Change
store = open_store(Location(file=Path(sys.argv[1])), fast=True)
for _ in range(int(sys.argv[2])):
    with store.writing() as writer:
        ticket = facts(writer.db, 1)
        fields = {"level_changes": ticket.level_changes + 1}
        change = Change(act=Act.AMEND, event="amended", fields=fields)
        writer.apply(ticket, change, by=sys.argv[3], now=ticket.updated_at)
"""
FLOOD = """
import sys
from pathlib import Path
from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.workflow.inputs import Register
store = open_store(Location(file=Path(sys.argv[1])))
while True:
    with store.writing() as writer:
        for _ in range(3):
            writer.register(Register(subject="x"), by="ana", now=1)
    print("ready", flush=True)
"""


def test_four_processes_lose_nothing(store: Store) -> None:
    """Four processes that read, add one and write a hundred times each arrive at four hundred."""
    number = reported(store, TRIAGE)
    start = get(store, number)
    running = [Script(ADD, store.location, 100, name) for name in ("ana", "bob", "lea", "adm")]
    assert [p.wait(120) for p in running] == [0, 0, 0, 0]
    ticket = get(store, number)
    assert ticket.level_changes == 400
    assert ticket.version == start.version + 400
    assert [e.version for e in show.events(store.db, number)] == list(range(1, ticket.version + 1))
    assert verify(store.db).broken is None


def test_a_killed_writer_leaves_a_whole_desk(store: Store) -> None:
    """Killed at any moment, a writer leaves whole transactions, a whole chain, and true counters."""
    for round_ in range(5):
        process = Script(FLOOD, store.location)
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.05 + 0.037 * round_)
        process.kill()
        with open_store(store.location) as again:
            assert again.db.one("PRAGMA integrity_check") == ("ok",)
            row = again.db.one("SELECT (SELECT count(*) FROM ticket), (SELECT sum(n) FROM counter)")
            assert row is not None
            tickets, counted = row
            assert tickets > 0
            assert tickets % 3 == 0
            assert counted == tickets
            assert verify(again.db).broken is None


def test_another_process_s_change_is_noticed(store: Store) -> None:
    """The token stays the same while nothing happens, and differs after anybody's commit."""
    reported(store, TRIAGE)
    token, head = store.changed(), feed.head(store.db)
    assert store.changed() == token
    assert Script(ADD, store.location, 1, "bob").wait(60) == 0
    assert store.changed() != token
    assert feed.changed_since(store.db, head) == [1]
    token = store.changed()
    reported(store)
    assert store.changed() != token
    assert feed.changed_since(store.db, head) == [1, 2]


def test_who_has_waited_longer_asks_more_often() -> None:
    """So that no newcomer passes those who wait; and never so often that asking is all that is done."""
    pauses = [sqlite.pause(tenths / 10) for tenths in range(200)]
    assert pauses == sorted(pauses, reverse=True)
    assert (pauses[0], pauses[-1]) == (sqlite.LONGEST, sqlite.SHORTEST)


def test_a_writer_that_never_gets_its_turn_says_busy(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """When others write all the time, the code is busy."""
    monkeypatch.setattr("deskterm.store.sqlite.WRITE_SECONDS", 0.1)
    with (
        open_store(Location(file=store.location.path)) as other,
        store.writing(),
        pytest.raises(StoreError) as caught,
        other.writing() as writer,
    ):
        writer.register(contact(), by="ana", now=START)
    assert caught.value.code == "busy"
