"""Take over what a desk has handed out: on an empty desk it comes back as it was, on another it joins what is there.

A ticket that names another one waits until that one is here; those that name each other are written together.
"""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from deskterm.store.db import Db
from deskterm.store.read import origins
from deskterm.store.read.people import people
from deskterm.store.write.intake import Batch, Intake, Unstorable
from deskterm.store.write.intake_rows import Draft, Happening
from deskterm.usecases.desk import Desk, require
from deskterm.usecases.importing import UNSTORABLE, added
from deskterm.usecases.importing_own_past import BadRecord, Content, draft_of, refers_to
from deskterm.usecases.importing_own_people import Arrivals, take_agent, take_arrangement, take_category
from deskterm.usecases.importing_past import IMPORTED
from deskterm.workflow.intake import LeftOut, Tally
from deskterm.workflow.permission import IMPORT_EXPORT, may_desk
from deskterm.workflow.values import Status
from deskterm.workflow.whole import Record

IN_MEMORY = 1 << 20
"""Bytes of a file that are held in memory."""

TAKERS = {"agent": take_agent, "category": take_category, "arrangement": take_arrangement}


class Arrived:
    """A ticket of the file with its pieces."""

    def __init__(self, record: Record) -> None:
        self.line, self.content = record.line, record.content
        self.number: int = record.content["number"]
        self.refers = refers_to(record.content)
        self.draft: Draft | None = None
        self.files = [
            Content(tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # type: ignore[arg-type]  # noqa: SIM115
            for _ in record.content.get("attachments", ())
        ]

    @property
    def key(self) -> str:
        """What it is called at the desk it comes from."""
        return f"DT-{self.number}"

    def close(self) -> None:
        """Its temporary files go."""
        for content in self.files:
            content.stream.close()


def take_over(
    desk: Desk,
    uuid: str,
    records: Iterable[Record | LeftOut],
    *,
    dry_run: bool,
    progress: Callable[[Tally], None],
    stop: Callable[[], bool],
    on_left: Callable[[LeftOut], None],
) -> Tally:
    """Write the tickets that the desk of this identity has handed out; what became of them. Refused without the right.

    People who work at a desk are taken over from admins alone. The tally counts tickets, and other lines when they
    are left out.
    """
    require(may_desk(IMPORT_EXPORT, desk.by))
    with Intake(desk.store, dry_run=dry_run) as intake:
        run = Run(desk, uuid, intake, on_left)
        for record in records:
            if not run.take(record, progress, stop):
                break
        else:
            run.end(progress, stop)
        progress(run.tally)
        return run.tally


class Run:
    """One import of a desk's own file."""

    def __init__(self, desk: Desk, uuid: str, intake: Intake, on_left: Callable[[LeftOut], None]) -> None:
        self.desk, self.uuid, self.intake, self.on_left = desk, uuid, intake, on_left
        self.tally = Tally()
        self.same = uuid == desk.store.uuid
        self.arrivals = Arrivals(desk.store.db, uuid)
        self.mark = {"by": desk.by.name, "via": desk.via, "desk": uuid}
        self.agents = frozenset(person.name for person in people(desk.store.db))
        self.current: Arrived | None = None
        self.waiting: list[Arrived] = []
        self.held: dict[int, Arrived] = {}
        self._known: Mapping[str, int] = {}

    def take(self, record: Record | LeftOut, progress: Callable[[Tally], None], stop: Callable[[], bool]) -> bool:
        """One line of the file; no when it is to end."""
        if isinstance(record, LeftOut):
            self.leave(record)
        elif record.type == "piece":
            self._piece(record)
        elif record.type == "reporter":
            self.arrivals.add(record.content)
        elif record.type == "ticket":
            self._settle()
            self.current = Arrived(record)
            if sum(len(one.content["history"]) * 5 for one in self.waiting) >= self.intake.size:
                return self.flush(progress, stop)
        elif not self.intake.dry_run:
            if (left := TAKERS[record.type](self.desk, record, fresh=self.arrivals.alone)) is not None:
                self.leave(left)
            self.agents = frozenset(person.name for person in people(self.desk.store.db))
        return True

    def end(self, progress: Callable[[Tally], None], stop: Callable[[], bool]) -> None:
        """Nothing more comes: those that wait for others are written, with all they name."""
        self._settle()
        if not self.flush(progress, stop):
            return
        while self.held and not stop():
            group = self._bound(min(self.held))
            self._write([self.held.pop(number) for number in sorted(group)], together=True)
            progress(self.tally)

    def _bound(self, number: int) -> set[int]:
        """A held ticket, and the held ones that it can't do without."""
        found: set[int] = set()
        todo = [number]
        while todo:
            one = todo.pop()
            if one in self.held and one not in found:
                found.add(one)
                todo += self.held[one].refers
        return found

    def leave(self, row: LeftOut) -> None:
        """A line that is not taken."""
        self.on_left(row)
        self.tally = added(self.tally, Tally(read=1, left_out=1))

    def _piece(self, record: Record) -> None:
        told, ticket = record.content, self.current
        if ticket is not None and ticket.number == told["ticket"] and told["file"] <= len(ticket.files):
            ticket.files[told["file"] - 1].add(told["data"])
        else:
            self.leave(LeftOut(line=record.line, field="ticket", code="bad_record"))

    def _settle(self) -> None:
        """The current ticket has all its pieces."""
        ticket, self.current = self.current, None
        if ticket is None:
            return
        try:
            ticket.draft = draft_of(ticket.content, ticket.files, self.mark)
        except BadRecord as error:
            ticket.close()
            self.leave(LeftOut(line=ticket.line, field=error.where[:80], code="bad_record"))
            return
        here = {one.number for one in self.waiting}
        away = ticket.refers - here
        if away and not self.intake.dry_run and len(self._here(self.desk.store.db, away)) < len(away):
            self.held[ticket.number] = ticket
        else:
            self.waiting.append(ticket)

    def _here(self, db: Db, numbers: Iterable[int]) -> dict[int, int]:
        """Tickets of the file that are here, by their old numbers."""
        if self.same:
            return {number: number for number in origins.rows(db, ("id",), numbers)}
        found = origins.known(db, self.uuid, [f"DT-{number}" for number in numbers])
        return {int(key.removeprefix("DT-")): number for key, number in found.items()}

    def flush(self, progress: Callable[[Tally], None], stop: Callable[[], bool]) -> bool:
        """Write what waits; no when it is to end."""
        while self.waiting:
            if stop():
                return False
            count = self._write(self.waiting, together=False)
            del self.waiting[:count]
            progress(self.tally)
        return True

    def _write(self, group: list[Arrived], *, together: bool) -> int:
        """Write tickets; how many of the first are dealt with."""

        def plan(db: Db, count: int) -> Batch:
            return self._plan(db, group[:count])

        try:
            count, _ = self.intake.write(plan, len(group), together=together)
        except Unstorable as error:
            if len(group) > 1 and not together:
                return self._write(group[:1], together=False)
            for one in group:
                self.leave(LeftOut(line=one.line, code=UNSTORABLE, args={"reason": error.reason}))
                one.close()
            return len(group)
        self.arrivals.keep()
        known = self._known
        for one in group[:count]:
            new = one.key not in known
            self.tally = added(self.tally, Tally(read=1, tickets=int(new), known=int(not new)))
            one.close()
        return count

    def _plan(self, db: Db, group: list[Arrived]) -> Batch:
        """Drafts of the tickets that are not here yet, with the people they need."""
        here = self._here(db, {n for one in group for n in (one.number, *one.refers)})
        self._known = {one.key: here[one.number] for one in group if one.number in here}
        fresh = [one for one in group if one.number not in here]
        together = {one.number for one in fresh} | here.keys()
        reporters = self.arrivals.plan(db)
        drafts = []
        for one in fresh:
            assert one.draft is not None
            draft = replace(one.draft, row=dict(one.draft.row), others=here, people=self.arrivals.numbers)
            draft.origins = (*one.draft.origins, (self.uuid, one.key))
            asked = one.content.get("reporter")
            draft.row["reporter_id"] = None if asked is None else self.arrivals.numbers.get(asked)
            self._mend(draft, together)
            drafts.append(draft)
        taken = {(s, k) for s in {s for d in drafts for s, _ in d.origins} for k in self._taken(db, drafts, s)}
        for draft in drafts:
            draft.origins = tuple(pair for pair in draft.origins if pair not in taken)
        return Batch(drafts=drafts, reporters=reporters)

    def _mend(self, draft: Draft, together: set[int]) -> None:
        """What can't be so here, with an event that says so: a survivor or an assignee whom this desk does not know."""
        row = draft.row
        mended: dict[str, Any] = {}
        if row["merged_into"] is not None and row["merged_into"] not in together:
            mended = {"merged_into": None, "status": Status.CANCELLED.value, "status_before_merge": None}
        if row["assignee"] is not None and row["assignee"] not in self.agents:
            mended["assignee"] = None
        if mended:
            happening = Happening(
                at=row["updated_at"], actor=self.desk.by.name, via=self.desk.via, kind=IMPORTED, act=None
            )
            happening.fields = {n: [None if n == "merged_into" else row[n], value] for n, value in mended.items()}
            draft.happenings = [*draft.happenings, happening]
            draft.row |= mended

    def _taken(self, db: Db, drafts: list[Draft], source: str) -> Iterable[Any]:
        """Names at a source that some ticket here has already: it came from there by another way."""
        return origins.known(db, source, {key for draft in drafts for s, key in draft.origins if s == source})
