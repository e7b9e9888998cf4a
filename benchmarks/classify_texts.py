"""The labelled texts that the classifier is measured with, and what is counted about its answers.

Files of JSON lines with `text`, `lang` and `y` (1 incident, 0 request). Which of them are synthetic letters, good for
their form only, is told by their names.
"""

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SYNTHETIC = "tobi_"
LANGUAGES = ("en", "ru", "ro", "th")


@dataclass(frozen=True, slots=True)
class Row:
    """A text and what it is."""

    text: str
    incident: bool
    language: str
    source: str


def rows(names: Iterable[str]) -> Iterator[Row]:
    """The texts of the files that were named, and of those in directories that were named."""
    for name in map(Path, names):
        for path in sorted(name.glob("*.jsonl")) if name.is_dir() else [name]:
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                yield Row(row["text"], bool(row["y"]), row["lang"], path.stem)


def wilson(hits: int, count: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share that was seen as `hits` of `count`."""
    if not count:
        return 0.0, 1.0
    share = hits / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    spread = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return max(0.0, middle - spread), min(1.0, middle + spread)


def macro_f1(pairs: Iterable[tuple[bool, bool | None]]) -> float:
    """The mean of both kinds' F1 over pairs of truth and answer; None is an answer that is neither."""
    known = list(pairs)
    scores = []
    for kind in (True, False):
        hit = sum(truth is kind and said is kind for truth, said in known)
        wrong = sum((truth is kind) != (said is kind) for truth, said in known)
        scores.append(2 * hit / (2 * hit + wrong) if hit or wrong else 0.0)
    return sum(scores) / len(scores)
