"""People who report: erased at their wish, with an answer to what stays and why."""

import argparse
import sys

from deskterm.cli.asked import Usage
from deskterm.cli.call import Call
from deskterm.cli.opening import on_terminal
from deskterm.cli.shapes import instant
from deskterm.texts import times
from deskterm.texts.addresses import address
from deskterm.texts.erasing import remains
from deskterm.texts.language import _
from deskterm.usecases.erase import Report, erase
from deskterm.workflow import checks
from deskterm.workflow.checks import Invalid


def arguments_person_erase(parser: argparse.ArgumentParser) -> None:
    """Who, and how sure one is."""
    parser.add_argument(
        "person", metavar="WHO", nargs="?", help=_("a mail address, a telephone number, or reporter:ID")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only tell what would be erased"))
    parser.add_argument("--reason", metavar="TEXT", help=_("why; kept with the event, without what names the person"))
    parser.add_argument("--yes", action="store_true", help=_("do not ask first"))


def run_person_erase(call: Call) -> int:
    """Erase, and print what was erased and what stays."""
    args = call.args
    who = checks.line("person", args.person)
    if who is None:
        raise Invalid("person", "person_missing")
    reason = checks.line("reason", args.reason)
    ask = None if args.dry_run or args.yes else lambda: confirm(call, who)
    report = erase(call.desk, who, reason=reason, dry_run=args.dry_run, agreed=ask)
    if call.out.json:
        call.out.document(document(report))
    else:
        tell(call, report)
    return 0


def confirm(call: Call, who: str) -> None:
    """Ask before what can't be undone. Usage: the answer is no, or there is nobody to ask."""
    if not on_terminal():
        raise Usage(_("Nobody can be asked here. Say it with --yes, or look first with --dry-run."), "--yes")
    question = _("Erase {who} and every text about them, for ever? [y/N] ").format(who=address(who))
    sys.stderr.write(question)
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() not in {"y", "yes", _("y"), _("yes")}:
        raise Usage(_("Nothing was erased."))


def document(report: Report) -> dict[str, object]:
    """The report as JSON."""
    return {
        "dry_run": report.rehearsed,
        "reporters": list(report.reporters),
        "event": report.event,
        "erased": {
            "tickets": len(report.tickets) + report.hidden,
            "texts": report.texts,
            "notes": report.notes,
            "attachments": report.attachments,
            "searches": report.searches,
            "arranged": report.arranged,
        },
        "own_tickets": report.own,
        "tickets": [f"DT-{number}" for number in report.tickets],
        "hidden_tickets": report.hidden,
        "copies": [instant(at) for at in report.copies],
        "remains": [
            {"code": code, "message": sentence} for code, sentence in remains(report, lambda at: instant(at) or "")
        ],
    }


def tell(call: Call, report: Report) -> None:
    """The report as a page."""
    say = call.out.data
    head = _("Would be erased:") if report.rehearsed else _("Erased:")
    say(head)
    counts = _(
        "from {tickets} tickets ({own} are theirs): {texts} texts, {notes} entries, {files} files; "
        "{searches} searches on record, {arranged} earlier texts of plans and other arrangements"
    )
    call.out.below(
        counts.format(
            own=report.own,
            tickets=len(report.tickets) + report.hidden,
            texts=report.texts,
            notes=report.notes,
            files=report.attachments,
            searches=report.searches,
            arranged=report.arranged,
        )
    )
    if report.tickets:
        call.out.below(", ".join(f"DT-{number}" for number in report.tickets))
    if report.hidden:
        call.out.below(_("and {count} tickets that you may not see").format(count=report.hidden))
    say(_("What stays, and why:"))
    for _code, sentence in remains(report, lambda at: times.moment(at, call.site.zone)):
        call.out.below(f"- {sentence}")
