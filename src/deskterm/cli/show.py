"""A whole ticket: for people as a page, for scripts as one JSON document."""

import argparse

from deskterm.cli import values
from deskterm.cli.acting import add_number
from deskterm.cli.call import Call
from deskterm.cli.shapes_shown import shown as shown_shape
from deskterm.usecases.look import show


def arguments_show(parser: argparse.ArgumentParser) -> None:
    """The ticket."""
    add_number(parser)


def run_show(call: Call) -> int:
    """Print the ticket."""
    found = show(call.desk, values.ticket(call))
    if call.out.json:
        call.out.document(shown_shape(found, call.site.zone))
        return 0
    from deskterm.cli.page import print_page

    print_page(found, call.out, call.site.zone)
    return 0
