"""How lists and tickets are read: the most important first, a ticket in parts, one after the other."""

from collections.abc import Callable, Mapping
from datetime import tzinfo

from deskterm.cli import page
from deskterm.cli.layout import Page
from deskterm.plain.voice import Voice
from deskterm.store.read.queue import VIEWS, Row
from deskterm.texts import levels, names, times
from deskterm.texts.language import NP_, _, p_
from deskterm.texts.safe import safe
from deskterm.usecases.desk import Desk
from deskterm.usecases.look import view_counts
from deskterm.usecases.remaining import Remaining
from deskterm.usecases.whole import Shown

PARTS: Mapping[str, str] = {
    "facts": NP_("part", "facts"),
    "thread": NP_("part", "thread"),
    "clocks": NP_("part", "clocks"),
    "events": NP_("part", "events"),
    "acts": NP_("part", "acts"),
}
"""The parts of a ticket in the order in which they are read, with their words."""


def read_part(name: str, found: Shown, out: Voice, zone: tzinfo) -> None:
    """Read a part of a ticket, and say what comes after it."""
    sheet = Page(out)
    read: Mapping[str, Callable[[], None]] = {
        "facts": lambda: facts(sheet, found, out, zone),
        "thread": lambda: thread(sheet, found, out, zone),
        "clocks": lambda: clocks(sheet, found, zone),
        "events": lambda: page.print_events(sheet, found, zone),
        "acts": lambda: page.print_next(sheet, found),
    }
    read[name]()
    rest = list(PARTS)[list(PARTS).index(name) + 1 :]
    if rest:
        out.data(_("More: {part}.").format(part=p_("part", PARTS[rest[0]])))


def facts(sheet: Page, found: Shown, out: Voice, zone: tzinfo) -> None:
    """What it is, how it stands, and what was told."""
    page.print_head(sheet, found, out)
    page.print_calls(sheet, found)
    page.print_texts(sheet, found)
    page.print_facts(sheet, found, out, zone)
    page.print_item(sheet, found)


def thread(sheet: Page, found: Shown, out: Voice, zone: tzinfo) -> None:
    """What was written, the files, and other tickets."""
    if not found.thread:
        out.data(_("Nothing was written yet."))
    page.print_thread(sheet, found, out, zone)
    page.print_beside(sheet, found, out)


def clocks(sheet: Page, found: Shown, zone: tzinfo) -> None:
    """The clocks, and the diagnosis that some of them wait for."""
    page.print_clocks(sheet, found, zone)
    page.print_sheet(sheet, found.ticket.sheet, found.ticket.questions)


def read_rows(rows: list[Row], desk: Desk, out: Voice) -> None:
    """Tickets, a line each: number and subject, then how it stands."""
    told, now = Remaining(desk), desk.now()
    for row in rows:
        out.data(f"DT-{row.id}: {safe(row.subject)}. {standing(row, told.left(row, now), now)}")


def standing(row: Row, left: int | None, now: int) -> str:
    """How a ticket stands, in few words. `left`: working time until its next deadline."""
    marks = [
        levels.priority(row.priority),
        names.status(row.status),
        time_left(row, left, now),
        names.line(row.line),
        safe(row.assignee) if row.assignee else _("unassigned"),
    ]
    return ", ".join(filter(None, marks))


def time_left(row: Row, left: int | None, now: int) -> str:
    """Working time until the next deadline, or since it was missed; nothing where no clock runs."""
    if row.due_at is not None and left is not None and row.due_at < now:
        return _("late {time}").format(time=times.worked(-left))
    return "" if row.paused or left is None else _("{time} left").format(time=times.worked(left))


def read_views(desk: Desk, out: Voice) -> None:
    """Every view with the number of its tickets."""
    counts = view_counts(desk)
    for view in VIEWS:
        out.data(f"{view}: {counts[view]}")
