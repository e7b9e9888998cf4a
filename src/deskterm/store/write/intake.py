"""Write many tickets with their past beside people who are at work: in transactions that are over in a moment.

What a batch will be is worked out before the writers' lock is taken, on the numbers that are next. Under the lock only
the end of the chain is looked at: when it is still the same, nobody has written, and the rows go in as they are. When
it is not, the batch is worked out anew. Every batch is whole in itself, so that an end at any moment leaves a desk.
"""

import os
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DataError, IntegrityError

from deskterm.store.db import Db
from deskterm.store.errors import translated
from deskterm.store.opening import Store
from deskterm.store.read.chain import genesis
from deskterm.store.read.whole import reporters
from deskterm.store.search.index import following, tickets_of
from deskterm.store.write import intake_words
from deskterm.store.write.intake_insert import insert_all
from deskterm.store.write.intake_people import Matched, People, among
from deskterm.store.write.intake_rows import Draft, Heads, Rows, bind
from deskterm.store.write.writer import Writer
from deskterm.workflow.values import Reporter

LONGEST = 0.020
"""Seconds that the writers' lock may be held."""
AIM = 0.006
"""Seconds of work that a batch is made for: a busy machine has the rest."""
REMEMBERED = 9
"""Batches whose costs are compared: one that the machine held up says nothing about the size of the next."""
FIRST, FEWEST, MOST = 100, 10, 4000
"""Rows of a batch: the first one's, and the bounds."""
TRIES = 2
"""How often a batch is worked out beside other writers before it is worked out under the lock, and then a small one."""
CHECKPOINT = 8000
"""Rows after which the log is written back into the file, by us and outside the lock."""
HEADS = (
    "SELECT (SELECT coalesce(max(id), 0) FROM ticket), (SELECT coalesce(max(id), 0) FROM note), "
    "(SELECT coalesce(max(id), 0) FROM link), (SELECT coalesce(max(id), 0) FROM attachment), "
    "(SELECT coalesce(max(id), 0) FROM ticket_step), "
    "(SELECT coalesce(max(id), 0) FROM reporter), (SELECT coalesce(max(id), 0) FROM organisation)"
)
END = "SELECT id, hash FROM event ORDER BY id DESC LIMIT 1"


class Unstorable(Exception):
    """The store's conditions refuse a row of the batch; nothing of the batch was written. `reason`: in its words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class Batch:
    """What a plan hands over: tickets, and reporters with the numbers they keep (id, Reporter, organisation)."""

    drafts: list[Draft] = field(default_factory=list)
    reporters: list[Any] = field(default_factory=list)


Plan = Callable[[Db, int], Batch]
"""Works out a batch of at most so many items on what a connection sees; called again when the desk has moved on."""


class Intake:
    """One run of writing. `held` are the seconds that the lock was held, batch by batch (the last thousand)."""

    def __init__(self, store: Store, *, dry_run: bool = False) -> None:
        self.store, self.dry_run = store, dry_run
        self.people = People()
        self.size = FIRST
        self.held: list[float] = []
        self._work: deque[float] = deque(maxlen=REMEMBERED)
        self._wait: deque[float] = deque(maxlen=REMEMBERED)
        self._freed = 0.0
        self._since = 0
        self._raw: Any = None
        self._connection: Any = None

    def __enter__(self) -> "Intake":
        return self

    def __exit__(self, *_: object) -> None:
        if self._raw is None:
            return
        # a connection that an error has closed is replaced by one with the usual settings
        with suppress(sqlite3.ProgrammingError), translated(self.store.location):
            self._raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            self._raw.execute("PRAGMA wal_autocheckpoint = 1000")
            self._raw.execute(f"PRAGMA synchronous = {'NORMAL' if self.store.fast else 'FULL'}")
            on_disk(self.store.location.path)

    def write(self, plan: Plan, count: int, *, together: bool = False) -> tuple[int, Rows]:
        """Write up to `count` items (all of them `together`); how many were, and their rows. Unstorable: none was."""
        for attempt in range(TRIES):
            some = count if together else max(1, count >> attempt)
            rows, matched = self._prepared(self.store.db, plan, some)
            if self.dry_run:
                return some, rows
            self._give_way()
            with self.store.writing() as writer:
                started, work = time.perf_counter(), time.thread_time()
                current = end(writer.db) == rows.start
                if current:
                    self._insert(writer, rows)
            if current:
                self._done(rows, time.perf_counter() - started, time.thread_time() - work, matched)
                return some, rows
        self._give_way()
        some = count if together else max(1, count >> TRIES)
        with self.store.writing() as writer:
            started = time.perf_counter()
            rows, matched = self._prepared(writer.db, plan, some)
            work = time.thread_time()
            self._insert(writer, rows)
        self._done(rows, time.perf_counter() - started, time.thread_time() - work, matched)
        return some, rows

    def _give_way(self) -> None:
        """Leave others a moment in which they find the lock free; working out a batch is most often longer."""
        if (left := AIM / 4 - (time.perf_counter() - self._freed)) > 0:
            time.sleep(left)

    def _prepared(self, db: Db, plan: Plan, count: int) -> tuple[Rows, Any]:
        with db.snapshot():
            heads = heads_of(db)
            batch = plan(db, count)
            wanted = [d.wanted for d in batch.drafts if d.wanted is not None and d.before is None]
            taken = {row[0] for row in among(db, "SELECT id FROM ticket WHERE id", wanted)}
            kept = max([heads.reporter, *(who.id for who in batch.reporters)])
            asked = {i: d.reporter for i, d in enumerate(batch.drafts) if d.reporter is not None}
            matched = self.people.match(db, asked.values(), kept, heads.organisation)
            ids = {index: matched.ids[who] for index, who in asked.items()}
            drafts = [belonging(draft, matched) for draft in batch.drafts]
            rows = bind(drafts, heads, ids, frozenset(wanted) - taken)
            rows.start = (heads.event, heads.hash)
            rows.weight = sum(draft.weight for draft in batch.drafts)
            self._people(db, rows, batch, matched, heads)
            rows.words = intake_words.words_of(rows, self._reporters(db, rows, batch, matched))
        return rows, matched

    def _people(self, db: Db, rows: Rows, batch: Batch, matched: Any, heads: Heads) -> None:
        """Rows of the people, those with numbers of their own first."""
        last = heads.organisation + len(matched.organisations)
        names = sorted({who.organisation for who in batch.reporters if who.organisation})
        places = dict(among(db, "SELECT name, id FROM organisation WHERE name", names))
        places |= {name: number for number, name in matched.organisations}
        for number, name in enumerate((n for n in names if n not in places), last + 1):
            places[name] = number
            matched.organisations.append((number, name))
        rows.inserts["organisation"] = matched.organisations
        own = [(w.id, w.name, w.email, w.phone, w.language, places.get(w.organisation or "")) for w in batch.reporters]
        rows.inserts["reporter"] = own + matched.rows
        rows.filled = matched.filled

    def _reporters(self, db: Db, rows: Rows, batch: Batch, matched: Any) -> dict[int, Reporter]:
        """Who reports the new tickets, by number."""
        found = {who.id: who for who in (*batch.reporters, *matched.found.values())}
        return found | reporters(db, {row["reporter_id"] for row in rows.tickets} - {None, *found})

    def _insert(self, writer: Writer, rows: Rows) -> None:
        try:
            with following(writer.db, spoken_of(writer.db, rows)):
                insert_all(writer, rows)
            intake_words.store(writer.db, rows, rows.words)
        except (IntegrityError, DataError) as error:
            raise Unstorable(str(error.orig).strip().split("\n")[0]) from error
        self._connection = writer.connection.connection.dbapi_connection

    def _done(self, rows: Rows, seconds: float, worked: float, matched: Any) -> None:
        self.people.keep(matched)
        self.held = [*self.held[-999:], seconds]
        written = sum(map(len, rows.inserts.values())) + len(rows.tickets)
        self._wait.append(seconds / max(1, rows.weight))
        self._work.append(worked / max(1, rows.weight))
        fitting = min(AIM / usual(self._work), LONGEST / usual(self._wait))
        self.size = int(min(MOST, max(FEWEST, min(2 * self.size, fitting))))
        self._since += written
        freed = time.perf_counter()
        self._spare()
        if self._raw is not None and self._since >= CHECKPOINT:
            self._since = 0
            with translated(self.store.location):
                self._raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        self._freed = freed

    def _spare(self) -> None:
        """Wait for the disk outside the lock.

        Batches are handed to the system and put on disk together, by us: should the machine lose power, the last of
        them are missing as a whole, and the next run brings them. When the run ends all of them are on disk.
        """
        if self._raw is None and self.store.location.is_file:
            self._raw = self._connection
            with translated(self.store.location):
                self._raw.execute("PRAGMA synchronous = NORMAL")
                self._raw.execute("PRAGMA wal_autocheckpoint = 0")


def usual(costs: Iterable[float]) -> float:
    """What a row costs when the machine does nothing else: the lower quarter of what it has cost lately."""
    given = sorted(costs)
    return max(given[len(given) // 4], 1e-7)


def on_disk(path: Path) -> None:
    """Wait until the log beside the desk's file is on disk."""
    with suppress(FileNotFoundError), path.with_name(f"{path.name}-wal").open("rb") as log:
        os.fsync(log.fileno())


def spoken_of(db: Db, rows: Rows) -> list[int]:
    """The tickets here whose texts a batch changes: those that go on, and those of people who are better known now."""
    known = tickets_of(db, {number for number, column, _ in rows.filled if column == "email"})
    return [row["id"] for row in rows.updates] + known


def end(db: Db) -> tuple[int, bytes]:
    """The end of the chain; before the first event, what it begins with."""
    row = db.one(END)
    if row is not None:
        return int(row[0]), bytes(row[1])
    found = db.one("SELECT uuid FROM desk WHERE id = 1")
    return 0, genesis(str(found[0]) if found else "")


def belonging(draft: Draft, matched: Matched) -> Draft:
    """The draft by the organisation that the reporter is known to be of."""
    who = matched.found.get(matched.ids.get(draft.reporter, 0))
    if draft.again is None or who is None or who.organisation == draft.reporter.organisation:
        return draft
    return draft.again(who.organisation)


def heads_of(db: Db) -> Heads:
    """The highest number of each kind."""
    event, hash_ = end(db)
    ticket, note, link, file, step, reporter, organisation = db.one(HEADS) or (0,) * 7
    return Heads(event, hash_, ticket, note, link, file, step, reporter, organisation)
