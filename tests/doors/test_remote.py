"""What somebody who comes over SSH may ask for: every command is tried, with every option, for a way to the machine."""

import argparse
import json
import shlex
import subprocess
from pathlib import Path
from subprocess import PIPE

import pytest

from deskterm.cli.asked import ask, parser_of
from deskterm.cli.commands import COMMANDS
from deskterm.cli.places import place, place_or_stream
from deskterm.cli.remote import KEPT, guest
from tests.doors.conftest import ME, Result, Shell
from tests.doors.overhearing import escapes, overheard
from tests.doors.terminals import COMMAND, Seat, copied, environment, run, show
from tests.doors.test_identity import stranger  # noqa: F401 - a fixture

PLACES = {
    "backup PATH", "restore PATH", "import FILE", "import --report", "export --output", "new --attach",
    "attachment add FILE", "attachment get --to", "calendar add --from", "agreement set --from", "duty set --from",
    "catalogue set --from", "plan set --from", "breach export --output",
}  # fmt: skip
"""Everything that names a place on the machine. A new option belongs here when it does, and is declared so."""
AWAY = {"init", "demo", "backup", "restore", "person erase"}


def asks(shell: Shell, words: str, name: str = "anna", stdin: bytes = b"", **more: str) -> Result:
    """What comes of a command that somebody sends over SSH."""
    return shell.afar(words, name, stdin, **more)


def actions(command: str) -> list[argparse.Action]:
    """The options and places of a command."""
    return [each for each in parser_of(command)._actions if each.dest not in ("help", "version", "lang")]


def called(command: str, action: argparse.Action) -> str:
    """An option with its command, as the table above has it."""
    return f"{command} {action.option_strings[0] if action.option_strings else action.metavar}"


def test_every_place_is_declared_as_one() -> None:
    """What names a file or a folder is of that kind, so that the rule holds for it; nothing else is."""
    declared = {
        called(command, action)
        for command in COMMANDS
        for action in actions(command)
        if action.type in (place, place_or_stream)
    }
    assert declared == PLACES
    looks_so = {
        called(command, action)
        for command in COMMANDS
        for action in actions(command)
        if any(word in str(action.metavar) for word in ("FILE", "PATH")) and action.dest != "db"
    }
    assert looks_so - declared == {"attachment get FILE"}, "the id or the name of a ticket's file"


def test_what_governs_the_desk_is_not_asked_for_from_afar() -> None:
    """Making, copying and replacing the desk, its people, erasing: whoever asks, and however."""
    assert {name for name, entry in COMMANDS.items() if not entry.remote} == AWAY | {
        name for name in COMMANDS if name.startswith("agent ")
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_is_a_way_out(shell: Shell, command: str) -> None:
    """Whatever an option is given, no file of the machine is read or written and no program runs."""
    canary = shell.db.parent / "canary"
    canary.write_text("subject\ncanary-5f1c\n")
    for action in actions(command):
        streams = ["-"] if action.type is place_or_stream or "-" in str(action.metavar) else []
        values = [str(canary), *streams] if action.nargs != 0 else [""]
        for value in values:
            number = ["2"] if action.metavar == "FILE" and command.startswith("attachment") else []
            words = shlex.join([*command.split(), *number, *action.option_strings[:1], *filter(None, [value])])
            with overheard() as found:
                result = asks(shell, words, ME, stdin=b"words\n")
            assert escapes(found, shell.db, canary) == [], words
            assert result.code != 1, result
            assert "canary-5f1c" not in result.out + result.err
            if called(command, action) in PLACES and value != "-":
                assert (result.code, "not done over SSH" in result.err) == (3, True), (words, result)


@pytest.mark.parametrize(
    "line", ["import {}", "attachment add 2 {}", "plan set flood --from {}", "backup", "agent list"]
)
def test_the_linear_mode_is_no_way_out(shell: Shell, line: str) -> None:
    """What is typed at its prompt is held to the same."""
    canary = shell.db.parent / "canary"
    canary.write_text("subject\ncanary-5f1c\n")
    with overheard() as found:
        result = asks(shell, "--plain", ME, stdin=f"{line.format(canary)}\n".encode())
    assert escapes(found, shell.db, canary) == []
    assert (result.code, "not done over SSH" in result.err, "canary-5f1c" in result.out) == (3, True, False), result


def test_what_comes_over_the_line_steers_no_terminal(shell: Shell) -> None:
    """Behind the pipe that sshd reads stands a terminal; all but an export and a file is made safe for it."""
    steering = "a\x1b]52;c;eA==\x07b\x9b31mc\u202ed"
    number = shell.done("new", "--subject", "a\u202eb", "--reporter", "Ann", "--body", steering).out.strip()
    shell.done("attachment", "add", number, "--name", "log", "-", stdin=steering.encode())
    for words in ("show {}", "show {} --json", "list --view all", "list --json", "search \x1b]0;x\x07", "x\x1b]"):
        result = asks(shell, words.format(number))
        assert not set("\x1b\x07\x9b\u202e") & set(result.out + result.err), words
    assert asks(shell, f"show {number} --json").json["subject"] == shell.show(number)["subject"]
    assert asks(shell, f"attachment get {number} log").out == steering
    assert json.dumps(steering, ensure_ascii=False)[1:-1] in asks(shell, "export", ME).out


def test_who_is_sent_away_is_out_of_lines_and_commands_too(tmp_path: Path, prepared: Path) -> None:
    """While they wait for a line, or for somebody to read: with a refusal that says why, and nothing is done."""
    desk = copied(prepared, tmp_path)
    (tmp_path / "big").write_bytes(bytes(1 << 20))
    assert run(desk, "attachment", "add", "2", str(tmp_path / "big")).returncode == 0
    before = show(desk, 2)["thread"]
    command = [*COMMAND, "--db", str(desk), "--remote", "boris"]
    waiting = [
        subprocess.Popen(
            command, env=environment(desk, SSH_ORIGINAL_COMMAND=words), stdin=PIPE, stdout=PIPE, stderr=PIPE
        )
        for words in ("--plain", "note 2 -m -", "attachment get 2")
    ]
    lines, _, unread = waiting
    assert lines.stdin is not None
    assert lines.stdout is not None
    assert unread.stdout is not None
    lines.stdin.write(b"where\n")
    lines.stdin.flush()
    assert lines.stdout.readline()
    assert unread.stdout.read(1)
    assert run(desk, "agent", "off", "boris").returncode == 0
    for process in waiting:
        assert process.wait(20) == 3
        assert process.stderr is not None
        assert b"boris" in process.communicate()[1]
    assert show(desk, 2)["thread"] == before


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("init", ["init"]),
        ("agent list", ["agent list"]),
        ("agent key add anna ssh-ed25519 AAAA", ["agent key add"]),
        ("person erase ann@example.org --yes", ["person erase"]),
        ("list --as boris", ["--as"]),
        ("--db /tmp/x list --as boris", ["--as", "--db"]),
        ("import /etc/passwd --report /tmp/r", ["/etc/passwd", "/tmp/r"]),
        ("new --subject s --reporter r --attach a --attach b", ["a", "b"]),
        ("attachment get 2 --to -x", None),
        ("backup -", ["backup", "-"]),
        ("import - --report -", ["-"]),
    ],
)
def test_every_reason_is_named_at_once(shell: Shell, words: str, what: list[str] | None) -> None:
    """Each thing that is not done over SSH, by the code `remote`; what can't be understood is wrong usage."""
    result = asks(shell, words + " --json")
    if what is None:
        assert result.code == 2
        return
    refused = result.json["refused"]
    assert (result.code, {point["code"] for point in refused}) == (3, {"remote"})
    assert sorted(point["message"].split(": ")[1].split(". ")[0] for point in refused) == sorted(what)


def test_files_travel_as_streams(shell: Shell) -> None:
    """In under a name, out to where the line leads, whatever --to says; without a name they stay outside."""
    content = b"log\n" * 300
    assert asks(shell, "attachment add 2 --name log.txt -", stdin=content).code == 0
    assert asks(shell, "attachment add 2 -", stdin=content).code == 2
    with overheard() as found:
        result = asks(shell, "attachment get 2 --json")
    assert (result.code, result.out, escapes(found, shell.db, Path("canary"))) == (0, content.decode(), [])
    assert sorted(path.name for path in shell.db.parent.glob("log*")) == []


def test_the_rows_left_out_are_said(shell: Shell) -> None:
    """No file is made for them on the desk's machine."""
    rows = b'subject,reporter\n"",\n' * 30
    before = set(shell.db.parent.iterdir())
    result = asks(shell, "import - --format csv", ME, stdin=rows)
    assert result.code == 7, result
    assert result.err.count("\n") > 30
    assert {path.name for path in set(shell.db.parent.iterdir()) - before} <= {"desk.db-wal", "desk.db-shm"}


def test_whoever_comes_acts_in_the_name_of_the_line(shell: Shell) -> None:
    """With the rights of that name, and the way they came on record."""
    assert asks(shell, "note 2 -m text").code == 0
    event = shell.show("2")["events"][-1]
    assert (event["actor"], event["via"]) == ("anna", "ssh")
    assert "anna (over SSH): Work note added" in shell.done("show", "2").out
    assert asks(shell, "override 2 --priority 1 --reason r").code == 3
    assert asks(shell, "take 2", "felix").code == 3
    assert asks(shell, "list", "nobody", LANG="C").code == 3
    shell.done("agent", "off", "anna")
    assert asks(shell, "list").code == 3


def test_the_line_is_only_honoured_from_the_owner(shell: Shell, stranger: None) -> None:  # noqa: F811
    """An account that does not own the desk lets nobody in, by whatever name it calls them."""
    for name in ("anna", ME):
        result = asks(shell, "list --json", name)
        assert (result.code, result.json["refused"][0]["code"]) == (3, "remote_not_owner")


def test_the_line_is_whole_or_nothing(shell: Shell) -> None:
    """--remote is no option of a command, and nothing may stand beside it."""
    for words in (["--remote", "anna"], ["list", "--remote", "anna"], ["--remote", "anna", "--db", str(shell.db)]):
        assert shell.run(*words).code == 2
    assert asks(shell, "list --remote boris").code == 2


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ("", []),
        ("list", ["list"]),
        ("deskterm list", ["list"]),
        ("note 2 -m 'a  b; c'", ["note", "2", "-m", "a  b; c"]),
        ("note 2 -m $(id) `x` > y # z", ["note", "2", "-m", "$(id)", "`x`", ">", "y", "#", "z"]),
        ("search \"it's\" ''", ["search", "it's", ""]),
    ],
)
def test_what_is_asked_for_becomes_words(wish: str, words: list[str]) -> None:
    """By the rules of quotes alone: nothing is looked up, joined or run."""
    found = guest(["--db", "/d", "--remote", "anna"], {"SSH_ORIGINAL_COMMAND": wish})
    assert found is not None
    assert (found.name, found.db, found.words, found.trouble) == ("anna", "/d", words, None)


def test_variables_stay_only_when_they_are_known() -> None:
    """What names a program, a library, a setting or a desk is dropped."""
    bad = "EDITOR VISUAL PAGER LESSOPEN TEXTUAL_DRIVER TEXTUAL_LOG PYTHONPATH PYTHONSTARTUP LD_PRELOAD BASH_ENV IFS"
    environ = dict.fromkeys([*bad.split(), "DESKTERM_DB", "PGPASSWORD", "DESKTERM_AUTHORIZED_KEYS"], "x")
    environ |= {"LANG": "ru_RU.UTF-8", "LC_ALL": "C", "TERM": "xterm", "HOME": "/h", "SSH_ORIGINAL_COMMAND": "list"}
    assert guest(["--db", "/d", "--remote", "anna"], environ) is not None
    assert sorted(environ) == ["HOME", "LANG", "LC_ALL", "TERM"]
    assert not any(name.startswith(("DESKTERM", "PYTHON", "LD_", "TEXTUAL")) for name in KEPT)


def test_python_is_not_handed_over_at_the_end(tmp_path: Path, prepared: Path) -> None:
    """Where sshd lets PYTHONINSPECT in, nobody gets the interpreter's prompt, which would be a shell."""
    desk = copied(prepared, tmp_path)
    words = ("--db", str(desk), "--remote", "anna")
    with Seat(desk, *words, ready=None, PYTHONINSPECT="1", SSH_ORIGINAL_COMMAND="list") as seat:
        assert seat.end() == 0
        assert b">>>" not in seat.heard


def test_somebody_from_afar_may_choose_a_language(shell: Shell) -> None:
    """By --lang; another word is named as it is at a shell."""
    assert asks(shell, "list --lang ru").code == 0
    assert asks(shell, "list --lang xx").code == 2
    assert ask(["list", "--lang", "ru"]).command == "list"


def test_an_older_desk_is_left_to_its_owner(shell: Shell) -> None:
    """Nobody who comes over SSH brings it up to date, though the account could."""
    import sqlite3

    with sqlite3.connect(shell.db) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute(f"PRAGMA user_version = {version - 1}")
    before = shell.db.read_bytes()
    result = asks(shell, "list --json")
    assert (result.code, result.json["error"]["code"]) == (6, "older_schema")
    assert shell.db.read_bytes() == before
