"""What every act has in common: its ticket, the version that was seen, and how it is told when it is done."""

import argparse
from collections.abc import Callable

from deskterm.cli.call import Call
from deskterm.cli.shapes import done as done_shape
from deskterm.cli.values import seen, ticket
from deskterm.texts import refusals
from deskterm.texts.language import _
from deskterm.texts.names import act_done
from deskterm.usecases.act import perform
from deskterm.usecases.desk import Done
from deskterm.workflow.acts import ACT_OF
from deskterm.workflow.inputs import Inputs
from deskterm.workflow.values import Act


def add_number(parser: argparse.ArgumentParser) -> None:
    """The ticket, by its place."""
    parser.add_argument("number", metavar="NUMBER", nargs="?", help=_("the ticket: DT-12 or 12"))


def add_ticket(parser: argparse.ArgumentParser) -> None:
    """The ticket and the version of it that the person has seen."""
    add_number(parser)
    add_seen(parser)


def add_seen(parser: argparse.ArgumentParser) -> None:
    """The version of the ticket that the person has seen."""
    parser.add_argument("--seen", metavar="VERSION", help=_("be refused when the ticket has moved on since"))


def act(call: Call, entered: Inputs, verb: Callable[..., Done] = perform) -> int:
    """Do it to the ticket, and tell."""
    id, version = ticket(call), seen(call)
    return told(call, verb(call.desk, id, entered, version), ACT_OF[type(entered)])


def told(call: Call, done: Done, act: Act) -> int:
    """Tell what has been done: a sentence and the warnings, or the document."""
    if call.out.json:
        call.out.document(done_shape(done))
    else:
        call.out.talk(_("{number}: {done}.").format(number=done.number, done=act_done(act)))
    for warning in done.warnings:
        call.out.talk(f"! {refusals.sentence(warning)}")
    return 0
