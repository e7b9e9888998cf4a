"""A contact outside the desk is called: which calls wait, and who is told when one was not reached."""

from dataclasses import replace
from typing import Any

import pytest

from deskterm.workflow.acts import decide
from deskterm.workflow.called import OutsideCall, still_open
from deskterm.workflow.step_inputs import CallMade
from deskterm.workflow.values import Person, Refusal, Role, Ticket
from tests.workflow.test_chain import PEOPLE, desk, ticket, us

LEAD = Person(name="lea", lines=frozenset({1, 2}), roles=frozenset({Role.AGENT, Role.LEAD}))
ADA = {"name": "Ada", "phone": "+1 202 555 0101"}
EVA = {"name": "Eva", "email": "eva@example.org"}
NIGHT = {"name": "Nina", "phone": "+1 202 555 0102", "hours": "night"}
BEN, LEADS = {"account": "bob"}, {"role": "lead"}
NOON = us("01 12:00")


def call(place: int, **more: Any) -> OutsideCall:
    """A call that was asked for at half of the resolution."""
    given = {"event": 7, "plan": "flood", "target": "resolution", "cycle": 1, "percent": 50, "last": place}
    return OutsideCall(place=place, **{**given, **more})


def waiting(*calls: OutsideCall, **facts: Any) -> Ticket:
    """A ticket with the plan and these calls."""
    return replace(ticket(plans=frozenset({"flood"})), calls=calls, **facts)


def told(places: list[int], outside: list[int], **more: Any) -> dict[str, Any]:
    """The data of an event that names contacts."""
    return {"plan": "flood", "target": "t", "cycle": 1, "percent": 50, "places": places, "outside": outside, **more}


EVENTS = (
    (1, "target_passed", told([1], [1])),
    (2, "target_passed", {"target": "t", "cycle": 1, "percent": 75, "to": ["ann"]}),
    (3, "target_passed", told([2, 3], [2, 3], percent=100)),
)
MADE = (4, "call_made", {"plan": "flood", "place": 2, "reached": True})
MISSED = (5, "call_made", told([4], [4], place=3, reached=False))


@pytest.mark.parametrize(
    ("events", "left"),
    [
        ((), []),
        (EVENTS[:1], [(1, 1, 1)]),
        (EVENTS, [(1, 1, 1), (3, 2, 3), (3, 3, 3)]),
        ((*EVENTS, MADE), [(1, 1, 1), (3, 3, 3)]),
        ((*EVENTS, MADE, MISSED), [(1, 1, 1), (5, 4, 4)]),
        ((*EVENTS, MADE, (6, "undone", {"undone": 4})), [(1, 1, 1), (3, 2, 3), (3, 3, 3)]),
        ((*EVENTS[:1], (6, "target_passed", told([1], [1], percent=75))), [(6, 1, 1)]),
        ((*EVENTS[:1], (4, "call_made", {"plan": "fire", "place": 1, "reached": True})), [(1, 1, 1)]),
    ],
)
def test_which_calls_wait(events: Any, left: list[tuple[int, int, int]]) -> None:
    """Each contact once, for what was told last, until somebody has called; a call that was taken back waits again."""
    assert [(each.event, each.place, each.last) for each in still_open(events)] == left


@pytest.mark.parametrize(
    ("contacts", "facts", "to", "outside"),
    [
        ((ADA, EVA), {}, (), (2,)),
        ((ADA, BEN, EVA), {}, ("bob",), ()),
        ((ADA, LEADS), {}, ("lea",), ()),
        ((ADA, {"account": "off"}, EVA), {}, ("lea",), ()),
        ((ADA, NIGHT, EVA), {}, (), (3,)),
        ((ADA, NIGHT, EVA), {"priority": 1}, (), (2,)),
        ((ADA, NIGHT), {}, ("lea",), ()),
        ((ADA,), {}, ("lea",), ()),
        ((ADA,), {"about": "lea"}, (), ()),
        ((ADA, BEN, EVA), {"about": "bob"}, (), (3,)),
        ((ADA, EVA), {"plans": frozenset()}, ("lea",), ()),
    ],
)
def test_who_is_told_when_nobody_was_reached(contacts: Any, facts: Any, to: Any, outside: Any) -> None:
    """Whoever comes next in the chain and may be told now; the leads of the line when nobody does."""
    made = CallMade(reached=False, team=PEOPLE)
    change = decide(waiting(call(1), **facts), made, LEAD, desk(*contacts), NOON)
    assert not isinstance(change, Refusal)
    assert (change.data["to"], change.data["outside"]) == (to, outside)
    assert decide(waiting(call(1)), replace(made, reached=True), LEAD, desk(*contacts), NOON).data == {
        "plan": "flood", "place": 1, "reached": True
    }  # fmt: skip


def test_those_who_were_told_together_are_all_called_before_anybody_else_hears_of_it() -> None:
    """Of several at once the leads are told after the last of them; a contact behind them at once."""
    both = (call(1, last=2), call(2, last=2))
    made = CallMade(contact="1", reached=False, team=PEOPLE)
    change = decide(waiting(*both), made, LEAD, desk(ADA, EVA), NOON)
    assert (change.data["to"], change.data["outside"], change.data["places"]) == ((), (), (2,))
    change = decide(waiting(both[1]), replace(made, contact="flood/2"), LEAD, desk(ADA, EVA), NOON)
    assert change.data["to"] == ("lea",)
    change = decide(waiting(*both), made, LEAD, desk(ADA, EVA, NIGHT, BEN), NOON)
    assert (change.data["to"], change.data["places"]) == (("bob",), (4,))


def test_who_must_see_a_restricted_ticket_is_named_on_it() -> None:
    """With the event that tells them, as with every telling."""
    facts = waiting(call(1), restricted=True, named=frozenset({"ann"}))
    change = decide(facts, CallMade(reached=False, team=PEOPLE), LEAD, desk(ADA, BEN), NOON)
    assert change.named == {"ann", "bob"}
