"""Searching in the terminal: what is listed, what is marked, how one goes on and back."""

import threading
from datetime import UTC

import pytest

from deskterm.screens.found import FoundSource
from deskterm.screens.source import narrows
from deskterm.store.search import finding
from deskterm.usecases.act import perform
from deskterm.widgets.lines import is_marked, marked
from deskterm.widgets.paper import Paper
from deskterm.workflow.inputs import Note
from deskterm.workflow.values import NoteKind
from tests.screens.desks import House, terminal


async def find(at: object, text: str) -> None:
    """Type something into the prompt."""
    await at.press("slash")  # type: ignore[attr-defined]
    await at.type(text)  # type: ignore[attr-defined]
    await at.press("enter")  # type: ignore[attr-defined]


async def test_search_lists_what_is_found_in_any_text(house: House) -> None:
    """Words of the thread find the ticket, in other forms too; the last one may be unfinished; esc goes back."""
    one, two = house.triaged("Printer"), house.triaged("Router")
    perform(house.desk, one, Note(kind=NoteKind.WORK, text="Cables were replaced"))
    async with terminal(house.desk) as at:
        await find(at, "replacing cabl")
        assert "/replacing cabl" in at.picture
        assert f"DT-{one} " in at.picture and f"DT-{two} " not in at.picture
        await at.press("escape")
        assert f"DT-{two} " in at.picture
        await find(at, "zebra")
        assert "Nothing found" in at.message


async def test_hits_are_marked_in_the_ticket_and_gone_to(house: House) -> None:
    """n and N go from place to place of the open ticket."""
    id = house.triaged("Printer")
    for n in range(12):
        perform(house.desk, id, Note(kind=NoteKind.WORK, text=f"line {n}\n" * 5 + "toner changed"))
    async with terminal(house.desk) as at:
        await find(at, "toner")
        await at.press("enter")
        paper = at.app.screen.query_one(Paper)
        lines = [number for number, line in enumerate(paper._lines) if is_marked(line)]
        assert len(lines) == 12
        for _ in lines:
            await at.press("n")
        first, last, _ = paper.position
        assert first <= lines[-1] + 1 <= last
        await at.press("n")
        assert "no further place" in at.message
        for _ in lines:
            await at.press("N")
        first, last, _ = paper.position
        assert first <= lines[0] + 1 <= last


def test_hits_are_marked_in_the_list(house: House) -> None:
    """In every row, in other forms of the words, with or without diacritics, and nowhere else."""
    for subject in ("Printers jam on floor two", "Rețeaua nu merge", "เครื่องพิมพ์เสีย", "Принтера нет"):
        house.report(subject)
    for text, expected in (
        ("printer", ["Printers"]),
        ("reteaua", ["Rețeaua"]),
        ("พิมพ์", ["พิมพ์"]),
        ("принтеру", ["Принтера"]),
        ("floor jamming", ["jam", "floor"]),
    ):
        source = FoundSource(house.desk, text, UTC)
        (row,) = source.rows(None, False, 10)
        lit = [piece for piece, style in source.paint(row, 100, False, False) if is_marked(((piece, style),))]
        assert lit == expected, text


async def test_the_list_is_read_on(house: House) -> None:
    """More than a page of the search is scrolled through."""
    for n in range(130):
        house.report(f"Toner {n}")
    async with terminal(house.desk) as at:
        await find(at, "toner")
        await at.press("G")
        assert "130/130" in at.picture
        await at.press("g", "n")
        assert "2/130" in at.picture


async def test_a_search_that_takes_long_goes_on_by_itself(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read for one page may be little: the list goes on to what there is."""
    monkeypatch.setattr(finding, "ENOUGH", 1)
    monkeypatch.setattr(finding, "FEWEST", 1)
    for n in range(30):
        house.report("Toner" if n == 3 else f"Cable {n}")
    async with terminal(house.desk) as at:
        await find(at, "toner -cable")
        assert "1/1" in at.picture and "Toner" in at.picture
        await find(at, "-cable")
        assert "Toner" in at.picture and "Nothing found" not in at.message


async def test_no_key_waits_for_a_long_search(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is read on the screen works; what is found then appears, and who asked for the end is at the end."""
    monkeypatch.setattr(finding, "ENOUGH", 1)
    monkeypatch.setattr(finding, "FEWEST", 1)
    for n in range(30):
        house.report("Toner" if n == 3 else f"Cable {n}")
    gate, further = threading.Event(), FoundSource.further
    monkeypatch.setattr(FoundSource, "further", lambda found: gate.wait(20) and further(found))
    async with terminal(house.desk) as at:
        await at.pilot.press("slash", *"-cable", "enter")
        await at.pilot.pause(0.1)
        assert "searching on" in at.message
        await at.pilot.press("question_mark")
        await at.pilot.pause(0.1)
        assert at.app.screen.query("Menu"), at.picture
        await at.pilot.press("escape")
        gate.set()
        await at.settle()
        assert "Toner" in at.picture and "searching on" not in at.message
        assert "1/1" in at.picture


async def test_a_search_is_read_on_while_another_one_still_is(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who gives up a long search for the next does not wait for the first one's page, nor go without the second's."""
    monkeypatch.setattr(finding, "ENOUGH", 1)
    monkeypatch.setattr(finding, "FEWEST", 1)
    for n in range(30):
        house.report("Toner" if n == 3 else f"Cable {n}")
    gate, further = threading.Event(), FoundSource.further

    def slowly(found: FoundSource) -> object:
        if found.text == "-cable":
            gate.wait(20)
        return further(found)

    monkeypatch.setattr(FoundSource, "further", slowly)
    async with terminal(house.desk) as at:
        await at.pilot.press("slash", *"-cable", "enter")
        await at.pilot.press("slash", *"-cable", "space", *"-router", "enter")
        for _ in range(100):
            if "1/1" in at.picture:
                break
            await at.pilot.pause(0.05)
        gate.set()
        assert "1/1" in at.picture and "searching on" not in at.message


async def test_the_end_of_a_long_list_is_reached(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The end that is known comes at once, the true one when it is read; who moves away meanwhile stays there."""
    for n in range(430):
        house.report(f"Toner {n}")
    gate, further = threading.Event(), FoundSource.further
    gate.set()
    monkeypatch.setattr(FoundSource, "further", lambda found: gate.wait(20) and further(found))
    async with terminal(house.desk) as at:
        await find(at, "toner")
        gate.clear()
        await at.pilot.press("G")
        await at.pilot.pause(0.1)
        assert "430/430" not in at.picture
        gate.set()
        await at.settle()
        assert "430/430" in at.picture
        await find(at, "toner")
        gate.clear()
        await at.pilot.press("G", "g")
        gate.set()
        await at.settle()
        assert "1/430" in at.picture


def test_terms_alone_narrow_the_list() -> None:
    """What is field:value and nothing else narrows; anything else is searched for."""
    for text in ("status:new", 'line:1 and reporter:"Ann Lee"', "nope:x"):
        assert narrows(text)
    for text in ("", "printer", "status:new printer", "http://example.org", "12:30 printer", '"a:b"'):
        assert not narrows(text)


def test_a_line_is_marked_piece_by_piece() -> None:
    """Marks keep the texts as they are and go over the edges of pieces."""
    from deskterm.widgets.lines import FOUND, PLAIN, STRONG, plain

    line = (("Toner ", PLAIN), ("is empty", STRONG))
    lit = marked(line, [(3, 8)])
    assert plain(lit) == plain(line)
    assert [text for text, style in lit if style.color == FOUND.color] == ["er ", "is"]
