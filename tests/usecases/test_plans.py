"""Response plans on a real desk: arranged, started by themselves and by hand, taken back, and their contacts told."""

from dataclasses import replace
from pathlib import Path

import pytest

from deskterm.store.read.arrangements import book
from deskterm.store.read.chain import verify
from deskterm.store.read.facts import facts
from deskterm.store.read.show import events
from deskterm.texts.events import line
from deskterm.usecases.act import perform
from deskterm.usecases.arrange import arrange, strike
from deskterm.usecases.desk import NotFound, Refused
from deskterm.usecases.notices import notice
from deskterm.usecases.plans import set_plan
from deskterm.usecases.sweep import Swept, sweep
from deskterm.usecases.undo import undo
from deskterm.usecases.whole import whole
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.checks import Invalid
from deskterm.workflow.codes import Cause, Channel, Kind, Nature, ResolutionCode
from deskterm.workflow.inputs import (
    Amend,
    Close,
    Major,
    Override,
    Resolve,
    Restrict,
    StartPlan,
    Take,
    Triage,
    Verify,
)
from deskterm.workflow.policy import WEEKDAYS
from deskterm.workflow.shipped_plans import SHIPPED
from tests.doors.nursery import Script
from tests.doors.test_export import empty, exported, imported, seen
from tests.usecases.desks import MINUTE, House, held, whole_record
from tests.usecases.test_sweep import SWEEPER, of_targets

PLAN, CALENDAR = ArrangementKind.PLAN, ArrangementKind.CALENDAR
DAY = 24 * 60 * MINUTE
NIGHT = {"time_zone": "UTC", "week": {day: [["22:00", "06:00"]] for day in (*WEEKDAYS, "sat", "sun")}}
ADA = {"name": "Ada Example", "phone": "+1 202 555 0101", "hours": "night"}
MENDED = Resolve(code=ResolutionCode.FIXED, solution="a new fuse", cause=Cause.TECHNICAL, measures="a spare one")
FLOOD = {
    "title": "Flood",
    "starts": [{"category": "hardware/computer"}],
    "steps": [{"code": "pump", "title": "Start the pump", "responsible": "ben"}],
    "contacts": [ADA],
}


def put(house: House, name: str, body: object, who: str = "lea", dry_run: bool = False):
    """Arrange a plan as somebody."""
    return set_plan(house.by(who), name, lambda _: body, dry_run)  # type: ignore[arg-type, return-value]


def night(house: House) -> None:
    """The calendar of the night."""
    arrange(house.by("lea"), CALENDAR, "night", lambda _: NIGHT, False)


def triaged(house: House, category: str = "hardware/computer", impact: int = 3, **more: object) -> int:
    """An incident by the web, judged by the lead."""
    number = house.ticket("It is wet", channel=Channel.WEB)
    judged = Triage(kind=Kind.INCIDENT, category=category, impact=impact, urgency=impact)
    perform(house.by("lea"), number, replace(judged, **more))  # type: ignore[arg-type]
    return number


def test_plans_begin_with_the_change_that_asks_for_them(house: House) -> None:
    """By triage, by amendment, by an override, by the mark of a major incident; each once."""
    number = triaged(house, "network/vpn")
    assert held(house, number).plans == frozenset()
    perform(house.by("lea"), number, Override(priority=1, reason="the board"))
    assert held(house, number).plans == {"p1"}
    perform(house.by("lea"), number, Major(reason="all sites"))
    assert held(house, number).plans == {"p1", "major-incident"}
    phishing = Amend(category="security/phishing", nature=Nature.SECURITY)
    perform(house.by("lea"), number, phishing)
    ticket = held(house, number)
    assert ticket.plans == {"p1", "major-incident", "phishing", "security-incident"}
    assert len(ticket.open_plan_steps) == sum(len(SHIPPED[name]["steps"]) for name in ticket.plans)
    assert held(house, triaged(house, "network/vpn", impact=1)).plans == {"p1"}
    assert held(house, triaged(house, "security/malware")).plans == {"malware", "security-incident"}
    whole_record(house)


def test_a_plan_is_taken_back_with_the_act_that_began_it(house: House) -> None:
    """Its contacts wait no longer; judged so again, it begins again."""
    night(house)
    put(house, "flood", FLOOD)
    number = triaged(house)
    assert held(house, number).plans == {"flood"}
    undo(house.by("lea"), number)
    assert held(house, number).plans == frozenset()
    whole_record(house)
    perform(house.by("lea"), number, Triage(kind=Kind.INCIDENT, category="hardware/computer", impact=3, urgency=3))
    assert held(house, number).open_plan_steps == ("flood/pump",)
    perform(house.by("ann"), number, StartPlan(plan="malware"))
    undo(house.by("ann"), number)
    assert held(house, number).plans == {"flood"}
    whole_record(house)


def test_a_plan_is_started_by_hand_once(house: House) -> None:
    """By an agent of the line, and told as an event; not again, not one that there is not or that is not offered."""
    number = triaged(house, "network/vpn")
    perform(house.by("ann"), number, StartPlan(plan="malware"))
    last = events(house.store.db, number)[-1]
    assert (last.act, last.kind, line(last)) == ("plan", "plan_started", "response plan started: Malware")
    put(house, "phishing", {**SHIPPED["phishing"], "title": "Phishing", "offered": False})
    for plan, code in (("malware", "plan_started"), ("moon", "plan_unknown"), ("phishing", "plan_unknown")):
        with pytest.raises(Refused, match=code):
            perform(house.by("ann"), number, StartPlan(plan=plan))
    with pytest.raises(Refused, match="not_your_line"):
        perform(house.by("ben"), number, StartPlan(plan="p1"))
    whole_record(house)


def test_a_plan_that_is_arranged_changes_nothing_on_tickets_that_have_it(house: House) -> None:
    """They keep the steps that they began with; the next ones get the new ones. Struck, the shipped one is back."""
    number = triaged(house, "security/malware")
    before = held(house, number).open_plan_steps
    put(house, "malware", {**FLOOD, "contacts": [], "starts": [{"category": "security/malware"}]})
    assert held(house, number).open_plan_steps == before
    assert held(house, triaged(house, "security/malware")).open_plan_steps[0] == "malware/pump"
    strike(house.by("lea"), PLAN, "malware", False)
    assert held(house, triaged(house, "security/malware")).open_plan_steps == before
    with pytest.raises(NotFound):
        strike(house.by("lea"), PLAN, "malware", False)
    whole_record(house)


@pytest.mark.parametrize(
    ("name", "more", "field"),
    [
        ("flood", {"title": None}, "title"),
        ("flood", {"steps": []}, "steps"),
        ("flood", {"steps": [{"code": "pump", "title": "x", "responsible": "zoe"}]}, "steps[0].responsible"),
        ("flood", {"contacts": [{"account": "zoe"}]}, "contacts[0].account"),
        ("flood", {"contacts": [{"account": "ann", "hours": "noon"}]}, "contacts[0].hours"),
        ("request/account", {}, "arrangement"),
    ],
)
def test_what_the_desk_cannot_keep_is_refused_by_its_field(house: House, name, more, field) -> None:
    """Nothing is stored."""
    with pytest.raises(Invalid) as caught:
        put(house, name, {**FLOOD, "contacts": [], **more})
    assert caught.value.field == field
    assert book(house.store.db).texts == {}


def test_only_leads_and_admins_arrange_plans(house: House) -> None:
    """An agent and an auditor do not; a calendar that a contact goes by stays; an item does not take a plan's name."""
    for who in ("ann", "aud"):
        with pytest.raises(Refused):
            put(house, "flood", FLOOD, who)
        with pytest.raises(Refused):
            strike(house.by(who), PLAN, "flood", False)
    night(house)
    put(house, "flood", FLOOD, "boss")
    with pytest.raises(Refused, match="calendar_in_use"):
        strike(house.by("lea"), CALENDAR, "night", False)
    with pytest.raises(Invalid, match="arrangement"):
        arrange(house.by("lea"), ArrangementKind.ITEM, "flood", lambda _: {"title": "Flood"}, False)


def test_contacts_are_told_in_their_hours_and_shown_as_they_were(house: House) -> None:
    """The assignee at once; the contact at night, by a second event; the record holds the place, not the person."""
    night(house)
    put(house, "flood", FLOOD)
    number = triaged(house)
    perform(house.by("ann"), number, Take())
    told = set()
    for _ in range(4 * 24 * 4):
        house.at += DAY // 96
        sweep(house.by("amy"))
        told.add(house.at)
        whole_record(house)
    found = [event for event in events(house.store.db, number) if event.kind == "target_passed"]
    to = [(event.data["percent"], event.data["to"], event.data.get("places")) for event in found]
    assert {name for _, names, _ in to for name in names} == {"ann"}
    outside = [event for event in found if event.data.get("outside")]
    assert outside and all(event.data["places"] == [1] and event.data["plan"] == "flood" for event in outside)
    assert "Ada" not in str([event.data for event in found])
    hours = [(event.at // (60 * MINUTE)) % 24 for event in outside]
    assert all(hour >= 22 or hour < 6 for hour in hours)
    put(house, "flood", {**FLOOD, "contacts": [{"name": "Eva Example", "email": "eva@example.org"}]})
    shown = [each for each in whole(house.by("ann"), number).events if each.data.get("outside")]
    assert all("Ada Example +1 202 555 0101" in line(each) for each in shown)
    assert verify(house.store.db).broken is None


def test_whom_a_plan_tells_of_a_restricted_ticket_is_named_on_it(house: House) -> None:
    """They see what they are told of, and hear of it in their terminal; nobody else does."""
    body = {**SHIPPED["security-incident"], "title": "Security", "contacts": [{"account": "ben"}, {"account": "cid"}]}
    put(house, "security-incident", body)
    number = triaged(house, "security/malware")
    perform(house.by("lea"), number, Restrict(about="cid"))
    since = events(house.store.db, number)[-1].id
    with pytest.raises(NotFound):
        whole(house.by("ben"), number)
    house.at += 20 * DAY
    assert sweep(house.by("amy")) == Swept(told=(number,))
    assert {tuple(to) for _, _, to in of_targets(house, number)} == {("ben",)}
    assert held(house, number).named == {"ben"} and whole(house.by("ben"), number).ticket.id == number
    heard = {who: notice(house.by(who), since) for who in ("ben", "cid", "ann")}
    assert [who for who, told in heard.items() if told is not None] == ["ben"]
    whole_record(house)


def test_show_says_who_is_told_next(house: House) -> None:
    """With the contact and the moment; it follows when the contacts are arranged anew, and the alarm with it."""
    night(house)
    put(house, "flood", FLOOD)
    number = triaged(house)
    found = whole(house.by("ann"), number).told_next
    assert found is not None
    telling, to = found
    assert [contact.name for _, contact in to.outside] == ["Ada Example"]
    assert telling.at == held(house, number).alarm_at
    count = len(events(house.store.db, number))
    moved = put(house, "flood", {**FLOOD, "contacts": [{"account": "ben"}]}, dry_run=True)
    assert [move.ticket for move in moved] == [number] and held(house, number).alarm_at == telling.at
    put(house, "flood", {**FLOOD, "contacts": [{"account": "ben"}]})
    assert (held(house, number).alarm_at or 0) < telling.at
    assert len(events(house.store.db, number)) == count
    whole_record(house)
    strike(house.by("lea"), PLAN, "flood", False)
    found = whole(house.by("ann"), number).told_next
    assert found is not None and found[1].accounts == ("boss", "lea")
    whole_record(house)


def test_a_sweep_outside_all_hours_sets_the_alarm_to_the_next_ones(house: House) -> None:
    """Once, without an event; the doctor finds it right, and the next sweep has nothing to do."""
    night(house)
    put(house, "flood", FLOOD)
    number = triaged(house)
    house.at += 20 * DAY
    house.at += (12 * 60 * MINUTE - house.at) % DAY  # noon
    count = len(events(house.store.db, number))
    assert sweep(house.by("amy")) == Swept()
    assert len(events(house.store.db, number)) == count
    alarm = held(house, number).alarm_at
    assert alarm is not None and house.at < alarm and alarm % DAY == 22 * 60 * MINUTE
    whole_record(house)
    house.at = alarm
    assert sweep(house.by("amy")) == Swept(told=(number,))
    assert [percent for _, percent, _ in of_targets(house, number)] == [100, 100]
    assert sweep(house.by("amy")) == Swept()


def test_two_sweepers_tell_once(house: House) -> None:
    """Processes that look together at the same hour of the night."""
    night(house)
    put(house, "flood", FLOOD)
    numbers = [triaged(house) for _ in range(3)]
    now = house.at + 20 * DAY
    now += (23 * 60 * MINUTE - now) % DAY
    place = str(house.store.location.path)
    crowd = [Script(SWEEPER, place, now) for _ in range(2)]
    for one in crowd:
        one.says("go\n")
    assert [one.wait() for one in crowd] == [0, 0]
    for number in numbers:
        assert of_targets(house, number) == [("first_response", 100, []), ("resolution", 100, [])]
    assert verify(house.store.db).broken is None


def test_plans_come_along_in_an_export(house: House, tmp_path: Path) -> None:
    """An empty desk that takes it has the same plans, steps and alarms."""
    night(house)
    put(house, "flood", FLOOD)
    numbers = [triaged(house), triaged(house, "security/malware")]
    house.at += DAY
    sweep(house.by("amy"))
    other = empty(tmp_path)
    try:
        _tally, left = imported(seen(other, "boss"), exported(house.by("boss")))
        assert left == []
        assert book(other.db).texts == book(house.store.db).texts
        for number in numbers:
            here, there = held(house, number), facts(other.db, number)
            assert there is not None
            assert (there.plans, there.told, there.alarm_at) == (here.plans, here.told, here.alarm_at)
    finally:
        other.close()


def test_a_p1_that_is_worked_to_its_end_has_nothing_left_to_tick(house: House) -> None:
    """An act that a step names does the step, by whoever performs it; taken back, the step is open again."""
    number = triaged(house, impact=1)
    assert all(step.plan == "p1" for step in facts(house.store.db, number).steps)
    perform(house.by("ann"), number, Take())
    taken = {step.code: step.by for step in facts(house.store.db, number).steps if step.by}
    assert taken == {"name_owner": "ann"}
    perform(house.by("ann"), number, MENDED)
    assert facts(house.store.db, number).open_plan_steps == ("p1/check_restored",)
    undo(house.by("ann"), number)
    assert len(facts(house.store.db, number).open_plan_steps) == 7
    perform(house.by("ann"), number, MENDED)
    perform(house.by("ann"), number, Verify(how="she says so"))
    perform(house.by("ann"), number, Close())
    assert verify(house.store.db).broken is None
