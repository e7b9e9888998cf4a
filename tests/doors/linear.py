"""Somebody at a prompt: in this process, where things may happen at the desk between two lines, or at a terminal."""

import fcntl
import io
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from deskterm.bootstrap import main
from tests.doors.conftest import Result, Shell
from tests.doors.terminals import COMMAND, environment

Typed = str | type[KeyboardInterrupt] | Callable[[], object]
"""A line; ctrl+c; or something that happens while nobody types."""


class Keyboard(io.TextIOWrapper):
    """A standard input at which a person sits."""

    def __init__(self, typed: tuple[Typed, ...]) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")
        self.typed = list(typed)

    def isatty(self) -> bool:
        """There is somebody who can be asked."""
        return True

    def readline(self, size: int = -1, /) -> str:
        """The next line, after whatever happens before it."""
        while self.typed:
            each = self.typed.pop(0)
            if each is KeyboardInterrupt:
                raise KeyboardInterrupt
            if isinstance(each, str):
                return f"{each}\n"
            each()
        return ""


def sit(shell: Shell, *typed: Typed, words: tuple[str, ...] = ()) -> Result:
    """Type into the linear mode until it ends; questions and prompts are in `err`, answers of commands in `out`."""
    before = sys.stdin
    sys.stdin = Keyboard(typed)
    try:
        code = main(["--plain", *words])
    finally:
        sys.stdin = before
    return Result(code, *shell.capture())


def script(shell: Shell, *lines: str, words: tuple[str, ...] = ()) -> Result:
    """Pipe a script into the linear mode."""
    return shell.run("--plain", *words, stdin="".join(f"{line}\n" for line in lines).encode())


class Line:
    """The linear mode at the end of a real terminal line; every byte that comes is kept."""

    def __init__(self, desk: Path, *words: str, **more: str) -> None:
        own, theirs = pty.openpty()
        self.fd, self.heard, self.at = own, b"", 0
        self.process = subprocess.Popen(
            [*COMMAND, *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment(desk, TERM="xterm-256color") | more,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(theirs)

    def hears(self, text: str, seconds: float = 30.0) -> "Line":
        """Wait until the text comes after what was heard before."""
        self.hears_one_of(text, seconds=seconds)
        return self

    def hears_one_of(self, *texts: str, seconds: float = 30.0) -> str:
        """Wait until one of the texts comes after what was heard before; which."""
        limit = time.monotonic() + seconds
        while not (found := [text for text in texts if text.encode() in self.heard[self.at :]]):
            assert time.monotonic() < limit, (texts, self.heard[-200:])
            if select.select([self.fd], [], [], 0.2)[0]:
                self.heard += os.read(self.fd, 65536)
        self.at += self.heard[self.at :].index(found[0].encode()) + len(found[0].encode())
        return found[0]

    def listens(self, seconds: float) -> "Line":
        """Keep what comes until then."""
        limit = time.monotonic() + seconds
        while (left := limit - time.monotonic()) > 0 and select.select([self.fd], [], [], left)[0]:
            self.heard += os.read(self.fd, 65536)
        return self

    def ends(self, number: int | None) -> int | None:
        """End it by a signal, or by taking its terminal away; the exit code.

        A signal that comes just before the wait for a line begins is noticed with the next.
        """
        if number is None:
            os.close(self.fd)
        else:
            self.process.send_signal(number)
        for _ in range(20):
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(4)
                break
            self.process.send_signal(number or signal.SIGHUP)
        if number is not None:
            os.close(self.fd)
        return self.process.returncode

    def types(self, text: str) -> "Line":
        """Type a line."""
        return self.sends(text.encode() + b"\r")

    def sends(self, keys: bytes) -> "Line":
        """Press keys, as late as a person would: the editor of lines has taken the terminal over by then."""
        time.sleep(0.5 if keys in (b"\x03", b"\x04") else 0)
        os.write(self.fd, keys)
        return self
