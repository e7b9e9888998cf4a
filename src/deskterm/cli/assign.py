"""Who works on a ticket."""

import argparse

from deskterm.cli import values
from deskterm.cli.acting import act, add_seen, add_ticket, told
from deskterm.cli.asked import Usage
from deskterm.cli.call import Call
from deskterm.texts.language import _
from deskterm.usecases.assign import assign
from deskterm.workflow.inputs import Pull, Release, Take
from deskterm.workflow.values import Act

NEXT = "next"


def arguments_take(parser: argparse.ArgumentParser) -> None:
    """The ticket, or whichever is next; from a lower line also from which, and why."""
    parser.add_argument(
        "number", metavar="NUMBER", nargs="?", help=_("the ticket: DT-12 or 12; next: the one to do next")
    )
    add_seen(parser)
    parser.add_argument("--from-line", metavar="N", help=_("pull it up from this line"))
    parser.add_argument("--reason", metavar="TEXT", help=_("why it is pulled up"))
    parser.add_argument("--line", dest="line_number", metavar="N", help=_("next: a ticket of this line only"))
    parser.add_argument("--dry-run", action="store_true", help=_("next: only tell which, and why"))


def run_take(call: Call) -> int:
    """The caller has the ticket."""
    args = call.args
    if args.number is not None and args.number.strip().lower() == NEXT:
        if args.from_line or args.reason or args.seen:
            raise Usage(_("take next chooses by itself: only --line and --dry-run go with it."))
        from deskterm.cli.suggesting import take_next

        return take_next(call)
    if args.line_number or args.dry_run:
        raise Usage(_("--line and --dry-run go with take next."))
    line, reason = values.desk_line("from_line", call.args.from_line), values.text(call, "reason")
    return act(call, Take() if line is None and reason is None else Pull(from_line=line, reason=reason))


def arguments_assign(parser: argparse.ArgumentParser) -> None:
    """The ticket and who gets it."""
    add_ticket(parser)
    parser.add_argument("assignee", metavar="NAME", nargs="?", help=_("who gets it"))
    parser.add_argument("--suggest", action="store_true", help=_("only tell who would best get it, and why"))


def run_assign(call: Call) -> int:
    """Somebody has the ticket."""
    if call.args.suggest:
        if call.args.assignee is not None or call.args.seen is not None:
            raise Usage(_("--suggest changes nothing: only the ticket's number goes with it."), "--suggest")
        from deskterm.cli.suggesting import suggest

        return suggest(call)
    id, seen = values.ticket(call), values.seen(call)
    who = values.person("assignee", call.args.assignee)
    return told(call, assign(call.desk, id, who, seen), Act.ASSIGN)


def arguments_release(parser: argparse.ArgumentParser) -> None:
    """The ticket."""
    add_ticket(parser)


def run_release(call: Call) -> int:
    """Nobody has the ticket."""
    return act(call, Release())
