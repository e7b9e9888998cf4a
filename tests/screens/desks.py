"""A desk on a real file with people and tickets, a clock that stands where it is put, and the app over it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from deskterm.app import Deskterm
from deskterm.store.location import Location
from deskterm.store.opening import Store
from deskterm.store.read.categories import categories
from deskterm.store.read.people import person
from deskterm.usecases import look
from deskterm.usecases.act import perform
from deskterm.usecases.desk import Desk
from deskterm.usecases.found import found
from deskterm.usecases.people import add_agent
from deskterm.usecases.register import register
from deskterm.usecases.whole import Shown
from deskterm.workflow.inputs import Details, Register, Triage
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Channel, Kind, Nature, Reporter, Role
from tests.golden.pictures import picture
from tests.store.desks import copy

MONDAY = int(datetime(2031, 5, 5, 9, 0, tzinfo=UTC).timestamp()) * 1_000_000
MINUTE = 60_000_000
ANN = Reporter(name="Ann Lee", email="ann@example.org", phone="+1 555 0100")


@dataclass
class Clock:
    """Microseconds; moves only when it is told to."""

    at: int = MONDAY

    def __call__(self) -> int:
        return self.at


@dataclass
class House:
    """A desk as anna sees it (founder, lead of all lines), and as others do."""

    desk: Desk
    clock: Clock = field(default_factory=Clock)

    def seen_by(self, name: str) -> Desk:
        """The same desk, seen by somebody else."""
        who = person(self.desk.store.db, name)
        assert who is not None
        return replace(self.desk, by=who)

    def report(self, subject: str, *, reporter: Reporter = ANN, channel: Channel = Channel.MAIL, **details: Any) -> int:
        """A new ticket."""
        entered = Register(subject=subject, reporter=reporter, channel=channel, details=Details(**details))
        return register(self.desk, entered).id

    def triaged(
        self, subject: str, *, kind: Kind = Kind.REQUEST, impact: int = 3, urgency: int = 2, **more: Any
    ) -> int:
        """A ticket that somebody has judged."""
        id = self.report(subject, **more)
        nature = Nature.TECHNICAL if kind is Kind.INCIDENT else None
        category = "network/vpn" if kind is Kind.INCIDENT else "access/permission"
        judged = Triage(kind=kind, nature=nature, category=category, impact=impact, urgency=urgency)
        perform(self.desk, id, judged)
        return id

    def show(self, id: int) -> Shown:
        """The whole ticket."""
        return look.show(self.desk, id)


def house(path: Path) -> House:
    """A new desk in this directory: anna leads, boris is an agent of line 1, chai of lines 2 and 3."""
    return seen_by_anna(copy(made, path / "desk.db")[0])


def seen_by_anna(store: Store) -> House:
    """The desk as its founder sees it."""
    clock = Clock()
    founder = person(store.db, "anna")
    assert founder is not None
    desk = Desk(store=store, by=founder, rules=Policy(categories=categories(store.db)), now=clock)
    return House(desk=desk, clock=clock)


def made(path: Path) -> tuple[Store, None]:
    """The desk, made."""
    store = found(Location(file=path), "anna", MONDAY, fast=True)
    desk = seen_by_anna(store).desk
    add_agent(desk, "boris", {1}, {Role.AGENT}, set())
    add_agent(desk, "chai", {2, 3}, {Role.AGENT}, {"network"})
    return store, None


class Terminal:
    """The app at work: keys in, picture out."""

    def __init__(self, app: Deskterm, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot
        self.pressed = 0

    async def press(self, *keys: str) -> None:
        """Press keys, each when what the one before began is done."""
        for key in keys:
            self.pressed += 1
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Wait for acts and paintings."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text; its letters are not counted as keys."""
        for letter in text:
            await self.pilot.press({" ": "space", "\n": "enter"}.get(letter, letter))
        await self.settle()

    async def rest(self) -> None:
        """Wait until preview and bars have followed the cursor."""
        await self.pilot.pause(0.2)
        await self.settle()

    @property
    def picture(self) -> str:
        """What is on the screen."""
        return picture(self.app)

    @property
    def message(self) -> str:
        """The message line of the upper screen."""
        from deskterm.widgets.bars import MessageBar

        return str(self.app.screen.query_one(MessageBar).message[0])


@asynccontextmanager
async def terminal(desk: Desk, size: tuple[int, int] = (80, 24), **options: Any) -> AsyncIterator[Terminal]:
    """The app over a desk."""
    app = Deskterm(desk, zone=UTC, **options)
    async with app.run_test(size=size) as pilot:
        at_work = Terminal(app, pilot)
        for _ in range(500):
            if app.ready:
                break
            await pilot.pause(0.02)
        await at_work.rest()
        yield at_work
