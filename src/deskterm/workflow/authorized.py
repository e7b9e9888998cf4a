"""The part of an `authorized_keys` file that is a desk's own, between two markers; everything around it stays.

A line gives whoever holds the key one command: deskterm on this desk in one name, without a shell, without forwarding.
"""

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, replace

from deskterm.workflow.checks import Invalid
from deskterm.workflow.sshkeys import Key, parse

BEGIN, END = (
    "# deskterm: keys of desk {desk}, begin; written by: deskterm agent key",
    "# deskterm: keys of desk {desk}, end",
)
LINE = re.compile(
    r'restrict,pty,command="(?P<command>(?:\\"|[^"\\]|\\(?!"))* --remote (?P<name>[a-z][a-z0-9._-]{0,31}))" '
    r"(?P<key>\S+ \S+)\n?"
)


@dataclass(frozen=True, slots=True)
class Line:
    """Who holds a key, and what is run when they come with it, as the file has it."""

    name: str
    key: Key
    command: str

    @property
    def text(self) -> str:
        """The line of the file."""
        return f'restrict,pty,command="{self.command}" {self.key.kind} {self.key.body}\n'


@dataclass(frozen=True, slots=True)
class Ring:
    """A file: what stands before the desk's own lines, these, and what stands after them."""

    desk: str
    before: bytes = b""
    lines: tuple[Line, ...] = ()
    after: bytes = b""

    def of(self, key: Key) -> Line | None:
        """The line with this key."""
        return next((line for line in self.lines if line.key == key), None)

    def outside(self, key: Key) -> bool:
        """Does the key stand in a line that is not the desk's own?"""
        rest = self.before + b"\n" + self.after
        return any(
            key.body.encode() in line.split() for line in rest.splitlines() if not line.lstrip().startswith(b"#")
        )

    def with_line(self, line: Line) -> "Ring":
        """The same with this line, in the place of one with the same key."""
        if self.of(line.key) is not None:
            return replace(self, lines=tuple(line if held.key == line.key else held for held in self.lines))
        return replace(self, lines=(*self.lines, line))

    def without(self, keys: Iterable[Key]) -> "Ring":
        """The same without the lines of these keys."""
        gone = set(keys)
        return replace(self, lines=tuple(line for line in self.lines if line.key not in gone))

    def written(self) -> bytes:
        """The bytes of the file. Without lines of its own the desk leaves no markers in it."""
        if not self.lines:
            return self.before + self.after
        gap = b"" if not self.before or self.before.endswith(b"\n") else b"\n"
        begin, end = marker(BEGIN, self.desk), marker(END, self.desk)
        return self.before + gap + begin + "".join(line.text for line in self.lines).encode() + end + self.after


def marker(kind: str, desk: str) -> bytes:
    """A marker's line."""
    return kind.format(desk=desk).encode() + b"\n"


def read(content: bytes, desk: str, where: str) -> Ring:
    """The parts of a file. Invalid, named by `where`: markers that do not match, or a line between them of others."""
    lines = content.splitlines(keepends=True)
    begins = [n for n, line in enumerate(lines) if line.rstrip() == marker(BEGIN, desk).rstrip()]
    ends = [n for n, line in enumerate(lines) if line.rstrip() == marker(END, desk).rstrip()]
    if not begins and not ends:
        return Ring(desk, content)
    if len(begins) != 1 or len(ends) != 1 or ends[0] < begins[0]:
        raise Invalid(where, "keys_markers", lines=", ".join(str(n + 1) for n in sorted((*begins, *ends))))
    first, last = begins[0], ends[0]
    own = tuple(own_line(lines[n], n + 1, where) for n in range(first + 1, last))
    return Ring(desk, b"".join(lines[:first]), own, b"".join(lines[last + 1 :]))


def own_line(line: bytes, number: int, where: str) -> Line:
    """A line that the desk has written. Invalid: it has not."""
    found = LINE.fullmatch(line.decode("utf-8", "replace"))
    if found is None:
        raise Invalid(where, "keys_foreign_line", line=number)
    try:
        key = parse(found["key"])
    except Invalid as error:
        raise Invalid(where, "keys_foreign_line", line=number) from error
    if not written_by_us(found["command"], found["name"]):
        raise Invalid(where, "keys_foreign_line", line=number)
    return Line(found["name"], key, found["command"])


def written_by_us(said: str, name: str) -> bool:
    """Is it one program on one desk in this name, with nothing before, between or behind that a shell would run?"""
    try:
        program, _, db, *_ = shlex.split(said.replace('\\"', '"'))
    except ValueError:
        return False
    return command(program, db, name) == said


def command(program: str, db: str, name: str) -> str:
    """What is run for whoever comes with a key, as it stands within the double quotes of a line."""
    return shlex.join((program, "--db", db, "--remote", name)).replace('"', '\\"')
