"""Between the lines: up, and down."""

import argparse

from deskterm.cli import values
from deskterm.cli.acting import act, add_ticket
from deskterm.cli.call import Call
from deskterm.texts.language import _
from deskterm.workflow.inputs import Escalate, Handback
from deskterm.workflow.values import EscalationReason


def arguments_escalate(parser: argparse.ArgumentParser) -> None:
    """Where to, why, and what those who take over must know."""
    add_ticket(parser)
    parser.add_argument("--to", metavar="N", help=_("the line; the next one unless said"))
    parser.add_argument(
        "--reason", metavar="CODE", help=_("needs_skill, needs_access, time_limit, major_incident or vendor")
    )
    parser.add_argument("--summary", metavar="TEXT|-", help=_("what those who take over must know"))


def run_escalate(call: Call) -> int:
    """In a higher line's queue."""
    return act(
        call,
        Escalate(
            to=values.desk_line("to", call.args.to),
            reason=values.code("reason", call.args.reason, EscalationReason),
            summary=values.text(call, "summary"),
        ),
    )


def arguments_handback(parser: argparse.ArgumentParser) -> None:
    """Where to, why, and what is expected there."""
    add_ticket(parser)
    parser.add_argument("--to", metavar="N", help=_("the line; the one below unless said"))
    parser.add_argument("--reason", metavar="TEXT", help=_("why"))
    parser.add_argument("--summary", metavar="TEXT|-", help=_("what is expected there"))


def run_handback(call: Call) -> int:
    """In a lower line's queue."""
    return act(
        call,
        Handback(
            to=values.desk_line("to", call.args.to),
            reason=values.text(call, "reason"),
            summary=values.text(call, "summary"),
        ),
    )
