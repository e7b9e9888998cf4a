"""Take, assign, release, wait, resume."""

import pytest

from deskterm.workflow.acts import decide, refusal
from deskterm.workflow.inputs import Assign, Release, Resolve, Resume, Take, Wait
from deskterm.workflow.values import Cause, Delivery, NoteKind, ResolutionCode, Status, WaitReason
from tests.workflow.people import HOUR, L1, L2, LEAD, NOW, POLICY, agent, ticket


def codes(facts, entered, by=L1):
    refused = refusal(facts, entered, by, POLICY, NOW)
    return refused.codes if refused else ()


AMY = agent("amy", 1)


@pytest.mark.parametrize(
    ("facts", "by", "missing"),
    [
        (ticket(), L1, ()),
        (ticket(Status.IN_PROGRESS, assignee="amy"), L1, ()),
        (ticket(Status.IN_PROGRESS), L1, ("already_yours",)),
        (ticket(Status.WAITING), L1, ()),
        (ticket(), L2, ("not_your_line", "assignee_not_on_line")),
        (ticket(), agent("ann", 1, away_until=NOW + 1), ("assignee_away",)),
        (ticket(), agent("ann", 1, away_until=NOW), ()),
        (ticket(line=2), LEAD, ()),
    ],
)
def test_taking(facts, by, missing):
    """Who takes a ticket works at its line and is there."""
    assert codes(facts, Take(), by) == missing


@pytest.mark.parametrize(
    ("assignee", "missing"),
    [
        (AMY, ()),
        (None, ("assignee_missing",)),
        (agent("bob", 2), ("assignee_not_on_line",)),
        (agent("bob", 2, away_until=NOW + 1), ("assignee_not_on_line", "assignee_away")),
        (agent("gus", 1, active=False), ("assignee_off",)),
        (agent("ann", 1), ("nothing_changed",)),
    ],
)
def test_assigning(assignee, missing):
    """So does whom it is given to."""
    assert codes(ticket(Status.IN_PROGRESS), Assign(assignee=assignee)) == missing


def test_a_taken_ticket_is_at_work_and_waits_no_more():
    """In progress, whatever it waited for."""
    taken = {"assignee": "ann", "status": Status.IN_PROGRESS}
    assert decide(ticket(), Take(), L1, POLICY, NOW).fields == taken
    cleared = {"wait_reason": None, "wake_at": None}
    assert decide(ticket(Status.WAITING), Take(), L1, POLICY, NOW).fields == {**taken, **cleared}
    change = decide(ticket(), Assign(assignee=AMY), L1, POLICY, NOW)
    assert (change.event, change.fields) == ("assigned", {"assignee": "amy", "status": Status.IN_PROGRESS})


@pytest.mark.parametrize(
    ("skills", "warned"),
    [
        ((), False),
        (("network",), False),
        (("network/vpn",), False),
        (("server",), True),
        (("server", "network"), False),
    ],
)
def test_a_missing_skill_is_a_warning(skills, warned):
    """It stops nobody, and says nothing of people whose skills are unknown."""
    person = agent("ann", 1, skills=frozenset(skills))
    change = decide(ticket(), Take(), person, POLICY, NOW)
    assert [p.code for p in change.warnings] == (["skill_missing"] if warned else [])
    assert bool(decide(ticket(), Assign(assignee=person), LEAD, POLICY, NOW).warnings) is warned
    assert not decide(ticket(category=None), Take(), person, POLICY, NOW).warnings


def test_releasing():
    """Back into the line's queue; only what somebody has."""
    assert codes(ticket(), Release()) == ("not_assigned",)
    assert decide(ticket(Status.IN_PROGRESS), Release(), L1, POLICY, NOW).fields == {
        "assignee": None,
        "status": Status.OPEN,
    }
    assert decide(ticket(Status.WAITING), Release(), L1, POLICY, NOW).fields["wake_at"] is None


@pytest.mark.parametrize(
    ("entered", "missing"),
    [
        (Wait(), ("wait_reason_missing", "until_missing")),
        (Wait(reason=WaitReason.VENDOR, until=NOW), ("until_past",)),
        (Wait(reason=WaitReason.VENDOR, until=NOW + 1), ()),
        (Wait(reason=WaitReason.REQUESTER, until=NOW + 1), ("message_missing",)),
        (Wait(reason=WaitReason.REQUESTER, until=NOW + 1, message="which room?"), ()),
    ],
)
def test_waiting(entered, missing):
    """A reason, a moment in the future, and a word to the requester when it is they who are waited for."""
    assert codes(ticket(), entered) == missing


def test_a_waiting_ticket():
    """It knows why and until when; the message is a public reply that no channel carries yet."""
    entered = Wait(reason=WaitReason.REQUESTER, until=NOW + HOUR, message="which room?")
    change = decide(ticket(), entered, L1, POLICY, NOW)
    assert change.fields == {"status": Status.WAITING, "wait_reason": WaitReason.REQUESTER, "wake_at": NOW + HOUR}
    (note,) = change.notes
    assert (note.kind, note.body, note.delivery) == (NoteKind.REPLY, "which room?", Delivery.NOT_DELIVERED)
    assert decide(ticket(), Wait(reason=WaitReason.CHANGE, until=NOW + 1), L1, POLICY, NOW).notes == ()


def test_going_on():
    """The assignee keeps it; an unassigned ticket is the resumer's, if it is of their line."""
    going = {"status": Status.IN_PROGRESS, "wait_reason": None, "wake_at": None}
    assert decide(ticket(Status.WAITING, assignee="amy"), Resume(), L1, POLICY, NOW).fields == going
    assert decide(ticket(Status.WAITING, assignee=None), Resume(), L1, POLICY, NOW).fields == {
        **going,
        "assignee": "ann",
    }
    boss = agent("bo", 2)
    assert codes(ticket(Status.WAITING, assignee=None), Resume(), boss) == ("not_your_line",)


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"line": 2, "priority": 1}, True),
        ({"line": 2, "priority": 1, "sessions": 1}, False),
        ({"line": 2, "priority": 2}, False),
        ({"line": 1, "priority": 1}, False),
        ({"line": 3, "priority": 1}, False),
    ],
)
def test_a_critical_ticket_at_line_two_asks_for_a_session(facts, asked):
    """Taking, assigning and resolving say so; nothing is stopped."""
    done = Resolve(code=ResolutionCode.FIXED, solution="s", cause=Cause.HUMAN, measures="m")
    for entered in (Take(), Assign(assignee=LEAD), done):
        change = decide(ticket(**facts), entered, LEAD, POLICY, NOW)
        assert [p.code for p in change.warnings] == (["session_asked"] if asked else [])
