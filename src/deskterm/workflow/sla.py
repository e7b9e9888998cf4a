"""The clocks of a ticket: first response, resolution, update and breach; what they have used and when they fall due.

Instants and lengths are microseconds. When priority or agreement changes, the fraction of each target that is used by
then carries over (`terms`): the rest of the new target runs from the change on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from deskterm.workflow.calendar import Calendar, NeverDue, Part, account
from deskterm.workflow.calendar.hours import PauseUs
from deskterm.workflow.targets import HOUR, days_left, days_length, in_days
from deskterm.workflow.targets import Targets as Targets
from deskterm.workflow.terms import WHOLE, Share, Terms, read
from deskterm.workflow.values import LIVE, SECOND, SPOKEN, Status, Ticket

BREACH_LENGTH = 72 * HOUR * SECOND
"""How long after the desk became aware of a data breach it must be reported, by the wall."""


class ClockName(StrEnum):
    """What a clock measures."""

    FIRST_RESPONSE = "first_response"
    RESOLUTION = "resolution"
    UPDATE = "update"
    """Runs only while a message of the requester is unanswered."""
    BREACH = "breach"
    """72 hours by the wall since the desk became aware of a data breach, until the authority is told or need not be."""


class ClockState(StrEnum):
    """How a clock stands. A clock past its end is breached even while it runs or is paused."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    BREACHED = "breached"


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
    carried: int | None = None
    """Millionths of the target that were used when priority or agreement last changed; None: never did."""
    carried_at: int | None = None
    """When that was."""
    days: int | None = None
    """Working days that the target is made of; None: it is a length."""
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

    share: Share | None = None
    """What was used before the targets changed."""
    changed: int = 0
    """When they did."""
    agreed: int | None = None
    """The instant agreed upon, instead of a length."""
    days: int | None = None
    """Working days that the length is made of: they end by the clock on the wall."""

    def due(self) -> int | None:
        """When the target is used up; None while an open pause stands before that, or when it never is."""
        if self.agreed is not None:
            return self.agreed
        if self.share is not None and self.share.due is not None:
            return self.share.due
        if self.days is None or (self.share is not None and self.share.used >= WHOLE):
            return self.used_up(self.length)
        start, left = (self.start, WHOLE) if self.share is None else (self.changed, WHOLE - self.share.used)
        try:
            return in_days(self.calendar, start, self.days, self.pauses, left)
        except NeverDue:
            return None

    def reaches(self, percent: int) -> int | None:
        """When so much of the target is used: the due time for all of it, which need not be reckoned by length."""
        return self.due() if percent >= 100 else self.used_up(self.length * percent // 100)

    def used_up(self, part: int) -> int | None:
        """When so much of the length is used; the moment of the change for what was used before it."""
        start, left = (self.start, part) if self.share is None else (self.changed, part - self.carried())
        if self.share is not None and left <= 0:
            return self.changed
        try:
            return self.calendar.due_us(start, left, self.pauses)
        except NeverDue:
            return None

    def carried(self) -> int:
        """Microseconds of the present target that were used before it held."""
        return 0 if self.share is None else self.share.used * self.length // WHOLE

    def used(self, until: int) -> int:
        """Microseconds of the target that are used at `until`."""
        start = self.start if self.share is None else self.changed
        return self.carried() + self.calendar.elapsed_us(start, until, self.pauses)


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


@dataclass(frozen=True, slots=True)
class Step:
    """The moment at which a part of a running target is used up. `cycle`: when the clock began."""

    target: ClockName
    cycle: int
    percent: int
    at: int
    later: bool = False
    """It is told, but for the contacts of the ticket's plan, none of whom was within their hours."""


def steps(
    ticket: Ticket, targets: Targets, calendar: Calendar, round_the_clock: Calendar, percents: tuple[int, ...]
) -> Iterator[Step]:
    """The steps of every running target that have not been told yet, each target's in ascending order.

    Before them the last one that was told, while contacts are still to be told of it. One that lies behind a pause
    which is still open has no moment, and is left out. Of a resolved ticket only a breach that nobody has reported
    still runs.
    """
    if ticket.status not in LIVE and ticket.status is not Status.RESOLVED:
        return
    for run in _runs(ticket, targets, calendar, round_the_clock):
        if run.end is not None:
            continue
        told = {t.percent: t.later for t in ticket.told if (t.target, t.cycle) == (run.name, run.start)}
        highest = max(told, default=0)
        for percent in percents:
            later = percent == highest and told[highest]
            if (percent > highest or later) and (at := run.reaches(percent)) is not None:
                yield Step(run.name, run.start, percent, at, later)


def answered_at(ticket: Ticket) -> int | None:
    """When a person first spoke with the reporter: at once on the phone and at the counter."""
    if ticket.first_response_at is None and ticket.channel in SPOKEN:
        return ticket.created_at
    return ticket.first_response_at


def frozen(ticket: Ticket, targets: Targets, calendar: Calendar, always: Calendar, now: int) -> dict[str, Share]:
    """What each clock has used by now of the targets that hold until now: what a change carries over."""
    found = {}
    for run in _runs(ticket, targets, calendar, always):
        if run.name is ClockName.BREACH:
            continue
        due, until = run.due(), now if run.end is None else run.end
        used = run.used(until) * WHOLE // run.length
        if run.end is not None:
            found[run.name.value] = Share(used=used, due=due, target=run.length)
        else:
            found[run.name.value] = Share(used=used, due=due if due is not None and due < now else None)
    return found


def _runs(ticket: Ticket, targets: Targets, calendar: Calendar, always: Calendar) -> Iterator[_Run]:
    if ticket.status in (Status.CANCELLED, Status.MERGED):
        return
    terms = None if ticket.terms is None else read(ticket.terms)
    for run in _plain_runs(ticket, targets, calendar, always):
        yield _carrying(run, terms)


def _carrying(run: _Run, terms: Terms | None) -> _Run:
    """The run with what it brings along; one that began after the change brings nothing."""
    share = None if terms is None or run.start > terms.at else terms.shares.get(run.name.value)
    if share is None or terms is None:
        return run
    length = run.length if share.target is None else share.target
    if share.target is not None and run.end is not None:
        return replace(run, length=length, share=share, changed=run.end)
    carrying = replace(run, share=share, changed=terms.at)
    if run.days is None or share.due is not None or share.used >= WHOLE:
        return carrying
    left = days_left(run.calendar, terms.at, run.days, share.used)
    return replace(carrying, days=None) if left is None else replace(carrying, length=left)


def _plain_runs(ticket: Ticket, targets: Targets, calendar: Calendar, always: Calendar) -> Iterable[_Run]:
    priority = ticket.priority or targets.untriaged
    hours = always if ticket.priority in targets.round_the_clock else calendar
    length = targets.length(targets.first_response, priority)
    answered, resolved = answered_at(ticket), _resolved_at(ticket)
    end = resolved if answered is None else answered
    yield _Run(ClockName.FIRST_RESPONSE, hours, ticket.created_at, end, length, reached=answered is not None)
    if ticket.priority is not None:
        start = ticket.cycle_at or ticket.created_at
        length, agreed = targets.length(targets.resolution, priority), ticket.agreed_at
        days = None
        if agreed is not None:
            length = max(hours.elapsed_us(start, agreed, ticket.pauses), SECOND)
        elif (counted := days_length(hours, start, targets.days)) is not None:
            length, days = counted, targets.days
        yield _Run(ClockName.RESOLUTION, hours, start, resolved, length, ticket.pauses, agreed=agreed, days=days)
    if ticket.asked_at is not None and resolved is None:
        yield _Run(ClockName.UPDATE, hours, ticket.asked_at, None, targets.length(targets.update, priority))
    if ticket.breach and ticket.aware_at is not None:
        told = ticket.report_waived_at if ticket.reported_at is None else ticket.reported_at
        end = resolved if told is None and ticket.status is not Status.RESOLVED else told
        yield _Run(ClockName.BREACH, always, ticket.aware_at, end, BREACH_LENGTH, reached=told is not None)


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
    used = run.used(until)
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
        carried=None if run.share is None else run.share.used,
        carried_at=None if run.share is None else run.changed,
        days=run.days,
        steps=account(run.calendar, run.start if run.share is None else run.changed, told_until, run.pauses),
    )
