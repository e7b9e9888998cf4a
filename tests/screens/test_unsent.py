"""The list of what was not sent: offered at the start, gone on with, copied, thrown away after a question."""

import asyncio
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

from deskterm.screens.dialogs.unsent import Unsent
from deskterm.screens.forms.form import Form
from deskterm.usecases.act import perform
from deskterm.usecases.drafts import Journal
from deskterm.usecases.link import merge
from deskterm.workflow.inputs import Restrict
from tests.screens.desks import House, terminal


async def write_and_quit(house: House, state: Path, key: str, text: str) -> None:
    """Begin a text on the ticket under the cursor and quit without sending it."""
    async with terminal(house.desk, state=state) as at:
        await at.press(key)
        await at.type(text)
        await at.press("ctrl+q")
        assert "Quit; the next start offers it" in at.picture
        await at.press("q")


def ended(house: House, state: Path) -> None:
    """The process that wrote the texts is no longer there."""
    journal = Journal(house.desk, state)
    with journal.live.writing(patience=1, durable=True) as db:
        for id, body in db.all("SELECT id, body FROM live_draft"):
            body = body.replace(journal.process or "", "999999999.1")
            db.run("UPDATE live_draft SET body = :body WHERE id = :id", {"id": id, "body": body})
    journal.close()


async def test_the_next_start_offers_what_was_not_sent(house: House, tmp_path: Path) -> None:
    """Enter goes on with it in its form, with its fields as they were; sent, it is offered no more."""
    id = house.triaged("VPN")
    await write_and_quit(house, tmp_path, "c", "dear Ann")
    ended(house, tmp_path)
    async with terminal(house.desk, state=tmp_path) as at:
        assert isinstance(at.app.screen, Unsent)
        assert "DT-1 Reply: dear Ann" in at.picture
        await at.press("enter")
        assert isinstance(at.app.screen, Form)
        assert at.app.screen.spec.public
        await at.type(", hello")
        await at.press("ctrl+s")
    assert house.show(id).thread[-1].body == "dear Ann, hello"
    async with terminal(house.desk, state=tmp_path) as at:
        assert not isinstance(at.app.screen, Unsent)


async def test_what_is_being_sent_is_kept_as_such(house: House, tmp_path: Path) -> None:
    """The look half a second after the last key does not replace it by a text that nobody has sent."""
    house.triaged("VPN")
    lock = sqlite3.connect(house.desk.store.location.path, isolation_level=None)
    async with terminal(house.desk, state=tmp_path) as at:
        await at.press("i")
        await at.type("noted")
        lock.execute("BEGIN IMMEDIATE")
        await at.pilot.press("ctrl+s")
        form = at.app.screen
        assert isinstance(form, Form)
        assert form.sending
        at.app.drafts.write(form)
        while not (kept := list(tmp_path.rglob("*.draft"))):
            await asyncio.sleep(0.02)
        assert json.loads(kept[0].read_bytes())["called"] == "note"
        lock.execute("ROLLBACK")
        lock.close()
        await at.settle()
    assert list(tmp_path.rglob("*.draft")) == []


async def test_a_text_is_thrown_away_after_a_question(house: House, tmp_path: Path) -> None:
    """Esc leaves it for later; the palette's command brings the list back; d asks first."""
    house.triaged("VPN")
    await write_and_quit(house, tmp_path, "i", "noted")
    ended(house, tmp_path)
    async with terminal(house.desk, state=tmp_path) as at:
        await at.press("escape", "q")
        assert at.app._exit, "what was left for later is not asked for again"
    async with terminal(house.desk, state=tmp_path) as at:
        await at.press("y")
        assert "Copied: DT-1 " in at.message
        assert at.app.clipboard == "noted"
        await at.press("d", "k")
        assert isinstance(at.app.screen, Unsent)
        await at.press("d", "d")
        assert at.message == "Discarded."
    async with terminal(house.desk, state=tmp_path) as at:
        await at.press("colon")
        await at.type("not sent")
        await at.press("enter")
        assert at.message == "There is no unsent text."


async def test_what_others_do_to_its_ticket_leaves_a_text_alone(house: House, tmp_path: Path) -> None:
    """Merged meanwhile: the text is there; out of sight: it can be copied, and nothing of the ticket is shown."""
    first, id = house.triaged("secret subject"), house.triaged("VPN", urgency=1)
    await write_and_quit(house, tmp_path, "i", "my words")
    ended(house, tmp_path)
    merge(house.desk, id, first)
    async with terminal(house.desk, state=tmp_path) as at:
        await at.press("enter")
        assert "my words" in at.picture
        await at.press("escape", "k")
    hidden = house.triaged("VPN of a colleague")
    perform(house.desk, hidden, Restrict(about="boris", reason="private"))
    boris = house.seen_by("boris")
    (draft,) = Journal(house.desk, tmp_path).left()
    journal = Journal(boris, tmp_path)
    journal.keep(journal.signed(replace(draft, id="f" * 16, tickets=(hidden,)), aside=True))
    journal.close()
    async with terminal(boris, state=tmp_path) as at:
        assert "my words" in at.picture
        await at.press("enter")
        assert "can't be shown to you any more" in at.message
        assert "VPN" not in at.message
