"""What a terminal sends, cut into keys, pastes and answers; what a slow line tears apart is put together again.

A terminal sends an arrow key as ESC [ A. Esc alone must not wait long, so a lone ESC is taken for the key after a short
delay, a longer one on a line that is slow or has torn a sequence before. If the rest of a sequence comes after that,
its letters must not act as commands: text that may be such a rest is held until it is complete or its time is over. Of
a sequence that nothing can be made of nothing acts at all.
"""

import re
from typing import NamedTuple

QUICK, SLOW, LONGEST = 0.05, 0.3, 0.5
"""Seconds after which a lone ESC is the Esc key: on a line that is known to be good, on another one, and at most."""
WINDOW = 0.5
"""Seconds after a lone ESC in which a sequence's rest is recognised."""
PATIENCE = 1.0
"""Seconds that an unfinished sequence is kept for its rest."""
PASTE_PATIENCE = 5.0
"""Seconds without a byte after which a paste is taken to be over."""
LIMIT = 4096
"""Characters of an answer that are waited for."""


class Keys(NamedTuple):
    """Characters and whole sequences, for the parser of keys."""

    text: str


class Pasted(NamedTuple):
    """A text that was pasted, as it was."""

    text: str


class Escape(NamedTuple):
    """The Esc key."""


class Arrived(NamedTuple):
    """The terminal's answer that it is there."""


Piece = Keys | Pasted | Escape | Arrived

_CSI = r"\[\[[A-E]|\[[0-?]*[ -/]*[@-Z\\-~]"
_SS3 = r"O[0-9;]*[A-Za-z]"
# Answers of the terminal to questions of its colours, version and the like; by their beginning they are no typed keys.
_STRING = r"(?:\][0-9]+;|P[0-9>!|$+=]|_G)[^\x07\x1b]*(?:\x07|\x1b\\)"
_TOKEN = re.compile(
    rf"(?P<text>[^\x1b]+)|\x1b(?:(?P<paste>\[200~)|(?P<here>\[0n)|(?P<string>{_STRING})|(?P<keys>{_CSI}|{_SS3}|\x7f))"
)
_REST = re.compile(rf"{_CSI}|{_SS3}|{_STRING}")
_BEGUN = re.compile(r"(?:\[\[?|\[[0-?]*[ -/]*|O[0-9;]*|\][0-9]*|P|_|(?:\][0-9]+;|P[0-9>!|$+=]|_G)[^\x07\x1b]*\x1b?)\Z")
_TORN = re.compile(r"\x1b(?:\[\[?[0-?]*[ -/]*|O[0-9;]+)")
_END = "\x1b[201~"
_TYPED = frozenset({"\x1b]", "\x1bP", "\x1b_"})
"""What only the first two characters of an answer would be, that nobody has asked for."""


class Escapes:
    """Stands between the terminal and the parser of keys. Times are seconds of one clock that only goes forward.

    `fixed`: the seconds of a lone ESC that the person has asked for.
    """

    def __init__(self, fixed: float | None = None) -> None:
        self.due: float | None = None
        """When `lapse` must be called at the latest, or `None`."""
        self.slow = False
        """Is the line known to be slow, or to lose and repeat what it carries?"""
        self._fixed, self._seen = fixed, QUICK
        self._held = ""
        self._lone: tuple[float, float] | None = None
        self._paste: list[str] | None = None

    @property
    def delay(self) -> float:
        """Seconds that a lone ESC waits for the rest of a sequence."""
        return self._fixed if self._fixed is not None else max(self._seen, SLOW if self.slow else QUICK)

    def feed(self, text: str, now: float) -> list[Piece]:
        """What has come, as far as it is whole."""
        text, self._held, self.due = self._held + text, "", None
        if self._paste is None and self._lone is not None and text:
            text = self._after_lone(text, now)
        found: list[Piece] = []
        while text:
            at = self._pasting(text, found, now) if self._paste is not None else self._typing(text, found, now)
            text = text[at:]
        return found

    def lapse(self, now: float) -> list[Piece]:
        """What is made of held text whose rest did not come in time."""
        if self.due is None or now < self.due:
            return []
        text, self._held, self.due = self._held, "", None
        if self._paste is not None:
            pasted, self._paste = "".join(self._paste) + text, None
            return [Pasted(pasted)]
        if text == "\x1b":
            self._lone = (now, now - self.delay)
            self._seen = max(QUICK, self._seen * 0.9)
            return [Escape()]
        self._lone = None
        if text in _TYPED:
            return [Escape(), Keys(text[1])]
        # one letter behind an Esc that was taken for the key is typed; else it is a torn sequence
        return [Keys(text)] if len(text) == 1 else []

    def _after_lone(self, text: str, now: float) -> str:
        """The text behind an ESC that was taken for the key; with that ESC before it when the two belong together."""
        assert self._lone is not None
        taken, came = self._lone
        window = taken + WINDOW
        if now <= window and _REST.match(text):
            self._seen = min(LONGEST, max(self._seen, (now - came) * 1.5))
        elif now <= window and _BEGUN.match(text):
            self._hold(text, max(window, now + LONGEST))
            return ""
        else:
            self._lone = None
            return text
        self._lone = None
        return "\x1b" + text

    def _typing(self, text: str, found: list[Piece], now: float) -> int:
        """The next piece outside a paste. -> how many characters of the text are done with"""
        token = _TOKEN.match(text)
        if token is not None:
            if token.lastgroup == "paste":
                self._paste = []
                self._hold("", now + PASTE_PATIENCE)
            elif token.lastgroup == "here":
                found.append(Arrived())
            elif token.lastgroup != "string":
                found.append(Keys(token[0]))
            return token.end()
        rest = text[1:]
        if not rest:
            self._hold(text, now + self.delay)
        elif _BEGUN.match(rest) and len(rest) < LIMIT:
            self._hold(text, now + PATIENCE)
        elif (torn := _TORN.match(text)) is not None:
            return torn.end()
        else:
            # Esc and a key in one piece are two keys, not one with alt held: bursts of a slow line glue them
            found.append(Escape())
            return 1
        return len(text)

    def _pasting(self, text: str, found: list[Piece], now: float) -> int:
        """What belongs to the paste. -> how many characters of the text are done with"""
        assert self._paste is not None
        end = text.find(_END)
        if end >= 0:
            self._paste.append(text[:end])
            found.append(Pasted("".join(self._paste)))
            self._paste, self.due = None, None
            return end + len(_END)
        kept = next((size for size in range(len(_END) - 1, 0, -1) if text.endswith(_END[:size])), 0)
        self._paste.append(text[: len(text) - kept])
        self._hold(text[len(text) - kept :], now + PASTE_PATIENCE)
        return len(text)

    def _hold(self, text: str, due: float) -> None:
        self._held, self.due = text, due
