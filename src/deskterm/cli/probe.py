"""What the terminal can do, found out by asking it: size, colours, widths of letters, keys, the clipboard.

Answers are read in raw mode, each waited for half a second at most; whatever happens, the terminal is as it was when
this ends. Nothing is asked of a terminal that stays silent once.
"""

import os
import re
import select
import signal
import subprocess
import sys
import termios
import time
import tty
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from shutil import get_terminal_size, which
from types import FrameType

from deskterm.texts.widths import cells
from deskterm.usecases.examine import Finding

PATIENCE = 0.5
"""Seconds that an answer is waited for."""
LEAST = (80, 24)
CURSOR = re.compile(rb"\x1b\[(\d+);(\d+)R")
KITTY = re.compile(rb"\x1b\[\?\d+u")
ATTRIBUTES = re.compile(rb"\x1b\[\?[\d;]*c")
STOPS = b"\x03\x1c"
"""Ctrl+C and Ctrl+\\, which raw mode hands over as bytes."""
SAMPLES: Mapping[str, str] = {
    "thai": "กำลังซื้อที่นี่",
    "cjk": "服务台",
    "emoji": "🔥",
    "joined": "👩‍💻",
    "accents": "a\u0301",
}
SAYS_NOTHING = frozenset({"", "dumb", "unknown"})


def findings(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Everything about the terminal at standard input and output."""
    columns, rows = get_terminal_size(LEAST)
    small = columns < LEAST[0] or rows < LEAST[1]
    yield Finding(code="terminal_size", severity=graded(small), args={"columns": columns, "rows": rows})
    term = environ.get("TERM", "")
    yield Finding(code="terminal_kind", severity=graded(term in SAYS_NOTHING), args={"term": term or "-"})
    yield Finding(code="colours", severity="ok", args={"colours": colours(environ)})
    encoding = (sys.stdout.encoding or "ascii").upper()
    yield Finding(code="encoding", severity=graded(not encoding.startswith("UTF")), args={"encoding": encoding})
    if term not in SAYS_NOTHING:
        yield from asked(sys.stdin.fileno(), sys.stdout.fileno())
    yield from surrounded(environ)


def graded(bad: bool) -> str:
    """How bad it is."""
    return "warning" if bad else "ok"


def colours(environ: Mapping[str, str]) -> str:
    """How many colours the app would use, as a code."""
    if environ.get("NO_COLOR"):
        return "none"
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "true"
    return "256" if "256" in environ.get("TERM", "") else "16"


def asked(source: int, target: int) -> Iterator[Finding]:
    """What the terminal answers: widths and keys."""
    found: list[Finding] = []
    with raw(source):
        terminal = Terminal(source, target)
        for script, sample in SAMPLES.items():
            measured = terminal.width(sample)
            if measured is None:
                found = [Finding(code="silent", severity="warning")]
                break
            counted = cells(sample)
            args = {"script": script, "counted": counted, "measured": measured}
            found.append(Finding(code="width", severity=graded(measured != counted), args=args))
        else:
            protocol = "kitty" if terminal.kitty() else "plain"
            found.append(Finding(code="keyboard", severity="ok", args={"protocol": protocol}))
    yield from found


class Terminal:
    """Questions to a terminal that is in raw mode."""

    def __init__(self, source: int, target: int) -> None:
        self.source, self.target = source, target

    def width(self, sample: str) -> int | None:
        """The cells by which the cursor moves on when the sample is written; None: no answer."""
        try:
            self.send(b"\r" + sample.encode() + b"\x1b[6n")
            found = CURSOR.search(self.answer(CURSOR))
        finally:
            self.send(b"\r\x1b[K")
        return int(found[2]) - 1 if found else None

    def kitty(self) -> bool:
        """Does it know kitty's keyboard protocol? Every terminal answers the second question."""
        self.send(b"\x1b[?u\x1b[c")
        return bool(KITTY.search(self.answer(ATTRIBUTES)))

    def send(self, piece: bytes) -> None:
        """Write it all."""
        while piece:
            piece = piece[os.write(self.target, piece) :]

    def answer(self, wanted: re.Pattern[bytes]) -> bytes:
        """What comes until the answer is whole, or for as long as patience lasts."""
        heard, end = b"", time.monotonic() + PATIENCE
        while not wanted.search(heard) and (left := end - time.monotonic()) > 0:
            if select.select([self.source], [], [], left)[0]:
                piece = os.read(self.source, 256)
                if not piece:
                    break
                if any(stop in STOPS for stop in piece):
                    raise KeyboardInterrupt
                heard += piece
        return heard


@contextmanager
def raw(terminal: int) -> Iterator[None]:
    """Raw mode, taken back however this ends; the signals that would end the process at once are held off."""
    before = termios.tcgetattr(terminal)
    handlers = {number: signal.signal(number, stopped) for number in (signal.SIGQUIT, signal.SIGTSTP)}
    sys.stdout.flush()
    try:
        tty.setraw(terminal, termios.TCSADRAIN)
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
        for number, handler in handlers.items():
            signal.signal(number, handler)


def stopped(number: int, frame: FrameType | None) -> None:
    """A signal that would stop or end the process while the terminal is raw."""
    raise KeyboardInterrupt


def surrounded(environ: Mapping[str, str]) -> Iterator[Finding]:
    """What stands between the app and the terminal, and what that means for copying."""
    inside = [
        name
        for name, variable in (("tmux", "TMUX"), ("screen", "STY"), ("SSH", "SSH_CONNECTION"))
        if environ.get(variable)
    ]
    if inside:
        yield Finding(code="inside", severity="ok", args={"what": ", ".join(inside)})
    if "tmux" in inside:
        setting = clipboard_of_tmux()
        bad = setting == "off"
        args = {"what": "tmux", "seen": f"set-clipboard {setting or '?'}"}
        yield Finding(code="clipboard", severity=graded(bad), args=args)
    elif "screen" in inside:
        yield Finding(code="clipboard", severity="ok", args={"what": "screen", "seen": "screen"})
    else:
        yield Finding(code="clipboard", severity="ok", args={"what": "", "seen": environ.get("TERM_PROGRAM", "")})


def clipboard_of_tmux() -> str | None:
    """What tmux says of the clipboard; None when it can't be asked."""
    program = which("tmux")
    if program is None:
        return None
    try:
        said = subprocess.run(
            [program, "show-options", "-sv", "set-clipboard"], capture_output=True, timeout=PATIENCE * 2, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return said.stdout.decode(errors="replace").strip() or None
