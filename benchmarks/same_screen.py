"""Two ways of drawing one program must leave the same picture, cell by cell, text and attributes.

    python benchmarks/same_screen.py --a "CMD A" --b "CMD B" --ready REGEX [--keys jkG...] [--plans 40] [--seed 5]

Both commands get the same random keys at the same random speeds (a burst, 1, 4, 12 ms apart); after each burst, when
the line is silent, their screens are compared. A speed figure without this check proves nothing: a list that draws fast
and wrong reaches every timing step.
"""

import argparse
import random
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.tui_bench import Term

PAGES = ["\x1b[6~", "\x1b[5~"]


def plans(keys: str, count: int, seed: int) -> Iterator[tuple[list[str], float]]:
    """Random keys, and the seconds between two of them (0: all at once)."""
    chance = random.Random(seed)
    for _ in range(count):
        typed: list[str] = []
        for _ in range(chance.randint(2, 8)):
            typed += [chance.choice([*keys, *PAGES])] * chance.randint(1, 50)
        yield typed, chance.choice([0, 0, 0.001, 0.004, 0.012])


def type_keys(term: Term, keys: list[str], gap: float) -> None:
    """Types the keys and reads until the line is silent."""
    if gap:
        for key in keys:
            term.send(key)
            term.pump(1e9, limit=gap)
    else:
        term.send("".join(keys))
    term.pump(0.35, first=0.5)
    term.digest()


def differing(a: Term, b: Term) -> list[int]:
    """The lines on which the two screens differ."""
    return [y for y in range(len(a.cells)) if a.cells[y] != b.cells[y]]


def compare(
    a: list[str],
    b: list[str],
    ready: str,
    keys: str = "jjjkkgG",
    count: int = 40,
    seed: int = 5,
    profile: str = "xterm",
) -> Iterator[str]:
    """One sentence per plan: empty when both pictures are the same."""
    terms = [Term(command, profile=profile) for command in (a, b)]
    for term in terms:
        term.wait(ready, 0.3, 30)
    for typed, gap in plans(keys, count, seed):
        for term in terms:
            type_keys(term, typed, gap)
        rows = differing(*terms)
        left, right = (repr(term.text[rows[0]][:60]) if rows else "" for term in terms)
        yield f"{profile}, {gap} s apart: {len(rows)} lines differ, first {left} | {right}" if rows else ""
    for term in terms:
        term.close()


def main() -> int:
    """Compares two commands on a plain and on a modern terminal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--a", required=True)
    parser.add_argument("--b", required=True)
    parser.add_argument("--ready", required=True)
    parser.add_argument("--keys", default="jjjkkgG")
    parser.add_argument("--plans", type=int, default=40)
    parser.add_argument("--seed", type=int, default=5)
    a = parser.parse_args()
    total = wrong = 0
    for profile in ("xterm", "modern"):
        for found in compare(shlex.split(a.a), shlex.split(a.b), a.ready, a.keys, a.plans, a.seed, profile):
            total += 1
            wrong += bool(found)
            if found:
                print(found)
    print(f"{total} plans, {wrong} wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
