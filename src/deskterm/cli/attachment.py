"""Files that travel with a ticket."""

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from deskterm.cli import values
from deskterm.cli.acting import add_number, add_ticket
from deskterm.cli.call import Call
from deskterm.cli.hints import option
from deskterm.cli.places import STREAM, place_or_stream
from deskterm.cli.shapes import attachment as attachment_shape
from deskterm.cli.shapes import done as done_shape
from deskterm.cli.table import printed
from deskterm.store.read.show import Attachment
from deskterm.texts import times
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases.attach import File, attach, save
from deskterm.usecases.desk import NotFound, Refused
from deskterm.usecases.look import show
from deskterm.workflow import checks
from deskterm.workflow.checks import Invalid
from deskterm.workflow.values import Point


def arguments_attachment_add(parser: argparse.ArgumentParser) -> None:
    """The ticket and the files."""
    add_ticket(parser)
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="*",
        type=place_or_stream,
        help=_("a file; may be repeated; - is standard input, under the name of --name"),
    )
    parser.add_argument("--name", metavar="NAME", help=_("what the file is called; its own name unless said"))


def run_attachment_add(call: Call) -> int:
    """Every file in an act of its own."""
    id, seen = values.ticket(call), values.seen(call)
    if not call.args.file:
        raise Invalid("file", "unreadable", value="FILE", reason=_("no file is named"))
    if call.args.name is not None and len(call.args.file) > 1:
        raise Invalid("name", "one_name")
    files = [file(call, "file", path) for path in call.args.file]
    for each in files:
        done = attach(call.desk, id, each, seen)
        seen = None if seen is None else done.version
        if call.out.json:
            continue
        call.out.talk(_("{number}: {name} attached.").format(number=done.number, name=safe(each.name)))
    if call.out.json:
        call.out.document(done_shape(done))
    return 0


def file(call: Call, field: str, path: str) -> File:
    """A file to attach. Invalid, named by the option it was given by, when it can't be read."""
    name = checks.line("name", getattr(call.args, "name", None))
    if path == STREAM:
        return streamed(call, field, name)
    found = of_machine(field, path)
    return found if name is None else replace(found, name=name)


def streamed(call: Call, field: str, name: str | None) -> File:
    """Standard input as a file. Invalid: it has no name, or was read for something else already."""
    if name is None:
        raise Invalid("name", "stdin_nameless")
    if getattr(call.args, "piped", None):
        raise Invalid(field, "stdin_twice", other=option(call.args.piped))
    call.args.piped = field
    content = sys.stdin.buffer.read(call.desk.policy.attachment_bytes + 1)
    return File.from_bytes(name, content)


def of_machine(field: str, path: str) -> File:
    """A file of this machine. Invalid, named by the option it was given by, when it can't be read."""
    if "\0" in path or not os.path.isfile(os.path.expanduser(path)):
        raise Invalid(field, "unreadable", value=path[:80], reason=_("no such file"))
    try:
        return File.from_path(path)
    except Invalid as error:
        raise Invalid(field, error.code, **error.details) from error


def arguments_attachment_list(parser: argparse.ArgumentParser) -> None:
    """The ticket."""
    add_number(parser)


def run_attachment_list(call: Call) -> int:
    """Print the files of a ticket."""
    files = show(call.desk, values.ticket(call)).attachments
    if call.out.json:
        call.out.document({"attachments": [attachment_shape(file) for file in files]})
        return 0
    heads = (_("Id"), _("Size"), _("Added"), _("By"), _("Name"))
    rows = [
        (
            str(file.id),
            str(file.size),
            times.moment(file.at, call.site.zone),
            safe(file.author),
            call.out.foreign(file.name),
        )
        for file in files
    ]
    if rows:
        printed(call.out, heads, rows)
    else:
        call.out.talk(_("The ticket has no files."))
    return 0


def arguments_attachment_get(parser: argparse.ArgumentParser) -> None:
    """The ticket, the file, and where to put it."""
    add_number(parser)
    parser.add_argument("wanted", metavar="FILE", nargs="?", help=_("its id or its name; the only one unless said"))
    parser.add_argument(
        "--to",
        metavar="PATH|-",
        type=place_or_stream,
        help=_("where to put it; - is standard output, as is a pipe unless said"),
    )


def run_attachment_get(call: Call) -> int:
    """Write the bytes of a file to standard output, or to a file that does not exist yet."""
    id = values.ticket(call)
    file = chosen(show(call.desk, id).attachments, call.args.wanted)
    to = call.args.to
    if call.site.remote:
        if call.out.terminal:
            raise Refused.because(Point(code="remote_terminal"))
        to = STREAM
    pieces = save(call.desk, id, file.id)
    if to == STREAM or (to is None and not call.out.terminal and not call.out.json):
        for piece in pieces:
            call.out.raw(piece)
        return 0
    path = target(to, file)
    write(path, pieces)
    if call.out.json:
        call.out.document({**attachment_shape(file), "path": str(path)})
    else:
        call.out.talk(_("{path}: {size} bytes.").format(path=safe(str(path)), size=file.size))
    return 0


def chosen(files: tuple[Attachment, ...], wanted: str | None) -> Attachment:
    """The file that is meant: by id, by name (the latest of that name), or the only one."""
    if wanted is None:
        if len(files) == 1:
            return files[0]
        known = ", ".join(f"{file.id} {file.name}" for file in files)
        raise Invalid("wanted", "unknown_code", value="", known=known) if files else NotFound("attachment", "")
    found = [file for file in files if str(file.id) == wanted] or [file for file in files if file.name == wanted]
    if not found:
        raise NotFound("attachment", wanted)
    return found[-1]


def target(to: str | None, file: Attachment) -> Path:
    """Where the file goes: as said, into a folder under its own name, or under its own name here."""
    own = safe(os.path.basename(file.name)).replace("/", "_").lstrip(".") or f"attachment-{file.id}"
    if to is None:
        return Path(own)
    path = Path(to).expanduser()
    return path / own if path.is_dir() else path


def write(path: Path, pieces: Iterator[bytes]) -> None:
    """The bytes into a new file that only its owner reads; an existing file is never overwritten."""
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Invalid("to", "unwritable", value=str(path)[:80], reason=reason) from error
    try:
        with open(number, "wb") as stream:
            for piece in pieces:
                stream.write(piece)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise Invalid("to", "unwritable", value=str(path)[:80], reason=error.strerror or str(error)) from error
