"""Is the desk whole? The audit trail link by link, rows against the record, caches against what they are made of."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain as joined
from pathlib import Path
from zoneinfo import ZoneInfo

from deskterm.store.errors import StoreError
from deskterm.store.opening import Store
from deskterm.store.read import chain, deadlines, health, lessons, line_changes
from deskterm.store.read.visibility import unseen
from deskterm.store.search.rebuilding import incomplete
from deskterm.usecases.desk import Desk, require
from deskterm.workflow.alarms import alarm_at
from deskterm.workflow.derived import next_deadline
from deskterm.workflow.permission import AUDIT, may_desk
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import LIVE, Person

FEW = 5
"""Tickets that a finding names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at: a code with a sentence, how bad it is (ok, warning, damage), its arguments."""

    code: str
    severity: str
    args: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What an examination looks at. `by`: who asks, when the desk can still tell; `now`: microseconds UTC."""

    store: Store
    now: int
    by: Person | None = None
    keys: Path | None = None
    """Where sshd looks for keys."""

    @property
    def policy(self) -> Policy:
        """The rules that deadlines follow. StoreError, ValueError: the desk can't say in which zone."""
        return Policy(time_zone=self.store.time_zone, book=self.store.book())


Check = Callable[[Examined], Iterable[Finding]]


def audit_verify(desk: Desk, expected: str | None = None) -> chain.Verdict:
    """Walk the whole chain; `expected` is a head that was kept outside the desk."""
    require(may_desk(AUDIT, desk.by))
    return chain.verify(desk.store.db, expected)


def audit_head(desk: Desk) -> chain.Head:
    """The end of the chain, to be kept outside the desk."""
    require(may_desk(AUDIT, desk.by))
    return chain.head(desk.store.db)


def doctor(examined: Examined, *, quick: bool = False) -> list[Finding]:
    """Look at everything that can be checked while the desk is in use. Anybody may ask. `quick`: no long reads."""
    from deskterm.usecases.surroundings import AROUND

    health.read_leanly(examined.store.db)
    long: tuple[Check, ...] = (found_integrity, found_chain, found_levels, found_deadlines, found_lessons)
    checks = (*(() if quick else long), found_counters, found_sort, found_search, found_zone, *AROUND)
    return list(joined.from_iterable(readable(check, examined) for check in checks))


def readable(check: Check, examined: Examined) -> list[Finding]:
    """What a check finds; what is too damaged to be checked is what it has found."""
    found: list[Finding] = []
    try:
        found.extend(check(examined))
    except health.UNREADABLE as error:
        reason = str(error.details.get("reason", error.code)) if isinstance(error, StoreError) else str(error)
        busy = isinstance(error, StoreError) and error.code == "busy"
        args = {"check": check.__name__.removeprefix("found_"), "reason": reason}
        found.append(Finding(code="unreadable", severity="warning" if busy else "damage", args=args))
    return found


def found_integrity(examined: Examined) -> Iterator[Finding]:
    """What the database says of its own pages and references."""
    problems = health.integrity(examined.store.db)
    pages = [problem for problem in problems if not health.is_of_rows(problem)]
    rows = [problem for problem in problems if health.is_of_rows(problem)]
    yield Finding(code="integrity", severity="damage" if pages else "ok", args={"problems": "; ".join(pages)})
    if rows:
        yield Finding(code="constraints", severity="damage", args={"problems": "; ".join(rows)})


def found_chain(examined: Examined) -> Iterator[Finding]:
    """What the audit trail says."""
    verdict = chain.verify(examined.store.db)
    args = {"checked": verdict.checked, "broken": verdict.broken, "reason": verdict.code}
    yield Finding(code="chain", severity="damage" if verdict.broken is not None else "ok", args=args)
    touched = verdict.touched
    entitled = examined.by is None or may_desk(AUDIT, examined.by) is None
    if touched is not None and touched.ticket is not None and entitled:
        where = ", ".join((f"DT-{touched.ticket}", *touched.names))
        yield Finding(code="touched", severity="damage", args={"where": where})


def found_counters(examined: Examined) -> Iterator[Finding]:
    """What the counters say, against the tickets."""
    with examined.store.db.snapshot():
        off = health.counters_off(examined.store.db)
    yield Finding(code="counters", severity="damage" if off else "ok", args={"off": off})


def found_sort(examined: Examined) -> Iterator[Finding]:
    """The sort keys of the queue, against priority and deadline."""
    off = health.sort_off(examined.store.db)
    yield Finding(code="sort", severity="damage" if off else "ok", args={"off": off})


def found_levels(examined: Examined) -> Iterator[Finding]:
    """How often tickets have changed lines, against their events."""
    tally = Tally()
    for ticket, _told in line_changes.counts_off(examined.store.db):
        tally.add(ticket)
    args = {"off": tally.off, "where": tally.where(examined)}
    yield Finding(code="level_changes", severity="damage" if tally.off else "ok", args=args)


def found_deadlines(examined: Examined) -> Iterator[Finding]:
    """The deadlines by which the queue is sorted, and when the desk looks at a ticket by itself, computed anew."""
    due, alarm = Tally(), Tally()
    for off in deadlines_off(examined):
        if off.due_is:
            due.add(off.ticket)
        if off.alarm_is:
            alarm.add(off.ticket)
    for code, tally in (("deadlines", due), ("alarms", alarm)):
        args = {"off": tally.off, "where": tally.where(examined)}
        yield Finding(code=code, severity="damage" if tally.off else "ok", args=args)


@dataclass(frozen=True, slots=True)
class Off:
    """A ticket with what follows from its facts: deadline and alarm, and which of them is stored otherwise."""

    ticket: int
    due_at: int | None
    alarm_at: int | None
    due_is: bool
    alarm_is: bool


def deadlines_off(examined: Examined) -> Iterator[Off]:
    """Tickets whose stored deadline or alarm is another than the one that follows from their facts."""
    yield from deadlines_of(examined.store.db, examined.policy, examined.now)


def deadlines_of(db: health.Db, policy: Policy, now: int, only: Iterable[int] | None = None) -> Iterator[Off]:
    """The same on any connection, of these tickets alone.

    An alarm that has come is right, whatever it was set for: the next sweep looks at the ticket and sets it anew. Of a
    ticket that has ended the silence decides, which is not computed here.
    """
    for ticket in deadlines.clocked(db, only):
        stored = ticket.alarm_at
        due, alarm = next_deadline(ticket, policy), alarm_at(ticket, policy, now) if ticket.status in LIVE else stored
        pending = stored is not None and stored <= now
        off = Off(ticket.id, due, stored if pending else alarm, due != ticket.due_at, alarm != stored and not pending)
        if off.due_is or off.alarm_is:
            yield off


def found_lessons(examined: Examined) -> Iterator[Finding]:
    """What the desk has learnt, against the tickets; and the tickets that it has not learned from yet."""
    with examined.store.db.snapshot():
        off = lessons.off(examined.store.db)
        left = lessons.uncounted(examined.store.db)
    yield Finding(code="lessons", severity="damage" if off else "ok")
    if left:
        yield Finding(code="lessons_left", severity="warning", args={"left": left})


def found_search(examined: Examined) -> Iterator[Finding]:
    """How many tickets the index of search does not know."""
    left = incomplete(examined.store.db)
    yield Finding(code="search_index", severity="warning" if left else "ok", args={"left": left} if left else {})


def found_zone(examined: Examined) -> Iterator[Finding]:
    """The zone in which the desk counts its hours."""
    name = examined.store.time_zone
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        yield Finding(code="desk_zone", severity="damage", args={"zone": name})
    else:
        yield Finding(code="desk_zone", severity="ok", args={"zone": name})


class Tally:
    """How many tickets are off, and the first of them."""

    def __init__(self) -> None:
        self.off = 0
        self._first: list[int] = []

    def add(self, ticket: int) -> None:
        """One more."""
        self.off += 1
        if len(self._first) < FEW:
            self._first.append(ticket)

    def where(self, examined: Examined) -> str:
        """The first tickets, without those that the person may not know of."""
        hidden = unseen(examined.store.db, examined.by, self._first) if examined.by else ()
        told = [f"DT-{ticket}" for ticket in self._first if ticket not in hidden]
        return ", ".join(told) + (" ..." if self.off > len(told) else "")
