"""The request catalogue: its format, which items a text speaks of, and by when a request is done."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.store.write.shipped import CATEGORIES
from deskterm.texts import requests
from deskterm.workflow.book import BadArrangement, Book
from deskterm.workflow.calendar import Calendar, local_to_utc
from deskterm.workflow.calendar.wall import to_datetime, to_us
from deskterm.workflow.catalogue import LOOKED_AT, Item, catalogue, item_of, steps_of, suggested
from deskterm.workflow.derived import derived, next_deadline
from deskterm.workflow.policy import Policy
from deskterm.workflow.shipped_items import SHIPPED
from deskterm.workflow.sla import ClockName, Targets, clocks, due_at, steps
from deskterm.workflow.targets import days_left, in_days
from deskterm.workflow.terms import Share, Terms
from deskterm.workflow.values import SECOND, Channel, Kind, Status, Ticket

HOUR = 3600
EMPTY = Book()


def arranged(**items: Any) -> Policy:
    """A desk with these items of its own, each called request/<name>."""
    return Policy(book=Book({("item", f"request/{name}"): json.dumps(body) for name, body in items.items()}))


def us(text: str) -> int:
    """A day of June 2026, UTC; the first of the month is a Monday. The desk is open 9 to 17."""
    return to_us(local_to_utc(datetime.fromisoformat(f"2026-06-{text}"), Policy().calendar.zone))


def request(item: str | None, created: str = "01 10:00", **more: Any) -> Ticket:
    """A P4 request that came by phone."""
    facts: dict[str, Any] = {"id": 1, "version": 1, "status": Status.OPEN, "priority": 4, "kind": Kind.REQUEST}
    moments = {"created_at": us(created), "cycle_at": us(created)}
    return Ticket(**{**facts, **moments, "channel": Channel.PHONE, "item": item, **more})


def due(ticket: Ticket, policy: Policy) -> str:
    """Its deadline as a day of June and a time."""
    found = next_deadline(ticket, policy)
    assert found is not None
    return f"{to_datetime(found):%d %H:%M}"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ([], "item"),
        ({"colour": "red"}, "colour"),
        ({"title": ""}, "title"),
        ({"title": "two\nlines"}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"category": 5}, "category"),
        ({"impact": 0}, "impact"),
        ({"impact": True}, "impact"),
        ({"urgency": "2"}, "urgency"),
        ({"questions": "What?"}, "questions"),
        ({"questions": ["What?", None]}, "questions[1]"),
        ({"steps": [""]}, "steps[0]"),
        ({"steps": ["x"] * 41}, "steps"),
        ({"steps": ["x" * 251]}, "steps[0]"),
        ({"words": [1]}, "words[0]"),
        ({"resolution": 0}, "resolution"),
        ({"resolution": 1.5}, "resolution"),
        ({"resolution": "soon"}, "resolution"),
        ({"resolution": {"days": 0}}, "resolution.days"),
        ({"resolution": {"days": None}}, "resolution"),
        ({"resolution": {"weeks": 1}}, "resolution"),
        ({"offered": "yes"}, "offered"),
    ],
)
def test_what_is_wrong_is_named(body, field):
    """The place in the format that can't be read."""
    with pytest.raises(BadArrangement) as error:
        Item.from_dict(body)
    assert error.value.field == field
    assert str(error.value).startswith(f"{field}: ")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 400) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["days", "x"]), inner, max_size=2),
    max_leaves=6,
)
NAMES = st.sampled_from(["title", "category", "impact", "urgency", "questions", "steps", "resolution", "words", "x"])


@given(st.dictionaries(NAMES, JSON, max_size=5))
def test_any_data_is_an_item_or_is_refused(body):
    """Nothing else comes out of it, and an item promises one thing at most."""
    try:
        item = Item.from_dict(body)
    except BadArrangement as error:
        assert error.field.partition(".")[0].partition("[")[0] in body
    else:
        assert sum((item.seconds is not None, item.days is not None, item.agreed)) <= 1
        assert steps_of(item) == tuple(body.get("steps", ()))


def test_the_shipped_items_are_whole():
    """Each has a category of the tree, a title, questions and steps, and Cyrillic and Thai words to be known by."""
    tree = {category.code for category in CATEGORIES}
    assert len(SHIPPED) == 11
    for code, item in catalogue(EMPTY).items():
        assert item.category in tree, code
        assert requests.title(code, item) != requests.readable(code), code
        assert item.questions and all(requests.asked(text) != text for text in item.questions), code
        assert steps_of(item) and all(requests.step(text) != text for text in steps_of(item)), code
        assert item.agreed or item.days or item.seconds, code
        said = " ".join(item.words)
        assert said.strip() and any("а" <= c <= "я" for c in said) and any("ก" <= c <= "๛" for c in said), code


def test_the_desks_own_item_stands_in_the_place_of_a_shipped_one():
    """By its code; the others stay, in the order of the codes."""
    policy = arranged(phone={"resolution": HOUR}, badge={"title": "Badge"})
    found = catalogue(policy.book)
    assert list(found) == sorted({*SHIPPED, "request/badge"})
    assert found["request/phone"].seconds == HOUR
    assert item_of("request/phone", EMPTY) == Item.from_dict(SHIPPED["request/phone"])
    assert item_of("request/moon", policy.book) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Please install the drawing program", "request/software"),
        ("A NEW ACCOUNT for my colleague please", "request/account"),
        ("Прошу установить программу", "request/software"),
        ("Нужна новая учётная запись", "request/account"),
        ("Нужен доступ к папке", "request/permission"),
        ("Am nevoie de un cont nou", "request/account"),
        ("Vreau să instalați un program", "request/software"),
        ("ขอรหัสผ่านใหม่ครับ", "request/password"),
        ("ช่วยติดตั้งโปรแกรมให้หน่อย", "request/software"),
        ("Увольняется сотрудник в пятницу", "request/leaver"),
        ("reinstall", None),
        ("account", None),
        ("", None),
    ],
)
def test_what_a_text_asks_for(text, first):
    """Words are known by their beginnings, phrases by all of their words, in any case and order."""
    assert next(iter(suggested(text, EMPTY)), None) == first


def test_more_words_come_first_and_what_is_not_offered_never():
    """Equals come in the order of their codes, three at most."""
    items = {name: {"title": name, "words": ["moon"]} for name in "dcba"}
    policy = arranged(**items, e={"title": "e", "words": ["moon base"]}, f={"words": ["moon base"], "offered": False})
    assert suggested("a base on the moon", policy.book) == ("request/e", "request/a", "request/b")


TIMES = arranged(
    hours={"resolution": 4 * HOUR}, days={"resolution": {"days": 2}}, date={"resolution": "agreed"}, none={"title": "n"}
)


@pytest.mark.parametrize(
    ("item", "created", "more", "expected"),
    [
        (None, "01 10:00", {}, "08 10:00"),
        ("none", "01 10:00", {}, "08 10:00"),
        ("moon", "01 10:00", {}, "08 10:00"),
        ("hours", "01 10:00", {}, "01 14:00"),
        ("hours", "01 15:00", {}, "02 11:00"),
        ("days", "01 10:00", {}, "03 10:00"),
        ("days", "05 10:00", {}, "09 10:00"),
        ("days", "06 10:00", {}, "10 09:00"),
        ("days", "01 20:00", {}, "03 17:00"),
        ("days", "01 10:00", {"pauses": ((us("02 10:00"), us("02 12:00")),)}, "03 12:00"),
        ("date", "01 10:00", {"agreed_at": us("20 22:00")}, "20 22:00"),
        ("hours", "01 10:00", {"agreed_at": us("20 22:00")}, "20 22:00"),
    ],
)
def test_by_when(item, created, more, expected):
    """Working time, working days by the clock on the wall, the agreed date; without an item the priority's target."""
    assert due(request(item and f"request/{item}", created, **more), TIMES) == expected


def test_an_open_pause_leaves_no_deadline():
    """Until it ends nobody knows how long it takes."""
    paused = request("request/days", status=Status.WAITING, pauses=((us("01 12:00"), None),), wake_at=us("09 09:00"))
    assert next_deadline(paused, TIMES) == us("09 09:00")


def test_first_response_and_hours_stay_those_of_the_priority():
    """An item changes resolution alone."""
    held, plain = TIMES.agreement_for(request("request/hours")), TIMES.agreement_for(request(None))
    assert held.targets.resolution == (4 * HOUR,)
    assert replace(held, targets=plain.targets) == plain
    assert held.targets.first_response == plain.targets.first_response


def test_another_item_carries_the_used_share_over():
    """Half of four hours used: half of what the other item promises is left."""
    before = request("request/hours")
    after = replace(before, item="request/days")
    changes = derived(before, after, TIMES, us("01 12:00"))
    after = replace(after, **changes)  # type: ignore[arg-type]
    held = TIMES.agreement_for(after)
    clock = next(
        each
        for each in clocks(after, held.targets, held.calendar, held.always, us("01 12:00"))
        if each.name is ClockName.RESOLUTION
    )
    assert (clock.carried, clock.target_seconds, clock.left_seconds) == (500_000, 16 * HOUR, 8 * HOUR)
    assert due(after, TIMES) == "02 12:00"


@pytest.mark.parametrize(
    ("used", "changed", "pauses", "expected"),
    [
        (0, "01 10:00", (), "03 10:00"),
        (500_000, "02 10:00", (), "03 10:00"),
        (500_000, "01 12:30", (), "02 12:30"),
        (250_000, "01 10:00", (), "02 14:00"),
        (750_000, "05 15:00", (), "08 11:00"),
        (750_000, "06 10:00", (), "08 13:00"),
        (500_000, "01 20:00", (), "02 17:00"),
        (500_000, "02 10:00", ((us("02 12:00"), us("02 14:00")),), "03 12:00"),
        (500_000, "02 10:00", ((us("01 12:00"), us("01 14:00")),), "03 10:00"),
        (999_999, "01 10:00", (), "01 10:00"),
        (1_000_000, "01 10:00", (), "01 10:00"),
        (1_500_000, "01 10:00", (), "01 10:00"),
    ],
)
def test_what_is_left_of_working_days_ends_by_the_clock(used, changed, pauses, expected):
    """Whole days at the same clock time, a part of one with that part of its open time; pauses add what they take."""
    terms = Terms(at=us(changed), agreement="default", shares={ClockName.RESOLUTION.value: Share(used=used)})
    ticket = request("request/days", "01 10:00", pauses=pauses, terms=terms.text())
    assert due(ticket, TIMES) == expected


@given(st.integers(0, 3), st.integers(0, 8 * 60 - 1), st.sampled_from([2, 3]))
def test_a_change_that_promises_the_same_days_moves_nothing(day, minutes, priority):
    """At whatever moment of work: what is left of the days ends when they would have ended."""
    policy = arranged(three={"resolution": {"days": 3}})
    before = request("request/three", "01 10:00")
    changed = min(max(us(f"{1 + day:02} 09:00") + minutes * 60 * SECOND, us("01 10:00")), us("04 09:59"))
    after = replace(before, priority=priority)
    after = replace(after, **derived(before, after, policy, changed))
    assert after.terms is not None
    assert abs((next_deadline(after, policy) or 0) - us("04 10:00")) < SECOND


def test_parts_of_carried_days_are_used_up_in_order():
    """Also when the days to come are shorter than those that were promised, and the last part is the deadline."""
    week = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed")} | {"thu": [["09:00", "10:00"]]}
    short = Calendar.from_dict({"time_zone": "UTC", "week": week})
    terms = Terms(at=us("02 16:00"), agreement="default", shares={ClockName.RESOLUTION.value: Share(used=300_000)})
    ticket = request("request/days", "01 10:00", terms=terms.text(), first_response_at=us("01 10:00"))
    found = [step.at for step in steps(ticket, Targets(days=3), short, short, (50, 75, 100))]
    assert found == sorted(found) and len(found) == 3
    assert found[-1] == due_at(ticket, Targets(days=3), short, short)


def test_days_that_a_calendar_no_longer_has_count_as_working_time():
    """Of the promised days some are left, but no longer as many as the rest needs."""
    shifts = {f"2026-06-{day:02}": [["09:00", "17:00"]] for day in (2, 3, 4, 5)}
    few = Calendar.from_dict({"time_zone": "UTC", "week": {}, "shifts": shifts})
    terms = Terms(at=us("04 16:00"), agreement="default", shares={ClockName.RESOLUTION.value: Share(used=100_000)})
    ticket = request("request/days", "02 10:00", terms=terms.text(), first_response_at=us("02 10:00"))
    assert due_at(ticket, Targets(days=2), few, few) is None


def test_a_long_text_is_known_by_its_beginning() -> None:
    """What stands at the beginning suggests an item, however long the rest is; what stands far behind does not."""
    asked, filler = "please reset my password ", "and so on " * LOOKED_AT
    assert suggested(asked + filler, Book()) == suggested(asked, Book()) != ()
    assert suggested(filler + asked, Book()) == ()


def test_a_millionth_of_each_day_is_the_least_time_there_is() -> None:
    """From it on a share of days has an end of its own; what is left of days counts in whole microseconds."""
    begin, day = us("01 10:00"), 8 * 3600 * SECOND
    assert in_days(TIMES.calendar, begin, 2, left=1) == begin + 2 * day // 1_000_000
    found = days_left(TIMES.calendar, begin, 2, 1)
    assert type(found) is int and found == days_left(TIMES.calendar, begin, 2, 0)
