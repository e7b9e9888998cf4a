"""Similar tickets in the terminal: the line in the deck, the list, and what can be done from it."""

import pytest

from deskterm.screens.dialogs.similar import SimilarList
from deskterm.screens.forms.form import Form
from deskterm.screens.ticket import TicketScreen
from deskterm.screens.triage import TriageScreen
from deskterm.usecases.assign import restrict
from deskterm.usecases.resolve import resolve
from deskterm.widgets.similar import Likes
from deskterm.workflow.inputs import Resolve, Restrict
from deskterm.workflow.values import Cause, Kind, Reporter, ResolutionCode
from tests.golden.pictures import golden
from tests.screens.desks import House, terminal

BEN = Reporter(name="Ben Roe", email="ben@example.org")
FIX = "Set the MTU to 1300.\nThen restarted the client."
DAY = 86_400_000_000


def solved(house: House, subject: str = "VPN drops, error 809", **more: object) -> int:
    """A ticket of last month, and what helped."""
    id = house.triaged(subject, kind=Kind.INCIDENT, **more)  # type: ignore[arg-type]
    entered = Resolve(code=ResolutionCode.FIXED, solution=FIX, cause=Cause.TECHNICAL, measures="MTU")
    resolve(house.desk, id, entered)
    house.clock.at += 30 * DAY
    return id


async def test_the_deck_says_what_helped_with_a_ticket_like_this(house: House) -> None:
    """One line below the questions names the ticket, the words that tie the two, and its solution."""
    solved(house)
    house.report("VPN drops again with error 809", reporter=BEN)
    async with terminal(house.desk, (120, 40)) as at:
        await at.press("t")
        await at.settle()
        assert "S like DT-1 (“" in at.picture
        assert "solved: Set the MTU to 1300. Then restarted the client." in at.picture


async def test_the_deck_names_a_likely_duplicate(house: House) -> None:
    """Of two open tickets that say the same each is told with the other."""
    house.report("Printer on floor two jams")
    house.report("Printer on floor two jams again", reporter=BEN)
    async with terminal(house.desk) as at:
        await at.press("t")
        await at.settle()
        assert "S perhaps DT-2 again (“" in at.picture
        await at.press("tab")
        assert "S perhaps DT-1 again (“" in at.picture


async def test_five_tickets_are_read_ahead_with_what_is_like_them(house: House) -> None:
    """They are there before they are asked for, no more than that."""
    ids = [house.report(f"Printer {n} jams") for n in range(8)]
    async with terminal(house.desk) as at:
        await at.press("t")
        await at.settle()
        screen = at.app.screen
        assert isinstance(screen, TriageScreen)
        assert sorted(screen.stack._ahead) == ids[1:6]
        assert all(card.likeness is not None for card in screen.stack._ahead.values())
        await at.press("tab")
        assert sorted(screen.stack._ahead) == ids[2:7]


async def test_a_ticket_that_is_restricted_meanwhile_is_no_longer_named(house: House) -> None:
    """Neither on the card that is up nor on those that were read ahead."""
    secret = house.triaged("Printer on floor two jams")
    house.report("Printer on floor two jams", reporter=BEN)
    house.report("Printer on floor two jams!", reporter=BEN)
    async with terminal(house.seen_by("boris")) as at:
        await at.press("t")
        await at.settle()
        screen = at.app.screen
        assert isinstance(screen, TriageScreen)
        assert screen.card is not None
        assert screen.card.concerns(secret)
        restrict(house.desk, secret, Restrict(on=True, reason="private"))
        at.app.watch_desk()
        await at.settle()
        assert screen.card is not None
        cards = [screen.card, *screen.stack._ahead.values()]
        assert all(card.likeness is not None and not card.concerns(secret) for card in cards)
        assert "DT-1" not in at.picture


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_list_looks_as_it_was_kept(house: House, size: tuple[int, int]) -> None:
    """A likely duplicate, a solved ticket and what ties them, above a ticket."""
    solved(house)
    house.triaged("VPN drops every ten minutes, error 809")
    house.triaged("VPN drops again with error 809", reporter=BEN)
    async with terminal(house.desk, size) as at:
        await at.press("j", "enter", "S")
        golden(at.picture, f"similar_{size[0]}x{size[1]}")


async def test_the_list_opens_a_ticket_and_is_there_again_after_it(house: House) -> None:
    """S lists, enter opens, esc goes back to the list and then to where one was."""
    old = solved(house)
    house.triaged("VPN drops again with error 809", reporter=BEN)
    async with terminal(house.desk) as at:
        await at.press("enter", "S")
        assert isinstance(at.app.screen, SimilarList)
        assert "Set the MTU to 1300." in at.picture
        await at.press("enter")
        assert isinstance(at.app.screen, TicketScreen)
        assert at.app.screen.targets() == [old]
        await at.press("escape")
        assert isinstance(at.app.screen, SimilarList)
        await at.press("escape")
        assert isinstance(at.app.screen, TicketScreen)


async def test_a_duplicate_is_linked_from_the_list(house: House) -> None:
    """The form holds the other ticket and the relation; only ctrl+s sends it."""
    first = house.triaged("Printer on floor two jams")
    second = house.triaged("Printer on floor two jams", reporter=BEN)
    async with terminal(house.desk) as at:
        await at.press("j", "S", "l")
        form = at.app.screen
        assert isinstance(form, Form)
        assert form.ids == [second]
        assert form.fields.everything() == {"other": f"DT-{first}", "type": "duplicate"}
        assert house.show(second).links == ()
        await at.press("ctrl+s")
        assert isinstance(at.app.screen, SimilarList)
    (linked,) = house.show(second).links
    assert (linked.other, linked.type) == (first, "duplicate")


async def test_a_solution_is_copied_into_a_draft_and_not_sent(house: House) -> None:
    """The form to resolve opens with the whole solution and its code; what was written there before stays above."""
    solved(house)
    id = house.triaged("VPN drops again with error 809", kind=Kind.INCIDENT, reporter=BEN)
    async with terminal(house.desk) as at:
        await at.press("s")
        await at.type("Mine")
        await at.press("escape", "k", "S", "y")
        form = at.app.screen
        assert isinstance(form, Form)
        assert form.fields.everything()["solution"] == f"Mine\n\n{FIX}"
        assert form.fields.everything()["code"] == "fixed"
        assert house.show(id).ticket.status == "open"
        await at.press("escape")
        assert "not sent yet" in at.picture


async def test_what_is_not_judged_yet_gets_a_draft_of_a_reply(house: House) -> None:
    """From the deck: a new ticket can't be resolved."""
    solved(house)
    id = house.report("VPN drops again with error 809", reporter=BEN)
    async with terminal(house.desk) as at:
        await at.press("t", "S", "y")
        form = at.app.screen
        assert isinstance(form, Form)
        assert form.spec.public
        assert form.fields.everything() == {"text": FIX}
    assert house.show(id).thread == ()


async def test_an_open_ticket_has_nothing_to_copy(house: House) -> None:
    """It says so, and the list stays."""
    house.report("Printer on floor two jams")
    house.report("Printer on floor two jams", reporter=BEN)
    async with terminal(house.desk) as at:
        await at.press("S", "y")
        assert isinstance(at.app.screen, SimilarList)
        assert "DT-2 has no solution to copy." in at.message


async def test_who_may_not_act_is_told_why(house: House) -> None:
    """An agent of other lines reads the list; its keys open no form."""
    solved(house)
    house.triaged("VPN drops again with error 809", kind=Kind.INCIDENT, reporter=BEN)
    async with terminal(house.seen_by("chai")) as at:
        await at.press("9", "S")
        for key in ("l", "y"):
            await at.press(key)
            assert isinstance(at.app.screen, SimilarList)
            assert "line 1, where you do not work" in at.message
    assert house.show(2).links == ()


async def test_nothing_similar_is_said(house: House) -> None:
    """The list says so, and no key of it does harm."""
    house.report("Printer on floor two jams")
    house.report("Холодно в кабинете")
    async with terminal(house.desk) as at:
        await at.press("S", "enter", "l", "y")
        assert isinstance(at.app.screen, SimilarList)
        assert "No ticket is known that is like DT-1." in at.picture


async def test_hostile_subjects_are_shown_harmlessly(house: House) -> None:
    """In the list and in the deck's line."""
    for _ in range(2):
        house.report("Printer \x1b]0;owned\x07[bold]jams \u202etwo", description="Printer jams \x1b[2J")
    async with terminal(house.desk) as at:
        await at.press("t")
        await at.settle()
        assert "perhaps DT-2 again" in at.picture
        await at.press("S")
        assert at.app.screen.query_one(Likes).chosen is not None
        assert "\x1b" not in at.picture
        assert "\u202e" not in at.picture
