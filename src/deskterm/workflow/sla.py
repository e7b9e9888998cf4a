"""The clocks of a ticket: first response and resolution, what they have used and when they fall due.

Instants and lengths are microseconds. The clock that runs while a requester's message is unanswered, the fraction of
a target that carries over when priority changes, the results of earlier cycles and agreements per organisation are
not told here: a change of priority measures the whole cycle against the new target, and a request has the resolution
target of its priority.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from deskterm.workflow.calendar import Calendar, NeverDue, Part, account
from deskterm.workflow.calendar.hours import PauseUs
from deskterm.workflow.values import LIVE, SECOND, SPOKEN, Status, Ticket

HOUR = 3600


class ClockName(StrEnum):
    """What a clock measures."""

    FIRST_RESPONSE = "first_response"
    RESOLUTION = "resolution"


class ClockState(StrEnum):
    """How a clock stands. A clock past its end is breached even while it runs or is paused."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    BREACHED = "breached"


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Working seconds per priority, P1 first; a lower priority than listed has the last one's target."""

    first_response: tuple[int, ...] = (1 * HOUR, 1 * HOUR, 2 * HOUR, 3 * HOUR)
    resolution: tuple[int, ...] = (4 * HOUR, 8 * HOUR, 24 * HOUR, 40 * HOUR)
    update: tuple[int, ...] = (1 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR)
    untriaged: int = 3
    """The priority by which a ticket without one is answered."""
    round_the_clock: frozenset[int] = frozenset({1})
    """Priorities whose clocks run day and night."""

    def __post_init__(self) -> None:
        for name in ("first_response", "resolution", "update"):
            row = getattr(self, name)
            if not row or min(row) <= 0:
                raise ValueError(f"{name}: at least one target is expected, each longer than nothing")

    def length(self, row: tuple[int, ...], priority: int) -> int:
        """The target of one row for a priority, in microseconds."""
        return row[min(priority, len(row)) - 1] * SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One clock at one moment, with its arithmetic."""

    name: ClockName
    state: ClockState
    started_at: int
    due_at: int | None
    """Microseconds; None while paused, and when the calendar holds too little open time."""
    ended_at: int | None = None
    """When it stopped for good."""
    used_seconds: int
    target_seconds: int
    left_seconds: int
    """Working seconds until due; below 0 by what it is over."""
    steps: tuple[Part, ...] = ()
    """From the start to the due time (to the moment asked for while there is none), day by day."""


@dataclass(frozen=True, slots=True)
class _Run:
    """What a clock is computed from."""

    name: ClockName
    calendar: Calendar
    start: int
    end: int | None
    length: int
    pauses: tuple[PauseUs, ...] = ()
    reached: bool = True
    """Did it end with what it measures? If not, it merely stopped."""

    def due(self) -> int | None:
        """When the target is used up; None while an open pause stands before that, or when it never is."""
        try:
            return self.calendar.due_us(self.start, self.length, self.pauses)
        except NeverDue:
            return None


def clocks(
    ticket: Ticket, targets: Targets, calendar: Calendar, round_the_clock: Calendar, now: int
) -> tuple[Clock, ...]:
    """The clocks of a ticket at `now`: none when it is cancelled or merged; no resolution clock before triage.

    A ticket that was resolved or closed without a first contact keeps that clock only when it is breached.
    """
    told = (_clock(run, now) for run in _runs(ticket, targets, calendar, round_the_clock))
    return tuple(clock for clock in told if clock is not None)


def due_at(ticket: Ticket, targets: Targets, calendar: Calendar, round_the_clock: Calendar) -> int | None:
    """The queue's order: the earliest deadline still to be kept, in microseconds, breached ones included.

    None when nothing is owed: the ticket is not live, or is paused with its first response given.
    """
    if ticket.status not in LIVE:
        return None
    runs = _runs(ticket, targets, calendar, round_the_clock)
    pending = (run.due() for run in runs if run.end is None)
    return min((due for due in pending if due is not None), default=None)


def answered_at(ticket: Ticket) -> int | None:
    """When a person first spoke with the reporter: at once on the phone and at the counter."""
    if ticket.first_response_at is None and ticket.channel in SPOKEN:
        return ticket.created_at
    return ticket.first_response_at


def _runs(ticket: Ticket, targets: Targets, calendar: Calendar, always: Calendar) -> Iterable[_Run]:
    if ticket.status in (Status.CANCELLED, Status.MERGED):
        return
    priority = ticket.priority or targets.untriaged
    hours = always if ticket.priority in targets.round_the_clock else calendar
    length = targets.length(targets.first_response, priority)
    answered, resolved = answered_at(ticket), _resolved_at(ticket)
    end = resolved if answered is None else answered
    yield _Run(ClockName.FIRST_RESPONSE, hours, ticket.created_at, end, length, reached=answered is not None)
    if ticket.priority is None:
        return
    start = ticket.cycle_at or ticket.created_at
    length = targets.length(targets.resolution, priority)
    yield _Run(ClockName.RESOLUTION, hours, start, resolved, length, ticket.pauses)


def _resolved_at(ticket: Ticket) -> int | None:
    """When work ended; None for a live ticket, whatever an earlier cycle left behind."""
    if ticket.status in LIVE:
        return None
    known = (ticket.resolved_at, ticket.closed_at, ticket.updated_at)
    return next(moment for moment in known if moment is not None)


def _state(run: _Run, due: int | None, until: int) -> ClockState:
    if due is not None and until > due:
        return ClockState.BREACHED
    if run.end is not None:
        return ClockState.MET
    paused = any(low <= until and (high is None or until < high) for low, high in run.pauses)
    return ClockState.PAUSED if paused else ClockState.RUNNING


def _clock(run: _Run, now: int) -> Clock | None:
    due = run.due()
    stopped = run.end
    until = now if stopped is None else stopped
    used = run.calendar.elapsed_us(run.start, until, run.pauses)
    state = _state(run, due, until)
    if state is ClockState.MET and not run.reached:
        return None
    told_until = until if due is None else due
    return Clock(
        name=run.name,
        state=state,
        started_at=run.start,
        due_at=due,
        ended_at=stopped,
        used_seconds=used // SECOND,
        target_seconds=run.length // SECOND,
        left_seconds=run.length // SECOND - used // SECOND,
        steps=account(run.calendar, run.start, told_until, run.pauses),
    )
