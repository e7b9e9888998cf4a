"""Where words go: data to stdout, talk to stderr. The only place of the shell door that writes.

To a terminal all foreign text is made safe; a pipe or a file gets it exactly as it is stored. What goes over SSH may
end at a terminal, whatever it looks like from here: there only files and exports are exact.
"""

import json
import re
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from shutil import get_terminal_size

from deskterm.texts.safe import safe

WIDTH = 80
COLOUR, PLAIN = "\x1b[1;33m", "\x1b[0m"
"""Our own: around what was searched for."""
_OWN = re.compile(f"({re.escape(COLOUR)}|{re.escape(PLAIN)})")


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
    """The two streams of a command, whether it speaks JSON, and whether it is read aloud or by fingers (`plain`).

    `afar`: somebody has come for it over SSH.
    """

    def __init__(self, *, as_json: bool = False, plain: bool = False) -> None:
        self.json, self.plain, self.afar = as_json, plain, False
        self._decoded = getincrementaldecoder("utf-8")("replace").decode

    @property
    def terminal(self) -> bool:
        """Does a person watch stdout?"""
        return sys.stdout.isatty()

    @property
    def obeyed(self) -> bool:
        """Would a terminal obey what is written to stdout?"""
        return self.terminal or self.afar

    @property
    def width(self) -> int:
        """Columns for tables and wrapped text."""
        return max(40, get_terminal_size((WIDTH, 24)).columns) if self.terminal else WIDTH

    def foreign(self, text: str, *, multiline: bool = False) -> str:
        """A text that somebody typed, as it may be written to stdout."""
        return safe(text, multiline=multiline) if self.obeyed else text

    def data(self, line: str) -> None:
        """A line of the result. Whatever of it was not made safe before is when it goes to a terminal."""
        with written():
            print(harmless(line) if self.obeyed else line)

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
        """Bytes of the result: exact, but to a terminal as a text that steers nothing."""
        with written():
            if self.terminal:
                sys.stdout.write(safe(self._decoded(piece), multiline=True))
                return
            sys.stdout.flush()
            sys.stdout.buffer.write(piece)

    def document(self, content: Mapping[str, object]) -> None:
        """The result as one JSON document."""
        self.data(self.told(content, indent=2))

    def told(self, content: object, indent: int | None = None) -> str:
        """Content as JSON that the stream can carry. What a terminal would obey is escaped: the same document."""
        return json_text(content, indent, escaped=self.obeyed)

    def talk(self, line: str) -> None:
        """A sentence for the person, beside the result."""
        with written():
            print(harmless(line) if sys.stderr.isatty() or self.afar else line, file=sys.stderr)

    def flush(self) -> None:
        """Hand everything over to the system; errors show here and not at exit."""
        with written():
            sys.stdout.flush()
            sys.stderr.flush()


def harmless(text: str) -> str:
    """The text without anything that a terminal would obey but our own colours."""
    return "".join(part if _OWN.fullmatch(part) else safe(part, multiline=True) for part in _OWN.split(text))


def json_text(content: object, indent: int | None, *, escaped: bool) -> str:
    """Content as JSON: letters as they are where the stream is UTF-8; `escaped`: but for what steers a terminal."""
    text = json.dumps(content, ensure_ascii=False, indent=indent)
    if escaped and safe(text, multiline=True) != text:
        text = "".join(char if char == "\n" or _shown(char) else json.dumps(char)[1:-1] for char in text)
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return json.dumps(content, indent=indent)
    return text


def _shown(char: str) -> bool:
    """Is this a character that a terminal prints? Marks of letters are, direction marks and joiners are not."""
    return char.isprintable() and safe(f"a{char}") == f"a{char}"
