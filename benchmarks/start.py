"""The README's figures for the terminal: first paint, bytes on the wire, memory. Paired runs on this machine.

    python benchmarks/start.py [--pairs 9] [--tickets 10000] [--desk FILE]

Each pair starts deskterm and an empty Textual app, in turns which comes first; the ratio of a pair compares like with
like on a noisy machine. Times are worth a look from nine pairs on. Bytes and memory do not wobble.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.tui_bench import measure  # noqa: E402 - the folder has to be found first

APP = [sys.executable, "-m", "deskterm", "--db"]
EMPTY = [sys.executable, str(ROOT / "benchmarks" / "empty_app.py")]
READY = r"DT-\d+"
"""A ticket's number is on the screen: the queue is painted."""
SIZE = (120, 40)
STEPS: list[dict[str, Any]] = [
    {"name": "cursor move", "kind": "keys", "keys": "j", "n": 8},
    {"name": "to the edge", "kind": "flood", "keys": "j", "n": 40, "expect": READY},
    {"name": "scrolled row", "kind": "keys", "keys": "j", "n": 30},
    {"name": "page", "kind": "keys", "keys": "\x1b[6~", "n": 8},
    {"name": "top", "kind": "keys", "keys": "g", "n": 1},
    {"name": "held key", "kind": "hold", "keys": "j", "n": 60, "hz": 30, "expect": r"\b61/\d"},
    {"name": "idle", "kind": "idle", "seconds": 3},
]


def make_desk(tickets: int, home: str) -> str:
    """A throw-away desk. -> the path of its file"""
    command = [sys.executable, "-m", "deskterm", "demo", "--fill", "--tickets", str(tickets)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment(home))
    return done.stdout.strip().splitlines()[-1]


def environment(home: str) -> dict[str, str]:
    """The environment of the runs: English, temporary files in one folder."""
    return {**os.environ, "TMPDIR": home, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def spec(name: str, command: list[str], ready: str, steps: list[dict[str, Any]]) -> dict[str, Any]:
    """What `measure` is to do with a command."""
    return {"name": name, "cmd": command, "ready": ready, "steps": steps, "size": SIZE, "cwd": str(ROOT), "quit": "q"}


def spread(values: list[float]) -> str:
    """Median, and from least to most."""
    return f"{statistics.median(values):8.3f}   ({min(values):.3f} to {max(values):.3f})"


def paired(desk: str, pairs: int) -> tuple[list[float], list[float], list[float]]:
    """First paint of the app, of the empty one, and their ratios. In seconds."""
    app, empty = spec("deskterm", [*APP, desk], READY, []), spec("empty", EMPTY, "READY", [])
    ours: list[float] = []
    theirs: list[float] = []
    for pair in range(pairs):
        taken = {}
        for one in (app, empty) if pair % 2 else (empty, app):
            result = measure(one)
            if "error" in result:
                sys.exit(f"{one['name']} did not start: {json.dumps(result, indent=1)}")
            taken[one["name"]] = result["start"]["first_paint_s"]
        ours.append(taken["deskterm"])
        theirs.append(taken["empty"])
    return ours, theirs, [a / b for a, b in zip(ours, theirs, strict=True)]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=9)
    parser.add_argument("--tickets", type=int, default=10_000)
    parser.add_argument("--desk", help="a desk that is there already")
    a = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        desk = a.desk or make_desk(a.tickets, home)
        ours, theirs, ratios = paired(desk, a.pairs)
        print(f"first paint, s        deskterm {spread(ours)}")
        print(f"                      empty    {spread(theirs)}")
        print(f"                      ratio    {spread(ratios)}   {a.pairs} pairs")
        run = measure(spec("deskterm", [*APP, desk], READY, STEPS))
    for step in STEPS[:4]:
        result = run[step["name"]]
        print(f"{step['name']:<22}{result['bytes_per_key']:>8} bytes   {result.get('p50_ms', '')} ms")
    print(f"{'held key, lag':<22}{run['held key']['lag_ms']:>8} ms")
    print(f"{'idle':<22}{run['idle']['wakeups_per_s']:>8} wake-ups/s, {run['idle']['bytes']} bytes")
    print(f"{'peak memory':<22}{run['total']['peak_rss_mb']:>8} MB")


if __name__ == "__main__":
    main()
