"""What the index costs who writes: tickets taken in one by one, with the index and without it, by turns.

Usage: search_write.py [--tickets N] [--pairs N]. Commits do not wait for the disk: it is not what is measured.
"""

import argparse
import statistics
import tempfile
import time
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from benchmarks.search_texts import Texts
from deskterm.store.location import Location
from deskterm.store.opening import create_store
from deskterm.store.search import index
from deskterm.workflow.inputs import Details, Register
from deskterm.workflow.values import Channel, Reporter


def main() -> None:
    """Both ways on one desk, so that it is as large for both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=200)
    parser.add_argument("--pairs", type=int, default=9)
    args = parser.parse_args()
    source = Texts().tickets(args.tickets * args.pairs * 2)
    ratios, costs = [], []
    with tempfile.TemporaryDirectory() as folder:
        store = create_store(Location(file=Path(folder) / "desk.db"), now=1, founder="ann", fast=True)
        for _ in range(args.pairs):
            spent = {}
            for follow in (index.follow, lambda db, before, after: None):
                told = list(islice(source, args.tickets))
                start = time.perf_counter()
                with patch.object(index, "follow", follow):
                    for each in told:
                        reporter = Reporter(name=each.reporter[0], email=each.reporter[1])
                        details = Details(description=each.description)
                        contact = Register(
                            subject=each.subject, reporter=reporter, channel=Channel.PHONE, details=details
                        )
                        with store.writing() as writer:
                            writer.register(contact, by="ann", now=2)
                spent[follow is index.follow] = (time.perf_counter() - start) / len(told) * 1e6
            ratios.append(spent[True] / spent[False])
            costs.append(spent[True])
        store.close()
    print(f"{statistics.median(costs):.0f} us/ticket with the index, {statistics.median(ratios):.2f} x without it")


if __name__ == "__main__":
    main()
