"""Tickets: what is registered is read back, what changes is recorded, what is undone is as it was."""

import dataclasses

import pytest

from deskterm.store.errors import Changed
from deskterm.store.opening import Store
from deskterm.store.read import history, show
from deskterm.workflow.inputs import Details, Register
from deskterm.workflow.values import (
    SECOND,
    Act,
    Change,
    Channel,
    Delivery,
    Kind,
    LinkType,
    NewLink,
    NewNote,
    NoteKind,
    Reporter,
    Sheet,
    Status,
)
from tests.store.desks import (
    ANA,
    MARIA,
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

DETAILS = Details(
    description="ไฟไหม้\nсрочно",
    symptoms="smoke",
    steps_before="pressed *print*",
    place="Room 5",
    service="Printing",
    occurred_at=START - 5,
    software="Word",
    software_version="16",
    browser="none",
    os="Windows",
)


def test_everything_that_is_reported_is_kept(store: Store) -> None:
    """Every field of a contact is read back as it was given."""
    given = Register(
        subject="Printer",
        reporter=MARIA,
        requested_for="Ion",
        channel=Channel.WALK_IN,
        claimed_kind=Kind.REQUEST,
        claimed_priority=1,
        details=DETAILS,
    )
    with store.writing() as writer:
        number = writer.register(given, by="ana", now=START, via="root", extra={"first_response_at": START})
    ticket = get(store, number)
    texts = show.texts(store.db, number)
    assert ticket.id == 1
    assert (ticket.status, ticket.version, ticket.line, ticket.created_at) == (Status.NEW, 1, 1, START)
    assert (ticket.channel, ticket.claimed_kind, ticket.claimed_priority) == (Channel.WALK_IN, Kind.REQUEST, 1)
    assert ticket.first_response_at == START
    assert ticket.reporter is not None
    assert dataclasses.replace(ticket.reporter, id=None) == MARIA
    assert texts["requested_for"] == "Ion"
    assert {name: texts[name] for name in dataclasses.asdict(DETAILS)} == dataclasses.asdict(DETAILS)
    (event,) = show.events(store.db, number)
    assert (event.kind, event.act, event.actor, event.via, event.version) == (
        "registered",
        "register",
        "ana",
        "root",
        1,
    )


def test_a_change_is_stored_with_its_event(store: Store) -> None:
    """New values are in the facts, old and new ones in the event, texts only as digests."""
    number = reported(store, TRIAGE)
    before = get(store, number)
    secret = "because the door is locked"
    do(
        store,
        number,
        Change(
            act=Act.ESCALATE,
            event="escalated",
            fields={"line": 2, "level_changes": 1},
            data={"reason": "needs_access"},
            texts={"summary": secret},
        ),
    )
    ticket = get(store, number)
    assert (ticket.version, ticket.line, ticket.level_changes) == (before.version + 1, 2, 1)
    event = show.events(store.db, number)[-1]
    assert dict(event.fields) == {"line": (1, 2), "level_changes": (0, 1)}
    assert event.data == {"reason": "needs_access"}
    assert event.texts == {"summary": secret}
    row = store.db.one("SELECT canonical FROM event WHERE id = :id", id=event.id)
    assert row is not None
    assert secret.encode() not in row[0]


def test_a_stale_change_is_refused(store: Store) -> None:
    """A change made for an older version of the ticket stores nothing."""
    number = reported(store, TRIAGE)
    old = get(store, number)
    do(store, number, TAKE)
    with pytest.raises(Changed) as caught, store.writing() as writer:
        writer.apply(old, WAIT, by="ana", now=START)
    assert (caught.value.ticket, caught.value.version) == (number, old.version + 1)
    assert get(store, number).status is Status.IN_PROGRESS


def test_an_exception_takes_everything_back(store: Store) -> None:
    """What was written in a transaction that fails was never written."""
    number = reported(store)
    before = get(store, number)
    head = store.db.one("SELECT max(id) FROM event")
    with pytest.raises(RuntimeError), store.writing() as writer:
        writer.apply(before, TRIAGE, by="ana", now=START)
        raise RuntimeError
    assert get(store, number) == before
    assert store.db.one("SELECT max(id) FROM event") == head
    do(store, number, TRIAGE)


def test_thread_and_outcomes(store: Store) -> None:
    """Notes are read in order; settling an outcome is counted and shown."""
    number = reported(store, TRIAGE, TAKE)
    notes = (
        NewNote(kind=NoteKind.WORK, body="looked"),
        NewNote(kind=NoteKind.STEP, body="restarted", outcome="open"),
        NewNote(kind=NoteKind.HYPOTHESIS, body="toner", outcome="rejected"),
        NewNote(kind=NoteKind.REPLY, body="wait please", delivery=Delivery.NOT_DELIVERED),
        NewNote(kind=NoteKind.SESSION, body="call at ten"),
    )
    do(store, number, Change(act=Act.NOTE, event="noted", notes=notes))
    ticket = get(store, number)
    thread = show.thread(store.db, number)
    assert [(e.kind, e.body, e.outcome, e.public) for e in thread] == [
        (n.kind, n.body, n.outcome, n.kind is NoteKind.REPLY) for n in notes
    ]
    assert (ticket.steps_settled, ticket.hypotheses_settled, ticket.sessions) == (0, 1, 1)
    assert ticket.open_outcomes == (thread[1].id,)
    ticket = do(store, number, Change(act=Act.SETTLE, event="settled", settle=(thread[1].id, "no use")))
    assert (ticket.steps_settled, ticket.open_outcomes) == (1, ())
    assert show.thread(store.db, number)[1].outcome == "no use"


def test_diagnosis_sheet(store: Store) -> None:
    """The sheet and the answers, not applicable ones included, come back; the category names the questions."""
    number = reported(store, TRIAGE)
    assert get(store, number).sheet is None
    sheet = Sheet(
        signs="smoke", extent="one room", components="", answers={"printer_name": "P1", "printer_others": None}
    )
    ticket = do(store, number, Change(act=Act.DIAGNOSE, event="diagnosed", sheet=sheet))
    assert ticket.sheet == sheet
    assert ticket.questions == ("printer_name", "printer_others")


def test_links_are_seen_from_both_ends(store: Store) -> None:
    """A child is open until it is resolved, and both tickets show the link."""
    parent, child = reported(store, TRIAGE), reported(store, TRIAGE)
    link = Change(act=Act.LINK, event="linked", link=NewLink(other=child, type=LinkType.CHILD))
    assert do(store, parent, link).open_children == (child,)
    assert [(r.other, r.type, r.outgoing) for r in show.links(store.db, ANA, parent)] == [(child, LinkType.CHILD, True)]
    assert [(r.other, r.outgoing) for r in show.links(store.db, ANA, child)] == [(parent, False)]
    do(store, child, resolution(START + 9))
    assert get(store, parent).open_children == ()


def test_a_link_does_not_betray_a_restricted_ticket(store: Store) -> None:
    """A person does not learn of a ticket through a link that they may not see."""
    one, secret = reported(store, TRIAGE), reported(store, TRIAGE)
    do(store, secret, change(Act.RESTRICT, "restricted", restricted=True))
    do(store, one, Change(act=Act.LINK, event="linked", link=NewLink(other=secret, type=LinkType.RELATED)))
    assert show.links(store.db, ANA, one) == []
    assert len(show.links(store.db, None, one)) == 1


def test_attachments_travel_in_pieces(store: Store) -> None:
    """A file comes back byte for byte, in rows of at most one megabyte."""
    number = reported(store)
    body = bytes(range(256)) * 10_000
    with store.writing() as writer:
        done = writer.attach(
            get(store, number), "log.bin", "application/octet-stream", [body[:7], body[7:]], by="ana", now=START
        )
    (file,) = show.attachments(store.db, number)
    assert (file.id, file.name, file.size) == (done.attachment_id, "log.bin", len(body))
    pieces = list(show.content(store.db, file.id))
    assert b"".join(pieces) == body
    assert len(pieces) == 3
    assert get(store, number).version == done.version


def test_a_file_above_the_limit_is_refused(store: Store) -> None:
    """More than 25 MB are not stored, not even in part."""
    number = reported(store)
    with pytest.raises(ValueError, match="26214400"), store.writing() as writer:
        writer.attach(
            get(store, number), "big", "text/plain", (b"x" * (1 << 20) for _ in range(26)), by="ana", now=START
        )
    assert show.attachments(store.db, number) == []


def test_an_empty_file_is_a_file(store: Store) -> None:
    """A file of no bytes can be attached and read."""
    number = reported(store)
    with store.writing() as writer:
        writer.attach(get(store, number), "empty.log", "text/plain", [], by="ana", now=START)
    (file,) = show.attachments(store.db, number)
    assert (file.size, b"".join(show.content(store.db, file.id))) == (0, b"")


def test_reporters_are_found_again(store: Store) -> None:
    """The same person is one row; other contact details, or a name alone, are another."""
    given = (
        Reporter(name="Ana Pop", email="ana@x.org"),
        Reporter(name="Ana Pop", email="ana@x.org", phone="112"),
        Reporter(name="Ana Pop", email="ana@x.org", phone="113", organisation="ACME"),
        Reporter(name="Ana Pop"),
        Reporter(name="Ana Pop"),
    )
    with store.writing() as writer:
        ids = [writer.register(contact(reporter=r), by="ana", now=START) for r in given]
    found = [get(store, n).reporter for n in ids]
    assert all(r is not None for r in found)
    rows = [r.id for r in found if r]
    assert rows[0] == rows[1]
    assert len(set(rows)) == 4
    assert found[0] is not None
    assert found[0].phone == "112"
    assert found[2] is not None
    assert found[2].organisation == "ACME"


def test_pauses_are_the_time_in_waiting(store: Store) -> None:
    """Each stay in waiting is an interval; the last is open; undone ones never were."""
    number = reported(store, TRIAGE, WAIT, RESUME, WAIT)
    at = [e.at for e in show.events(store.db, number)]
    assert get(store, number).pauses == ((at[2], at[3]), (at[4], None))
    last = history.last_act(store.db, "ana", number)
    assert last is not None
    with store.writing() as writer:
        writer.revert(get(store, number), last.id, by="ana", now=START + 99 * SECOND)
    assert get(store, number).pauses == ((at[2], at[3]),)


def test_a_clock_that_runs_backwards_breaks_nothing(store: Store) -> None:
    """A change at an earlier instant than the last one is stored; the ticket does not grow younger."""
    number = reported(store, TRIAGE)
    before = get(store, number).updated_at
    assert do(store, number, TAKE, now=START - 10**6 * SECOND).updated_at == before


def test_unknown_fields_are_a_defect(store: Store) -> None:
    """A change cannot set what is not a ticket's own field."""
    number = reported(store)
    for name in ("version", "rank", "colour", "id"):
        with pytest.raises(ValueError, match=name):
            do(store, number, change(Act.AMEND, "amended", **{name: 7}))


def test_a_closed_ticket(store: Store) -> None:
    """A ticket goes all the way and keeps its solution."""
    ticket = get(store, reported(store, TRIAGE, TAKE, resolution(START + 7), closure(START + 8)))
    assert (ticket.status, ticket.solution, ticket.verification) == (
        Status.CLOSED,
        "Put it out.",
        "Maria printed a page.",
    )
