"""Reports: figures for a lead."""

import argparse
from dataclasses import asdict

from deskterm.cli.call import Call
from deskterm.cli.table import printed
from deskterm.texts import reports
from deskterm.texts.language import _
from deskterm.usecases.reporting import report_lines


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
