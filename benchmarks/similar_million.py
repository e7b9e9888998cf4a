"""Similar tickets on a large desk: how long they take, by the language of the ticket that is asked about.

Usage: similar_million.py [--tickets N] [--desk FILE] [--asked N]

The desk is the one of search_million.py: seeded texts in four languages. A desk that is there already is measured as
it is. Tickets are drawn from the whole desk; each is asked about once with a warm page cache, as on a desk in use. Both
the time that passes and the processor's are told: where they are far apart, other programs had the machine.
"""

import argparse
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from random import Random

from benchmarks.search_million import WHO, fill, percentile
from deskterm.store.location import Location
from deskterm.store.opening import Store, open_store
from deskterm.store.search.similar import similar

LETTERS = {"th": "\u0e01\u0e2e", "ru": "\u0430\u044f"}
"""First and last letters that tell a language; the other two share their letters."""


def language(text: str) -> str:
    """Thai, Russian, or one in Latin letters."""
    counts = {name: sum(low <= letter <= high for letter in text) for name, (low, high) in LETTERS.items()}
    name = max(counts, key=lambda each: counts[each])
    return name if counts[name] * 4 > len(text) else "latin"


def measure(path: Path, asked: int) -> None:
    """Time one ticket after another."""
    with open_store(Location(file=path)) as store:
        (total,) = store.db.all("SELECT max(id) FROM ticket")[0]
        numbers = Random(5).sample(range(1, total + 1), min(asked * 2, total))
        times: dict[str, list[float]] = defaultdict(list)
        worked: dict[str, list[float]] = defaultdict(list)
        found = 0
        for at, number in enumerate(numbers):
            spent, busy, count, name = once(store, number)
            if at >= len(numbers) // 2:
                # the first half warms what a desk in use has in memory
                for kind in (name, "all"):
                    times[kind].append(spent)
                    worked[kind].append(busy)
                found += bool(count)
    for name, each in sorted(times.items()):
        print(
            f"{total:>9} tickets  {name:>6} {len(each):>5} asked   p50 {statistics.median(each):6.1f} ms   "
            f"p99 {percentile(each, 99):6.1f} ms   max {max(each):6.1f} ms   "
            f"processor p50 {statistics.median(worked[name]):6.1f} ms   p99 {percentile(worked[name], 99):6.1f} ms"
        )
    print(f"something was found for {found} of {len(times['all'])}")


def once(store: Store, number: int) -> tuple[float, float, int, str]:
    """Milliseconds that passed and that were worked, how many were found, and the language."""
    start, begun = time.perf_counter(), time.thread_time()
    with store.db.snapshot():
        count = len(similar(store.db, WHO, number))
    spent, busy = (time.perf_counter() - start) * 1000, (time.thread_time() - begun) * 1000
    row = store.db.one("SELECT subject FROM ticket WHERE id = :id", id=number)
    return spent, busy, count, language(row[0] if row else "")


def main() -> None:
    """Fill when there is nothing yet, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--desk", type=Path)
    parser.add_argument("--asked", type=int, default=300)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = args.desk or Path(folder) / "desk.db"
        if not path.exists():
            fill(path, args.tickets)
        measure(path, args.asked)


if __name__ == "__main__":
    main()
