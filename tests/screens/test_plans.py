"""Response plans in the app: started from the command palette, with their steps and who is told next on the page."""

from deskterm.usecases.act import perform, ticket_for
from deskterm.usecases.plans import set_plan
from deskterm.workflow.inputs import StartPlan
from deskterm.workflow.shipped_plans import SHIPPED
from deskterm.workflow.values import Act, Change, Kind
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


async def test_who_is_to_be_called_stands_above_the_ticket_until_somebody_has(house: House) -> None:
    """Named with their number on every part of the page; not reached, the next one stands there; then it is gone."""
    contacts = [{"name": "Ada Example", "phone": "+1 202 555 0101"}, {"name": "Eva Example", "email": "e@example.org"}]
    set_plan(house.desk, "malware", lambda _: {**SHIPPED["malware"], "title": "Malware", "contacts": contacts}, False)
    id = house.triaged("Trojan", kind=Kind.INCIDENT)
    perform(house.desk, id, StartPlan(plan="malware"))
    with house.desk.store.writing() as writer:
        ticket = ticket_for(writer.db, house.desk, id)
        step = {"target": "resolution", "cycle": ticket.cycle_at, "percent": 50, "to": (), "plan": "malware"}
        told = Change(act=None, event="target_passed", data={**step, "places": (1,), "outside": (1,)})
        writer.apply(ticket, told, by="desk", now=house.desk.now())
    async with terminal(house.desk, (80, 24)) as at:
        at.app.open_ticket(id)
        await at.rest()
        assert "!! Call Ada Example +1 202 555 0101 now (malware/1): 50 %" in at.picture
        await at.press("G")
        assert "Call Ada Example" in at.picture
        at.app.start_act(Act.CALL, id)
        await at.rest()
        await at.press("tab", "2", "tab")
        await at.type("voice mail")
        await at.press("ctrl+s")
        assert "!! Write to Eva Example e@example.org now (malware/2)" in at.picture
        at.app.start_act(Act.CALL, id)
        await at.rest()
        await at.press("tab", "1", "ctrl+s")
        assert "Eva Example e@example.org now" not in at.picture
    assert [each.kind for each in house.show(id).events][-2:] == ["call_made", "call_made"]
    assert house.show(id).ticket.calls == ()
