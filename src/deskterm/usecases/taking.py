"""The ticket that somebody should do next: chosen and taken in one transaction, so that no two people get the same."""

from dataclasses import dataclass

from deskterm.store.db import Db
from deskterm.store.read.duty import loads, own_work, unassigned_work
from deskterm.store.read.facts import facts
from deskterm.usecases.act import act, ticket_for
from deskterm.usecases.desk import Desk, Done, Refused, require
from deskterm.workflow.duty import absent_until, duty_of
from deskterm.workflow.inputs import Take
from deskterm.workflow.permission import may_register
from deskterm.workflow.suggesting import Next, Why, next_for
from deskterm.workflow.values import Point, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Given(Done):
    """The ticket and why it. `taken`: it was taken now (its `event`); else the person had it and goes on, event 0."""

    taken: bool
    reasons: tuple[Why, ...]


def take(desk: Desk, line: int | None = None) -> Given:
    """Give the person the ticket they should do next. Refused: there is none, or they are away.

    `line`: from this line only. Writers take turns on both stores: what is chosen here is still free.
    """
    with desk.writing() as writer:
        chosen = choose(writer.db, desk, line)
        ticket = ticket_for(writer.db, desk, chosen.ticket)
        if chosen.mine and ticket.status is Status.IN_PROGRESS:
            return Given(id=ticket.id, version=ticket.version, event=0, taken=False, reasons=chosen.reasons)
        done = act(desk, writer, ticket, Take())
    return Given(
        id=done.id,
        version=done.version,
        event=done.event,
        warnings=done.warnings,
        data=done.data,
        taken=True,
        reasons=chosen.reasons,
    )


def ahead(desk: Desk, line: int | None = None) -> Given:
    """The ticket that `take` would give now; nothing is changed."""
    db = desk.store.db
    with db.snapshot():
        chosen = choose(db, desk, line)
        ticket = facts(db, chosen.ticket)
    assert ticket is not None
    return Given(id=ticket.id, version=ticket.version, event=0, taken=False, reasons=chosen.reasons)


def choose(db: Db, desk: Desk, line: int | None) -> Next:
    """What the rule says. Refused: nothing, or not to this person."""
    by, now, policy = desk.by, desk.now(), desk.policy
    duty = duty_of(by.name, policy.book)
    require(may_register(by))
    if line is not None and not by.works_at(line):
        require(Point(code="line_not_yours", field="line_number", args={"line": line}))
    until = by.away_until if not by.available(now) else absent_until(duty, now)
    if until is not None:
        require(Point(code="assignee_away", args={"name": by.name, "until": until}))
    lines = [n for n in sorted(by.lines) if by.works_at(n) and line in (None, n)]
    found = [*own_work(db, by, now), *unassigned_work(db, by, lines)]
    if line is not None:
        found = [work for work in found if work.ticket.line == line]
    load = loads(db, by, [by.name]).get(by.name, 0)
    chosen = next_for(by, found, now, policy, duty, load)
    if chosen is None:
        raise Refused.because(Point(code="nothing_next"))
    return chosen
