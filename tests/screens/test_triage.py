"""The triage deck, from key to store: few keys, nothing guessed, nothing lost, and others may be at it too."""

import asyncio

import pytest

from deskterm.screens.ticket import TicketScreen
from deskterm.screens.triage import TriageScreen
from deskterm.usecases.act import perform
from deskterm.usecases.assign import restrict
from deskterm.workflow.inputs import Amend, Cancel, Restrict, Triage
from deskterm.workflow.values import Kind, Nature, Reporter, Status
from tests.golden.pictures import golden
from tests.screens.desks import MINUTE, House, Terminal, terminal

JAM = {"subject": "Printer HP-4 jams", "description": "The printer does not print, paper jam error."}
VPN = {"subject": "VPN down", "description": "The VPN is not working, error 809, cannot connect."}
VAGUE = {"subject": "About tomorrow", "description": "As discussed."}
HOSTILE = "\x1b]0;owned\x07[bold]VPN[/bold] \u202edown\x1b[2J"
RUSSIAN = {
    "subject": "Не открывается общий диск",
    "description": "После обновления не открывается общий диск, ошибка 0x80070035. " * 12,
}
THAI = {
    "subject": "เข้าอีเมลไม่ได้ตั้งแต่เช้า",
    "description": "เข้าใช้งานอีเมลไม่ได้ ขึ้นข้อความว่ารหัสผ่านไม่ถูกต้อง ลองเปลี่ยนรหัสแล้วยังเข้าไม่ได้ " * 12,
}
ROMANIAN = {"subject": "Nu merge imprimanta", "description": "Imprimanta nu mai tipărește, apare o eroare de hârtie."}


async def deck(at: Terminal) -> TriageScreen:
    """The deck, opened from the queue; its key is not counted."""
    await at.press("t")
    at.pressed = 0
    screen = at.app.screen
    assert isinstance(screen, TriageScreen)
    return screen


async def test_a_sure_kind_and_a_category_with_presets_cost_one_key(house: House) -> None:
    """Enter accepts kind, category and presets, files the ticket and shows the next one."""
    first, second = house.report(**JAM), house.report(**VPN)
    async with terminal(house.desk) as at:
        screen = await deck(at)
        assert screen.targets() == [first]
        await at.press("enter")
        assert at.pressed == 1
        assert screen.targets() == [second]
        assert "triaged" in at.message
    shown = house.show(first)
    assert (shown.ticket.status, shown.ticket.kind, shown.ticket.category) == (
        Status.OPEN,
        Kind.INCIDENT,
        "hardware/printer",
    )
    assert shown.events[-1].data["presets"] == ["impact", "urgency"]


async def test_a_sure_kind_and_a_suggested_category_without_presets_cost_one_key(house: House) -> None:
    """The cell of the grid is the only answer that is missing, and files the ticket."""
    id = house.report(**VPN)
    async with terminal(house.desk) as at:
        await deck(at)
        await at.press("e")
        assert at.pressed == 1
    ticket = house.show(id).ticket
    assert (ticket.category, ticket.impact, ticket.urgency, ticket.priority) == ("network/vpn", 1, 2, 2)
    assert ticket.nature is Nature.TECHNICAL


@pytest.mark.parametrize(
    "order", [("i", "4", "2", "d"), ("d", "i", "4", "2"), ("4", "2", "d", "i"), ("i", "d", "4", "2")]
)
async def test_a_ticket_of_which_nothing_is_known_costs_four_keys(house: House, order: tuple[str, ...]) -> None:
    """Kind, two for the category, the grid: in any order, and the last one files the ticket."""
    id = house.report(**VAGUE)
    async with terminal(house.desk) as at:
        await deck(at)
        await at.press(*order)
        assert at.pressed == 4
    ticket = house.show(id).ticket
    assert (ticket.status, ticket.kind, ticket.category, ticket.impact, ticket.urgency) == (
        Status.OPEN,
        Kind.INCIDENT,
        "network/wifi",
        2,
        2,
    )


async def test_a_wrong_suggestion_costs_no_more(house: House) -> None:
    """Another kind, another category and the grid are four keys, whatever was suggested."""
    id = house.report(**JAM)
    async with terminal(house.desk) as at:
        await deck(at)
        await at.press("a", "9", "1", "v")
        assert at.pressed == 4
    ticket = house.show(id).ticket
    assert (ticket.kind, ticket.category, ticket.nature, ticket.priority) == (
        Kind.REQUEST,
        "request/equipment",
        None,
        4,
    )


async def test_keys_go_by_their_place(house: House) -> None:
    """ЙЦУКЕН types ш, ц, Thai Kedmanee ร, แ: the same keys, the same answers."""
    first, second = house.report(**VAGUE), house.report(**VAGUE)
    async with terminal(house.desk) as at:
        await deck(at)
        await at.press("ш", "4", "1", "у")
        await at.press("ร", "4", "1", "ำ")
    for id in (first, second):
        ticket = house.show(id).ticket
        assert (ticket.kind, ticket.category, ticket.impact, ticket.urgency) == (Kind.INCIDENT, "network/vpn", 1, 2)


async def test_enter_files_nothing_while_something_is_missing(house: House) -> None:
    """What is missing stands above the questions; nothing is guessed."""
    id = house.report(**VAGUE)
    async with terminal(house.desk) as at:
        await deck(at)
        await at.press("enter")
        assert "Still to be answered: kind, category, impact and urgency." in at.picture
        await at.press("i", "enter")
        assert "Still to be answered: category, impact and urgency." in at.picture
    assert house.show(id).ticket.status is Status.NEW


async def test_the_nature_can_be_changed_with_one_key(house: House) -> None:
    """It follows from the category until somebody says otherwise."""
    id = house.report(**VPN)
    async with terminal(house.desk) as at:
        await deck(at)
        await at.press("n", "v")
    assert house.show(id).ticket.nature is Nature.SERVICE


async def test_undo_brings_the_ticket_back(house: House) -> None:
    """A slip of the finger costs one key, and one stands where one stood."""
    first, _second = house.report(**VPN), house.report(**JAM)
    async with terminal(house.desk) as at:
        screen = await deck(at)
        await at.press("w")
        assert house.show(first).ticket.priority == 1
        await at.press("u")
        assert screen.targets() == [first]
        assert "1 of 2" in at.picture
    assert house.show(first).ticket.status is Status.NEW


async def test_tab_passes_over_and_the_end_leads_back_to_what_was_passed_over(house: House) -> None:
    """Nothing is left behind by skipping it; shift+tab goes back."""
    ids = [house.report(**VAGUE) for _ in range(3)]
    async with terminal(house.desk) as at:
        screen = await deck(at)
        seen = []
        for key in ("tab", "tab", "tab", "shift+tab"):
            await at.press(key)
            seen += screen.targets()
        assert seen == [ids[1], ids[2], ids[0], ids[2]]
        assert "3 of 3 untriaged" in at.picture


async def test_the_oldest_comes_first_and_the_place_is_told(house: House) -> None:
    """Progress counts what has been judged."""
    for _ in range(3):
        house.report(**JAM)
        house.clock.at += MINUTE
    async with terminal(house.desk) as at:
        await deck(at)
        assert "1 of 3 untriaged" in at.picture
        await at.press("enter")
        assert "2 of 3 untriaged" in at.picture


async def test_an_empty_deck_says_so_and_any_key_goes_back(house: House) -> None:
    """After the last ticket, and when there was none to begin with."""
    house.report(**JAM)
    async with terminal(house.desk) as at:
        await deck(at)
        await at.press("enter")
        assert "No ticket waits for triage" in at.picture
        await at.press("j")
        assert not isinstance(at.app.screen, TriageScreen)
        await deck(at)
        assert "No ticket waits for triage" in at.picture
        await at.press("q")
        assert not isinstance(at.app.screen, TriageScreen)
        assert at.app.is_running


async def test_a_reporter_who_cannot_be_reached_opens_the_checklist(house: House) -> None:
    """Enter on its point opens the form of facts at the reporter; then the triage goes through as it was."""
    id = house.report(**VPN, reporter=Reporter(name="Ann"))
    async with terminal(house.desk) as at:
        screen = await deck(at)
        await at.press("e")
        assert "There is no way to reach Ann" in at.picture
        await at.press("enter")
        assert at.app.screen.__class__.__name__ == "Form"
        await at.press("end")
        await at.type(" <ann@example.org>")
        await at.press("ctrl+s")
        assert house.show(id).ticket.reporter == Reporter(
            id=house.show(id).ticket.reporter.id, name="Ann", email="ann@example.org"
        )
        await at.press("enter")
        assert at.app.screen is screen
    ticket = house.show(id).ticket
    assert (ticket.status, ticket.impact, ticket.urgency) == (Status.OPEN, 1, 2)


async def test_a_ticket_that_another_has_judged_is_passed_over_and_told(house: House) -> None:
    """The deck goes on by itself when somebody else was faster."""
    first, second = house.report(**VPN), house.report(**JAM)
    boris = house.seen_by("boris")
    async with terminal(house.desk) as at:
        screen = await deck(at)
        await at.press("n")
        perform(
            boris,
            first,
            Triage(kind=Kind.REQUEST, category="access/permission", impact=3, urgency=3),
        )
        at.app.ticket_changed.publish(first)
        await at.settle()
        assert screen.targets() == [second]
        assert "DT-1: boris has dealt with it meanwhile." in at.message


async def test_a_race_for_a_ticket_is_lost_without_harm(house: House) -> None:
    """Filing what another has filed in this very second changes nothing, and the deck goes on."""
    first, second = house.report(**VPN), house.report(**JAM)
    boris = house.seen_by("boris")
    async with terminal(house.desk) as at:
        screen = await deck(at)
        perform(boris, first, Triage(kind=Kind.REQUEST, category="access/permission", impact=3, urgency=3))
        await at.press("w")
        assert screen.targets() == [second]
        assert house.show(first).ticket.priority == 4
        await at.press("enter")
    assert house.show(second).ticket.status is Status.OPEN


async def test_answers_stay_when_somebody_adds_to_the_ticket(house: House) -> None:
    """A change of the subject by another does not take the category away that was just chosen."""
    id = house.report(**VAGUE)
    boris = house.seen_by("boris")
    async with terminal(house.desk) as at:
        await deck(at)
        await at.press("4", "3")
        perform(boris, id, Amend(subject="About tomorrow's move"))
        at.app.ticket_changed.publish(id)
        await at.settle()
        assert "[Network / Local network]" in at.picture
        assert "tomorrow's move" in at.picture
        await at.press("a", "v")
    assert house.show(id).ticket.category == "network/lan"


async def test_the_last_of_several_that_vanish_at_once_leaves_an_empty_deck(house: House) -> None:
    """Cancelled by another, restricted out of sight: passed over without a word too many."""
    first, second = house.report(**VPN), house.report(**JAM)
    boris = house.seen_by("boris")
    async with terminal(boris) as at:
        await deck(at)
        perform(house.desk, first, Cancel(reason="spam"))
        restrict(house.desk, second, Restrict(on=True, reason="about a person"))
        at.app.ticket_changed.publish(0)
        await at.settle()
        assert "No ticket waits for triage" in at.picture


async def test_escape_drops_the_first_digit_before_it_leaves(house: House) -> None:
    """A half choice of category is taken back by the same key that goes back."""
    house.report(**VAGUE)
    async with terminal(house.desk) as at:
        screen = await deck(at)
        await at.press("4")
        assert "1 VPN" in at.picture
        await at.press("escape")
        assert "1 Access" in at.picture
        assert at.app.screen is screen
        await at.press("escape")
        assert at.app.screen is not screen


async def test_the_whole_ticket_is_one_key_away(house: House) -> None:
    """`o` opens it; back in the deck the answers are still there."""
    house.report(**VAGUE)
    async with terminal(house.desk) as at:
        screen = await deck(at)
        await at.press("i", "o")
        assert isinstance(at.app.screen, TicketScreen)
        await at.press("q")
        assert at.app.screen is screen
        assert "[Incident]" in at.picture


@pytest.mark.parametrize("contact", [RUSSIAN, THAI, ROMANIAN, VPN])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_question_is_on_the_screen_in_every_language_of_requesters(
    house: House, contact: dict[str, str], size: tuple[int, int]
) -> None:
    """However long the description, it scrolls, and the questions stay."""
    house.report(**contact)
    async with terminal(house.desk, size=size) as at:
        await deck(at)
        for part in ("w P1 Critical", "x P3 Medium", "9 Request", contact["subject"], "Ann Lee", "tab skip"):
            assert part in at.picture, at.picture
        before = at.picture
        await at.press("j")
        overflows = len(contact["description"]) > 500 and size == (80, 24)
        assert (at.picture != before) is overflows


async def test_z_hides_the_questions_to_read_a_long_text(house: House) -> None:
    """And shows them again."""
    house.report(**RUSSIAN)
    async with terminal(house.desk) as at:
        await deck(at)
        shown = at.picture.count("обновления")
        await at.press("z")
        assert at.picture.count("обновления") > shown
        assert "Who is affected?" not in at.picture
        await at.press("z")
        assert "Who is affected?" in at.picture


async def test_hostile_texts_are_shown_harmlessly(house: House) -> None:
    """Escape sequences are gone, brackets are brackets, overrides are visible."""
    house.report(subject="[red]VPN\u202e", description=HOSTILE, reporter=Reporter(name="[b]E\u202e", email="e@x.org"))
    async with terminal(house.desk) as at:
        await deck(at)
        assert "[red]VPN‹U+202E›" in at.picture
        assert "[bold]VPN[/bold] ‹U+202E›down" in at.picture
        assert "\x1b" not in at.picture
        assert "\u202e" not in at.picture


async def test_the_next_ticket_is_read_while_this_one_is_looked_at(house: House) -> None:
    """Its card is there before it is asked for."""
    house.report(**VPN)
    second = house.report(**JAM)
    async with terminal(house.desk) as at:
        screen = await deck(at)
        await asyncio.sleep(0)
        assert second in screen.stack._ahead


@pytest.mark.parametrize(("name", "size"), [("triage_80x24", (80, 24)), ("triage_120x40", (120, 40))])
async def test_the_deck_looks_as_it_was_kept(house: House, name: str, size: tuple[int, int]) -> None:
    """To the last cell."""
    house.report(**VPN, place="Home office", software="VPN client", software_version="5.4")
    house.report(**THAI)
    async with terminal(house.desk, size=size) as at:
        await deck(at)
        golden(at.picture, name)
        await at.press("tab", "4")
        golden(at.picture, f"{name}_thai")
