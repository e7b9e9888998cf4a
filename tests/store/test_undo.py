"""Undo: what was taken back is as it was; what others built on it is known."""

import dataclasses

import pytest

from deskterm.store.errors import Erased
from deskterm.store.opening import Store
from deskterm.store.read import history, show
from deskterm.store.read.chain import verify
from deskterm.store.read.queue import Filter, page
from deskterm.workflow.values import SECOND, Act, Change, LinkType, NewLink, NewNote, NoteKind, Reporter, Sheet, Ticket
from tests.store.desks import START, TAKE, TRIAGE, WAIT, change, clock, do, get, reported, resolution

ACTS: tuple[Change, ...] = (
    change(Act.AMEND, "amended", subject="Другая тема", description="new text", impact=2, priority=3),
    change(Act.AMEND, "amended", reporter=Reporter(name="Ion", email="ion@x.org"), requested_for="Vasile"),
    TAKE,
    WAIT,
    Change(
        act=Act.NOTE,
        event="noted",
        notes=(NewNote(kind=NoteKind.STEP, body="x", outcome="open"),),
        texts={"reason": "y"},
    ),
    Change(act=Act.DIAGNOSE, event="diagnosed", sheet=Sheet(signs="s", answers={"printer_name": None})),
    Change(act=Act.RESTRICT, event="restricted", fields={"restricted": True}, named=frozenset({"bob"})),
    resolution(START + 5),
    change(Act.MAJOR, "major", major=True, due_at=START + 77),
)


def known(ticket: Ticket) -> Ticket:
    """The ticket without what every write moves on."""
    return dataclasses.replace(ticket, version=0, updated_at=0)


@pytest.mark.parametrize("first", range(len(ACTS)))
@pytest.mark.parametrize("second", range(len(ACTS)))
def test_undo_restores_what_was(store: Store, first: int, second: int) -> None:
    """After any two acts, taking both back one by one gives the ticket as it was, texts and thread included."""
    number = reported(store, TRIAGE)
    tick = clock(START + 100 * SECOND)
    seen = [(known(get(store, number)), show.texts(store.db, number))]
    for act in (ACTS[first], ACTS[second]):
        do(store, number, act, now=next(tick))
        seen.append((known(get(store, number)), show.texts(store.db, number)))
    for state in (seen[1], seen[0]):
        last = history.last_act(store.db, "ana", number)
        assert last is not None
        assert history.overwritten(store.db, last) == {}
        with store.writing() as writer:
            writer.revert(get(store, number), last.id, by="ana", now=next(tick))
        assert (known(get(store, number)), show.texts(store.db, number)) == state
    assert all(e.withdrawn for e in show.thread(store.db, number))
    assert verify(store.db).broken is None
    assert [r.id for r in page(store.db, None, Filter("all"))] == [number]


def test_undo_takes_back_links_files_and_settled_outcomes(store: Store) -> None:
    """What an event added is withdrawn; an outcome that was settled is open again."""
    number, other = reported(store, TRIAGE), reported(store, TRIAGE)
    do(
        store,
        number,
        Change(act=Act.NOTE, event="noted", notes=(NewNote(kind=NoteKind.STEP, body="x", outcome="open"),)),
    )
    note = show.thread(store.db, number)[0].id
    do(store, number, Change(act=Act.SETTLE, event="settled", settle=(note, "worked")))
    do(store, number, Change(act=Act.LINK, event="linked", link=NewLink(other=other, type=LinkType.CHILD)))
    with store.writing() as writer:
        writer.attach(get(store, number), "a", "text/plain", [b"1"], by="ana", now=START)
    for _ in range(3):
        last = history.last_act(store.db, "ana", number)
        assert last is not None
        with store.writing() as writer:
            writer.revert(get(store, number), last.id, by="ana", now=START + 99 * SECOND)
    ticket = get(store, number)
    assert (ticket.open_children, ticket.open_outcomes) == ((), (note,))
    assert show.attachments(store.db, number) == []
    assert show.links(store.db, None, number) == []


def test_what_others_changed_meanwhile(store: Store) -> None:
    """Fields touched since a version are told with first old and last new value; so is who overwrote an act."""
    number = reported(store, TRIAGE)
    seen = get(store, number).version
    do(store, number, change(Act.AMEND, "amended", impact=2, priority=3), by="ana")
    mine = history.last_act(store.db, "ana", number)
    do(store, number, change(Act.AMEND, "amended", impact=1, due_at=START), by="bob", now=START + 8 * SECOND)
    touched = history.touched_since(store.db, number, seen)
    assert {n: (t.old, t.new, t.by) for n, t in touched.items()} == {"impact": (3, 1, "bob"), "priority": (4, 3, "ana")}
    assert mine is not None
    assert set(history.overwritten(store.db, mine)) == {"impact"}
    assert history.last_act(store.db, "nobody") is None


def test_registration_and_undo_are_not_undone(store: Store) -> None:
    """A registration cannot be taken back, nor can an undo, nor an event of another ticket."""
    number, other = reported(store, TRIAGE), reported(store)
    with store.writing() as writer:
        writer.revert(get(store, number), show.events(store.db, number)[1].id, by="ana", now=START)
    events = show.events(store.db, number)
    for event in (events[0].id, events[2].id, show.events(store.db, other)[0].id, 10**6):
        with pytest.raises(ValueError, match=str(event)), store.writing() as writer:
            writer.revert(get(store, number), event, by="ana", now=START)


def test_an_erased_text_cannot_be_put_back(store: Store) -> None:
    """When the old text no longer exists, undo says which field it was and changes nothing."""
    number = reported(store, TRIAGE, change(Act.AMEND, "amended", subject="Nothing to see"))
    with store.writing() as writer:
        writer.connection.exec_driver_sql("UPDATE event_text SET body = NULL WHERE field = 'subject'")
    last = history.last_act(store.db, "ana", number)
    assert last is not None
    with pytest.raises(Erased) as caught, store.writing() as writer:
        writer.revert(get(store, number), last.id, by="ana", now=START)
    assert caught.value.field == "subject"
    assert get(store, number).subject == "Nothing to see"
