"""A text in the person's own editor: a file only they can read, a command without a shell, the screen back after it."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported

from deskterm.texts.language import _
from deskterm.texts.safe import safe


def command() -> list[str]:
    """The editor that the environment names, as arguments; ValueError when its quotes do not match."""
    return shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")


def edited(app: App[object], text: str) -> tuple[str, str]:
    """The text as it was left in the editor, and what went wrong (nothing: ""). A text is never lost: on any failure
    it comes back as it was.
    """
    handle, name = tempfile.mkstemp(prefix="deskterm-", suffix=".txt")
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        try:
            with app.suspend():
                code = subprocess.run([*command(), name], check=False).returncode
        except SuspendNotSupported:
            return text, _("There is no terminal to give to an editor.")
        except (OSError, ValueError) as error:
            return text, _("The editor can't be started: {reason}").format(reason=safe(str(error)))
        if code:
            return text, _("The editor ended with code {code}; the text is as it was.").format(code=code)
        return path.read_text(encoding="utf-8", errors="replace").rstrip("\n"), ""
    finally:
        path.unlink(missing_ok=True)
