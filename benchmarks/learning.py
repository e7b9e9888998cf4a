"""What a desk's table of words adds to the rules: trained on one half of each file, asked about the other, both ways.

For each file: how often the kind is right, how many verdicts are sure, and how often those are right; without the
table and with it. The rules were written with the small files at hand, so there the table can only lose.

    python -m benchmarks.learning DIRECTORY_OR_FILE...
"""

import sys
import time
from itertools import groupby

from benchmarks.classify_texts import Row, rows, wilson
from deskterm.workflow.classify import Classification, classify
from deskterm.workflow.codes import Kind
from deskterm.workflow.learning import Lessons, with_lessons

HEAD = "| texts | n | table | right [95 %] | sure of | right when sure [95 %] | put right, put wrong |"


def taught(given: list[Row]) -> Lessons:
    """The table after these texts."""
    lessons = Lessons()
    for row in given:
        lessons.add(row.text, kind_of(row))
    return lessons


def kind_of(row: Row) -> Kind:
    """What the text is."""
    return Kind.INCIDENT if row.incident else Kind.REQUEST


def both_ways(given: list[Row]) -> tuple[list[tuple[Row, Classification, Classification]], bool]:
    """Each text with the rules' verdict and the one with the table; does the table speak in both halves?"""
    found = []
    speaks = True
    for kept in (0, 1):
        lessons = taught(given[kept::2])
        speaks = speaks and lessons.speaks
        for row in given[1 - kept :: 2]:
            rules = classify(row.text)
            found.append((row, rules, with_lessons(rules, row.text, lessons)))
    return found, speaks


def told(name: str, given: list[Row]) -> None:
    """Two rows of the report: without the table and with it."""
    found, speaks = both_ways(given)
    if not speaks:
        print(f"| {name} | {len(given)} | does not speak: too few of a half | | | | |")
        return
    right = [(before.kind is kind_of(row), after.kind is kind_of(row)) for row, before, after in found]
    better = sum(after and not before for before, after in right)
    worse = sum(before and not after for before, after in right)
    for place, table in enumerate(("without", "with")):
        said = [
            (pair[place], (before, after)[place].sure) for pair, (_, before, after) in zip(right, found, strict=True)
        ]
        sure = [good for good, certain in said if certain]
        moved = f"{better}, {worse}" if place else ""
        print(
            f"| {name} | {len(given)} | {table} | {share([good for good, _ in said])} "
            f"| {len(sure) / len(said):.2f} | {share(sure)} | {moved} |"
        )


def share(good: list[bool]) -> str:
    """A share with its interval."""
    low, high = wilson(sum(good), len(good))
    return f"{sum(good) / max(len(good), 1):.3f} [{low:.2f} {high:.2f}]"


def cost(given: list[Row]) -> None:
    """Microseconds of counting a text, and of asking the table about it, beside the rules' own."""
    some = given[:500]
    lessons = taught(given)
    started = time.perf_counter()
    verdicts = [classify(row.text) for row in some]
    ruled = time.perf_counter()
    for row, verdict in zip(some, verdicts, strict=True):
        with_lessons(verdict, row.text, lessons)
    asked = time.perf_counter()
    for row in some:
        lessons.add(row.text, kind_of(row))
    counted = time.perf_counter()
    letters = sum(len(row.text) for row in some) / len(some)
    steps = [(end - start) / len(some) * 1e6 for start, end in ((started, ruled), (ruled, asked), (asked, counted))]
    print(
        f"texts of {letters:.0f} characters: rules {steps[0]:.0f} us, table {steps[1]:.0f} us, count {steps[2]:.0f} us"
    )


def main(names: list[str]) -> None:
    """Print the table and what it costs."""
    every = sorted(rows(names), key=lambda row: row.source)
    print(HEAD)
    print("|" + "---|" * (HEAD.count("|") - 1))
    files = {source: list(group) for source, group in groupby(every, key=lambda row: row.source)}
    for source, given in files.items():
        told(source, given)
    print()
    cost(max(files.values(), key=len))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    main(sys.argv[1:])
