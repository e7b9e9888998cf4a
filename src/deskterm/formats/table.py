"""Tables of text (CSV by RFC 4180, and its relatives with other delimiters) into rows, in bounded memory.

Rows without quotes, which are most, are split; those with quotes on one line go through the standard reader; the rest
is scanned here, where a quote that never closes may not swallow the file. A row that can't be read is left out, and
reading goes on at the line after its first.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator

from deskterm.formats.lines import KEPT, LIMIT, TooLong
from deskterm.workflow.intake import LeftOut

Numbered = tuple[int, bytes | TooLong]
"""A line of the file with its number."""
Row = tuple[int, list[str]]
"""The line on which a row begins, and its cells."""
COLUMNS = 500
"""Columns in a table."""
OVERHEAD = 120
"""Bytes that a held line costs beside its own: a million empty lines in quotes are not nothing."""
PIECES = 4096
DELIMITERS = ",;\t|"


class Stray(Exception):
    """A quote where none may be, or cells beyond the limit: code, and the column of the character."""

    def __init__(self, code: str, column: int) -> None:
        super().__init__(code)
        self.code, self.column = code, column


class Scan:
    """One row, line by line, for as long as a quote is open."""

    def __init__(self, delimiter: str) -> None:
        self.delimiter = delimiter
        self.cells: list[str] = []
        self.parts: list[str] | None = None

    def feed(self, line: str) -> bool:
        """Take a line in; is the row complete? Stray: it can't be."""
        at = 0
        if self.parts is not None:
            self.parts.append("\n")
            at = self.inside(line, 0)
        while at >= 0:
            if len(self.cells) >= COLUMNS:
                raise Stray("many_columns", at + 1)
            if line.startswith('"', at):
                self.parts = []
                at = self.inside(line, at + 1)
                continue
            end = line.find(self.delimiter, at)
            self.cells.append(line[at:] if end < 0 else line[at:end])
            at = end + 1 if end >= 0 else -1
        return self.parts is None

    def inside(self, line: str, at: int) -> int:
        """Read on in quotes; where the next cell begins, -1 when the line ends."""
        parts = self.parts
        assert parts is not None
        while (close := line.find('"', at)) >= 0:
            parts.append(line[at:close])
            at = close + 1
            if not line.startswith('"', at):
                self.cells.append("".join(parts))
                self.parts = None
                if at == len(line):
                    return -1
                if not line.startswith(self.delimiter, at):
                    raise Stray("stray_quote", at + 1)
                return at + 1
            parts.append('"')
            at += 1
            if len(parts) > PIECES:
                parts[:] = ["".join(parts)]
        parts.append(line[at:])
        return -1


class Table:
    """The rows of a table. Iterating gives a `Row`, or the `LeftOut` of one that can't be read."""

    def __init__(
        self, lines: Iterable[bytes | TooLong], delimiter: str = ",", encoding: str = "utf-8", first: int = 1
    ) -> None:
        self.numbered = enumerate(lines, first)
        self.delimiter, self.encoding = delimiter, encoding
        self.again: deque[Numbered] = deque()
        """Lines that were read for a row which was not one, to be read for themselves."""
        self.credit = 2 * LIMIT
        """Bytes that may be read again in search of rows over several lines: what a file of bad quotes may cost."""

    def line(self) -> Numbered | None:
        """The next line: one that is to be read again, else the file's own; None at the end."""
        return self.again.popleft() if self.again else next(self.numbered, None)

    def __iter__(self) -> Iterator[Row | LeftOut]:
        delimiter, encoding = self.delimiter, self.encoding
        while (found := self.line()) is not None:
            number, raw = found
            if type(raw) is TooLong:
                yield left(number, "long_line", raw.start, limit=LIMIT)
                continue
            assert isinstance(raw, bytes)
            try:
                line = raw.decode(encoding)
            except UnicodeDecodeError as error:
                yield left(number, "not_text", raw, error.start + 1, encoding=encoding)
                continue
            if line.endswith("\r"):
                line = line[:-1]
            if not line:
                continue
            if '"' in line:
                yield self.quoted(number, raw, line)
            elif len(line) >= COLUMNS and line.count(delimiter) >= COLUMNS:
                yield left(number, "many_columns", raw, limit=COLUMNS)
            else:
                yield number, line.split(delimiter)

    def quoted(self, number: int, raw: bytes, line: str) -> Row | LeftOut:
        """A row with quotes in it."""
        if len(line) < COLUMNS or line.count(self.delimiter) < COLUMNS:
            cells = by_the_book(line, self.delimiter)
            if cells is not None:
                return number, cells
        scan = Scan(self.delimiter)
        held: list[Numbered] = []
        try:
            if scan.feed(line):
                return number, scan.cells
            return self.gathered(number, scan, held)
        except Stray as stray:
            self.read_again(held)
            at = held[-1][0] if held else number
            return left(number, stray.code, raw, stray.column if at == number else None, limit=COLUMNS, at=at)
        except EOFError:
            self.read_again(held)
            return left(number, "open_quote", raw, raw.find(b'"') + 1)

    def gathered(self, number: int, scan: Scan, held: list[Numbered]) -> Row:
        """A row over several lines. EOFError: its quote is not closed within the limit or the file."""
        size = 0
        if self.credit <= 0 and self.again:
            raise EOFError
        while (found := self.line()) is not None:
            held.append(found)
            raw = found[1]
            size += len(raw) + OVERHEAD
            if type(raw) is TooLong or size > LIMIT:
                raise EOFError
            assert isinstance(raw, bytes)
            try:
                line = raw.decode(self.encoding)
            except UnicodeDecodeError:
                raise EOFError from None
            if scan.feed(line.removesuffix("\r")):
                return number, scan.cells
        raise EOFError

    def read_again(self, held: list[Numbered]) -> None:
        """Give lines back that belong to no row."""
        self.credit -= sum(len(raw) + OVERHEAD for _place, raw in held)
        self.again.extendleft(reversed(held))


def by_the_book(line: str, delimiter: str) -> list[str] | None:
    """The cells of a row that stands on one line; None when it goes on in the next one, or is no row."""
    try:
        return next(csv.reader((line,), delimiter=delimiter, strict=True))
    except (csv.Error, StopIteration):
        return None


def left(line: int, code: str, raw: bytes, column: int | None = None, **args: object) -> LeftOut:
    """A row that can't be read, with as much of it as is worth keeping."""
    text = raw[:KEPT].decode("utf-8", "backslashreplace")
    return LeftOut(line=line, column=column, code=code, args=args, given={"": text})


def delimiter_of(header: str) -> str:
    """The delimiter of a table, by its header: the one that stands most often outside quotes."""
    outside = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=lambda each: (outside.count(each), -DELIMITERS.index(each)))
