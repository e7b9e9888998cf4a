"""What the last lines say: where a ticket went, whose it is now, what can be taken back, and nothing that is over."""

import pytest

from deskterm.store.errors import StoreError
from deskterm.usecases import look
from deskterm.usecases.act import perform
from deskterm.workflow.inputs import Take
from deskterm.workflow.values import Kind, Status
from tests.screens.desks import House, terminal


async def test_an_act_says_whose_the_ticket_is_now(house: House) -> None:
    """Taken by me, assigned to a colleague, released to its line."""
    house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.press("a")
        assert at.message == "DT-1: taken, it is yours. u takes it back."
        await at.press("A")
        await at.type("boris")
        await at.press("ctrl+s")
        assert at.message == "DT-1: assigned to boris. u takes it back."
        await at.press("A")
        await at.type("nobody")
        await at.press("ctrl+s")
        assert at.message == "DT-1: released to the queue of its line. u takes it back."


async def test_an_act_says_where_the_ticket_went(house: House) -> None:
    """Escalated up, handed back down, waiting until when."""
    house.triaged("A mailbox", impact=1, urgency=1)
    async with terminal(house.desk) as at:
        await at.press("e", "1", "tab", "1", "tab")
        await at.type("needs hands")
        await at.press("ctrl+s")
        assert at.message == "DT-1: escalated to L2. u takes it back."
        await at.press("w", "2", "tab")
        await at.type("3h")
        await at.press("ctrl+s")
        assert at.message == "DT-1: set to wait until 12:00. u takes it back."


async def test_an_act_says_which_other_ticket_it_ties(house: House) -> None:
    """Linked to, merged into."""
    house.triaged("One")
    house.triaged("Two")
    async with terminal(house.desk) as at:
        await at.press("l")
        await at.type("2")
        await at.press("ctrl+s")
        assert at.message == "DT-1: linked to DT-2. u takes it back."


async def test_u_takes_back_a_change_of_several_at_once(house: House) -> None:
    """What one key did to all marked tickets, one key takes back, once."""
    for n in range(3):
        house.triaged(f"Ticket {n}")
    async with terminal(house.desk) as at:
        await at.press("*", "a")
        assert at.message == "3 tickets: taken. u takes them back."
        await at.press("u")
        assert at.message == "3 tickets: taken back."
        assert {house.show(id).ticket.status for id in (1, 2, 3)} == {Status.OPEN}


async def test_u_after_a_later_act_takes_back_that_one_only(house: House) -> None:
    """A change of several is whole only while it is the last."""
    for n in range(2):
        house.triaged(f"Ticket {n}")
    async with terminal(house.desk) as at:
        await at.press("*", "a", "escape", "p")
        at.app.screen.fields.rows["subject"].value = "Another"  # type: ignore[attr-defined]
        await at.press("ctrl+s", "u")
        assert "taken back: Amend" in at.message
    assert {house.show(id).ticket.status for id in (1, 2)} == {Status.IN_PROGRESS}


async def test_nothing_done_to_several_is_said_as_nothing(house: House) -> None:
    """No "0 tickets: taken"."""
    house.report("One")
    house.report("Two")
    async with terminal(house.desk) as at:
        await at.press("*", "a")
        assert "Take: not done for 2 tickets." in at.picture


async def test_the_place_counts_a_held_ticket(house: House) -> None:
    """A ticket that has left the view and is still shown is one of the list: never 2 of 1."""
    house.triaged("One")
    house.triaged("Two")
    async with terminal(house.desk) as at:
        await at.press("3", "G", "a")
        await at.rest()
        assert at.picture.splitlines()[-2].endswith("2/2")


async def test_a_bad_query_stays_to_be_mended(house: House) -> None:
    """The prompt stays open with the whole sentence below it, and what was typed in it."""
    house.triaged("One", kind=Kind.INCIDENT)
    async with terminal(house.desk) as at:
        await at.press("slash")
        await at.type("nope:x")
        await at.press("enter")
        assert "nope:x" in at.picture
        assert "view, text" in at.picture
        await at.press(*["backspace"] * 6)
        await at.type("one")
        await at.press("enter")
        assert "/one" in at.picture


async def test_another_list_ends_an_old_complaint(house: House) -> None:
    """What was said of a search that found nothing goes with the next view."""
    house.triaged("One")
    async with terminal(house.desk) as at:
        await at.press("slash")
        await at.type("zebra")
        await at.press("enter")
        assert "Nothing found" in at.message
        await at.press("escape")
        assert at.message == ""


async def test_a_choice_alone_is_left_without_a_question(house: House) -> None:
    """Only what was typed is worth asking about."""
    house.triaged("VPN")
    perform(house.desk, 1, Take())
    async with terminal(house.desk) as at:
        await at.press("w", "2", "escape")
        assert "This is not sent yet." not in at.picture
        await at.press("i", "tab", "escape")
        assert len(at.app.screen_stack) == 1


async def test_a_long_message_takes_the_lines_it_needs(house: House) -> None:
    """Nothing of what was said is cut off; the list gives the line back when it is over."""
    for n in range(40):
        house.triaged(f"Ticket {n}")
    words = " ".join(f"word{n}" for n in range(20))
    async with terminal(house.desk) as at:
        at.app.say(words, "error")
        await at.settle()
        lines = at.picture.splitlines()
        assert lines[-3].startswith("!! word0") and "word19" in lines[-2]
        at.app.say("done")
        await at.settle()
        assert "DT-21" in at.picture.splitlines()[-3]


async def test_a_desk_that_cannot_be_read_takes_nothing_off_the_screen(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app says why and goes on showing what it has; when the desk is back, so is the rest."""
    for n in range(3):
        house.triaged(f"Ticket {n}")

    def fail(*args: object, **more: object) -> None:
        raise StoreError("busy", where="desk.db")

    async with terminal(house.desk, (120, 40)) as at:
        with monkeypatch.context() as patch:
            for name in ("page", "count", "show", "head", "changed", "row", "find", "view_counts"):
                patch.setattr(look, name, fail)
            perform(house.seen_by("boris"), 1, Take())
            await at.press("r", "j")
            at.app.watch_desk()
            await at.rest()
            assert "Somebody else is writing to desk.db" in at.message
            assert "Ticket 0" in at.picture and "Ticket 2" in at.picture
        await at.press("r", "j")
        await at.rest()
        assert "boris" in at.picture


async def test_zooming_the_deck_tells_the_place_anew(house: House) -> None:
    """What fits when the questions are hidden is not said to be longer than the screen."""
    house.report("One", description="\n".join(f"line {n}" for n in range(12)))
    async with terminal(house.desk) as at:
        await at.press("t")
        await at.settle()
        assert " of 1" in at.picture.splitlines()[-2]
        await at.press("z")
        await at.settle()
        assert " of 1" not in at.picture.splitlines()[-2]


async def test_a_terminal_that_is_too_small_shows_one_sentence_only(house: House) -> None:
    """Nothing of the screen below shines through, and it comes back as it was."""
    house.triaged("VPN drops")
    async with terminal(house.desk) as at:
        await at.press("i")
        await at.type("half a tho")
        await at.pilot.resize_terminal(60, 15)
        await at.settle()
        assert at.picture.strip() == "deskterm needs 80 x 24 cells. Make the window larger."
        await at.pilot.resize_terminal(80, 24)
        await at.settle()
        await at.type("ught")
        assert "half a thought" in at.picture


async def test_a_discarded_draft_is_not_said_to_be_kept(house: House) -> None:
    """The last line tells what became of it last."""
    house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.press("i")
        await at.type("no")
        await at.press("escape", "k", "i", "escape", "d")
        assert at.message == "Discarded."


async def test_the_palette_finds_a_command_by_its_id_too(house: House) -> None:
    """The id by which a key is remapped is a word for it; what is not there is said in words."""
    house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.press("colon")
        await at.type("theme")
        assert "Change between dark and light" in at.picture
        await at.type("zz")
        assert "Nothing found." in at.picture
