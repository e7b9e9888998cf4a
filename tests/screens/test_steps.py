"""Steps of a request in the app: seen on the ticket, ticked and waived in their list, where a refused close leads."""

from deskterm.usecases.act import perform
from deskterm.usecases.resolve import resolve
from deskterm.workflow.inputs import Resolve, Triage, Verify
from deskterm.workflow.values import ResolutionCode, Status, StepState
from tests.screens.desks import House, terminal


def asked(house: House) -> int:
    """A request whose item has two steps."""
    id = house.report("Please install the drawing program")
    perform(house.desk, id, Triage(item="request/software"))
    return id


def states(house: House, id: int) -> list[StepState]:
    """What became of the steps."""
    return [step.state for step in house.show(id).ticket.steps]


async def test_steps_are_ticked_and_waived(house: House) -> None:
    """`o` lists them, by its place on a Russian keyboard too; enter does one, `w` asks why one is left out."""
    id = asked(house)
    async with terminal(house.desk, (100, 50)) as at:
        await at.press("enter")
        assert "2 of 2 open" in at.picture
        await at.press("щ", "enter")
        assert states(house, id) == [StepState.DONE, StepState.OPEN]
        assert "[x] Check the licence" in at.picture
        await at.press("w")
        await at.type("known")
        await at.press("enter")
        assert states(house, id) == [StepState.DONE, StepState.WAIVED]
        await at.press("enter")
        assert "is waived already, by anna" in at.message
        await at.press("escape")
        assert "0 of 2 open" in at.picture and "[-] Install the program" in at.picture
        await at.press("u")
        assert "1 of 2 open" in at.picture


async def test_a_refused_close_leads_to_the_steps(house: House) -> None:
    """The checklist names each open step; enter lists them, and with the last one done the ticket can be closed."""
    id = asked(house)
    resolve(house.desk, id, Resolve(code=ResolutionCode.FULFILLED, solution="installed"))
    perform(house.desk, id, Verify(how="she draws"))
    async with terminal(house.desk, (100, 40)) as at:
        at.app.open_ticket(id)
        await at.rest()
        await at.press("x")
        assert "request/software/1 Check the licence" in at.picture
        await at.press("enter", "enter", "enter", "escape")
        assert states(house, id) == [StepState.DONE] * 2
        await at.press("enter")
    assert house.show(id).ticket.status is Status.CLOSED


async def test_without_steps_the_key_says_so(house: House) -> None:
    """On a ticket without steps it is dimmed; pressed, it tells why."""
    house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.press("enter", "o")
        assert "no steps of a plan" in at.message
