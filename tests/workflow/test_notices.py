"""At which moments somebody has to be told that a target runs out, and who."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from deskterm.workflow.alarms import alarm_at
from deskterm.workflow.calendar import local_to_utc
from deskterm.workflow.calendar.wall import to_us
from deskterm.workflow.codes import Channel, Role, Status, WaitReason
from deskterm.workflow.derived import derived
from deskterm.workflow.notices import To, asks_people, next_step, notice, passed, tellings, to_tell, untold, upcoming
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Change, Passed, Person, Ticket

POLICY = Policy()
RESOLUTION, FIRST = "resolution", "first_response"


def us(text: str) -> int:
    """A day of June 2026 of the desk, which is open 9 to 17; the first of the month is a Monday."""
    return to_us(local_to_utc(datetime.fromisoformat(f"2026-06-{text}"), POLICY.calendar.zone))


def ticket(**facts: Any) -> Ticket:
    """A P3 ticket that came by the web on Monday at ten."""
    given: dict[str, Any] = {"id": 1, "version": 1, "status": Status.OPEN, "priority": 3, "channel": Channel.WEB}
    return Ticket(**{**given, "created_at": us("01 10:00"), "cycle_at": us("01 10:00"), **facts})


ANSWERED = {"first_response_at": us("01 10:05")}
WAITS = {"status": Status.WAITING, "wait_reason": WaitReason.VENDOR, "wake_at": us("10 09:00")}
TABLE = [
    ("the first response", {}, FIRST, ("01 11:00", "01 11:30", "01 12:00")),
    ("before triage", {"priority": None}, FIRST, ("01 11:00", "01 11:30", "01 12:00")),
    ("the resolution", ANSWERED, RESOLUTION, ("02 14:00", "03 12:00", "04 10:00")),
    ("a P1, day and night", {**ANSWERED, "priority": 1}, RESOLUTION, ("01 12:00", "01 13:00", "01 14:00")),
    ("a reopened one", {**ANSWERED, "cycle_at": us("02 09:00")}, RESOLUTION, ("03 13:00", "04 11:00", "04 17:00")),
    ("on hold", {**ANSWERED, **WAITS, "pauses": ((us("01 11:00"), None),)}, RESOLUTION, ()),
    ("on hold after the half", {**ANSWERED, **WAITS, "pauses": ((us("03 09:00"), None),)}, RESOLUTION, ("02 14:00",)),
    (
        "after a hold of a day",
        {**ANSWERED, "pauses": ((us("01 11:00"), us("02 11:00")),)},
        RESOLUTION,
        ("03 14:00", "04 12:00", "05 10:00"),
    ),
    ("a message", {**ANSWERED, "asked_at": us("01 16:00")}, "update", ("02 12:00", "02 14:00", "02 16:00")),
    (
        "a breach, by the wall",
        {**ANSWERED, "breach": True, "aware_at": us("05 16:00")},
        "breach",
        ("07 04:00", "07 22:00", "08 16:00"),
    ),
    ("an agreed date", {**ANSWERED, "agreed_at": us("02 10:00")}, RESOLUTION, ("01 14:00", "01 16:00", "02 10:00")),
    ("a resolved one", {**ANSWERED, "status": Status.RESOLVED, "resolved_at": us("02 10:00")}, RESOLUTION, ()),
    ("a cancelled one", {"status": Status.CANCELLED}, FIRST, ()),
    ("one that is told of", {**ANSWERED, "told": (Passed(RESOLUTION, us("01 10:00"), 75),)}, RESOLUTION, ("04 10:00",)),
    (
        "one of another cycle",
        {**ANSWERED, "cycle_at": us("02 09:00"), "told": (Passed(RESOLUTION, us("01 10:00"), 75),)},
        RESOLUTION,
        ("03 13:00", "04 11:00", "04 17:00"),
    ),
]


@pytest.mark.parametrize(("facts", "target", "moments"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_steps_of_a_target(facts: dict[str, Any], target: str, moments: tuple[str, ...]) -> None:
    """At 50, 75 and 100 % of its working time."""
    found = [step.at for step in untold(ticket(**facts), POLICY) if step.target == target]
    assert found == [us(moment) for moment in moments]


def test_the_desk_looks_at_the_next_step_of_all() -> None:
    """A ticket on hold is looked at when it wakes up, or earlier for a message that waits."""
    assert next_step(ticket(), POLICY) == alarm_at(ticket(), POLICY) == us("01 11:00")
    held = ticket(**ANSWERED, **WAITS, pauses=((us("01 11:00"), None),))
    assert (next_step(held, POLICY), alarm_at(held, POLICY)) == (None, us("10 09:00"))
    asked = replace(held, asked_at=us("01 16:00"))
    assert alarm_at(asked, POLICY) == us("02 12:00")
    for facts, target in (({}, FIRST), ({**ANSWERED, "asked_at": us("01 16:00")}, "update"), (ANSWERED, RESOLUTION)):
        told = upcoming(ticket(**facts), POLICY, us("01 10:00"))
        assert told is not None and told.step.target == target
    assert upcoming(held, POLICY, us("01 12:00")) is None


def test_the_assignee_is_told_without_asking_who_works_here() -> None:
    """Leads and contacts are people of the desk, or have such in their place."""
    telling = next(tellings(ticket(), POLICY))
    assert asks_people(ticket(), telling) and not asks_people(ticket(assignee="ann"), telling)
    assert asks_people(ticket(assignee="ann"), replace(telling, places=(1,)))


def test_of_several_the_highest_is_told_for_each_target() -> None:
    """And nothing twice: what is told leaves the next step."""
    late = passed(ticket(), POLICY, us("03 12:00"))
    assert [(each.step.target, each.step.percent) for each in late] == [(FIRST, 100), (RESOLUTION, 75)]
    told = ticket(told=tuple(told for each in late for told in notice(each, To()).told))
    assert passed(told, POLICY, us("03 12:00")) == []
    assert next_step(told, POLICY) == us("04 10:00")
    assert passed(ticket(), POLICY, us("01 11:00") - 1) == []


def test_what_was_used_before_a_change_is_told_at_once() -> None:
    """40 % of a P3 are 40 % of a P1: its half comes 24 minutes later; 75 % were told in the same cycle already."""
    came = ticket(**ANSWERED, created_at=us("01 09:00"), cycle_at=us("01 09:00"))
    after = replace(came, priority=1)
    raised = replace(after, **derived(came, after, POLICY, us("02 10:36")))  # type: ignore[arg-type]
    assert next_step(raised, POLICY) == raised.alarm_at == us("02 11:00")
    after = replace(came, priority=1)
    late = replace(after, **derived(came, after, POLICY, us("03 10:00")))  # type: ignore[arg-type]
    assert [each.step.percent for each in passed(late, POLICY, us("03 10:00"))] == [50]
    known = replace(late, told=(Passed(RESOLUTION, us("01 09:00"), 75),))
    assert [step.percent for step in untold(known, POLICY)] == [100]


PEOPLE = (
    Person(name="lea", lines=frozenset({1, 2}), roles=frozenset({Role.LEAD})),
    Person(name="leo", lines=frozenset({1}), roles=frozenset({Role.LEAD}), active=False),
    Person(name="lou", lines=frozenset({3}), roles=frozenset({Role.LEAD})),
    Person(name="ann", lines=frozenset({1}), roles=frozenset({Role.AGENT})),
)


@pytest.mark.parametrize(
    ("facts", "to"),
    [({"assignee": "ann"}, ("ann",)), ({}, ("lea",)), ({"line": 2}, ("lea",)), ({"line": 3}, ("lou",))],
)
def test_the_assignee_is_told_or_the_leads_of_the_line(facts: dict[str, Any], to: tuple[str, ...]) -> None:
    """Nobody who no longer works here."""
    telling = next(tellings(ticket(), POLICY))
    assert to_tell(ticket(**facts), telling, PEOPLE) == To(to)
    assert to_tell(ticket(**facts), telling, ()) == To((facts["assignee"],) if "assignee" in facts else ())
    told = Passed(FIRST, us("01 10:00"), 50)
    data = {"target": FIRST, "cycle": us("01 10:00"), "percent": 50, "to": to}
    found = to_tell(ticket(**facts), telling, PEOPLE)
    assert notice(telling, found) == Change(act=None, event="target_passed", data=data, told=(told,))
