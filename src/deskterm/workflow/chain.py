"""Whom a ticket's plan has told that a target runs out (process: To people), and when that can be.

Of the plans of a ticket the most particular one that names contacts counts: a data breach, then a major incident, a
security incident, a P1, any other; of two alike the first by name. Half of a target is for the first contact, three
quarters are for the second, all of it is for the third and those after them; a shorter chain ends with its last one.

A contact is told in their hours alone, unless the ticket is a P1. Outside of them it is whoever of those further down
the chain comes first: one who is in their hours, or the first whose hours begin. When nobody's ever begin, nobody.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deskterm.workflow.book import ArrangementKind, Book
from deskterm.workflow.codes import Nature
from deskterm.workflow.policy import Policy
from deskterm.workflow.response import Contact, Plan, Start, plan_of
from deskterm.workflow.values import Ticket

if TYPE_CHECKING:
    from deskterm.workflow.calendar import Calendar

PLACES = {50: 1, 75: 2, 100: 3}
"""From which place of the chain on, by the percent of the target."""
ALL_FROM = 100
"""The percent at which everybody from that place on is told, and not only the first of them who can be."""
SECURITY = "security"
"""The branch of the category tree whose incidents are security incidents."""
LAST = 4


@dataclass(frozen=True, slots=True)
class Chain:
    """The contacts of a ticket. `contacts`: (place from 1 on, contact, their hours; None: any)."""

    plan: str
    contacts: tuple[tuple[int, Contact, "Calendar | None"], ...]
    urgent: bool
    """Are hours passed over?"""

    def asked(self, percent: int) -> tuple[tuple[int, Contact, "Calendar | None"], ...]:
        """Those who may be told of this step, in order: from its place on, at least the last one."""
        first = min(PLACES[percent], self.contacts[-1][0])
        return tuple(each for each in self.contacts if each[0] >= first)

    def told(self, percent: int, moment: int) -> tuple[int, ...]:
        """The places of those who are told of this step at this moment; none: nobody can be."""
        there = [place for place, _, hours in self.asked(percent) if self.urgent or opens(hours, moment) == moment]
        if percent < ALL_FROM:
            return tuple(there[:1])
        return tuple(there)

    def first(self, percent: int, moment: int) -> int | None:
        """The first instant from `moment` on at which somebody can be told of this step; None: there is none."""
        if self.urgent:
            return moment
        found = (opens(hours, moment) for _, _, hours in self.asked(percent))
        return min((at for at in found if at is not None), default=None)

    def contact(self, place: int) -> Contact | None:
        """Who stands at this place."""
        return next((contact for at, contact, _ in self.contacts if at == place), None)


def opens(hours: "Calendar | None", moment: int) -> int | None:
    """The first instant from `moment` on within these hours; None: they never begin again."""
    if hours is None:
        return moment
    from deskterm.workflow.calendar import NeverDue

    try:
        return hours.due_us(moment, 0)
    except NeverDue:
        return None


def chain_of(ticket: Ticket, policy: Policy) -> Chain | None:
    """The chain that counts for the ticket; None: no plan of it has one, and it is told as without plans."""
    found = []
    for name in ticket.plans:
        plan = plan_of(name, policy.book)
        if plan is not None and (contacts := usable(plan, ticket, policy.book)):
            found.append((rank(plan), name, contacts))
    if not found:
        return None
    _, name, contacts = min(found, key=lambda each: each[:2])
    return Chain(name, contacts, ticket.priority == 1)


def usable(plan: Plan, ticket: Ticket, book: Book) -> tuple[tuple[int, Contact, "Calendar | None"], ...]:
    """The plan's contacts without the person whom the ticket is about: they never hear of it."""
    return tuple(
        (place, contact, hours_of(contact, book))
        for place, contact in enumerate(plan.contacts, start=1)
        if contact.account is None or contact.account != ticket.about
    )


def hours_of(contact: Contact, book: Book) -> "Calendar | None":
    """The hours in which a contact may be told. A calendar that is not there restricts nothing."""
    if contact.hours is None:
        return None
    from deskterm.workflow.calendar import Calendar

    return book.get(ArrangementKind.CALENDAR, contact.hours, Calendar.from_dict)


def rank(plan: Plan) -> int:
    """How particular a plan is, by what starts it; the lowest number is the most particular."""
    return min(map(ranked, plan.starts), default=LAST)


def ranked(start: Start) -> int:
    """How particular a condition is."""
    if start.breach:
        return 0
    if start.major:
        return 1
    if start.nature is Nature.SECURITY or f"{start.category or ''}/".startswith(f"{SECURITY}/"):
        return 2
    return 3 if start.priority == 1 else LAST
