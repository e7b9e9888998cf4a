"""Makes the demonstration desk: founded long enough ago, staffed, and filled with so many tickets."""

from dataclasses import replace

from deskterm.demo.crowd import crowd, founded
from deskterm.demo.moments import DAY, REACH
from deskterm.demo.people import ABSENCE_DAYS, MEMBERS
from deskterm.demo.plan import plan
from deskterm.demo.player import OneTransaction, Player
from deskterm.store.location import Location
from deskterm.store.opening import Store
from deskterm.store.read.categories import categories
from deskterm.store.read.people import people
from deskterm.usecases.desk import Desk
from deskterm.usecases.found import found
from deskterm.usecases.people import add_agent, away
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Person, Role

TICKETS = 200
"""How many tickets a demonstration has when nothing is said."""
PLAYED = 400
"""At most so many tickets live through their whole life; the rest of a large desk is an older past, poured in."""


def make(location: Location, me: str, now: int, tickets: int = TICKETS, *, time_zone: str = "Etc/UTC") -> Store:
    """A fresh desk at this place, filled, opened for writing. `me` is its founder, on every line.

    StoreError `exists` when something is there already; Invalid when `me` is no account name.
    """
    store = found(location, me, founded_at(tickets, now), time_zone=time_zone, fast=True)
    fill(store, tickets, now, policy=Policy(time_zone=time_zone))
    return store


def founded_at(tickets: int, now: int) -> int:
    """When a desk with so many tickets was founded."""
    return founded(now) if tickets > PLAYED else now - REACH - DAY


def fill(store: Store, tickets: int, now: int, *, policy: Policy | None = None) -> None:
    """Staff a desk that has nobody but its founder, and play so many tickets up to `now` (microseconds UTC)."""
    rules = replace(policy or Policy(), categories=categories(store.db), outgoing=True)
    founder = next(person for person in people(store.db) if person.has(Role.ADMIN))
    staff(store, founder, rules, now, founded_at(tickets, now))
    if tickets > PLAYED:
        from deskterm.store.write.bulk import fill as pour

        pour(store, crowd(tickets - PLAYED, now, rules), by=founder.name)
    deeds = plan(min(tickets, PLAYED), now, calendar=rules.calendar, me=founder)
    with store.writing() as writer:
        player = Player(OneTransaction(store, writer), rules)
        for deed in deeds:
            player.play(deed)


def staff(store: Store, founder: Person, policy: Policy, now: int, day: int) -> None:
    """Add the colleagues on the desk's first day; one is away now. A founder of the same name stays as they are."""
    known = {person.name for person in people(store.db)}
    with store.writing() as writer:
        first = Desk(store=OneTransaction(store, writer), by=founder, rules=policy, now=lambda: day)
        for member in MEMBERS:
            person = member.person
            if person.name in known:
                continue
            add_agent(first, person.name, set(person.lines), set(person.roles), set(person.skills))
            if member.away:
                away(first, person.name, now + ABSENCE_DAYS * DAY)
