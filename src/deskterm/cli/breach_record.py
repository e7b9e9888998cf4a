"""The record of a breach of personal data: shown, or handed out as text or as one JSON document."""

import argparse

from deskterm.cli import values
from deskterm.cli.acting import add_number
from deskterm.cli.breach_page import print_record
from deskterm.cli.breach_shape import record_shape
from deskterm.cli.call import Call
from deskterm.cli.exporting import appearing, named
from deskterm.cli.output import Output
from deskterm.cli.places import place
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases.breach import Record, hand_out, record
from deskterm.workflow.checks import Invalid

FORMATS = ("text", "json")


class Gathered(Output):
    """Lines that go into a file, as they are stored."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    @property
    def terminal(self) -> bool:
        """Nobody watches a file."""
        return False

    def data(self, line: str) -> None:
        """A line of the file."""
        self.lines.append(line)


def arguments_breach_show(parser: argparse.ArgumentParser) -> None:
    """The ticket."""
    add_number(parser)


def run_breach_show(call: Call) -> int:
    """Print the record."""
    found = record(call.desk, values.ticket(call))
    if call.out.json:
        call.out.document(record_shape(found, call.desk))
    else:
        print_record(found, call.out, call.site.zone)
    return 0


def arguments_breach_export(parser: argparse.ArgumentParser) -> None:
    """The ticket, how, and where to."""
    add_number(parser)
    parser.add_argument("--format", dest="form", metavar="FORMAT", help=_("text, unless said, or json"))
    parser.add_argument(
        "--output", metavar="FILE", type=place, help=_("a new file that only you may read; else standard output")
    )


def run_breach_export(call: Call) -> int:
    """Write the record; that it was handed out is recorded."""
    form = ("json" if call.out.json else FORMATS[0]) if call.args.form is None else call.args.form
    if form not in FORMATS:
        raise Invalid("form", "unknown_code", value=form[:40], known=", ".join(FORMATS))
    place = None if call.args.output is None else named(call.args.output)
    id = values.ticket(call)
    if place is None:
        written(hand_out(call.desk, id), form, call.out, call)
        return 0
    with appearing(place) as write:
        page = Gathered()
        written(hand_out(call.desk, id), form, page, call)
        write("".join(f"{line}\n" for line in page.lines).encode())
    if call.out.json:
        call.out.document({"path": str(place), "number": f"DT-{id}", "format": form})
    else:
        call.out.talk(_("{path}: the record of {number}.").format(path=safe(str(place)), number=f"DT-{id}"))
    return 0


def written(found: Record, form: str, out: Output, call: Call) -> None:
    """The record on its way out."""
    if form == "json":
        out.data(out.told(record_shape(found, call.desk), indent=2))
    else:
        print_record(found, out, call.site.zone)
