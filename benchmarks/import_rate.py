"""How fast tickets come in, beside plain sqlite3; how long the lock is held; how much memory it takes.

Run: python benchmarks/import_rate.py [tickets] [rounds]. Prints each round's rates and their ratio: the plain side
makes the same checks, terms, digests, canonical bytes and hashes and writes the same rows into the same tables, with
executemany in transactions of 1,000 tickets, one chain, nobody beside it.
"""

import hashlib
import json
import os
import secrets
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import chain as chained
from pathlib import Path

from deskterm.store.location import Location
from deskterm.store.opening import Store, open_store
from deskterm.store.read import chain, health
from deskterm.store.read.categories import categories
from deskterm.store.read.people import person
from deskterm.store.search import analyser
from deskterm.store.search.texts import FIELDS, OWN, REPORTER, SUBJECT, key
from deskterm.store.write import intake
from deskterm.store.write.intake_insert import TICKET_COLUMNS, columns_of
from deskterm.store.write.tickets import DEFAULTS
from deskterm.usecases.desk import Desk
from deskterm.usecases.found import found
from deskterm.usecases.importing import take_in
from deskterm.workflow import checks
from deskterm.workflow.intake import Incoming, Place
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Channel, Kind, Reporter, Status

NOW = 1_900_000_000_000_000
BEGUN = 1_700_000_000_000_000
SECOND = 1_000_000
WORDS = ("printer", "vpn", "screen", "invoice", "password", "мышь", "ecran", "เครื่องพิมพ์", "offline", "since", "noon")
TEXTS = ("subject", "description", "place")


def raw(number: int) -> dict[str, str]:
    """A row of a file, as text."""
    some = [WORDS[(number * 7 + place) % len(WORDS)] for place in range(40)]
    return {
        "key": f"INC{number:07}",
        "subject": f"{' '.join(some[:5])} {number}",
        "description": " ".join(some),
        "place": f"room {number % 400}",
        "created_at": str(BEGUN + number * SECOND),
        "impact": str(1 + number % 3),
        "urgency": str(1 + number % 2),
        "name": f"Person {number % 3000}",
        "email": f"p{number % 3000}@example.org",
    }


def checked(row: dict[str, str]) -> dict[str, object]:
    """The row's values by the rules of the doors."""
    return {
        "subject": checks.line("subject", row["subject"]),
        "description": checks.text("description", row["description"]),
        "place": checks.line("place", row["place"]),
        "created_at": int(row["created_at"]),
        "impact": checks.level("impact", int(row["impact"]), 3),
        "urgency": checks.level("urgency", int(row["urgency"]), 3),
        "channel": checks.code("channel", "mail", Channel),
        "kind": checks.code("kind", "incident", Kind),
        "status": checks.code("status", "closed", Status),
    }


def incoming(count: int) -> Iterator[Incoming]:
    """The rows as values."""
    for number in range(count):
        row = raw(number)
        reporter = Reporter(name=row["name"], email=checks.mail("email", row["email"]))
        yield Incoming(place=Place(line=number + 2), key=row["key"], fields=checked(row), reporter=reporter)


def ours(store: Store, count: int) -> tuple[float, list[float]]:
    """Seconds, and how long the lock was held each time."""
    who = person(store.db, "boss")
    assert who is not None
    desk = Desk(store=store, by=who, rules=Policy(categories=categories(store.db)), now=lambda: NOW)
    held: list[float] = []
    done = intake.Intake._done

    def measured(self: intake.Intake, rows: intake.Rows, seconds: float, worked: float, matched: object) -> None:
        held.append(seconds)
        done(self, rows, seconds, worked, matched)

    intake.Intake._done = measured  # type: ignore[method-assign]
    begun = time.perf_counter()
    tally = take_in(
        desk,
        "bench",
        incoming(count),
        dry_run=False,
        progress=lambda _: None,
        stop=lambda: False,
        on_left=lambda _: None,
    )
    spent = time.perf_counter() - begun
    intake.Intake._done = done  # type: ignore[method-assign]
    assert tally.tickets == count
    return spent, held


def plain(path: Path, count: int) -> float:
    """Seconds that the straightforward program takes."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -65536"):
        connection.execute(f"PRAGMA {pragma}")
    event, previous = connection.execute("SELECT id, hash FROM event ORDER BY id DESC LIMIT 1").fetchone()
    people: dict[str, int] = {}
    columns = TICKET_COLUMNS
    begun = time.perf_counter()
    batch: dict[str, list[tuple[object, ...]]] = {
        n: [] for n in ("reporter", "ticket", "event", "event_text", "origin")
    }

    words: list[tuple[int, str]] = []

    def said(number: int, piece: int, *texts: object) -> None:
        terms = (analyser.indexed(str(text)) for text in texts if text)
        words.append((key(number, piece), " ".join(chained.from_iterable(terms))))

    def write() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for table, rows in batch.items():
            names = columns if table == "ticket" else columns_of(table)
            marks = ", ".join("?" * len(names))
            connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)
            rows.clear()
        connection.executemany("INSERT INTO search_1 (rowid, words) VALUES (?, ?)", sorted(words))
        words.clear()
        connection.execute("COMMIT")

    for number in range(count):
        row = raw(number)
        values = checked(row)
        if row["email"] not in people:
            people[row["email"]] = len(people) + 1
            mail = checks.mail("email", row["email"])
            batch["reporter"].append((people[row["email"]], row["name"], mail, None, None, None))
        at, event = values["created_at"], event + 1
        ticket = {
            **DEFAULTS,
            **values,
            "id": number + 1,
            "external_id": row["key"],
            "imported": 1,
            "created_by": "boss",
        }
        ticket |= {"cycle_at": at, "updated_at": at, "resolved_at": at, "closed_at": at, "due_sort": 1 << 62}
        ticket |= {"priority": 3, "rank": 3, "reporter_id": people[row["email"]]}
        fields: dict[str, list[object]] = {"reporter": [None, ticket["reporter_id"]]}
        for name, value in values.items():
            if name in TEXTS:
                salt = secrets.token_bytes(16)
                digest = hashlib.sha256(salt + str(value).encode()).hexdigest()
                batch["event_text"].append((event, name, value, salt, digest))
                value = digest
            fields[name] = [None, value]
        content = {"id": event, "at": at, "actor": "boss", "via": None, "ticket": number + 1, "version": 1}
        content |= {"act": "register", "kind": "imported", "fields": fields, "texts": {}, "notes": []}
        content["data"] = {"source": "bench", "key": row["key"]}
        blob = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()
        this = hashlib.sha256(previous + blob).digest()
        batch["event"].append((event, at, "boss", None, number + 1, 1, "imported", "register", blob, previous, this))
        previous = this
        batch["ticket"].append(tuple(ticket[name] for name in columns))
        said(number + 1, SUBJECT, f"DT-{number + 1}", ticket["subject"])
        said(number + 1, OWN, *(ticket[name] for name in FIELDS))
        said(number + 1, REPORTER, row["name"], row["email"])
        batch["origin"].append(("bench", row["key"], number + 1))
        if len(batch["ticket"]) == 1000:
            write()
    write()
    connection.close()
    return time.perf_counter() - begun


def peak(count: int) -> int:
    """Kilobytes that a process of its own takes at most for so many tickets."""
    number = os.fork()
    if number == 0:
        with tempfile.TemporaryDirectory() as folder, found(Location(file=Path(folder) / "d.db"), "boss", NOW) as store:
            ours(store, count)
        os._exit(0)
    _, _, usage = os.wait4(number, 0)
    return usage.ru_maxrss


def beside(count: int) -> list[float]:
    """How long another writer waits for its turn while tickets come in, in seconds, each time."""
    waits: list[float] = []
    with tempfile.TemporaryDirectory() as folder, found(Location(file=Path(folder) / "d.db"), "boss", NOW) as store:
        over = threading.Event()

        def work() -> None:
            with open_store(store.location) as other:
                while not over.wait(0.05):
                    begun = time.perf_counter()
                    with other.writing() as writer:
                        waits.append(time.perf_counter() - begun)
                        writer.desk_event("looked", {}, by="boss", now=NOW)

        other = threading.Thread(target=work)
        other.start()
        ours(store, count)
        over.set()
        other.join()
        assert chain.verify(store.db).broken is None
    return waits


def main() -> None:
    """Paired rounds, in turns."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    ratios, held = [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            one, two = Path(folder) / "one.db", Path(folder) / "two.db"
            with found(Location(file=one), "boss", NOW) as store:
                own, times = ours(store, count)
                assert chain.verify(store.db).broken is None and health.counters_off(store.db) == 0
            found(Location(file=two), "boss", NOW).close()
            other = plain(two, count)
        held += times
        ratios.append(other / own)
        print(f"ours {count / own:,.0f} tickets/s, plain {count / other:,.0f}, ratio {other / own:.2f}", flush=True)
    held.sort()
    print(f"ratio: median {statistics.median(ratios):.2f} of {rounds} rounds with {count:,} tickets")
    late = sum(1 for seconds in held if seconds > intake.LONGEST)
    print(
        f"lock held: p50 {1000 * held[len(held) // 2]:.1f} ms, p99 {1000 * held[int(len(held) * 0.99)]:.1f} ms, "
        f"max {1000 * held[-1]:.1f} ms, {late} of {len(held)} over {1000 * intake.LONGEST:.0f} ms"
    )
    waits = sorted(beside(min(count, 20_000)))
    print(f"a writer beside it waits: p50 {1000 * waits[len(waits) // 2]:.1f} ms, max {1000 * waits[-1]:.1f} ms")
    few, many = peak(count // 10), peak(count)
    print(f"memory: {few // 1024} MB for {count // 10:,} tickets, {many // 1024} MB for {count:,}")


if __name__ == "__main__":
    main()
