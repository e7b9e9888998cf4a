"""Who is on duty, what is arranged of it, and whom a ticket would best be given to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from deskterm.store.read.duty import familiar, last_given, loads
from deskterm.store.read.people import people, person
from deskterm.usecases.act import ticket_for
from deskterm.usecases.arrange import arrange, strike
from deskterm.usecases.desk import Desk, NotFound, require
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.duty import duty_of, next_on_duty, off_duty, on_duty
from deskterm.workflow.permission import may_change_availability
from deskterm.workflow.suggesting import Candidate, Suggestion, suggest
from deskterm.workflow.values import Person

LINES = (1, 2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Somebody of a line: on duty until `until` (None: without an end), or from `at` on (None: not in sight)."""

    person: Person
    now: bool
    at: int | None = None
    until: int | None = None


def roster(desk: Desk, at: int) -> dict[int, tuple[Shift, ...]]:
    """By line who is on duty at an instant, and after them who is next, the soonest first."""
    everybody = [shift(desk, each, at) for each in people(desk.store.db) if each.active]
    return {
        line: tuple(sorted((each for each in everybody if each.person.works_at(line)), key=soonest)) for line in LINES
    }


def shift(desk: Desk, who: Person, at: int) -> Shift:
    """How somebody stands at an instant."""
    duty = duty_of(who.name, desk.policy.book)
    if on_duty(who, duty, at):
        return Shift(person=who, now=True, at=at, until=off_duty(who, duty, at))
    return Shift(person=who, now=False, at=next_on_duty(who, duty, at))


def soonest(shift: Shift) -> tuple[bool, bool, int, str]:
    """The order of a roster."""
    return (not shift.now, shift.at is None, shift.at or 0, shift.person.name)


def duties(desk: Desk) -> dict[str, Mapping[str, Any]]:
    """What is arranged for whom, as data. Anybody of the desk may look."""
    return desk.policy.book.all(ArrangementKind.DUTY, dict)


def set_duty(desk: Desk, who: str, change: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> Mapping[str, Any]:
    """Set somebody's duty to what `change` makes of what it is now (nothing: {}); what it has become.

    Invalid names the field that is wrong. NotFound: nobody is called so.
    """
    require(may_change_availability(who, desk.by))
    if person(desk.store.db, who) is None:
        raise NotFound("agent", who)
    arrange(desk, ArrangementKind.DUTY, who, change, dry_run=False)
    return duties(desk)[who]


def strike_duty(desk: Desk, who: str) -> None:
    """Take it away: they are always on shift. NotFound: they have none."""
    require(may_change_availability(who, desk.by))
    strike(desk, ArrangementKind.DUTY, who, dry_run=False)


def whom(desk: Desk, id: int) -> tuple[Suggestion, ...]:
    """Whom to give a ticket, best first. NotFound when there is none that the person may see."""
    db, book = desk.store.db, desk.policy.book
    with db.snapshot():
        ticket = ticket_for(db, desk, id)
        able = [each for each in people(db) if each.works_at(ticket.line) and each.active]
        work = loads(db, desk.by, (each.name for each in able))
        given, known = last_given(db, desk.by), familiar(db, desk.by, ticket)
    candidates = (
        Candidate(
            person=each,
            duty=duty_of(each.name, book),
            load=work.get(each.name, 0),
            last=given.get(each.name),
            familiar=each.name in known,
        )
        for each in able
    )
    return suggest(ticket, candidates, desk.now())
