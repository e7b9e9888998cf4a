"""Who works on a ticket."""

import argparse

from deskterm.cli import values
from deskterm.cli.acting import act, add_ticket, told
from deskterm.cli.call import Call
from deskterm.texts.language import _
from deskterm.usecases.assign import assign
from deskterm.workflow.inputs import Pull, Release, Take
from deskterm.workflow.values import Act


def arguments_take(parser: argparse.ArgumentParser) -> None:
    """The ticket; from a lower line also from which, and why."""
    add_ticket(parser)
    parser.add_argument("--from-line", metavar="N", help=_("pull it up from this line"))
    parser.add_argument("--reason", metavar="TEXT", help=_("why it is pulled up"))


def run_take(call: Call) -> int:
    """The caller has the ticket."""
    line, reason = values.desk_line("from_line", call.args.from_line), values.text(call, "reason")
    return act(call, Take() if line is None and reason is None else Pull(from_line=line, reason=reason))


def arguments_assign(parser: argparse.ArgumentParser) -> None:
    """The ticket and who gets it."""
    add_ticket(parser)
    parser.add_argument("assignee", metavar="NAME", nargs="?", help=_("who gets it"))


def run_assign(call: Call) -> int:
    """Somebody has the ticket."""
    id, seen = values.ticket(call), values.seen(call)
    who = values.person("assignee", call.args.assignee)
    return told(call, assign(call.desk, id, who, seen), Act.ASSIGN)


def arguments_release(parser: argparse.ArgumentParser) -> None:
    """The ticket."""
    add_ticket(parser)


def run_release(call: Call) -> int:
    """Nobody has the ticket."""
    return act(call, Release())
