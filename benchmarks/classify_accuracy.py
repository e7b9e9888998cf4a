"""How often the classifier is right on labelled texts: accuracy, and coverage and accuracy where it is sure.

Give it a directory or files of JSON lines with `text` and `y` (1 incident, 0 request). An answer of "don't know" is
counted as wrong. The intervals are Wilson's, 95 %.

    python benchmarks/classify_accuracy.py DIRECTORY_OR_FILE...
"""

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

from deskterm.workflow.classify import classify
from deskterm.workflow.codes import Kind


def wilson(hits: int, count: int, z: float = 1.96) -> tuple[float, float]:
    """The interval in which a share lies that was seen as `hits` of `count`."""
    if not count:
        return 0.0, 1.0
    share = hits / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    spread = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return middle - spread, middle + spread


def report(path: Path) -> str:
    """One line about one file."""
    right = sure = sure_right = count = incidents = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        verdict = classify(row["text"])
        good = verdict.kind is (Kind.INCIDENT if row["y"] else Kind.REQUEST)
        count += 1
        incidents += row["y"]
        right += good
        sure += verdict.sure
        sure_right += verdict.sure and good
    low, high = wilson(right, count)
    sure_low, sure_high = wilson(sure_right, sure)
    majority = max(incidents, count - incidents) / max(count, 1)
    return (
        f"{path.name:28} {count:5} texts  right {right / max(count, 1):.3f} [{low:.3f} {high:.3f}]  "
        f"always the commoner kind {majority:.3f}  sure {sure / max(count, 1):.3f}, "
        f"then right {sure_right / max(sure, 1):.3f} [{sure_low:.3f} {sure_high:.3f}]"
    )


def files(names: list[str]) -> Iterator[Path]:
    """The files that were named, and those in directories that were named."""
    for path in map(Path, names):
        yield from sorted(path.glob("*.jsonl")) if path.is_dir() else (path,)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    for found in files(sys.argv[1:]):
        sys.stdout.write(report(found) + "\n")
