"""A sweep of a large desk of which few tickets are due, against the bare SQL of its reads and writes.

Usage: sweep_million.py [--tickets N] [--due N] [--rounds N]

Every ticket is open and nobody's; of those that are due a target has run out, so that each gets an event and another
alarm. They have no events before that. One sweep is traced; what it asked and wrote is then sent by itself, in the same
transactions, to a copy of the same desk as it was: paired, on fresh copies, medians. At the end two processes sweep
one copy at once, and every ticket must have been told of once.
"""

import argparse
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from deskterm.store.location import Location
from deskterm.store.opening import Store, open_store
from deskterm.store.read.categories import categories
from deskterm.store.read.people import person
from deskterm.usecases.desk import Desk
from deskterm.usecases.found import found
from deskterm.usecases.sweep import sweep
from deskterm.workflow.policy import Policy

START = 1_900_000_000_000_000
DAY = 86_400_000_000
NOW = START + 100 * DAY
FILL = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count) "
    "INSERT INTO ticket (id, version, status, line, rank, due_sort, due_at, alarm_at, subject, kind, nature, category, "
    "impact, urgency, priority, overridden, channel, reporter_id, created_at, created_by, cycle_at, updated_at, "
    "verified, restricted, major, breach, imported, level_changes) "
    "SELECT i, 1, 'open', 1, 3, :start, :start, CASE WHEN i % :each = 0 THEN :start + i ELSE :now + i END, "
    "'Ticket', 'incident', 'technical', 'network/vpn', 2, 2, 3, 0, 'phone', 1 + i % 5000, :start, 'boss', :start, "
    ":start, 0, 0, 0, 0, 0, 0 FROM n"
)


@dataclass
class Spent:
    """Seconds of each round."""

    sweeps: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)


def fill(path: Path, count: int, due: int) -> None:
    """A desk with so many open tickets, of which so many are due."""
    store = found(Location(file=path), "boss", START)
    with store.writing() as writer:
        raw = writer.connection.connection
        raw.executemany("INSERT INTO reporter (id, name) VALUES (?, ?)", [(n, f"R{n}") for n in range(1, 5001)])
        raw.execute(FILL, {"count": count, "start": START, "now": NOW, "each": count // due})
        writer.recount()
    store.close()


def desk_of(store: Store) -> Desk:
    """The desk as its founder sees it at the moment of the sweep."""
    who = person(store.db, "boss")
    assert who is not None
    return Desk(store=store, by=who, rules=Policy(categories=categories(store.db)), now=lambda: NOW)


def copy(path: Path, name: str) -> Path:
    """The desk as it was filled, in another file."""
    return Path(shutil.copy(path, path.with_name(name)))


def traced(path: Path) -> list[tuple[bool, str]]:
    """What one sweep asks and writes, in this order: whether the writing connection did it, and the statement."""
    said: list[tuple[bool, str]] = []
    with open_store(Location(file=path)) as store:
        desk = desk_of(store)
        with store.writing() as writer:
            driver = writer.connection.connection.driver_connection
        store.db.connection.set_trace_callback(lambda sql: said.append((False, sql)))
        driver.set_trace_callback(lambda sql: said.append((True, sql)))  # type: ignore[union-attr]
        sweep(desk)
        driver.set_trace_callback(None)  # type: ignore[union-attr]
        store.db.connection.set_trace_callback(None)
    # a statement that sets off triggers is told once more for each of them
    return [
        each for each, before in zip(said, [None, *said], strict=False) if not (each == before and changes(each[1]))
    ]


def changes(sql: str) -> bool:
    """Does the statement write?"""
    return sql.startswith(("INSERT", "UPDATE", "DELETE"))


def swept(path: Path) -> float:
    """Seconds of one sweep in an open session."""
    with open_store(Location(file=path)) as store:
        desk = desk_of(store)
        with store.writing():
            pass
        begun = time.perf_counter()
        sweep(desk)
        return time.perf_counter() - begun


def sent(path: Path, said: list[tuple[bool, str]]) -> float:
    """Seconds for the statements alone, over connections with the settings of the desk's own."""
    from deskterm.store import sqlite

    reader, writer = sqlite.reader(path, read_only=False), sqlite.writer(path)
    asking = reader.connection
    begun = time.perf_counter()
    for writes, sql in said:
        (writer if writes else asking).execute(sql).fetchall()
    spent = time.perf_counter() - begun
    asking.close()
    writer.close()
    return spent


SWEEPER = """
import sys
sys.path.insert(0, sys.argv[2])
from benchmarks.sweep_million import desk_of
from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.usecases.sweep import sweep
with open_store(Location.parse(sys.argv[1])) as store:
    print(len(sweep(desk_of(store)).told))
"""


def together(path: Path, due: int) -> str:
    """Two processes at once: what each has done, and what the record says of it."""
    root = str(Path(__file__).resolve().parents[1])
    given = [sys.executable, "-c", SWEEPER, str(path), root]
    crowd = [subprocess.Popen(given, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    done = [one.communicate()[0].strip() for one in crowd]
    with sqlite3.connect(path) as connection:
        sql = "SELECT count(*), count(DISTINCT ticket_id) FROM event WHERE kind = 'target_passed'"
        events, tickets = connection.execute(sql).fetchone()
    assert events == tickets == due, (events, tickets)
    return f"two at once: {' and '.join(done)} tickets, {events} events on {tickets} tickets"


def main() -> None:
    """Fill a desk and time both ways on copies of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=1_000_000)
    parser.add_argument("--due", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    spent = Spent()
    with tempfile.TemporaryDirectory() as folder:
        filled = Path(folder) / "desk.db"
        fill(filled, args.tickets, args.due)
        said = traced(copy(filled, "traced.db"))
        for number in range(args.rounds):
            spent.sweeps.append(swept(copy(filled, "swept.db")))
            spent.bare.append(sent(copy(filled, "bare.db"), said))
            print(f"round {number + 1}: sweep {spent.sweeps[-1]:.2f} s, bare SQL {spent.bare[-1]:.2f} s", flush=True)
        with open_store(Location(file=filled)) as store:
            desk = desk_of(store)
            early = Desk(store=store, by=desk.by, rules=desk.rules, now=lambda: START - 1)
            begun = time.perf_counter()
            for _ in range(100):
                sweep(early)
            print(f"nothing due: {(time.perf_counter() - begun) * 10_000:.0f} microseconds")
        ratio = statistics.median(a / b for a, b in zip(spent.sweeps, spent.bare, strict=True))
        print(f"{args.tickets} tickets, {args.due} due, {len(said)} statements: {ratio:.2f} times the bare SQL")
        print(together(copy(filled, "both.db"), args.due))


if __name__ == "__main__":
    main()
