"""Search: tickets by their words, each with the places where they stand."""

import argparse
import os
import sys
import time

from deskterm.cli import values
from deskterm.cli.asked import Usage
from deskterm.cli.call import Call
from deskterm.cli.layout import Page
from deskterm.cli.output import COLOUR, PLAIN
from deskterm.cli.shapes import row as row_shape
from deskterm.store.read.queue import Row
from deskterm.texts import levels, names
from deskterm.texts import search as said
from deskterm.texts.language import _
from deskterm.usecases.search import Found, Span, rebuild, search, spans
from deskterm.workflow.checks import Invalid

LIMIT, MOST = 50, 1000
SIGN = "*"
"""Stands around a hit where there are no colours."""
PAUSE = 0.2
"""Seconds between two words about how far a rebuilding is."""


def arguments_search(parser: argparse.ArgumentParser) -> None:
    """What for, and how many."""
    parser.add_argument(
        "searched", metavar="TEXT", nargs="*", help=_('words, "phrases", begin*, -without, field:value')
    )
    parser.add_argument("--limit", metavar="N", help=_("how many at most ({limit} unless said)").format(limit=LIMIT))
    parser.add_argument("--after", metavar="CURSOR", help=_("go on where the last page ended"))
    parser.add_argument("--rebuild", action="store_true", help=_("build the index anew; the desk stays in use"))


def run_search(call: Call) -> int:
    """Print the tickets that fit, the best of the newest first."""
    args = call.args
    if args.rebuild:
        return run_rebuild(call)
    text = wanted(args.searched)
    if not text:
        raise Usage(said.nothing_asked(), "TEXT")
    limit = values.whole("limit", args.limit, 1, MOST) or LIMIT
    try:
        found = search(call.desk, text, after=args.after, limit=limit)
    except ValueError as error:
        raise Invalid("after", "bad_cursor") from error
    if call.out.json:
        call.out.document(shape(found))
    else:
        for row in found.rows:
            print_row(call, row, found)
    for term in found.unknown:
        call.out.talk(said.unknown(term))
    if not found.rows:
        call.out.talk(said.nothing_yet(text) if found.next else said.nothing(text))
    if found.missing:
        call.out.talk(said.missing(found.missing))
    if found.next and not call.out.json:
        call.out.talk(_("There is more: --after {cursor}").format(cursor=found.next))
    return 0


def wanted(words: list[str]) -> str:
    """The query: as it is when it is one argument; of several, one with blanks is a phrase the shell has unquoted."""
    if len(words) < 2:
        return " ".join(words).strip()
    return " ".join(f'"{word}"' if " " in word.strip() and '"' not in word else word for word in words).strip()


def shape(found: Found) -> dict[str, object]:
    """The page as a document; spans are places in the snippet, counted in characters."""
    tickets = [
        row_shape(row)
        | {
            "hits": [
                {"field": hit.field, "snippet": hit.snippet, "spans": [list(span) for span in hit.spans]}
                for hit in found.hits[row.id]
            ]
        }
        for row in found.rows
    ]
    document: dict[str, object] = {"tickets": tickets}
    return document | ({"next": found.next} if found.next else {})


def print_row(call: Call, row: Row, found: Found) -> None:
    """A ticket and the texts that fit."""
    page = Page(call.out)
    subject = marked(call, row.subject, spans(row.subject, found.query))
    page.line(page.gap.join((f"DT-{row.id}", levels.priority(row.priority), names.status(row.status), subject)))
    for hit in found.hits[row.id]:
        if hit.field != "subject":
            indent = "" if call.out.plain else " " * 4
            page.line(f"{indent}{said.place(hit.field)}: {marked(call, hit.snippet, hit.spans)}")


def marked(call: Call, text: str, places: "list[Span] | tuple[Span, ...]") -> str:
    """The text made safe, with its hits marked where a person looks: in colour, or by signs where there is none.

    Without decoration nothing is marked: signs inside words make them unreadable to whoever listens.
    """
    if not call.out.terminal or call.out.plain:
        return call.out.foreign(text)
    bare = bool(os.environ.get("NO_COLOR"))
    begin, end = (SIGN, SIGN) if bare else (COLOUR, PLAIN)
    parts, at = [], 0
    for start, stop in places:
        parts += [call.out.foreign(text[at:start]), begin, call.out.foreign(text[start:stop]), end]
        at = stop
    return "".join([*parts, call.out.foreign(text[at:])])


def run_rebuild(call: Call) -> int:
    """Build the index anew, and say how far it is."""
    watched, last = sys.stderr.isatty() and not call.out.plain, 0.0

    def progress(done: int, total: int) -> None:
        nonlocal last
        if watched and time.monotonic() - last > PAUSE:
            last = time.monotonic()
            print(f"\r\x1b[K{said.building(done, total)}", end="", file=sys.stderr, flush=True)

    count = rebuild(call.desk, progress)
    if watched:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    if call.out.json:
        call.out.document({"indexed": count})
    else:
        call.out.talk(said.rebuilt(count))
    return 0
