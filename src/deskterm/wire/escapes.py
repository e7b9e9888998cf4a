"""Key sequences that a slow line tears apart, put together again.

A terminal sends an arrow key as ESC [ A. Esc alone must not wait long, so a lone ESC is taken for the key after a short
delay; if the rest of a sequence comes after that, its letters must not act as commands. Text that may be the rest of a
sequence is therefore held until it is complete or its time is over.
"""

import re

WINDOW = 0.3
"""Seconds after a lone ESC in which a sequence's rest is recognised."""
PATIENCE = 0.5
"""Seconds that an unfinished sequence is kept for its rest."""

_REST = re.compile(r"\[(?:[A-FHIOPQRSZ]|[0-9?<][0-9;:]*[ -/]*[@-~])|O[A-DFHMP-S]")
_BEGUN = re.compile(r"(?:\[(?:[0-9?<][0-9;:]*[ -/]*)?|O)\Z")
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|O)\Z")


_GLUED = re.compile(r"\x1b(?=[^\x1b\[\]OPX^_\\\x7f])")
_ESC_KEY = "\x1b[27u"
"""Esc as terminals with the kitty protocol send it: nothing that follows can be taken for a part of it."""


def parted(text: str) -> str:
    """Esc and a key that arrive in one piece are two keys, not one with alt held: bursts of a slow line glue them.

    Replies of the terminal (DCS, OSC and their like) and alt+backspace stay as they are.
    """
    return _GLUED.sub(_ESC_KEY, text) if "\x1b" in text else text


class Escapes:
    """Stands between the terminal and the parser of keys. Times are seconds of one clock that only goes forward."""

    def __init__(self) -> None:
        self.due: float | None = None
        """When `lapse` must be called at the latest, or `None`."""
        self._held = ""
        self._lone: float | None = None

    def lone(self, now: float) -> None:
        """An ESC was just taken for the Esc key."""
        self._lone = now

    def feed(self, text: str, now: float) -> str:
        """What the parser may have now."""
        text, self._held, self.due = self._held + text, "", None
        if self._lone is not None:
            window = self._lone + WINDOW
            if now <= window and _REST.match(text):
                self._lone = None
                text = "\x1b" + text
            elif now <= window and _BEGUN.match(text):
                self._hold(text, max(window, now + 0.1))
                return ""
            else:
                self._lone = None
        unfinished = _UNFINISHED.search(text)
        if unfinished:
            self._hold(unfinished[0], now + PATIENCE)
            text = text[: unfinished.start()]
        return text

    def lapse(self, now: float) -> str:
        """Held text whose rest did not come in time."""
        if self.due is None or now < self.due:
            return ""
        text, self._held, self.due, self._lone = self._held, "", None, None
        return text

    def _hold(self, text: str, due: float) -> None:
        self._held, self.due = text, due
