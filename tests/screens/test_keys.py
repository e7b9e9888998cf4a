"""The key table is complete: what the interface promises, with an id, a sentence and a line in the documentation."""

import re
from pathlib import Path

import pytest
from textual.binding import Binding

from deskterm.app import Deskterm
from deskterm.screens.dialogs.dialog import Dialog
from deskterm.screens.forms.form import Form
from deskterm.screens.key import shown
from deskterm.screens.keys import ACTS, APP, BACK, DESK, FORM, LIST, QUEUE, SHEET, TABLE
from deskterm.screens.queue import QueueScreen
from deskterm.screens.reading import DECK, READING, SIMILAR, STEPS, UNSENT
from deskterm.screens.ticket import TicketScreen
from deskterm.screens.triage import TriageScreen
from deskterm.widgets.choice import Choice
from deskterm.widgets.menu import Menu
from deskterm.widgets.paper import Paper
from deskterm.widgets.preview import Preview
from deskterm.widgets.rows import Rows
from tests.screens.desks import House, terminal

DOCS = Path(__file__).parents[2] / "docs"
PROMISED = """
    j k g G down up home end ctrl+d ctrl+u pagedown pageup enter escape left q slash n N colon question_mark
    left_square_bracket right_square_bracket 1 2 3 4 5 6 7 8 9 space V asterisk plus t a A e c i d p w s v x X l f u
    full_stop y Y E z r ctrl+l ctrl+q
"""
"""The keys of the interface, but for the canned reply, which waits for canned texts."""
NEVER = {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+a", "ctrl+b", "ctrl+space", "alt+enter"}


def test_every_promised_key_is_bound() -> None:
    """Each key of the interface does something at the queue or above it."""
    bound = {key for group in (ACTS, DESK, QUEUE, BACK, APP, LIST) for row in group for key in row.keys.split(",")}
    assert set(PROMISED.split()) <= bound


def test_the_forbidden_keys_are_free() -> None:
    """Terminals and multiplexers swallow them."""
    assert not NEVER & {key for row in TABLE for key in row.keys.split(",")}


def bound() -> list[Binding]:
    """Every binding that a screen or widget of ours declares."""
    owners = (Deskterm, QueueScreen, TicketScreen, TriageScreen, Form, Dialog, Rows, Menu, Choice, Preview, Paper)
    return [binding for owner in owners for binding in owner.BINDINGS if isinstance(binding, Binding)]


def test_every_binding_has_an_id_and_a_sentence() -> None:
    """Of the table, of the screens, and of the widgets."""
    ids = [row.id for row in (*TABLE, *READING, *DECK, *SIMILAR, *STEPS, *UNSENT)]
    assert len(ids) == len(set(ids))
    assert all(row.id and row.tooltip for row in (*TABLE, *READING, *DECK, *SIMILAR, *STEPS, *UNSENT))
    assert all(binding.id and binding.tooltip for binding in bound())


@pytest.mark.parametrize("group", [ACTS, DESK, QUEUE, BACK, APP, SHEET, FORM, LIST])
def test_no_key_means_two_things_in_one_place(group: object) -> None:
    """Within a group each key stands once."""
    keys = [key for row in group for key in row.keys.split(",")]  # type: ignore[attr-defined]
    assert len(keys) == len(set(keys))


def test_every_binding_is_documented() -> None:
    """docs/keys.md has a line for each id, with its keys."""
    text = (DOCS / "keys.md").read_text(encoding="utf-8")
    known = {row.id: row.keys for row in (*TABLE, *READING, *DECK, *SIMILAR, *STEPS, *UNSENT)} | {
        b.id or "": b.key for b in bound()
    }
    for id, keys in known.items():
        found = re.search(rf"^\| (.*) \| `{re.escape(id)}` \|", text, re.MULTILINE)
        assert found, id
        assert found[1] == (" ".join(f"`{key}`" for key in shown(keys).split()) if keys else "palette"), id


async def test_keys_are_remapped_by_id(house: House) -> None:
    """Another key does the act, and the old one no longer."""
    id = house.triaged("VPN")
    async with terminal(house.desk, keys={"act.take": "T"}) as at:
        await at.press("a")
        assert house.show(id).ticket.assignee is None
        await at.press("T")
    assert house.show(id).ticket.assignee == "anna"


async def test_keys_go_by_their_place(house: House) -> None:
    """A Russian layout types ф where the Latin one types a."""
    id = house.triaged("VPN")
    async with terminal(house.desk) as at:
        await at.press("ф")
    assert house.show(id).ticket.assignee == "anna"


def test_the_app_has_no_palette_of_its_own() -> None:
    """Textual's palette and its ctrl+p are off: one table, one palette."""
    assert Deskterm.ENABLE_COMMAND_PALETTE is False


LOSABLE = re.compile(
    r"ctrl\+\w|page(?:up|down)|home|end|up|down|left|right|shift\+tab|tab|escape|delete|f\d+|alt\+.*|insert"
)
SAFE = re.compile(r"[a-zA-Z0-9]|backspace|enter|space|[a-z_]+_(?:mark|bracket|stop)|plus|slash|colon|asterisk")


def test_a_key_that_terminals_lose_has_a_twin() -> None:
    """Every binding has a key that arrives everywhere, or stands in the table of twins; none needs more than that."""
    text = (DOCS / "keys.md").read_text(encoding="utf-8").partition("## Keys that a terminal may lose")[2]
    named = set(re.findall(r"^\| ([^|]*) \|", text, re.MULTILINE))
    twins = {key.strip("`").lower() for cell in named for key in cell.split()}
    twins |= {"up", "down", "left", "right"} if "arrows" in twins else set()
    signs = {"pagedown": "pgdn", "pageup": "pgup", "escape": "esc"}
    for binding in {(row.id, row.keys) for row in (*TABLE, *READING, *DECK, *SIMILAR)} | {
        (b.id, b.key) for b in bound()
    }:
        keys = [key for key in binding[1].split(",") if key]
        if any(SAFE.fullmatch(key) for key in keys):
            continue
        for key in keys:
            assert LOSABLE.fullmatch(key), (binding, key)
            assert signs.get(key, key) in twins, (binding, key)
