"""Who acts: the account by its uid, another only for the desk's owner, nobody in a session that only reads."""

import os
import pwd
from pathlib import Path

import pytest

from deskterm.identity import account, home
from tests.doors.conftest import ME, Shell

STRANGER = 54_321


@pytest.fixture
def stranger(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process belongs to an account without a name."""
    monkeypatch.setattr(os, "getuid", lambda: STRANGER)


def test_an_unknown_caller_is_refused(shell: Shell, stranger: None) -> None:
    """Nobody looks or acts without being known at the desk."""
    for line in ("list", "show 1", "take 1", "agent list", "audit head", "doctor"):
        result = shell.run(*line.split(), "--json")
        assert result.code == 3
        assert [point["code"] for point in result.json["refused"]] == ["unknown_caller"]
        assert f"uid{STRANGER}" in result.err


def test_only_the_owner_acts_for_others(shell: Shell, stranger: None) -> None:
    """--as is refused to everybody else."""
    result = shell.run("list", "--as", "anna", "--json")
    assert (result.code, result.json["refused"][0]["code"]) == (3, "not_owner")


def test_the_environment_does_not_say_who_calls(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """USER and LOGNAME are the caller's own to set, and mean nothing."""
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "anna")
    assert shell.show(shell.done("new", "--subject", "s", "--reporter", "r").out.strip())["created_by"] == ME


def test_a_known_name_without_an_account_acts(shell: Shell, stranger: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A uid without a name can be made an agent under the name it is called by."""
    with monkeypatch.context() as owner:
        owner.setattr(os, "getuid", os.geteuid)
        shell.done("agent", "add", f"uid{STRANGER}", "--line", "1")
    assert shell.done("list").code == 0


def test_both_names_are_on_record(shell: Shell) -> None:
    """An act for somebody says who did it in truth."""
    shell.done("note", "2", "-m", "text", "--as", "anna")
    event = shell.show("2")["events"][-1]
    assert (event["actor"], event["via"]) == ("anna", ME)


def test_as_oneself_is_no_disguise(shell: Shell) -> None:
    """--as with the own name changes nothing."""
    shell.done("note", "2", "-m", "text", "--as", ME)
    assert shell.show("2")["events"][-1]["via"] is None


def test_who_has_left_is_refused(shell: Shell) -> None:
    """An account that no longer works here neither looks nor acts."""
    shell.done("agent", "off", "anna")
    result = shell.run("list", "--as", "anna", "--json")
    assert (result.code, result.json["refused"][0]["code"]) == (3, "agent_off")


def test_an_unknown_name_can_not_be_put_on(shell: Shell) -> None:
    """--as with a name that the desk does not know is refused."""
    assert shell.run("list", "--as", "nobody").code == 3


def test_a_session_that_only_reads(shell: Shell) -> None:
    """With --read-only every act is refused and every look goes through; the file stays as it was."""
    from deskterm.cli.commands import COMMANDS

    before = shell.db.read_bytes()
    for name, entry in COMMANDS.items():
        if entry.writes:
            result = shell.run(*name.split(), "--read-only", "--json")
            assert [point["code"] for point in result.json.get("refused", [])] == ["read_only_session"], name
    for line in ("list", "show 1", "agent list", "audit verify", "doctor", "attachment list 1"):
        shell.done(*line.split(), "--read-only")
    assert shell.db.read_bytes() == before


def test_auditors_read(shell: Shell) -> None:
    """A role that only reads sees everything and changes nothing."""
    shell.done("show", "2", "--as", "felix")
    for line in ("take 2", "new --subject s --reporter r", "note 2 -m t", "agent add zoe --line 1"):
        assert shell.run(*line.split(), "--as", "felix").code == 3


def test_the_account_is_found_by_uid(monkeypatch: pytest.MonkeyPatch, stranger: None) -> None:
    """A uid that has no name gets one made of its number."""
    assert account() == f"uid{STRANGER}"


def test_keys_are_looked_for_in_the_callers_own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """HOME says which one that is, unless the folder is somebody else's, as sudo leaves it, or is none."""
    at_the_system = pwd.getpwuid(os.geteuid()).pw_dir
    monkeypatch.setenv("HOME", str(tmp_path))
    assert home(None) == home(os.geteuid()) == str(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "nowhere"))
    assert home(None) == at_the_system
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1)
    assert home(None) == pwd.getpwuid(1).pw_dir
