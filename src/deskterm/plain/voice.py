"""What is said in the linear mode: safe for any terminal, never wrapped, and kept to be said again."""

import sys

from deskterm.cli.output import Output
from deskterm.texts.safe import safe


class Voice(Output):
    """The two streams of one answer. Foreign text is always made safe: a pipe may lead to a braille display."""

    def __init__(self, *, as_json: bool = False) -> None:
        super().__init__(as_json=as_json, plain=True)
        self.said: list[str] = []

    @property
    def terminal(self) -> bool:
        """Somebody reads it, whatever lies between: files are put down beside and not poured in."""
        return True

    def foreign(self, text: str, *, multiline: bool = False) -> str:
        """A text that somebody typed, without anything that a terminal obeys."""
        return safe(text, multiline=multiline)

    def data(self, line: str) -> None:
        """A line of the answer; empty ones say nothing and are left out."""
        if line.strip():
            self.said.append(line)
            super().data(line)

    def raw(self, piece: bytes) -> None:
        """Bytes of the answer, as lines that can be read."""
        for line in safe(piece.decode(errors="replace"), multiline=True).split("\n"):
            self.data(line)

    def talk(self, line: str) -> None:
        """A sentence beside it, after all that was said before."""
        sys.stdout.flush()
        self.said.append(line)
        super().talk(line)

    def again(self, lines: list[str]) -> None:
        """Say lines that were said before."""
        for line in lines:
            self.data(line)
