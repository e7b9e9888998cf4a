"""Wait, and go on."""

import argparse

from deskterm.cli import values
from deskterm.cli.acting import act, add_ticket
from deskterm.cli.call import Call
from deskterm.texts.language import _
from deskterm.usecases.answer import answer
from deskterm.workflow.inputs import Resume, Wait
from deskterm.workflow.values import WaitReason


def arguments_wait(parser: argparse.ArgumentParser) -> None:
    """What is waited for, and until when."""
    add_ticket(parser)
    parser.add_argument("--reason", metavar="CODE", help=_("requester, vendor, change or appointment"))
    parser.add_argument("--until", metavar="TIME", help=_("when to wake it up: 2h, tomorrow 09:00, 2031-05-09 14:00"))
    parser.add_argument("-m", dest="message", metavar="TEXT|-", help=_("a public message to the requester"))


def run_wait(call: Call) -> int:
    """The resolution clock stands still."""
    return act(
        call,
        Wait(
            reason=values.code("reason", call.args.reason, WaitReason),
            until=values.moment(call, "until", call.args.until),
            message=values.text(call, "message"),
        ),
        answer,
    )


def arguments_resume(parser: argparse.ArgumentParser) -> None:
    """The ticket."""
    add_ticket(parser)


def run_resume(call: Call) -> int:
    """The clock runs again."""
    return act(call, Resume())
