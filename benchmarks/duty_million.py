"""Choosing on a large desk: what to do next, and whom to ask, against the same desk with few tickets.

Usage: duty_million.py [--tickets N] [--held N] [--rounds N]

Half of the tickets have ended, half are open and nobody's, of four priorities, one in fifty restricted, one in nine of
one reporter; twenty people have fifty open ones each (`--held`: so many together), twenty have none. Medians of choices
by readers whose page cache is warm; each `take next` is that of another person, who gets a ticket by it.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from deskterm.store.location import Location
from deskterm.store.opening import Store, open_store
from deskterm.store.read.people import person
from deskterm.usecases.desk import Desk
from deskterm.usecases.duty import whom
from deskterm.usecases.found import found
from deskterm.usecases.people import add_agent
from deskterm.usecases.taking import ahead, take
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Role

START = 1_900_000_000_000_000
PEOPLE = 40
HELD = 1_000
"""Tickets that twenty of them have."""
ASKED = 999
"""The ticket that is asked about."""
FILL = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count) "
    "INSERT INTO ticket (id, version, status, line, assignee, rank, due_sort, due_at, subject, kind, nature, category, "
    "impact, urgency, priority, overridden, channel, reporter_id, created_at, created_by, cycle_at, updated_at, "
    "verified, restricted, major, breach, imported, level_changes) "
    "SELECT i, 1, CASE WHEN i <= :held THEN 'in_progress' WHEN i % 2 THEN 'cancelled' ELSE 'open' END, 1, "
    "CASE WHEN i <= :held OR i % 2 THEN 'p' || (i % 20) END, 1 + i % 4, :start + i * 7919 % 1000003 * 1000000, "
    ":start + i * 7919 % 1000003 * 1000000, 'Ticket', 'incident', 'technical', 'network/vpn', 2, 2, 1 + i % 4, 0, "
    "'mail', CASE WHEN i % 9 THEN 1 + i % 5000 ELSE 1 END, :start, 'boss', :start, :start, 0, i % 50 = 0, 0, 0, 0, 0 "
    "FROM n"
)


def fill(path: Path, count: int, held: int = HELD) -> None:
    """A desk with so many open tickets; events are those of its people alone."""
    store = found(Location(file=path), "boss", START, fast=True)
    boss = person(store.db, "boss")
    assert boss is not None
    desk = Desk(store=store, by=boss, rules=Policy(), now=lambda: START)
    for number in range(PEOPLE):
        add_agent(desk, f"p{number}", {1}, {Role.AGENT}, {"vpn"} if number % 2 else set())
    with store.writing() as writer:
        raw = writer.connection.connection
        raw.executemany("INSERT INTO reporter (id, name) VALUES (?, ?)", [(n, f"R{n}") for n in range(1, 5001)])
        raw.execute(FILL, {"count": count, "start": START, "held": min(held, count // 2)})
        writer.recount()
    store.close()


def timed(work: Callable[[], object], rounds: int) -> float:
    """The median in milliseconds, after one round that is not counted."""
    spent = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent[1:])


def measure(store: Store, rounds: int) -> dict[str, float]:
    """Milliseconds for each question."""
    idle = iter([seen_by(store, f"p{number}") for number in range(20, PEOPLE)])
    busy = seen_by(store, "p1")
    return {
        "take next --dry-run": timed(lambda: ahead(busy), rounds),
        "take next": timed(lambda: take(next(idle)), rounds),
        "assign --suggest": timed(lambda: whom(busy, ASKED), rounds),
    }


def seen_by(store: Store, name: str) -> Desk:
    """The desk as one of its people sees it."""
    who = person(store.db, name)
    assert who is not None
    return Desk(store=store, by=who, rules=Policy(), now=lambda: START)


def main() -> None:
    """Fill two desks and time both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=1_000_000)
    parser.add_argument("--held", type=int, default=HELD)
    parser.add_argument("--rounds", type=int, default=19)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in (1_000, args.tickets):
            path = Path(folder) / f"{count}.db"
            fill(path, count, args.held)
            with open_store(Location(file=path), fast=True) as store:
                for name, spent in measure(store, args.rounds).items():
                    print(f"{count:>9} tickets  {name:<20} {spent:8.2f} ms")


if __name__ == "__main__":
    main()
