"""Steps of plans: when they begin, what becomes of them, and which one somebody means."""

import json
from dataclasses import replace

import pytest

from deskterm.workflow.book import Book
from deskterm.workflow.closure import close_points
from deskterm.workflow.inputs import Close
from deskterm.workflow.steps import begun, left, meant
from deskterm.workflow.values import Status, StepState
from tests.workflow.people import L1, NOW, POLICY, step, ticket, with_steps

BADGE = {"title": "Badge", "steps": ["Print it", "Hand it over"]}
HOUSE = replace(POLICY, book=Book({("item", "request/badge"): json.dumps(BADGE)}))
DONE, WAIVED = {"state": StepState.DONE, "by": "bob"}, {"state": StepState.WAIVED, "by": "bob"}
PLAIN = ticket()
BADGED = replace(PLAIN, item="request/badge")


def test_an_item_begins_its_steps() -> None:
    """In its order, counted from 1; a shipped one by the codes of its texts; nobody is told to be responsible."""
    new = begun(PLAIN, BADGED, HOUSE)
    assert [(s.mark, s.title, s.responsible) for s in new] == [
        ("request/badge/1", "Print it", None),
        ("request/badge/2", "Hand it over", None),
    ]
    shipped = begun(PLAIN, replace(PLAIN, item="request/password"), HOUSE)
    assert [(s.code, s.title) for s in shipped] == [("1", "check_identity"), ("2", "set_password")]


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        (PLAIN, PLAIN, []),
        (BADGED, replace(BADGED, subject="other"), []),
        (BADGED, replace(BADGED, item=None), []),
        (PLAIN, replace(PLAIN, item="request/struck"), []),
        (PLAIN, replace(BADGED, steps=(step(1, **DONE),)), ["2"]),
        (PLAIN, replace(BADGED, steps=(step(1), step(2))), []),
        (PLAIN, replace(BADGED, steps=(step(1, plan="vpn"),)), ["1", "2"]),
    ],
)
def test_steps_begin_once(before, after, codes) -> None:
    """With the item alone; of an item that comes back, those that the ticket no longer has."""
    assert [s.code for s in begun(before, after, HOUSE)] == codes


@pytest.mark.parametrize(
    ("after", "gone"),
    [
        ({"item": "request/account"}, {1: None}),
        ({"item": None}, {1: None}),
        ({"subject": "other"}, {}),
    ],
)
def test_open_steps_of_an_item_that_is_left_are_withdrawn(after, gone) -> None:
    """What was done or waived stays, and so do the steps of other plans."""
    before = with_steps(step(1), step(2, **DONE), step(3, **WAIVED), step(4, plan="vpn"), item="request/badge")
    assert left(before, replace(before, **after)) == gone


@pytest.mark.parametrize(
    ("given", "marks"),
    [
        ("request/badge/1", ["request/badge/1"]),
        ("2", ["request/badge/2"]),
        ("1", ["request/badge/1", "vpn/1"]),
        ("3", ["vpn/3"]),
        ("4", ["request/badge/4", "vpn/4"]),
        ("badge/1", []),
        ("", []),
    ],
)
def test_a_step_is_meant_by_its_code(given, marks) -> None:
    """By plan and code, or the code alone; what is open comes first; several are several."""
    own = (step(1), step(2, **DONE), step(3, **DONE), step(4, **DONE))
    of_plan = (step(1, plan="vpn"), step(3, plan="vpn"), step(4, plan="vpn", **WAIVED))
    assert [s.mark for s in meant(with_steps(*own, *of_plan), given)] == marks


def test_a_ticket_closes_when_all_steps_are_settled() -> None:
    """Every open step is a point, mended by its own act; done and waived ones are none."""
    facts = {"status": Status.RESOLVED, "verified": True}
    held = with_steps(step(1), step(2), step(3, **DONE), **facts)
    points = close_points(held, Close(), L1, POLICY, NOW)
    assert [(p.code, p.act, p.args["step"]) for p in points] == [
        ("plan_step_open", "step_done", "request/badge/1"),
        ("plan_step_open", "step_done", "request/badge/2"),
    ]
    assert close_points(with_steps(step(1, **DONE), step(2, **WAIVED), **facts), Close(), L1, POLICY, NOW) == []
