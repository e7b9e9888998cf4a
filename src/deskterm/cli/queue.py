"""The queue, page by page."""

import argparse

from deskterm.cli import values
from deskterm.cli.call import Call
from deskterm.cli.shapes import row as row_shape
from deskterm.cli.table import printed
from deskterm.store.read.query import BadTerm, Term, parse, split_view
from deskterm.store.read.queue import (
    NEWEST_FIRST,
    ORDERS,
    VIEWS,
    Filter,
    Key,
    Row,
    decode_cursor,
    encode_cursor,
    row_key,
)
from deskterm.texts import levels, names, times
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases.desk import Desk
from deskterm.usecases.look import page, searched
from deskterm.usecases.remaining import Remaining
from deskterm.workflow.checks import Invalid
from deskterm.workflow.values import LIVE, Status

LIMIT, MOST = 50, 100_000
ENDED = frozenset(Status) - LIVE


def arguments_list(parser: argparse.ArgumentParser) -> None:
    """Which tickets, and how many of them."""
    parser.add_argument("--view", metavar="VIEW", help=", ".join(VIEWS))
    parser.add_argument("--query", metavar="QUERY", help=_("field:value terms joined by and"))
    parser.add_argument("--order", metavar="ORDER", help=_("priority, or due: the next deadline first"))
    parser.add_argument("--line", dest="line_number", metavar="N", help=_("tickets of this line"))
    parser.add_argument("--status", metavar="CODE", help=_("tickets in this state; commas between several"))
    parser.add_argument("--limit", metavar="N", help=_("how many at most ({limit} unless said)").format(limit=LIMIT))
    parser.add_argument("--after", metavar="CURSOR", help=_("go on where the last page ended"))


def run_list(call: Call) -> int:
    """Print a page of the queue, and the cursor when there is more."""
    wanted, after = asked(call), cursor(call.args.after)
    limit = values.whole("limit", call.args.limit, 1, MOST) or LIMIT
    rows = page(call.desk, wanted, after, limit=limit + 1)
    shown, more = rows[:limit], len(rows) > limit
    if call.args.query and after is None:
        searched(call.desk, call.args.query, len(shown))
    following = encode_cursor(row_key(shown[-1])) if more else None
    if call.out.json:
        told, now = Remaining(call.desk), call.desk.now()
        document: dict[str, object] = {
            "tickets": [row_shape(row) | {"left_seconds": told.seconds(row, now)} for row in shown]
        }
        call.out.document(document | ({"next": following} if following else {}))
        return 0
    print_rows(call, call.desk, shown)
    if following:
        call.out.talk(_("There is more: --after {cursor}").format(cursor=following))
    return 0


def asked(call: Call) -> Filter:
    """The list that is meant: a view narrowed by terms.

    Without a view it is the queue of the caller's lines; asking for a line means the live tickets of that line, and
    asking for states or by a query means all tickets that are so.
    """
    args = call.args
    terms = query(args.query)
    named = any(term.field == "view" for term in terms)
    if (status := statuses(args.status)) is not None:
        terms = (*terms, Term("status", status))
    if (line := values.desk_line("line_number", args.line_number)) is not None:
        terms = (*terms, Term("line", (line,)))
    view, terms = split_view(terms, "")
    if args.view is not None:
        view = args.view.strip().lower()
        if view not in VIEWS:
            raise Invalid("view", "unknown_code", value=args.view[:40], known=", ".join(VIEWS))
    elif not named:
        view = usual(terms, bool(args.query or status))
    return Filter(view, terms, ordered(args.order, view))


def ordered(text: str | None, view: str) -> str:
    """The order that is asked for; ended tickets have no deadline, so what holds them has only its own."""
    order = "priority" if text is None else text.strip().lower()
    known = ORDERS[:1] if view in NEWEST_FIRST else ORDERS
    if order not in known:
        raise Invalid("order", "unknown_code", value=order[:40], known=", ".join(known))
    return order


def usual(terms: tuple[Term, ...], searching: bool) -> str:
    """The view that is meant when none is named."""
    states = {Status(str(value)) for term in terms if term.field == "status" for value in term.values}
    if states:
        return "all" if states & ENDED else "open"
    if searching:
        return "all"
    return "open" if any(term.field == "line" for term in terms) else "line"


def query(text: str | None) -> tuple[Term, ...]:
    """The terms of a query."""
    try:
        return parse(text) if text else ()
    except BadTerm as error:
        raise Invalid("query", "bad_query", value=error.term[:40], known=", ".join(error.known)) from error


def statuses(text: str | None) -> tuple[str, ...] | None:
    """States, with commas between them."""
    if text is None:
        return None
    found = (values.code("status", part, Status) for part in text.split(","))
    return tuple(status.value for status in found if status is not None)


def cursor(text: str | None) -> Key | None:
    """The place where the last page ended."""
    if text is None:
        return None
    try:
        return decode_cursor(text)
    except ValueError as error:
        raise Invalid("after", "bad_cursor") from error


def print_rows(call: Call, desk: Desk, rows: list[Row]) -> None:
    """Tickets as a table."""
    if not rows:
        call.out.talk(_("No tickets here."))
        return
    told, now = Remaining(desk), desk.now()
    heads = (_("Number"), _("Priority"), _("Status"), _("Clock"), _("Line"), _("Assignee"), _("Subject"))
    printed(
        call.out,
        heads,
        [
            (
                f"DT-{row.id}",
                levels.priority(row.priority),
                names.status(row.status),
                clock(row, told.left(row, now), now),
                names.line(row.line),
                safe(row.assignee or "-"),
                call.out.foreign(row.subject),
            )
            for row in rows
        ],
    )


def clock(row: Row, left: int | None, now: int) -> str:
    """Working time until the next deadline, or since it was missed; or that the clock stands still."""
    if row.due_at is not None and left is not None and row.due_at < now:
        return _("late {time}").format(time=times.worked(-left))
    if row.paused:
        return _("waiting")
    return "-" if left is None else times.worked(left)
