"""Every way a command can end: its code, its sentence on stderr, its document on stdout."""

import os
import re
from pathlib import Path

import pytest

from deskterm.cli import running
from tests.doors.conftest import Shell


def test_a_malformed_value_names_its_option(shell: Shell) -> None:
    """2, with the option before the sentence, and the field in the document."""
    result = shell.run("triage", "1", "--impact", "high", "--json")
    assert result.code == 2
    assert "--impact: high is not between" in result.err
    assert result.json["error"]["code"] == "out_of_range"
    assert result.json["error"]["field"] == "impact"


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("triage 1 --kind problem", "--kind"),
        ("triage 1 --nature x", "--nature"),
        ("triage x", "NUMBER"),
        ("triage", "NUMBER"),
        ("show 0", "NUMBER"),
        ("show DT-", "NUMBER"),
        ("new --reporter a@", "--reporter"),
        ("new --reporter <>", "--reporter"),
        ("new --phone abc --reporter Ann", "--phone"),
        ("new --channel fax", "--channel"),
        ("new --occurred-at never", "--occurred-at"),
        ("new --attach /nowhere/at/all", "--attach"),
        ("new --priority-claimed x", "--priority-claimed"),
        ("wait 2 --until never", "--until"),
        ("note 2 --kind joke", "--kind"),
        ("note 2 --on x", "--on"),
        ("diagnose 2 --answer vpn_client", "--answer"),
        ("escalate 2 --to 4", "--to"),
        ("escalate 2 --reason because", "--reason"),
        ("resolve 2 --code done", "--code"),
        ("resolve 2 --cause fate", "--cause"),
        ("link 2 3 --type sister", "--type"),
        ("link 2 x", "OTHER"),
        ("merge 2 --into x", "--into"),
        ("assign 2 Anna", "NAME"),
        ("agent add Anna", "NAME"),
        ("agent add zoe --line 4", "--line"),
        ("agent add zoe --line 1 --role king", "--role"),
        ("list --view mine2", "--view"),
        ("list --query x:y", "--query"),
        ("list --query line:x", "--query"),
        ("list --limit 0", "--limit"),
        ("list --after x", "--after"),
        ("list --status gone", "--status"),
        ("override 2 --priority 0", "--priority"),
        ("take 2 --seen x", "--seen"),
        ("take 2 --seen 99", "--seen"),
        ("list --lang fr", "--lang"),
        ("list --db mysql://x", "--db"),
        ("list --colour", "--colour"),
        ("take 2 --seen", "--seen"),
        ("--colour list", "--colour"),
        ("lsit", "lsit.*Did you mean list"),
        ("agent", "agent.*add, list, away, off"),
        ("agent ad", "agent ad.*Did you mean agent add"),
        ("demo --tickets many", "--tickets"),
        ("init --lead Anna", "--lead"),
        ("audit verify --head 1:0", "--head"),
        ("classify --lang fr text", "--lang"),
        ("show 1 2", "2"),
        ("list --json=yes", "--json"),
    ],
)
def test_wrong_usage(shell: Shell, line: str, named: str) -> None:
    """2, and stderr names what can't be understood in its first line."""
    result = shell.run(*line.split())
    assert result.code == 2, result
    first = result.err.splitlines()[0]
    assert re.search(named, first), first


def test_refused_names_every_point(shell: Shell) -> None:
    """3, with every unmet point at once, each with code, field and sentence."""
    result = shell.run("escalate", "2", "--json")
    assert result.code == 3
    codes = [point["code"] for point in result.json["refused"]]
    assert {"signs_missing", "extent_missing", "components_missing", "step_missing", "summary_missing"} <= set(codes)
    for point in result.json["refused"]:
        assert set(point) == {"code", "field", "message"}
        assert point["message"] in result.err


def test_not_found(shell: Shell) -> None:
    """4, in words and as a document."""
    result = shell.run("take", "DT-77", "--json")
    assert (result.code, result.json["not_found"]["name"]) == (4, "DT-77")
    assert "There is no ticket DT-77" in result.err


def test_a_restricted_ticket_is_not_found_by_others(shell: Shell) -> None:
    """What a person may not see does not exist for them."""
    shell.done("restrict", "2", "--on")
    assert shell.run("show", "2", "--as", "anna").code == 4
    assert "DT-2" not in shell.done("list", "--as", "anna").out


def test_conflict_shows_both_values(shell: Shell) -> None:
    """5 when the same field has changed since; both values are there."""
    seen = str(shell.show("2")["version"])
    shell.done("take", "2", "--as", "anna")
    result = shell.run("take", "2", "--seen", seen, "--json")
    assert result.code == 5
    clash = next(clash for clash in result.json["conflict"] if clash["field"] == "assignee")
    assert clash["theirs"] == "anna"
    assert clash["by"] == "anna"
    assert "anna has set anna" in result.err


def test_undo_takes_back_nothing_unseen(shell: Shell) -> None:
    """5 for an act that came after the version seen, 2 for a version that never was, 0 for the act that was seen."""
    version = shell.show("3")["version"]
    assert shell.run("undo", "3", "--seen", str(version - 1)).code == 5
    assert shell.run("undo", "3", "--seen", str(version + 1)).code == 2
    assert shell.run("undo", "3", "--seen", str(version)).code == 0


def test_disjoint_changes_go_through(shell: Shell) -> None:
    """An act on other fields than those that have changed since is no conflict."""
    seen = str(shell.show("2")["version"])
    shell.done("take", "2", "--as", "anna")
    shell.done("amend", "2", "--place", "4th floor", "--seen", seen)
    found = shell.show("2")
    assert (found["assignee"], found["place"]) == ("anna", "4th floor")


def test_no_desk(bare: Shell) -> None:
    """6, and the sentence says how to make one; nothing appears by itself."""
    result = bare.run("list", "--json")
    assert (result.code, result.json["error"]["code"]) == (6, "no_desk")
    assert "deskterm init" in result.err
    assert not bare.db.exists()


def test_a_foreign_file_stays_as_it_is(bare: Shell) -> None:
    """6 for a file that is no desk, which is not touched."""
    bare.db.write_text("my notes")
    assert bare.run("list").code == 6
    assert bare.run("init").code == 6
    assert bare.db.read_text() == "my notes"


def test_without_a_command_and_without_a_desk(bare: Shell) -> None:
    """6 where no terminal can be asked; the command that makes a desk is named."""
    result = bare.run()
    assert result.code == 6
    assert "deskterm init" in result.err


def test_without_a_command_and_without_a_terminal(shell: Shell) -> None:
    """2, because the app can't be opened there."""
    result = shell.run()
    assert result.code == 2
    assert "terminal" in result.err


def test_a_defect_is_told_shortly(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """1, one line, and a file that tells what happened."""

    def broken(*args: object, **more: object) -> int:
        raise RuntimeError("never expected")

    monkeypatch.setattr(running, "perform", broken)
    result = shell.run("list")
    assert result.code == 1
    assert len(result.err.splitlines()) == 1
    where = Path(result.err.split()[-1])
    assert "never expected" in where.read_text()
    where.unlink()


def test_interrupted(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """130 for ctrl+c, without a word."""

    def interrupted(*args: object, **more: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "perform", interrupted)
    result = shell.run("list")
    assert (result.code, result.err) == (130, "")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_desk_that_may_not_be_written(shell: Shell) -> None:
    """6 for an act on a file that this account can't write."""
    shell.db.chmod(0o400)
    assert shell.run("take", "2").code == 6


def test_global_options_stand_anywhere(shell: Shell) -> None:
    """Before the command, behind it, between a noun and its verb."""
    for line in ("--as anna --json list", "list --json --as anna", "--json list --as=anna"):
        assert "tickets" in shell.done(*line.split()).json
    assert "agents" in shell.done("agent", "--json", "list").json


def test_help_speaks_of_every_command(shell: Shell) -> None:
    """The overview and the help of each command end with 0 and go to stdout."""
    from deskterm.cli.commands import COMMANDS

    overview = shell.done("--help").out
    for name in COMMANDS:
        assert name in overview
        assert f"deskterm {name}" in shell.done(*name.split(), "--help").out


def test_the_version(shell: Shell) -> None:
    """--version prints it wherever it stands."""
    for line in ("--version", "list --version", "--json --version"):
        assert shell.done(*line.split()).out.startswith("deskterm ")
