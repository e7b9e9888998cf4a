"""Junk in every option of every command: an exit code that is documented, a sentence, never a traceback."""

import argparse
import io
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from deskterm.bootstrap import main
from deskterm.cli.asked import parser_of
from deskterm.cli.commands import COMMANDS
from deskterm.cli.hints import option
from tests.doors.conftest import Result, settle_in

CODES = {0, 2, 3, 4, 5, 6, 7}
TRIED = sorted(set(COMMANDS) - {"demo"})
WORDS = (
    "- -- -1 0 1 DT-1 dt-99 ١ ² 1e3 0x1 1_0 NaN None true ไม่ ё {} %s {name} ../.. a@b <a@b.c> x=y = vpn_client= "
    "incident network/vpn tomorrow 9999-12-31 10000w P1 L2 status:open view:all ';--"
)
NASTY = [*WORDS.split(), "", " ", "\x00", "\n", "\x1b[2J", "\ud800", "\u202e", "9" * 30, "a" * 300]
HARMLESS = st.sampled_from(NASTY) | st.text(max_size=30)
JUNK = HARMLESS.filter(lambda text: not text.startswith(("/", "~")) and ".." not in text)
"""Nothing that could name a place outside the test's own folder, since some options write files."""


@pytest.fixture(scope="module")
def run(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """Run a command on a desk that all examples share."""
    folder = tmp_path_factory.mktemp("junk")
    shutil.copy(prepared, folder / "desk.db")
    streams, before = (sys.stdin, sys.stdout, sys.stderr), Path.cwd()

    def running(args: list[str]) -> Result:
        sys.stdin = io.TextIOWrapper(io.BytesIO(b"a text\n"))
        out, err = io.BytesIO(), io.BytesIO()
        sys.stdout, sys.stderr = io.TextIOWrapper(out, "utf-8"), io.TextIOWrapper(err, "utf-8")
        try:
            code = main(args)
            sys.stdout.flush()
            sys.stderr.flush()
            return Result(code, out.getvalue().decode(), err.getvalue().decode())
        finally:
            sys.stdin, sys.stdout, sys.stderr = streams

    with pytest.MonkeyPatch.context() as monkeypatch:
        settle_in(folder, monkeypatch)
        os.chdir(folder)
        try:
            yield running
        finally:
            os.chdir(before)


def options(command: str) -> list[argparse.Action]:
    """The command's own options and places, and --as and --lang."""
    skipped = {"help", "version", "json", "plain", "read_only", "db", "as_"}
    return [action for action in parser_of(command)._actions if action.dest not in skipped]


def flags(words: list[str]) -> list[str]:
    """The options that the command of these words has: one that is missing is named too."""
    command = next(name for name in (" ".join(words[:3]), " ".join(words[:2]), words[0]) if name in COMMANDS)
    return [flag for action in options(command) for flag in action.option_strings if flag.startswith("--")]


@st.composite
def lines(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A command with junk in some of its options, and the names of those options."""
    command = draw(st.sampled_from(TRIED))
    words, named = command.split(), []
    for action in options(command):
        if action.dest == "number":
            words.append(draw(st.sampled_from(["1", "2", "3", "4", "5", "6", "7", "8", "99"]) | JUNK))
            named.append(option("number"))
        elif not action.option_strings:
            words += [draw(JUNK)] if draw(st.booleans()) else []
            named.append(option(action.dest))
        elif draw(st.integers(0, 3)) == 0:
            flag = action.option_strings[0]
            words.append(f"{flag}={draw(JUNK)}" if action.nargs != 0 and flag.startswith("--") else flag)
            words += [draw(JUNK)] if action.nargs != 0 and not flag.startswith("--") else []
            named.append(flag)
    return words, named


def survives(run: object, line: tuple[list[str], list[str]], as_json: bool) -> None:
    """Run it, and look at what is told."""
    words, named = line
    said = [*words, "--json"] if as_json else words
    result: Result = run(said)  # type: ignore[operator]
    assert result.code in CODES, (words, result)
    assert "Traceback" not in result.err
    if result.code == 2:
        first = result.err.splitlines()[0]
        assert first.startswith("deskterm: "), result
        assert any(name in first for name in [*named, *said, *flags(words)]), (words, result)
    if as_json and result.code not in (0, 7) and "--" not in words:
        assert result.json


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(lines(), st.booleans())
@example((["show", "\ud800"], ["NUMBER"]), True)
@example((["list", "--query=\ud800:x"], ["--query"]), True)
@example((["export", "--view="], ["--view"]), True)
@example((["export"], []), True)
@example((["catalogue", "set", "-1", "--dry-run"], ["NAME", "--dry-run"]), False)
@example((["calendar", "add", "x"], ["NAME"]), False)
@example((["search", "printer", "view:all"], ["TEXT"]), False)
@example((["backup", "a" * 300], ["PATH"]), False)
@example((["restore", "a" * 300], ["PATH"]), False)
@example((["attachment", "add", "2", "\x00"], ["FILE"]), False)
@example((["attachment", "get", "2", "--to", "\x00"], ["--to"]), False)
def test_junk(run: object, line: tuple[list[str], list[str]], as_json: bool) -> None:
    """Any command line ends with a documented code; what is malformed or missing is named by its option.

    The same lines each time, so that a run tells about the code; `make soak` tries others.
    """
    survives(run, line, as_json)


@pytest.mark.soak
@settings(max_examples=5000, deadline=None, suppress_health_check=list(HealthCheck))
@given(lines(), st.booleans())
def test_much_junk(run: object, line: tuple[list[str], list[str]], as_json: bool) -> None:
    """The same for other lines with every run."""
    survives(run, line, as_json)


@pytest.mark.parametrize("command", TRIED)
@pytest.mark.parametrize(
    "nasty", ["\ud800", "9" * 30, "-1", *(pytest.param(n, marks=pytest.mark.soak) for n in ("\x00", "", "{x}", "%"))]
)
def test_every_option_alone(run: object, command: str, nasty: str) -> None:
    """Each option of each command survives the nastiest values on its own."""
    for action in options(command):
        if action.nargs == 0:
            continue
        place = [] if action.dest == "number" else ["2"] if any(a.dest == "number" for a in options(command)) else []
        flag = action.option_strings[0] if action.option_strings else None
        words = [f"{flag}={nasty}"] if flag and flag.startswith("--") else [flag, nasty] if flag else [nasty]
        result: Result = run([*command.split(), *place, *words])  # type: ignore[operator]
        assert result.code in CODES, (command, words, result)
        assert "Traceback" not in result.err
