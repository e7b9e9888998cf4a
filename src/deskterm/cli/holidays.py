"""Public holidays, copied into a calendar."""

import argparse
import re

from deskterm.cli.arranging import add_dry_run, add_name, named, told
from deskterm.cli.call import Call
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases.arrange import arrange, arrangements
from deskterm.usecases.desk import NotFound
from deskterm.usecases.holidays import Wanted, holidays_of, with_holidays
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.checks import Invalid

KIND = ArrangementKind.CALENDAR
YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?", re.ASCII)


def arguments_calendar_holidays(parser: argparse.ArgumentParser) -> None:
    """Whose, and of which years."""
    add_name(parser)
    parser.add_argument("--country", metavar="CODE", help=_("whose: RU, RO, TH, MD, ..."))
    parser.add_argument("--years", metavar="YYYY-YYYY", help=_("which years"))
    parser.add_argument("--subdivision", metavar="CODE", help=_("of a part of the country"))
    parser.add_argument("--language", metavar="L", help=_("of the names; the country's own unless said"))
    add_dry_run(parser)


def run_calendar_holidays(call: Call) -> int:
    """Copy them; deadlines follow."""
    name, args = named(call), call.args
    if name not in arrangements(call.desk, KIND):
        raise NotFound("calendar", name)
    if not (args.country or "").strip():
        raise Invalid("country", "bad_arrangement", reason="a country such as RO is expected")
    first, last = years(args.years)
    copied = holidays_of(
        Wanted(
            country=args.country.strip(), first=first, last=last, subdivision=args.subdivision, language=args.language
        )
    )
    moved = arrange(call.desk, KIND, name, lambda now: with_holidays(now, copied), args.dry_run)
    if not call.out.json:
        for day, said in copied.days.items():
            call.out.data(f"{day}  {safe(said)}")
        for day in sorted(copied.working):
            call.out.data(f"{day}  " + _("a working day"))
    return told(call, moved, _("The holidays are copied."))


def years(text: str | None) -> tuple[int, int]:
    """`2026` or `2026-2028`. Invalid for anything else."""
    found = YEARS.fullmatch((text or "").strip())
    if found is None:
        raise Invalid("years", "bad_arrangement", reason="years such as 2026-2028 are expected")
    return int(found[1]), int(found[2] or found[1])
