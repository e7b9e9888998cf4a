"""Calendars and agreements as data of the desk: set, struck, refused, and every deadline follows."""

from dataclasses import replace
from pathlib import Path

import pytest

from deskterm.store.read.arrangements import book
from deskterm.store.read.chain import verify
from deskterm.store.read.facts import facts
from deskterm.store.read.show import events
from deskterm.usecases.act import perform
from deskterm.usecases.arrange import arrange, arrangements, strike
from deskterm.usecases.desk import NotFound, Refused
from deskterm.usecases.examine import deadlines_of
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.checks import Invalid
from deskterm.workflow.codes import Kind, Nature
from deskterm.workflow.inputs import Triage
from tests.doors.test_export import empty, exported, imported, seen
from tests.usecases.desks import House

CALENDAR, AGREEMENT = ArrangementKind.CALENDAR, ArrangementKind.AGREEMENT
LONG_DAYS = {"time_zone": "Etc/UTC", "week": {day: [["06:00", "22:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}
HOUR = 3600


def triaged(house: House) -> int:
    """An open incident of middling priority."""
    number = house.ticket()
    judged = Triage(kind=Kind.INCIDENT, nature=Nature.TECHNICAL, category="network/vpn", impact=2, urgency=2)
    perform(house.by("ann"), number, judged)
    return number


def put(house: House, kind: ArrangementKind, name: str, body: object, who: str = "boss", dry_run: bool = False):
    """Arrange it as somebody."""
    return arrange(house.by(who), kind, name, lambda _: body, dry_run)


def test_deadlines_follow_an_agreement(house: House) -> None:
    """A shorter target moves open tickets at once, each with an event; the doctor finds nothing to mend."""
    number = triaged(house)
    before = facts(house.store.db, number)
    put(house, CALENDAR, "long", LONG_DAYS)
    moved = put(house, AGREEMENT, "default", {"calendar": "long", "resolution": [HOUR], "first_response": [HOUR]})
    after = facts(house.store.db, number)
    assert before and after
    assert [move.ticket for move in moved] == [number]
    assert (moved[0].due_at, moved[0].becomes) == (before.due_at, after.due_at)
    assert after.due_at is not None and before.due_at is not None and after.due_at < before.due_at
    assert events(house.store.db, number)[-1].kind == "retimed"
    policy = replace(house.policy, book=book(house.store.db))
    assert list(deadlines_of(house.store.db, policy, house.at)) == []
    assert verify(house.store.db).broken is None


def test_a_rehearsal_changes_nothing(house: House) -> None:
    """The moves are told, and neither the book nor a ticket is touched."""
    number = triaged(house)
    before = facts(house.store.db, number)
    moved = put(house, AGREEMENT, "default", {"resolution": [HOUR], "first_response": [HOUR]}, dry_run=True)
    assert [move.ticket for move in moved] == [number]
    assert facts(house.store.db, number) == before
    assert arrangements(house.by("boss"), AGREEMENT) == {}


def test_a_struck_agreement_gives_deadlines_back(house: House) -> None:
    """Without time passing in between, what was arranged and struck leaves the deadline where it was."""
    number = triaged(house)
    before = facts(house.store.db, number)
    put(house, AGREEMENT, "default", {"resolution": [HOUR], "first_response": [HOUR], "retroactive": True})
    strike(house.by("boss"), AGREEMENT, "default", False)
    after = facts(house.store.db, number)
    assert before and after and abs((after.due_at or 0) - (before.due_at or 0)) < 60_000_000
    assert arrangements(house.by("boss"), AGREEMENT) == {}
    with pytest.raises(NotFound):
        strike(house.by("boss"), AGREEMENT, "default", False)


@pytest.mark.parametrize(
    ("kind", "body", "field"),
    [
        (CALENDAR, {"time_zone": "Mars/Base", "week": {"mon": [["09:00", "17:00"]]}}, "time_zone"),
        (CALENDAR, {"time_zone": "Etc/UTC", "week": {}}, "week"),
        (CALENDAR, {"time_zone": "Etc/UTC", "week": {"mon": [["17:00", "17:00"]]}}, "week.mon[0]"),
        (CALENDAR, {"time_zone": "Etc/UTC", "week": {"mon": [["09:00", "13:00"], ["12:00", "17:00"]]}}, "week.mon"),
        (CALENDAR, {"time_zone": "Etc/UTC", "open": True}, "open"),
        (AGREEMENT, {"calendar": "nowhere"}, "calendar"),
        (AGREEMENT, {"resolution": []}, "resolution"),
        (AGREEMENT, {"resolution": [0]}, "resolution[0]"),
        (AGREEMENT, {"speed": 1}, "speed"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_field(house: House, kind, body, field) -> None:
    """Nothing is stored, and the field that is wrong is named."""
    with pytest.raises(Invalid) as caught:
        put(house, kind, "x", body)
    assert caught.value.field == field
    assert arrangements(house.by("boss"), kind) == {}


def test_a_target_that_never_ends_is_refused(house: House) -> None:
    """A calendar that an agreement goes by can't lose the hours that its targets need."""
    put(house, CALENDAR, "short", {"time_zone": "Etc/UTC", "week": {"mon": [["09:00", "17:00"]]}})
    put(house, AGREEMENT, "acme", {"calendar": "short", "organisations": ["Acme"]})
    once = {"time_zone": "Etc/UTC", "shifts": {"2031-05-09": [["09:00", "10:00"]]}}
    with pytest.raises(Invalid) as caught:
        put(house, CALENDAR, "short", once)
    assert caught.value.field == "first_response"
    with pytest.raises(Refused, match="calendar_in_use"):
        strike(house.by("boss"), CALENDAR, "short", False)


def test_one_organisation_has_one_agreement(house: House) -> None:
    """A second one for the same name is refused, naming the first; blanks around it make no other name."""
    put(house, AGREEMENT, "acme", {"organisations": ["Acme"]})
    with pytest.raises(Invalid) as caught:
        put(house, AGREEMENT, "other", {"organisations": [" Acme "]})
    assert (caught.value.field, "acme" in str(caught.value.details["reason"])) == ("organisations", True)


@pytest.mark.parametrize(
    ("who", "kind", "allowed"),
    [("ann", CALENDAR, False), ("ann", AGREEMENT, False), ("lea", CALENDAR, True), ("lea", AGREEMENT, False)],
)
def test_who_may(house: House, who: str, kind: ArrangementKind, allowed: bool) -> None:
    """Leads arrange calendars, admins everything, agents nothing."""
    body = LONG_DAYS if kind is CALENDAR else {"resolution": [HOUR]}
    if allowed:
        put(house, kind, "x", body, who)
        assert list(arrangements(house.by(who), kind)) == ["x"]
    else:
        with pytest.raises(Refused, match="role_needed"):
            put(house, kind, "x", body, who)


def test_another_opening_sees_it(house: House) -> None:
    """A desk value that was made before goes by what is arranged since."""
    desk = house.by("ann")
    assert desk.policy.book.version == (0, 0)
    put(house, CALENDAR, "long", LONG_DAYS)
    assert ("calendar", "long") in desk.policy.book
    strike(house.by("boss"), CALENDAR, "long", False)
    assert ("calendar", "long") not in desk.policy.book


def test_arrangements_travel(house: House, tmp_path: Path) -> None:
    """An export holds them, and an empty desk that takes it has the same, with the same deadlines."""
    number = triaged(house)
    put(house, CALENDAR, "long", LONG_DAYS)
    put(house, AGREEMENT, "default", {"calendar": "long", "resolution": [HOUR]})
    with empty(tmp_path) as other:
        tally, left = imported(seen(other, "boss"), exported(house.by("boss")))
        assert (tally.tickets, left) == (1, [])
        assert book(other.db).texts == book(house.store.db).texts
        here, there = facts(house.store.db, number), facts(other.db, number)
        assert here and there and (here.due_at, here.terms) == (there.due_at, there.terms)
        assert verify(other.db).broken is None
