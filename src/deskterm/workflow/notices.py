"""Telling people that a target runs out (process: To people): at 50, 75 and 100 %, each once in a cycle of a target.

Of several steps that have passed since the last look only the highest is told. The assignee is told at once. The
contacts of the ticket's plan are told beside them (`workflow.chain`), together or, outside their hours, in an event of
its own when the first of them can be, unless the next step has passed by then. A ticket that nobody has is told to the
contacts alone, and when no plan of it has any, to the leads of its line.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from deskterm.workflow.chain import Chain, chain_of
from deskterm.workflow.codes import Role
from deskterm.workflow.permission import sees
from deskterm.workflow.policy import Policy
from deskterm.workflow.response import Contact
from deskterm.workflow.sla import Step, steps
from deskterm.workflow.values import Change, Passed, Person, Ticket

PERCENTS = (50, 75, 100)
"""Parts of a target at which somebody is told."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A step, and when it is told: to the assignee or the leads (`plain`), to these places of a chain, or to both."""

    step: Step
    at: int
    plain: bool
    chain: Chain | None = None
    places: tuple[int, ...] = ()

    @property
    def later(self) -> bool:
        """Are contacts still to be told of it?"""
        return self.chain is not None and not self.places


@dataclass(frozen=True, slots=True)
class To:
    """Whom: accounts, and contacts of a plan by their places; those outside the desk with who they are."""

    accounts: tuple[str, ...] = ()
    plan: str | None = None
    places: tuple[int, ...] = ()
    outside: tuple[tuple[int, Contact], ...] = ()
    strangers: tuple[str, ...] = ()
    """Accounts among them that may not see the ticket as it stands."""


def untold(ticket: Ticket, policy: Policy) -> Iterator[Step]:
    """The steps that are still to be told, each target's in ascending order, and those that contacts wait for."""
    held = policy.agreement_for(ticket)
    return steps(ticket, held.targets, held.calendar, held.always, PERCENTS)


def tellings(ticket: Ticket, policy: Policy, now: int | None = None) -> Iterator[Telling]:
    """Every step that is still to be told with the moment at which it is; in the past when that is late.

    `now`: contacts whose hours have gone by meanwhile are told in their next ones. A step that waits for contacts
    until the next one has passed is never told to them.
    """
    chain = chain_of(ticket, policy)
    for _, group in groupby(untold(ticket, policy), key=lambda step: step.target):
        waiting = list(group)
        for step, after in zip(waiting, [*waiting[1:], None], strict=True):
            if not step.later and (chain is None or ticket.assignee is not None):
                places = () if chain is None else chain.told(step.percent, max(step.at, now or 0))
                yield Telling(step, step.at, True, chain, places)
            elif chain is not None and (at := moment(chain, step, after, now)) is not None:
                yield Telling(step, at, False, chain, chain.told(step.percent, max(at, now or at)))


def moment(chain: Chain, step: Step, after: Step | None, now: int | None) -> int | None:
    """When the first contact can be told of a step, before the next one has passed; None: never."""
    at = chain.first(step.percent, step.at)
    if at is not None and now is not None and at <= now:
        again = chain.first(step.percent, now)
        at = at if again == now else again
    if at is None or (after is not None and max(at, now or at) >= after.at):
        return None
    return at


def next_step(ticket: Ticket, policy: Policy, now: int | None = None) -> int | None:
    """When somebody has to be told next, in microseconds; in the past when that is late. None: never."""
    return min((telling.at for telling in tellings(ticket, policy, now)), default=None)


def upcoming(ticket: Ticket, policy: Policy, now: int) -> Telling | None:
    """What is told next; None: nothing, as it stands."""
    return min(tellings(ticket, policy, now), key=lambda telling: telling.at, default=None)


def passed(ticket: Ticket, policy: Policy, now: int) -> list[Telling]:
    """What has to be told now: of every target the highest step that has passed."""
    return list({each.step.target: each for each in tellings(ticket, policy, now) if each.at <= now}.values())


def asks_people(ticket: Ticket, telling: Telling) -> bool:
    """Must it be known who works here, to tell whom it is told to? The assignee alone is known already."""
    return bool(telling.places) or ticket.assignee is None


def to_tell(ticket: Ticket, telling: Telling, people: Iterable[Person]) -> To:
    """Who is told: the assignee and the contacts of the plan; without either the leads of the ticket's line.

    Nobody when there are none. An account of a plan that works here no more has the leads in its place.
    """
    team = tuple(people)
    leads = leads_of(ticket, team)
    found: list[str] = []
    if telling.plain:
        found += [ticket.assignee] if ticket.assignee is not None else leads
    outside = []
    for place in telling.places:
        contact = telling.chain.contact(place) if telling.chain else None
        if contact is not None and contact.name is not None:
            outside.append((place, contact))
        elif contact is not None:
            found += accounts(contact, team) or leads
    told = tuple(name for name in dict.fromkeys(found) if name != ticket.about)
    plan = telling.chain.plan if telling.chain and telling.places else None
    strangers = tuple(who.name for who in team if who.name in told and not sees(who, ticket))
    return To(told, plan, telling.places, tuple(outside), strangers)


def leads_of(ticket: Ticket, people: Iterable[Person]) -> list[str]:
    """Those who lead the ticket's line."""
    return [who.name for who in people if who.active and who.has(Role.LEAD) and ticket.line in who.lines]


def accounts(contact: Contact, people: Iterable[Person]) -> list[str]:
    """The accounts of a contact of the desk; none: it is gone, or means the leads."""
    if contact.role is Role.ADMIN:
        return [who.name for who in people if who.active and who.has(Role.ADMIN)]
    return [who.name for who in people if who.active and who.name == contact.account]


def notice(telling: Telling, to: To, named: frozenset[str] = frozenset()) -> Change:
    """The event that tells it. No act: nobody did anything to the ticket, and nothing is there to be taken back.

    Of contacts outside the desk it holds the plan and their places alone: who they are is the plan's to say. Whom a
    plan has told of a restricted ticket is named on it beside those who are (`named`): they have to see what they hear.
    """
    step = telling.step
    data: dict[str, object] = {
        "target": step.target,
        "cycle": step.cycle,
        "percent": step.percent,
        "to": to.accounts,
    }
    if to.plan is not None:
        data |= {"plan": to.plan, "places": to.places, "outside": tuple(place for place, _ in to.outside)}
    if telling.later:
        data["later"] = True
    return Change(
        act=None,
        event="target_passed",
        data=data,
        told=(Passed(step.target, step.cycle, step.percent, telling.later),),
        named=named | frozenset(to.strangers) if to.strangers else None,
    )
