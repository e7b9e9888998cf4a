"""What a screen shows, as text, and its comparison with the picture that was kept."""

import difflib
import os
from pathlib import Path

from textual.app import App

HERE = Path(__file__).parent
RENEW = "DESKTERM_GOLDEN"
"""Environment variable: when it is set, pictures are written instead of compared."""


def picture(app: App[object]) -> str:
    """Every cell of the screen with those below it, without colours; one line per line, no blanks at their ends."""
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    strips = getattr(update, "strips", None)
    assert strips is not None, "a full update holds the whole screen"
    lines = ["".join(segment.text for strip in line for segment in strip if not segment.control) for line in strips]
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def golden(text: str, name: str) -> None:
    """The text is the one that is kept under this name, to the last cell."""
    path = HERE / f"{name}.txt"
    if os.environ.get(RENEW):
        path.write_text(text, encoding="utf-8")
        return
    kept = path.read_text(encoding="utf-8")
    shown = difflib.unified_diff(kept.splitlines(), text.splitlines(), "kept", "now", lineterm="")
    assert text == kept, f"{name} has changed; {RENEW}=1 keeps the new picture\n" + "\n".join(shown)
