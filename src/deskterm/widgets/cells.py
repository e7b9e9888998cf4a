"""A line of the queue, painted: number, priority, status, clock, subject, and whom it concerns where there is room.

Pure: a row's values and the present moment in, pieces of styled text out. Colour repeats what a sign or word says.
"""

from datetime import tzinfo
from typing import Protocol

from rich.style import Style

from deskterm.texts import levels, names, times
from deskterm.texts.addresses import named
from deskterm.texts.language import _
from deskterm.texts.numbers import number
from deskterm.texts.safe import safe
from deskterm.texts.widths import cells, pad
from deskterm.widgets.lines import ALARM, CHOSEN, GOOD, PLAIN, QUIET, STRONG, WARNING, Piece
from deskterm.workflow.values import LIVE, SECOND

HOUR = 3600 * SECOND
BAR = (8 * HOUR, 4 * HOUR, HOUR, HOUR // 4)
"""Working time from which the bar has all its cells, three, two, one."""
FULL, HOLLOW = "#", "-"
"""Of one byte each: a row that is painted again sends them all."""
NUMBER, PRIORITY, STATUS, CLOCK = 9, 5, 14, 12
PEOPLE = 100
"""Cells from which the assignee is shown; the reporter follows at `REPORTERS`."""
REPORTERS = 120
ASSIGNEE, REPORTER = 14, 20


class QueueRow(Protocol):
    """What is shown of a ticket."""

    @property
    def id(self) -> int: ...
    @property
    def status(self) -> str: ...
    @property
    def priority(self) -> int | None: ...
    @property
    def line(self) -> int: ...
    @property
    def assignee(self) -> str | None: ...
    @property
    def subject(self) -> str: ...
    @property
    def reporter(self) -> str | None: ...
    @property
    def updated_at(self) -> int: ...
    @property
    def due_at(self) -> int | None: ...
    @property
    def wake_at(self) -> int | None: ...
    @property
    def paused(self) -> bool: ...
    @property
    def restricted(self) -> bool: ...
    @property
    def major(self) -> bool: ...


def clock(row: QueueRow, zone: tzinfo, now: int, left: int | None) -> tuple[str, Style]:
    """How the ticket stands with time: what is left, how late it is, that it is paused, or when it ended.

    `left`: microseconds of working time until its deadline; None: not known yet, then no figure is shown.
    """
    if row.status not in LIVE:
        return times.near(row.updated_at, zone, now), QUIET
    if row.due_at is not None and row.due_at < now and row.due_at != row.wake_at:
        return _("late {time}").format(time="" if left is None else times.worked(-left)).strip(), ALARM
    if row.paused:
        until = times.near(row.wake_at, zone, now) if row.wake_at else _("paused")
        text = _("till {time}").format(time=until) if row.wake_at else until
        return text if cells(text) <= CLOCK else until, QUIET
    if row.due_at is None:
        return "-", QUIET
    if left is None:
        return "", PLAIN
    return f"{bar(left)} {times.worked(left)}", WARNING if left < HOUR else PLAIN


def bar(left: int) -> str:
    """Four cells that run out as the deadline comes nearer; the last one goes a quarter of an hour before it."""
    full = sum(left >= step for step in BAR)
    return FULL * full + HOLLOW * (len(BAR) - full)


def priority_style(level: int | None) -> Style:
    """The colour of a priority; its sign and number say the same."""
    return {1: ALARM, 2: WARNING}.get(level or 0, PLAIN)


def status_style(status: str) -> Style:
    """The colour of a state; its sign and word say the same."""
    return {"new": STRONG, "in_progress": GOOD, "waiting": QUIET}.get(status, PLAIN if status in LIVE else QUIET)


def signs(row: QueueRow) -> str:
    """What stands before the subject: a major incident, a ticket that not everyone may see."""
    words = [_("[major]")] if row.major else []
    return "".join(f"{word} " for word in [*words, *([_("[restricted]")] if row.restricted else [])])


def row_pieces(
    row: QueueRow,
    width: int,
    zone: tzinfo,
    now: int,
    left: int | None = None,
    *,
    selected: bool,
    marked: bool,
    sign: str = " ",
) -> list[Piece]:
    """The line, exactly `width` cells. The selected one is one reversed run: it costs the fewest bytes to move.

    `sign`: a cell that tells whether somebody is at the ticket.
    """
    due, due_style = clock(row, zone, now, left)
    level = f"{levels.priority_sign(row.priority):>2} {levels.priority_code(row.priority)}"
    status = f"{names.status_sign(row.status)} {names.status(row.status)}"
    pieces: list[Piece] = [
        ("*" if marked else " ", STRONG),
        (pad(number(row.id), max(NUMBER - 1, cells(number(row.id)))) + sign, PLAIN),
        (pad(level, PRIORITY) + " ", priority_style(row.priority)),
        (pad(status, STATUS) + " ", status_style(row.status)),
        (pad(due, CLOCK) + " ", due_style),
    ]
    people = concerned(row, width)
    room = width - sum(cells(text) for text, _ in [*pieces, *people])
    pieces.append((pad(signs(row) + safe(row.subject), max(room, 0)), STRONG if row.status == "new" else PLAIN))
    pieces += people
    if selected:
        return [(pad("".join(text for text, _ in pieces), width), CHOSEN)]
    return pieces


def concerned(row: QueueRow, width: int) -> list[Piece]:
    """Line and assignee, and the reporter, where the terminal is wide enough."""
    if width < PEOPLE:
        return []
    holder = f"{names.line(row.line)} {safe(row.assignee) if row.assignee else '-'}"
    pieces = [(" " + pad(holder, ASSIGNEE - 1), PLAIN)]
    if width >= REPORTERS:
        pieces.append((" " + pad(named(row.reporter or ""), REPORTER - 1), QUIET))
    return pieces
