"""The options for everything that is asked of a contact (M1); registering and amending share them."""

import argparse

from deskterm.cli import values
from deskterm.cli.call import Call
from deskterm.texts.language import _
from deskterm.workflow.inputs import Details


def add_details(parser: argparse.ArgumentParser) -> None:
    """Options in the order in which people tell."""
    parser.add_argument(
        "--body", "--description", dest="description", metavar="TEXT|-", help=_("the description; - reads it")
    )
    parser.add_argument("--symptoms", metavar="TEXT|-", help=_("what can be seen"))
    parser.add_argument("--steps", dest="steps_before", metavar="TEXT|-", help=_("the steps before the failure"))
    parser.add_argument("--place", metavar="TEXT", help=_("the place that is affected"))
    parser.add_argument("--service", metavar="TEXT", help=_("the service that is affected"))
    parser.add_argument("--occurred-at", metavar="TIME", help=_("when it happened"))
    parser.add_argument("--software", metavar="TEXT", help=_("the program"))
    parser.add_argument("--software-version", metavar="TEXT", help=_("its version"))
    parser.add_argument("--browser", metavar="TEXT", help=_("the browser"))
    parser.add_argument("--os", metavar="TEXT", help=_("the operating system"))
    parser.add_argument("--for", dest="requested_for", metavar="TEXT", help=_("for whom it is reported"))


def add_reporter(parser: argparse.ArgumentParser) -> None:
    """Who reports, and how to reach them."""
    parser.add_argument("--reporter", metavar="NAME <MAIL>", help=_("who reports"))
    parser.add_argument("--phone", metavar="NUMBER", help=_("the reporter's telephone"))


def details(call: Call) -> Details:
    """What was told."""
    return Details(
        description=values.text(call, "description"),
        symptoms=values.text(call, "symptoms"),
        steps_before=values.text(call, "steps_before"),
        place=values.line(call, "place"),
        service=values.line(call, "service"),
        occurred_at=values.moment(call, "occurred_at", call.args.occurred_at, past=True),
        software=values.line(call, "software"),
        software_version=values.line(call, "software_version"),
        browser=values.line(call, "browser"),
        os=values.line(call, "os"),
    )
