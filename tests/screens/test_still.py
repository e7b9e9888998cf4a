"""Nothing moves under the hands through others: what is new waits for a key, what is there shows its new state."""

import pytest

from deskterm.usecases.act import perform
from deskterm.workflow.inputs import Amend, Cancel, Restrict, Take
from tests.screens.desks import House, Terminal, terminal


def numbers(at: Terminal) -> list[str]:
    """The tickets of the list, in their order."""
    return [word for word in at.picture.split() if word.startswith("DT-")]


@pytest.fixture
def three(house: House) -> House:
    """Three tickets in the list of line 1, the most urgent one first."""
    for urgency in (1, 2, 3):
        house.triaged(f"ticket {urgency}", urgency=urgency)
    return house


async def others(at: Terminal) -> None:
    """The second has passed in which it is heard of."""
    at.app.watch_desk()
    await at.rest()


async def test_a_new_one_waits_for_a_key(three: House) -> None:
    """It is counted at once and comes in when `r` is pressed."""
    async with terminal(three.seen_by("boris")) as at:
        before = numbers(at)
        await at.press("j")
        three.report("new one")
        await others(at)
        assert numbers(at) == before
        assert "1 new" in at.picture
        assert "2/3" in at.picture
        await at.press("r")
        assert numbers(at) == ["DT-4", *before]
        assert "1 new" not in at.picture


async def test_one_that_leaves_stays_where_it_is(three: House) -> None:
    """Cancelled, or given away, it shows its new state at once and goes at the key."""
    async with terminal(three.seen_by("boris")) as at:
        before = numbers(at)
        perform(three.desk, 2, Cancel(reason="spam"))
        await others(at)
        assert numbers(at) == before
        assert "Cancelled" in at.picture
        await at.press("r")
        assert numbers(at) == [number for number in before if number != "DT-2"]


async def test_one_that_changes_its_rank_stays_where_it_is(three: House) -> None:
    """It shows the new priority in its old place."""
    async with terminal(three.seen_by("boris")) as at:
        before = numbers(at)
        perform(three.desk, 3, Amend(impact=1, urgency=1, reason="all are down"))
        await others(at)
        assert numbers(at) == before
        assert "P1" in at.picture
        await at.press("r")
        assert numbers(at) == ["DT-3", "DT-1", "DT-2"]


async def test_many_changes_at_once_move_nothing(three: House) -> None:
    """More than are looked at one by one: the same, and all are counted."""
    async with terminal(three.seen_by("boris")) as at:
        before = numbers(at)
        for number in range(25):
            three.report(f"new {number}")
        await others(at)
        assert numbers(at) == before
        assert "25 new" in at.picture
        await at.press("r")
        assert len(numbers(at)) > 15


async def test_my_own_new_ticket_comes_at_once(three: House) -> None:
    """What I do myself I want to see."""
    async with terminal(three.seen_by("boris")) as at:
        await at.press("plus")
        await at.type("mine")
        await at.press("tab")
        await at.type("Bea")
        await at.press("ctrl+s")
        assert "DT-4" in numbers(at)
        assert " new" not in at.picture.splitlines()[-2]


async def test_one_that_is_gone_again_is_not_counted(three: House) -> None:
    """Somebody took it before it was seen here: in the list of what nobody has it is new no longer."""
    async with terminal(three.seen_by("boris")) as at:
        await at.press("3")
        three.report("new one")
        await others(at)
        assert "1 new" in at.picture
        perform(three.desk, 4, Cancel(reason="spam"))
        await others(at)
        assert "1 new" not in at.picture


async def test_what_one_may_no_longer_see_goes_at_once(three: House) -> None:
    """A ticket that is restricted is not held."""
    async with terminal(three.seen_by("boris")) as at:
        perform(three.desk, 2, Take())
        perform(three.desk, 2, Restrict(on=True, reason="private"))
        await others(at)
        assert "DT-2" not in numbers(at)
