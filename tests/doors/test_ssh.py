"""People come to the desk through a real sshd: by their key, in their own name, and with nothing of the machine."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.tui_bench import Term
from tests.doors.sshd import HERE, MISSING, SSHD, Guest, Host, ended, wait_for
from tests.doors.terminals import copied, run, show

pytestmark = pytest.mark.skipif(not HERE, reason=MISSING)
REFUSED, USAGE, NO_ENTRY = 3, 2, 255


@pytest.fixture(scope="module")
def host(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A desk that lets people in."""
    made = Host(copied(prepared, tmp_path_factory.mktemp("desk")), tmp_path_factory.mktemp("sshd"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def anna(host: Host) -> Guest:
    """An agent of line 1 with a key."""
    return host.knows("anna")


def codes(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    """Why something was refused."""
    return [point["code"] for point in json.loads(done.stdout)["refused"]]


def test_a_command_is_the_same_command(host: Host, anna: Guest) -> None:
    """Words keep their quotes, texts and files travel as -, and the record says how it came."""
    told = anna.asks("""note DT-2 -m "two  words; $(id) | 'x'" """)
    assert (told.returncode, told.stdout) == (0, b""), told
    anna.asks("note 2 -m -", stdin="ещё".encode())
    bodies = [entry["body"] for entry in show(host.desk, 2)["thread"]]
    assert bodies[-2:] == ["two  words; $(id) | 'x'", "ещё"]
    event = show(host.desk, 2)["events"][-1]
    assert (event["actor"], event["via"]) == ("anna", "ssh")
    content = bytes(range(256)) * 50
    done = anna.asks("attachment add DT-2 --name log.bin -", stdin=content)
    assert done.returncode == 0, done
    assert anna.asks("attachment get DT-2 log.bin").stdout == content
    told = anna.asks("attachment get DT-2 log.bin", "-tt")
    assert (told.returncode, b"not shown on a terminal" in told.stdout + told.stderr) == (REFUSED, True), told
    assert json.loads(anna.asks("show DT-2 --json").stdout)["events"] == show(host.desk, 2)["events"]
    assert anna.asks("show DT-99").returncode == 4


def test_without_a_command_the_app_opens(host: Host, anna: Guest) -> None:
    """On a terminal it is the app, without one a sentence says how to come."""
    term = anna.sits()
    term.send("q")
    assert ended(term)[0] == 0
    done = anna.asks("")
    assert (done.returncode, b"ssh -t" in done.stderr) == (USAGE, True), done


@pytest.mark.parametrize("words", ["list --as root", "list --db /tmp/x.db", "init", "agent off anna", "backup"])
def test_other_names_and_the_machine_are_refused(anna: Guest, words: str) -> None:
    """Exit code 3, with the one code that says why."""
    done = anna.asks(f"{words} --json")
    assert (done.returncode, codes(done)) == (REFUSED, ["remote"]), done


@pytest.mark.parametrize(
    "words", ["list; id", "list | cat", "$(id)", "`id`", "sh", "scp -t x", "list --remote boris", "list 'x"]
)
def test_there_is_no_shell(anna: Guest, words: str) -> None:
    """What a shell would understand is words here."""
    done = anna.asks(words)
    assert done.returncode == USAGE, done
    assert b"uid=" not in done.stdout + done.stderr


def test_nothing_is_forwarded(host: Host, anna: Guest) -> None:
    """No files by sftp, no port, no agent: a key gives deskterm and nothing else."""
    assert anna.asks("sftp", "-s").returncode == USAGE
    forward = anna.asks("list", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:1")
    assert forward.returncode == NO_ENTRY, forward


def test_the_guests_environment_is_left_at_the_door(host: Host, anna: Guest, tmp_path: Path) -> None:
    """Variables that sshd lets in name no editor, no desk and no person, and write no file."""
    wish = {"EDITOR": f"touch {tmp_path}/e", "TEXTUAL_LOG": f"{tmp_path}/t", "DESKTERM_DB": f"{tmp_path}/x.db"}
    send = [word for name in (*wish, "DESKTERM_READ_ONLY") for word in ("-o", f"SendEnv={name}")]
    assert anna.asks("note 2 -m sent", *send, DESKTERM_READ_ONLY="1", **wish).returncode == 0
    term = anna.sits(*send, **wish)
    term.send("/2\ri")
    assert term.wait(r"note|Note", 0.15, 10)[0]
    term.send("spread \x0fwide\x13")
    wait_for(lambda: show(host.desk, 2)["thread"][-1]["body"] == "spread wide", "the note is there")
    term.send("qq")
    ended(term)
    assert list(tmp_path.iterdir()) == []


def test_a_stranger_stays_outside(host: Host, anna: Guest) -> None:
    """A key that nobody gave opens nothing."""
    key = host.folder / "stranger"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    assert Guest(host, "anna", key).asks("list").returncode == NO_ENTRY


def line_ends(term: Term) -> float:
    """Wait until nobody is at the other end; how long that took."""
    return wait_for(lambda: (term.pump(0.01, limit=0.01), not term.alive)[1], "the line is dead", 5)


@pytest.mark.parametrize("words", ["agent key remove boris --all", "agent off boris"])
def test_whoever_loses_the_key_is_out(host: Host, words: str) -> None:
    """The app ends with a sentence and exit code 3, and nobody comes in again."""
    run(host.desk, "agent", "add", "boris", "--line", "2")
    boris = host.knows("boris")
    term = boris.sits()
    done = run(host.desk, *words.split())
    assert done.returncode == 0, done
    line_ends(term)
    code, heard = ended(term)
    assert (code, b"boris" in heard) == (REFUSED, True), heard
    assert host.processes("boris") == []
    assert boris.asks("list").returncode == NO_ENTRY


@pytest.mark.soak
def test_whoever_loses_the_key_is_out_within_a_second(host: Host) -> None:
    """Twenty times, counted from the end of the command that took the key away."""
    run(host.desk, "agent", "add", "boris", "--line", "2")
    times = []
    for _ in range(20):
        term = host.knows("boris").sits()
        assert run(host.desk, *["agent", "key", "remove", "boris", "--all"]).returncode == 0
        times.append(line_ends(term))
        ended(term)
    assert max(times) < 1.0, sorted(times)


def test_a_dead_client_leaves_nothing(host: Host, anna: Guest) -> None:
    """A client that is killed takes its app, and its command, with it."""
    term = anna.sits()
    command = anna.begins("note 2 -m -", stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    wait_for(lambda: len(host.processes("anna")) == 2, "both are there")
    os.kill(term.pid, signal.SIGKILL)
    command.kill()
    wait_for(lambda: host.processes("anna") == [], "nothing is left", 10)
    ended(term)
    command.wait()
    assert command.stdin is not None
    command.stdin.close()


def test_a_frozen_client_leaves_nothing_after_the_idle_time(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Neither an app nobody types in, nor a command that waits for input, nor one that nobody reads from."""
    host = Host(copied(prepared, tmp_path_factory.mktemp("desk")), tmp_path_factory.mktemp("sshd"), idle=0.1)
    try:
        anna = host.knows("anna")
        big = host.folder / "big"
        big.write_bytes(os.urandom(20 << 20))
        assert run(host.desk, "attachment", "add", "2", str(big)).returncode == 0
        awake, frozen = anna.sits(), anna.sits()
        waiting = anna.begins("note 2 -m -", stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        unread = anna.begins("attachment get 2", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        wait_for(lambda: len(host.processes("anna")) == 4, "all are there")
        for pid in (frozen.pid, waiting.pid):
            os.kill(pid, signal.SIGSTOP)
        code, heard = ended(awake)
        assert (code, b"Logged out" in heard) == (0, True), heard[-300:]
        wait_for(lambda: host.processes("anna") == [], "nothing is left", 20)
        for pid in (frozen.pid, waiting.pid, unread.pid):
            os.kill(pid, signal.SIGKILL)
        ended(frozen)
        for command in (waiting, unread):
            command.communicate()
    finally:
        host.close()


def test_the_settings_of_the_guide_are_understood(host: Host) -> None:
    """sshd takes what docs/server.md shows, after any settings of its own."""
    shown = Path(__file__).parents[2] / "docs" / "units" / "sshd-desk.conf"
    whole = host.folder / "with_desk"
    whole.write_text(f"HostKey {host.folder / 'host'}\n{shown.read_text()}")
    assert SSHD is not None
    done = subprocess.run([SSHD, "-t", "-f", whole], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    asked = ["-T", "-C", "user=desk,host=h,addr=10.0.0.1", "-f", str(whole)]
    told = subprocess.run([SSHD, *asked], capture_output=True, text=True, check=True).stdout
    for line in ("acceptenv LANG", "disableforwarding yes", "passwordauthentication no", "permituserenvironment no"):
        assert line in told


def test_the_file_and_the_record_agree(host: Host, anna: Guest) -> None:
    """The list names each key with the fingerprint that ssh-keygen prints, without the comment of its owner."""
    found = json.loads(run(host.desk, "agent", "key", "list", "anna", "--json").stdout)["keys"]
    told = subprocess.run(["ssh-keygen", "-lf", anna.key], capture_output=True, text=True, check=True).stdout
    assert [(key["in_file"], key["on_record"], key["fingerprint"] in told) for key in found] == [(True, True, True)]
    assert "laptop" not in host.keys.read_text()
    assert host.keys.stat().st_mode & 0o777 == 0o600
