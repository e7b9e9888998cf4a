"""Who works at the desk: agents with their lines, roles and skills, and when they are away."""

from dataclasses import replace

from deskterm.store.errors import StoreError
from deskterm.store.read.facts import facts
from deskterm.store.read.people import people, person
from deskterm.store.read.relations import held
from deskterm.usecases.act import write
from deskterm.usecases.desk import Desk, NotFound, require
from deskterm.usecases.keys import Gate, take_all
from deskterm.workflow.assignment import release_change
from deskterm.workflow.checks import Invalid, line, name
from deskterm.workflow.inputs import Release
from deskterm.workflow.permission import ADMINISTER, may_be_called, may_change_availability, may_desk
from deskterm.workflow.values import Person, Point, Role


def agents(desk: Desk) -> list[Person]:
    """Everybody who works or has worked here."""
    return people(desk.store.db)


def add_agent(desk: Desk, who: str, lines: set[int], roles: set[Role], skills: set[str]) -> Person:
    """A new person, or one who comes back. Without a role they are an agent."""
    require(may_desk(ADMINISTER, desk.by))
    newcomer = Person(
        name=name("name", who),
        lines=frozenset(lines),
        roles=frozenset(roles or {Role.AGENT}),
        skills=frozenset(filter(None, (line("skill", skill, 60) for skill in skills))),
    )
    if newcomer.has(Role.AGENT) and not newcomer.lines:
        require(Point(code="line_missing", field="line"))
    require(may_be_called(newcomer.name))
    with desk.writing() as writer:
        known = person(writer.db, newcomer.name)
        if known is not None and known.active:
            require(Point(code="agent_exists", field="name", args={"name": who}))
        writer.add_person(newcomer, by=desk.by.name, now=desk.now(), via=desk.via)
    return newcomer


def away(desk: Desk, who: str, until: int | None) -> None:
    """Somebody is away until a moment; None: they are back."""
    require(may_change_availability(who, desk.by))
    with desk.writing() as writer:
        known = person(writer.db, who)
        if known is None:
            raise NotFound("agent", who)
        if until is not None and until <= desk.now():
            require(Point(code="until_past", field="until", args={"until": until}))
        writer.change_person(replace(known, away_until=until), by=desk.by.name, now=desk.now(), via=desk.via)


def off(desk: Desk, who: str, gate: Gate | None = None) -> Invalid | StoreError | None:
    """Somebody no longer works here; their tickets go back to their line's queue, their keys are taken away.

    Why a key still stands in the file, where one does: it opens nothing, for the name opens nothing.
    """
    require(may_desk(ADMINISTER, desk.by))
    with desk.writing() as writer:
        known = person(writer.db, who)
        if known is None:
            raise NotFound("agent", who)
        admins = [p for p in people(writer.db) if p.active and p.has(Role.ADMIN)]
        if [p.name for p in admins] == [who]:
            require(Point(code="last_admin", args={"name": who}))
        writer.change_person(replace(known, active=False), by=desk.by.name, now=desk.now(), via=desk.via)
        for id in held(writer.db, who):
            if ticket := facts(writer.db, id):
                write(desk, writer, ticket, release_change(ticket, Release(), desk.by, desk.policy, 0), desk.now())
        return None if gate is None else take_all(desk, writer, gate, who)
