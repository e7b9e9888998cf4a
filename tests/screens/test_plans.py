"""Response plans in the app: started from the command palette, with their steps and who is told next on the page."""

from deskterm.workflow.values import Kind
from tests.screens.desks import House, terminal


async def test_a_plan_is_started_from_the_palette(house: House) -> None:
    """Plans that the ticket has not are offered; the steps and the next telling stand on the ticket then."""
    id = house.triaged("VPN")
    async with terminal(house.desk, (120, 60)) as at:
        at.app.open_ticket(id)
        await at.rest()
        await at.press("colon")
        await at.type("response plan")
        await at.press("enter")
        assert "Malware" in at.picture and "Major incident" in at.picture
        await at.type("malware")
        await at.press("enter", "ctrl+s")
        assert house.show(id).ticket.plans == {"malware"}
        assert "5 of 5 open" in at.picture and "Take the machine off the network" in at.picture
        await at.press("u")
        assert house.show(id).ticket.plans == frozenset()


async def test_whom_a_chain_tells_next_stands_with_the_clocks(house: House) -> None:
    """A P1 has a plan of its own by itself, whose contacts are the leads."""
    id = house.triaged("All dark", kind=Kind.INCIDENT, impact=1, urgency=1)
    async with terminal(house.desk, (120, 80)) as at:
        at.app.open_ticket(id)
        await at.rest()
        assert "Told next" in at.picture and "P1 incident)" in at.picture
