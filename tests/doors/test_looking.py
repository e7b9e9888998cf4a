"""The queue and the ticket at the shell: pages, views, columns, and what a terminal gets that a pipe does not."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.cli.layout import folded
from deskterm.texts.safe import safe
from deskterm.texts.widths import cells
from tests.doors.conftest import Shell
from tests.doors.test_processes import COMMAND, environment

SHOWN = {
    "number", "version", "status", "kind", "nature", "category", "impact", "urgency", "priority", "line", "assignee",
    "subject", "description", "symptoms", "steps_before", "place", "service", "occurred_at", "software",
    "software_version", "browser", "os", "requested_for", "reporter", "channel", "claimed_kind", "claimed_priority",
    "resolution_code", "solution", "cause", "measures", "verification", "verified", "restricted", "major", "due_at",
    "sheet", "thread", "events", "attachments", "links", "clocks", "may", "may_not",
}  # fmt: skip


def numbers(shell: Shell, line: str) -> list[str]:
    """The tickets that a list names."""
    return [ticket["number"] for ticket in shell.done(*line.split(), "--json").json["tickets"]]


@pytest.mark.parametrize("view", ["all", "open", "line"])
def test_pages_hold_every_ticket_once(shell: Shell, view: str) -> None:
    """Following the cursor page by page gives the same tickets in the same order as one long page."""
    whole = numbers(shell, f"list --view {view} --limit 100")
    found: list[str] = []
    after: list[str] = []
    while True:
        page = shell.done("list", "--view", view, "--limit", "2", "--json", *after).json
        found += [ticket["number"] for ticket in page["tickets"]]
        if "next" not in page:
            break
        assert len(page["tickets"]) == 2
        after = ["--after", page["next"]]
    assert found == whole
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("list", ["DT-1", "DT-8", "DT-2", "DT-4", "DT-3"]),
        ("list --view all", ["DT-8", "DT-7", "DT-6", "DT-5", "DT-4", "DT-3", "DT-2", "DT-1"]),
        ("list --status closed", ["DT-6"]),
        ("list --status new,waiting", ["DT-1", "DT-4"]),
        ("list --line 1 --status open", ["DT-8", "DT-2"]),
        ("list --query assignee:me", ["DT-3"]),
        ("list --query status:merged", ["DT-7"]),
        ("list --query kind:incident", ["DT-8", "DT-2"]),
        ("list --query view:untriaged", ["DT-1"]),
        ("list --view open --query priority:1,2", ["DT-8", "DT-2"]),
        ("list --as viktor", []),
    ],
)
def test_what_is_listed(shell: Shell, line: str, expected: list[str]) -> None:
    """Views and terms choose the tickets; the queue's order is priority, then deadline."""
    assert numbers(shell, line) == expected


def test_the_next_deadline_first(shell: Shell) -> None:
    """By deadline whatever the priority, page by page as in one; what has ended has no such order."""
    shown = shell.done("list", "--view", "open", "--order", "due", "--json").json["tickets"]
    dues = [ticket["due_at"] or "~" for ticket in shown]
    assert dues == sorted(dues) and len(set(dues)) > 2
    page = shell.done("list", "--view", "open", "--order", "due", "--limit", "2", "--json").json
    after = numbers(shell, f"list --view open --order due --after {page['next']}")
    assert [t["number"] for t in page["tickets"]] + after == [t["number"] for t in shown]
    for line in ("list --view all --order due", "list --order soon"):
        refused = shell.run(*line.split(), "--json")
        assert refused.code == 2 and refused.json["error"]["field"] == "order"


def test_working_time_left_is_told(shell: Shell) -> None:
    """As seconds in the document, those of the clock that is due next; None without a deadline."""
    for ticket in shell.done("list", "--view", "all", "--json").json["tickets"]:
        live = ticket["status"] in ("new", "open", "in_progress", "waiting")
        runs = live and ticket["due_at"] not in (None, ticket["wake_at"])
        assert (ticket["left_seconds"] is not None) == runs
        clocks = {clock["due_at"]: clock for clock in shell.show(ticket["number"])["clocks"]}
        if ticket["left_seconds"] is not None:
            assert abs(clocks[ticket["due_at"]]["left_seconds"] - ticket["left_seconds"]) <= 5


def test_a_ticket_as_a_document(shell: Shell) -> None:
    """Every field is there, whatever the ticket's state; what may be done and what not are two halves of all acts."""
    for number in "12345678":
        found = shell.show(number)
        assert set(found) >= SHOWN
        assert not set(found["may"]) & set(found["may_not"])
        for points in found["may_not"].values():
            assert all(set(point) >= {"code", "field", "message"} for point in points)
        assert [event["version"] for event in found["events"]][-1] == found["version"]
        for clock in found["clocks"]:
            assert clock["used_seconds"] + clock["left_seconds"] == clock["target_seconds"]
            assert clock["message"]


def test_what_may_be_done_may_be_done(shell: Shell) -> None:
    """The document's word on what is allowed is the rules' own."""
    found = shell.show("2")
    assert "take" in found["may"]
    assert {"escalate", "resume", "verify"} <= set(found["may_not"])
    assert "triage" in shell.show("1")["may"]
    codes = [point["code"] for point in found["may_not"]["escalate"]]
    assert {"signs_missing", "step_missing"} <= set(codes)


def test_a_page_is_80_columns_wide(shell: Shell) -> None:
    """Our own words are folded, in Thai as well; only what somebody wrote is left as it is in a pipe."""
    for language in ("en", "ru", "ro", "th"):
        for number in "12345678":
            page = shell.done("show", number, "--lang", language).out
            assert max(cells(line) for line in page.splitlines()) <= 80


def test_a_page_tells_everything(shell: Shell) -> None:
    """Facts, clocks with their arithmetic, thread, files, links, events, and what is next."""
    shell.done("link", "2", "3", "--type", "related")
    shell.done("reply", "2", "-m", "We are looking\ninto it")
    shell.done("attachment", "add", "2", str(shell.db))
    page = shell.done("show", "2").out
    for words in (
        "DT-2  two", "P2 High", "Network / VPN", "Ann <ann@example.org>", "Counted from", "vpn_client", "NOT DELIVERED",
        "    We are looking\n    into it\n", "desk.db", "related: DT-3", "public reply written", "May be done next",
        "Not now", "deskterm diagnose DT-2 --signs",
    ):  # fmt: skip
        assert words in page, words


def terminal(db: Path, *args: str, stdin: bytes = b"") -> tuple[int, str]:
    """Run a command on a terminal; its exit code and what appeared."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *args], env=environment(db), stdin=follower, stdout=follower, stderr=follower, close_fds=True
    )
    os.close(follower)
    if stdin:
        os.write(leader, stdin)
    seen = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    os.close(leader)
    return process.wait(30), seen.decode(errors="replace")


@pytest.mark.skipif(sys.platform != "linux", reason="reads a pseudo-terminal to its end as Linux does")
def test_a_terminal_gets_nothing_that_it_would_obey(shell: Shell) -> None:
    """Steering marks and escape sequences are made visible or taken out on a terminal, and are exact in a pipe."""
    subject, body = "pay \u202e001 now", "red \x1b[31mtext\x1b[0m \x9b2J and \x07"
    shell.done("new", "--subject", subject, "--reporter", "r", "--body", body)
    for line in ("show 9", "list", "list --view all"):
        code, seen = terminal(shell.db, *line.split())
        assert code == 0
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(seen)
        assert "‹U+202E›" in seen
    assert subject in shell.done("list").out
    assert body in shell.done("show", "9").out
    assert shell.show("9")["description"] == body


@pytest.mark.skipif(sys.platform != "linux", reason="reads a pseudo-terminal to its end as Linux does")
def test_a_start_without_a_desk_asks(bare: Shell) -> None:
    """On a terminal a desk is offered; a no leaves everything as it is."""
    code, seen = terminal(bare.db, stdin=b"n\n")
    assert code == 6
    assert "[y/N]" in seen
    assert not bare.db.exists()


@given(st.text(max_size=60), st.integers(4, 40))
def test_folding_keeps_every_letter(text: str, width: int) -> None:
    """Folded lines fit, and joined again they are the text but for its blanks."""
    words = safe(text)
    lines = list(folded(words, width))
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def stream(shell: Shell, *lines: Any) -> Any:
    """Classify lines; bytes are sent as they are."""
    return shell.run("classify", "--jsonl", stdin=b"".join(line + b"\n" for line in lines))


def test_bad_lines_are_named_and_left_out(shell: Shell) -> None:
    """7; each line that can't be read is named by its number and the others are answered."""
    result = stream(
        shell,
        b'{"id": "a", "text": "printer broken"}',
        b"no json",
        b"",
        b'{"id": 2}',
        b'{"id": 3, "text": 5}',
        b"[]",
        b'{"id": 4, "text": "\xff"}',
        b"[" * 100_000,
        b'{"id": 5, "text": ""}',
        b'{"id": null, "text": "\\ud800"}',
        b'{"text": "x"}',
    )
    assert result.code == 7
    assert len(result.out.splitlines()) == 4
    named = [line.split(":")[0] for line in result.err.splitlines()[:-1]]
    assert named == [f"line {number}" for number in (2, 4, 5, 6, 7, 8)]


def test_a_whole_stream(shell: Shell) -> None:
    """0 when every line was read; an empty stream is whole too. No desk is asked for."""
    shell.db.unlink()
    assert stream(shell, b'{"id": 1, "text": "printer broken"}').code == 0
    assert stream(shell).code == 0


def test_a_message_that_waits_is_shown_with_its_clock(shell: Shell) -> None:
    """Since when it waits, by which arithmetic, and what was said."""
    shell.done("hear", "2", "-m", "it is slow again")
    told = shell.done("show", "2").out
    assert "it is slow again" in told and "message from the requester" in told
    assert re.search(r"The requester wrote on \w+ \d{4}-\d\d-\d\d \d\d:\d\d: ", told), told
    clocks = {clock["name"]: clock for clock in shell.run("show", "2", "--json").json["clocks"]}
    assert clocks["update"]["state"] == "running"
    shell.done("note", "2", "--kind", "session", "-m", "called back")
    assert "The requester wrote" not in shell.done("show", "2").out
