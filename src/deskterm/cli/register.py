"""Register a contact."""

import argparse

from deskterm.cli import values
from deskterm.cli.attachment import of_machine
from deskterm.cli.call import Call
from deskterm.cli.details import add_details, add_reporter, details
from deskterm.cli.places import place
from deskterm.cli.shapes import done as done_shape
from deskterm.texts import refusals
from deskterm.texts.language import _
from deskterm.texts.requests import asked
from deskterm.usecases.register import register
from deskterm.workflow.catalogue import Item, item_of
from deskterm.workflow.inputs import Register
from deskterm.workflow.values import Channel, Kind


def arguments_new(parser: argparse.ArgumentParser) -> None:
    """A contact, as it is told."""
    parser.add_argument("--subject", metavar="TEXT", help=_("what it is about, in a line"))
    add_reporter(parser)
    parser.add_argument("--channel", metavar="CODE", help=_("phone (unless said), walk_in, web, mail, monitoring"))
    parser.add_argument("--kind", dest="claimed_kind", metavar="CODE", help=_("what the reporter thinks it is"))
    parser.add_argument(
        "--priority-claimed", dest="claimed_priority", metavar="N", help=_("the priority that the reporter asks for")
    )
    parser.add_argument("--item", metavar="CODE", help=_("what is requested, such as request/account"))
    add_details(parser)
    parser.add_argument(
        "--attach",
        dest="files",
        metavar="FILE",
        action="append",
        type=place,
        default=[],
        help=_("a file; may be repeated"),
    )


def run_new(call: Call) -> int:
    """Print the number of the new ticket, and what its item asks."""
    args = call.args
    entered = Register(
        subject=values.line(call, "subject"),
        reporter=values.reporter(call),
        requested_for=values.line(call, "requested_for"),
        channel=values.code("channel", args.channel, Channel) or Channel.PHONE,
        claimed_kind=values.code("claimed_kind", args.claimed_kind, Kind),
        claimed_priority=values.level("claimed_priority", args.claimed_priority),
        item=values.item(args.item),
        details=details(call),
    )
    files = tuple(of_machine("files", path) for path in args.files)
    done = register(call.desk, entered, files)
    item = item_of(entered.item, call.desk.policy.book) or Item()
    if call.out.json:
        call.out.document({**done_shape(done), "item_asks": list(item.questions)})
    else:
        call.out.data(done.number)
    for text in item.questions:
        call.out.talk(f"? {asked(text)}")
    for warning in done.warnings:
        call.out.talk(f"! {refusals.sentence(warning)}")
    return 0
