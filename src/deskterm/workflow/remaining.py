"""How much working time is left until a deadline: what the queue shows of a ticket's clocks, and suggestions go by.

A row of the queue knows the next deadline, not which target it belongs to; the hours in which its clocks run follow
from its priority and from the agreement of the reporter's organisation, as they do in `workflow.sla`.
"""

from collections.abc import Callable
from typing import Protocol

from deskterm.workflow.agreement import Agreement
from deskterm.workflow.calendar import Calendar
from deskterm.workflow.sla import BREACH_LENGTH
from deskterm.workflow.values import LIVE


class Timed(Protocol):
    """What is known of a ticket with a deadline."""

    @property
    def status(self) -> str: ...
    @property
    def priority(self) -> int | None: ...
    @property
    def due_at(self) -> int | None: ...
    @property
    def wake_at(self) -> int | None: ...
    @property
    def aware_at(self) -> int | None: ...


class Dated(Timed, Protocol):
    """The same of a row of the queue, which names whose agreement holds."""

    @property
    def organisation(self) -> str | None: ...


def left(ticket: Dated, agreement_of: Callable[[str | None], Agreement], now: int) -> int | None:
    """Working time left on a row, by the agreement of its organisation (`until`)."""
    return None if ticket.due_at is None else until(ticket, agreement_of(ticket.organisation), now)


def until(ticket: Timed, held: Agreement, now: int) -> int | None:
    """Microseconds of working time from now to the next deadline, below 0 since one that has passed.

    None: there is no deadline now; while all clocks of a ticket are paused the moment of waking up stands in its place.
    A deadline that passed while nobody works is late by 0.
    """
    if ticket.due_at is None or ticket.status not in LIVE or ticket.due_at == ticket.wake_at:
        return None
    calendar = hours(ticket, held)
    if ticket.due_at < now:
        return -calendar.elapsed_us(ticket.due_at, now)
    return calendar.elapsed_us(now, ticket.due_at)


def hours(ticket: Timed, held: Agreement) -> Calendar:
    """When the clock runs whose deadline is next: that of a breach of data by the wall."""
    by_wall = ticket.aware_at is not None and ticket.due_at == ticket.aware_at + BREACH_LENGTH
    return held.always if by_wall or ticket.priority in held.targets.round_the_clock else held.calendar
