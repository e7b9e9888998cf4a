"""A text in the person's own editor: a file only they can read, a command without a shell, the screen back after it."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from shutil import which

from textual.app import App, SuspendNotSupported

from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.wire.handing import handed_over

USUAL = ("vi", "nano")
"""Editors that are tried when the environment names none."""


def command() -> list[str]:
    """The editor that the environment names, as arguments; ValueError when its quotes do not match."""
    named = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    return named or [next((name for name in USUAL if which(name)), USUAL[0])]


def folder() -> Path:
    """Where programs keep what is of the moment; ours alone. OSError when it can't be made."""
    named = os.environ.get("XDG_STATE_HOME", "")
    state = Path(named) if os.path.isabs(named) else Path.home() / ".local" / "state"
    place = state / "deskterm"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def edited(app: App[object], text: str) -> tuple[str, str]:
    """The text as it was left in the editor, and what went wrong (nothing: ""). A text is never lost: on any failure
    it comes back as it was, or as the editor saved it last.
    """
    try:
        program = command()
        if which(program[0]) is None:
            return text, _("There is no editor {name}: set EDITOR to one, or write here.").format(name=safe(program[0]))
        # A folder of its own, since editors leave copies and locks beside a file.
        with tempfile.TemporaryDirectory(prefix="text-", dir=folder(), ignore_cleanup_errors=True) as place:
            return _through(app, program, Path(place) / "text.txt", text)
    except SuspendNotSupported:
        return text, _("There is no terminal to give to an editor.")
    except (OSError, ValueError) as error:
        return text, _("The editor can't be started: {reason}").format(reason=safe(str(error)))


def _through(app: App[object], program: list[str], path: Path, text: str) -> tuple[str, str]:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as file:
        file.write(text)
    with handed_over(app):
        code = subprocess.run([*program, str(path)], check=False).returncode
    if code > 0:
        return text, _("The editor ended with code {code}; the text is as it was.").format(code=code)
    saved = path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
    if code < 0:
        return saved, _("The editor was ended by signal {number}; the text is what it saved last.").format(number=-code)
    return saved, ""
