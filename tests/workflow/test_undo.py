"""Taking back one's own last act."""

import pytest

from deskterm.workflow.undo import NEVER, TURNING, Done, points
from deskterm.workflow.values import Act
from tests.workflow.people import L1

TAKEN = Done(event=5, act=Act.TAKE, by="ann", fields={"status": ("open", "in_progress"), "assignee": (None, "ann")})
NOTED = Done(event=5, act=Act.NOTE, by="ann", wrote=True)
HOLDS = {"status": "in_progress", "assignee": "ann"}
HID = Done(event=5, act=Act.TRIAGE, by="ann", fields={"restricted": (False, True)})


def later(act=Act.NOTE, by="ben", **fields):
    return (Done(event=6, act=act, by=by, fields={k: (None, v) for k, v in fields.items()}),)


@pytest.mark.parametrize(
    ("last", "since", "holds", "codes"),
    [
        (None, (), {}, ["nothing_to_undo"]),
        (TAKEN, (), HOLDS, []),
        (TAKEN, later(), HOLDS, []),
        (TAKEN, later(by="ann", status="in_progress"), HOLDS, []),
        (TAKEN, later(Act.AMEND, impact=1), HOLDS, []),
        (TAKEN, later(Act.WAIT, status="waiting"), {**HOLDS, "status": "waiting"}, ["fields_moved", "built_on"]),
        (TAKEN, (), {**HOLDS, "assignee": "bob"}, ["fields_moved"]),
        (NOTED, (), {}, []),
        (NOTED, later(), {}, []),
        (NOTED, later(Act.ESCALATE, line=2), {}, ["built_on"]),
        (NOTED, later(Act.ESCALATE, by="ann", line=2), {}, []),
        (Done(event=5, act=Act.REPLY, by="ann", wrote=True, delivered=True), (), {}, ["reply_delivered"]),
        (HID, later(Act.RESTRICT, about="bob"), {"restricted": True}, ["built_on"]),
        (HID, later(Act.NOTE), {"restricted": True}, []),
        (TAKEN, later(Act.RESTRICT, about="bob"), HOLDS, []),
    ],
)
def test_what_stands_in_the_way(last, since, holds, codes):
    """Fields that have moved, a delivered reply, an act of another that rests on it."""
    assert [p.code for p in points(last, since, holds, L1)] == codes


@pytest.mark.parametrize("act", sorted(NEVER))
def test_acts_with_an_opposite_are_not_undone(act):
    """Registering, attaching, merging and undoing."""
    (point,) = points(Done(event=1, act=act, by="ann"), (), {}, L1)
    assert (point.code, point.args) == ("cannot_undo", {"act": act})


@pytest.mark.parametrize("act", sorted(TURNING))
def test_what_another_built_on_a_note(act):
    """Every gate may have asked for it."""
    assert [p.code for p in points(NOTED, later(act), {}, L1)] == ["built_on"]


def test_the_points_name_fields_and_people():
    """Enough to know whom to ask."""
    moved, built = points(TAKEN, later(Act.WAIT, status="waiting"), {"status": "waiting", "assignee": "x"}, L1)
    assert moved.args == {"fields": "assignee, status"}
    assert built.args == {"act": Act.WAIT, "by": "ben"}
