"""Reports: figures for a lead."""

import argparse
from dataclasses import asdict
from typing import Any

from deskterm.cli import values
from deskterm.cli.call import Call
from deskterm.cli.table import printed
from deskterm.texts import reports
from deskterm.texts.language import _
from deskterm.usecases.reporting import calendar_name, report_lines, report_targets
from deskterm.workflow.measured import Measured
from deskterm.workflow.values import SECOND


def arguments_report_lines(parser: argparse.ArgumentParser) -> None:
    """Nothing is asked."""


def run_report_lines(call: Call) -> int:
    """Print how tickets moved between the lines."""
    found = report_lines(call.desk)
    if call.out.json:
        told = asdict(found)
        told["reached"] = {f"L{line}": number for line, number in found.reached.items()}
        impacts = sorted(found.impacts.items(), key=lambda item: item[0] or 0)
        told["impacts"] = {"none" if impact is None else str(impact): number for impact, number in impacts}
        call.out.document(told)
        return 0
    rows = [(sentence, str(number), part) for sentence, number, part in reports.lines(found, call.desk.policy)]
    printed(call.out, (_("Tickets"), _("Number"), _("Share")), rows)
    return 0


def arguments_report_targets(parser: argparse.ArgumentParser) -> None:
    """Of which time."""
    parser.add_argument("--since", metavar="T", help=_("tickets that came at this time or later"))
    parser.add_argument("--until", metavar="T", help=_("tickets that came before this time"))


def run_report_targets(call: Call) -> int:
    """Print what became of the targets."""
    since, until = (values.moment(call, name, getattr(call.args, name), past=True) for name in ("since", "until"))
    found = report_targets(call.desk, since, until)
    if call.out.json:
        call.out.document(document(call, found))
        return 0
    heads = (_("Target"), _("Priority"), _("Measured"), _("Met"), _("Breached"), _("Running"), _("Met of ended"))
    printed(call.out, heads, reports.targets(found.targets))
    call.out.gap()
    call.out.data(_("tickets in all") + f": {found.tickets}")
    call.out.data(_("without a response target (withdrawn, merged, ended without a contact)") + f": {found.without}")
    call.out.gap()
    means = [(calendar_name(call.desk, hours), hours, mean) for hours, mean in found.means.items()]
    printed(
        call.out,
        (_("Hours"), _("Incidents"), _("Mean to resolution"), _("Goal")),
        reports.means(call.desk.policy, means),
    )
    return 0


def document(call: Call, found: Measured) -> dict[str, Any]:
    """The report as data."""
    rows = [
        {"target": target, "priority": priority, **asdict(tally), "measured": tally.all}
        for (target, priority), tally in reports.in_order(found.targets)
    ]
    means = [
        {
            "calendar": calendar_name(call.desk, hours),
            "round_the_clock": hours == call.desk.policy.always,
            "incidents": mean.incidents,
            "mean_seconds": mean.worked // mean.incidents // SECOND,
            "goal_seconds": reports.GOAL // SECOND,
        }
        for hours, mean in found.means.items()
    ]
    return {"tickets": found.tickets, "without_response_target": found.without, "targets": rows, "resolution": means}
