"""Hand out what the caller may see, to standard output or into a file that appears only when it is whole."""

import argparse
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from deskterm.cli.call import Call
from deskterm.cli.places import place
from deskterm.cli.queue import query
from deskterm.formats.own import written
from deskterm.formats.own_table import COLUMNS, cells, table_line
from deskterm.store.read.query import split_view
from deskterm.store.read.queue import VIEWS, Filter
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases.exporting import Export
from deskterm.usecases.watching import exported
from deskterm.workflow.checks import UNSTORABLE, Invalid

FORMATS = ("jsonl", "csv")
PIECE = 1 << 16
"""Bytes that are written at a time."""


def arguments_export(parser: argparse.ArgumentParser) -> None:
    """Which tickets, how, and where to."""
    parser.add_argument("--format", dest="form", metavar="FORMAT", help=_("jsonl (everything) or csv (a row a ticket)"))
    parser.add_argument("--view", metavar="VIEW", help=", ".join(VIEWS))
    parser.add_argument("--query", metavar="QUERY", help=_("field:value terms joined by and"))
    parser.add_argument(
        "--output", metavar="FILE", type=place, help=_("a new file that only you may read; else standard output")
    )


def run_export(call: Call) -> int:
    """Write everything that the caller may see."""
    form = FORMATS[0] if call.args.form is None else call.args.form
    if form not in FORMATS:
        raise Invalid("format", "unknown_code", value=form[:40], known=", ".join(FORMATS))
    export = Export(call.desk, wanted(call))
    lines = records(export) if form == "jsonl" else table(export)
    if call.args.output is None and call.out.json:
        raise Invalid("output", "unwritable", value="--json", reason=_("name a file"))
    if call.args.output is None:
        for piece in gathered(lines):
            call.out.raw(piece)
        exported(call.desk, export.tickets, form)
        return 0
    place = named(call.args.output)
    with appearing(place) as write:
        for piece in gathered(lines):
            write(piece)
    exported(call.desk, export.tickets, form)
    if call.out.json:
        call.out.document({"path": str(place), "tickets": export.tickets, "format": form})
    else:
        call.out.talk(_("{path}: {tickets} tickets.").format(path=safe(str(place)), tickets=export.tickets))
    return 0


def named(output: str) -> Path:
    """The file that is meant. Invalid: a name that no file can have."""
    if not output.strip() or UNSTORABLE.search(output):
        raise Invalid("output", "unwritable", value=output[:40], reason=_("no file is called so"))
    return Path(output).expanduser()


def wanted(call: Call) -> Filter:
    """The tickets that are meant: all, unless a view or a query says otherwise. An empty view is none of them."""
    view = "all" if call.args.view is None else call.args.view.strip().lower()
    if view not in VIEWS:
        raise Invalid("view", "unknown_code", value=view[:40], known=", ".join(VIEWS))
    named, terms = split_view(query(call.args.query), view)
    return Filter(named, terms)


def records(export: Export) -> Iterator[bytes]:
    """Lines of the desk's own format."""
    return map(written, export.records())


def table(export: Export) -> Iterator[bytes]:
    """Lines of a table, the names of its columns first."""
    yield table_line(COLUMNS)
    for values in export.table():
        yield table_line(cells(values))


def gathered(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in larger pieces."""
    held = bytearray()
    for line in lines:
        held += line
        if len(held) >= PIECE:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


@contextmanager
def appearing(place: Path) -> Iterator[Callable[[bytes], object]]:
    """A file that gets its name when all of it is on disk; nothing is left of one that did not get so far.

    Invalid: it is there already, or can't be written.
    """
    beside = place.with_name(f".{place.name[:200]}.{secrets.token_hex(4)}.new")
    try:
        if os.path.lexists(place):
            raise FileExistsError(17, os.strerror(17))
        number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except (OSError, ValueError) as error:
        raise unwritable(place, error) from error
    try:
        with open(number, "wb") as stream:
            yield stream.write
            stream.flush()
            os.fsync(stream.fileno())
        name_it(beside, place)
    except OSError as error:
        raise unwritable(place, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def name_it(beside: Path, place: Path) -> None:
    """Give the finished file its name; what came to be there meanwhile is left alone."""
    try:
        os.link(beside, place)
    except FileExistsError:
        raise
    except OSError:
        # a file system without hard links: the name was free a moment ago
        beside.rename(place)


def unwritable(place: Path, error: Exception) -> Invalid:
    """Why the file can't be written."""
    reason = getattr(error, "strerror", None) or str(error)
    return Invalid("output", "unwritable", value=str(place)[:80], reason=reason)
