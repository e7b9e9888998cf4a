"""What a person does at the queue, from key to store."""

import pytest

from deskterm.workflow.values import Kind, NoteKind, ResolutionCode, Status
from tests.screens.desks import House, terminal

FEW = 14
"""Keys beside the text typed that a simple request may take from hand to closed."""


async def test_a_simple_request_takes_few_keys(house: House) -> None:
    """Take, note, resolve, verify and close cost at most fourteen keys beside the texts."""
    id = house.triaged("More rights on the file server")
    async with terminal(house.desk) as at:
        await at.press("a", "i")
        await at.type("asked the owner")
        await at.press("ctrl+s", "s")
        await at.type("granted")
        await at.press("ctrl+s", "v")
        await at.type("Ann confirms")
        await at.press("ctrl+s")
        assert house.show(id).ticket.verified, at.picture
        await at.press("x")
        assert at.pressed <= FEW
    ticket = house.show(id).ticket
    assert (ticket.status, ticket.resolution_code, ticket.assignee) == (Status.CLOSED, ResolutionCode.FULFILLED, "anna")


async def test_tab_changes_the_kind_of_a_note(house: House) -> None:
    """Tab in an empty note makes it a step; with a text, tab goes on to its outcome."""
    id = house.triaged("VPN", kind=Kind.INCIDENT)
    async with terminal(house.desk) as at:
        await at.press("i", "tab")
        await at.type("restarted")
        await at.press("tab")
        await at.type("no change")
        await at.press("ctrl+s")
    entry = house.show(id).thread[-1]
    assert (entry.kind, entry.body, entry.outcome) == (NoteKind.STEP, "restarted", "no change")


async def test_undo_takes_back_the_last_act_though_its_ticket_has_left_the_list(house: House) -> None:
    """`u` needs no cursor on the ticket."""
    id = house.triaged("Chair")
    house.triaged("Desk")
    async with terminal(house.desk) as at:
        await at.press("X")
        await at.type("asked twice")
        await at.press("ctrl+s")
        assert house.show(id).ticket.status is Status.CANCELLED
        await at.press("u")
        assert "taken back" in at.message
    assert house.show(id).ticket.status is Status.OPEN


async def test_marked_tickets_are_acted_on_together(house: House) -> None:
    """An act on marks runs for each and sums up what was not done."""
    first, second, third = house.triaged("One"), house.triaged("Two"), house.report("Three")
    async with terminal(house.desk) as at:
        await at.press("asterisk", "a")
        assert "2 tickets: taken. 1 was not." in at.picture
        assert "DT-3" in at.picture
        assert "Nobody has triaged" in at.picture
        await at.press("escape")
    assert [house.show(id).ticket.assignee for id in (first, second, third)] == ["anna", "anna", None]


async def test_repeat_does_the_last_change_on_the_next_ticket(house: House) -> None:
    """A full stop needs no form."""
    ids = [house.triaged(f"Ticket {n}") for n in range(3)]
    async with terminal(house.desk) as at:
        await at.press("i")
        await at.type("same cause")
        await at.press("ctrl+s", "full_stop", "full_stop")
    assert [house.show(id).thread[-1].body for id in ids] == ["same cause"] * 3


async def test_a_dimmed_key_says_why(house: House) -> None:
    """A barred act does not start; the message line names the bar."""
    house.triaged("VPN")
    async with terminal(house.desk) as at:
        assert "(x close)" in at.app.screen.hints().__repr__() or not all(h.open for h in at.app.screen.hints())  # type: ignore[attr-defined]
        await at.press("v")
        assert at.message == "The ticket is not resolved yet. Resolve it first."


async def test_a_new_ticket_is_registered(house: House) -> None:
    """Subject and reporter are enough; the number is said."""
    async with terminal(house.desk) as at:
        await at.press("plus")
        await at.type("Printer smokes")
        await at.press("enter")
        await at.type("Dan <dan@example.org>")
        await at.press("ctrl+s")
        assert at.message == "DT-1 is registered."
        assert "Printer smokes" in at.picture
    shown = house.show(1)
    assert shown.ticket.reporter is not None
    assert shown.ticket.reporter.email == "dan@example.org"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_sheet_of_a_form_keeps_its_keys_in_sight(house: House, size: tuple[int, int]) -> None:
    """However many fields a form has, its last line names the key that sends."""
    house.triaged("VPN", kind=Kind.INCIDENT)
    async with terminal(house.desk, size) as at:
        for key in ("plus", "p", "d", "s", "e", "w", "c", "A", "l"):
            await at.press(key)
            assert "ctrl+s" in at.picture.splitlines()[-1], (key, at.picture)
            await at.press("escape")
