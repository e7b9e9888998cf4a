"""Clocks of the queue: working time, the order by deadline, what falls due, and what the desk tells by itself."""

from deskterm.usecases.act import perform
from deskterm.usecases.sweep import sweep
from deskterm.widgets.bars import MessageBar
from deskterm.widgets.rows import Rows
from deskterm.workflow.inputs import Take, Wait
from deskterm.workflow.values import Channel, Kind, WaitReason
from tests.screens.desks import MINUTE, House, terminal

HOUR = 60 * MINUTE


def order(at) -> list[int]:
    """The tickets of the list from its top."""
    rows = at.app.screen.query_one(Rows)
    return [row.id for row in rows.source.fetch(None, False, 100)]


async def test_the_clock_is_working_time(house: House) -> None:
    """At the end of Friday's hours as much is left as on Monday morning, and the night counts for P1 alone."""
    house.triaged("printer", impact=3)
    house.triaged("server", kind=Kind.INCIDENT, impact=1, urgency=1)
    house.clock.at += 4 * 24 * HOUR  # Friday, 9:00: both are late
    id = house.triaged("monitor", impact=3)
    house.clock.at += 7 * HOUR + 30 * MINUTE
    async with terminal(house.desk, (120, 40)) as at:
        assert "late 36h 30m" in at.picture.split("printer")[0].splitlines()[-1]
        assert "late 102h" in at.picture.split("server")[0].splitlines()[-1]
        late = house.desk.now()
        monday = late + 30 * MINUTE + (2 * 24 + 16) * HOUR
        screen = at.app.screen
        row = screen.rows.source.find(id)
        assert row is not None
        told = [screen.remaining(row, moment) for moment in (late + 30 * MINUTE, monday)]
        assert told[0] == told[1]


async def test_the_order_by_deadline_is_kept_over_views(house: House) -> None:
    """o orders by deadline, in every view until it is pressed again; the ticket under the cursor does not matter."""
    low = house.triaged("slow", impact=3)
    house.clock.at += 4 * HOUR
    high = house.triaged("soon", kind=Kind.INCIDENT, impact=2, urgency=2)
    async with terminal(house.desk) as at:
        by_priority = order(at)
        assert by_priority == [high, low]
        due = {id: house.show(id).ticket.due_at for id in (low, high)}
        await at.press("o")
        assert "by deadline" in at.picture
        assert order(at) == sorted(due, key=due.__getitem__)
        await at.press("7", "2")
        assert at.app.screen.filter.by_due
        await at.press("o")
        assert order(at) == by_priority and "by deadline" not in at.picture


async def test_views_of_what_falls_due(house: House) -> None:
    """0 shows what falls due within an hour or is late, b what is late; both are counted."""
    first = house.triaged("first", impact=3)
    house.clock.at += 90 * MINUTE
    second = house.triaged("second", impact=3)
    async with terminal(house.desk, (120, 40)) as at:
        await at.press("0")
        assert order(at) == []
        house.clock.at += 70 * MINUTE
        at.app.screen.tick()
        await at.rest()
        assert order(at) == [first, second][: len(order(at))] and "0 Due 1" in at.picture
        house.clock.at += 60 * MINUTE
        await at.press("b")
        at.app.screen.tick()
        await at.rest()
        assert order(at) == [first] and "b Late 1" in at.picture


async def test_a_ticket_that_wakes_up_is_not_late(house: House) -> None:
    """All clocks of a waiting ticket are paused: when its waiting is over nothing is missed, swept or not."""
    id = house.triaged("paused", channel=Channel.PHONE)
    perform(house.desk, id, Take())
    until = house.clock.at + HOUR
    perform(house.desk, id, Wait(reason=WaitReason.VENDOR, until=until))
    house.clock.at = until + MINUTE
    async with terminal(house.desk, (120, 40)) as at:
        assert "till 10:00" in at.picture.splitlines()[1] and "0 Due 0" in at.picture
        await at.press("b")
        assert order(at) == []


async def test_what_the_desk_does_on_my_ticket_is_told(house: House) -> None:
    """A notice of my own ticket is shown in one line; the cursor stays, and another's ticket is not spoken of."""
    mine, other = (house.triaged(name, channel=Channel.PHONE) for name in ("mine", "other"))
    until = house.clock.at + 24 * HOUR
    for id, name in ((mine, "anna"), (other, "boris")):
        perform(house.seen_by(name), id, Take())
        perform(house.seen_by(name), id, Wait(reason=WaitReason.VENDOR, until=until))
    async with terminal(house.desk) as at:
        await at.press("j")
        before = at.app.screen.rows.selected_id
        house.clock.at = until + MINUTE
        assert set(sweep(house.seen_by("boris")).woken) == {mine, other}
        at.app.watch_desk()
        await at.rest()
        assert at.message == f"DT-{mine}: woken up: the waiting time is over"
        assert at.app.screen.rows.selected_id == before
        assert at.app.screen.query_one(MessageBar).height == 1


async def test_a_notice_does_not_hide_an_error(house: House) -> None:
    """An error stays in the line while the desk goes on."""
    mine = house.triaged("mine")
    until = house.clock.at + 24 * HOUR
    perform(house.desk, mine, Take())
    perform(house.desk, mine, Wait(reason=WaitReason.VENDOR, until=until))
    async with terminal(house.desk) as at:
        at.app.say("out of reach", "error")
        house.clock.at = until + MINUTE
        sweep(house.desk)
        at.app.watch_desk()
        await at.rest()
        assert at.message == "out of reach"
