"""What became of every target that a ticket ever had: met, breached, or still running.

A target is measured once in each of its cycles: the resolution again after each reopening, the update for each message
that waited. What was reached in an ended cycle is reckoned with the priority and the terms that held then.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from deskterm.workflow.calendar import Calendar
from deskterm.workflow.codes import Status
from deskterm.workflow.policy import Policy
from deskterm.workflow.sla import Clock, ClockName, ClockState, clocks
from deskterm.workflow.values import LIVE, Kind, Ticket

FOLLOWED = ("priority", "terms", "cycle_at", "resolved_at", "closed_at", "asked_at", "status")
"""Fields whose old values an ended cycle is reckoned with."""
ENDED = (Status.RESOLVED, Status.CLOSED)


@dataclass(frozen=True, slots=True)
class Past:
    """A ticket as it was when one of its targets was measured for the last time, and when that was."""

    ticket: Ticket
    target: ClockName
    at: int


@dataclass(frozen=True, slots=True)
class Moved:
    """What an event set: when, old and new values of `FOLLOWED`, and whether it took something back or was taken."""

    at: int
    fields: Mapping[str, Any]
    undone: bool = False


@dataclass(slots=True)
class Tally:
    """How often a target was met, was breached, and still runs (paused ones are among these)."""

    met: int = 0
    breached: int = 0
    running: int = 0

    def add(self, state: ClockState) -> None:
        """One more."""
        if state is ClockState.MET:
            self.met += 1
        elif state is ClockState.BREACHED:
            self.breached += 1
        else:
            self.running += 1

    @property
    def all(self) -> int:
        """How often it was measured."""
        return self.met + self.breached + self.running


@dataclass(slots=True)
class Mean:
    """Incidents that were resolved, and the working time that this took, in microseconds."""

    incidents: int = 0
    worked: int = 0


@dataclass(slots=True)
class Measured:
    """The targets of many tickets."""

    tickets: int = 0
    targets: dict[tuple[ClockName, int | None], Tally] = field(default_factory=dict)
    """By target and priority; None: not triaged."""
    means: dict[Calendar, Mean] = field(default_factory=dict)
    """By the hours in which the resolution was measured."""

    @property
    def without(self) -> int:
        """Tickets to which no first response is owed, or was: withdrawn, merged, ended in time without a contact."""
        return self.tickets - sum(t.all for (name, _p), t in self.targets.items() if name is ClockName.FIRST_RESPONSE)

    def add(self, ticket: Ticket, past: Iterable[Past], policy: Policy, now: int) -> None:
        """One ticket more, with its ended cycles."""
        self.tickets += 1
        for of, clock in (*present(ticket, policy, now), *ended(past, policy)):
            self.targets.setdefault((clock.name, of.priority), Tally()).add(clock.state)
        if ticket.kind is Kind.INCIDENT and ticket.status in ENDED and ticket.triaged:
            hours, worked = resolution(ticket, policy)
            mean = self.means.setdefault(hours, Mean())
            mean.incidents += 1
            mean.worked += worked


def present(ticket: Ticket, policy: Policy, now: int) -> Iterator[tuple[Ticket, Clock]]:
    """The clocks of the present cycle."""
    held = policy.agreement_for(ticket)
    return ((ticket, clock) for clock in clocks(ticket, held.targets, held.calendar, held.always, now))


def ended(past: Iterable[Past], policy: Policy) -> Iterator[tuple[Ticket, Clock]]:
    """The clocks of ended cycles. A message that was answered before its deadline met its target."""
    for each in past:
        for ticket, clock in present(each.ticket, policy, each.at):
            if clock.name is each.target:
                met = each.target is ClockName.UPDATE and clock.state is not ClockState.BREACHED
                yield ticket, replace(clock, state=ClockState.MET) if met else clock


def resolution(ticket: Ticket, policy: Policy) -> tuple[Calendar, int]:
    """The hours by which an ended ticket's resolution was measured, and the working time it took, in microseconds."""
    held = policy.agreement_for(ticket)
    hours = held.always if ticket.priority in held.targets.round_the_clock else held.calendar
    start, known = ticket.cycle_at or ticket.created_at, (ticket.resolved_at, ticket.closed_at, ticket.updated_at)
    end = next(moment for moment in known if moment is not None)
    return hours, hours.elapsed_us(start, end, ticket.pauses)


def ended_cycles(ticket: Ticket, steps: Iterable[Moved], pauses: tuple[tuple[int, int | None], ...]) -> list[Past]:
    """The cycles that have ended before the present one, newest first.

    `steps`: the ticket's whole past, oldest first; `pauses`: since its creation.
    """
    found: list[Past] = []
    after = ticket
    for step in reversed(list(steps)):
        values: dict[str, Any] = {name: old for name, (old, _new) in step.fields.items() if name in FOLLOWED}
        if "status" in values:
            values["status"] = Status(values["status"] or Status.NEW)
        values["cycle_at"] = values.get("cycle_at", after.cycle_at) or ticket.created_at
        before = replace(after, **values)
        if not step.undone:
            found += left_behind(before, after, step.at, pauses)
        after = before
    return found


def left_behind(before: Ticket, after: Ticket, at: int, pauses: tuple[tuple[int, int | None], ...]) -> Iterator[Past]:
    """What a step has ended: a resolution by reopening, the waiting of a message by answering or resolving."""
    if before.resolved_at is not None and after.cycle_at != before.cycle_at:
        mine = tuple((max(a, before.cycle_at), b) for a, b in pauses if a < before.resolved_at)
        mine = tuple((a, b) for a, b in mine if b is None or b > a)
        yield Past(replace(before, status=Status.RESOLVED, pauses=mine), ClockName.RESOLUTION, at)
    answered = after.asked_at is None or after.status not in LIVE
    if before.asked_at is not None and before.status in LIVE and answered:
        yield Past(before, ClockName.UPDATE, at)
