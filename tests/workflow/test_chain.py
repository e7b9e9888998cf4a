"""Whom the chain of a plan tells that a target runs out: by the place, in their hours, each once."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskterm.workflow.alarms import alarm_at
from deskterm.workflow.book import ArrangementKind, Book
from deskterm.workflow.calendar import Calendar
from deskterm.workflow.calendar.wall import to_datetime, to_us
from deskterm.workflow.chain import chain_of
from deskterm.workflow.codes import Channel, Role, Status
from deskterm.workflow.derived import derived
from deskterm.workflow.notices import To, next_step, notice, passed, to_tell, upcoming
from deskterm.workflow.policy import WEEKDAYS, Policy
from deskterm.workflow.values import SECOND, Change, Passed, Person, Ticket

HOUR = 3600 * SECOND
HOURS = {
    "early": {"time_zone": "UTC", "week": {day: [["06:00", "14:00"]] for day in WEEKDAYS}},
    "late": {"time_zone": "UTC", "week": {day: [["14:00", "22:00"]] for day in WEEKDAYS}},
    "night": {"time_zone": "UTC", "week": {day: [["22:00", "06:00"]] for day in (*WEEKDAYS, "sat", "sun")}},
    "weekend": {"time_zone": "UTC", "week": {day: [["00:00", "24:00"]] for day in ("sat", "sun")}},
    "once": {"time_zone": "UTC", "week": {}, "shifts": {"2026-05-04": [["09:00", "10:00"]]}},
}
STEP = {"code": "pump", "title": "Start the pump"}
PEOPLE = (
    Person(name="lea", lines=frozenset({1, 2}), roles=frozenset({Role.LEAD})),
    Person(name="adm", roles=frozenset({Role.ADMIN})),
    *(Person(name=name, lines=frozenset({1}), roles=frozenset({Role.AGENT})) for name in ("ann", "bob", "cy", "dan")),
    Person(name="off", lines=frozenset({1}), roles=frozenset({Role.AGENT}), active=False),
)


def us(text: str) -> int:
    """A day of June 2026, UTC; the first is a Monday. The desk is open 9 to 17."""
    return to_us(datetime.fromisoformat(f"2026-06-{text}+00:00"))


def desk(*contacts: dict[str, Any], **more: Any) -> Policy:
    """A desk with these contacts in the plan `flood`, and perhaps other plans."""
    plans = {"flood": {"title": "Flood", "steps": [STEP], "contacts": list(contacts)}, **more}
    texts = {("plan", name): json.dumps(body) for name, body in plans.items()}
    return Policy(book=Book({**texts, **{("calendar", name): json.dumps(week) for name, week in HOURS.items()}}))


def ticket(**facts: Any) -> Ticket:
    """A P2 of Monday ten o'clock: resolution in eight hours, of which the first response has been given."""
    came = {"created_at": us("01 10:00"), "cycle_at": us("01 10:00"), "first_response_at": us("01 10:00")}
    given = {"id": 1, "version": 1, "status": Status.OPEN, "priority": 2, "channel": Channel.PHONE}
    return Ticket(**{**given, **came, "plans": frozenset({"flood"}), **facts})  # type: ignore[arg-type]


def who(name: str, hours: str | None = None) -> dict[str, Any]:
    """An account as a contact."""
    return {"account": name, **({"hours": hours} if hours else {})}


def story(held: Ticket, policy: Policy, until: int, start: int | None = None) -> list[tuple[str, int, str]]:
    """What the desk tells when it looks as soon as its alarm has come: day and time, percent, to whom."""
    found, now = [], start or held.created_at
    while (alarm := alarm_at(held, policy, now)) is not None and alarm <= until:
        assert passed(held, policy, max(alarm, now)), "an alarm that has come is about something"
        now = max(alarm, now)
        for telling in passed(held, policy, now):
            to = to_tell(held, telling, PEOPLE)
            outside = [contact.name or "" for _, contact in to.outside]
            found.append((f"{to_datetime(now):%d %H:%M}", telling.step.percent, " ".join([*to.accounts, *outside])))
            held = replace(held, told=(*held.told, *notice(telling, to).told))
    return found


ANY = (who("ann"), who("bob"), who("cy"))
ADA = {"name": "Ada", "phone": "+1 202 555 0101"}
# half of the eight hours is used at 14:00, three quarters at 16:00, all of it on Tuesday at ten
TABLE: list[tuple[str, Policy, dict[str, Any], list[tuple[str, int, str]]]] = [
    (
        "first, second, third, at any hour",
        desk(*ANY),
        {},
        [("01 14:00", 50, "ann"), ("01 16:00", 75, "bob"), ("02 10:00", 100, "cy")],
    ),
    (
        "the assignee beside them",
        desk(*ANY),
        {"assignee": "dan"},
        [("01 14:00", 50, "dan ann"), ("01 16:00", 75, "dan bob"), ("02 10:00", 100, "dan cy")],
    ),
    (
        "a chain of one ends with its one",
        desk(who("ann")),
        {},
        [("01 14:00", 50, "ann"), ("01 16:00", 75, "ann"), ("02 10:00", 100, "ann")],
    ),
    (
        "a longer one: all from the third on",
        desk(*ANY, who("dan"), ADA),
        {},
        [("01 14:00", 50, "ann"), ("01 16:00", 75, "bob"), ("02 10:00", 100, "cy dan Ada")],
    ),
    (
        "of those only who is in their hours",
        desk(*ANY[:2], who("cy", "late"), who("dan", "early"), who("lea", "night")),
        {},
        [("01 14:00", 50, "ann"), ("01 16:00", 75, "bob"), ("02 10:00", 100, "dan")],
    ),
    (
        "the next one who is in their hours",
        desk(who("ann", "early"), who("bob", "late"), who("cy", "night")),
        {},
        [("01 14:00", 50, "bob"), ("01 16:00", 75, "bob"), ("02 22:00", 100, "cy")],
    ),
    (
        "the opening that is sooner: step by step it is another's",
        desk(who("ann", "weekend"), who("bob", "night"), who("cy", "early")),
        {},
        [("01 22:00", 75, "bob"), ("02 10:00", 100, "cy")],
    ),
    (
        "the assignee at once, the contacts at their opening",
        desk(who("ann", "weekend"), who("bob", "night"), who("cy", "early")),
        {"assignee": "dan"},
        [("01 14:00", 50, "dan"), ("01 16:00", 75, "dan"), ("01 22:00", 75, "bob"), ("02 10:00", 100, "dan cy")],
    ),
    (
        "all closed over the days, then on the weekend",
        desk(who("ann", "weekend")),
        {},
        [("06 00:00", 100, "ann")],
    ),
    ("nobody's hours ever begin", desk(who("ann", "once")), {}, []),
    (
        "nobody's, but somebody has it",
        desk(who("ann", "once")),
        {"assignee": "dan"},
        [("01 14:00", 50, "dan"), ("01 16:00", 75, "dan"), ("02 10:00", 100, "dan")],
    ),
    (
        "a P1 at any hour",
        desk(who("ann", "night"), who("bob", "weekend"), who("cy", "once")),
        {"priority": 1},
        [("01 12:00", 50, "ann"), ("01 13:00", 75, "bob"), ("01 14:00", 100, "cy")],
    ),
    (
        "a role, somebody outside, somebody who is gone",
        desk({"role": "admin"}, ADA, who("off")),
        {},
        [("01 14:00", 50, "adm"), ("01 16:00", 75, "Ada"), ("02 10:00", 100, "lea")],
    ),
    (
        "the person whom it is about never hears of it",
        desk(*ANY),
        {"about": "bob"},
        [("01 14:00", 50, "ann"), ("01 16:00", 75, "cy"), ("02 10:00", 100, "cy")],
    ),
    (
        "each target by itself: the first response is told although the other half has passed",
        desk(who("ann", "late")),
        {"first_response_at": None, "channel": Channel.WEB},
        [
            ("01 14:00", 100, "ann"),
            ("01 14:00", 50, "ann"),
            ("01 16:00", 75, "ann"),
            ("02 14:00", 100, "ann"),
        ],
    ),
    (
        "who opens just as the next step passes hears of that one",
        desk(who("ann", "late")),
        dict.fromkeys(("created_at", "cycle_at", "first_response_at"), us("01 16:00")),
        [("02 14:00", 75, "ann"), ("02 16:00", 100, "ann")],
    ),
    (
        "without a chain the leads",
        desk(),
        {},
        [("01 14:00", 50, "lea"), ("01 16:00", 75, "lea"), ("02 10:00", 100, "lea")],
    ),
    (
        "a plan that was struck",
        desk(*ANY),
        {"plans": frozenset({"moon"})},
        [("01 14:00", 50, "lea"), ("01 16:00", 75, "lea"), ("02 10:00", 100, "lea")],
    ),
]


@pytest.mark.parametrize(("policy", "facts", "told"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_chain_is_walked(policy: Policy, facts: dict[str, Any], told: list[tuple[str, int, str]]) -> None:
    """50 % to the first, 75 % to the second, 100 % to the third; outside their hours to whoever comes first."""
    assert story(ticket(**facts), policy, us("30 00:00")) == told


def test_a_sweep_that_comes_late_goes_by_the_hours_of_then() -> None:
    """Not by those of the moment that has gone by: at night it is somebody else's turn, or nobody's until they open."""
    policy = desk(who("ann", "early"), who("bob", "late"))
    assert story(ticket(), policy, us("30 00:00"), us("03 15:00")) == [("03 15:00", 100, "bob")]
    assert story(ticket(), policy, us("30 00:00"), us("03 23:00")) == [("04 14:00", 100, "bob")]
    told = upcoming(ticket(), policy, us("03 23:00"))
    assert told is not None and (told.at, told.places) == (us("04 14:00"), (2,))
    assert passed(ticket(), policy, us("03 23:00")) == []
    moved = derived(ticket(), ticket(subject="Flood"), policy, us("03 23:00"))
    assert moved["alarm_at"] == us("04 14:00")
    late = upcoming(ticket(), desk(who("ann")), us("01 15:00"))
    assert late is not None and (late.at, late.plain, late.places) == (us("01 14:00"), False, (1,))
    later = upcoming(ticket(), desk(*ANY), us("01 17:00"))
    assert later is not None and later.step.percent == 75 and next_step(ticket(), desk(*ANY)) == us("01 14:00")
    edge = ticket(**dict.fromkeys(("created_at", "cycle_at", "first_response_at"), us("01 16:00")))
    both = upcoming(edge, desk(who("ann", "late")), us("02 12:30"))
    assert both is not None and (both.step.percent, both.at) == (75, us("02 14:00"))
    (plain,) = passed(ticket(assignee="dan"), desk(who("ann", "early")), us("03 23:00"))
    assert plain.plain and plain.later
    assert story(ticket(assignee="dan"), policy, us("30 00:00"), us("06 23:00")) == [
        ("06 23:00", 100, "dan"),
        ("08 14:00", 100, "bob"),
    ]


def test_what_waits_for_contacts_ends_with_the_ticket_or_is_told_at_once_to_a_p1() -> None:
    """Resolved: nothing more. Raised to P1: at any hour from now on."""
    policy = desk(who("ann", "weekend"))
    held = ticket(assignee="dan")
    (telling,) = passed(held, policy, us("02 10:00"))
    held = replace(held, told=notice(telling, to_tell(held, telling, PEOPLE)).told)
    assert held.told[0].later and alarm_at(held, policy) == us("06 00:00")
    ended = replace(held, status=Status.RESOLVED, resolved_at=us("02 11:00"))
    assert list(passed(ended, policy, us("08 00:00"))) == []
    (urgent,) = passed(replace(held, priority=1), policy, us("02 11:00"))
    assert to_tell(held, urgent, PEOPLE).accounts == ("ann",)
    assert upcoming(replace(held, plans=frozenset()), policy, us("02 11:00")) is None


def test_who_is_told_and_what_is_written_down() -> None:
    """Accounts by name, contacts outside the desk by their places; who may not see the ticket is named on it."""
    held = ticket(restricted=True, assignee="dan")
    policy = desk(who("ann"), who("bob"), {"role": "admin"}, ADA, who("dan"))
    half, _, whole = (
        (told, to_tell(held, told, PEOPLE))
        for now in ("01 14:00", "01 16:00", "02 10:00")
        for told in passed(held, policy, us(now))
    )
    assert half[1] == To(("dan", "ann"), "flood", (1,), (), ("ann",))
    ada = chain_of(held, policy)
    assert ada is not None and ada.contact(9) is None
    assert whole[1] == To(("dan", "adm"), "flood", (3, 4, 5), ((4, ada.contact(4)),), ("adm",))  # type: ignore[arg-type]
    cycle = us("01 10:00")
    assert notice(*whole, frozenset({"zoe"})) == Change(
        act=None,
        event="target_passed",
        data={
            "target": "resolution", "cycle": cycle, "percent": 100, "to": ("dan", "adm"),
            "plan": "flood", "places": (3, 4, 5), "outside": (4,),
        },
        told=(Passed("resolution", cycle, 100),),
        named=frozenset({"zoe", "adm"}),
    )  # fmt: skip
    assert notice(*half).named == {"ann"}
    assert notice(half[0], replace(half[1], strangers=()), frozenset({"zoe"})).named is None


def test_what_contacts_still_wait_for_is_written_down() -> None:
    """The assignee is told alone, and the event says that others will be."""
    held, policy = ticket(assignee="dan"), desk(who("ann", "weekend"))
    (telling,) = passed(held, policy, us("01 14:00"))
    to, cycle = to_tell(held, telling, PEOPLE), us("01 10:00")
    assert to == To(("dan",))
    assert notice(telling, to) == Change(
        act=None,
        event="target_passed",
        data={"target": "resolution", "cycle": cycle, "percent": 50, "to": ("dan",), "later": True},
        told=(Passed("resolution", cycle, 50, True),),
    )


RANKED = {
    "zero": {"starts": [{"breach": True}]},
    "yard": {"starts": [{"major": True, "priority": 1}]},
    "xray": {"starts": [{"nature": "security"}]},
    "worm": {"starts": [{"category": "security/malware"}]},
    "urgent": {"starts": [{"priority": 1}]},
    "calm": {"starts": [{"priority": 2}]},
    "dry": {"starts": [{"category": "hardware"}]},
    "both": {"starts": [{"category": "hardware"}, {"breach": True}]},
}
"""The later by name, the more particular; but for the last one."""


@pytest.mark.parametrize(
    ("plans", "counts"),
    [
        ({"calm", "urgent", "worm", "xray", "yard", "zero"}, "zero"),
        ({"calm", "urgent", "worm", "xray", "yard"}, "yard"),
        ({"calm", "urgent", "worm", "xray"}, "worm"),
        ({"calm", "urgent", "xray"}, "xray"),
        ({"calm", "dry", "urgent"}, "urgent"),
        ({"dry", "flood"}, "dry"),
        ({"flood", "calm"}, "calm"),
        ({"yard", "both"}, "both"),
        ({"zero", "both"}, "both"),
        ({"request/account"}, None),
    ],
)
def test_the_most_particular_plan_counts(plans: set[str], counts: str | None) -> None:
    """Of those of the ticket that have contacts; of two alike the first by name."""
    bodies = {name: {"title": name, "steps": [STEP], "contacts": [who("ann")], **body} for name, body in RANKED.items()}
    found = chain_of(ticket(plans=frozenset(plans)), desk(who("bob"), **bodies))
    assert (found and found.plan) == counts


def inside(policy: Policy, name: str | None, now: int) -> bool:
    """Is it within these hours?"""
    calendar = policy.book.get(ArrangementKind.CALENDAR, name or "", Calendar.from_dict)
    return calendar is None or calendar.is_open(to_datetime(now))


@settings(max_examples=60, deadline=None)
@given(
    hours=st.lists(st.sampled_from([None, *HOURS]), min_size=1, max_size=5),
    priority=st.sampled_from([1, 2, 3]),
    assignee=st.sampled_from([None, "dan"]),
    looks=st.lists(st.integers(0, 9 * 24 * 60), max_size=12),
    asked=st.lists(st.integers(0, 9 * 24 * 60), max_size=6),
)
def test_nobody_is_told_outside_their_hours_and_nothing_twice(
    hours: list[str | None], priority: int, assignee: str | None, looks: list[int], asked: list[int]
) -> None:
    """However the desk looks: late, early, or never; and the alarm that was set is what follows from the facts."""
    policy = desk(
        *({"name": f"c{place}", "phone": "12345", **({"hours": h} if h else {})} for place, h in enumerate(hours))
    )
    held = ticket(priority=priority, assignee=assignee)
    told: list[tuple[str, int, str]] = []
    stored = alarm_at(held, policy)
    for minute in sorted([*looks, *asked, *range(0, 9 * 24 * 60, 24 * 60)]):
        now = us("01 10:00") + minute * 60 * SECOND
        if stored is not None and stored > now:
            plainly = alarm_at(held, policy)
            assert alarm_at(held, policy, now) == stored
            assert plainly == stored or (plainly is not None and plainly <= now)
            continue
        if minute not in looks:
            continue
        for telling in passed(held, policy, now):
            to: To = to_tell(held, telling, PEOPLE)
            for place, _contact in to.outside:
                assert priority == 1 or inside(policy, hours[place - 1], now)
            names = [*to.accounts, *(contact.name or "" for _, contact in to.outside)]
            told += [(telling.step.target, telling.step.percent, name) for name in names]
            held = replace(held, told=(*held.told, *notice(telling, to).told))
        stored = alarm_at(held, policy, now)
        assert stored is None or stored > now
    assert len(told) == len(set(told))
    steps = [(each.target, each.percent) for each in held.told if not each.later]
    assert len(steps) == len(set(steps))
