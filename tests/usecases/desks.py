"""A real desk on a real file, seen by whoever asks: what tests of use-cases and doors start from."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from deskterm.store.location import Location
from deskterm.store.opening import Store
from deskterm.store.read.arrangements import book
from deskterm.store.read.categories import categories
from deskterm.store.read.chain import verify
from deskterm.store.read.facts import facts
from deskterm.store.read.people import person
from deskterm.usecases.desk import Desk
from deskterm.usecases.examine import deadlines_of
from deskterm.usecases.found import found
from deskterm.usecases.people import add_agent
from deskterm.usecases.register import register
from deskterm.workflow.inputs import Register
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Reporter, Role, Ticket
from tests.store.desks import copy

START = 1_900_000_000_000_000
MINUTE = 60_000_000

PEOPLE = (
    ("ann", {1}, {Role.AGENT}),
    ("amy", {1}, {Role.AGENT}),
    ("ben", {2}, {Role.AGENT}),
    ("cid", {3}, {Role.AGENT}),
    ("lea", {1, 2, 3}, {Role.LEAD}),
    ("aud", set(), {Role.AUDITOR}),
)
RHEA = Reporter(name="Rhea Example", email="rhea@example.org", phone="+1 202 555 0101")


@dataclass
class House:
    """A desk with its people, and a clock that moves a minute with every look."""

    store: Store
    at: int = START
    policy: Policy = field(default_factory=Policy)

    def tick(self) -> int:
        self.at += MINUTE
        return self.at

    def by(self, name: str) -> Desk:
        who = person(self.store.db, name)
        assert who is not None
        return Desk(store=self.store, by=who, rules=self.policy, now=self.tick)

    def ticket(self, subject: str = "VPN does not connect", **more: object) -> int:
        entered = Register(subject=subject, reporter=RHEA)
        return register(self.by("ann"), replace(entered, **more)).id  # type: ignore[arg-type]


def house(folder: Path, *, own: bool = False) -> House:
    """A desk in this folder: founder `boss`, two agents on line 1, one on 2 and 3, a lead, an auditor.

    `own`: it has an identity of its own, which no other has."""
    path = folder / "desk.db"
    store, at = made(path) if own else copy(made, path)
    return House(store=store, at=at, policy=Policy(categories=categories(store.db)))


def made(path: Path) -> tuple[Store, int]:
    """The desk, and what its clock shows when everybody is there."""
    store = found(Location(file=path), "boss", START, fast=True)
    new = House(store=store, policy=Policy(categories=categories(store.db)))
    for name, lines, roles in PEOPLE:
        add_agent(new.by("boss"), name, lines, roles, set())
    return store, new.at


def held(house: House, number: int) -> Ticket:
    """The ticket as it is stored."""
    ticket = facts(house.store.db, number)
    assert ticket is not None
    return ticket


def whole_record(house: House) -> None:
    """Stored deadlines and alarms are those that follow from the facts, and nobody has changed the record."""
    policy = replace(house.policy, book=book(house.store.db))
    assert list(deadlines_of(house.store.db, policy, house.at)) == []
    assert verify(house.store.db).broken is None
