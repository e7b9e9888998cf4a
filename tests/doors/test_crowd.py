"""Many at one desk: two at terminals and one at the shell on one ticket; processes by the dozen on all of them."""

import json
import os
import re
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.doors.terminals import Seat, begun, copied, heard, run, show, whole

WORKER = """
import io, json, random, sys, time
from deskterm.bootstrap import main
name, seconds, rest, dice = sys.argv[1], float(sys.argv[2]), float(sys.argv[3]), random.Random(sys.argv[1])
told, notes, spent, end, said = {}, [], [], None, sys.stdout
while end is None or time.monotonic() < end:
    ticket = str(dice.randrange(2, 5))
    line = ["note", ticket, "-m", f"{name} first"] if end is None else dice.choice([
        ["note", ticket, "-m", f"{name} {len(notes)}"], ["note", ticket, "-m", f"{name} {len(notes)}"],
        ["list", "--view", "all"], ["show", ticket], ["amend", ticket, "--place", f"{name} {dice.random()}"],
        ["take", ticket], ["release", ticket], ["doctor"] if dice.random() < 0.1 else ["list"],
    ])
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    began = time.monotonic()
    code = main(line)
    if line[0] == "note" and end is not None:
        spent.append(time.monotonic() - began)
    key = f"{line[0]} {code}"
    told[key] = told.get(key, 0) + 1
    if code not in (0, 3):
        told[sys.stderr.getvalue()] = 1
    if line[0] == "note" and code == 0:
        notes.append([int(ticket), line[3]])
    end = end or time.monotonic() + seconds
    time.sleep(dice.random() * rest)
said.write(json.dumps([told, notes, spent]))
"""
DONE = r"[a-z]+ 0|(take|release|amend) 3"
"""How acts end: done, or refused because somebody else was first."""
ENDS = r"[a-z]+ [036]|(deskterm: Somebody else is writing .*\n)+"
"""How acts may end, and what may be said, where more write than there are turns for."""


@pytest.fixture
def desk(tmp_path: Path, prepared: Path) -> Path:
    """A copy of the prepared desk."""
    return copied(prepared, tmp_path)


def worker(desk: Path, name: str, seconds: float, rest: float) -> tuple[int, int]:
    """Begin one that works for so many seconds after its first note; its process id, and where it tells what it did."""
    come, go = os.pipe()
    pid = begun(desk, name, str(seconds), str(rest), code=WORKER, out=go)
    os.close(go)
    return pid, come


def crowd(desk: Path, count: int, seconds: float, rest: float = 0.02) -> tuple[Counter[str], list[float]]:
    """So many processes act and read for some seconds; nothing that was acknowledged is lost.

    They rest between acts, at most so many seconds.

    How each act ended, and the seconds that each note took.
    """
    before = {number: len(show(desk, number)["thread"]) for number in (2, 3, 4)}
    workers = [worker(desk, f"w{number}", seconds, rest) for number in range(count)]
    told: Counter[str] = Counter()
    kept: Counter[tuple[int, str]] = Counter()
    spent: list[float] = []
    for pid, out in workers:
        ends, notes, times = json.loads(heard(out))
        assert os.waitpid(pid, 0)[1] == 0
        spent += times
        told.update(ends)
        kept.update((number, text) for number, text in notes)
    found: Counter[tuple[int, str]] = Counter()
    for number, had in before.items():
        found.update((number, entry["body"]) for entry in show(desk, number)["thread"][had:])
    assert found == kept
    assert set(kept.values()) == {1}
    whole(desk)
    return told, sorted(spent)


def test_ten_processes(desk: Path) -> None:
    """Ten processes at once: no act fails for the others' sake, every note that was acknowledged is there once."""
    told, _ = crowd(desk, 10, 3)
    assert {key for key in told if not re.fullmatch(DONE, key)} == set()
    assert told["note 0"] > 0, told


def test_thirty_processes(desk: Path) -> None:
    """Thirty for twenty seconds: nobody is told that the desk is busy, nothing is lost and nothing is broken."""
    told, _ = crowd(desk, 30, 20, rest=1.0)
    assert {key for key in told if not re.fullmatch(DONE, key)} == set()
    assert told["note 0"] >= 30, told


@pytest.mark.soak
def test_a_hundred_processes(desk: Path) -> None:
    """A hundred for a minute: a writer may be asked to try again, nothing is lost and nothing is broken."""
    told, _ = crowd(desk, 100, 60)
    assert {key for key in told if not re.fullmatch(ENDS, key)} == set()


@pytest.mark.soak
def test_thirty_processes_take_turns(desk: Path) -> None:
    """Thirty for two minutes: nobody is told that the desk is busy, and an act takes no longer than its share."""
    _, alone = crowd(desk, 1, 10)
    told, spent = crowd(desk, 30, 120)
    assert {key for key in told if not re.fullmatch(DONE, key)} == set()
    ratio = percentile(spent) / percentile(alone)
    assert ratio < 6 * 30 / (os.cpu_count() or 1), ratio


def percentile(times: list[float]) -> float:
    """The time that 99 of a hundred do not exceed."""
    return times[min(len(times) - 1, len(times) * 99 // 100)]


SUBJECT, PLACE = "\t" * 6 + "\x15", "\t" * 10 + "\x15"
"""In the form of facts: the way to a field, emptied."""


def test_different_fields_merge(desk: Path) -> None:
    """Two at terminals and one at the shell change different fields of one ticket at a time: all three stand."""
    with Seat(desk) as first, Seat(desk, "--as", "anna") as second:
        first.types(f"/2\rp{SUBJECT}subject of one").sees("subject of one")
        second.types(f"/2\rp{PLACE}place of two").sees("place of two")
        version = show(desk, 2)["version"]
        done = run(desk, "amend", "2", "--phone", "+15550177", "--seen", str(version))
        assert done.returncode == 0, done
        first.types("\x13").sees("DT-2: amended")
        second.types("\x13").sees("DT-2: amended")
        for seat in (first, second):
            seat.types("q")
            assert seat.end() == 0
    found = show(desk, 2)
    assert (found["subject"], found["place"], found["reporter"]["phone"]) == (
        "subject of one",
        "place of two",
        "+15550177",
    )
    assert [event["actor"] for event in found["events"]][-1] == "anna"
    whole(desk)


def test_the_same_field_shows_both_values(desk: Path) -> None:
    """Whoever comes second sees both values, at the terminal and at the shell, and nothing is overwritten."""
    version = str(show(desk, 2)["version"])
    with Seat(desk) as first, Seat(desk, "--as", "anna") as second:
        first.types(f"/2\rp{SUBJECT}of one").sees("of one")
        second.types(f"/2\rp{SUBJECT}of two").sees("of two")
        first.types("\x13").sees("DT-2: amended")
        second.types("\x13").sees("Take theirs")
        assert re.search(r": of one\s(.|\n)*: of two\s", second.picture), second.picture
        done = run(desk, "--json", "amend", "2", "--subject", "of three", "--seen", version)
        assert done.returncode == 5
        assert [(each["theirs"], each["yours"]) for each in json.loads(done.stdout)["conflict"]] == [
            ("of one", "of three")
        ]
        assert b"of one" in done.stderr and b"of three" in done.stderr
        assert show(desk, 2)["subject"] == "of one"
        second.types("\x1b").sees(r"\A(?!(.|\n)*Take theirs)(.|\n)*of two")
        second.types("\x13").sees("Take theirs").types("s").sees("DT-2: amended")
    assert show(desk, 2)["subject"] == "of two"
    whole(desk)


def test_what_others_write_is_seen(desk: Path) -> None:
    """What the shell and another terminal write is on the screen within two seconds, in the list and on a ticket."""
    with Seat(desk, size=(100, 40)) as first, Seat(desk, "--as", "anna") as second:
        assert run(desk, "new", "--subject", "from the shell", "--reporter", "Ann").returncode == 0
        seen(first, "1 new")
        first.types("r").sees("from the shell")
        first.types("/2\r\r").sees("DT-2 ").listen(0.3)
        second.types("/2\rinote of anna\x13").sees("DT-2: noted", quiet=0.01)
        first.types("G")
        seen(first, "for anna Work note added")


def seen(seat: Seat, text: str) -> None:
    """The text is there within two seconds from now."""
    began = time.monotonic()
    seat.sees(text, seconds=3, quiet=0.01)
    assert time.monotonic() - began < 2
