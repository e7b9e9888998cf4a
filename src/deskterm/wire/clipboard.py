"""What puts a text into the clipboard of the terminal, wherever that is: OSC 52, wrapped for what stands in between.

Nobody answers: whether the terminal obeys can't be known, and is never said. tmux obeys programs only when it was told
to, but its own command always; GNU screen hands on what is wrapped, in pieces, since it forgets longer ones.
"""

import base64
import subprocess
from collections.abc import Iterator, Mapping
from shutil import which

MOST = 74_994
"""Bytes of a text: in base64 no more than the least that terminals take."""
PIECE = 250
"""Bytes that GNU screen hands on at a time."""
PATIENCE = 2.0
"""Seconds that tmux has for it."""


def fits(text: str) -> bool:
    """Is the text short enough for every terminal?"""
    return len(text.encode("utf-8", "replace")) <= MOST


def sequences(text: str, environ: Mapping[str, str]) -> str:
    """What to write to the terminal."""
    return passed_on(f"\x1b]52;c;{base64.b64encode(text.encode('utf-8', 'replace')).decode()}\x07", environ)


def passed_on(plain: str, environ: Mapping[str, str]) -> str:
    """A sequence for the outermost terminal, as what stands before it hands it on."""
    if environ.get("TMUX") or environ.get("TERM", "").startswith("tmux"):
        # One of the two is taken: by `set-clipboard on`, or by `allow-passthrough on`.
        return plain + "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    wrapped = "".join(f"\x1bP{piece}\x1b\\" for piece in _pieces(plain))
    if environ.get("STY"):
        return wrapped
    # From the other end of a line it can't be told which of the two calls itself so. GNU screen takes the wrapped one
    # alone, tmux the other one.
    return plain + wrapped if environ.get("TERM", "").startswith("screen") else plain


def _pieces(text: str) -> Iterator[str]:
    for at in range(0, len(text), PIECE):
        yield text[at : at + PIECE]


def through_tmux(text: str) -> bool:
    """Let tmux do it. -> has it?"""
    program = which("tmux")
    if program is None:
        return False
    command = [program, "load-buffer", "-w", "-"]
    try:
        done = subprocess.run(
            command, input=text.encode("utf-8", "replace"), capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
