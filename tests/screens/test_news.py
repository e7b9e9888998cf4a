"""A reply is checked for news before it is sent: what was said meanwhile is told, and its author decides."""

import pytest

from deskterm.usecases.act import perform
from deskterm.usecases.assign import hear
from deskterm.workflow.inputs import Note, Reply
from tests.screens.desks import House, Terminal, terminal


async def write(at: Terminal, text: str) -> None:
    """A reply to the ticket under the cursor."""
    await at.press("c")
    await at.type(text)


@pytest.mark.parametrize("who", ["requester", "colleague"])
async def test_what_was_said_meanwhile_is_told(house: House, who: str) -> None:
    """The requester's message, or a colleague's reply; sent all the same it goes out once, and is not asked again."""
    id = house.triaged("VPN")
    async with terminal(house.desk) as at:
        await write(at, "try again")
        if who == "requester":
            hear(house.seen_by("boris"), id, "it works now")
        else:
            perform(house.seen_by("boris"), id, Reply(text="it works now"))
        await at.press("ctrl+s")
        assert "while you were writing" in at.picture
        assert len(house.show(id).thread) == 1
        await at.press("s")
    assert [note.body for note in house.show(id).thread] == ["it works now", "try again"]


async def test_to_look_first_keeps_the_text(house: House) -> None:
    """The ticket is shown with what is new; the key of the reply brings the text back, and it is not asked again."""
    id = house.triaged("VPN")
    async with terminal(house.desk) as at:
        await write(at, "try again")
        hear(house.seen_by("boris"), id, "it works now")
        await at.press("ctrl+s", "l")
        assert "it works now" in at.picture
        assert "Not sent: " in at.picture
        house.clock.at += 1
        await at.press("c")
        assert "try again" in at.picture
        await at.press("ctrl+s")
        assert "while you were writing" not in at.picture
    assert [note.body for note in house.show(id).thread] == ["it works now", "try again"]


async def test_an_internal_note_is_no_news(house: House) -> None:
    """Nor is one's own reply from another terminal."""
    id = house.triaged("VPN")
    async with terminal(house.desk) as at:
        await write(at, "try again")
        perform(house.seen_by("boris"), id, Note(text="internal"))
        perform(house.desk, id, Reply(text="mine"))
        await at.press("ctrl+s")
    assert [note.body for note in house.show(id).thread] == ["internal", "mine", "try again"]
