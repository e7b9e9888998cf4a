"""The doctor: what is damaged is found and named, what is safe to mend is mended, and no damage is a defect of ours."""

import json
import os
import pty
import re
import select
import signal
import sqlite3
import subprocess
import termios
import time
from pathlib import Path
from typing import Any

import pytest

from deskterm.store.location import Location
from deskterm.store.opening import create_store, open_store
from deskterm.store.read import chain
from deskterm.store.write.bulk import fill
from tests.doors.conftest import ME, Shell
from tests.doors.terminals import COMMAND, environment, run

DAY = 86_400_000_000


def spoiled(db: Path, *statements: str) -> None:
    """Somebody with the file in their hands runs these statements."""
    raw = sqlite3.connect(db, isolation_level=None)
    raw.execute("PRAGMA ignore_check_constraints = ON")
    for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        raw.execute(statement)
    raw.close()


def found(shell: Shell, *args: str) -> dict[str, Any]:
    """The findings that are not ok, by code."""
    result = shell.run("doctor", "--json", *args)
    assert result.code in (0, 8), result
    return {each["code"]: each for each in result.json["findings"] if each["severity"] != "ok"}


def test_a_sound_desk_is_whole(shell: Shell) -> None:
    """Nothing is found on a desk that nobody harmed; every finding has a sentence."""
    result = shell.run("doctor", "--json")
    assert result.code == 0
    codes = {each["code"]: each for each in result.json["findings"]}
    assert {each["severity"] for each in codes.values()} == {"ok"}
    assert {
        "integrity",
        "chain",
        "counters",
        "level_changes",
        "deadlines",
        "alarms",
        "sort",
        "desk_zone",
        "log",
        "space",
    } <= set(codes)
    assert {"modes", "sqlite", "no_settings", "zone", "language", "python"} <= set(codes)
    assert all(each["message"].endswith(".") and each["mend"] is None for each in codes.values())
    assert result.json["mended"] == []


@pytest.mark.parametrize(
    ("statement", "code", "fixable"),
    [
        ("UPDATE counter SET n = n + 3 WHERE line = 1", "counters", True),
        ("DELETE FROM counter", "counters", True),
        ("UPDATE ticket SET due_at = 5, due_sort = 5 WHERE id = 2", "deadlines", True),
        ("UPDATE ticket SET due_at = 5, due_sort = 5 WHERE id = 6", "deadlines", True),
        ("UPDATE ticket SET alarm_at = NULL WHERE id = 2", "alarms", True),
        ("UPDATE ticket SET alarm_at = alarm_at + 1 WHERE id = 2", "alarms", True),
        ("UPDATE ticket SET alarm_at = 9000000000000000 WHERE id = 4", "alarms", True),
        ("UPDATE ticket SET due_sort = 5 WHERE id = 2", "sort", True),
        ("UPDATE ticket SET rank = 4 WHERE id = 8", "sort", True),
        ("UPDATE ticket SET level_changes = 3 WHERE id = 8", "level_changes", True),
        ("UPDATE ticket SET subject = 'other' WHERE id = 1", "chain", False),
        ("UPDATE ticket SET restricted = 1 WHERE id = 1", "chain", False),
        ("UPDATE event SET actor = 'anna' WHERE id = 9", "chain", False),
        ("DELETE FROM event WHERE id = 9", "chain", False),
        ("UPDATE note SET body = 'other'", "chain", False),
        ("UPDATE ticket SET reporter_id = 77 WHERE id = 1", "constraints", False),
        ("UPDATE desk SET time_zone = 'Mars/Crater'", "desk_zone", False),
        ("UPDATE event SET canonical = x'ff00' WHERE id = 9", "chain", False),
        ("UPDATE ticket SET status = 'lost' WHERE id = 2", "constraints", False),
        ("DROP TABLE counter", "unreadable", False),
        ("DROP TABLE event_text", "unreadable", False),
        ("UPDATE ticket SET subject = CAST(x'fffe' AS TEXT) WHERE id = 2", "chain", False),
    ],
)
def test_damage_is_found_and_named(shell: Shell, statement: str, code: str, fixable: bool) -> None:
    """Whatever was done around deskterm, a finding names it and says what to do; caches are mended."""
    spoiled(shell.db, statement)
    bad = found(shell)
    assert code in bad, bad
    assert bad[code]["severity"] == "damage"
    assert bad[code]["mend"]
    assert shell.run("doctor").code == 8
    fixed = shell.run("doctor", "--fix", "--json")
    assert "Traceback" not in fixed.err
    if fixable:
        assert fixed.code == 0, fixed
        assert [each["code"] for each in fixed.json["mended"]] == [code]
        assert found(shell) == {}
    else:
        assert fixed.code == 8


def test_every_check_runs_whatever_another_found(shell: Shell) -> None:
    """Several kinds of damage at once are all named."""
    spoiled(
        shell.db,
        "UPDATE counter SET n = n + 1",
        "UPDATE ticket SET level_changes = 3, due_sort = 1",
        "UPDATE event SET actor = 'anna' WHERE id = 9",
        "UPDATE ticket SET reporter_id = 77 WHERE id = 1",
    )
    assert {"constraints", "chain", "counters", "level_changes", "sort"} <= set(found(shell))


def test_mending_is_on_record_and_changes_no_event(shell: Shell) -> None:
    """Each mending is an event of the desk with its count; the record before it is untouched and whole."""
    with open_store(Location(file=shell.db), read_only=True) as store:
        before = store.db.all("SELECT id, hash FROM event ORDER BY id")
    spoiled(shell.db, "UPDATE counter SET n = n + 1", "UPDATE ticket SET due_at = 7, due_sort = 7 WHERE id = 2")
    told = shell.done("doctor", "--fix").out
    assert re.search(r"mended: \d+ counters were counted anew\.", told)
    with open_store(Location(file=shell.db), read_only=True) as store:
        after = store.db.all("SELECT id, hash FROM event ORDER BY id")
        assert after[: len(before)] == before
        kinds = store.db.all("SELECT kind, canonical FROM event WHERE id > :last ORDER BY id", last=len(before))
    assert [(kind, json.loads(blob)["data"]["what"]) for kind, blob in kinds] == [
        ("mended", "counters"),
        ("mended", "deadlines"),
    ]
    assert shell.run("audit", "verify").code in (0, 8)


def test_tickets_that_search_does_not_know_are_brought_in(shell: Shell) -> None:
    """A desk whose index was never built is whole, is told of it, and finds everything once it is mended."""
    spoiled(shell.db, "UPDATE search_index SET done = (SELECT max(id) FROM ticket)")
    assert found(shell)["search_index"]["severity"] == "warning"
    assert "index of search has taken in" in shell.done("doctor", "--fix").out
    assert "search_index" not in found(shell)


def test_nothing_is_written_over_evidence(shell: Shell) -> None:
    """A desk whose record is broken is examined and not written to, but for the modes of its files."""
    spoiled(shell.db, "UPDATE event SET actor = 'anna' WHERE id = 9", "UPDATE counter SET n = n + 1")
    shell.db.chmod(0o640)
    fixed = shell.run("doctor", "--fix", "--json")
    assert fixed.code == 8
    assert [each["code"] for each in fixed.json["mended"]] == ["loose_mode"]
    assert shell.db.stat().st_mode & 0o777 == 0o600
    assert "counters" in found(shell)


def test_only_an_admin_mends(shell: Shell) -> None:
    """Anybody may ask the doctor; mending is for admins, and not in a session that only reads."""
    spoiled(shell.db, "UPDATE counter SET n = n + 1")
    assert shell.run("doctor", "--as", "anna").code == 8
    refused = shell.run("doctor", "--fix", "--as", "anna", "--json")
    assert (refused.code, refused.json["refused"][0]["code"]) == (3, "role_needed")
    assert shell.run("doctor", "--fix", "--read-only").code == 3
    assert shell.run("doctor", "--read-only").code == 8


def test_modes_and_folder(shell: Shell) -> None:
    """Rights of others are found and taken away; a folder with other things in it is left to its owner."""
    (shell.db.parent / "photo.jpg").touch()
    shell.db.parent.chmod(0o755)
    shell.db.chmod(0o644)
    bad = found(shell)
    assert (bad["loose_mode"]["args"]["mode"], bad["loose_folder"]["args"]["mode"]) == ("0644", "0755")
    assert shell.run("doctor", "--fix").code == 0
    assert set(found(shell)) == {"loose_folder"}
    (shell.db.parent / "photo.jpg").unlink()
    shell.done("doctor", "--fix")
    assert found(shell) == {}
    assert shell.db.parent.stat().st_mode & 0o777 == 0o700


def test_an_old_desk_without_a_copy_is_warned_of(shell: Shell, tmp_path: Path) -> None:
    """A desk that was founded more than a day ago and never copied is a warning, not damage."""
    spoiled(shell.db, f"UPDATE desk SET founded_at = founded_at - 2 * {DAY}")
    bad = found(shell, "--quick")
    assert bad["no_backup"]["severity"] == "warning"
    assert shell.run("doctor", "--quick").code == 0


def test_quick_leaves_out_what_reads_everything(shell: Shell) -> None:
    """With --quick no page check, no chain and no deadlines; the rest is looked at."""
    codes = {each["code"] for each in shell.run("doctor", "--quick", "--json").json["findings"]}
    assert codes.isdisjoint({"integrity", "chain", "deadlines", "level_changes"})
    assert {"counters", "sort", "modes"} <= codes


def test_a_page_of_noise_is_a_finding(shell: Shell) -> None:
    """Each page of the file overwritten in turn: a finding or a desk that can't be opened, never a defect."""
    whole = shell.db.read_bytes()
    size = 4096
    codes = set()
    for page in range(0, len(whole) // size, 3):
        noise = os.urandom(size) if page else whole[:100] + os.urandom(size - 100)
        shell.db.write_bytes(whole[: page * size] + noise + whole[(page + 1) * size :])
        for end in ("-wal", "-shm"):
            shell.db.with_name(shell.db.name + end).unlink(missing_ok=True)
        result = shell.run("doctor", "--json")
        codes.add(result.code)
        assert result.code in (0, 6, 8), (page, result)
        assert "Traceback" not in result.err and "defect" not in result.err
        fixed = shell.run("doctor", "--fix", "--json")
        assert fixed.code in (0, 3, 6, 8), (page, fixed)
    assert 8 in codes


def test_a_cut_file_is_a_finding(shell: Shell) -> None:
    """Half a file is damage."""
    whole = shell.db.read_bytes()
    shell.db.write_bytes(whole[: len(whole) // 2])
    assert shell.run("doctor", "--json").code in (6, 8)


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        ('theme = "dark"', None, ""),
        ("theme = ", "settings", "config.toml"),
        ('colour = "red"', "settings", "colour"),
        ("plain = 3", "settings", "plain"),
        ('timezone = "Mars/Crater"', "settings", "Mars/Crater"),
        ('[keys]\n"act.fly" = "f"', "key_unknown", "act.fly"),
        ('[keys]\n"act.take" = "e"', "key_clash", "act.take, act.escalate"),
        ('[keys]\n"act.take" = "T"', None, ""),
        ('db = "postgresql://me:secret@host/desk"\n', "settings_secret", "password"),
    ],
)
def test_settings_are_examined(
    shell: Shell, content: str, code: str | None, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings that can't be read do not stop the examination; what is wrong with them is a finding."""
    path = shell.db.parent / "config" / "deskterm" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(content)
    path.chmod(0o644)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(shell.db.parent / "config"))
    shell.db.parent.joinpath("config").chmod(0o700)
    bad = found(shell)
    if code is None:
        assert bad == {}
    else:
        assert message in bad[code]["message"]
        assert bad[code]["severity"] == "warning"


def test_open_settings_are_found(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """A settings file that others may write is found."""
    path = shell.db.parent / "config" / "deskterm" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text("")
    path.chmod(0o666)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(shell.db.parent / "config"))
    assert found(shell)["settings_mode"]["args"]["mode"] == "0666"


def test_an_unknown_zone_of_the_machine_is_told(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """TZ names a zone that nobody knows: times are shown in UTC, and that is said."""
    monkeypatch.setenv("TZ", "Mars/Crater")
    assert found(shell)["zone"]["args"] == {"zone": "Mars/Crater"}


def test_where_there_is_no_desk(bare: Shell) -> None:
    """No desk, and what is no desk, end as they do for every command."""
    assert bare.run("doctor").code == 6
    bare.db.write_bytes(b"not a desk" * 100)
    assert bare.run("doctor", "--json").code == 6


class Peer:
    """A terminal of a few lines: it answers what it is asked, as its `widths` say, or stays silent."""

    def __init__(
        self, db: Path, *words: str, widths: dict[bytes, int] | None, kitty: bool = False, **more: str
    ) -> None:
        self.widths, self.kitty = widths, kitty
        around = environment(db, **{"TERM": "xterm-256color", **more})
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(COMMAND[0], [*COMMAND, *words], around)
        termios.tcsetwinsize(self.fd, (24, 80))
        self.before = termios.tcgetattr(self.fd)
        self.heard = self._unanswered = b""
        self.modes: list[bool] = []

    def listen(self, seconds: float = 20.0, until: bytes | None = None) -> bytes:
        """Read and answer until the program ends, or says this."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and (until is None or until not in self.heard):
            if not select.select([self.fd], [], [], 0.05)[0]:
                continue
            try:
                piece = os.read(self.fd, 4096)
            except OSError:
                break
            if not piece:
                break
            self.heard += piece
            self._unanswered += piece
            self.answer()
        return self.heard

    def answer(self) -> None:
        """Answer every question that has come."""
        while self.widths is not None and (asked := re.search(rb"\r([^\r\n\x1b]*)\x1b\[6n|\x1b\[c", self._unanswered)):
            self.modes.append(self.raw())
            self._unanswered = self._unanswered[asked.end() :]
            if asked[1] is None:
                os.write(self.fd, (b"\x1b[?1u" if self.kitty else b"") + b"\x1b[?64;1c")
            else:
                os.write(self.fd, b"\x1b[5;%dR" % (1 + self.widths.get(asked[1], 1)))

    def raw(self, until: bytes | None = None) -> bool:
        """Is the terminal in raw mode, now or when this has been said?"""
        if until is not None:
            self.listen(until=until)
        return not termios.tcgetattr(self.fd)[3] & termios.ICANON

    def end(self) -> int:
        """The exit code."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


RIGHT = {"กำลังซื้อที่นี่".encode(): 8, "服务台".encode(): 6, "🔥".encode(): 2, "👩‍💻".encode(): 2, "a\u0301".encode(): 1}


def test_a_good_terminal(shell: Shell) -> None:
    """Widths that agree are whole, kitty's protocol is recognised, and the terminal is as it was before."""
    peer = Peer(shell.db, "doctor", "--quick", widths=RIGHT, kitty=True)
    heard = peer.listen().decode()
    assert peer.end() == 0
    assert heard.count("as counted") == 5, heard
    assert "kitty's protocol" in heard
    assert "The terminal has 80 x 24 cells" in heard
    assert set(peer.modes) == {True}
    assert "\x1b[6n" not in heard.rpartition("as counted")[2]


def test_a_terminal_that_counts_otherwise(shell: Shell) -> None:
    """A width that differs is a warning with both numbers, and no damage."""
    peer = Peer(shell.db, "doctor", "--quick", widths={**RIGHT, "👩‍💻".encode(): 4})
    heard = peer.listen().decode()
    assert peer.end() == 0
    assert re.search(r"warning: a joined emoji takes 4 cells here, but 2 are counted", heard), heard
    assert "as terminals have always sent them" in heard


def test_a_silent_terminal_is_waited_for_once(shell: Shell) -> None:
    """Without an answer the wait is half a second, not one for every question."""
    peer = Peer(shell.db, "doctor", "--quick", widths=None)
    began = time.monotonic()
    heard = peer.listen(until=b"does not tell")
    assert b"does not tell where its cursor is" in heard
    assert time.monotonic() - began < 8
    peer.listen()
    assert peer.end() == 0


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGQUIT, 130), (signal.SIGHUP, 129)]
)
def test_a_signal_leaves_the_terminal_as_it_was(shell: Shell, number: int, code: int) -> None:
    """Ended in the middle of a question, the terminal is out of raw mode again."""
    peer = Peer(shell.db, "doctor", "--quick", widths=None)
    assert peer.raw(until=b"\x1b[6n")
    os.kill(peer.pid, number)
    assert peer.end() == code
    assert not peer.raw()


def test_ctrl_c_in_raw_mode_ends_it(shell: Shell) -> None:
    """The byte of Ctrl+C ends the questions like the signal does."""
    peer = Peer(shell.db, "doctor", "--quick", widths=None)
    peer.listen(until=b"\x1b[6n")
    os.write(peer.fd, b"\x03")
    assert peer.end() == 130


def test_a_terminal_that_says_nothing_is_asked_nothing(shell: Shell) -> None:
    """TERM=dumb is a warning, and gets no escape sequences."""
    peer = Peer(shell.db, "doctor", "--quick", widths=None, TERM="dumb")
    heard = peer.listen()
    assert peer.end() == 0
    assert b"\x1b" not in heard
    assert b"which says nothing of what it can do" in heard


def test_pipes_are_not_asked(shell: Shell) -> None:
    """Without a terminal nothing is said of one."""
    done = run(shell.db, "doctor", "--quick")
    assert done.returncode == 0
    assert b"terminal" not in done.stdout


def test_memory_stays_the_same(tmp_path: Path) -> None:
    """Sixteen times the tickets do not take more memory."""
    peaks = []
    for tickets in (500, 8000):
        (tmp_path / str(tickets)).mkdir()
        db = tmp_path / str(tickets) / "desk.db"
        with create_store(Location(file=db), now=0, founder=ME, fast=True) as store:
            fill(store, ({"subject": "s" * 200, "status": "new", "created_at": n} for n in range(tickets)), by=ME)
        code = (
            "import re, sys; from deskterm.bootstrap import main; code = main(['doctor']); "
            "sys.stderr.write(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]); sys.exit(code)"
        )
        done = subprocess.run([COMMAND[0], "-c", code], env=environment(db), capture_output=True, check=False)
        assert done.returncode in (0, 8), done
        peaks.append(int(done.stderr.splitlines()[-1]))
    assert peaks[1] < peaks[0] + 12_000, peaks


def test_the_chain_is_what_audit_verify_says(shell: Shell) -> None:
    """The doctor and the audit walk the same record."""
    with open_store(Location(file=shell.db), read_only=True) as store:
        checked = chain.verify(store.db).checked
    told = {each["code"]: each for each in shell.run("doctor", "--json").json["findings"]}
    assert told["chain"]["args"]["checked"] == checked
