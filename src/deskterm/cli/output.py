"""Where words go: data to stdout, talk to stderr. The only place of the shell door that writes.

To a terminal all foreign text is made safe; a pipe or a file gets it exactly as it is stored.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from shutil import get_terminal_size

from deskterm.texts.safe import safe

WIDTH = 80


class Unwritable(Exception):
    """The result can't be written to where it should go: a full disk, a closed stream."""


@contextmanager
def written() -> Iterator[None]:
    """Let Unwritable out instead of the system's error; a reader that went away stays what it is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise Unwritable(getattr(error, "strerror", None) or str(error)) from error


class Output:
    """The two streams of a command, whether it speaks JSON, and whether it is read aloud or by fingers (`plain`)."""

    def __init__(self, *, as_json: bool = False, plain: bool = False) -> None:
        self.json, self.plain = as_json, plain

    @property
    def terminal(self) -> bool:
        """Does a person watch stdout?"""
        return sys.stdout.isatty()

    @property
    def width(self) -> int:
        """Columns for tables and wrapped text."""
        return max(40, get_terminal_size((WIDTH, 24)).columns) if self.terminal else WIDTH

    def foreign(self, text: str, *, multiline: bool = False) -> str:
        """A text that somebody typed, as it may be written to stdout."""
        return safe(text, multiline=multiline) if self.terminal else text

    def data(self, line: str) -> None:
        """A line of the result."""
        with written():
            print(line)

    @property
    def room(self) -> str:
        """Blanks between a sentence and what mends it."""
        return " " if self.plain else "  "

    def below(self, *parts: str, indent: int = 2) -> None:
        """A line of the result that belongs to the one before: indented, with room between its parts."""
        self.data(", ".join(parts) if self.plain else " " * indent + "  ".join(parts))

    def gap(self) -> None:
        """An empty line between two parts of the result, where somebody looks at it."""
        if not self.plain:
            self.data("")

    def raw(self, piece: bytes) -> None:
        """Bytes of the result."""
        with written():
            sys.stdout.flush()
            sys.stdout.buffer.write(piece)

    def document(self, content: Mapping[str, object]) -> None:
        """The result as one JSON document."""
        self.data(json_text(content, indent=2))

    def talk(self, line: str) -> None:
        """A sentence for the person, beside the result."""
        with written():
            print(line, file=sys.stderr)

    def flush(self) -> None:
        """Hand everything over to the system; errors show here and not at exit."""
        with written():
            sys.stdout.flush()
            sys.stderr.flush()


def json_text(content: object, indent: int | None = None) -> str:
    """Content as JSON that the stream can carry: letters as they are where it is UTF-8."""
    text = json.dumps(content, ensure_ascii=False, indent=indent)
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return json.dumps(content, indent=indent)
    return text
