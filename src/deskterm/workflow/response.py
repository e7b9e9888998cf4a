"""Response plans (M17): the steps of a kind of incident in order, who is responsible, whom to contact, and when.

The format, one mapping; the plan's name is what it is arranged by, such as security-incident:

    title     what it is called; a shipped plan has its title in the texts
    starts    list of conditions; the plan starts by itself when everything in one of them holds (FIELDS_OF_START);
              without a kind a condition is about incidents; without any condition the plan is started by hand
    steps     list of {code, title, responsible, acts}, in order; a code that ships has its title in the texts
              responsible: an account, a role (agent, lead, admin, auditor), or line:1 to line:3
              acts: list of acts, such as resolve: whoever performs one of them on the ticket does the step with it
    contacts  list of at most 10, first to last: {account}, {role: lead or admin}, or {name, phone, email}, each with
              hours: name of a calendar of the desk; without it they are told at any hour
    offered   false: it no longer starts; tickets that have it keep it

An arrangement with the name of a shipped plan stands in its place; struck, the shipped one is back.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from deskterm.workflow import checks
from deskterm.workflow.book import ArrangementKind, BadArrangement, Book
from deskterm.workflow.codes import Act, Kind, Nature, Role
from deskterm.workflow.shipped_plans import SHIPPED, STEP_CODES
from deskterm.workflow.values import LIVE, NewStep, Ticket

FIELDS = frozenset({"title", "starts", "steps", "contacts", "offered"})
FIELDS_OF_START = frozenset({"kind", "nature", "category", "priority", "major", "breach"})
FIELDS_OF_STEP = frozenset({"code", "title", "responsible", "acts"})
FIELDS_OF_CONTACT = frozenset({"account", "role", "name", "phone", "email", "hours"})
ANY = "any"
"""The kind of a condition that is about incidents, requests and what nobody has judged yet."""
KINDS = (*Kind, ANY)
CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}", re.ASCII)
LINE = re.compile(r"line:[1-3]", re.ASCII)
LONGEST_NAME = 64
"""Characters of a plan's name: it stands with every step on a ticket."""
LONGEST_TEXT = 200
MOST_STARTS, MOST_STEPS, MOST_CONTACTS = 20, 60, 10
LOWEST = 9
"""The number of the lowest priority a desk can have."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A condition: everything that is said in it holds."""

    kind: str = Kind.INCIDENT
    nature: Nature | None = None
    category: str | None = None
    """A leaf of the category tree, or a branch of it."""
    priority: int | None = None
    """This one, and more urgent ones."""
    major: bool | None = None
    breach: bool | None = None

    def holds(self, ticket: Ticket) -> bool:
        """Is the ticket one of those that it is about?"""
        return (
            self.kind in (ANY, ticket.kind)
            and self.nature in (None, ticket.nature)
            and (self.category is None or f"{ticket.category or ''}/".startswith(f"{self.category}/"))
            and (self.priority is None or (ticket.priority is not None and ticket.priority <= self.priority))
            and self.major in (None, ticket.major)
            and self.breach in (None, ticket.breach)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A step of a plan. A title of None: the texts have it, by the code."""

    code: str
    title: str | None = None
    responsible: str | None = None
    acts: tuple[str, ...] = ()
    """Acts that do it by themselves: what they write down is all that the step asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody of the chain: an account, those who hold a role, or somebody outside the desk, by name."""

    account: str | None = None
    role: Role | None = None
    """LEAD: the leads of the ticket's line. ADMIN: the admins."""
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    hours: str | None = None
    """The desk's calendar of the hours in which they may be told; None: at any hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is done about one kind of incident, by whom, and who is to know."""

    title: str | None = None
    """None: a shipped plan, whose title is in the texts."""
    starts: tuple[Start, ...] = ()
    steps: tuple[Task, ...]
    contacts: tuple[Contact, ...] = ()
    offered: bool = True

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> "Plan":
        """Reads the format. BadArrangement (a ValueError) names the field."""
        refuse_unknown("plan", given, FIELDS, "")
        steps = listed("steps", given.get("steps", []), MOST_STEPS, task_of)
        if not steps:
            raise BadArrangement("steps", "a plan has at least one step")
        codes = [step.code for step in steps]
        for place, code in enumerate(codes):
            if code in codes[:place]:
                raise BadArrangement(f"steps[{place}].code", f"there is a step {code} already")
        return cls(
            title=line_of("title", given.get("title")),
            starts=listed("starts", given.get("starts", []), MOST_STARTS, start_of),
            steps=steps,
            contacts=listed("contacts", given.get("contacts", []), MOST_CONTACTS, contact_of),
            offered=flag_of("offered", given.get("offered")) is not False,
        )

    def applies(self, ticket: Ticket) -> bool:
        """Does it belong on the ticket as it is now? Only what somebody still works on needs a plan."""
        return ticket.status in LIVE and any(start.holds(ticket) for start in self.starts)


def listed(field: str, given: object, most: int, read: Callable[[str, Any], T]) -> tuple[T, ...]:
    """A list, each part read by itself. BadArrangement for anything else, and for too many."""
    if not isinstance(given, list) or len(given) > most:
        raise BadArrangement(field, f"a list of at most {most} is expected")
    return tuple(read(f"{field}[{place}]", part) for place, part in enumerate(given))


def refuse_unknown(field: str, given: object, known: Collection[str], prefix: str) -> None:
    """BadArrangement when it is no mapping, or says something that nobody asks."""
    if not isinstance(given, Mapping):
        raise BadArrangement(field, "a mapping is expected")
    for key in given:
        if key not in known:
            raise BadArrangement(f"{prefix}{key}", f"no such field; known: {', '.join(sorted(known))}")


def line_of(field: str, given: object) -> str | None:
    """A text in one line. BadArrangement for anything else; None stays None."""
    if given is None:
        return None
    if not isinstance(given, str) or not given.strip() or not given.isprintable() or len(given) > LONGEST_TEXT:
        raise BadArrangement(field, f"a line of 1 to {LONGEST_TEXT} characters is expected")
    return given.strip()


def flag_of(field: str, given: object) -> bool | None:
    """Yes or no. BadArrangement for anything else; None stays None."""
    if given is not None and not isinstance(given, bool):
        raise BadArrangement(field, "true or false is expected")
    return given


def one_of(field: str, given: object, codes: Collection[str]) -> str | None:
    """One of these codes. BadArrangement for anything else; None stays None."""
    if given is not None and given not in tuple(map(str, codes)):
        raise BadArrangement(field, f"one of {', '.join(map(str, codes))} is expected")
    return None if given is None else str(given)


def start_of(field: str, given: Any) -> Start:
    """A condition. BadArrangement names the place in it that is wrong; one that says nothing would always hold."""
    refuse_unknown(field, given, FIELDS_OF_START, f"{field}.")
    if not given:
        raise BadArrangement(field, "a condition says at least one of " + ", ".join(sorted(FIELDS_OF_START)))
    nature, priority = one_of(f"{field}.nature", given.get("nature"), tuple(Nature)), given.get("priority")
    if priority is not None and (type(priority) is not int or not 1 <= priority <= LOWEST):
        raise BadArrangement(f"{field}.priority", f"a whole number from 1 to {LOWEST} is expected")
    return Start(
        kind=one_of(f"{field}.kind", given.get("kind"), KINDS) or Kind.INCIDENT,
        nature=None if nature is None else Nature(nature),
        category=line_of(f"{field}.category", given.get("category")),
        priority=priority,
        major=flag_of(f"{field}.major", given.get("major")),
        breach=flag_of(f"{field}.breach", given.get("breach")),
    )


def task_of(field: str, given: Any) -> Task:
    """A step. BadArrangement names the place in it that is wrong."""
    refuse_unknown(field, given, FIELDS_OF_STEP, f"{field}.")
    code, title, by = given.get("code"), line_of(f"{field}.title", given.get("title")), given.get("responsible")
    if not isinstance(code, str) or not CODE.fullmatch(code):
        raise BadArrangement(f"{field}.code", "1 to 40 of a-z 0-9 _ - are expected")
    if title is None and code not in STEP_CODES:
        raise BadArrangement(f"{field}.title", "a step of the desk's own needs a title")
    if by is not None and not (isinstance(by, str) and (LINE.fullmatch(by) or checks.NAME.fullmatch(by))):
        raise BadArrangement(f"{field}.responsible", "an account, a role or a line such as line:2 is expected")
    acts = listed(f"{field}.acts", given.get("acts", []), len(Act), act_of)
    return Task(code=code, title=title, responsible=by, acts=acts)


def act_of(field: str, given: object) -> str:
    """The code of an act. BadArrangement for anything else."""
    return one_of(field, given if given is not None else "", tuple(Act)) or ""


def contact_of(field: str, given: Any) -> Contact:
    """Somebody of the chain. BadArrangement names the place in it that is wrong."""
    refuse_unknown(field, given, FIELDS_OF_CONTACT, f"{field}.")
    if sum(given.get(who) is not None for who in ("account", "role", "name")) != 1:
        raise BadArrangement(field, "either an account, a role or a name is expected")
    role = one_of(f"{field}.role", given.get("role"), (Role.LEAD, Role.ADMIN))
    found = Contact(
        account=checked(f"{field}.account", given.get("account"), checks.name),
        role=None if role is None else Role(role),
        name=line_of(f"{field}.name", given.get("name")),
        phone=checked(f"{field}.phone", given.get("phone"), checks.phone),
        email=checked(f"{field}.email", given.get("email"), checks.mail),
        hours=line_of(f"{field}.hours", given.get("hours")),
    )
    reach = found.phone or found.email
    if found.name is not None and not reach:
        raise BadArrangement(field, "somebody outside the desk needs a phone or an email")
    if found.name is None and reach:
        raise BadArrangement(field, "a phone or an email stands beside a name")
    return found


def checked(field: str, given: object, check: Callable[[str, str], str | None]) -> str | None:
    """A text that a check of the doors knows. BadArrangement for anything else; None stays None."""
    if given is None:
        return None
    try:
        found = check(field, given) if isinstance(given, str) else None
    except checks.Invalid:
        found = None
    if found is None:
        raise BadArrangement(field, f"this is not one: {given!r:.60}")
    return found


def plan_of(name: str | None, book: Book) -> Plan | None:
    """The plan of a name, offered or not; None when there is none."""
    if name is None:
        return None
    return book.get(ArrangementKind.PLAN, name, Plan.from_dict) or shipped(name)


@cache
def shipped(name: str) -> Plan | None:
    """A plan that ships."""
    return Plan.from_dict(SHIPPED[name]) if name in SHIPPED else None


def plans(book: Book) -> dict[str, Plan]:
    """All plans by name, in the order of their names; those that are not offered too."""
    found = {name: plan for name in SHIPPED if (plan := shipped(name)) is not None}
    return dict(sorted({**found, **book.all(ArrangementKind.PLAN, Plan.from_dict)}.items()))


def steps_of(name: str, plan: Plan) -> tuple[NewStep, ...]:
    """Its steps as they begin on a ticket."""
    return tuple(
        NewStep(plan=name, code=task.code, title=task.title or task.code, responsible=task.responsible)
        for task in plan.steps
    )
