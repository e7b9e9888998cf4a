"""What only leads do: a priority against the matrix, a major incident, who may see a ticket."""

import argparse

from deskterm.cli import values
from deskterm.cli.acting import act, add_ticket, told
from deskterm.cli.call import Call
from deskterm.texts.language import _
from deskterm.usecases.assign import restrict
from deskterm.workflow.inputs import Major, Override, Restrict
from deskterm.workflow.values import Act


def arguments_override(parser: argparse.ArgumentParser) -> None:
    """A priority and why."""
    add_ticket(parser)
    parser.add_argument("--priority", metavar="N", help=_("1 is the most urgent"))
    parser.add_argument("--reason", metavar="TEXT", help=_("why"))


def run_override(call: Call) -> int:
    """The lead's priority holds."""
    priority, reason = values.level("priority", call.args.priority), values.text(call, "reason")
    return act(call, Override(priority=priority, reason=reason))


def arguments_major(parser: argparse.ArgumentParser) -> None:
    """The mark, and why."""
    add_ticket(parser)
    parser.add_argument("--on", action="store_true", default=True, help=_("mark it; so it is unless said"))
    parser.add_argument("--off", dest="on", action="store_false", help=_("take the mark away"))
    parser.add_argument("--reason", metavar="TEXT", help=_("why"))


def run_major(call: Call) -> int:
    """Marked, or not any more."""
    return act(call, Major(on=call.args.on, reason=values.text(call, "reason")))


def arguments_restrict(parser: argparse.ArgumentParser) -> None:
    """Who may see it."""
    add_ticket(parser)
    parser.add_argument("--on", action="store_true", default=None, help=_("restrict it"))
    parser.add_argument("--off", dest="on", action="store_false", help=_("open it to everybody at the desk again"))
    parser.add_argument("--about", metavar="NAME", help=_("the person it is about, who never sees it"))
    parser.add_argument("--name", metavar="NAME", action="append", default=[], help=_("somebody who may see it"))
    parser.add_argument("--reason", metavar="TEXT", help=_("why"))


def run_restrict(call: Call) -> int:
    """Seen by fewer, or by all again."""
    args = call.args
    entered = Restrict(
        on=args.on,
        about=values.person("about", args.about),
        name=tuple(filter(None, (values.person("name", name) for name in args.name))),
        reason=values.text(call, "reason"),
    )
    id, seen = values.ticket(call), values.seen(call)
    return told(call, restrict(call.desk, id, entered, seen), Act.RESTRICT)
