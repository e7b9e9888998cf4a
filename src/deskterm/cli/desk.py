"""The desk itself: make it."""

import argparse

from deskterm.cli import values
from deskterm.cli.call import Call
from deskterm.texts.language import _
from deskterm.texts.safe import safe


def arguments_init(parser: argparse.ArgumentParser) -> None:
    """Who leads it."""
    parser.add_argument("--lead", metavar="NAME", help=_("the founder, admin and lead; the caller unless said"))


def run_init(call: Call) -> int:
    """Print where the new desk is."""
    lead = values.person("lead", call.args.lead) or call.site.caller
    found_here(call, lead)
    where = str(call.site.location)
    if call.out.json:
        call.out.document({"desk": where, "lead": lead})
    else:
        call.out.data(call.out.foreign(where))
        call.out.talk(_("The desk is made; {lead} is its admin and lead.").format(lead=safe(lead)))
    return 0


def found_here(call: Call, lead: str) -> None:
    """Make the desk where the caller's desk belongs."""
    from deskterm.usecases.found import found

    found(call.site.location, lead, call.site.now(), time_zone=call.site.zone_name).close()
