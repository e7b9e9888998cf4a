"""Take back one's own last act."""

import argparse

from deskterm.cli import values
from deskterm.cli.acting import add_ticket
from deskterm.cli.call import Call
from deskterm.cli.shapes import done as done_shape
from deskterm.texts.language import _
from deskterm.texts.names import act_done
from deskterm.usecases.undo import undo


def arguments_undo(parser: argparse.ArgumentParser) -> None:
    """A ticket, or whichever the last act was on."""
    add_ticket(parser)


def run_undo(call: Call) -> int:
    """The act is taken back by a compensating event."""
    id, seen = values.number("number", call.args.number), values.seen(call)
    done = undo(call.desk, id, seen)
    act = str(done.data["act"])
    if call.out.json:
        call.out.document({**done_shape(done), "undone": {"event": done.data["of"], "act": act}})
    else:
        call.out.talk(_("{number}: taken back: {act}.").format(number=done.number, act=act_done(act)))
    return 0
