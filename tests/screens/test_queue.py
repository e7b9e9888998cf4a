"""The queue as it looks, and as it follows what happens."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deskterm.usecases.act import perform
from deskterm.workflow.inputs import Amend, Cancel, Take, Wait
from deskterm.workflow.values import Kind, Status, WaitReason
from tests.golden.pictures import golden
from tests.screens.desks import MINUTE, House, terminal

SIZES = [(80, 24), (120, 40)]


def furnished(house: House) -> None:
    """Tickets in every state that a queue of the living shows."""
    house.triaged("VPN drops every twenty minutes", kind=Kind.INCIDENT, impact=1, urgency=1, description="Since noon.")
    house.report("ไม่สามารถเข้าระบบอีเมลได้ ขึ้นข้อความผิดพลาด")
    house.triaged("Не работает принтер на третьем этаже", kind=Kind.INCIDENT, impact=2, urgency=1)
    house.triaged("Parola expirată la contul de e-mail", impact=2)
    house.triaged("[bold]Markup[/bold] \x1b[31mred\x1b[0m \u202egnp.exe")
    waiting = house.triaged("New monitor, delivered next week")
    perform(house.desk, 3, Take())
    until = house.clock.at + 4 * 24 * 60 * MINUTE
    perform(house.desk, waiting, Wait(reason=WaitReason.VENDOR, until=until))
    house.clock.at += 90 * MINUTE


@pytest.mark.parametrize("size", SIZES)
async def test_it_looks_as_it_was_kept(house: House, size: tuple[int, int]) -> None:
    """Number, priority, status, clock and subject at both sizes; the preview below where there is room."""
    furnished(house)
    async with terminal(house.desk, size) as at:
        await at.press("j")
        await at.rest()
        golden(at.picture, f"queue_{size[0]}x{size[1]}")


async def test_foreign_text_is_shown_and_never_obeyed(house: House) -> None:
    """Escape sequences, markup and overrides arrive on the screen as text."""
    furnished(house)
    async with terminal(house.desk, (120, 40)) as at:
        await at.press("G")
        while "[bold]Markup" not in at.picture.split("───")[-1]:
            await at.press("k")
            await at.rest()
        picture = at.picture
    assert "[bold]Markup[/bold] red ‹U+202E›gnp.exe" in picture
    assert not {"\x1b", "\u202e"} & set(picture)


async def test_a_change_by_another_process_shows_within_two_seconds(house: House) -> None:
    """Nobody has to refresh; the ticket under the cursor keeps its place whatever became of it."""
    ids = [house.triaged(f"Ticket {n}") for n in range(3)]
    async with terminal(house.desk) as at:
        await at.press("j")
        before = at.picture.splitlines()
        for id, entered in ((ids[1], Cancel(reason="spam")), (ids[2], Amend(subject="Another subject"))):
            perform(house.seen_by("boris"), id, entered)
        await at.pilot.pause(2)
        after = at.picture.splitlines()
    assert "Another subject" in after[3]
    assert after[2].startswith(before[2][:9])
    assert "- Cancelled" in after[2]


async def test_a_ticket_that_left_the_view_goes_when_the_cursor_has_left_it(house: House) -> None:
    """What was held falls out with the next reading."""
    house.triaged("One")
    house.triaged("Two")
    async with terminal(house.desk) as at:
        await at.press("X")
        await at.type("spam")
        await at.press("ctrl+s")
        assert "DT-1" in at.picture
        await at.press("j", "r")
        assert "DT-1" not in at.picture


async def test_views_go_by_number_and_by_bracket(house: House) -> None:
    """Each view has a number; brackets turn to the neighbours; esc and / narrow and widen."""
    furnished(house)
    async with terminal(house.desk) as at:
        await at.press("4")
        assert "DT-2" in at.picture and "DT-1 " not in at.picture
        await at.press("right_square_bracket")
        assert "= Waiting" in at.picture and "+ New" not in at.picture.split("\n", 1)[1]
        await at.press("9", "slash")
        await at.type("status:new")
        await at.press("enter")
        assert "/status:new" in at.picture and "DT-1 " not in at.picture
        await at.press("escape")
        assert "DT-1 " in at.picture


async def test_a_query_that_means_nothing_is_said(house: House) -> None:
    """The bad term and what is known instead."""
    furnished(house)
    async with terminal(house.desk) as at:
        await at.press("slash")
        await at.type("state:new")
        await at.press("enter")
        assert "!! state:new: known are status" in at.picture


async def test_a_number_is_gone_to(house: House) -> None:
    """A number selects the ticket in the list."""
    furnished(house)
    async with terminal(house.desk) as at:
        await at.press("slash")
        await at.type("dt-4")
        await at.press("enter")
        assert at.app.screen.targets() == [4]  # type: ignore[attr-defined]


async def test_help_is_searched_and_run(house: House) -> None:
    """Typing narrows the keys, enter runs the one that is left."""
    id = house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.press("question_mark")
        await at.type("take the")
        await at.press("enter")
        await at.settle()
    assert house.show(id).ticket.status is Status.IN_PROGRESS


async def test_a_small_terminal_says_so(house: House) -> None:
    """Below 80 by 24 a sentence stands there, and goes when there is room."""
    house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.pilot.resize_terminal(60, 20)
        await at.rest()
        assert "deskterm needs 80 x 24 cells" in at.picture
        await at.pilot.resize_terminal(100, 30)
        await at.rest()
        assert "DT-1" in at.picture


async def test_without_colours_nothing_is_lost(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR the picture is the same, and no cell has a colour."""
    furnished(house)
    async with terminal(house.desk) as at:
        coloured = at.picture
    monkeypatch.setenv("NO_COLOR", "1")
    async with terminal(house.desk) as at:
        assert at.picture == coloured
        update = at.app.screen._compositor.render_update(full=True)
        styles = {segment.style for line in update.strips for strip in line for segment in strip}  # type: ignore[union-attr]
        assert all(style is None or (style.color is None or style.color.is_default) for style in styles)
        assert any(style is not None and style.reverse for style in styles)


def test_the_first_paint_loads_no_tables(house: House, tmp_path: Path) -> None:
    """Painting the queue and browsing it needs neither SQLAlchemy, nor what stands on it, nor a calendar."""
    house.triaged("VPN")
    program = """
import asyncio, sys
MONDAY = 1935738000000000
from deskterm.app import Deskterm
from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.store.read.people import person
from deskterm.usecases.desk import Desk
from deskterm.workflow.policy import Policy
assert not HEAVY & set(sys.modules), HEAVY & set(sys.modules)
async def main():
    store = open_store(Location.parse(sys.argv[1]))
    app = Deskterm(Desk(store=store, by=person(store.db, "anna"), rules=Policy(), now=lambda: MONDAY))
    async def nothing():
        pass
    app.load = nothing
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "k", "G", "1", "2", "9", "z", "space")
        await pilot.pause(0.2)
        found = HEAVY & set(sys.modules)
        assert not found, found
asyncio.run(main())
"""
    heavy = (
        "HEAVY = {'sqlalchemy', 'sqlmodel', 'pydantic', 'alembic', 'holidays', 'textual.widgets._text_area', "
        "'deskterm.workflow.calendar'}\n"
    )
    root = Path(__file__).parents[2]
    path = os.pathsep.join([str(root / "src"), str(root)])
    run = subprocess.run(
        [sys.executable, "-c", heavy + program, str(house.desk.store.location.path)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
