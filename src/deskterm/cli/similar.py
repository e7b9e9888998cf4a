"""Similar: tickets that are like one ticket, with what helped there."""

import argparse

from deskterm.cli import values
from deskterm.cli.acting import add_number
from deskterm.cli.call import Call
from deskterm.cli.layout import Page
from deskterm.cli.search import marked
from deskterm.texts import names
from deskterm.texts import similar as said
from deskterm.texts.language import _
from deskterm.texts.numbers import number
from deskterm.usecases.similar import LIMIT, similar
from deskterm.workflow.likeness import Alike

MOST = 50


def arguments_similar(parser: argparse.ArgumentParser) -> None:
    """To which ticket, and how many."""
    add_number(parser)
    text = _("how many of each kind at most ({limit} unless said)").format(limit=LIMIT)
    parser.add_argument("--limit", metavar="N", help=text)


def run_similar(call: Call) -> int:
    """Print likely duplicates, then what is similar, the nearest first."""
    limit = values.whole("limit", call.args.limit, 1, MOST) or LIMIT
    found = similar(call.desk, values.ticket(call), limit)
    if call.out.json:
        call.out.document(
            {
                "number": number(found.id),
                "similar": [shape(each) for each in found.similar],
                "duplicates": [shape(each) for each in found.duplicates],
            }
        )
    else:
        for title, part in ((said.duplicates(), found.duplicates), (said.similar(), found.similar)):
            print_part(call, title, part, first=part is found.duplicates or not found.duplicates)
    if not found.all:
        call.out.talk(said.nothing(found.id))
    if found.missing:
        call.out.talk(said.missing(found.missing))
    return 0


def shape(alike: Alike) -> dict[str, object]:
    """A ticket as a document; `spans` are places in its subject, counted in characters."""
    return {
        "number": number(alike.id),
        "subject": alike.subject,
        "status": alike.status.value,
        "score": alike.score,
        "words": list(alike.words),
        "spans": [list(span) for span in alike.spans],
        "resolution_code": alike.code.value if alike.code else None,
        "solution": alike.solution,
    }


def print_part(call: Call, title: str, part: tuple[Alike, ...], *, first: bool) -> None:
    """The tickets of one kind below their heading."""
    if not part:
        return
    page = Page(call.out)
    if first:
        page.line(title)
    else:
        page.heading(title)
    for alike in part:
        subject = marked(call, alike.subject, list(alike.spans))
        page.line(page.gap.join((number(alike.id), said.share(alike.score), names.status(alike.status), subject)))
        page.paragraph(call.out.foreign(said.tied(alike)), indent=4)
        if outcome := said.outcome(alike):
            page.told(outcome)
