"""The ticket screen: everything that is known of a ticket, read by scrolling, and the way to act on it."""

import re

import pytest

from deskterm.screens.ticket import TicketScreen
from deskterm.screens.triage import TriageScreen
from deskterm.usecases.act import perform
from deskterm.usecases.assign import restrict
from deskterm.usecases.link import link
from deskterm.widgets.paper import Paper
from deskterm.workflow.inputs import Diagnose, Note, Reply, Restrict, Take
from deskterm.workflow.values import Kind, LinkType, NoteKind, Reporter
from tests.golden.pictures import golden
from tests.screens.desks import MINUTE, House, Terminal, terminal

HOSTILE = "\x1b]0;owned\x07[bold]x[/bold]\u202ey\x1b[2J\x9b31m"
SIZES = [(80, 24), (120, 40)]


async def open_ticket(at: Terminal, id: int) -> TicketScreen:
    """The ticket, opened from anywhere."""
    at.app.open_ticket(id)
    await at.settle()
    screen = at.app.screen
    assert isinstance(screen, TicketScreen)
    return screen


async def whole(at: Terminal) -> str:
    """All that the ticket screen holds, page after page."""
    await at.press("g")
    seen: list[str] = []
    paper = at.app.screen.query_one(Paper)
    while True:
        seen.append(at.picture)
        if paper.position[1] >= paper.position[2]:
            return "\n".join(seen)
        await at.press("pagedown")


def story(house: House) -> int:
    """An incident with a bit of everything."""
    id = house.triaged(
        "VPN drops every twenty minutes",
        kind=Kind.INCIDENT,
        impact=2,
        urgency=1,
        description="Since Monday it falls over.\nEvery time.",
        steps_before="Updated the client",
        place="Home office",
        software="VPN client",
        software_version="5.4",
    )
    steps = [
        Take(),
        Diagnose(signs="drops", extent="one caller", components="gateway", answers={"vpn_client": "5.4"}),
        Note(text="Reinstalled the client", kind=NoteKind.STEP),
        Note(text="Cipher list differs", kind=NoteKind.HYPOTHESIS, outcome="confirmed"),
        Reply(text="We found something."),
    ]
    for entered in steps:
        house.clock.at += MINUTE
        perform(house.desk, id, entered)
    return id


@pytest.mark.parametrize("size", SIZES)
async def test_everything_is_there(house: House, size: tuple[int, int]) -> None:
    """Facts and why this priority, clocks and their arithmetic, texts, sheet, thread, links, what next and why not."""
    id, other = story(house), house.report("The same at home")
    link(house.desk, id, other, LinkType.CHILD)
    async with terminal(house.desk, size=size) as at:
        await open_ticket(at, id)
        found = await whole(at)
    for part in (
        "DT-1  P2 High  > In progress  L1 anna",
        "Incident, technical",
        "Network / VPN",
        "impact 2 and urgency 1",
        "ann@example.org",
        "VPN client 5.4",
        "Every time.",
        "Updated the client",
        "Resolution: due 17:00, 7h 55m left",
        "Counted from Mon",
        "Which VPN program and version? 5.4",
        "not answered yet",
        "Step tried, outcome still open",
        "Outcome: confirmed",
        "PUBLIC REPLY to the requester, NOT DELIVERED",
        "Part of this one: DT-2 New The same at home",
        "What may be done next",
        "e Escalate",
        "Nothing has been tried. Note a step with its outcome. [i Add",
        "anna taken",
    ):
        assert part in found, part


@pytest.mark.parametrize("size", SIZES)
async def test_it_looks_as_it_was_kept(house: House, size: tuple[int, int]) -> None:
    """To the last cell, but for how many lines there are below."""
    id = story(house)
    async with terminal(house.desk, size=size) as at:
        await open_ticket(at, id)
        golden(re.sub(r"of \d+", "of ..", at.picture), f"ticket_{size[0]}x{size[1]}")


async def test_what_is_read_stays_while_others_write(house: House) -> None:
    """A note by somebody else appears; the lines on the screen do not move."""
    id = story(house)
    async with terminal(house.desk) as at:
        await open_ticket(at, id)
        await at.press("pagedown", "pagedown", "j")
        before = at.picture.splitlines()[2:-2]
        perform(house.seen_by("boris"), id, Diagnose(answers={"vpn_since": "Monday", "vpn_others": "yes"}))
        at.app.ticket_changed.publish(id)
        await at.settle()
        after = at.picture.splitlines()[2:-2]
        assert before[0] == after[0]
        perform(house.seen_by("boris"), id, Note(text="Called back"))
        at.app.ticket_changed.publish(id)
        await at.settle()
        assert "Called back" in await whole(at)


async def test_tab_goes_to_what_can_be_opened_and_enter_opens_it(house: House) -> None:
    """A link leads to the other ticket, and back."""
    id, other = house.triaged("One"), house.triaged("Other")
    link(house.desk, id, other, LinkType.RELATED)
    async with terminal(house.desk) as at:
        screen = await open_ticket(at, id)
        paper = screen.query_one(Paper)
        while paper.stop != f"link:{other}":
            await at.press("tab")
        await at.press("enter")
        assert at.app.screen.targets() == [other]
        await at.press("left")
        assert at.app.screen is screen
        assert paper.stop == f"link:{other}"


async def test_enter_on_an_open_step_records_its_outcome(house: House) -> None:
    """The form of the outcome opens, and the thread shows what came of it."""
    id = story(house)
    async with terminal(house.desk) as at:
        screen = await open_ticket(at, id)
        paper = screen.query_one(Paper)
        while not (paper.stop or "").startswith("note:"):
            await at.press("tab")
        await at.press("enter")
        assert at.app.screen.__class__.__name__ == "Form"
        await at.type("no change")
        await at.press("ctrl+s")
        assert "Outcome: no change" in await whole(at)


@pytest.mark.parametrize("key", ["q", "escape", "left", "й", "ๆ"])
async def test_every_way_back_leads_back(house: House, key: str) -> None:
    """To the screen it was opened from, on any keyboard layout."""
    id = house.triaged("One")
    async with terminal(house.desk) as at:
        screen = await open_ticket(at, id)
        await at.press(key)
        assert at.app.screen is not screen
        assert at.app.is_running


async def test_capital_j_and_k_go_through_the_list(house: House) -> None:
    """The next ticket of the list it was opened from, from its first line, and the end is told."""
    ids = [house.triaged(f"Ticket {number}") for number in range(3)]
    async with terminal(house.desk) as at:
        await at.press("enter")
        assert at.app.screen.targets() == [ids[0]]
        await at.press("G", "J")
        assert at.app.screen.targets() == [ids[1]]
        assert at.app.screen.query_one(Paper).position[0] == 1
        await at.press("J", "J")
        assert at.app.screen.targets() == [ids[2]]
        assert "no further ticket" in at.message
        await at.press("K")
        assert at.app.screen.targets() == [ids[1]]


async def test_z_shows_the_thread_alone(house: House) -> None:
    """And everything again."""
    id = story(house)
    async with terminal(house.desk) as at:
        await open_ticket(at, id)
        await at.press("z")
        assert "PUBLIC REPLY" in at.picture
        assert "Facts" not in at.picture
        await at.press("z")
        assert "Facts" in await whole(at)


async def test_act_keys_work_and_their_result_is_seen_at_once(house: House) -> None:
    """Take and undo, without leaving the ticket."""
    id = house.triaged("One")
    async with terminal(house.desk) as at:
        await open_ticket(at, id)
        await at.press("a")
        assert "> In progress  L1 anna" in at.picture
        await at.press("u")
        assert "o Open  L1 (nobody)" in at.picture


async def test_t_judges_this_ticket_and_comes_back(house: House) -> None:
    """A deck of one; for a triaged ticket the reason why not."""
    id = house.report("VPN down", description="The VPN is not working, error 809.")
    house.report("Another")
    async with terminal(house.desk) as at:
        screen = await open_ticket(at, id)
        await at.press("t")
        assert isinstance(at.app.screen, TriageScreen)
        assert "1 of 1" in at.picture
        await at.press("d")
        assert at.app.screen is screen
        assert "P3 Medium" in at.picture
        await at.press("t")
        assert at.app.screen is screen
        assert "The ticket is triaged" in at.message


async def test_a_ticket_that_goes_out_of_sight_is_left(house: House) -> None:
    """Restricted by a lead while an agent reads it: nothing of it stays on the screen."""
    id = house.triaged("Secret matter")
    async with terminal(house.seen_by("boris")) as at:
        screen = await open_ticket(at, id)
        restrict(house.desk, id, Restrict(on=True, reason="about a person"))
        at.app.ticket_changed.publish(id)
        await at.settle()
        assert at.app.screen is not screen
        assert "Secret" not in at.picture
        assert "DT-1" in at.message


async def test_a_ticket_that_is_not_there_is_not_opened(house: House) -> None:
    """A word, and one stays where one was."""
    house.triaged("One")
    async with terminal(house.desk) as at:
        before = at.app.screen
        at.app.open_ticket(99)
        await at.settle()
        assert at.app.screen is before
        assert "DT-99" in at.message


async def test_hostile_texts_are_shown_harmlessly(house: House) -> None:
    """Whatever somebody wrote, the terminal obeys none of it."""
    reporter = Reporter(name="E[/b]\u202e", email="e@x.org")
    id = house.triaged("[red]S\u202e", description=HOSTILE, symptoms=HOSTILE, reporter=reporter)
    perform(house.desk, id, Note(text=HOSTILE, kind=NoteKind.STEP, outcome=HOSTILE))
    perform(house.desk, id, Reply(text=HOSTILE))
    async with terminal(house.desk) as at:
        await open_ticket(at, id)
        found = await whole(at)
    assert "[red]S‹U+202E›" in found
    assert "[bold]x[/bold]‹U+202E›y" in found
    assert not any(char in found for char in "\x1b\x9b\x07\u202e")


@pytest.mark.parametrize(
    "text",
    [
        "ระบบอีเมลเข้าไม่ได้ตั้งแต่เช้าวันนี้ ขึ้นข้อความว่ารหัสผ่านไม่ถูกต้อง " * 8,
        "Не открывается общий диск: «сетевой путь не найден». " * 8,
        "Nu se poate deschide aplicația de facturare după actualizare. " * 8,
    ],
)
@pytest.mark.parametrize("size", SIZES)
async def test_texts_of_every_language_fit(house: House, text: str, size: tuple[int, int]) -> None:
    """Every letter is there, and no line is cut off at the edge."""
    id = house.triaged("Subject", description=text)
    async with terminal(house.desk, size=size) as at:
        await open_ticket(at, id)
        found = await whole(at)
    assert text.replace(" ", "").strip() in "".join(found.split())
