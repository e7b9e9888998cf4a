"""Forms never lose a text, say what is wrong at its field, and come back from every refusal."""

import stat
from pathlib import Path

import pytest

from deskterm.store.read.facts import facts
from deskterm.usecases.act import perform
from deskterm.workflow.inputs import Amend, Note
from deskterm.workflow.values import Kind, NoteKind, Status
from tests.screens.desks import House, terminal


async def test_an_unsent_text_is_asked_for_and_kept(house: House) -> None:
    """Esc offers a draft; the same key brings it back and it can be sent."""
    id = house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.press("i")
        await at.type("half a tho")
        await at.press("escape")
        assert "Keep it as a draft" in at.picture
        await at.press("k")
        assert house.show(id).thread == ()
        await at.press("i")
        assert "half a tho" in at.picture
        await at.type("ught")
        await at.press("ctrl+s")
        assert at.app.drafts.kept == {}
    assert house.show(id).thread[-1].body == "half a thought"


async def test_a_discarded_text_is_gone(house: House) -> None:
    """Discarding is a choice of its own; going on is another."""
    house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.press("i")
        await at.type("no")
        await at.press("escape", "g")
        assert "no" in at.picture
        await at.press("escape", "d", "i")
        assert at.app.screen.unsent is False  # type: ignore[attr-defined]


async def test_quitting_asks_while_a_text_is_unsent(house: House) -> None:
    """Drafts and open forms both hold the app back, ctrl+q included."""
    house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.press("i")
        await at.type("x")
        await at.press("ctrl+q")
        assert "1 text is not sent." in at.picture
        await at.press("s", "escape", "k", "q")
        assert "1 text is not sent." in at.picture
        await at.press("q")
        assert at.app._exit


async def test_what_is_malformed_is_said_at_its_field(house: House) -> None:
    """A time that is none keeps the form open with a sentence below the field."""
    house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.press("w", "2", "tab")
        await at.type("soonish")
        await at.press("ctrl+s")
        assert "!! A time looks like 2h" in at.picture
        await at.press(*["backspace"] * 7)
        await at.type("3d")
        await at.press("ctrl+s")
    assert house.show(1).ticket.status is Status.WAITING


async def test_a_missing_field_of_the_form_itself_needs_no_dialog(house: House) -> None:
    """When every point is mended in the form that is open, the points stand at their fields."""
    house.triaged("VPN", kind=Kind.INCIDENT)
    async with terminal(house.desk, (80, 30)) as at:
        await at.press("s", "ctrl+s")
        for sentence in ("Write the solution.", "Say what caused it", "Write the measures"):
            assert sentence in at.picture


async def test_a_refusal_is_worked_through_point_by_point(house: House) -> None:
    """The checklist names all unmet points, jumps to what mends each, ticks it off, and goes back with the text."""
    id = house.triaged("VPN", kind=Kind.INCIDENT, impact=2, urgency=2)
    async with terminal(house.desk) as at:
        await at.press("e", "tab", "1", "tab")
        await at.type("it needs a network engineer")
        await at.press("ctrl+s")
        assert at.picture.count("[ ]") == 7
        await at.press("enter")
        for answer in ("drops", "one", "client", "-", "-", "-"):
            await at.type(answer)
            await at.press("tab")
        await at.press("ctrl+s")
        assert at.picture.count("[x]") == 6
        await at.press("enter")
        await at.type("reinstalled")
        await at.press("tab")
        await at.type("no change")
        await at.press("ctrl+s")
        assert "All points are met" in at.picture
        await at.press("enter")
    ticket = house.show(id).ticket
    assert (ticket.line, ticket.status, ticket.steps_settled) == (2, Status.OPEN, 1)
    assert house.show(id).events[-1].texts["summary"] == "it needs a network engineer"


async def test_an_act_without_a_form_is_mended_from_its_checklist(house: House) -> None:
    """Closing what nobody has verified leads to the verification, and back to closing."""
    id = house.triaged("Rights")
    async with terminal(house.desk) as at:
        await at.press("a", "s")
        await at.type("given")
        await at.press("ctrl+s", "x")
        assert "Nobody has verified" in at.picture
        await at.press("enter")
        await at.type("Ann says so")
        await at.press("ctrl+s")
        assert "All points are met. Now: Close" in at.picture
        await at.press("enter")
    assert house.show(id).ticket.status is Status.CLOSED


async def test_two_people_never_overwrite_each_other(house: House) -> None:
    """Both values are shown; mine goes through only when I say so again."""
    id = house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.press("p")
        perform(house.seen_by("boris"), id, Amend(subject="VPN of the branch office"))
        form = at.app.screen
        form.fields.rows["subject"].value = "VPN at home"  # type: ignore[attr-defined]
        await at.press("ctrl+s")
        picture = at.picture
        assert "VPN of the branch office" in picture
        assert "VPN at home" in picture
        assert "boris" in picture
        await at.press("s")
    assert house.show(id).ticket.subject == "VPN at home"


async def test_theirs_may_be_taken(house: House) -> None:
    """Taking theirs puts their value into the form and sends nothing."""
    id = house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.press("p")
        perform(house.seen_by("boris"), id, Amend(subject="Branch office"))
        at.app.screen.fields.rows["subject"].value = "Home"  # type: ignore[attr-defined]
        await at.press("ctrl+s", "t")
        assert "Branch office" in at.picture
    assert house.show(id).ticket.subject == "Branch office"


async def test_my_own_acts_are_no_conflict_for_me(house: House) -> None:
    """A form that was opened before an act of mine sends on the version after it."""
    id = house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.press("s")
        at.app.perform(perform, id, Note(text="meanwhile"), seen=house.show(id).ticket.version)
        await at.settle()
        await at.type("done")
        await at.press("ctrl+s")
    assert house.show(id).ticket.status is Status.RESOLVED


async def test_the_editor_gets_the_text_and_nobody_else(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text goes through a file that only its owner may read, and a command without a shell."""
    seen = tmp_path / "seen"
    script = tmp_path / "my editor"
    script.write_text(
        f'#!/bin/sh\nstat -c %a "$2" > "{seen}"\ncat "$2" >> "{seen}"\nprintf "%s more" "$(cat "$2")" > "$2"\n'
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EDITOR", f"'{script}' '; touch {tmp_path}/never'")
    monkeypatch.delenv("VISUAL", raising=False)
    house.triaged("VPN")
    async with terminal(house.desk) as at:
        monkeypatch.setattr(at.app, "suspend", Suspended)
        await at.press("i")
        await at.type("some")
        await at.press("ctrl+o")
        await at.press("ctrl+s")
    assert seen.read_text() == "600\nsome"
    assert house.show(1).thread[-1].body == "some more"
    assert not (tmp_path / "never").exists()


class Suspended:
    """Stands in for the terminal that is given away."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


async def test_a_public_reply_says_that_it_is_public(house: House) -> None:
    """The word stands in the title and at the text, and the person it goes to is named."""
    id = house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.press("c")
        assert "PUBLIC REPLY" in at.picture
        assert "To Ann Lee" in at.picture
        await at.type("Hello")
        await at.press("ctrl+s")
        assert "NOT DELIVERED" in at.message
    assert house.show(id).thread[-1].kind is NoteKind.REPLY


async def test_files_are_added_and_saved(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file goes in by its path and comes out under a name that is free."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "log.txt").write_text("line")
    house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.press("f", "enter")
        await at.type("log.txt")
        await at.press("ctrl+s")
        assert "log.txt" in at.picture
        await at.press("home", "enter")
        await at.settle()
    assert (tmp_path / "log (2).txt").read_text() == "line"


async def test_a_list_of_people_assigns_and_releases(house: House) -> None:
    """Typing narrows the list; nobody releases."""
    id = house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.press("A")
        await at.type("bor")
        await at.press("enter")
        assert house.show(id).ticket.assignee == "boris"
        await at.press("A")
        await at.type("nobody")
        await at.press("enter")
    assert house.show(id).ticket.assignee is None


async def test_tickets_are_linked_and_merged(house: House) -> None:
    """The other's number and the relation; merging is one of the relations."""
    first, second = house.triaged("VPN"), house.triaged("VPN again")
    async with terminal(house.desk) as at:
        await at.press("l")
        await at.type("dt-2")
        await at.press("tab", "4", "ctrl+s")
    assert house.show(first).ticket.merged_into == second


async def test_foreign_text_in_a_form_is_harmless_and_unchanged(house: House) -> None:
    """A form shows no escape sequence; sending another field leaves the text as it was, to the letter."""
    nasty = "red \x1b[31m and \u202egnp.exe"
    id = house.triaged("VPN", description=nasty, place="x\u202ey")
    async with terminal(house.desk, (80, 60)) as at:
        await at.press("p")
        assert "\x1b" not in at.picture
        assert "\u202e" not in at.picture
        at.app.screen.fields.rows["subject"].value = "Other"  # type: ignore[attr-defined]
        await at.press("ctrl+s")
    shown = house.show(id)
    assert (shown.ticket.subject, shown.texts["description"]) == ("Other", nasty)


async def test_what_the_requester_said_is_taken_down(house: House) -> None:
    """From the palette: the message stands in the thread and waits for an answer."""
    id = house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.press("colon")
        await at.type("requester said")
        await at.press("enter")
        await at.type("still slow")
        await at.press("ctrl+s")
        await at.settle()
    ticket = facts(house.desk.store.db, id)
    assert ticket and ticket.asked_at == house.clock.at
