"""Whom to assign to, in the desk's order and words; the palette's next ticket."""

from deskterm.usecases.assign import assign
from deskterm.usecases.duty import set_duty
from deskterm.workflow.values import Kind, Status
from tests.screens.desks import House, terminal

NEXT_YEAR = {"absences": [["2031-01-01T00:00Z", "2032-01-01T00:00Z"]]}


async def test_people_are_listed_as_the_desk_suggests_them(house: House) -> None:
    """Who has least to do comes first, who is off duty after them, who works elsewhere last; each says why."""
    busy, id = house.triaged("Mailbox"), house.triaged("VPN")
    assign(house.desk, busy, "anna")
    async with terminal(house.desk) as at:
        while at.app.screen.targets() != [id]:  # type: ignore[attr-defined]
            await at.press("j")
        await at.press("A")
        lines = [line for line in at.picture.splitlines() if any(n in line for n in ("boris  ", "anna  ", "chai  "))]
        assert [next(n for n in ("boris", "anna", "chai") if f"{n}  " in line) for line in lines[-3:]] == [
            "boris",
            "anna",
            "chai",
        ]
        assert "boris  on duty; nothing open" in at.picture
        assert "anna  on duty; load 1; last given one 09:00" in at.picture
        await at.press("enter")
        assert house.show(id).ticket.assignee == "boris"


async def test_who_is_off_duty_is_listed_after_who_is_there(house: House) -> None:
    """With the moment from which on they are."""
    house.triaged("VPN")
    set_duty(house.desk, "anna", lambda _: NEXT_YEAR)
    async with terminal(house.desk) as at:
        await at.press("A")
        assert at.picture.index("boris  on duty") < at.picture.index("anna  on duty from 2032-01-01")


async def test_the_palette_takes_the_next_ticket_and_says_why(house: House) -> None:
    """It is taken, opened, and the message line tells the reason; once more it is what to go on with."""
    house.triaged("Rights", impact=3, urgency=3)
    high = house.triaged("All is dark", kind=Kind.INCIDENT, impact=1, urgency=1)
    async with terminal(house.seen_by("boris")) as at:
        await at.press("colon")
        await at.type("my next")
        await at.press("enter")
        await at.settle()
        ticket = house.show(high).ticket
        assert (ticket.assignee, ticket.status) == ("boris", Status.IN_PROGRESS)
        assert "All is dark" in at.picture
        assert at.message.startswith(f"DT-{high} is yours now: nobody has it on L1; priority P1; ")
        depth = len(at.app.screen_stack)
        await at.press("colon")
        await at.type("my next")
        await at.press("enter")
        await at.settle()
        assert at.message.startswith(f"DT-{high} comes next: it is yours; ")
        assert len(at.app.screen_stack) == depth


async def test_nothing_to_take_is_said(house: House) -> None:
    """A sentence, and no ticket is opened."""
    async with terminal(house.seen_by("boris")) as at:
        await at.press("colon")
        await at.type("my next")
        await at.press("enter")
        await at.settle()
        assert at.message.startswith("Nothing is left to do")
