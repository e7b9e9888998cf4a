"""Agreements: how long the desk may take, for everybody or for an organisation."""

import argparse
import re
from collections.abc import Mapping
from typing import Any

from deskterm.cli.arranging import add_dry_run, add_name, add_written, data, named, told
from deskterm.cli.call import Call
from deskterm.cli.table import printed
from deskterm.texts import times
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases.arrange import arrange, arrangements, strike
from deskterm.workflow.agreement import ROWS, written
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.checks import Invalid
from deskterm.workflow.values import SECOND

KIND = ArrangementKind.AGREEMENT
LENGTH = re.compile(r"(\d{1,6})(h|m)", re.ASCII)
SECONDS = {"h": 3600, "m": 60}


def arguments_agreement_list(parser: argparse.ArgumentParser) -> None:
    """Nothing is asked."""


def run_agreement_list(call: Call) -> int:
    """Every agreement with its targets; what it leaves out is as it ships."""
    found = arrangements(call.desk, KIND)
    if call.out.json:
        call.out.document({"agreements": [{"name": name, **body} for name, body in found.items()]})
        return 0
    if not found:
        call.out.talk(_("No agreement is arranged: the targets that ship hold for everybody."))
    for name, body in {"default": {}, **found}.items():
        terms = written(body)
        whose = ", ".join(sorted(terms.organisations)) or (_("everybody else") if name == "default" else "-")
        call.out.data(safe(f"{name}: {whose}"))
        hours = body.get("calendar")
        call.out.below(_("hours: {name}").format(name=safe(hours) if isinstance(hours, str) else _("own")))
        rows = [(_(row.replace("_", " ")), *map(length, getattr(terms.targets, row))) for row in ROWS]
        width = max(map(len, rows))
        printed(call.out, ("", *(f"P{n}" for n in range(1, width))), [row + ("",) * (width - len(row)) for row in rows])
    return 0


def length(seconds: int) -> str:
    """A target in words."""
    return times.duration(seconds * SECOND)


def arguments_agreement_set(parser: argparse.ArgumentParser) -> None:
    """A new agreement, or more of one that is there."""
    add_name(parser)
    add_written(parser, _("the whole agreement as JSON or TOML"))
    parser.add_argument(
        "--organisation", metavar="NAME", action="append", default=[], help=_("for whom; may be repeated")
    )
    parser.add_argument("--calendar", metavar="NAME", help=_("by which calendar its clocks run"))
    for row in ROWS:
        option = "--" + row.replace("_", "-")
        parser.add_argument(option, metavar="TIMES", help=_("working time per priority, P1 first: '1h 1h 2h 3h'"))
    parser.add_argument("--round-the-clock", metavar="P", help=_("priorities whose clocks never stop: 1,2 or none"))
    parser.add_argument("--retroactive", action="store_true", help=_("a change measures the whole cycle again"))
    add_dry_run(parser)


def run_agreement_set(call: Call) -> int:
    """Set it; deadlines follow, and what was used of a target stays used."""
    name, given = named(call), data(call)
    moved = arrange(call.desk, KIND, name, lambda now: changed(given or now, call.args), call.args.dry_run)
    return told(call, moved, _("The agreement is arranged."))


def changed(body: Mapping[str, Any], args: argparse.Namespace) -> dict[str, Any]:
    """An agreement with what the options say."""
    new: dict[str, Any] = {**body}
    if args.organisation:
        new["organisations"] = sorted({*new.get("organisations", []), *args.organisation})
    if args.calendar:
        new["calendar"] = args.calendar
    for row in ROWS:
        if text := getattr(args, row):
            new[row] = [seconds(row, word) for word in text.split()]
    if args.round_the_clock:
        new["round_the_clock"] = priorities(args.round_the_clock)
    if args.retroactive:
        new["retroactive"] = True
    return new


def seconds(field: str, word: str) -> int:
    """`4h`, `90m`. Invalid for anything else."""
    found = LENGTH.fullmatch(word)
    if found is None:
        raise Invalid(field, "bad_arrangement", reason=f"a time such as 4h or 90m is expected, not {word[:20]!r}")
    return int(found[1]) * SECONDS[found[2]]


def priorities(text: str) -> list[int]:
    """`1,2` or `none`. Invalid for anything else."""
    words = [] if text.strip().lower() == "none" else text.replace(",", " ").split()
    if not all(word in "123456789" and len(word) == 1 for word in words):
        raise Invalid("round_the_clock", "bad_arrangement", reason=f"priorities are expected, not {text[:20]!r}")
    return [int(word) for word in words]


def arguments_agreement_strike(parser: argparse.ArgumentParser) -> None:
    """What goes."""
    add_name(parser)
    add_dry_run(parser)


def run_agreement_strike(call: Call) -> int:
    """Take it away; its organisations get what holds for everybody."""
    return told(call, strike(call.desk, KIND, named(call), call.args.dry_run), _("The agreement is struck."))
