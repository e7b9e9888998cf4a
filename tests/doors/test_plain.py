"""The linear mode: lines in, lines out, by pipe and at a prompt."""

import json
import re
import shlex
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from deskterm.bootstrap import main
from deskterm.cli.asked import parser_of
from deskterm.cli.commands import COMMANDS
from deskterm.cli.hints import option
from deskterm.cli.progress import Progress
from deskterm.cli.table import labelled
from deskterm.plain.choices import choices
from deskterm.plain.lines import option_of, understood
from deskterm.plain.questions import matching
from deskterm.plain.sweeping import Sweeping
from deskterm.plain.words import WORDS
from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.usecases.desk import Desk
from deskterm.workflow.intake import Tally
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Person, Role
from tests.doors.conftest import ME, Shell
from tests.doors.linear import Line, script, sit
from tests.doors.terminals import COMMAND, copied, environment

STORIES = {
    "en": ("The printer is out", "Ann Lee <ann@example.org>", "No paper comes out.\nSince this morning.", "New toner"),
    "th": ("เครื่องพิมพ์เสีย", "สมชาย ใจดี <somchai@example.org>", "กระดาษไม่ออก\nตั้งแต่เช้า", "เปลี่ยนหมึกแล้ว"),
}
"""What is told in two languages: subject, reporter, description, solution."""


def shown(shell: Shell, number: str) -> dict[str, object]:
    """A ticket as a document."""
    return dict(shell.show(number))


@pytest.mark.parametrize("tongue", STORIES)
def test_a_script_does_the_whole_job(shell: Shell, tongue: str) -> None:
    """Register, triage, take, note, resolve, verify and close, from a pipe, in two languages; no escape is written."""
    subject, reporter, told, solution = STORIES[tongue]
    done = script(
        shell,
        f"new --subject '{subject}' --reporter '{reporter}' --body -",
        *told.split("\n"),
        ".",
        "triage --kind incident --nature technical --category hardware/printer --impact 3 --urgency 2",
        "take",
        "note -m -",
        told,
        ".",
        f"resolve --code fixed --cause technical --measures '{solution}' --solution '{solution}'",
        "verify --how asked",
        "close",
        words=("--lang", tongue),
    )
    assert done.code == 0, done
    assert done.out.splitlines()[0] == "DT-9"
    assert "\x1b" not in done.out + done.err
    ticket = shown(shell, "9")
    assert (ticket["status"], ticket["subject"], ticket["solution"]) == ("closed", subject, solution)
    assert ticket["description"] == told


def test_a_script_hears_no_questions(shell: Shell) -> None:
    """What is missing is said and the next line is a command again; the exit code is that of the last failure."""
    done = script(shell, "2", "resolve", "where", "99", "show 2 --json", "moon", "resolve")
    assert done.code == 3
    assert "resolve is refused" in done.err and "--solution" in done.err
    assert "DT-2." in done.out and '"number": "DT-2"' in done.out
    assert "There is no ticket DT-99" in done.err and "moon" in done.err
    assert re.findall(r"line (\d) of the script", done.err) == ["2", "4", "6", "7"]
    assert script(shell, "where").code == 0
    assert script(shell).code == 0


def test_what_is_missing_is_asked_for(shell: Shell) -> None:
    """A bare command asks one question at a time, with its choices numbered; answers are numbers, codes or parts."""
    done = sit(
        shell, "new", "Screen dark", "Eve", "It is dark.", ".", "triage", "1", "computer", "3", "urgent", "2", "Eve",
        "Eve <eve@example.org>", "quit",
    )  # fmt: skip
    assert done.code == 0, done
    assert "Subject: What it is about, in a line." in done.out
    assert "2: Request (request)" in done.out
    assert "30 choices: type a number, a code or a part of it" in done.out
    assert "urgent is none of the choices" in done.out
    assert "There is no way to reach Eve" in done.out and "Write it like this: NAME <MAIL>" in done.out
    assert "From its text nobody can be sure." in done.out
    assert re.search(r"^P4 Low, Open, \S+ \S+ left, L1, unassigned\.$", done.out, re.MULTILINE)
    assert "queue, 5 open> " in done.err and "DT-9> " in done.err and "Category> " in done.err
    ticket = shown(shell, "9")
    assert (ticket["kind"], ticket["category"], ticket["priority"]) == ("incident", "hardware/computer", 4)


def test_triage_is_advised(shell: Shell) -> None:
    """A question of triage says what the desk itself would answer, and by which words."""
    shell.done("new", "--subject", "The printer is broken", "--reporter", "Ann<ann@example.org>")
    done = sit(shell, "9", "triage", "1", "?", "printer", "3", "2", "quit")
    assert 'It looks like: Incident, because of "' in done.out
    assert "It looks like: Hardware / Printer (hardware/printer)" in done.out
    assert "DT-9: triaged" in done.err


def test_a_refusal_is_mended_point_by_point(shell: Shell) -> None:
    """What another act mends is offered, done, and then the refused act goes on with what it asks itself."""
    done = sit(
        shell, "8", "escalate", "y", "since noon", "-", "all of it", "yes", "restarted", ".", "no help", "needs_access",
        "go", ".", "quit",
    )  # fmt: skip
    assert done.code == 0, done
    for said in ("Answer this, or mark it", "Answer> ", "DT-8: diagnosed", "Outcome> ", "DT-8: noted", "Reason> "):
        assert said in done.out + done.err, said
    ticket = shown(shell, "8")
    assert ticket["line"] == 2
    assert [event["kind"] for event in ticket["events"]][-3:] == ["diagnosed", "noted", "escalated"]  # type: ignore[index,attr-defined]


def test_what_was_typed_is_kept(shell: Shell) -> None:
    """A text that is left half way, or refused, is offered when the command is given again, and at the next start."""
    done = sit(
        shell, "2", "reply", "first line", "second", KeyboardInterrupt, "reply", "continue", "third", ".", "quit",
    )  # fmt: skip
    assert done.code == 0
    assert "DT-2 Reply: first line second, " in done.out
    assert [entry["body"] for entry in shown(shell, "2")["thread"]] == ["first line\nsecond\nthird"]  # type: ignore[index,attr-defined]
    half = sit(shell, "8", "escalate", "y", "since noon", KeyboardInterrupt, "diagnose", "continue", "yes", "quit")
    assert "DT-8: diagnosed." in half.err and "since noon" in str(shown(shell, "8")["sheet"])
    refused = sit(shell, "6", "verify --how 'long told'", "n", "quit")
    assert "1 text is not sent. The next start offers it." in refused.err
    dropped = sit(shell, "discard", "y", "2", "note", "a", KeyboardInterrupt, "note", "later", "b", ".", "quit")
    assert "long told" in dropped.out and "replied" not in dropped.err
    assert [entry["body"] for entry in shown(shell, "2")["thread"]][-1] == "b"  # type: ignore[index,attr-defined]
    assert [draft["texts"] for draft in shell.done("draft", "list", "--json").json["drafts"]] == [{"text": "a"}]


def test_ctrl_c_and_the_end(shell: Shell) -> None:
    """Ctrl+c clears a line and leaves a question; the end of the lines ends the session, in a question too."""
    done = sit(shell, KeyboardInterrupt, "1", "triage", KeyboardInterrupt, "where", "triage")
    assert done.code == 0
    assert "Not done." in done.err
    assert done.out.rstrip().splitlines().count("DT-1.") == 1


def test_lists_and_tickets_are_walked_through(shell: Shell) -> None:
    """A list is read from its beginning, its tickets are opened in turn, and a ticket is read part by part."""
    done = script(
        shell, "queue", "next", "next", "previous", "back", "views", "queue moon", "queue resolved",
        "queue kind:request and line:1",
        "queue view:waiting", "dt-8", "more",
        "more", "more", "more", "more", "more facts", "more moon",
    )  # fmt: skip
    lines = done.out.splitlines()
    assert done.code == 2
    assert re.match(r"DT-1: one\. P- Not triaged, New, L1, unassigned$", lines[0])
    opened = [line for line in lines if re.match(r"DT-\d, ", line)]
    assert opened == ["DT-1, one", "DT-8, eight", "DT-1, one", "DT-8, eight", "DT-8, eight"]
    assert "queue, 5 open." in lines and "waiting: 1" in lines
    assert [line[:5] for line in lines if re.match(r"DT-\d: ", line)] == [
        *(f"DT-{n}:" for n in (1, 8, 2, 4, 3)), "DT-5:", *(f"DT-{n}:" for n in (6, 5, 4, 3)), "DT-4:",
    ]  # fmt: skip
    parts = [line for line in lines if line in ("Thread:", "Clocks:", "Events:", "May be done next:")]
    assert parts == ["Thread:", "Clocks:", "Events:", "May be done next:"]
    assert not [line for line in lines if line != line.strip()]


def test_help_and_repeat(shell: Shell) -> None:
    """Help names every word and command, and explains each; the last answer is said again on demand."""
    done = script(
        shell, "help", "help escalate", "help note", "help queue", "help agent", "where", "repeat", "note --help"
    )
    assert done.code == 0
    for name in (*WORDS, *COMMANDS):
        assert re.search(rf"(^|[ :]){name}[,:]|{name}$", done.out, re.MULTILINE), name
    assert "--summary TEXT|-: what those who take over must know" in done.out
    assert done.out.splitlines().count("queue, 5 open.") == 2
    assert done.out.count("note: Write an internal note") == 2


def test_what_others_do_is_told_before_the_prompt(shell: Shell) -> None:
    """New tickets, and acts of others on what is open or one's own, are one line before the next prompt; once."""

    def others() -> None:
        for line in ("new --subject late --reporter Ann", "note 3 -m seen --as anna", "note 4 -m seen --as anna"):
            assert main(shlex.split(f"{line} --as anna")) == 0

    done = sit(shell, "where", others, "where", "where", "quit")
    told = [line for line in done.out.splitlines() if "came in" in line]
    assert told == ["1 ticket came in; DT-3: Work note added by anna; 1 other ticket was changed."]


def test_overtaken_by_somebody(shell: Shell) -> None:
    """Who has read an older version is told both values, and decides."""

    def other() -> None:
        assert main(shlex.split("amend 2 --subject theirs --as anna")) == 0

    done = sit(shell, "2", other, "amend --subject mine", "no", "amend --subject mine", "yes", "quit")
    assert "by anna" not in done.err or "theirs" in done.err
    assert shown(shell, "2")["subject"] == "mine"
    assert "you would set mine" in done.err


def test_a_session_that_only_reads(shell: Shell) -> None:
    """Acts are refused, what is missing is not even asked for, and the desk's own work is left to others."""
    done = sit(shell, "2", "note", "where", "quit", words=("--read-only",))
    assert done.code == 0
    assert "This session only reads" in done.err
    with open_store(Location(file=shell.db), read_only=True) as store:
        desk = Desk(store=store, by=Person(name=ME), rules=Policy(), now=lambda: 0)
        with Sweeping(desk) as sweeping:
            assert sweeping.trouble() is None and not sweeping._thread.is_alive()


def test_the_desks_own_work_is_done(shell: Shell) -> None:
    """An open session wakes up what is due, in a thread of its own; an auditor's session does not."""
    with open_store(Location(file=shell.db)) as store:
        later = time.time_ns() // 1000 + 30 * 86_400_000_000
        by = Person(name=ME, lines=frozenset({1}), roles=frozenset({Role.AGENT}))
        desk = Desk(store=store, by=by, rules=Policy(), now=lambda: later)
        auditor = replace(desk, by=replace(by, roles=frozenset({Role.AUDITOR})))
        with Sweeping(auditor, 0.01):
            time.sleep(0.1)
        assert store.db.one("SELECT count(*) FROM event WHERE kind = 'woken'") == (0,)
        with Sweeping(desk, 0.01) as sweeping:
            limit = time.monotonic() + 20
            while store.db.one("SELECT count(*) FROM event WHERE kind = 'woken'") == (0,):
                assert time.monotonic() < limit, sweeping.trouble()
                time.sleep(0.02)


def test_foreign_text_is_safe_everywhere(shell: Shell) -> None:
    """What somebody wrote moves no cursor, at a prompt as in a pipe."""
    shell.done("note", "2", "-m", "red \x1b[31mtext\x1b]0;title\x07 \u202e end")
    for done in (
        script(shell, "2", "more", "show", "search red", "export --format csv"),
        sit(shell, "2", "more", "quit"),
    ):
        assert "\x1b" not in done.out + done.err and "\u202e" not in done.out
        assert "red text" in done.out


@pytest.mark.parametrize(
    ("line", "number", "field", "held"),
    [
        ("take", "DT-12", None, None),
        ("take next", "next", None, None),
        ("take 7", "7", None, None),
        ("assign anna", "DT-12", "assignee", "anna"),
        ("assign 7 anna", "7", "assignee", "anna"),
        ("assign", "DT-12", "assignee", None),
        ("link 13 --type child", "DT-12", "other", "13"),
        ("link 7 13", "7", "other", "13"),
        ("attachment add photo.png", "DT-12", "file", ["photo.png"]),
        ("attachment add a.png b.png", "DT-12", "file", ["a.png", "b.png"]),
        ("attachment add 7 a.png", "7", "file", ["a.png"]),
        ("attachment get 3", "DT-12", "wanted", "3"),
        ("attachment get DT-7", "DT-7", "wanted", None),
        ("note -m text", "DT-12", "text", "text"),
    ],
)
def test_the_open_ticket_is_meant(line: str, number: str, field: str | None, held: object) -> None:
    """Inside a ticket no number is needed, and another one may still be named."""
    args = understood(line.split(), 12).args
    assert args.number == number
    assert field is None or getattr(args, field) == held


def test_words_and_commands_do_not_meet() -> None:
    """No word of the session is the name of a command, so that neither hides the other."""
    assert not set(WORDS) & {name.split()[0] for name in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_can_be_asked_for(command: str) -> None:
    """What a refusal or a malformed value names by its field is found among the command's options."""
    shared = {"help", "version", "json", "plain", "read_only", "db", "as_", "lang", "on", "spoken"}
    for action in parser_of(command).declared:
        if action.dest not in shared:
            found = option_of(command, action.dest)
            assert found is not None and (found.dest == action.dest or option(found.dest) == option(action.dest))


def test_choices_are_meant_by_parts() -> None:
    """A number counts, a whole code or word wins over a part, and a part may mean several."""
    known = [("vpn", "VPN"), ("vpn/old", "Old VPN"), ("lan", "Local network")]
    assert matching("2", known) == [known[1]]
    assert matching("VPN", known) == [known[0]]
    assert matching("vp", known) == known[:2]
    assert matching("local", known) == [known[2]]
    assert matching("9", known) == []


def test_tables_are_labelled_lines(shell: Shell) -> None:
    """Without decoration a row names its columns, what is empty is left out, and nothing is cut, padded or folded."""
    assert labelled(("Name", "Lines", "Skills", ""), ("anna  ", "L1", "-", "here")) == "anna; Lines: L1; here"
    assert "DT-4; Priority: P4 Low; Status: Waiting" in shell.done("list", "--plain").out
    long = "word " * 40 + "end"
    shell.done("note", "2", "-m", long)
    page = shell.done("show", "2", "--plain").out
    assert long in page and "\n\n" not in page and "Category: Network / VPN\n" in page
    month = shell.done("calendar", "show", "--plain").out
    assert re.search(r"^\d{4}-\d\d: closed: \d\d, ", month, re.MULTILINE)
    assert "  " not in shell.done("--help", "--plain").out


@pytest.mark.parametrize(
    "line",
    [
        "person erase 12345 --dry-run", "agreement list", "catalogue show request/account", "report targets",
        "report lines", "duty show", "calendar list", "audit show", "classify 'the printer is broken' --explain", "new",
        "escalate 2", "show 8", "show 4", "search two", "similar 8", "doctor --quick", "assign 2 --suggest", "help",
    ],
)  # fmt: skip
def test_nothing_is_drawn(shell: Shell, line: str) -> None:
    """Without decoration no line is indented or empty, no room is made between words, and nothing is painted."""
    done = script(shell, "help") if line == "help" else shell.run(*shlex.split(line), "--plain")
    for said in (done.out + done.err).splitlines():
        assert said and not re.search(r"^\s|  |[\u2500-\u259f]|[\x00-\x1f]", said), said


def test_progress_is_told_in_words(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What takes long says how far it is every ten seconds in a line of its own; no bar, no way back in the line."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    clock = iter(range(0, 60_000_000, 4_000_000))
    with Progress(lambda: 0.25, lambda: next(clock), plain=True) as progress:
        for read in range(1000, 11_000, 1000):
            progress.show(Tally(read=read))
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 3
    assert re.match(r"25%, \d+ rows, \d+ a second, \d+s left$", told[0]), told


@pytest.mark.parametrize("tongue", STORIES)
def test_the_whole_job_at_a_terminal(prepared: Path, tmp_path: Path, tongue: str) -> None:
    """The same story at a prompt, asked for question by question: no byte that moves a cursor; a hang-up is 129."""
    subject, reporter, told, solution = STORIES[tongue]
    desk = copied(prepared, tmp_path)
    line = Line(desk, "--plain" if tongue == "en" else "--lang=th", **({} if tongue == "en" else {"TERM": "dumb"}))
    line.hears("> ").types("new").hears("Subject> ").types(subject).hears("Reporter> ").types(reporter)
    line.hears("ends it.").types(told.replace("\n", "\r")).types(".").hears("DT-9> ")
    line.types("triage").hears("Kind> ").types("incident").hears("Category> ").types("printer")
    line.hears("Impact> ").types("3").hears("Urgency> ").types("2").hears("triaged.")
    line.types("take").hears("taken.").types("note").hears("ends it.").types(told.replace("\n", "\r")).types(".")
    line.hears("noted.").types("resolve").hears("Resolution> ").types("fixed").hears("ends it.").types(solution).types(
        "."
    )
    line.hears("Cause> ").types("2").hears("ends it.").types(solution).types(".").hears("resolved.")
    line.types("reopen").hears("Reason> ").sends(b"\x03").hears("Not done.").hears("DT-9> ")
    line.types("verify").hears("ends it.").types("asked").sends(b"\x04").hears("verified.")
    line.types("close").hears("closed.").types("2\x7f9").hears("Closed").hears("DT-9> ")
    for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGHUP, signal.SIGCONT):
        line.process.send_signal(number)  # the system sends both when a line is cut
    with suppress(subprocess.TimeoutExpired):
        line.process.wait(4)
    assert line.ends(signal.SIGHUP) in (129, 143)  # nothing is sent to one that has ended
    assert b"\x1b" not in line.heard
    done = subprocess.run([*COMMAND, "show", "9", "--json"], env=environment(desk), capture_output=True, check=True)
    ticket = json.loads(done.stdout)
    assert (ticket["status"], ticket["subject"], ticket["solution"]) == ("closed", subject, solution)
    assert ticket["description"] == told


def test_choices_of_the_desk(shell: Shell) -> None:
    """People, categories and levels are offered as the desk has them."""
    with open_store(Location(file=shell.db), read_only=True) as store:
        desk = Desk(store=store, by=Person(name=ME), rules=Policy(), now=lambda: 0)
        assert ("anna", "anna, L1") in choices(desk, "assign", "assignee")
        assert [code for code, _word in choices(desk, "triage", "impact")] == ["1", "2", "3"]
        assert choices(desk, "reopen", "reason") == [] and len(choices(desk, "wait", "reason")) == 4
