"""Tickets that come in: matched, settled, counted, chained, whole at any moment, taken once however often."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import time
import traceback
from dataclasses import replace
from pathlib import Path

import pytest

from deskterm.store.errors import StoreError
from deskterm.store.location import Location
from deskterm.store.opening import Store, open_store
from deskterm.store.read import chain, health
from deskterm.store.read.arrangements import book
from deskterm.store.read.categories import categories
from deskterm.store.read.people import person
from deskterm.store.search.index import terms
from deskterm.store.search.texts import rows
from deskterm.texts import events as sentences
from deskterm.usecases import look
from deskterm.usecases.act import perform
from deskterm.usecases.arrange import arrange
from deskterm.usecases.desk import Desk, Refused
from deskterm.usecases.examine import deadlines_of
from deskterm.usecases.importing import take_in
from deskterm.usecases.reporting import report_lines
from deskterm.usecases.sweep import sweep
from deskterm.usecases.undo import undo
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.inputs import Note
from deskterm.workflow.intake import Incoming, LeftOut, Moment, OldNote, Place, Tally
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Channel, Kind, Nature, NoteKind, Reporter, Status
from tests.usecases.desks import START, house

T = 1_800_000_000_000_000
HOUR = 3_600_000_000
TRIAGED = {"kind": Kind.REQUEST, "category": "request/change", "impact": 3, "urgency": 3}


def row(key: str | None = "A-1", *, line: int = 2, history: tuple[Moment, ...] = (), **more: object) -> Incoming:
    """A row of a file."""
    own = {name: more.pop(name) for name in ("reporter", "notes") if name in more}
    fields = {"subject": "Printer", "created_at": T, "status": Status.CLOSED, **more}
    return Incoming(place=Place(line=line), key=key, fields=fields, history=history, **own)  # type: ignore[arg-type]


def moment(at: int, **fields: object) -> Moment:
    """A row of a history."""
    return Moment(at=T + at, fields=fields, line=at)


def take(desk: Desk, *rows: Incoming | LeftOut, source: str = "jira", dry_run: bool = False, **more: object) -> Tally:
    """Import them; what became of them always adds up."""
    given = {"progress": lambda _: None, "stop": lambda: False, "on_left": lambda _: None, **more}
    tally = take_in(desk, source, rows, dry_run=dry_run, **given)  # type: ignore[arg-type]
    assert tally.read == tally.tickets + tally.events + tally.known + tally.left_out
    return tally


def whole(store: Store) -> int:
    """Chain, counters and pages agree; how many tickets there are."""
    verdict = chain.verify(store.db)
    assert verdict.broken is None, verdict
    assert (health.counters_off(store.db), health.integrity(store.db)) == (0, [])
    return int(store.db.all("SELECT count(*) FROM ticket")[0][0])


@pytest.fixture
def h(tmp_path):
    return house(tmp_path)


def test_a_ticket_as_the_file_has_it(h):
    """Facts, thread and times are the file's; the first event says where it comes from, by whose hand."""
    note = OldNote(body="tried again", author="Kim", at=T + 5)
    who = Reporter(name="Rhea", email="r@example.org", organisation="Acme")
    assert take(h.by("lea"), row(reporter=who, notes=(note,), solution="new toner", place="4th")).tickets == 1
    shown = look.show(h.by("lea"), 1)
    assert (shown.ticket.status, shown.ticket.created_at, shown.ticket.closed_at) == (Status.CLOSED, T, T)
    assert (shown.texts["external_id"], shown.texts["solution"], shown.texts["place"]) == ("A-1", "new toner", "4th")
    assert shown.ticket.reporter == replace(who, id=1)
    assert [(e.author, e.at, e.body, e.kind) for e in shown.thread] == [("Kim", T + 5, "tried again", NoteKind.WORK)]
    (event,) = shown.events
    assert (event.kind, event.act, event.actor, event.at) == ("imported", "register", "lea", T)
    assert event.data == {"source": "jira", "key": "A-1"}
    assert sentences.line(event) == "imported from jira as A-1"
    assert whole(h.store) == 1


def test_again_and_longer(h):
    """A file that is imported again adds nothing; one whose history has grown adds what is new."""
    past = (moment(1, status="open", line=1), moment(2, status="in_progress", line=2))
    one = row(history=past, status="open")
    assert take(h.by("lea"), one) == Tally(read=2, tickets=1, events=1)
    assert take(h.by("lea"), one) == Tally(read=2, known=2)
    longer = replace(one, history=(*past, moment(3, status="closed", line=2)))
    assert take(h.by("lea"), longer, dry_run=True) == Tally(read=3, known=2, events=1)
    assert take(h.by("lea"), longer) == Tally(read=3, known=2, events=1)
    assert take(h.by("lea"), longer) == Tally(read=3, known=3)
    assert look.show(h.by("lea"), 1).ticket.status is Status.CLOSED
    assert whole(h.store) == 1


def test_the_same_key_twice_in_a_file(h):
    """The second row of a key is known; a dry run says the same as the run."""
    rows = [row(), row("B-2"), row(), row(None), row(None)]
    expected = Tally(read=5, tickets=4, known=1)
    assert take(h.by("lea"), *rows, dry_run=True) == expected
    assert h.store.db.all("SELECT count(*) FROM ticket") == [(0,)]
    assert take(h.by("lea"), *rows) == expected
    assert take(h.by("lea"), row(), source="other") == Tally(read=1, tickets=1)
    assert look.show(h.by("lea"), 5).texts["external_id"] is None
    assert whole(h.store) == 5


def test_history_out_of_order(h):
    """Moments are sorted by time; level changes are counted, states and lines end as the latest says."""
    past = (
        moment(30, status="closed", line=1),
        moment(10, status="open", line=1),
        moment(20, status="waiting", line=3),
        moment(25, line=2),
    )
    take(h.by("lea"), row(history=past, status="open"))
    shown = look.show(h.by("lea"), 1)
    assert [e.at - T for e in shown.events] == [10, 20, 25, 30]
    assert [e.fields["line"] for e in shown.events] == [(None, 1), (1, 3), (3, 2), (2, 1)]
    assert (shown.ticket.level_changes, shown.ticket.line, shown.ticket.version) == (3, 1, 4)
    assert [e.act for e in shown.events] == ["register", None, None, None]
    assert sentences.line(shown.events[2]) == "before the import: Line L3 -> L2"
    found = report_lines(h.by("lea"))
    assert (found.reached, found.skipped, found.never, found.came_back, found.back_and_forth) == (
        {2: 1, 3: 1},
        1,
        0,
        1,
        1,
    )


def test_a_history_that_ends_resolved(h):
    """It is taken in with its end, and the next sweep looks whether silence closes it."""
    past = (moment(1, status="open"), moment(9, status="resolved"))
    take(h.by("lea"), row(history=past, status="open"))
    ticket = look.show(h.by("lea"), 1).ticket
    assert (ticket.status, ticket.resolved_at, ticket.alarm_at) == (Status.RESOLVED, T + 9, T + 9)


def test_a_live_ticket_waits_for_triage_or_goes_on(h):
    """What lacks a fact of triage is new, on the line of its history; what has all of them goes on, with a deadline."""
    past = (moment(1, status="open", line=1), moment(2, status="in_progress", line=2, assignee="ben"))
    take(h.by("lea"), row(history=past, status="open"))
    take(h.by("lea"), row("B-2", history=past, status="open", channel=Channel.MAIL, **TRIAGED))
    one, two = look.show(h.by("lea"), 1).ticket, look.show(h.by("lea"), 2).ticket
    assert (one.status, one.line, one.assignee, one.priority) == (Status.NEW, 2, None, None)
    assert (two.status, two.line, two.assignee, two.priority) == (Status.IN_PROGRESS, 2, "ben", 4)
    assert two.due_at is not None and two.due_at > T
    assert whole(h.store) == 2
    perform(h.by("ben"), 2, Note(text="looked at it"))
    assert undo(h.by("ben")).id == 2
    with pytest.raises(Refused):
        undo(h.by("lea"), 2)
    assert whole(h.store) == 2


def test_pauses_of_the_past_are_counted(h):
    """The resolution clock stood still while the file says that the ticket waited."""
    past = (moment(1, status="open"), moment(2, status="waiting"), moment(HOUR, status="open"))
    take(h.by("lea"), row(history=past, status="open", **TRIAGED))
    assert look.show(h.by("lea"), 1).ticket.pauses == ((T + 2, T + HOUR),)


def test_who_has_worked_on_it_here_is_not_overruled(h):
    """Once somebody here has acted on the ticket, more of its past is recorded and changes nothing."""
    past = (moment(1, status="open", line=1),)
    take(h.by("lea"), row(history=past, status="open", **TRIAGED))
    perform(h.by("ann"), 1, Note(text="mine now"))
    before = look.show(h.by("lea"), 1).ticket
    take(h.by("lea"), row(history=(*past, moment(9, status="closed", line=3)), status="open", **TRIAGED))
    after = look.show(h.by("lea"), 1)
    assert (after.ticket.status, after.ticket.line) == (before.status, before.line)
    assert after.events[-1].data["said"] == {"status": "closed", "line": 3}
    assert whole(h.store) == 1


def test_people_are_matched(h):
    """By mail, then by telephone and name, then by name within an organisation; who differs is somebody else."""
    known = h.ticket()
    rhea = look.show(h.by("lea"), known).ticket.reporter
    assert rhea is not None and rhea.email is not None
    people = [
        Reporter(name="R. Example", email=rhea.email.upper()),
        Reporter(name=rhea.name, phone=rhea.phone),
        Reporter(name="Somebody Else", phone=rhea.phone),
        Reporter(name="Bea", organisation="Acme"),
        Reporter(name="Bea", organisation="Acme", email="bea@example.org"),
        Reporter(name="Bea", organisation="Other"),
        Reporter(name="Cyd"),
        Reporter(name="Cyd"),
    ]
    take(h.by("lea"), *(row(f"K-{place}", reporter=who) for place, who in enumerate(people)))
    take(h.by("lea"), row("K-9", reporter=Reporter(name="Cyd")))
    ids = [number for (number,) in h.store.db.all("SELECT reporter_id FROM ticket ORDER BY id")]
    assert ids == [1, 1, 1, 2, 3, 3, 4, 5, 5, 5]
    assert h.store.db.all("SELECT email FROM reporter WHERE id = 3") == [("bea@example.org",)]
    assert whole(h.store) == 10


def test_what_the_desk_has_no_place_for_is_kept(h):
    """Unknown categories are data, unknown people are texts that can be erased, security is restricted."""
    past = (replace(moment(1, status="open", assignee="zoe"), who="Zoe Smith"), moment(2, line=2))
    take(h.by("lea"), row(history=past, category="cars", nature=Nature.SECURITY, kind=Kind.INCIDENT, status="open"))
    shown = look.show(h.by("lea"), 1)
    assert shown.events[0].data["said"]["category"] == "cars"
    assert shown.events[0].texts == {"who": "Zoe Smith", "assignee": "zoe"}
    assert b"Zoe" not in b"".join(bytes(b) for (b,) in h.store.db.all("SELECT canonical FROM event"))
    assert (shown.ticket.restricted, shown.ticket.assignee) == (True, None)
    assert whole(h.store) == 1


def test_a_row_that_can_not_be_stored_is_left_out_alone(h):
    """A row that breaks a condition of the store is reported with its line; its neighbours are written."""
    left: list[LeftOut] = []
    rows = [row(f"K-{n}", line=n, impact=77 if n == 5 else 2) for n in range(1, 10)]
    bad = LeftOut(line=99, code="few_cells")
    assert take(h.by("lea"), *rows, bad, on_left=left.append) == Tally(read=10, tickets=8, left_out=2)
    assert sorted((each.line, each.code) for each in left) == [(5, "unstorable"), (99, "few_cells")]
    assert whole(h.store) == 8


def test_rights(h):
    """Leads and admins import; nobody else does."""
    for name in ("ann", "ben", "aud"):
        with pytest.raises(Refused):
            take(h.by(name), row())
    for name in ("lea", "boss"):
        take(h.by(name), row())


def test_stopping_leaves_what_was_written(h):
    """Progress adds up, a stop is heeded between batches, and the next run brings the rest."""
    rows = [row(f"K-{n}") for n in range(400)]
    told: list[Tally] = []
    tally = take(h.by("lea"), *rows, progress=told.append, stop=lambda: len(told) > 2)
    assert 0 < tally.tickets < 400 and whole(h.store) == tally.tickets
    assert [t.read for t in told] == sorted(t.read for t in told)
    assert take(h.by("lea"), *rows) == Tally(read=400, tickets=400 - tally.tickets, known=tally.tickets)


def child(path: Path, count: int, source: str, begun: int) -> None:
    """Import so many tickets; say so when the desk is open."""
    with open_store(Location(file=path)) as store:
        desk = seen(store)
        os.write(begun, b".")
        take(desk, *many(count), source=source)


def seen(store: Store) -> Desk:
    """The desk, seen by its lead."""
    who = person(store.db, "lea")
    assert who is not None
    return Desk(store=store, by=who, rules=Policy(categories=categories(store.db)), now=lambda: START)


def many(count: int) -> list[Incoming]:
    """Tickets with a history, a thread, and few people among them."""
    return [
        row(
            f"K-{n}",
            history=(moment(1, status="open", line=1), moment(2, status="closed", line=1 + n % 3)),
            reporter=Reporter(name=f"P {n % 7}", email=f"p{n % 7}@example.org"),
            notes=(OldNote(body=f"note {n}"),),
        )
        for n in range(count)
    ]


def started(path: Path, count: int, source: str = "jira") -> int:
    """A process that imports, once it has begun. No store may be open here meanwhile: it would be open there too."""
    begun, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            child(path, count, source, tell)
        except BaseException:  # noqa: BLE001 - the forked child must not return into the test runner
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(tell)
    assert os.read(begun, 1) == b"."
    os.close(begun)
    return pid


def killed(tmp_path: Path, times: int, seed: int) -> None:
    """Kill an import at random moments; every time the desk is whole, and in the end it has everything once."""
    house(tmp_path).store.close()
    path, count, chance = tmp_path / "desk.db", 1500, random.Random(seed)
    survived = 0
    for _ in range(times):
        pid = started(path, count)
        time.sleep(chance.uniform(0, 0.08))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        with open_store(Location(file=path)) as store:
            now = whole(store)
        assert survived <= now <= count
        survived = now
    with open_store(Location(file=path)) as store:
        tally = take(seen(store), *many(count))
        assert (tally.tickets, tally.known) == (count - survived, 2 * survived)
        assert whole(store) == count
        assert store.db.all("SELECT count(DISTINCT key), count(*) FROM origin") == [(count, count)]
        assert store.db.all("SELECT count(*) FROM reporter") == [(7,)]


def test_killed_at_any_moment(tmp_path):
    """Kill -9 in the middle of an import leaves a whole desk, and a second run finishes the job."""
    killed(tmp_path, 20, 1)


@pytest.mark.soak
def test_killed_very_often(tmp_path):
    """The same, two hundred times."""
    for seed in range(10):
        folder = tmp_path / str(seed)
        folder.mkdir()
        killed(folder, 20, seed)


def test_two_importers_at_once(tmp_path):
    """Two processes that import the same file, and one that imports another: each row once, one chain."""
    house(tmp_path).store.close()
    for pid in [started(tmp_path / "desk.db", 300, source) for source in ("jira", "jira", "other")]:
        assert os.waitpid(pid, 0)[1] == 0
    with open_store(Location(file=tmp_path / "desk.db")) as store:
        assert whole(store) == 600
        told = store.db.all("SELECT source, count(*) FROM origin GROUP BY source ORDER BY source")
        assert told == [("jira", 300), ("other", 300)]
        assert store.db.all("SELECT count(*) FROM reporter") == [(7,)]


def test_people_work_beside_an_import(tmp_path):
    """Registering goes on while tickets come in; nobody loses anything."""
    h = house(tmp_path)
    h.store.close()
    pid = started(tmp_path / "desk.db", 600)
    h.store = open_store(Location(file=tmp_path / "desk.db"))
    made = 0
    while os.waitpid(pid, os.WNOHANG) == (0, 0):
        h.ticket(f"by hand {made}")
        made += 1
        time.sleep(0.01)
    assert made > 0
    assert whole(h.store) == 600 + made


def test_events_hold_no_text_of_a_person(h):
    """What the record keeps for good are codes and digests; every text lies beside it, where it can be erased."""
    take(h.by("lea"), row(history=(replace(moment(1), who="Kim Lee"),), description="my secret", subject="my subject"))
    (blob,) = h.store.db.all("SELECT canonical FROM event WHERE ticket_id = 1")[0]
    content = json.loads(bytes(blob))
    assert set(content["texts"]) == {"who"} and not {"Kim", "secret", "my subject"} & set(str(content).split())
    assert b"secret" not in bytes(blob) and b"Kim" not in bytes(blob)


def test_a_full_disk(tmp_path):
    """A disk that fills up ends the import with a reason; what is there is whole, and goes on once there is room."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        h = house(place)
        rows = [row(f"K-{n}", description="x" * 3000) for n in range(1500)]
        with pytest.raises(StoreError) as caught:
            take(h.by("lea"), *rows)
        assert caught.value.code in ("disk_full", "cannot_write")
        h.store.close()
        subprocess.run(["mount", "-o", "remount,size=60m", place], check=True)
        with open_store(Location(file=place / "desk.db")) as store:
            some = whole(store)
            assert 0 < some < 1500
            assert take(seen(store), *rows) == Tally(read=1500, tickets=1500 - some, known=some)
            assert whole(store) == 1500
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def test_the_index_holds_what_the_tables_say(h):
    """Tickets that came in are found by every word of theirs, and by none that is not theirs."""
    notes = tuple(OldNote(body=f"note {n} сеть не работает") for n in range(3))
    who = Reporter(name="Rhea Ionescu", email="r@example.org")
    take(h.by("lea"), row(reporter=who, notes=notes, description="ไฟล์หาย after update", solution="re-installed"))
    take(h.by("lea"), row("B-2", reporter=replace(who, phone="12345")), row("C-3", status="open"))
    stored = sqlite3.connect(h.store.location.path)
    stored.execute("CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, search_1, instance)")
    held: dict[int, list[str]] = {}
    for term, place in stored.execute("SELECT term, doc FROM held ORDER BY doc, offset"):
        held.setdefault(place, []).append(term)
    stored.close()
    assert held == {number: terms(said) for number, said in rows(h.store.db, [1, 2, 3]).items() if terms(said)}


ACME = Reporter(name="Rhea", email="r@example.org", organisation="Acme")


def deadlines_hold(h) -> bool:
    """Is every stored deadline and alarm the one that follows from the facts, as the doctor reckons them?"""
    return list(deadlines_of(h.store.db, replace(h.policy, book=book(h.store.db)), h.at)) == []


def test_more_history_is_reckoned_by_the_agreement_of_the_ticket(h):
    """That of the reporter's organisation, with the pauses of the history that was here before."""
    agreed = {"organisations": ["Acme"], "round_the_clock": [1, 2, 3, 4], "resolution": [100 * 3600]}
    arrange(h.by("boss"), ArrangementKind.AGREEMENT, "acme", lambda _: agreed, False)
    past = (
        moment(1, status="open", line=1),
        moment(2, status="waiting", wait_reason="requester"),
        moment(2 * HOUR, status="open"),
    )
    one = row(history=past, status="open", reporter=ACME, first_response_at=T, **TRIAGED)
    take(h.by("lea"), one)
    assert deadlines_hold(h)
    take(h.by("lea"), replace(one, history=(*past, moment(3 * HOUR, status="open", line=2))))
    assert look.show(h.by("lea"), 1).ticket.line == 2
    assert deadlines_hold(h)


def test_a_ticket_that_waits_when_it_comes_in_is_on_hold(h):
    """Without a history too: its deadline is that of the doctor."""
    wakes = h.at + 100 * HOUR
    take(h.by("lea"), row(status="waiting", wait_reason="requester", wake_at=wakes, first_response_at=T, **TRIAGED))
    assert look.show(h.by("lea"), 1).ticket.status is Status.WAITING
    assert deadlines_hold(h)


def test_a_reporter_whose_organisation_is_known_here_brings_its_agreement(h):
    """Also when the file does not name it."""
    agreed = {"organisations": ["Acme"], "resolution": [100 * 3600]}
    arrange(h.by("boss"), ArrangementKind.AGREEMENT, "acme", lambda _: agreed, False)
    take(h.by("lea"), row(reporter=ACME))
    take(h.by("lea"), row("B-1", status="open", reporter=replace(ACME, organisation=None), **TRIAGED))
    assert deadlines_hold(h)


def test_what_had_passed_before_an_import_is_told_to_nobody(h):
    """The first sweep is silent about it; what passes later is told, and more history changes nothing of that."""
    h.at = T + 3 * HOUR
    past = (moment(1, status="open", line=1), moment(2, status="in_progress"))
    old = row(history=past, status="open", created_at=T - 1000 * HOUR, **TRIAGED)
    young = row("B-1", status="open", created_at=T + 2 * HOUR, first_response_at=T + 2 * HOUR, **TRIAGED)
    take(h.by("lea"), old, young)
    assert deadlines_hold(h)
    assert sweep(h.by("lea")).told == ()
    assert deadlines_hold(h)
    assert [step.target for step in look.show(h.by("lea"), 1).ticket.told] == ["first_response", "resolution"]
    take(h.by("lea"), replace(old, history=(*past, moment(3, status="in_progress", line=2))))
    assert sweep(h.by("lea")).told == ()
    h.at = T + 200 * HOUR
    assert sweep(h.by("lea")).told == (2,)
    assert deadlines_hold(h)
    assert whole(h.store) == 2
