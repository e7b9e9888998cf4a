"""What a ticket is, where it belongs and how urgent it is: triage, and its amendment."""

import argparse
from dataclasses import replace

from deskterm.cli import values
from deskterm.cli.acting import act, add_ticket
from deskterm.cli.call import Call
from deskterm.cli.details import add_details, add_reporter, details
from deskterm.texts.language import _
from deskterm.usecases.look import show
from deskterm.workflow.checks import phone
from deskterm.workflow.inputs import Amend, Triage
from deskterm.workflow.values import Kind, Nature, Reporter


def add_judgement(parser: argparse.ArgumentParser) -> None:
    """The answers of triage."""
    parser.add_argument("--kind", metavar="CODE", help=_("incident or request"))
    parser.add_argument("--nature", metavar="CODE", help=_("technical, service, security or personnel"))
    parser.add_argument("--category", metavar="CODE", help=_("such as network/vpn"))
    parser.add_argument("--item", metavar="CODE", help=_("what is requested, such as request/account"))
    parser.add_argument("--agreed-at", metavar="TIME", help=_("for when a request is agreed"))
    parser.add_argument("--impact", metavar="N", help=_("1 the business or a site, 2 a department, 3 one person"))
    parser.add_argument("--urgency", metavar="N", help=_("1 work stopped, 2 work hindered, 3 can wait"))
    add_reporter(parser)


def arguments_triage(parser: argparse.ArgumentParser) -> None:
    """A judgement of a new ticket."""
    add_ticket(parser)
    add_judgement(parser)


def arguments_amend(parser: argparse.ArgumentParser) -> None:
    """Everything that can be corrected."""
    add_ticket(parser)
    add_judgement(parser)
    parser.add_argument("--subject", metavar="TEXT", help=_("what it is about, in a line"))
    add_details(parser)
    parser.add_argument("--reason", metavar="TEXT", help=_("why, when kind, impact or urgency change"))


def run_triage(call: Call) -> int:
    """The ticket gets its priority."""
    args = call.args
    return act(
        call,
        Triage(
            kind=values.code("kind", args.kind, Kind),
            nature=values.code("nature", args.nature, Nature),
            category=values.category(args.category),
            impact=values.level("impact", args.impact),
            urgency=values.level("urgency", args.urgency),
            item=values.item(args.item),
            agreed_at=values.moment(call, "agreed_at", args.agreed_at),
            reporter=reached(call),
        ),
    )


def run_amend(call: Call) -> int:
    """New facts."""
    args = call.args
    return act(
        call,
        Amend(
            kind=values.code("kind", args.kind, Kind),
            nature=values.code("nature", args.nature, Nature),
            category=values.category(args.category),
            impact=values.level("impact", args.impact),
            urgency=values.level("urgency", args.urgency),
            item=values.item(args.item),
            agreed_at=values.moment(call, "agreed_at", args.agreed_at),
            subject=values.line(call, "subject"),
            requested_for=values.line(call, "requested_for"),
            details=details(call),
            reason=values.text(call, "reason"),
            reporter=reached(call),
        ),
    )


def reached(call: Call) -> Reporter | None:
    """Who reports, when that is said; a telephone number alone is one of the reporter that the ticket has."""
    found = values.reporter(call)
    number = phone("phone", call.args.phone)
    if found is not None or number is None:
        return found
    known = show(call.desk, values.ticket(call)).ticket.reporter
    return None if known is None else replace(known, id=None, phone=number)
