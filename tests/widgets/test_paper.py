"""The column that is read by scrolling keeps its place, halts at stops, and draws exactly what it was given."""

import pytest
from textual.app import ComposeResult

from deskterm.widgets.lines import PLAIN, Block, plain
from deskterm.widgets.paper import Paper, Sheet
from deskterm.wire.app import WiredApp


def blocks(*sizes: tuple[str, int], stops: str = "") -> list[Block]:
    """Blocks of so many lines each; keys in `stops` are stops."""
    return [
        Block(key, tuple(((f"{key}{line}", PLAIN),) for line in range(count)), section=key.isupper(), stop=key in stops)
        for key, count in sizes
    ]


class Reader(WiredApp[None]):
    """A paper and nothing else."""

    def compose(self) -> ComposeResult:
        yield Sheet(lambda width: [(("head", PLAIN),)])
        yield Paper(lambda width: self.pages)

    def __init__(self, pages: list[Block]) -> None:
        super().__init__()
        self.pages = pages

    @property
    def paper(self) -> Paper:
        return self.query_one(Paper)

    def screen_lines(self) -> list[str]:
        """What the paper shows."""
        return [self.paper.render_line(y).text.rstrip() for y in range(self.paper.size.height)]


@pytest.fixture
async def reader():
    """Ten blocks of ten lines on a screen of 24."""
    app = Reader(blocks(*((letter, 10) for letter in "AbcDefGhij"), stops="ch"))
    async with app.run_test(size=(40, 24)) as pilot:
        app.paper.focus()
        await pilot.pause()
        yield app, pilot


async def test_every_key_of_the_list_scrolls(reader):
    """Lines, halves, pages, ends; never past them."""
    app, pilot = reader
    for key, first in [
        ("j", 2),
        ("k", 1),
        ("k", 1),
        ("ctrl+d", 12),
        ("ctrl+u", 1),
        ("pagedown", 23),
        ("pageup", 1),
        ("G", 78),
        ("j", 78),
        ("g", 1),
        ("end", 78),
        ("home", 1),
    ]:
        await pilot.press(key)
        await pilot.pause()
        assert app.paper.position[0] == first, key
    assert app.paper.position == (1, 23, 100)


async def test_it_draws_the_lines_from_its_place(reader):
    """What is drawn is what the place says, also after many moves."""
    app, pilot = reader
    await pilot.press("pagedown", "j", "j", "k")
    await pilot.pause()
    top = app.paper.position[0] - 1
    assert app.screen_lines() == [f"{'AbcDefGhij'[at // 10]}{at % 10}" for at in range(top, top + 23)]


async def test_what_is_read_stays_when_something_grows_above(reader):
    """The line at the top of the screen is the same before and after."""
    app, pilot = reader
    await pilot.press("pagedown", "pagedown")
    await pilot.pause()
    before = app.screen_lines()
    app.pages = blocks(("new", 7), *((letter, 10) for letter in "AbcDefGhij"))
    app.paper.show(lambda width: app.pages)
    await pilot.pause()
    assert app.screen_lines() == before


async def test_the_first_line_stays_first(reader):
    """Somebody who reads from the top sees what is new at the top."""
    app, pilot = reader
    app.paper.show(lambda width: blocks(("new", 3), ("A", 10)))
    await pilot.pause()
    assert app.screen_lines()[0] == "new0"


async def test_what_has_gone_leaves_the_block_before_it(reader):
    """When what was read is no longer there, reading goes on at its neighbour."""
    app, pilot = reader
    await pilot.press("pagedown", "pagedown", "pagedown")
    await pilot.pause()
    assert app.screen_lines()[0].startswith("G")
    app.paper.show(lambda width: blocks(*((letter, 10) for letter in "AbcDefhij")))
    await pilot.pause()
    assert app.screen_lines()[0].startswith("f")


async def test_steps_go_from_stop_to_stop_and_bring_them_into_sight(reader):
    """Sections and stops, forwards and backwards, none beyond the ends."""
    app, _pilot = reader
    assert [app.paper.step(1) for _ in range(6)] == ["A", "c", "D", "G", "h", None]
    assert app.paper.stop == "h"
    first, last, _ = app.paper.position
    assert first <= 71 <= last
    assert [app.paper.step(-1) for _ in range(5)] == ["G", "D", "c", "A", None]
    assert app.paper.position[0] == 1


async def test_a_stop_that_scrolls_out_of_sight_is_forgotten(reader):
    """Enter never acts on what can't be seen."""
    app, pilot = reader
    app.paper.step(1)
    await pilot.press("G")
    await pilot.pause()
    assert app.paper.stop is None


async def test_a_narrower_terminal_keeps_the_place(reader):
    """Lines are broken anew, and the block at the top is still there."""
    app, pilot = reader
    await pilot.press("pagedown", "pagedown")
    await pilot.pause()
    before = app.screen_lines()[0]
    await pilot.resize_terminal(30, 20)
    await pilot.pause()
    assert app.screen_lines()[0] == before


async def test_a_sheet_is_as_high_as_its_lines(reader):
    """Another picture changes the layout only when its height changes."""
    app, pilot = reader
    sheet = app.query_one(Sheet)
    assert sheet.size.height == 1
    sheet.show(lambda width: [(("a", PLAIN),), (("b", PLAIN),)])
    await pilot.pause()
    assert sheet.size.height == 2
    assert plain(((sheet.render_line(1).text.rstrip(), PLAIN),)) == "b"
