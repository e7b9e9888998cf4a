"""Take in tickets of other systems: everything in the file becomes a ticket, an event, or a row that is reported.

What is here already is found by its name at the source, so that a file can be imported again, whole or longer.
"""

from collections.abc import Callable, Iterable
from typing import Any

from deskterm.store.db import Db
from deskterm.store.read import origins
from deskterm.store.read.people import people
from deskterm.store.read.whole import reporters
from deskterm.store.write.intake import Batch, Intake, Unstorable
from deskterm.store.write.intake_rows import Draft
from deskterm.store.write.tickets import DEFAULTS
from deskterm.usecases.desk import Desk, require
from deskterm.usecases.importing_past import House, Known, more_draft, new_draft
from deskterm.usecases.importing_seen import Seen
from deskterm.workflow.intake import Incoming, LeftOut, Moment, Tally
from deskterm.workflow.permission import IMPORT_EXPORT, may_desk

HELD_BACK = 2000
"""Tickets that wait for their turn at most."""
UNSTORABLE = "unstorable"
MADE = Tally(read=1, tickets=1)


def take_in(
    desk: Desk,
    source: str,
    rows: Iterable[Incoming | LeftOut],
    *,
    dry_run: bool,
    progress: Callable[[Tally], None],
    stop: Callable[[], bool],
    on_left: Callable[[LeftOut], None],
) -> Tally:
    """Write the tickets; what became of the rows. Refused without the right.

    `progress` is told after every batch; once `stop` says so nothing more is written, and what was stays.
    """
    require(may_desk(IMPORT_EXPORT, desk.by))
    with Intake(desk.store, dry_run=dry_run) as intake, Seen(keeps=dry_run) as seen:
        run = Run(desk, source, intake, seen, on_left)
        for row in rows:
            if isinstance(row, LeftOut):
                run.leave(row)
                continue
            if run.full(row) and not run.flush(progress, stop):
                break
            run.add(row)
        else:
            run.flush(progress, stop)
        progress(run.tally)
        return run.tally


class Run:
    """One import: the rows that wait for the next batch, and the tally so far."""

    def __init__(self, desk: Desk, source: str, intake: Intake, seen: Seen, on_left: Callable[[LeftOut], None]) -> None:
        self.intake, self.seen, self.on_left = intake, seen, on_left
        self.waiting: list[Incoming] = []
        self._keys: set[str] = set()
        self._weight = 0
        self.tally = Tally()
        self.house = House(
            source=source,
            by=desk.by.name,
            via=desk.via,
            now=desk.now(),
            policy=desk.policy,
            agents=frozenset(person.name for person in people(desk.store.db)),
        )
        self._drafts: dict[int, Draft] = {}
        self._became: list[tuple[Incoming, Tally]] = []

    def leave(self, row: LeftOut) -> None:
        """A row that is not taken."""
        self.on_left(row)
        self.tally = added(self.tally, Tally(read=1, left_out=1))

    def full(self, row: Incoming) -> bool:
        """Must what waits be written before this row may join it?"""
        return row.key in self._keys or self._weight >= self.intake.size or len(self.waiting) >= HELD_BACK

    def add(self, row: Incoming) -> None:
        """One row more waits."""
        self.waiting.append(row)
        self._weight += weight(row)
        if row.key is not None:
            self._keys.add(row.key)

    def flush(self, progress: Callable[[Tally], None], stop: Callable[[], bool]) -> bool:
        """Write what waits; no when it is to end."""
        while self.waiting:
            if stop():
                return False
            try:
                count, _ = self.intake.write(self.plan, len(self.waiting))
            except Unstorable:
                self._first_alone()
                continue
            self._written(count)
            progress(self.tally)
        self._keys.clear()
        self._weight = 0
        return True

    def plan(self, db: Db, count: int) -> Batch:
        """Drafts of the first rows that wait, on what this connection sees."""
        rows = self.waiting[:count]
        keys = [row.key for row in rows if row.key is not None]
        known = origins.known(db, self.house.source, keys)
        taken = origins.external_ids(db, (key for key in keys if key not in known))
        ours = [known[row.key] for row in rows if row.history and row.key in known]
        recorded = origins.recorded(db, ours)
        stored = origins.rows(db, DEFAULTS, ours)
        whose = reporters(db, {each["reporter_id"] for each in stored.values()} - {None})
        self._became, drafts = [], []
        for row in rows:
            if row.key not in known and not self.seen.ticket(row):
                drafts.append(self._new(row, free=row.key is not None and row.key not in taken))
                self._became.append(
                    (row, MADE if row.rows == 1 else Tally(read=row.rows, tickets=1, events=row.rows - 1))
                )
                continue
            found = recorded.get(known.get(row.key or "", 0))
            unknown = self.seen.fresh(row) if found is None else missing(row.history, found)
            if found is not None and unknown:
                row_here = stored[found.ticket]
                here = Known(
                    row=row_here,
                    reporter=whose.get(row_here["reporter_id"]),
                    touched=found.touched,
                    moves=tuple(found.moves),
                    told=found.told,
                )
                drafts.append(more_draft(here, unknown, self.house))
            became = Tally(read=row.rows, events=len(unknown), known=row.rows - len(unknown))
            self._became.append((row, became))
        return Batch(drafts=drafts)

    def _new(self, row: Incoming, *, free: bool) -> Draft:
        draft = self._drafts.get(id(row))
        if draft is None or (draft.row["external_id"] is not None) != free:
            draft = self._drafts[id(row)] = new_draft(row, self.house, external_free=free)
        return draft

    def _written(self, count: int) -> None:
        self.tally = added(self.tally, *(became for _, became in self._became[:count]))
        for row in self.waiting[:count]:
            self.seen.keep(row)
        del self.waiting[:count]
        self._drafts.clear()

    def _first_alone(self) -> None:
        """A row of the batch breaks a condition of the store: all others are written."""
        rest, self.waiting = self.waiting[1:], self.waiting[:1]
        try:
            self.intake.write(self.plan, 1)
            self._written(1)
        except Unstorable as own:
            bad = self.waiting.pop()
            for line in [moment.line for moment in bad.history] or [bad.place.line]:
                self.leave(LeftOut(line=line, code=UNSTORABLE, args={"reason": own.reason}, given=bad.given))
        self.waiting = rest


def added(told: Tally, *more: Tally) -> Tally:
    """Tallies in one."""
    return Tally(
        read=told.read + sum(each.read for each in more),
        tickets=told.tickets + sum(each.tickets for each in more),
        events=told.events + sum(each.events for each in more),
        known=told.known + sum(each.known for each in more),
        left_out=told.left_out + sum(each.left_out for each in more),
    )


def weight(row: Incoming) -> int:
    """How many rows of the store this will be, roughly."""
    return 6 + len(row.fields) // 3 + 3 * len(row.history) + 2 * len(row.notes)


def missing(history: Iterable[Moment], found: origins.Recorded) -> list[Moment]:
    """The moments that are not recorded yet; each recorded one stands for one of the file."""
    left = list(found.moments)
    unknown = []
    for moment in history:
        fields = {name: value_of(value) for name, value in moment.fields.items()}
        for at, said in left:
            if at == moment.at and all(said.get(name) == value for name, value in fields.items() if name in said):
                left.remove((at, said))
                break
        else:
            unknown.append(moment)
    found.moments = left
    return unknown


def value_of(value: object) -> Any:
    """A value as events hold it."""
    return getattr(value, "value", value)
