"""Requests in the app: the item is chosen in the form of the facts, the likely ones first."""

from datetime import UTC, datetime

from deskterm.usecases.act import perform
from deskterm.workflow.inputs import Triage
from deskterm.workflow.values import Kind
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
