"""The installed command as a process: pipes that close, disks that are full, signals, encodings, two at a time."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "deskterm"]


@pytest.fixture
def desk(tmp_path: Path, prepared: Path) -> Path:
    """A copy of the prepared desk."""
    shutil.copy(prepared, tmp_path / "desk.db")
    return tmp_path / "desk.db"


def environment(desk: Path, **more: str) -> dict[str, str]:
    """Nothing of the machine's own but the way to the program."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": ":".join(sys.path),
        "HOME": str(desk.parent),
        "DESKTERM_DB": str(desk),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        **more,
    }


def run(desk: Path, *args: str, stdin: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end."""
    return subprocess.run(
        [*COMMAND, *args], env=environment(desk, **more), input=stdin, capture_output=True, check=False
    )


def test_a_command(desk: Path) -> None:
    """Data goes to stdout, talk to stderr."""
    done = run(desk, "new", "--subject", "s", "--reporter", "r")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"DT-9\n", b"")
    done = run(desk, "take", "2")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"DT-2: taken.\n")


def test_a_reader_that_goes_away(desk: Path) -> None:
    """A closed pipe ends the command by SIGPIPE's code and without a word."""
    with subprocess.Popen(
        [*COMMAND, "classify", "--jsonl"],
        env=environment(desk),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdout.close()
        process.stdin.write(b'{"id": 1, "text": "broken"}\n' * 200)
        try:
            process.stdin.close()
        except BrokenPipeError:
            process.stdin = None
        told = process.stderr.read()
    assert (process.returncode, told) == (128 + signal.SIGPIPE, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_stdout(desk: Path) -> None:
    """2 and a sentence when the result can't be written."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, "show", "2"], env=environment(desk), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it(desk: Path, number: signal.Signals) -> None:
    """128 and the signal's number, without a word."""
    with subprocess.Popen(
        [*COMMAND, "classify", "--jsonl"],
        env=environment(desk),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(b'{"id": 1, "text": "broken"}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(number)
        assert process.wait(20) == 128 + number
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_what_is_said_after_the_end_changes_no_exit_code(stream: str) -> None:
    """A thread that still has something to say when a signal has ended the run says it to nobody."""
    code = f"import sys; from deskterm.cli.ending import silenced; n = silenced(129); sys.{stream}.write('x'); exit(n)"
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-c", code], stdout=full, stderr=full, check=False)
    assert done.returncode == 129


def test_lines_are_answered_as_they_come(desk: Path) -> None:
    """A stream is answered line by line, while it is still open."""
    with subprocess.Popen(
        [*COMMAND, "classify", "--jsonl"], env=environment(desk), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin and process.stdout
        for number in (1, 2, 3):
            process.stdin.write(json.dumps({"id": number, "text": "printer broken"}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(20) == 0


def test_a_terminal_in_another_encoding(desk: Path) -> None:
    """Letters that stdout can't carry do not stop the command; JSON stays whole."""
    run(desk, "new", "--subject", "ใช้ VPN ไม่ได้", "--reporter", "สมหญิง")
    latin = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    assert run(desk, "list", **latin).returncode == 0
    found = json.loads(run(desk, "show", "9", "--json", **latin).stdout)
    assert found["subject"] == "ใช้ VPN ไม่ได้"


def test_bytes_that_are_no_text(desk: Path) -> None:
    """An argument that is not UTF-8 is named, not stored."""
    done = subprocess.run(
        [*map(os.fsencode, COMMAND), b"new", b"--subject", b"\xff", b"--reporter", b"r"],
        env=environment(desk),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"--subject" in done.stderr


def test_a_text_from_standard_input(desk: Path) -> None:
    """`-` reads a text; it is kept as it was but for its line ends."""
    text = "First line\r\n\r\n  second: ไม่ได้\tend\n"
    run(desk, "new", "--subject", "s", "--reporter", "r", "--body", "-", stdin=text.encode())
    found = json.loads(run(desk, "show", "9", "--json").stdout)
    assert found["description"] == "First line\n\n  second: ไม่ได้\tend"


@pytest.mark.parametrize(
    ("stdin", "named"),
    [(b"abc\xff", b"Byte 4 is not UTF-8"), (b"abc\xe0\xb8", b"Byte 4 is not UTF-8"), (b"a\x00b", b"U+0000")],
)
def test_a_text_that_can_not_be_kept(desk: Path, stdin: bytes, named: bytes) -> None:
    """2, and the place in the text is named."""
    done = run(desk, "reply", "2", "-m", "-", stdin=stdin)
    assert done.returncode == 2
    assert b"-m: " in done.stderr
    assert named in done.stderr


def test_an_endless_text(desk: Path) -> None:
    """Standard input is read no further than a text may be long."""
    with open("/dev/zero", "rb") as endless:
        began = time.monotonic()
        done = subprocess.run(
            [*COMMAND, "reply", "2", "-m", "-"],
            env=environment(desk),
            stdin=endless,
            capture_output=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 2
    assert b"More than 100000 characters" in done.stderr
    assert time.monotonic() - began < 30


def test_two_at_a_time(desk: Path) -> None:
    """Acts of several processes at once all happen, each once."""
    processes = [
        subprocess.Popen([*COMMAND, "note", "2", "-m", f"note {number}"], env=environment(desk)) for number in range(6)
    ]
    assert [process.wait(60) for process in processes] == [0] * 6
    thread = json.loads(run(desk, "show", "2", "--json").stdout)["thread"]
    assert sorted(entry["body"] for entry in thread) == [f"note {number}" for number in range(6)]


def test_a_file_goes_in_and_comes_out(desk: Path) -> None:
    """An attachment comes out of a pipe byte by byte as it went in, and is never written over another file."""
    content = bytes(range(256)) * 9000
    (desk.parent / "log.bin").write_bytes(content)
    assert run(desk, "attachment", "add", "2", str(desk.parent / "log.bin")).returncode == 0
    assert run(desk, "attachment", "get", "2").stdout == content
    assert run(desk, "attachment", "get", "2", "log.bin", "--to", str(desk.parent / "out")).returncode == 0
    assert (desk.parent / "out").read_bytes() == content
    assert run(desk, "attachment", "get", "2", "1", "--to", str(desk.parent / "out")).returncode == 2
    assert run(desk, "attachment", "get", "2", "5").returncode == 4


def test_the_demonstration(desk: Path) -> None:
    """`demo --fill` prints the path of a fresh desk as its last line; without a terminal `demo` prints the queue."""
    made = run(desk, "demo", "--fill", "--tickets", "8", TMPDIR=str(desk.parent))
    path = Path(made.stdout.decode().splitlines()[-1])
    assert path.exists()
    assert path.stat().st_mode & 0o077 == 0
    assert json.loads(run(path, "list", "--view", "all", "--json").stdout)["tickets"]
    shown = run(desk, "demo", "--tickets", "8", TMPDIR=str(desk.parent))
    assert shown.returncode == 0
    assert b"Number" in shown.stdout
    assert b"deskterm --db" in shown.stderr


@pytest.mark.parametrize(
    "closed", [*(pytest.param(f, marks=pytest.mark.soak) for f in ("<&-", "2>&-")), ">&-", "<&- >&- 2>&-"]
)
def test_closed_streams(desk: Path, closed: str) -> None:
    """A stream that was closed before the start is no defect, and no file of the desk takes its place."""
    for line in ("list", "take 2", "show 99", "reply 2 -m -", ""):
        command = f"{' '.join(COMMAND)} {line} {closed}"
        done = subprocess.run(["sh", "-c", command], env=environment(desk), capture_output=True, check=False)
        assert done.returncode in {0, 2, 3, 4}, (line, done)
        assert b"defect" not in done.stderr
    assert run(desk, "doctor").returncode == 0
