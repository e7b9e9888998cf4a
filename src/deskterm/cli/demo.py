"""A throw-away desk full of believable tickets, to try things on."""

import argparse
import shutil
import tempfile
from pathlib import Path

from deskterm.cli import values
from deskterm.cli.call import Call, Open
from deskterm.cli.opening import on_terminal
from deskterm.cli.queue import LIMIT, print_rows
from deskterm.store.location import Location
from deskterm.store.read.queue import Filter
from deskterm.texts.language import _
from deskterm.usecases.look import page
from deskterm.workflow.checks import NAME

MOST = 2_000_000
ANYBODY = "you"
"""The founder's name where the account's own is none that a desk can keep."""


def arguments_demo(parser: argparse.ArgumentParser) -> None:
    """How many tickets, and whether the app is wanted."""
    parser.add_argument("--tickets", metavar="N", help=_("how many ({count} unless said)").format(count=200))
    parser.add_argument("--fill", action="store_true", help=_("only make the desk and print where it is"))


def run_demo(call: Call) -> int | Open:
    """Make the desk; then print where it is, open it, or print its queue where there is no terminal."""
    from deskterm.demo.desk import TICKETS, make

    tickets = values.whole("tickets", call.args.tickets, 1, MOST) or TICKETS
    caller = call.site.caller
    me = caller if NAME.fullmatch(caller) else ANYBODY
    asked = getattr(call.args, "db", None)
    folder = None if asked else Path(tempfile.mkdtemp(prefix="deskterm-demo-"))
    location = call.site.location if folder is None else Location.parse(str(folder / "desk.db"))
    try:
        make(location, me, call.site.now(), tickets, time_zone=call.site.zone_name).close()
    except BaseException:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    if call.args.fill:
        return filled(call, location, me)
    desk = call.site.visit(location, me)
    if on_terminal():
        return Open(desk, after=lambda: None if folder is None else shutil.rmtree(folder, ignore_errors=True))
    print_rows(call, desk, page(desk, Filter("line"), limit=LIMIT))
    call.out.talk(_("The app needs a terminal; there it opens with: deskterm --db {where}").format(where=location))
    return 0


def filled(call: Call, location: Location, me: str) -> int:
    """Print where the desk is."""
    if call.out.json:
        call.out.document({"desk": str(location), "lead": me})
    else:
        call.out.data(str(location))
    return 0
