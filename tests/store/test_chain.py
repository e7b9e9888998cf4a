"""The audit trail: append-only, and any change behind its back is found and named."""

import sqlite3

import pytest
from sqlalchemy.exc import IntegrityError

from deskterm.store.opening import Store
from deskterm.store.read.chain import Verdict, head, verify
from deskterm.workflow.values import Act, Change, NewNote, NoteKind
from tests.store.desks import TAKE, TRIAGE, reported

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
    assert verdict.broken is None
    verdict = verify(store.db, kept)
    assert (verdict.broken, verdict.code) == (kept.event, "cut")
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
