"""A file of another system, from its bytes to the tickets that it speaks of. Nothing is held but a row or two."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from deskterm.formats import encoding
from deskterm.formats.checking import Check, check_of
from deskterm.formats.columns import FIELDS, automatic
from deskterm.formats.lines import TooLong, lines
from deskterm.formats.objects import Object, objects
from deskterm.formats.own_table import bare, is_ours
from deskterm.formats.packed import GZIP, unpacked
from deskterm.formats.plan import Plan, Strangers, columns_of, together
from deskterm.formats.table import Table, delimiter_of
from deskterm.formats.wish import Wish
from deskterm.workflow.intake import Incoming, LeftOut, Unreadable

HEAD = 1 << 16
"""Bytes that are looked at before anything is decided."""
FIRST = 200
"""Objects whose keys are taken for the columns of a file of JSON lines."""
SHAPES = 500
"""Different sets of keys whose plans are remembered."""
MOMENTS = 1000
"""Rows of a history that are handed over together."""
OWN = b'{"deskterm":'
"""How a file that `export` has written begins."""
SUFFIXES = {"csv": "csv", "tsv": "csv", "txt": "csv", "jsonl": "jsonl", "ndjson": "jsonl", "json": "jsonl"}
TEXTS = frozenset({"subject", "text", "description"})
Rows = Iterator[Incoming | LeftOut]


class Checks(dict[str, Check]):
    """The checks of fields, made when first asked for."""

    def __init__(self, wish: Wish) -> None:
        super().__init__()
        self.wish = wish

    def __missing__(self, field: str) -> Check:
        asked = field in self.wish.maps or field in self.wish.sets or field in self.wish.values
        check = self[field] = check_of(field, self.wish, asked=asked)
        return check


class Reading:
    """A file that is being read. Iterating gives what comes in and what is left out, once."""

    def __init__(self, chunks: Iterable[bytes], wish: Wish, name: str = "") -> None:
        """Look at the beginning. Unreadable: it can't be what an import takes; Invalid: a value that was set."""
        self.wish = wish
        self.checks = Checks(wish)
        for field, text in wish.sets.items():
            self.checks[field](field, text)
        source, head = begun(iter(chunks))
        if head.startswith(GZIP):
            source, head = begun(unpacked(source))
            name = name.removesuffix(".gz")
        self.own = head.lstrip(b" \xef\xbb\xbf").replace(b" ", b"").startswith(OWN)
        self.bytes: Iterator[bytes] = source
        self.strangers = Strangers()
        self.columns: dict[str, str] = {}
        self.untaken: list[str] = []
        """Columns that nothing was taken from, as far as the file is read."""
        self.format = "own"
        self.rows: Rows = iter(())
        if not self.own:
            self._open(source, head, name)

    def __iter__(self) -> Rows:
        return self.rows

    @property
    def history(self) -> bool:
        """Is it a row per change, and not per ticket?"""
        return {"at", "external_id"} <= {*self.columns, *self.wish.sets}

    def _open(self, source: Iterator[bytes], head: bytes, name: str) -> None:
        code, mark = encoding.known(head, self.wish.encoding)
        if code in encoding.WIDE:
            source, head = begun(encoding.recoded(source, code))
            code = "utf-8"
        elif mark:
            source = chain((next(source)[mark:],), source)
            head = head[mark:]
        self.format = self.wish.format or guessed(head, name)
        if self.format == "jsonl" and head.lstrip().startswith(b"["):
            raise Unreadable("json_array", line=1, column=1)
        read = self._objects if self.format == "jsonl" else self._table
        rows = read(lines(source), code)
        self.rows = iter(together(rows, MOMENTS)) if self.history else rows

    def _table(self, source: Iterator[bytes | TooLong], code: str) -> Rows:
        rows = iter(headed(source, code))
        found = next(rows, None)
        if found is None:
            raise Unreadable("empty")
        if isinstance(found, LeftOut):
            raise Unreadable("header_unreadable", line=found.line, column=found.column, reason=found)
        line, names = found
        header = [each.strip() for each in names]
        self._header(header, line)
        if is_ours(header):
            rows = (row if isinstance(row, LeftOut) else (row[0], [bare(cell) for cell in row[1]]) for row in rows)
        plan = Plan(header, self.wish, self.columns, self.checks, self.strangers)
        return tabled(rows, plan)

    def _header(self, header: list[str], line: int) -> None:
        """Take the columns in. Unreadable: one is doubled, or what a ticket must have is nowhere."""
        repeated = self.wish.preset.repeated if self.wish.preset else frozenset()
        for at, name in enumerate(header):
            if name and name not in repeated and header.index(name) < at:
                raise Unreadable("doubled_column", line=line, column=at + 1, name=name)
        self.columns = columns_of(header, self.wish)
        told = {*self.columns, *self.wish.sets}
        if not told & TEXTS and not self.history:
            known = ", ".join(filter(None, header))
            raise Unreadable("no_text_column", line=line, known=known, fields=", ".join(sorted(FIELDS)))
        taken = {*self.columns.values()}
        self.untaken = list(dict.fromkeys(name for name in header if name and name not in taken))

    def _objects(self, source: Iterator[bytes | TooLong], code: str) -> Rows:
        found = objects(source, code)
        first = list(islice(found, FIRST))
        keys = dict.fromkeys(key for row in first if isinstance(row, Object) for key in (*row.keys, *row.nested))
        if not first:
            raise Unreadable("empty")
        if not keys:
            bad = first[0]
            assert isinstance(bad, LeftOut)
            raise Unreadable("first_line_unreadable", line=bad.line, column=bad.column, reason=bad)
        self._header(list(keys), 1)
        return self._shaped(chain(first, found))

    def _shaped(self, found: Iterable[Object | LeftOut]) -> Rows:
        """Rows of JSON lines: every set of keys has a plan of its own."""
        plans: dict[tuple[str, ...], Plan] = {}
        for row in found:
            if type(row) is LeftOut:
                yield row
                continue
            assert isinstance(row, Object)
            plan = plans.get(row.keys)
            if plan is None:
                if len(plans) >= SHAPES:
                    plans.clear()
                plan = plans[row.keys] = self._shape(row.keys)
            taken = next((name for name in row.nested if name in self.columns.values()), None)
            if taken is None:
                yield plan.row(row.line, row.cells)
            else:
                field = next(each for each, column in self.columns.items() if column == taken)
                given = dict(zip(row.keys, row.cells, strict=True))
                yield LeftOut(line=row.line, field=field, code="not_a_value", args={"column": taken}, given=given)

    def _shape(self, keys: tuple[str, ...]) -> Plan:
        """The plan of a set of keys; those that have not been seen before may be columns too."""
        new = [key for key in keys if key not in self.columns.values() and key not in self.untaken]
        if new and self.wish.preset is None:
            more = automatic(new, self.columns)
            added = {f: c for f, c in more.items() if f not in self.columns and f not in {"at", "who", *self.wish.sets}}
            self.columns |= {field: column for field, column in added.items() if self.wish.maps.get(field) != ""}
        self.untaken += [key for key in new if key not in self.columns.values()][: SHAPES - len(self.untaken)]
        return Plan(keys, self.wish, self.columns, self.checks, self.strangers)


def begun(source: Iterator[bytes]) -> tuple[Iterator[bytes], bytes]:
    """The beginning of a file, and the whole of it to be read all the same."""
    parts: list[bytes] = []
    size = 0
    for part in source:
        parts.append(part)
        size += len(part)
        if size >= HEAD:
            break
    head = b"".join(parts)
    return chain((head,), source), head


def guessed(head: bytes, name: str) -> str:
    """The format of a file by its name, else by how it begins."""
    known = SUFFIXES.get(name.rpartition(".")[2].lower())
    if known == "csv" or known is None:
        return "jsonl" if head.lstrip().startswith(b"{") else "csv"
    return known


def headed(source: Iterator[bytes | TooLong], code: str) -> Table:
    """A table by the delimiter of its first line with something on it, which is read again as its header."""
    number, first = next(((n, line) for n, line in enumerate(source, 1) if line not in (b"", b"\r")), (1, b""))
    start = first.start if isinstance(first, TooLong) else first
    delimiter = delimiter_of(start.decode(code, "replace"))
    return Table(chain((first,), source), delimiter, code, number)


def tabled(rows: Iterable[tuple[int, list[str]] | LeftOut], plan: Plan) -> Rows:
    """Rows of a table, each held against the header."""
    width = len(plan.header)
    row = plan.row
    for found in rows:
        if type(found) is LeftOut:
            yield found
            continue
        line, cells = found  # type: ignore[misc]  # the other half of the union is gone
        if len(cells) == width:
            yield row(line, cells)
        elif len(cells) > width and not any(cells[width:]):
            yield row(line, cells[:width])
        else:
            code = "few_cells" if len(cells) < width else "many_cells"
            given = dict(zip(plan.header, cells, strict=False))
            if len(cells) > width:
                given[""] = " | ".join(cells[width:])[:1000]
            yield LeftOut(line=line, code=code, args={"cells": len(cells), "columns": width}, given=given)


__all__ = ["Reading"]
