"""From a solution to a closed ticket, and back."""

import argparse

from deskterm.cli import values
from deskterm.cli.acting import act, add_ticket, told
from deskterm.cli.call import Call
from deskterm.texts.language import _
from deskterm.usecases.assign import reopen
from deskterm.usecases.resolve import resolve
from deskterm.workflow.inputs import Cancel, Close, Resolve, Verify
from deskterm.workflow.values import Act, Cause, ResolutionCode


def arguments_resolve(parser: argparse.ArgumentParser) -> None:
    """The outcome."""
    add_ticket(parser)
    known = ", ".join(code.value for code in ResolutionCode)
    parser.add_argument("--code", metavar="CODE", help=known)
    parser.add_argument("--solution", metavar="TEXT|-", help=_("what was done"))
    parser.add_argument("--cause", metavar="CODE", help=", ".join(cause.value for cause in Cause))
    parser.add_argument("--measures", metavar="TEXT|-", help=_("the measures that were taken"))


def run_resolve(call: Call) -> int:
    """Resolved, to be verified."""
    entered = Resolve(
        code=values.code("code", call.args.code, ResolutionCode),
        solution=values.text(call, "solution"),
        cause=values.code("cause", call.args.cause, Cause),
        measures=values.text(call, "measures"),
    )
    id, seen = values.ticket(call), values.seen(call)
    return told(call, resolve(call.desk, id, entered, seen), Act.RESOLVE)


def arguments_verify(parser: argparse.ArgumentParser) -> None:
    """Who confirmed, or how it was tested."""
    add_ticket(parser)
    parser.add_argument("--how", metavar="TEXT|-", help=_("who confirmed it, or how it was tested"))


def run_verify(call: Call) -> int:
    """It works again."""
    return act(call, Verify(how=values.text(call, "how")))


def arguments_close(parser: argparse.ArgumentParser) -> None:
    """The ticket."""
    add_ticket(parser)


def run_close(call: Call) -> int:
    """Closed."""
    return act(call, Close())


def arguments_reopen(parser: argparse.ArgumentParser) -> None:
    """The ticket, and why."""
    add_ticket(parser)
    parser.add_argument("--reason", metavar="TEXT", help=_("why"))


def run_reopen(call: Call) -> int:
    """Back to work."""
    id, seen, reason = values.ticket(call), values.seen(call), values.text(call, "reason")
    return told(call, reopen(call.desk, id, reason, seen), Act.REOPEN)


def arguments_cancel(parser: argparse.ArgumentParser) -> None:
    """The ticket, and why."""
    add_ticket(parser)
    parser.add_argument("--reason", metavar="TEXT", help=_("why"))


def run_cancel(call: Call) -> int:
    """Withdrawn."""
    return act(call, Cancel(reason=values.text(call, "reason")))
