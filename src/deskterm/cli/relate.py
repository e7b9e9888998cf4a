"""Two tickets: link one to the other, merge one into the other, and back."""

import argparse

from deskterm.cli import values
from deskterm.cli.acting import act, add_ticket, told
from deskterm.cli.call import Call
from deskterm.texts.language import _
from deskterm.usecases.link import link, merge
from deskterm.workflow.inputs import Unmerge
from deskterm.workflow.values import Act, LinkType


def arguments_link(parser: argparse.ArgumentParser) -> None:
    """The two tickets, and how they relate."""
    add_ticket(parser)
    parser.add_argument("other", metavar="OTHER", nargs="?", help=_("the other ticket"))
    parser.add_argument("--type", metavar="CODE", help=_("child (the other is part of this one), related or duplicate"))


def run_link(call: Call) -> int:
    """Related from now on."""
    id, seen, other = values.ticket(call), values.seen(call), values.number("other", call.args.other)
    type = values.code("type", call.args.type, LinkType) or LinkType.RELATED
    return told(call, link(call.desk, id, other, type, seen), Act.LINK)


def arguments_merge(parser: argparse.ArgumentParser) -> None:
    """The ticket, and the one that survives."""
    add_ticket(parser)
    parser.add_argument("--into", metavar="NUMBER", help=_("the ticket that survives"))


def run_merge(call: Call) -> int:
    """Redirected to the survivor."""
    id, seen, into = values.ticket(call), values.seen(call), values.number("into", call.args.into)
    return told(call, merge(call.desk, id, into, seen), Act.MERGE)


def arguments_unmerge(parser: argparse.ArgumentParser) -> None:
    """The ticket."""
    add_ticket(parser)


def run_unmerge(call: Call) -> int:
    """A ticket of its own again."""
    return act(call, Unmerge())
