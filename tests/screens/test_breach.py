"""A breach of personal data in the app: marked, described, decided on and reported from the palette."""

from deskterm.workflow.values import Act, Decision, Kind
from tests.screens.desks import House, terminal


async def test_a_breach_is_worked_through_its_forms(house: House) -> None:
    """Each form is sent from the ticket; what it holds now stands in it the next time, and the pane shows it."""
    id = house.triaged("List sent", kind=Kind.INCIDENT)
    async with terminal(house.desk, (120, 40)) as at:
        at.app.open_ticket(id)
        await at.rest()
        at.app.start_act(Act.BREACH, id)
        await at.rest()
        assert "72 hours to tell the authority" in at.picture
        await at.type("a list went out")
        await at.press("ctrl+s")
        assert "PERSONAL DATA" in at.picture and "RESTRICTED" in at.picture
        at.app.start_act(Act.BREACH_FACTS, id)
        await at.rest()
        await at.type("disclosed by mail")
        for _ in range(4):
            await at.press("tab")
        await at.type("many")
        await at.press("ctrl+s")
        assert "A whole number is expected." in at.picture
        await at.press(*["backspace"] * 4)
        await at.type("1200")
        await at.press("ctrl+s")
        assert "disclosed by mail" in at.picture and "1200" in at.picture
        at.app.start_act(Act.BREACH_DECIDE, id)
        await at.rest()
        await at.press("4", "tab")
        await at.type("nobody could read it")
        await at.press("ctrl+s")
        at.app.start_act(Act.BREACH_REPORT, id)
        await at.rest()
        await at.press("tab", "tab")
        await at.type("AZ-1")
        await at.press("ctrl+s")
        assert "AZ-1" in at.picture
    shown = house.show(id)
    assert (shown.ticket.breach_nature, shown.ticket.people_concerned) == ("disclosed by mail", 1200)
    assert [e.data["decided"] for e in shown.events if e.kind == "breach_decided"] == [Decision.NOT_NOTIFY]
    assert (shown.ticket.report_reference, shown.ticket.reported_at is not None) == ("AZ-1", True)
