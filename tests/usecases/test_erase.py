"""A person is erased: nothing of them is left in the desk's bytes, and the record of what happened is whole."""

import io
import os
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.store.read import chain, health, show
from deskterm.store.read.history import last_act
from deskterm.usecases.act import perform, ticket_for
from deskterm.usecases.attach import File, attach
from deskterm.usecases.desk import NotFound, Refused
from deskterm.usecases.erase import erase
from deskterm.usecases.look import show as look
from deskterm.usecases.people import add_agent
from deskterm.usecases.register import register
from deskterm.usecases.resolve import resolve
from deskterm.usecases.undo import undo
from deskterm.workflow.checks import Invalid
from deskterm.workflow.inputs import Amend, Cancel, Details, Diagnose, Note, Register, Reply, Restrict, Settle
from deskterm.workflow.mention import BAR
from deskterm.workflow.values import Change, NewStep, NoteKind, Reporter, Role
from tests.usecases.desks import RHEA, House, house
from tests.usecases.test_kill import run as run_child
from tests.usecases.test_together import RESOLVE, TRIAGE

MARKED = b"XQZ"
"""Stands in every text that the person's erasure has to take away."""
BOB = Reporter(name="Bob Builder", email="bob@example.net")
WHO = "rhea@example.org"


def told(text: str) -> Details:
    return Details(description=text, symptoms="XQZ symptom", steps_before="XQZ steps", place="XQZ street 5")


def paper(name: str, content: bytes) -> File:
    return File(name=name, size=len(content), open=lambda: io.BytesIO(content))


def lived(h: House) -> tuple[int, int, int]:
    """A ticket of Rhea's with every kind of text, one of Bob's that names her, one of Bob's that does not."""
    lead = h.by("lea")
    mine = h.ticket("Rhea's laptop is slow", details=told("I am ill, says Rhea. XQZ"), requested_for="Rhea Example")
    perform(lead, mine, TRIAGE)
    perform(lead, mine, Diagnose(signs="fan", extent="Rhea alone", components="laptop 7"))
    perform(lead, mine, Note(text="XQZ she is pregnant", kind=NoteKind.STEP, outcome="XQZ no change"))
    perform(lead, mine, Note(text="XQZ again", kind=NoteKind.HYPOTHESIS))
    perform(lead, mine, Settle(note=2, outcome="XQZ settled"))
    perform(lead, mine, Reply(text="XQZ dear Rhea"))
    perform(lead, mine, Amend(subject="Laptop of rhea@example.org is slow", reason=""))
    perform(lead, mine, Amend(subject="Laptop of +1 (202) 555-0101 is slow"))
    attach(lead, mine, paper("XQZ-rhea.txt", MARKED * 500_000))
    with h.store.writing() as writer:
        steps = (NewStep(plan="visit", code="1", title="Ring at Rhea Example's door"),)
        steps += (NewStep(plan="visit", code="2", title="Carry the drum"),)
        change = Change(act=None, event="amended", steps=steps)
        writer.apply(ticket_for(writer.db, lead, mine), change, by="lea", now=lead.now())
    resolve(lead, mine, replace(RESOLVE, solution="new drum for RHEA EXAMPLE"))
    other = register(lead, Register(subject="Beamer", reporter=BOB, details=Details(description="ask Rhea Example"))).id
    perform(lead, other, Note(text="XQZ mail went to RHEA@example.org"))
    perform(lead, other, Note(text="the beamer is dark"))
    apart = register(lead, Register(subject="Rhea is a bird", reporter=BOB, details=Details(description="kept"))).id
    return mine, other, apart


@pytest.fixture
def full(tmp_path: Path) -> Iterator[tuple[House, tuple[int, int, int]]]:
    """A desk on which Rhea has left traces of every kind."""
    h = house(tmp_path)
    yield h, lived(h)
    h.store.close()


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def test_nothing_is_left_in_the_desk_s_bytes(full: Any, tmp_path: Path) -> None:
    """Name, address, number, texts and files are gone from the file, its log and its index, from freed pages too."""
    h, _ = full
    before = bytes_of(tmp_path)
    assert all(before.count(piece) for piece in (MARKED, b"Rhea Example", b"rhea@example.org", b"202 555 0101"))
    report = erase(h.by("boss"), WHO)
    after = bytes_of(tmp_path)
    assert report.uncompacted is None
    folded = after.lower()
    assert [folded.count(piece) for piece in (b"xqz", b"pregnan", b"rhea exam")] == [0, 0, 0]
    for piece in (MARKED, b"Rhea Example", b"RHEA", b"rhea@example.org", b"202 555 0101", b"555-0101"):
        assert after.count(piece) == 0, piece


def test_the_record_stays_whole(full: Any) -> None:
    """The chain verifies before and after, counters and references agree, and two kinds of events tell of it."""
    h, (mine, other, _) = full
    assert chain.verify(h.store.db).broken is None
    before = chain.head(h.store.db).event
    report = erase(h.by("boss"), WHO, reason="asked by Rhea Example")
    verdict = chain.verify(h.store.db)
    assert (verdict.broken, verdict.code) == (None, None)
    assert (health.integrity(h.store.db), health.counters_off(h.store.db)) == ([], 0)
    told = show.event_rows(h.store.db, "e.id > :before", " ORDER BY e.id", before=before)
    assert [(e.kind, e.ticket_id) for e in told] == [("erased", mine), ("erased", other), ("person_erased", None)]
    assert told[-1].id == report.event
    assert told[-1].texts == {"reason": f"asked by {BAR}"}
    assert report.tickets == (mine, other)
    assert (report.notes, report.attachments, report.hidden, report.own) == (4, 1, 0, 1)
    assert told[-1].data["texts"] == report.texts


def test_what_was_told_goes_and_the_work_stays(full: Any) -> None:
    """Own tickets lose what was told and written about the person; the technical texts stay, with bars for names."""
    h, (mine, other, apart) = full
    erase(h.by("boss"), WHO)
    shown = look(h.by("lea"), mine)
    texts = shown.texts
    assert [texts[n] for n in ("description", "symptoms", "steps_before", "place", "requested_for")] == [None] * 5
    assert (texts["solution"], texts["measures"]) == (f"new drum for {BAR}", RESOLVE.measures)
    assert shown.ticket.subject == f"Laptop of {BAR} is slow"
    assert shown.ticket.sheet and shown.ticket.sheet.extent == f"{BAR} alone"
    assert shown.ticket.sheet.signs == "fan"
    assert shown.attachments == ()
    assert [step.title for step in shown.ticket.steps] == [f"Ring at {BAR}'s door", "Carry the drum"]
    assert [entry.body for entry in shown.thread] == [None] * 3
    assert (shown.ticket.steps_settled, shown.ticket.hypotheses_settled) == (1, 1)
    assert shown.ticket.reporter and (shown.ticket.reporter.name, shown.ticket.reporter.email) == ("erased:1", None)
    elsewhere = look(h.by("lea"), other)
    assert elsewhere.texts["description"] == f"ask {BAR}"
    assert [entry.body for entry in elsewhere.thread] == [None, "the beamer is dark"]
    assert look(h.by("lea"), apart).ticket.subject == "Rhea is a bird"


def test_digests_lose_their_salts(full: Any) -> None:
    """Whoever guesses a text can't try the guess against the record."""
    h, _ = full
    erase(h.by("boss"), WHO)
    gone = h.store.db.all("SELECT salt FROM event_text WHERE body IS NULL")
    gone += h.store.db.all("SELECT salt FROM note WHERE body IS NULL")
    gone += h.store.db.all("SELECT salt FROM attachment WHERE name = 'erased'")
    assert len(gone) > 8
    assert {bytes(salt) for (salt,) in gone} == {b""}
    assert h.store.db.all("SELECT sha256 FROM attachment") == [(bytes(32),)]


def test_a_rehearsal_counts_and_changes_nothing(full: Any, tmp_path: Path) -> None:
    """A dry run names what would be erased, in the numbers that the erasure then has."""
    h, _ = full
    head = chain.head(h.store.db)
    tried = erase(h.by("boss"), WHO, dry_run=True)
    assert chain.head(h.store.db) == head
    assert bytes_of(tmp_path).count(b"rhea@example.org")
    done = erase(h.by("boss"), WHO)
    assert (tried.rehearsed, tried.event) == (True, None)
    assert replace(tried, rehearsed=False, event=done.event) == done


def test_erasing_again_finds_nothing_more(full: Any) -> None:
    """A second run, by the number that stays, erases nothing and writes no event."""
    h, _ = full
    erase(h.by("boss"), WHO)
    head = chain.head(h.store.db)
    again = erase(h.by("boss"), "reporter:1")
    assert (again.texts, again.notes, again.event, again.uncompacted) == (0, 0, None, None)
    assert chain.head(h.store.db) == head
    with pytest.raises(NotFound):
        erase(h.by("boss"), WHO)


def test_only_an_admin_erases(full: Any) -> None:
    """A lead is refused, and so is everybody else but an admin."""
    h, _ = full
    for name in ("ann", "lea", "aud"):
        with pytest.raises(Refused):
            erase(h.by(name), WHO)


def test_one_person_s_rows_go_together(tmp_path: Path) -> None:
    """Rows of the same name that share an address or a number are one person; the same address alone is not."""
    h = house(tmp_path)
    h.ticket()
    h.ticket(reporter=replace(RHEA, phone="+1 202 555 0199"))
    h.ticket(reporter=replace(RHEA, email="r.example@example.com", phone="+12025550199"))
    h.ticket(reporter=Reporter(name="Front Desk", email="desk@example.org"))
    h.ticket(reporter=Reporter(name="Fred Front", email="desk@example.org"))
    with pytest.raises(Invalid) as raised:
        erase(h.by("boss"), "desk@example.org")
    assert raised.value.code == "ambiguous_person"
    assert "reporter:4 Front Desk" in str(raised.value.details["candidates"])
    assert erase(h.by("boss"), "+1 (202) 555-0101").reporters == (1, 2, 3)
    assert erase(h.by("boss"), "reporter:5").reporters == (5,)
    assert h.store.db.all("SELECT name FROM reporter ORDER BY id") == [
        ("erased:1",), ("erased:2",), ("erased:3",), ("Front Desk",), ("erased:5",)
    ]  # fmt: skip
    h.store.close()


def test_hidden_tickets_are_erased_and_not_named(full: Any) -> None:
    """A restricted ticket is erased like any other, and the report does not tell its number."""
    h, (mine, other, _) = full
    add_agent(h.by("boss"), "adm", set(), {Role.ADMIN}, set())
    perform(h.by("lea"), other, Restrict(on=True, reason="private"))
    report = erase(h.by("adm"), WHO)
    assert (report.tickets, report.hidden) == ((mine,), 1)
    assert show.texts(h.store.db, other)["description"] == f"ask {BAR}"


def test_texts_of_acts_go(tmp_path: Path) -> None:
    """Reasons on the person's own tickets go too, and the record says that they were erased."""
    h = house(tmp_path)
    id = h.ticket()
    perform(h.by("ann"), id, Cancel(reason="she has left"))
    erase(h.by("boss"), WHO)
    assert [e.texts for e in show.events(h.store.db, id) if e.kind == "cancelled"] == [{"reason": None}]
    h.store.close()


def test_an_erasure_is_not_undone(full: Any) -> None:
    """Nobody takes an erasure back, nor an act whose old text is gone."""
    h, _ = full
    erase(h.by("boss"), WHO)
    assert last_act(h.store.db, "boss") is None
    with pytest.raises(Refused):
        undo(h.by("boss"))
    id = h.ticket(reporter=BOB, details=Details(description="first, says Zed Zulu"))
    perform(h.by("ann"), id, Amend(details=Details(description="second")))
    h.ticket(reporter=Reporter(name="Zed Zulu", email="zed@example.org"))
    erase(h.by("boss"), "zed@example.org")
    with pytest.raises(Refused) as raised:
        undo(h.by("ann"), id)
    assert "text_erased" in raised.value.refusal.codes


def test_what_was_searched_for_goes(full: Any) -> None:
    """A search for the person's name is forgotten; that somebody searched is not."""
    h, _ = full
    with h.store.writing() as writer:
        writer.connection.exec_driver_sql(
            "INSERT INTO access (at, actor, kind, detail, rows) "
            "VALUES (1, 'ann', 'search', 'rhea example', 3), (1, 'ann', 'search', 'printer', 3)"
        )
    assert erase(h.by("boss"), WHO).searches == 1
    assert h.store.db.all("SELECT detail FROM access WHERE kind = 'search' ORDER BY id") == [(None,), ("printer",)]


def test_a_kill_leaves_whole_tickets_and_the_next_run_finishes(tmp_path: Path) -> None:
    """Killed at twenty moments: every ticket is erased wholly or not at all, and a second run leaves nothing."""
    (tmp_path / "from").mkdir()
    h = house(tmp_path / "from", own=True)
    lived(h)
    for _ in range(3):
        h.ticket(details=told("XQZ more"))
    h.store.close()
    source = h.store.location.path

    def deed(house: House, _id: int) -> None:
        erase(house.by("boss"), WHO)

    def fresh(name: str) -> Path:
        (tmp_path / name).mkdir()
        shutil.copy(source, tmp_path / name / "desk.db")
        return tmp_path / name / "desk.db"

    dry = fresh("dry")
    assert run_child(dry, h, deed, 0) == 0
    statements = int((dry.parent / "statements").read_text())
    assert statements > 100
    killed = 0
    for number in range(20):
        path = fresh(f"kill{number}")
        # batches end by the clock, so that the last statements are not reached in every run
        status = run_child(path, h, deed, 1 + number * (statements - 1) // 19)
        killed += os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        with open_store(Location(file=path)) as store:
            h.store = store
            assert chain.verify(store.db).broken is None
            assert health.integrity(store.db) == []
            for (ticket,) in store.db.all("SELECT id FROM ticket WHERE reporter_id = 1"):
                erased = bool(store.db.all("SELECT 1 FROM event WHERE ticket_id = :t AND kind = 'erased'", t=ticket))
                assert (show.texts(store.db, ticket)["description"] is None) == erased
            known = store.db.one("SELECT name FROM reporter WHERE id = 1") != ("erased:1",)
            report = erase(h.by("boss"), WHO if known else "reporter:1")
            assert report.uncompacted is None
            assert chain.verify(store.db).broken is None
        assert bytes_of(path.parent).count(MARKED) == 0
    assert killed >= 15


def test_a_reader_in_the_middle_is_told_of(full: Any, tmp_path: Path) -> None:
    """While somebody reads, old pages stay in the log: the report says so, and the next run clears them."""
    h, _ = full
    reader = sqlite3.connect(tmp_path / "desk.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM ticket").fetchone()
    report = erase(h.by("boss"), WHO)
    assert report.uncompacted == "busy"
    reader.close()
    assert erase(h.by("boss"), "reporter:1").uncompacted is None
    assert bytes_of(tmp_path).count(MARKED) == 0
