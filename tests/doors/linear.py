"""Somebody at a prompt, in this process: lines that are typed, ctrl+c, and what happens at the desk in between."""

import io
import sys
from collections.abc import Callable

from deskterm.bootstrap import main
from tests.doors.conftest import Result, Shell

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
