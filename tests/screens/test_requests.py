"""Requests in the app: the item is chosen in the form of the facts, the likely ones first."""

from datetime import UTC, datetime

import pytest

from deskterm.usecases.act import perform
from deskterm.workflow.inputs import Triage
from deskterm.workflow.values import Kind, Status
from tests.golden.pictures import golden
from tests.screens.desks import House, terminal


def asked(house: House) -> int:
    """A triaged request without an item."""
    id = house.report("Please install the drawing program")
    perform(house.desk, id, Triage(kind=Kind.REQUEST, category="request/consultation", impact=3, urgency=3))
    return id


async def test_an_item_is_chosen_among_those_that_fit(house: House) -> None:
    """What the text speaks of stands first; the ticket shows it and the date."""
    id = asked(house)
    async with terminal(house.desk, (120, 40)) as at:
        await at.press("p", "tab", "tab", "tab", "tab")
        assert "Installation of a program (suggested)" in at.picture
        await at.press("down", "tab")
        await at.type("2031-06-09 12:00")
        await at.press("ctrl+s", "enter")
        assert "Installation of a program" in at.picture
        assert "2031-06-09 12:00" in at.picture
    ticket = house.show(id).ticket
    assert (ticket.item, ticket.category) == ("request/software", "request/consultation")
    assert ticket.agreed_at == int(datetime(2031, 6, 9, 12, tzinfo=UTC).timestamp()) * 1_000_000


async def test_an_incident_is_not_asked_for_an_item(house: House) -> None:
    """The form of its facts has no such field until the kind is another one."""
    house.triaged("Please install the drawing program", kind=Kind.INCIDENT)
    async with terminal(house.desk, (120, 40)) as at:
        await at.press("p")
        rows = at.app.screen.fields.rows  # type: ignore[attr-defined]
        assert not rows["item"].display and not rows["agreed_at"].display
        rows["kind"].value = Kind.REQUEST
        at.app.screen.fields.show_asked()  # type: ignore[attr-defined]
        assert rows["item"].display and rows["agreed_at"].display


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_deck_offers_what_the_text_asks_for(house: House, size: tuple[int, int]) -> None:
    """Three keys for a request with its item: category, impact and urgency come from it and are told as presets."""
    id = house.report("New monitor", description="Please, could I have a second monitor? I would like one.")
    async with terminal(house.desk, size) as at:
        await at.press("t", "a")
        assert "t1 Equipment" in at.picture
        await at.press("t")
        golden(at.picture, f"item_{size[0]}x{size[1]}")
        await at.press("1")
        assert "t [Equipment]" in at.picture
        assert "files it as: Request, Equipment, Request / Equipment, P4 Low" in at.picture
        await at.press("enter")
    shown = house.show(id)
    assert (shown.ticket.item, shown.ticket.category) == ("request/equipment", "request/equipment")
    assert shown.events[-1].data["presets"] == ["category", "impact", "urgency"]


async def test_the_deck_asks_for_the_date_of_an_item_that_needs_one(house: House) -> None:
    """Filing asks; what is no moment stays to be mended, esc files nothing."""
    id = house.report("Server move")
    async with terminal(house.desk) as at:
        await at.press("t", "a", "t")
        digit = next(d for d, code in at.app.screen.judging.offered.items() if code == "request/change")  # type: ignore[attr-defined]
        await at.press(digit)
        assert "Still to be answered: agreed for." in at.picture
        await at.press("enter", "escape", "enter")
        assert house.show(id).ticket.status is Status.NEW
        await at.type("soon")
        await at.press("enter")
        assert "!!" in at.picture
        await at.press("ctrl+u")
        await at.type("2031-06-09 12:00")
        await at.press("enter")
    ticket = house.show(id).ticket
    assert (ticket.item, ticket.status) == ("request/change", Status.OPEN)
    assert ticket.agreed_at == int(datetime(2031, 6, 9, 12, tzinfo=UTC).timestamp()) * 1_000_000


async def test_a_contact_in_the_form_may_have_an_item(house: House) -> None:
    """It is asked for once the reporter wants something."""
    async with terminal(house.desk, (120, 40)) as at:
        await at.press("plus")
        rows = at.app.screen.fields.rows  # type: ignore[attr-defined]
        assert not rows["item"].display
        rows["subject"].value, rows["reporter"].value = "A phone", "Ann <ann@example.org>"
        rows["claimed_kind"].value = Kind.REQUEST
        at.app.screen.fields.show_asked()  # type: ignore[attr-defined]
        assert rows["item"].display
        rows["item"].value = "request/phone"
        await at.press("ctrl+s")
    assert house.show(1).ticket.item == "request/phone"
