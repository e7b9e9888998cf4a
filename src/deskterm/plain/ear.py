"""What is heard in the linear mode: lines of a person, who edits them and is asked, or of a script, which is not.

The editor of lines is the standard one, told that the terminal can do nothing: so it moves by backspaces and blanks
alone. Texts never get into its history, and no history is written anywhere.
"""

import os
import select
import sys
from collections.abc import Callable
from io import TextIOWrapper

from deskterm.cli.ending import Interrupted

END = "."
"""A line that ends a text."""


class Ear:
    """Standard input, line by line."""

    def __init__(self) -> None:
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(errors="surrogateescape")
        self.asks = sys.stdin.isatty()
        """Is there somebody who can be asked?"""
        self.heard = 0
        """Lines of the script so far."""
        self.unfinished = ""
        """What stood in the line when it was left without its end."""
        self.turn = 0
        """Which line it is that the editor has, or had last."""
        self._editing = False
        self._remember = editor() if self.asks and sys.stdout.isatty() else None

    def line(self, prompt: str = "") -> str:
        """The next line without its end. EOFError: there is none any more."""
        self.unfinished = ""
        if self._remember is not None:
            return self._edited(prompt)
        if self.asks:
            sys.stderr.write(prompt)
            sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        self.heard += 1
        return line.rstrip("\r\n")

    def _edited(self, prompt: str) -> str:
        """A line from the editor, which also hands out what stands in a line when its terminal goes away."""
        heard: list[str] = []
        self._editing, self.turn = True, self.turn + 1
        try:
            # in one step: a signal that comes with the end of the line takes away what is not in the list yet
            heard.extend(map(input, (prompt,)))
            if not sys.stdin.isatty():
                raise EOFError
        except (KeyboardInterrupt, Interrupted, EOFError):
            self.unfinished = heard[0] if heard else edited()
            raise
        finally:
            self._editing = False
        return heard[0]

    @property
    def edits(self) -> bool:
        """Can it be told what stands in a line that is not ended?"""
        return self._remember is not None

    @property
    def standing(self) -> str:
        """What stands in the line just now, for a thread beside; a key that is pressed meanwhile may be missing."""
        return edited() if self._editing else ""

    def command(self, prompt: str) -> str:
        """A command; the arrow keys bring it back later."""
        line = self.line(prompt)
        if self._remember is not None and line.strip():
            self._remember(line)
        return line

    def text(self, lines: list[str], grown: Callable[[], object] = str) -> str:
        """Several lines, up to a single full stop or the end of what is there. `lines` holds what has been heard.

        `grown`: called after each line, unless the next one is there already: those of a paste are looked at beside,
        as the line is that is not ended (see Listening). EOFError: a person has ended it before a line came, or their
        terminal has gone, which ends no text.
        """
        before = len(lines)
        try:
            while (line := self.line()) != END:
                lines.append(line)
                if not (self.edits and self.more):
                    grown()
        except EOFError:
            if self.asks and (len(lines) == before or not sys.stdin.isatty()):
                raise
        return "\n".join(lines)

    @property
    def more(self) -> bool:
        """Is there already something behind the line that was heard?"""
        try:
            return bool(select.select([sys.stdin], [], [], 0)[0])
        except (OSError, ValueError):
            return False


def edited() -> str:
    """What stands in the editor of lines; when that was left, what stood there."""
    import readline

    return readline.get_line_buffer()


def editor() -> Callable[[str], object] | None:
    """Make the system's editor of lines plain; how it remembers one. It takes the terminal's name at its start.

    None: this Python has no editor, and the terminal itself takes the lines.
    """
    before = os.environ.get("TERM")
    os.environ["TERM"] = "dumb"
    try:
        import readline
    except ImportError:
        return None
    finally:
        os.environ.pop("TERM")
        if before is not None:
            os.environ["TERM"] = before
    readline.set_auto_history(False)
    if "libedit" not in (readline.__doc__ or ""):
        for wish in (
            "enable-bracketed-paste off",
            "enable-meta-key off",
            "bell-style none",
            "horizontal-scroll-mode off",
        ):
            readline.parse_and_bind(f"set {wish}")
        readline.parse_and_bind("tab: self-insert")
    return readline.add_history
