"""The rows that were not taken: the first of them on standard error, all of them in a file."""

import csv
import io
import json
import os
import stat
from types import TracebackType

from deskterm.cli.feed import Feed
from deskterm.cli.output import Output
from deskterm.texts import intake as texts
from deskterm.texts.language import _, n_
from deskterm.texts.safe import safe
from deskterm.workflow.checks import Invalid
from deskterm.workflow.intake import LeftOut

SHOWN = 20
COLUMNS = ("line", "column", "field", "code", "reason", "row")
TRIES = 100
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run."""


class LeftOuts:
    """Everything that is left out of one import.

    The file is what was asked for, else one beside us named after what is read, made with the first row that is left
    out; a dry run makes none unasked. An existing file is written over only when it was named. `afar`: who asks can't
    get at a file here, so that all must be said.
    """

    def __init__(self, out: Output, path: str | None, feed: Feed, *, dry_run: bool, afar: bool = False) -> None:
        self.out, self.count = out, 0
        self.path: str | None = None
        self.plain: str | None = None if path or dry_run or afar else (feed.name or "stdin") + ".left-out"
        self.homeless = afar
        """Is there no place for a file, so that all must be said?"""
        self.shown = 0
        self._stream: io.TextIOWrapper | None = None
        if path:
            self.named(os.path.expanduser(path), feed)

    def __enter__(self) -> "LeftOuts":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if self._stream is not None:
            self._stream.close()

    def named(self, path: str, feed: Feed) -> None:
        """Open the file that was asked for. Invalid: it can't be, or it is the one that is read."""
        try:
            number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            told = os.fstat(number)
            if (told.st_dev, told.st_ino) == feed.identity:
                os.close(number)
                raise OSError(0, _("it is the file that is read"))
            if stat.S_ISREG(told.st_mode):
                os.fchmod(number, 0o600)
                os.ftruncate(number, 0)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise Invalid("report", "unwritable", value=path[:80], reason=reason) from error
        self.opened(number, path)

    def unnamed(self) -> None:
        """Make a file beside us under a name that is free; where that can't be, all is said on standard error."""
        plain, self.plain = self.plain, None
        for at in range(1, TRIES):
            path = f"{plain}.jsonl" if at == 1 else f"{plain}-{at}.jsonl"
            try:
                number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            except FileExistsError:
                continue
            except (OSError, ValueError):
                break
            self.opened(number, path)
            return
        self.homeless = True

    def opened(self, number: int, path: str) -> None:
        """Write there from now on."""
        self._stream = os.fdopen(number, "w", encoding="utf-8", newline="")
        self.path = path
        if path.lower().endswith(".csv"):
            self.put(list(COLUMNS))

    def add(self, row: LeftOut) -> None:
        """One row more."""
        self.count += 1
        if self.plain is not None:
            self.unnamed()
        if self.path is not None:
            self.write(row)
        if not self.out.json and (self.shown < SHOWN or self.homeless):
            self.shown += 1
            self.out.talk(texts.left_out(row))

    def write(self, row: LeftOut) -> None:
        """One row more into the file. Invalid: the system can't write it."""
        reason = texts.reason(row)
        assert self.path is not None and self._stream is not None
        try:
            if self.path.lower().endswith(".csv"):
                given = json.dumps(dict(row.given))
                self.put([str(row.line), str(row.column or ""), row.field or "", row.code, reason, given])
            else:
                told: dict[str, object] = {"line": row.line, "column": row.column, "field": row.field, "code": row.code}
                told |= {"reason": reason, "row": dict(row.given)}
                self._stream.write(json.dumps(told) + "\n")
        except OSError as error:
            reason = error.strerror or str(error)
            raise Invalid("report", "unwritable", value=self.path[:80], reason=reason) from error

    def put(self, cells: list[str]) -> None:
        """A row of a table that no spreadsheet runs."""
        tame = [f"'{cell}" if cell.startswith(RISKY) else cell for cell in cells]
        assert self._stream is not None
        csv.writer(self._stream).writerow(tame)

    def told(self) -> None:
        """Say how many there are beyond those that were said, and where they are."""
        more = self.count - self.shown
        if self.path is None:
            if more:
                text = n_(
                    "{n} more row left out. All of them: --report FILE",
                    "{n} more rows left out. All of them: --report FILE",
                    more,
                )
                self.out.talk(text.format(n=more))
        elif self.count:
            path = safe(self.path)
            self.out.talk(
                n_(
                    "{n} row left out; it is in {path}", "{n} rows left out; all of them are in {path}", self.count
                ).format(n=self.count, path=path)
            )
