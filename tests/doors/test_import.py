"""Taking in files at the shell: what is said, what is written, how it ends."""

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deskterm.cli.progress import Progress
from deskterm.workflow.intake import Tally
from tests.doors.conftest import Shell

TABLE = "number,subject,impact,owner\nINC1,Printer,High,zoe\nINC2,Mouse,huge,\nINC3,Screen,3,\n"


def put(shell: Shell, content: str | bytes, name: str = "t.csv") -> str:
    """A file beside the desk."""
    path = shell.db.with_name(name)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def tally(shell: Shell, *args: str, stdin: bytes = b"") -> tuple[int, ...]:
    """Exit code, rows read, tickets, events, known, left out."""
    result = shell.run("import", *args, "--json", stdin=stdin)
    found = result.json
    assert found["read"] == sum(found[name] for name in ("tickets", "events", "known", "left_out"))
    return (result.code, *(found[name] for name in ("read", "tickets", "events", "known", "left_out")))


def test_a_table_with_a_bad_row(shell: Shell) -> None:
    """Good rows are tickets, a bad one is told and kept in a file that only its owner reads; exit code 7."""
    result = shell.run("import", put(shell, TABLE))
    assert result.code == 7
    assert result.out == "Rows 3: tickets 2, events 0, known already 0, left out 1\n"
    assert "Taken: subject=subject, impact=impact, external_id=number, assignee=owner" in result.err
    assert "line 3, column 3, Impact: huge is not known. Known: 1 critical, 2 medium, 3 low." in result.err
    assert "Assignee: 1 row says what is not known here; it is kept beside the ticket: zoe" in result.err
    report = shell.db.with_name("t.csv.left-out.jsonl")
    assert report.stat().st_mode & 0o777 == 0o600
    told = json.loads(report.read_text())
    assert (told["line"], told["column"], told["field"], told["code"]) == (3, 3, "impact", "unknown_code")
    assert told["row"] == {"number": "INC2", "subject": "Mouse", "impact": "huge", "owner": ""}
    assert shell.show("DT-9")["subject"] == "Printer"


def test_again(shell: Shell) -> None:
    """Rows with a key are taken once, however often the file comes and however it has grown."""
    path = put(shell, TABLE)
    assert tally(shell, path) == (7, 3, 2, 0, 0, 1)
    assert tally(shell, path) == (7, 3, 0, 0, 2, 1)
    assert shell.db.with_name("t.csv.left-out-2.jsonl").exists()
    assert tally(shell, put(shell, TABLE.replace("huge", "2") + "INC4,Desk,,\n")) == (0, 4, 2, 0, 2, 0)


def test_a_dry_run_writes_nothing(shell: Shell) -> None:
    """It says what it would do; no ticket, no file."""
    before = set(shell.db.parent.iterdir())
    head = shell.done("audit", "head").out
    result = shell.run("import", put(shell, TABLE), "--dry-run")
    assert (result.code, "nothing was written" in result.err) == (7, True)
    many = shell.run("import", put(shell, "subject,impact\n" + "a,huge\n" * 30), "--dry-run")
    assert (many.err.count("huge"), "10 more rows left out. All of them: --report FILE" in many.err) == (20, True)
    assert shell.done("audit", "head").out == head
    assert {path.name for path in set(shell.db.parent.iterdir()) - before} <= {"t.csv", "desk.db-wal", "desk.db-shm"}


def test_a_history(shell: Shell) -> None:
    """Rows of one key are one ticket: where it was, and how it ended."""
    rows = "case,time,status,level,impact,team\n" + "".join(
        f"c{n},2020-01-0{day}T10:00:00Z,{status},{line},Low,T{day}\n"
        for n in (1, 2)
        for day, status, line in ((1, "Queued", "L1"), (2, "Accepted", "L3"), (3, "Closed", "L3"))
    )
    assert tally(shell, put(shell, gzip.compress(rows.encode()), "log.csv.gz")) == (0, 6, 2, 4, 0, 0)
    found = shell.show("DT-9")
    assert (found["status"], found["line"], found["subject"]) == ("closed", 3, "c1")
    assert len(found["events"]) == 3


def test_standard_input_and_said_columns(shell: Shell) -> None:
    """A pipe is read like a file; columns and values go where they are said to."""
    line = json.dumps({"id": "a", "text": "Nothing works.", "y": 1, "lang": "en"}).encode()
    args = ("-", "--map", "kind=y", "--value", "kind:1=incident", "--set", "channel=phone", "--source", "pilot")
    assert tally(shell, *args, stdin=line) == (0, 1, 1, 0, 0, 0)
    found = shell.show("DT-9")
    assert (found["subject"], found["claimed_kind"], found["channel"]) == ("Nothing works", "incident", "phone")


def test_the_report_as_a_table(shell: Shell) -> None:
    """Named .csv it is a table, in which no cell is a formula."""
    path = put(shell, "subject,impact\na,=1+1\nb,x\n")
    to = shell.db.with_name("report.csv")
    assert tally(shell, path, "--report", str(to)) == (7, 2, 0, 0, 0, 2)
    head, first, _second = to.read_text().splitlines()
    assert head == "line,column,field,code,reason,row"
    assert first.startswith("2,2,impact,unknown_code,\"'=1+1 is not known.")
    assert (to.stat().st_mode & 0o777, shell.run("import", path, "--report", path).code) == (0o600, 2)


def test_many_bad_rows(shell: Shell) -> None:
    """The first twenty are told, all are in the file."""
    path = put(shell, "subject,impact\n" + "a,huge\n" * 30)
    result = shell.run("import", path)
    assert result.err.count("huge is not known") == 20
    assert "30 rows left out; all of them are in t.csv.left-out.jsonl" in result.err
    assert len(shell.db.with_name("t.csv.left-out.jsonl").read_text().splitlines()) == 30


@pytest.mark.parametrize(
    ("args", "content", "said"),
    [
        ((), "тема,б\nпривет,\n".encode("cp1251"), "line 1, column 1: It is not in UTF-8.*--encoding cp1251"),
        ((), b"", "nothing in it"),
        ((), b"PK\x03\x04", "spreadsheet"),
        ((), b"a,b\n1,2\n", "--map subject=COLUMN"),
        ((), b"subject,a,a\n", "column 3: Two columns are called a"),
        ((), b'{"deskterm": 99}\n', "looks like an export"),
        (("--encoding", "klingon"), b"subject\n", "no encoding klingon"),
        (("--map", "subject=nix"), b"subject\n", "no column nix. Columns: subject"),
        (("--map", "nix=subject"), b"subject\n", "--map: nix is not known. Known: assignee"),
        (("--map", "nix"), b"subject\n", "--map: nix: write FIELD=COLUMN"),
        (("--value", "kind=1"), b"subject\n", "--value: kind=1: write FIELD:THEIRS=OURS"),
        (("--set", "impact=odd"), b"subject\n", "--set: odd is not known"),
        (("--preset", "remedy"), b"subject\n", "--preset: remedy is not known. Known: jira"),
        (("--format", "xml"), b"subject\n", "--format: xml"),
        (("--dates", "ymd"), b"subject\n", "--dates: ymd"),
        (("--report", "/nowhere/r.jsonl"), b"subject\n", "--report: /nowhere/r.jsonl can't be written"),
    ],
)
def test_what_cannot_be_read_at_all(shell: Shell, args, content, said) -> None:
    """Exit code 2, with the place and what to do; the desk is as it was."""
    import re

    head = shell.done("audit", "head").out
    result = shell.run("import", put(shell, content), *args)
    assert (result.code, bool(re.search(said, result.err))) == (2, True), result
    assert shell.done("audit", "head").out == head


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_no_file(shell: Shell, name: str) -> None:
    """What is not there, and what is a folder."""
    assert shell.run("import", name).code == 2
    assert shell.run("import").code == 2


def test_only_leads_and_admins(shell: Shell) -> None:
    """An agent may not take anything in."""
    path = put(shell, TABLE)
    assert shell.run("--as", "anna", "import", path).code == 3
    assert not shell.db.with_name("t.csv.left-out.jsonl").exists()


def test_a_cut_off_file(shell: Shell) -> None:
    """What was read before the damage stays, and is counted."""
    packed = gzip.compress(b"subject,impact\n" + os.urandom(60_000).hex().encode().replace(b"a", b",1\nb"))
    result = shell.run("import", put(shell, packed[:-2000], "x.csv.gz"))
    assert (result.code, "cut off" in result.err) == (2, True)


def test_an_export_comes_in(shell: Shell) -> None:
    """What a desk has written is known by its first line."""
    path = shell.db.with_name("desk.jsonl")
    shell.done("export", "--output", str(path))
    other = Shell(shell.db.with_name("other.db"), shell.capture)
    shell.done("init", "--db", str(other.db))
    result = shell.done("import", str(path), "--db", str(other.db), "--json").json
    assert (result["tickets"], result["left_out"]) == (8, 0)


def test_the_bar() -> None:
    """It says how much is read, how fast, and how much longer it takes."""
    bar = Progress(lambda: 0.25, lambda: 0)
    assert bar.line(5000, 2, 10_000_000) == "[#####...............]  25%  5000 rows, 500 a second  2 left out  30s left"
    assert Progress(lambda: None, lambda: 0).line(10, 0, 1_000_000) == "10 rows, 10 a second"
    bar.show(Tally(read=1))
    assert not bar.drawn or sys.stderr.isatty()
    assert isinstance(sys.stderr, io.TextIOBase)


@pytest.mark.parametrize(
    ("number", "code"), [pytest.param(signal.SIGINT, 130, marks=pytest.mark.soak), (signal.SIGTERM, 143)]
)
def test_an_end_that_is_asked_for(shell: Shell, number: int, code: int) -> None:
    """A signal ends it between two batches: what was taken is whole and counted, the rest comes with the next run."""
    path = put(shell, "number,subject\n" + "".join(f"N{n},ticket {n}\n" for n in range(9_000)))
    command = [sys.executable, "-m", "deskterm", "import", path]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wal = Path(f"{shell.db}-wal")
    until = time.monotonic() + 30
    while time.monotonic() < until and not (wal.exists() and wal.stat().st_size > 500_000):
        time.sleep(0.05)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == code, err
    assert "What was taken is whole" in err
    taken = int(out.split("tickets ")[1].partition(",")[0])
    assert 0 < taken < 9_000
    assert shell.done("audit", "verify").code == 0
    found = tally(shell, path)
    assert found == (0, 9_000, 9_000 - taken, 0, taken, 0)


def test_a_pipe_that_says_nothing_can_be_ended(shell: Shell) -> None:
    """Waiting for a pipe is no reason to wait with the end."""
    command = [sys.executable, "-m", "deskterm", "import", "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(b"number,subject\nN1,x\n")
    process.stdin.flush()
    time.sleep(1.5)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 143
