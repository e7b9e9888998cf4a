"""Whom to give a ticket, and which ticket somebody should do next (M16): ranked, each with its reasons as codes.

Both answers depend on their arguments alone; the same arguments give the same order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from fractions import Fraction
from typing import Any

from deskterm.workflow.assignment import skills_for
from deskterm.workflow.duty import ALWAYS, Duty, next_on_duty, off_duty, on_duty
from deskterm.workflow.policy import Policy
from deskterm.workflow.remaining import until
from deskterm.workflow.values import SECOND, Person, Status, Ticket

USUAL_CAPACITY = 10
"""The capacity that somebody without one is compared by; they are never full."""
SOON = 3600 * SECOND
"""Working time left below which a deadline is about to be missed."""
EFFORT = 4
"""The part of its target for resolution that the work on a ticket is taken to need is one in this many."""
HIGH = frozenset({1, 2})
"""Priorities of one's own that come before new tickets."""
ENDLESS = 1 << 62


class Skill(IntEnum):
    """How somebody's skills stand to a category, the best first."""

    FITS = 0
    UNKNOWN = 1
    """Nothing is known of the person's skills, or the ticket has no category."""
    MISSING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One reason: a code with a sentence in `texts.suggesting`, and its plain arguments."""

    code: str
    args: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who might get a ticket, with what is known of their work."""

    person: Person
    duty: Duty = ALWAYS
    load: int = 0
    """Open work, weighted (`duty.load_of`)."""
    last: int | None = None
    """When they were last given a ticket, or took one; None: not within living memory."""
    familiar: bool = False
    """Have they worked for this reporter before?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Somebody in the order of whom to ask. `at`: when they are on duty, microseconds; now or later."""

    person: Person
    at: int
    skill: Skill
    load: int
    capacity: int | None
    reasons: tuple[Why, ...]


def skill_of(person: Person, category: str | None) -> Skill:
    """Do the person's skills fit?"""
    if not person.skills or category is None:
        return Skill.UNKNOWN
    return Skill.FITS if person.skills & skills_for(category) else Skill.MISSING


def suggest(ticket: Ticket, candidates: Iterable[Candidate], now: int) -> tuple[Suggestion, ...]:
    """Whom to give the ticket, best first.

    Only those who work at its line, are there now by what they say themselves, and are not the person it is about.
    On duty comes before off duty, room before none, a fitting skill before none known before a missing one; among
    equals who has least to do for what they can, then who has longest been given nothing, then who knows the reporter.
    """
    found = []
    for each in candidates:
        person, duty = each.person, each.duty
        if not person.works_at(ticket.line) or not person.available(now) or person.name == ticket.about:
            continue
        at = next_on_duty(person, duty, now)
        if at is None:
            continue
        found.append((place(ticket, each, at, now), suggested(ticket, each, at, now)))
    return tuple(suggestion for _place, suggestion in sorted(found, key=lambda pair: pair[0]))


def place(ticket: Ticket, each: Candidate, at: int, now: int) -> tuple[Any, ...]:
    """What the order goes by; the name at the end makes it one order."""
    return (
        each.person.name == ticket.assignee,
        at if at > now else now,
        full(each),
        skill_of(each.person, ticket.category),
        Fraction(each.load, each.duty.capacity or USUAL_CAPACITY),
        -1 if each.last is None else each.last,
        not each.familiar,
        each.person.name,
    )


def full(each: Candidate) -> bool:
    """Have they as much open work as they can have?"""
    return each.duty.capacity is not None and each.load >= each.duty.capacity


def suggested(ticket: Ticket, each: Candidate, at: int, now: int) -> Suggestion:
    """Somebody with the reasons, in the order in which they weigh."""
    person, duty = each.person, each.duty
    skill = skill_of(person, ticket.category)
    reasons = []
    if person.name == ticket.assignee:
        reasons.append(Why(code="has_it"))
    if on_duty(person, duty, now):
        until = off_duty(person, duty, now)
        reasons.append(Why(code="on_duty") if until is None else Why(code="on_duty_until", args={"at": until}))
    else:
        reasons.append(Why(code="next_on_duty", args={"at": at}))
    if full(each):
        reasons.append(Why(code="full", args={"load": each.load, "capacity": duty.capacity}))
    if skill is Skill.FITS:
        fitting = sorted(person.skills & skills_for(ticket.category or ""))
        reasons.append(Why(code="skill_fits", args={"skill": fitting[0]}))
    elif skill is Skill.MISSING:
        reasons.append(Why(code="skill_lacks", args={"category": ticket.category}))
    if not full(each) and duty.capacity is not None:
        reasons.append(Why(code="load_of", args={"load": each.load, "capacity": duty.capacity}))
    elif duty.capacity is None:
        reasons.append(Why(code="load" if each.load else "free", args={"load": each.load} if each.load else {}))
    if each.last is not None:
        reasons.append(Why(code="last_given", args={"at": each.last}))
    if each.familiar:
        reasons.append(Why(code="familiar"))
    return Suggestion(person=person, at=at, skill=skill, load=each.load, capacity=duty.capacity, reasons=tuple(reasons))


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A ticket that somebody might do next. `woken`: what it waited for has come."""

    ticket: Ticket
    woken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The ticket to do, and why it. `mine`: the person has it already."""

    ticket: int
    mine: bool
    reasons: tuple[Why, ...]


def next_for(
    person: Person, candidates: Iterable[Work], now: int, policy: Policy, duty: Duty = ALWAYS, load: int = 0
) -> Next | None:
    """Which of these tickets the person should do next; None: none of them.

    One's own that is late or about to be, then one's own P1 and P2, then what has woken up, then an unassigned one of
    one's lines: a P1, a late one, a P2, one whose work no longer fits into the time left, any other; of several that
    fits the skills and has least time to spare. Who has as much as they can do goes on with their own instead, unless a
    P1 is nobody's.
    """
    busy = duty.capacity is not None and load >= duty.capacity
    found = []
    for work in candidates:
        ticket = work.ticket
        if ticket.about == person.name or (ticket.assignee not in (None, person.name)):
            continue
        if ticket.assignee is None and not person.works_at(ticket.line):
            continue
        judged = owned(work, now, policy) if ticket.assignee else unassigned(work, person, now, policy, busy)
        if judged is not None:
            found.append((*judged, ticket))
    if not found:
        return None
    _order, reasons, ticket = min(found, key=lambda each: (each[0], each[2].id))
    return Next(ticket=ticket.id, mine=ticket.assignee is not None, reasons=reasons)


Judged = tuple[tuple[int, ...], tuple[Why, ...]]


def owned(work: Work, now: int, policy: Policy) -> Judged | None:
    """The place and reasons of a ticket that the person has; None: not to be worked on now."""
    ticket = work.ticket
    if ticket.status not in (Status.OPEN, Status.IN_PROGRESS) and not (ticket.status is Status.WAITING and work.woken):
        return None
    left = left_of(ticket, now, policy)
    priority, asleep = ticket.priority or ENDLESS, ticket.status is Status.WAITING
    if left is not None and left < SOON and not asleep:
        order = (0, 0, priority, left) if left < 0 else (0, 1, left, priority)
        return order, (Why(code="mine"), margin(ticket, left))
    told = (Why(code="mine"),) if left is None or asleep else (Why(code="mine"), margin(ticket, left))
    rest = (0, priority, ENDLESS if left is None else left)
    if priority in HIGH:
        return (1, *rest), (told[0], Why(code="high", args={"priority": priority}), *told[1:])
    if work.woken:
        return (2, *rest), (told[0], Why(code="woken"), *told[1:])
    return (4, *rest), told


def unassigned(work: Work, person: Person, now: int, policy: Policy, busy: bool) -> Judged | None:
    """The place and reasons of a ticket that nobody has; None: it is not to be worked on now."""
    ticket = work.ticket
    if ticket.priority is None or ticket.status not in (Status.OPEN, Status.IN_PROGRESS):
        return None
    left = left_of(ticket, now, policy)
    spare = ENDLESS if left is None else left - effort(ticket, policy)
    late, tight = left is not None and left < 0, left is not None and spare < 0
    urgent = 0 if ticket.priority == 1 else 1 if late else 2 if ticket.priority in HIGH else 3 if tight else 4
    skill = skill_of(person, ticket.category)
    reasons = [Why(code="nobodys", args={"line": ticket.line})]
    if ticket.priority in HIGH:
        reasons.append(Why(code="high", args={"priority": ticket.priority}))
    if left is not None:
        reasons.append(margin(ticket, left))
        if tight and not late:
            reasons.append(Why(code="tight"))
    if skill is Skill.FITS:
        fitting = sorted(person.skills & skills_for(ticket.category or ""))
        reasons.append(Why(code="skill_fits", args={"skill": fitting[0]}))
    elif skill is Skill.MISSING:
        reasons.append(Why(code="skill_lacks", args={"category": ticket.category}))
    tier = 5 if busy and urgent else 3
    return (tier, urgent, skill, spare, ticket.priority), tuple(reasons)


def left_of(ticket: Ticket, now: int, policy: Policy) -> int | None:
    """Working time until the next deadline; below 0 since one that has passed, also while nobody works; None: none."""
    left = until(ticket, policy.agreement_for(ticket), now)
    late = left is not None and ticket.due_at is not None and ticket.due_at < now
    return min(left, -1) if late and left is not None else left


def effort(ticket: Ticket, policy: Policy) -> int:
    """The working time that a ticket of this priority is taken to need, in microseconds."""
    targets = policy.agreement_for(ticket).targets
    return targets.length(targets.resolution, ticket.priority or targets.untriaged) // EFFORT


def margin(ticket: Ticket, left: int) -> Why:
    """How its next deadline stands."""
    if left < 0:
        return Why(code="late", args={"at": ticket.due_at})
    return Why(code="due_soon" if left < SOON else "due", args={"at": ticket.due_at, "left": left})
