"""A breach of personal data: the mark, what is found out, what is decided, who was told."""

import argparse

from deskterm.cli import values
from deskterm.cli.acting import act, add_ticket
from deskterm.cli.call import Call
from deskterm.texts.language import _
from deskterm.workflow.breach_inputs import Breach, BreachDecide, BreachFacts, BreachReport
from deskterm.workflow.checks import line, text
from deskterm.workflow.values import Decision, Informed

MANY = 10**12
"""More people or records than a breach can concern."""


def arguments_breach_mark(parser: argparse.ArgumentParser) -> None:
    """Since when the desk knows, and why it is one."""
    add_ticket(parser)
    parser.add_argument("--on", action="store_true", default=True, help=_("mark it; so it is unless said"))
    parser.add_argument("--off", dest="on", action="store_false", help=_("take the mark away (leads)"))
    parser.add_argument("--aware-at", metavar="TIME", help=_("since when the desk knows of it; now unless said"))
    parser.add_argument("--reason", metavar="TEXT", help=_("why"))


def run_breach_mark(call: Call) -> int:
    """Marked with its clock, corrected, or not any more."""
    aware = values.moment(call, "aware_at", call.args.aware_at, past=True)
    return act(call, Breach(on=call.args.on, aware_at=aware, reason=values.text(call, "reason")))


def arguments_breach_facts(parser: argparse.ArgumentParser) -> None:
    """What the record must say."""
    add_ticket(parser)
    parser.add_argument(
        "--nature", dest="breach_nature", metavar="TEXT|-", help=_("what happened: lost, disclosed, altered, read")
    )
    parser.add_argument(
        "--data", dest="data_concerned", metavar="TEXT|-", help=_("which categories of people and of data")
    )
    parser.add_argument("--people", dest="people_concerned", metavar="N", help=_("about how many people"))
    parser.add_argument("--records", dest="records_concerned", metavar="N", help=_("about how many records"))
    parser.add_argument("--consequences", metavar="TEXT|-", help=_("what it may mean for these people"))
    parser.add_argument("--measures", dest="remedies", metavar="TEXT|-", help=_("what is done against it"))


def run_breach_facts(call: Call) -> int:
    """The record says more."""
    args = call.args
    entered = BreachFacts(
        breach_nature=values.text(call, "breach_nature"),
        data_concerned=values.text(call, "data_concerned"),
        people_concerned=values.whole("people_concerned", args.people_concerned, 0, MANY),
        records_concerned=values.whole("records_concerned", args.records_concerned, 0, MANY),
        consequences=values.text(call, "consequences"),
        remedies=values.text(call, "remedies"),
    )
    return act(call, entered)


def arguments_breach_decide(parser: argparse.ArgumentParser) -> None:
    """What is decided, and why."""
    add_ticket(parser)
    parser.add_argument("--decision", metavar="CODE", help=", ".join(code.value for code in Decision))
    parser.add_argument("-m", dest="text", metavar="TEXT|-", help=_("why; - reads it"))


def run_breach_decide(call: Call) -> int:
    """On record."""
    decision = values.code("decision", call.args.decision, Decision)
    return act(call, BreachDecide(decision=decision, text=values.text(call, "text")))


def arguments_breach_report(parser: argparse.ArgumentParser) -> None:
    """Who was told, when, and how it is known there."""
    add_ticket(parser)
    known = ", ".join(code.value for code in Informed)
    parser.add_argument(
        "--to", dest="informed", metavar="CODE", help=_("{codes}; authority unless said").format(codes=known)
    )
    parser.add_argument("--at", metavar="TIME", help=_("when; now unless said"))
    parser.add_argument("--reference", metavar="TEXT", help=_("what the authority knows it by"))
    parser.add_argument("--reason", metavar="TEXT", help=_("why the authority was told after more than 72 hours"))
    parser.add_argument("-m", dest="text", metavar="TEXT|-", help=_("what was told, or how; - reads it"))
    parser.add_argument(
        "--correct",
        dest="correction",
        metavar="TEXT",
        help=_("put right when they were told for the first time, and why (leads)"),
    )


def run_breach_report(call: Call) -> int:
    """The first report to the authority ends the clock."""
    args = call.args
    entered = BreachReport(
        informed=values.code("informed", args.informed, Informed) or Informed.AUTHORITY,
        at=values.moment(call, "at", args.at, past=True),
        reference=line("reference", args.reference),
        reason=text("reason", args.reason),
        text=values.text(call, "text"),
        correction=None if args.correction is None else text("correction", args.correction) or "",
    )
    return act(call, entered)
