"""Somebody who comes over SSH: the command they ask for is understood here, never by a shell, and kept off the machine.

sshd runs the line that `agent key add` has written, `deskterm --db PLACE --remote NAME`, whatever was asked for; that
stands in SSH_ORIGINAL_COMMAND. Refused is what would touch the machine: other desks, other names, what governs the desk
itself, and every path.
"""

import os
import shlex
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from deskterm.cli.asked import Asked, Usage
from deskterm.cli.places import Place
from deskterm.texts.language import _
from deskterm.usecases.desk import Refused
from deskterm.workflow.values import Point, Refusal

ORIGINAL = "SSH_ORIGINAL_COMMAND"
PROGRAM = "deskterm"
KEPT = (
    *("HOME", "PATH", "USER", "LOGNAME", "SHELL", "TMPDIR", "TZ", "XDG_CONFIG_HOME", "XDG_STATE_HOME"),
    *("LANG", "LANGUAGE", "LC_*", "TERM", "COLORTERM", "NO_COLOR", "ESCDELAY"),
    *("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"),
)
"""Variables that stay. Whatever else sshd was told to let in (EDITOR, PAGER, TEXTUAL_*, PYTHON*, LD_*) is dropped."""
INSPECT = "PYTHONINSPECT"
WHOLE = 4
"""Words of the line that sshd runs."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Who comes, to which desk, and what they ask for. `trouble`: why that can't be understood."""

    name: str
    db: str
    words: list[str]
    trouble: Usage | None = None


def start_afresh(environ: Mapping[str, str]) -> None:
    """Where a variable has told Python to hand itself over when the program ends, it starts again without it.

    By then the interpreter has made up its mind: to forget the variable is not enough, and its prompt is a shell.
    """
    if sys.flags.inspect and INSPECT in environ:
        os.execve(sys.executable, sys.orig_argv, {name: value for name, value in environ.items() if name != INSPECT})


def guest(given: list[str], environ: MutableMapping[str, str]) -> Guest | None:
    """Who comes by this command line; None: nobody from afar. From now on the environment holds nothing of theirs."""
    if len(given) != WHOLE or (given[0], given[2]) != ("--db", "--remote"):
        return None
    start_afresh(environ)
    wish = environ.get(ORIGINAL, "")
    for name in list(environ):
        if not any(fnmatchcase(name, kept) for kept in KEPT):
            del environ[name]
    try:
        words = shlex.split(wish)
    except ValueError:
        return Guest(given[3], given[1], [], Usage(_("Its quotes do not match."), wish[:60]))
    return Guest(given[3], given[1], words[1:] if words[:1] == [PROGRAM] else words)


def permit(asked: Asked) -> None:
    """Refused with everything in it that is not done over SSH."""
    points = tuple(Point(code="remote", args={"what": what}) for what in offences(asked))
    if points:
        raise Refused(Refusal(points))


def offences(asked: Asked) -> Iterator[str]:
    """What would touch the machine: as it was typed."""
    if asked.entry is not None and not asked.entry.remote:
        yield asked.command or ""
    given: Mapping[str, object] = vars(asked.args)
    yield from (option for name, option in (("as_", "--as"), ("db", "--db")) if name in given)
    for value in given.values():
        yield from (str(each) for each in (value if isinstance(value, list) else [value]) if isinstance(each, Place))
