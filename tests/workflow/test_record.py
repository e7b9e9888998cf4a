"""Diagnosis, notes and their outcomes, replies, files, links."""

from dataclasses import replace

import pytest

from deskterm.workflow.acts import decide, refusal
from deskterm.workflow.inputs import Attach, Diagnose, Link, Note, Reply, Settle
from deskterm.workflow.record import settled
from deskterm.workflow.values import Delivery, LinkType, NewLink, NoteKind, Sheet, Status
from tests.workflow.people import L1, L2, L3, LEAD, NOW, POLICY, ticket


def codes(facts, entered, by=L1):
    refused = refusal(facts, entered, by, POLICY, NOW)
    return refused.codes if refused else ()


@pytest.mark.parametrize(
    ("entered", "missing"),
    [
        (Diagnose(), ("nothing_entered",)),
        (Diagnose(signs="s"), ()),
        (Diagnose(extent="e"), ()),
        (Diagnose(components="c"), ()),
        (Diagnose(answers={"vpn_client": None}), ()),
        (Diagnose(answers={"colour": "red", "vpn_client": "5"}), ("question_unknown",)),
    ],
)
def test_what_a_diagnosis_asks(entered, missing):
    """Anything at all; answers only to questions that the category asks."""
    assert codes(ticket(), entered) == missing


def test_the_questions_that_are_asked_are_told():
    """Whoever answers another one can mend it."""
    facts = ticket(questions=("vpn_client", "vpn_since"))
    (point,) = refusal(facts, Diagnose(answers={"colour": "red"}), L1, POLICY, NOW).points
    assert point.args == {"question": "colour", "known": "vpn_client, vpn_since"}


def test_a_diagnosis_is_laid_over_the_old_one():
    """What is not entered again stays."""
    facts = ticket(sheet=Sheet(signs="s", extent="e", answers={"vpn_client": "4"}))
    sheet = decide(facts, Diagnose(components="c", answers={"vpn_client": None}), L1, POLICY, NOW).sheet
    assert sheet == Sheet(signs="s", extent="e", components="c", answers={"vpn_client": None})
    sheet = decide(facts, Diagnose(signs="S", extent="E"), L1, POLICY, NOW).sheet
    assert sheet == Sheet(signs="S", extent="E", answers={"vpn_client": "4"})
    assert decide(ticket(sheet=None), Diagnose(signs="s"), L1, POLICY, NOW).sheet == Sheet(signs="s")


@pytest.mark.parametrize(
    ("entered", "by", "missing"),
    [
        (Note(text="t"), L1, ()),
        (Note(), L1, ("text_missing",)),
        (Note(text="t", outcome="helped"), L1, ("outcome_without_step",)),
        (Note(text="t", kind=NoteKind.SESSION, outcome="agreed"), L1, ()),
        (Note(text="t"), L2, ()),
        (Note(text="t", kind=NoteKind.STEP), L2, ("not_your_line",)),
        (Note(text="t", kind=NoteKind.HYPOTHESIS), L3, ("not_your_line",)),
        (Note(text="t", kind=NoteKind.SESSION), LEAD, ()),
        (Note(text="t", kind=NoteKind.STEP), replace(LEAD, lines=frozenset({3})), ()),
        (Note(text="t", kind=NoteKind.REPLY), L1, ("note_kind_public",)),
        (Note(kind=NoteKind.MESSAGE), L2, ("note_kind_public", "text_missing", "not_your_line")),
    ],
)
def test_what_a_note_asks(entered, by, missing):
    """A text; work of the line is written down by the line; nothing internal turns public by its kind."""
    assert codes(ticket(), entered, by) == missing


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        (NoteKind.WORK, None, None),
        (NoteKind.STEP, None, "open"),
        (NoteKind.HYPOTHESIS, None, "open"),
        (NoteKind.STEP, "no effect", "no effect"),
        (NoteKind.SESSION, None, None),
        (NoteKind.SESSION, "agreed", "agreed"),
    ],
)
def test_outcomes(kind, given, kept):
    """A step and a hypothesis have an outcome, open at first."""
    (note,) = decide(ticket(), Note(text="t", kind=kind, outcome=given), L1, POLICY, NOW).notes
    assert (note.kind, note.body, note.outcome, note.delivery) == (kind, "t", kept, None)


@pytest.mark.parametrize(
    ("outcome", "known"),
    [(None, False), ("", False), (" ", False), ("open", False), (" Open ", False), ("opened the port", True)],
)
def test_what_counts_as_an_outcome(outcome, known):
    """Anything that is written but "open"."""
    assert settled(outcome) is known


def test_a_session_is_a_first_response():
    """Somebody has spoken with the requester; the first time only, and no other note does it."""
    session = Note(text="called", kind=NoteKind.SESSION)
    assert decide(ticket(), session, L1, POLICY, NOW).fields == {"first_response_at": NOW}
    assert decide(ticket(first_response_at=1), session, L1, POLICY, NOW).fields == {}
    assert decide(ticket(), Note(text="t"), L1, POLICY, NOW).fields == {}


@pytest.mark.parametrize(
    ("facts", "entered", "missing"),
    [
        (ticket(open_outcomes=(4, 5)), Settle(note=5, outcome="no effect"), ()),
        (ticket(open_outcomes=(4,)), Settle(note=5, outcome="no effect"), ("no_open_outcome",)),
        (ticket(open_outcomes=(4,)), Settle(note=4, outcome="open"), ("outcome_missing",)),
        (ticket(), Settle(), ("nothing_open", "outcome_missing")),
    ],
)
def test_settling_an_outcome(facts, entered, missing):
    """Of a step or hypothesis that is open, with what came of it."""
    assert codes(facts, entered) == missing


def test_a_settled_outcome():
    """The event names the note."""
    change = decide(ticket(open_outcomes=(4,)), Settle(note=4, outcome="no effect"), L1, POLICY, NOW)
    assert (change.settle, change.data, change.event) == ((4, "no effect"), {"note": 4}, "settled")


def test_a_reply_without_a_channel_is_marked():
    """It stops no clock and says so; with a channel it is on its way."""
    assert codes(ticket(), Reply()) == ("text_missing",)
    change = decide(ticket(), Reply(text="hello"), L1, POLICY, NOW)
    assert change.notes[0].delivery is Delivery.NOT_DELIVERED and change.fields == {}
    assert [p.code for p in change.warnings] == ["reply_not_delivered"]
    change = decide(ticket(), Reply(text="hello"), L1, replace(POLICY, outgoing=True), NOW)
    assert change.notes[0].delivery is Delivery.PENDING and change.warnings == ()


@pytest.mark.parametrize(
    ("entered", "missing"),
    [
        (Attach(name="a", size=0), ()),
        (Attach(name="a", size=25 * 2**20), ()),
        (Attach(name="a", size=25 * 2**20 + 1), ("file_too_large",)),
        (Attach(size=1), ("name_missing",)),
    ],
)
def test_files(entered, missing):
    """25 MB a file."""
    assert codes(ticket(Status.CLOSED), entered) == missing


def test_links():
    """To another ticket; the event says which and how."""
    assert codes(ticket(), Link()) == ("other_missing",)
    assert codes(ticket(), Link(other=7)) == ("link_self",)
    change = decide(ticket(), Link(other=9, type=LinkType.CHILD), L1, POLICY, NOW)
    assert change.link == NewLink(other=9, type=LinkType.CHILD) and change.data == {"other": 9, "type": "child"}
