"""Resolve, verify, close, reopen, cancel, merge; and what only a lead does."""

from dataclasses import replace

import pytest

from deskterm.workflow.acts import decide, refusal
from deskterm.workflow.closure import DAY, silence_closes
from deskterm.workflow.inputs import (
    Cancel,
    Close,
    Major,
    Merge,
    Override,
    Reopen,
    Resolve,
    Restrict,
    Unmerge,
    Verify,
)
from deskterm.workflow.merging import absorbed
from deskterm.workflow.values import Act, Cause, Change, Kind, Nature, ResolutionCode, Status
from tests.workflow.people import L1, LEAD, NOW, POLICY, ticket


def codes(facts, entered, by=L1):
    refused = refusal(facts, entered, by, POLICY, NOW)
    return refused.codes if refused else ()


FULL = Resolve(code=ResolutionCode.FIXED, solution="s", cause=Cause.TECHNICAL, measures="m")


@pytest.mark.parametrize(
    ("facts", "entered", "missing"),
    [
        (ticket(), Resolve(), ("resolution_code_missing", "solution_missing", "cause_missing", "measures_missing")),
        (ticket(), FULL, ()),
        (ticket(kind=Kind.REQUEST, nature=None), Resolve(), ("resolution_code_missing", "solution_missing")),
        (ticket(kind=Kind.REQUEST), Resolve(code=ResolutionCode.FULFILLED, solution="s"), ()),
        (ticket(open_children=(8, 9)), FULL, ("open_children",)),
        (ticket(open_children=(8,), major=True), FULL, ()),
    ],
)
def test_what_a_resolution_asks(facts, entered, missing):
    """A code and a solution, of an incident cause and measures; children of a major incident do not block."""
    assert codes(facts, entered) == missing


def test_a_resolved_ticket():
    """It keeps who resolved what how, and waits no more."""
    change = decide(ticket(Status.WAITING), FULL, L1, POLICY, NOW)
    assert change.fields == {
        "status": Status.RESOLVED, "resolved_at": NOW, "resolution_code": ResolutionCode.FIXED, "solution": "s",
        "cause": Cause.TECHNICAL, "measures": "m", "wait_reason": None, "wake_at": None,
    }  # fmt: skip
    assert change.notices == ("resolved",)
    refused = refusal(ticket(open_children=(8, 9)), FULL, L1, POLICY, NOW)
    assert refused.points[0].args == {"children": (8, 9)}


def test_verification():
    """Who confirmed or how it was tested; once."""
    resolved = ticket(Status.RESOLVED)
    assert codes(resolved, Verify()) == ("how_missing",)
    assert decide(resolved, Verify(how="tried it"), L1, POLICY, NOW).fields == {
        "verified": True,
        "verification": "tried it",
    }
    assert codes(ticket(Status.RESOLVED, verified=True), Verify(how="again")) == ("already_verified",)


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({}, ("not_verified",)),
        ({"verified": True}, ()),
        ({"verified": True, "open_plan_steps": ("call", "tell")}, ("plan_step_open", "plan_step_open")),
    ],
)
def test_closing(facts, missing):
    """Verified, and every step of the plan done or waived."""
    assert codes(ticket(Status.RESOLVED, **facts), Close()) == missing


def test_a_closed_ticket():
    """The requester is owed the report."""
    change = decide(ticket(Status.RESOLVED, verified=True), Close(), L1, POLICY, NOW)
    assert change.fields == {"status": Status.CLOSED, "closed_at": NOW} and change.notices == ("closing_report",)


@pytest.mark.parametrize(
    ("facts", "days", "closes"),
    [
        ({}, 7, True),
        ({}, 6, False),
        ({"priority": 1}, 9, False),
        ({"nature": Nature.SECURITY}, 9, False),
        ({"breach": True}, 9, False),
        ({"priority": 4, "nature": Nature.SERVICE}, 7, True),
    ],
)
def test_silence(facts, days, closes):
    """Seven working days count as verification; never for P1, security or a breach."""
    assert silence_closes(ticket(Status.RESOLVED, **facts), days, POLICY) is closes
    assert not silence_closes(ticket(Status.OPEN, **facts), days, POLICY)


@pytest.mark.parametrize(
    ("facts", "entered", "missing"),
    [
        (ticket(Status.RESOLVED), Reopen(), ("reason_missing",)),
        (ticket(Status.CANCELLED), Reopen(reason="r"), ()),
        (ticket(Status.CLOSED, closed_at=NOW - 30 * DAY), Reopen(reason="r"), ()),
        (ticket(Status.CLOSED, closed_at=NOW - 30 * DAY - 1), Reopen(reason="r"), ("reopen_too_late",)),
    ],
)
def test_what_reopening_asks(facts, entered, missing):
    """A reason, and thirty days."""
    assert codes(facts, entered) == missing


def test_a_reopened_ticket():
    """A new cycle at the same line: its assignee's if they are there, else the queue's; never triaged: new again."""
    closed = ticket(Status.CLOSED, cause=Cause.HUMAN)
    change = decide(closed, Reopen(reason="again", assignee_available=True), L1, POLICY, NOW)
    assert change.fields == {
        "resolution_code": None, "solution": None, "cause": None, "verified": False, "status": Status.IN_PROGRESS,
        "cycle_at": NOW, "resolved_at": None, "closed_at": None,
    }  # fmt: skip
    change = decide(ticket(Status.CANCELLED), Reopen(reason="again"), L1, POLICY, NOW)
    assert (change.fields["status"], change.fields["assignee"]) == (Status.OPEN, None)
    change = decide(ticket(Status.CANCELLED, priority=None, assignee=None), Reopen(reason="again"), L1, POLICY, NOW)
    assert change.fields["status"] is Status.NEW and "assignee" not in change.fields
    change = decide(
        ticket(Status.RESOLVED, assignee=None), Reopen(reason="r", assignee_available=True), L1, POLICY, NOW
    )
    assert change.fields["status"] is Status.OPEN


def test_cancelling():
    """A reason; a waiting ticket waits no more."""
    assert codes(ticket(), Cancel()) == ("reason_missing",)
    change = decide(ticket(Status.WAITING), Cancel(reason="spam"), L1, POLICY, NOW)
    assert change.fields == {"status": Status.CANCELLED, "wait_reason": None, "wake_at": None}
    assert change.texts == {"reason": "spam"}


@pytest.mark.parametrize(
    ("into", "missing"),
    [
        (None, ("into_missing",)),
        (ticket(), ("merge_self",)),
        (ticket(Status.MERGED, id=9), ("into_is_merged",)),
        (ticket(Status.CLOSED, id=9), ()),
    ],
)
def test_what_a_merge_asks(into, missing):
    """Another ticket that is not itself merged."""
    assert codes(ticket(), Merge(into=into)) == missing


def test_merging_and_back():
    """The state before is remembered; the survivor's record names the other."""
    change = decide(ticket(Status.WAITING), Merge(into=ticket(id=9)), L1, POLICY, NOW)
    assert change.fields == {"status": Status.MERGED, "merged_into": 9, "status_before_merge": Status.WAITING}
    assert change.data == {"into": 9}
    assert absorbed(ticket(id=9), ticket()) == Change(act=Act.MERGE, event="absorbed", data={"from": 7})
    back = decide(ticket(Status.MERGED), Unmerge(), L1, POLICY, NOW)
    assert back.fields == {"status": Status.OPEN, "merged_into": None, "status_before_merge": None}
    assert back.data == {"from": 9}


@pytest.mark.parametrize(
    ("entered", "missing"),
    [
        (Override(), ("priority_missing", "reason_missing")),
        (Override(priority=1, reason="r"), ()),
        (Override(priority=3, reason="r"), ("nothing_changed",)),
        (Override(priority=0, reason="r"), ("priority_out_of_range",)),
        (Override(priority=5, reason="r"), ("priority_out_of_range",)),
        (Override(priority=4, reason="r"), ()),
    ],
)
def test_what_an_override_asks(entered, missing):
    """A lead, a reason, the priority."""
    assert codes(ticket(), entered, LEAD) == missing
    assert codes(ticket(), entered, L1)[0] == "lead_only"


def test_an_override_shows_as_one():
    """Until it equals the matrix again."""
    change = decide(ticket(), Override(priority=1, reason="board"), LEAD, POLICY, NOW)
    assert change.fields == {"priority": 1, "overridden": True} and change.data == {"matrix": 3}
    change = decide(ticket(priority=1, overridden=True), Override(priority=3, reason="over"), LEAD, POLICY, NOW)
    assert change.fields == {"priority": 3, "overridden": False}


@pytest.mark.parametrize(
    ("facts", "entered", "missing"),
    [
        ({"priority": 1}, Major(reason="r"), ()),
        ({"priority": 1}, Major(), ("reason_missing",)),
        ({"priority": 2}, Major(reason="r"), ("major_needs_p1",)),
        ({"priority": 1, "kind": Kind.REQUEST}, Major(reason="r"), ("major_needs_p1",)),
        ({"priority": 1, "major": True}, Major(reason="r"), ("nothing_changed",)),
        ({"priority": 3, "major": True}, Major(on=False, reason="r"), ()),
        ({}, Major(on=False, reason="r"), ("nothing_changed",)),
    ],
)
def test_major_incidents(facts, entered, missing):
    """A P1 incident, marked by a lead."""
    assert codes(ticket(**facts), entered, LEAD) == missing
    if not missing:
        assert decide(ticket(**facts), entered, LEAD, POLICY, NOW).fields == {"major": entered.on}


@pytest.mark.parametrize(
    ("facts", "entered", "missing", "fields"),
    [
        ({}, Restrict(), ("nothing_changed",), None),
        ({}, Restrict(on=True), (), {"restricted": True}),
        ({}, Restrict(on=False), ("nothing_changed",), None),
        ({"restricted": True}, Restrict(on=False), (), {"restricted": False}),
        ({"restricted": True, "about": "bob"}, Restrict(on=False), (), {"restricted": False, "about": None}),
        ({"restricted": True, "nature": Nature.SECURITY}, Restrict(on=False), ("stays_restricted",), None),
        ({"restricted": True, "breach": True}, Restrict(on=False), ("breach_stays_restricted",), None),
        ({}, Restrict(about="bob"), (), {"restricted": True, "about": "bob"}),
        ({"restricted": True}, Restrict(name=("ann",)), (), {}),
        ({"restricted": True, "named": frozenset({"ann"})}, Restrict(name=("ann",)), ("nothing_changed",), None),
        ({"restricted": True, "named": frozenset({"bob"})}, Restrict(about="bob"), ("about_is_named",), None),
        ({}, Restrict(about="bob", name=("bob",)), ("about_is_named",), None),
        ({"restricted": True, "about": "bob"}, Restrict(about="bob"), ("nothing_changed",), None),
    ],
)
def test_restricting(facts, entered, missing, fields):
    """Who may see it; a delicate nature or a breach keeps it restricted."""
    assert codes(ticket(**facts), entered, LEAD) == missing
    if not missing:
        assert decide(ticket(**facts), entered, LEAD, POLICY, NOW).fields == fields


def test_a_restriction_names_people_and_warns_who_loses_sight():
    """The event keeps the names."""
    change = decide(ticket(restricted=True), Restrict(name=("zoe", "ann")), LEAD, POLICY, NOW)
    assert change.named == frozenset({"ann", "zoe"}) and change.data == {"named": ["ann", "zoe"]}
    assert (change.event, change.warnings) == ("restricted", ())
    far = replace(LEAD, lines=frozenset({3}))
    assert decide(ticket(), Restrict(on=True, name=("lea",)), far, POLICY, NOW).warnings == ()
    assert decide(ticket(), Restrict(on=True), far, POLICY, NOW).warnings
    change = decide(ticket(), Restrict(about="lea"), LEAD, POLICY, NOW)
    assert [p.code for p in change.warnings] == ["now_restricted"] and change.named is None
    assert decide(ticket(restricted=True), Restrict(on=False), LEAD, POLICY, NOW).event == "unrestricted"
