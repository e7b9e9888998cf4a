"""Search on a large desk: the first 50 hits beside the bare FTS5 query of the same terms, and what the index costs.

Usage: search_million.py [--tickets N] [--desk FILE] [--rounds N]

The desk is filled by bulk SQL in the shape that the store writes (tickets, reporters, notes; no events), from seeded
texts in four languages. A desk that is there already is measured as it is. Every query is run, by turns: bare,
the numbers of 50 rows of the index; `rows`, joined with what a list shows of these tickets; `ordered`, bare for the 200
that are put in order, and what a list shows of 50 of them; and whole: all words anywhere in the ticket, order,
visibility.
"""

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.search_texts import Texts, Told
from deskterm.store.location import Location
from deskterm.store.opening import Store, create_store, open_store
from deskterm.store.read.queue import COLUMNS
from deskterm.store.search import index
from deskterm.store.search.finding import WINDOW, page
from deskterm.store.search.query import ask, for_fts5
from deskterm.store.search.texts import NOTES, OWN, REPORTER, SHIFT, SUBJECT, Said, key
from deskterm.workflow.values import Person, Role

WHO = Person(name="ann", lines=frozenset({1, 2}), roles=frozenset({Role.AGENT}))
BATCH = 2000
HITS = 50
TICKET = (
    "INSERT INTO ticket (id, version, status, line, rank, due_sort, subject, description, solution, overridden, "
    "channel, reporter_id, created_at, created_by, cycle_at, updated_at, verified, restricted, major, breach, "
    "imported, level_changes) "
    "VALUES (?, 1, ?, ?, 0, 4611686018427387904, ?, ?, ?, 0, 'phone', ?, ?, 'ann', ?, ?, 0, ?, 0, 0, 0, 0)"
)
NOTE = (
    "INSERT INTO note (id, ticket_id, event_id, kind, author, at, body, salt, withdrawn) "
    "VALUES (?, ?, 1, 'work', 'ann', ?, ?, x'', 0)"
)
REPORTERS = 5000


def texts_of(number: int, told: Told) -> Iterator[tuple[int, tuple[Said, ...]]]:
    """The ticket's rows of the index."""
    yield key(number, SUBJECT), (Said("number", f"DT-{number}"), Said("subject", told.subject))
    yield key(number, OWN), (Said("description", told.description), Said("solution", told.solution or ""))
    yield key(number, REPORTER), tuple(Said("reporter", text) for text in told.reporter)
    for place, note in enumerate(told.notes):
        yield key(number, NOTES + place), (Said("note", note),)


def fill(path: Path, count: int) -> None:
    """Make the desk, and say what its index costs."""
    create_store(Location(file=path), now=1, founder="ann", fast=True).close()
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA synchronous = OFF")
    raw.execute("PRAGMA cache_size = -262144")
    with open_store(Location(file=path)) as store:
        (target,) = index.indexes(store.db)
    db = type(store.db)(raw, "sqlite", path, in_transaction=True)
    source, number, note, size = Texts().tickets(count), 0, 0, 0
    spent = {"analyse": 0.0, "index": 0.0}
    while batch := list(islice(source, BATCH)):
        raw.execute("BEGIN")
        numbered = list(enumerate(batch, number + 1))
        if number < REPORTERS:
            reporters = [(i, *t.reporter) for i, t in numbered if i <= REPORTERS]
            raw.executemany("INSERT INTO reporter (id, name, email) VALUES (?, ?, ?)", reporters)
        raw.executemany(TICKET, [ticket_row(i, t) for i, t in numbered])
        notes = [(i, i, body) for i, t in numbered for body in t.notes]
        raw.executemany(NOTE, [(n, i, i, body) for n, (i, _, body) in enumerate(notes, note + 1)])
        rows = [row for i, t in numbered for row in texts_of(i, t)]
        size += sum(len(text.encode()) for _, said in rows for _, text, _ in said)
        start = time.perf_counter()
        terms = [(row, index.terms(said)) for row, said in rows]
        analysed = time.perf_counter()
        index.add(db, target, terms)
        spent["analyse"] += analysed - start
        spent["index"] += time.perf_counter() - analysed
        raw.execute("COMMIT")
        number, note = number + len(batch), note + len(notes)
        if number % 50_000 < BATCH:
            print(f"{number:>9} tickets", flush=True)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (kept,) = raw.execute(f"SELECT sum(length(block)) FROM {target.table}_data").fetchone()
    each = {name: f"{seconds / number * 1e6:.0f} us/ticket" for name, seconds in spent.items()}
    print(f"{number} tickets, text {size / 1e6:.0f} MB, index {kept / 1e6:.0f} MB: {kept / size:.2f} x; {each}")


def ticket_row(number: int, told: Told) -> tuple[object, ...]:
    """A row of the table."""
    status = "new" if number % 50 == 0 else "cancelled"
    restricted = int(number % 97 == 0)
    reporter = (number - 1) % REPORTERS + 1
    return (
        *(number, status, 1 + number % 3, told.subject, told.description, told.solution, reporter),
        *(number, number, number, restricted),
    )


def queries(store: Store) -> dict[str, list[str]]:
    """What is asked, by kind; drawn from what the tickets say."""
    texts = Texts()
    told = list(texts.tickets(400))
    words = [word.strip(",.") for t in told for word in t.description.split() if t.language != "th"]
    letters = sorted({word for word in words if word.isalpha() and len(word) > 4})
    rare = [word for word in sorted(set(words)) if any(c.isdigit() for c in word)][::12]
    common = ["error", "printer", "password", "ошибка", "принтер", "пароль", "eroarea", "imprimanta", "parola", "Excel"]
    return {
        "rare": rare[:60],
        "common": [*common, "เครื่องพิมพ์", "รหัสผ่าน", "outlook"],
        "prefix": [f"{word[:n]}*" for word in letters[::40] for n in (3, 4, 5)][:90],
        "phrase": [
            f'"{a} {b}"' for a, b in zip(words[::97], words[1::97], strict=False) if a.isalpha() and b.isalpha()
        ][:60],
        "two words": ["printer paper", "пароль сброса", "parola resetare", "outlook error", "excel 809", "zoom laptop"],
        "with a field": ["status:new printer", "line:2 пароль", "status:new excel", "assignee:none parola"],
        "without": ["printer -paper", "excel -outlook", "пароль -сброса"],
    }


def bare(store: Store, table: str, text: str) -> int:
    """The same terms, in one FTS5 query, the newest first."""
    return len(bare_rows(store, table, text, HITS))


def bare_rows(store: Store, table: str, text: str, most: int) -> list[int]:
    """The numbers of the newest rows of the index that have all terms themselves."""
    query = ask(text)
    asked = " AND ".join(f"({for_fts5(atom)})" for atom in query.wanted)
    for atom in query.unwanted:
        asked += f" NOT ({for_fts5(atom)})"
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT {most}"
    return [row for (row,) in store.db.connection.execute(sql, (asked,)).fetchall()]


def whole(store: Store, table: str, text: str) -> int:
    """What a person gets."""
    return len(page(store.db, WHO, ask(text), limit=HITS).rows)


def joined(store: Store, table: str, text: str) -> int:
    """The same query, with what a list shows of each ticket."""
    (atom,) = ask(text).wanted
    columns = COLUMNS.replace("FROM ticket t ", f"FROM {table} s CROSS JOIN ticket t ON t.id = s.rowid >> {SHIFT} ")
    sql = f"{columns} s.{table} MATCH ? ORDER BY s.rowid DESC LIMIT {HITS}"
    return len(store.db.connection.execute(sql, (for_fts5(atom),)).fetchall())


def ordered(store: Store, table: str, text: str) -> int:
    """The same terms in one FTS5 query for as many as are put in order, and what a list shows of fifty of them."""
    rows = bare_rows(store, table, text, WINDOW)
    # from all over the window, as an order by fitness takes them
    taken = ", ".join(str(row >> SHIFT) for row in rows[:: max(1, len(rows) // HITS)][:HITS]) or "0"
    return len(store.db.connection.execute(f"{COLUMNS} t.id IN ({taken})").fetchall())


def measure(path: Path, rounds: int) -> None:
    """Time both, in turns."""
    with open_store(Location(file=path)) as store:
        (current,) = index.indexes(store.db)
        for kind, asked in queries(store).items():
            alone = all(len(ask(text).atoms) == 1 and not ask(text).terms for text in asked)
            ways = {"bare": bare, **({"rows": joined} if alone else {}), "ordered": ordered, "whole": whole}
            times: dict[str, list[float]] = {name: [] for name in ways}
            for turn, text in enumerate(asked * rounds):
                # who comes first reads what the others find in memory: each is first as often
                first = (turn + turn // len(asked)) % len(ways)
                for name in [*ways, *ways][first : first + len(ways)]:
                    start = time.perf_counter()
                    ways[name](store, current.table, text)
                    times[name].append((time.perf_counter() - start) * 1000)
            told = []
            for share in (50, 99):
                *others, mine = (percentile(times[name], share) for name in ways)
                ratios = " ".join(f"{other:7.2f} ({mine / other:5.2f} x)" for other in others)
                told.append(f"p{share} {mine:7.2f} ms, {' '.join(list(ways)[:-1])} {ratios}")
            print(f"{kind:>13} {len(asked):>3} queries: {'   '.join(told)}   max {max(times['whole']):.1f} ms")


def percentile(values: list[float], share: int) -> float:
    """So many in a hundred are at most this."""
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def main() -> None:
    """Fill when there is nothing yet, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--desk", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = args.desk or Path(folder) / "desk.db"
        if not path.exists():
            fill(path, args.tickets)
        measure(path, args.rounds)


if __name__ == "__main__":
    main()
