"""The audit trail: append-only, and any change behind its back is found and named."""

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from deskterm.models import metadata
from deskterm.store.location import Location
from deskterm.store.opening import Store, open_store
from deskterm.store.read import replay
from deskterm.store.read.chain import Verdict, head, verify
from deskterm.workflow.values import SECOND, Act, Change, NewNote, NoteKind, StepState
from tests.store.desks import START, TAKE, TRIAGE, begun, do, get, reported, ticked
from tests.store.older import schema_1

LATER = START + 10**7 * SECOND
NOTE = Change(
    act=Act.NOTE, event="noted", notes=(NewNote(kind=NoteKind.WORK, body="seen"),), texts={"reason": "because"}
)


def tampered(store: Store, *statements: str) -> Verdict:
    """The verdict after somebody with the file in their hands ran these statements."""
    raw = sqlite3.connect(store.location.path, isolation_level=None)
    for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        raw.execute(statement)
    raw.close()
    return verify(store.db)


@pytest.fixture
def ticket(store: Store) -> int:
    """A ticket with several events; the last three are triage, taking, a note."""
    return reported(store, TRIAGE, TAKE, NOTE)


def test_a_whole_chain_verifies(store: Store, ticket: int) -> None:
    """An untouched desk has no broken link, and its head is the one that was told before."""
    before = head(store.db)
    verdict = verify(store.db, before)
    assert (verdict.broken, verdict.code, verdict.head) == (None, None, before)
    assert verdict.checked == before.event
    reported(store, TRIAGE)
    assert verify(store.db, str(before)).broken is None


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE event SET actor = 'bob' WHERE id = {id}", "altered"),
        ("UPDATE event SET at = at + 1 WHERE id = {id}", "altered"),
        ("UPDATE event SET ticket_id = NULL WHERE id = {id}", "altered"),
        ("UPDATE event SET canonical = replace(canonical, 'ana', 'bob') WHERE id = {id}", "altered"),
        ("UPDATE event SET hash = randomblob(32) WHERE id = {id}", "altered"),
        ("UPDATE event SET prev_hash = randomblob(32) WHERE id = {id}", "unlinked"),
        ("DELETE FROM event WHERE id = {id}", "missing"),
        ("UPDATE event SET id = 1000 WHERE id = {id}", "missing"),
    ],
)
def test_the_first_broken_link_is_named(store: Store, ticket: int, statement: str, code: str) -> None:
    """Whatever is done to a row in the middle, the verdict names that row and says how it is broken."""
    number = head(store.db).event - 1
    verdict = tampered(store, "PRAGMA foreign_keys = OFF", statement.format(id=number))
    assert (verdict.broken, verdict.code) == (number, code)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE event_text SET body = 'other' WHERE event_id = {id}", "text_altered"),
        ("UPDATE event_text SET digest = lower(hex(randomblob(32))) WHERE event_id = {id}", "text_altered"),
        ("UPDATE note SET body = 'other' WHERE event_id = {id}", "note_altered"),
        ("DELETE FROM note WHERE event_id = {id}", "note_altered"),
    ],
)
def test_altered_texts_are_found(store: Store, ticket: int, statement: str, code: str) -> None:
    """A text that is not the one the event was written with breaks that link."""
    number = head(store.db).event
    verdict = tampered(store, statement.format(id=number))
    assert (verdict.broken, verdict.code) == (number, code)


def test_erased_texts_break_nothing(store: Store, ticket: int) -> None:
    """Erasing texts leaves the chain whole."""
    assert tampered(store, "UPDATE event_text SET body = NULL", "UPDATE note SET body = NULL").broken is None


def test_a_cut_tail_shows_against_a_kept_head(store: Store, ticket: int) -> None:
    """The chain alone cannot show that its end is gone; a head kept elsewhere can."""
    kept = head(store.db)
    verdict = tampered(
        store,
        "PRAGMA foreign_keys = OFF",
        f"DELETE FROM event WHERE id = {kept.event}",
        "DELETE FROM note",
        f"DELETE FROM event_text WHERE event_id = {kept.event}",
    )
    assert (verdict.code, verdict.touched.names) == ("state_altered", ("version",)), "the ticket still tells of it"
    verdict = tampered(store, "UPDATE ticket SET version = version - 1")
    assert verdict.broken is None
    verdict = verify(store.db, kept)
    assert (verdict.broken, verdict.code) == (kept.event, "cut")
    assert (verdict.touched.how, verdict.touched.last) == ("gone", kept.event)
    other = verify(store.db, f"{kept.event - 1}:{'0' * 64}")
    assert other.code == "other_head"


def test_another_desk_s_chain_is_not_this_one_s(store: Store, ticket: int) -> None:
    """The identity of the desk is part of the first link."""
    verdict = tampered(store, "UPDATE desk SET uuid = '00000000-0000-0000-0000-000000000000'")
    assert (verdict.broken, verdict.code) == (1, "unlinked")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET actor = 'bob'",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE id = 1",
        "DELETE FROM event WHERE id = (SELECT max(id) FROM event)",
    ],
)
def test_events_are_append_only(store: Store, ticket: int, statement: str) -> None:
    """The store itself refuses to change or remove an event."""
    with pytest.raises(IntegrityError, match="append-only"), store.writing() as writer:
        writer.connection.exec_driver_sql(statement)
    assert verify(store.db).broken is None


# ---------------------------------------------------------------------- what was touched
REWRITE = 'UPDATE event SET canonical = replace(canonical, \'"actor":"ana"\', \'"actor":"bob"\'){more} WHERE id = {id}'
TOUCHES = [
    ("UPDATE event SET actor = 'bob', at = 1 WHERE id = {id}", "columns", ("at", "actor")),
    (REWRITE.replace("{more}", ""), "content", ("actor",)),
    (REWRITE.replace("{more}", ", actor = 'bob'"), "content", ()),
    (REWRITE.replace("{more}", ", actor = 'bob', hash = randomblob(32)"), "rewritten", ()),
    ("UPDATE event SET canonical = 'no event at all' WHERE id = {id}", "content", ()),
    ("UPDATE event SET hash = randomblob(32) WHERE id = {id}", "hash", ()),
    ("UPDATE event SET prev_hash = randomblob(32) WHERE id = {id}", "link", ()),
    ("UPDATE event_text SET body = 'other' WHERE event_id = {id} + 1", "text", ("text:reason",)),
    ("UPDATE event_text SET body = x'00ff' WHERE event_id = {id} + 1", "text", ("text:reason",)),
    ("DELETE FROM event_text WHERE event_id = {id} + 1", "text", ("text:reason",)),
    ("UPDATE note SET body = 'other'", "note", ("1",)),
    ("UPDATE note SET author = 'bob'", "note", ("1",)),
]


@pytest.mark.parametrize(("statement", "how", "names"), TOUCHES, ids=[f"{row[1]} {row[0][:40]}" for row in TOUCHES])
def test_what_was_touched_is_named(store: Store, ticket: int, statement: str, how: str, names: tuple[str, ...]) -> None:
    """The verdict names the ticket, the act, and what of the event is no longer what was written."""
    number = head(store.db).event - 1
    found = tampered(store, statement.format(id=number)).touched
    assert found is not None
    assert (found.how, found.names, found.ticket) == (how, names, ticket)
    assert found.act == ("note" if how in ("text", "note") else "take")


def test_a_replaced_event_with_a_hash_of_its_own_is_named_by_the_next(store: Store, ticket: int) -> None:
    """Whoever replaces an event and its hash is given away by the event that follows."""
    import hashlib

    number = head(store.db).event - 1
    blob, previous = store.db.one("SELECT canonical, prev_hash FROM event WHERE id = :id", id=number) or (b"", b"")
    forged = blob.replace(b'"actor":"ana"', b'"actor":"bob"')
    digest = hashlib.sha256(previous + forged).hexdigest()
    values = f"actor = 'bob', canonical = x'{forged.hex()}', hash = x'{digest}'"
    verdict = tampered(store, f"UPDATE event SET {values} WHERE id = {number}")
    assert (verdict.broken, verdict.code) == (number + 1, "unlinked")
    assert verdict.touched is not None
    assert verdict.touched.how == "before"


def test_missing_rows_are_counted_and_their_tickets_named(store: Store, ticket: int) -> None:
    """How many events are gone, and which tickets lack some, is told as far as it can be known."""
    other = reported(store, TRIAGE)
    number = head(store.db).event - 3
    verdict = tampered(store, "PRAGMA foreign_keys = OFF", f"DELETE FROM event WHERE id IN ({number}, {number} + 1)")
    assert (verdict.broken, verdict.code) == (number, "missing")
    assert verdict.touched is not None
    assert (verdict.touched.how, verdict.touched.last) == ("gone", number + 1)
    assert ticket in verdict.touched.tickets or other in verdict.touched.tickets


def test_a_row_before_the_first_is_no_event(store: Store, ticket: int) -> None:
    """A row with a number that no event has is named as put in."""
    verdict = tampered(
        store,
        "INSERT INTO event SELECT -5, at, actor, via, ticket_id, version, kind, act, canonical, prev_hash, hash "
        "FROM event WHERE id = 3",
    )
    assert (verdict.broken, verdict.code) == (1, "inserted")


def test_numbers_are_not_taken_for_granted(store: Store, ticket: int) -> None:
    """A whole chain that was forged with contents that are no events is told from a defect of ours."""
    import hashlib

    row = store.db.one("SELECT id, prev_hash FROM event ORDER BY id DESC LIMIT 1")
    assert row is not None
    blob = b'{"id": "x"}'
    digest = hashlib.sha256(row[1] + blob).hexdigest()
    verdict = tampered(store, f"UPDATE event SET canonical = x'{blob.hex()}', hash = x'{digest}' WHERE id = {row[0]}")
    assert (verdict.broken, verdict.code) == (row[0], "altered")


# ---------------------------------------------------------------------- the rows beside the chain
UNPROVEN = {
    "ticket": {"updated_at", "due_at", "alarm_at", "due_sort", "rank", "level_changes"},
    "note": {"delivery"},
    "attachment": {"name", "media_type"},
}
"""Columns that no event vouches for: derived ones, and what is told to the outside."""
TABLES = (
    "event event_text note ticket sheet answer ticket_person link attachment attachment_chunk ticket_step "
    "agent agent_line agent_role agent_skill"
)
CELLS = [(name, column.name) for name in TABLES.split() for column in metadata.tables[name].c]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a desk with every sort of row."""
    path = schema_1(tmp_path_factory.mktemp("told") / "story.db")
    with open_store(Location(file=path)) as desk:
        do(desk, 1, begun(("1", "Call"), ("2", "Tell")), now=LATER)
        first, second = (step.id for step in get(desk, 1).steps)
        do(desk, 1, ticked(first, StepState.DONE), ticked(second, StepState.WAIVED), now=LATER)
    return path


@pytest.fixture
def story(tmp_path: Path, told: Path) -> Store:
    """A copy of it, to be tampered with."""
    return open_store(Location(file=Path(shutil.copy(told, tmp_path))))


def other_value(kind: str) -> str:
    """SQL that makes another value of a stored one."""
    if "INT" in kind:
        return "coalesce({0}, 0) + 1"
    return "coalesce({0} || x'00', x'01')" if kind == "BLOB" else "coalesce({0} || 'x', 'x')"


@pytest.mark.parametrize(("table", "column"), CELLS, ids=lambda v: v)
def test_every_cell_is_vouched_for(story: Store, table: str, column: str) -> None:
    """Whatever value of whatever row somebody changes behind the desk's back, the record tells; or it is listed."""
    kind = str(metadata.tables[table].c[column].type).upper()
    value = other_value("BLOB" if "BLOB" in kind or "BINARY" in kind else kind).format(column)
    verdict = tampered(
        story,
        "PRAGMA ignore_check_constraints = ON",
        "PRAGMA foreign_keys = OFF",
        f"UPDATE {table} SET {column} = {value} WHERE rowid = (SELECT max(rowid) FROM {table})",
    )
    story.close()
    assert (verdict.broken is None) is (column in UNPROVEN.get(table, set()))
    assert verdict.broken is None or verdict.touched is not None


@pytest.mark.parametrize("table", TABLES.split())
def test_no_row_goes_unnoticed(story: Store, table: str) -> None:
    """A row that is taken out of any of these tables is missed."""
    verdict = tampered(
        story, "PRAGMA foreign_keys = OFF", f"DELETE FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table})"
    )
    story.close()
    assert verdict.broken is not None


@pytest.mark.parametrize(
    ("statement", "code", "ticket", "names"),
    [
        ("UPDATE ticket SET assignee = 'bob', line = 3 WHERE id = 1", "state_altered", 1, ("line", "assignee")),
        ("UPDATE ticket SET subject = 'x' WHERE id = 3", "state_altered", 3, ("subject",)),
        ("UPDATE ticket SET solution = 'x' WHERE id = 5", "state_altered", 5, ("solution",)),
        ("UPDATE ticket SET created_at = created_at - 1 WHERE id = 5", "state_altered", 5, ("created_at",)),
        ("UPDATE ticket SET restricted = 0, about = NULL WHERE id = 5", "state_altered", 5, ("restricted", "about")),
        ("INSERT INTO ticket_person VALUES (5, 'ana')", "state_altered", 5, ("named",)),
        ("UPDATE link SET withdrawn = 1", "state_altered", 1, ("link:1",)),
        ("UPDATE attachment_chunk SET data = x'00'", "state_altered", 3, ("attachment:1",)),
        ("UPDATE note SET outcome = 'it worked' WHERE id = 1", "state_altered", 1, ("outcome:1",)),
        ("UPDATE sheet SET signs = 'x'", "state_altered", 1, ("signs",)),
        ("UPDATE answer SET answer = 'x'", "state_altered", 1, ("answer:printer_name",)),
        ("UPDATE ticket_step SET settled_by = 'bob' WHERE id = 1", "state_altered", 1, ("step:1",)),
        ("UPDATE ticket_step SET title = 'x' WHERE id = 2", "state_altered", 1, ("step:2",)),
        ("UPDATE ticket_step SET withdrawn = 1 WHERE id = 2", "state_altered", 1, ("step:2",)),
        ("DELETE FROM ticket WHERE id = 6", "ticket_missing", 6, ()),
    ],
)
def test_a_touched_ticket_is_named(
    story: Store, statement: str, code: str, ticket: int, names: tuple[str, ...]
) -> None:
    """Where every link holds but a row is not what its events made of it, the ticket and the field are named."""
    verdict = tampered(story, "PRAGMA foreign_keys = OFF", statement)
    story.close()
    assert verdict.touched is not None
    assert (verdict.code, verdict.touched.ticket, verdict.touched.names) == (code, ticket, names)


def test_a_ticket_without_events_is_named(story: Store) -> None:
    """A ticket that somebody put in by hand has no past."""
    columns = ", ".join(c.name for c in metadata.tables["ticket"].c if c.name not in ("id", "external_id"))
    verdict = tampered(story, f"INSERT INTO ticket (id, {columns}) SELECT 50, {columns} FROM ticket WHERE id = 1")
    story.close()
    assert verdict.touched is not None
    assert (verdict.code, verdict.touched.ticket) == ("ticket_inserted", 50)


def test_a_role_that_somebody_gave_themselves_is_named(story: Store) -> None:
    """Rights are in the record too."""
    verdict = tampered(story, "INSERT INTO agent_role VALUES ('ana', 'admin')")
    story.close()
    assert verdict.touched is not None
    assert (verdict.code, verdict.touched.person, verdict.touched.names) == ("person_altered", "ana", ("roles",))


def test_the_replay_knows_every_column() -> None:
    """A column of the ticket is held against the events, or is listed as derived."""
    known = {*replay.CODED, *replay.TEXTS, "id", "version", "reporter_id", "created_at", "created_by"}
    assert known | UNPROVEN["ticket"] == {column.name for column in metadata.tables["ticket"].c}
    assert len(known & UNPROVEN["ticket"]) == 0


def test_memory_does_not_grow_with_the_desk(story: Store) -> None:
    """Tickets are taken in batches: several of them give the same verdict as one."""
    for _ in range(replay.BATCH + 5):
        reported(story)
    assert verify(story.db).broken is None
    last = story.db.one("SELECT max(id) FROM ticket")
    assert last is not None
    verdict = tampered(story, f"UPDATE ticket SET line = 2 WHERE id = {last[0]}")
    story.close()
    assert verdict.touched is not None
    assert verdict.touched.ticket == last[0]
    assert re.fullmatch(r"\d+:[0-9a-f]{64}", str(verdict.head))
