"""Items on tickets of a real desk: presets, deadlines that follow the catalogue, undo, and the way to another desk."""

from dataclasses import replace
from pathlib import Path

import pytest

from deskterm.store.read.arrangements import book
from deskterm.store.read.facts import facts
from deskterm.store.read.show import events
from deskterm.usecases.act import perform
from deskterm.usecases.arrange import arrange, strike
from deskterm.usecases.desk import Refused
from deskterm.usecases.register import register
from deskterm.usecases.undo import undo
from deskterm.usecases.whole import whole
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.checks import Invalid
from deskterm.workflow.codes import Kind
from deskterm.workflow.inputs import Amend, Register, Triage
from deskterm.workflow.values import SECOND, Reporter
from tests.doors.test_export import empty, exported, imported, seen
from tests.usecases.desks import START, House, held, whole_record

ITEM = ArrangementKind.ITEM
HOUR = 3600
BADGE = {"title": "Badge", "category": "request/equipment", "impact": 2, "urgency": 3, "resolution": 2 * HOUR}


def put(house: House, code: str, body: object, who: str = "boss", dry_run: bool = False):
    """Arrange an item as somebody."""
    return arrange(house.by(who), ITEM, code, lambda _: body, dry_run)


def triaged(house: House, item: str, **more: object) -> int:
    """A request with this item, judged by nothing else."""
    number = house.ticket("A badge for the new colleague")
    perform(house.by("ann"), number, replace(Triage(item=item), **more))  # type: ignore[arg-type]
    return number


def test_an_item_answers_what_triage_asks(house: House) -> None:
    """Kind, category, impact and urgency come from it, and the record says which were presets."""
    put(house, "request/badge", BADGE)
    number = triaged(house, "request/badge")
    ticket = held(house, number)
    assert (ticket.kind, ticket.item, ticket.category) == (Kind.REQUEST, "request/badge", "request/equipment")
    assert (ticket.impact, ticket.urgency) == (2, 3)
    assert events(house.store.db, number)[-1].data["presets"] == ["category", "impact", "urgency"]
    number = triaged(house, "request/badge", impact=3)
    assert held(house, number).impact == 3
    assert events(house.store.db, number)[-1].data["presets"] == ["category", "urgency"]
    whole_record(house)


def test_deadlines_follow_an_item(house: House) -> None:
    """Those of the tickets that have it and of no others; a rehearsal moves none."""
    put(house, "request/badge", BADGE)
    number, other = triaged(house, "request/badge"), triaged(house, "request/phone")
    before = held(house, number)
    assert [m.ticket for m in put(house, "request/badge", {**BADGE, "resolution": HOUR}, dry_run=True)] == [number]
    assert held(house, number) == before
    moved = put(house, "request/badge", {**BADGE, "resolution": HOUR})
    assert [(m.ticket, m.due_at, m.becomes) for m in moved] == [(number, before.due_at, held(house, number).due_at)]
    assert before.due_at is not None and 0 < before.due_at - (held(house, number).due_at or 0) <= HOUR * SECOND
    assert events(house.store.db, number)[-1].kind == "retimed"
    assert events(house.store.db, other)[-1].kind == "triaged"
    whole_record(house)


def test_a_struck_item_promises_nothing_any_more(house: House) -> None:
    """The target of the priority holds; the code stays on the ticket."""
    put(house, "request/badge", BADGE)
    number = triaged(house, "request/badge")
    assert [move.ticket for move in strike(house.by("lea"), ITEM, "request/badge", False)] == [number]
    assert held(house, number).item == "request/badge"
    assert whole(house.by("ann"), number).item is None
    with pytest.raises(Refused, match="item_unknown"):
        triaged(house, "request/badge")
    whole_record(house)


def test_an_agreed_date_is_the_deadline_and_is_taken_back(house: House) -> None:
    """It moves with an amendment and comes back with undo."""
    first, second = START + 9_000_000 * SECOND, START + 9_500_000 * SECOND
    number = triaged(house, "request/change", agreed_at=first)
    assert (held(house, number).agreed_at, held(house, number).due_at) == (first, first)
    perform(house.by("ann"), number, Amend(agreed_at=second))
    assert (held(house, number).agreed_at, held(house, number).due_at) == (second, second)
    undo(house.by("ann"), number)
    assert (held(house, number).agreed_at, held(house, number).due_at) == (first, first)
    perform(house.by("ann"), number, Amend(kind=Kind.INCIDENT, nature="technical", reason="it was there before"))
    ticket = held(house, number)
    assert (ticket.item, ticket.agreed_at, ticket.due_at != first) == (None, None, True)
    whole_record(house)


@pytest.mark.parametrize(
    ("code", "body", "field"),
    [
        ("request/badge", {}, "title"),
        ("request/badge", {"title": "Badge", "category": "no/such"}, "category"),
        ("request/badge", {"title": "Badge", "impact": 9}, "impact"),
        ("request/account", {"urgency": 4}, "urgency"),
        ("request/account", {"resolution": {"days": 0}}, "resolution.days"),
    ],
)
def test_what_the_desk_cannot_keep_is_refused_by_its_field(house: House, code, body, field) -> None:
    """Nothing is stored."""
    with pytest.raises(Invalid) as caught:
        put(house, code, body)
    assert caught.value.field == field
    assert book(house.store.db).texts == {}


def test_only_leads_and_admins_arrange_items(house: House) -> None:
    """An agent and an auditor do not."""
    for who in ("ann", "aud"):
        with pytest.raises(Refused):
            put(house, "request/badge", BADGE, who)
        with pytest.raises(Refused):
            strike(house.by(who), ITEM, "request/badge", False)
    put(house, "request/badge", BADGE, "lea")


def test_items_and_dates_come_along_in_an_export(house: House, tmp_path: Path) -> None:
    """An empty desk that takes it has the same facts and deadlines."""
    put(house, "request/badge", BADGE)
    numbers = [triaged(house, "request/badge"), triaged(house, "request/change", agreed_at=START + 9_000_000 * SECOND)]
    other = empty(tmp_path)
    try:
        _tally, left = imported(seen(other, "boss"), exported(house.by("boss")))
        assert left == []
        assert book(other.db).texts == book(house.store.db).texts
        for number in numbers:
            here, there = held(house, number), facts(other.db, number)
            assert there is not None
            assert (there.item, there.agreed_at, there.due_at) == (here.item, here.agreed_at, here.due_at)
    finally:
        other.close()


def test_a_request_without_an_item_is_told_which_it_may_be(house: House) -> None:
    """While it is claimed or judged to be one; an incident is not."""
    for claimed, expected in ((Kind.REQUEST, ("request/software",)), (Kind.INCIDENT, ())):
        number = house.ticket("Please install the drawing program", claimed_kind=claimed)
        assert whole(house.by("ann"), number).suggested == expected
    number = house.ticket("Please install the drawing program", claimed_kind=Kind.REQUEST)
    perform(house.by("ann"), number, Triage(item="request/software"))
    shown = whole(house.by("ann"), number)
    assert shown.suggested == () and shown.item is not None and shown.item.days == 3


ANN = Reporter(name="Ann Lee", email="ann@example.org")


def test_a_contact_is_registered_with_its_item(house: House) -> None:
    """A request is proposed, and triage without a word more takes the item's answers as presets."""
    put(house, "request/badge", BADGE)
    number = register(house.by("ann"), Register(subject="A badge", reporter=ANN, item="request/badge")).id
    assert (held(house, number).item, held(house, number).claimed_kind) == ("request/badge", Kind.REQUEST)
    whole_record(house)
    perform(house.by("ann"), number, Triage())
    ticket = held(house, number)
    assert (ticket.item, ticket.kind, ticket.category, ticket.impact) == (
        "request/badge",
        Kind.REQUEST,
        "request/equipment",
        2,
    )
    assert events(house.store.db, number)[-1].data["presets"] == ["category", "impact", "urgency"]
    whole_record(house)


def test_triage_may_find_that_it_is_no_request(house: House) -> None:
    """An incident has no item, and none of its presets answers."""
    put(house, "request/badge", BADGE)
    number = register(house.by("ann"), Register(subject="Door", reporter=ANN, item="request/badge")).id
    with pytest.raises(Refused, match="category_missing"):
        perform(house.by("ann"), number, Triage(kind=Kind.INCIDENT))
    perform(house.by("ann"), number, Triage(kind=Kind.INCIDENT, category="network/vpn", impact=3, urgency=3))
    assert held(house, number).item is None
    whole_record(house)


def test_the_date_of_an_item_is_asked_for_at_triage(house: House) -> None:
    """Also of the item that the contact was registered with."""
    number = register(house.by("ann"), Register(subject="Move", reporter=ANN, item="request/change")).id
    with pytest.raises(Refused, match="agreed_missing"):
        perform(house.by("ann"), number, Triage())
    perform(house.by("ann"), number, Triage(agreed_at=START + 100 * HOUR * SECOND))
    assert held(house, number).item == "request/change"


@pytest.mark.parametrize(
    ("entered", "code"),
    [
        (Register(subject="x", reporter=ANN, item="request/none"), "item_unknown"),
        (Register(subject="x", reporter=ANN, item="request/badge"), "item_unknown"),
        (Register(subject="x", reporter=ANN, item="request/account", claimed_kind=Kind.INCIDENT), "item_not_request"),
    ],
)
def test_an_item_that_cannot_be_asked_for_is_refused(house: House, entered: Register, code: str) -> None:
    """One that nobody knows, one that is no longer offered, one for what is said to be an incident."""
    put(house, "request/badge", {**BADGE, "offered": False})
    with pytest.raises(Refused, match=code):
        register(house.by("ann"), entered)
