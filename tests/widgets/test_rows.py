"""The virtual list as a widget: what it tells and what it marks. How it is drawn is tested in a terminal."""

from typing import ClassVar

import pytest
from rich.style import Style
from textual.app import App

from deskterm.widgets.rows import Rows
from deskterm.wire.app import WiredApp


class Numbers:
    """Rows that are their own ids."""

    def __init__(self, count):
        self.rows = list(range(1, count + 1))

    def fetch(self, after, backwards, limit):
        if backwards:
            return [row for row in self.rows if after is None or row < after[0]][-limit:]
        return [row for row in self.rows if after is None or row > after[0]][:limit]

    def find(self, id):
        return id if id in self.rows else None

    def key(self, row):
        return (row,)

    def id(self, row):
        return row

    def total(self):
        return len(self.rows)

    def paint(self, row, width, selected, marked):
        return [(f"{'>' if selected else ' '}{'*' if marked else ' '}{row}", Style.null())]


class Listening:
    """Notes what the list tells."""

    CSS = "Rows { height: 10; }"
    told: ClassVar[list[str]] = []

    def __init__(self, source):
        super().__init__()
        self.source = source
        self.told = []

    def compose(self):
        yield Rows(self.source, empty="nothing here")

    def on_rows_highlighted(self, event):
        self.told.append(f"on {event.id}")

    def on_rows_opened(self, event):
        self.told.append(f"open {event.id}")

    def on_rows_marked(self, event):
        self.told.append(f"marked {sorted(event.ids)}")


class Wired(Listening, WiredApp):
    """On our app."""


class Stock(Listening, App):
    """On any app."""


async def run(app_class, keys, count=100):
    """Presses the keys. -> app, list"""
    app = app_class(Numbers(count))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press(*keys)
        await pilot.pause(0.05)
        rows = app.query_one(Rows)
        lines = [rows.render_line(y).text.rstrip() for y in range(10)]
        return app, rows, lines, list(app.told)


@pytest.mark.parametrize("app_class", [Wired, Stock])
async def test_keys_move_and_the_list_tells(app_class):
    """The first row is told, then where the cursor is drawn, then what is opened."""
    _, rows, lines, told = await run(app_class, ["j", "j", "k", "enter"])
    assert told[0] == "on 1" and told[-2:] == ["on 2", "open 2"]
    assert lines[1] == "> 2" and rows.position == 2 and rows.total == 100


async def test_marks():
    """space marks and goes down, V marks from the last mark to here, * marks what is shown."""
    _, rows, lines, told = await run(Wired, ["space", "j", "j", "V"])
    assert rows.marks == {1, 2, 3, 4} and lines[:2] == [" *1", " *2"]
    assert told[-1] == "marked [1, 2, 3, 4]"
    _, rows, _, _ = await run(Wired, ["space", "asterisk"])
    assert rows.marks == set(range(1, 11))
    _, rows, _, _ = await run(Wired, ["asterisk", "asterisk"])
    assert rows.marks == set()


async def test_first_last_and_pages():
    """G and g go to the ends, pages keep the cursor on its line."""
    _, rows, lines, _ = await run(Wired, ["G"])
    assert rows.selected_id == 100 and lines[9] == "> 100"
    _, rows, lines, _ = await run(Wired, ["j", "pagedown"])
    assert rows.selected_id == 11 and lines[1] == "> 11"
    _, rows, _, _ = await run(Wired, ["ctrl+d", "ctrl+d", "ctrl+u"])
    assert rows.selected_id == 6


async def test_an_empty_list_says_so():
    """Without rows the sentence is shown, nothing is told and keys do nothing."""
    _, rows, lines, told = await run(Wired, ["j", "G", "enter", "space", "V", "asterisk"], 0)
    assert lines[0] == "nothing here" and rows.selected is None and rows.position is None
    assert [word for word in told if word != "on None"] == []


async def test_a_reload_tells_the_next_neighbour():
    """When the ticket under the cursor leaves the list, the next one is under it, on the same line."""
    app = Wired(Numbers(100))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("j", "j", "j")
        app.source.rows.remove(4)
        rows = app.query_one(Rows)
        rows.reload()
        await pilot.pause(0.05)
        assert app.told[-1] == "on 5" and rows.render_line(3).text.rstrip() == "> 5"


async def test_another_source_begins_at_its_top():
    """Another view: the first row, no marks."""
    app = Wired(Numbers(100))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("space", "G")
        rows = app.query_one(Rows)
        rows.source = Numbers(7)
        await pilot.pause(0.05)
        assert rows.selected_id == 1 and rows.marks == frozenset() and rows.total == 7
        assert app.told[-1] == "on 1"
        assert rows.select(5) and rows.selected_id == 5 and not rows.select(99)
