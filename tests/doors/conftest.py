"""A prepared desk and a shell in this process: the same `main` that the installed command calls."""

import io
import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from deskterm.bootstrap import main
from deskterm.identity import account

ME = account()
VARIABLES = (
    "DESKTERM_IDLE_MINUTES",
    "DESKTERM_DB",
    "DESKTERM_LANG",
    "DESKTERM_TIMEZONE",
    "DESKTERM_THEME",
    "DESKTERM_BELL",
    "DESKTERM_PLAIN",
    "DESKTERM_READ_ONLY",
)


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its document."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Shell:
    """Runs commands in this process, on one desk."""

    db: Path
    capture: Callable[[], tuple[str, str]]

    def run(self, *args: str, stdin: bytes = b"") -> Result:
        """Run a command; its exit code and what it wrote."""
        before = sys.stdin
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin))
        try:
            code = main(list(args))
        finally:
            sys.stdin = before
        return Result(code, *self.capture())

    def afar(self, words: str, name: str, stdin: bytes = b"", **more: str) -> Result:
        """Run what somebody sends over SSH, by the line that sshd runs for their key."""
        before = dict(os.environ)
        os.environ.update(more, SSH_ORIGINAL_COMMAND=words)
        try:
            return self.run("--db", str(self.db), "--remote", name, stdin=stdin)
        finally:
            os.environ.clear()
            os.environ.update(before)

    def done(self, *args: str, stdin: bytes = b"") -> Result:
        """Run a command that must succeed."""
        result = self.run(*args, stdin=stdin)
        assert result.code == 0, (args, result)
        return result

    def show(self, number: str) -> Any:
        """A ticket as a document."""
        return self.done("show", number, "--json").json


STORY = (
    "init",
    "agent add anna --line 1 --role agent",
    "agent add boris --line 2 --role agent",
    "agent add viktor --line 3 --role agent",
    "agent add felix --role auditor",
    "new --subject one --reporter Ann",
    "new --subject two --reporter Ann<ann@example.org>",
    "triage 2 --kind incident --nature technical --category network/vpn --impact 2 --urgency 1",
    "new --subject three --reporter Bea --phone 12345",
    "triage 3 --item request/account --category request/change --impact 3 --urgency 2",
    "take 3",
    "new --subject four --reporter Ann<ann@example.org>",
    "triage 4 --kind request --category request/change --impact 3 --urgency 3",
    "wait 4 --reason vendor --until 3d",
    "new --subject five --reporter Ann<ann@example.org>",
    "triage 5 --kind request --category request/change --impact 3 --urgency 3",
    "resolve 5 --code fulfilled --solution given",
    "new --subject six --reporter Ann<ann@example.org>",
    "triage 6 --kind request --category request/change --impact 3 --urgency 3",
    "resolve 6 --code fulfilled --solution given",
    "verify 6 --how asked",
    "close 6",
    "new --subject seven --reporter Ann<ann@example.org>",
    "merge 7 --into 2",
    "new --subject eight --reporter Ann<ann@example.org>",
    "triage 8 --kind incident --nature technical --category server/availability --impact 1 --urgency 1",
    "note 8 --kind step -m restarted",
    "diagnose 8 --signs dark --extent all --components srv1",
)
"""DT-1 new, 2 an open incident, 3 in work, 4 waiting, 5 resolved, 6 closed, 7 merged, 8 a P1 with an open step."""


def settle_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment without anything of the machine's own."""
    for name in (*VARIABLES, "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("DESKTERM_DB", str(folder / "desk.db"))
    monkeypatch.setenv("DESKTERM_AUTHORIZED_KEYS", str(folder / "ssh" / "authorized_keys"))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk on which the story has been told, to be copied."""
    folder = tmp_path_factory.mktemp("prepared")
    streams = sys.stdout, sys.stderr
    with pytest.MonkeyPatch.context() as monkeypatch:
        settle_in(folder, monkeypatch)
        try:
            sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO())
            for line in STORY:
                assert main(line.split()) == 0, line
        finally:
            sys.stdout, sys.stderr = streams
    return folder / "desk.db"


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A shell where there is no desk yet."""
    settle_in(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path / "desk.db", lambda: tuple(capsys.readouterr()))


@pytest.fixture
def shell(bare: Shell, prepared: Path) -> Shell:
    """A shell on a copy of the prepared desk."""
    shutil.copy(prepared, bare.db)
    os.chmod(bare.db, 0o600)
    return bare
