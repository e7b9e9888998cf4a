"""What the selected ticket is about, below the list: painted from values, redrawn cell by cell as the cursor moves."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any, ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from deskterm.texts import levels, names, times
from deskterm.texts.language import _
from deskterm.texts.numbers import number
from deskterm.texts.safe import safe
from deskterm.texts.topics import category
from deskterm.widgets.bars import strip_of
from deskterm.widgets.lines import ALARM, HEAD, PLAIN, PUBLIC, QUIET, STRONG, Line, heading, said
from deskterm.workflow.values import Delivery, Reporter, Ticket

ENTRIES = 6
"""Entries of the thread that are painted, newest first."""


class Entry(Protocol):
    """An entry of the thread."""

    @property
    def kind(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def at(self) -> int: ...
    @property
    def body(self) -> str | None: ...
    @property
    def outcome(self) -> str | None: ...
    @property
    def delivery(self) -> str | None: ...
    @property
    def withdrawn(self) -> bool: ...


def contact(reporter: Reporter | None) -> str:
    """Who reports, and how to reach them."""
    if reporter is None:
        return _("reporter not known")
    ways = [safe(way) for way in (reporter.email, reporter.phone) if way]
    return safe(reporter.name) + (f" <{', '.join(ways)}>" if ways else "")


def headline(ticket: Ticket) -> list[str]:
    """What the ticket is, in words."""
    parts = [names.kind(ticket.kind), names.nature(ticket.nature), category(ticket.category)]
    place = f"{names.line(ticket.line)} {safe(ticket.assignee) if ticket.assignee else _('nobody')}"
    state = f"{names.status_sign(ticket.status)} {names.status(ticket.status)}"
    return [part for part in (state, levels.priority(ticket.priority), *parts, place) if part]


def entry_lines(entry: Entry, width: int, zone: tzinfo, now: int) -> list[Line]:
    """An entry: when, who, what kind, and its text; a public one looks public and says so."""
    public = entry.kind in ("reply", "message")
    words = [times.near(entry.at, zone, now), safe(entry.author), names.note_kind(entry.kind)]
    if entry.delivery:
        words.append(names.delivery(entry.delivery))
    undelivered = entry.delivery == Delivery.NOT_DELIVERED
    lines: list[Line] = [((" · ".join(words), ALARM if undelivered else PUBLIC if public else HEAD),)]
    lines += said(safe(entry.body or _("(erased)"), multiline=True), width - 2, PLAIN, "  ")
    if entry.outcome:
        lines += said(f"= {safe(entry.outcome, multiline=True)}", width - 2, STRONG, "  ")
    return lines


def preview_lines(
    ticket: Ticket, texts: Mapping[str, Any], thread: Sequence[Entry], width: int, zone: tzinfo, now: int
) -> list[Line]:
    """The ticket in as few lines as tell what it is about; texts in full, for there is a scroll."""
    lines: list[Line] = [
        ((f"{number(ticket.id)} ", QUIET), *line) for line in said(safe(ticket.subject), width - 12, STRONG)
    ]
    lines += said(" · ".join(headline(ticket)), width)
    lines += said(
        " · ".join([contact(ticket.reporter), names.channel(ticket.channel), times.near(ticket.created_at, zone, now)]),
        width,
        QUIET,
    )
    for name in ("description", "symptoms", "steps_before"):
        if texts.get(name):
            lines += said(safe(str(texts[name]), multiline=True), width)
    entries = [entry for entry in thread if not entry.withdrawn][::-1][:ENTRIES]
    if entries:
        lines.append(heading(_("Latest"), width))
    for entry in entries:
        lines += entry_lines(entry, width, zone, now)
    return lines


class Preview(Widget, can_focus=True):
    """The lines, with a scroll of their own while they have the focus."""

    DEFAULT_CSS = "Preview { height: 1fr; width: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_lines(1)", "down", show=False, id="preview.down", tooltip="Down"),
        Binding("k,up", "scroll_lines(-1)", "up", show=False, id="preview.up", tooltip="Up"),
        Binding(
            "pagedown,ctrl+d", "scroll_lines(8)", "down", show=False, id="preview.page_down", tooltip="Further down"
        ),
        Binding("pageup,ctrl+u", "scroll_lines(-8)", "up", show=False, id="preview.page_up", tooltip="Further up"),
        Binding("g,home", "scroll_lines(-99999)", "first", show=False, id="preview.first", tooltip="The beginning"),
        Binding("G,end", "scroll_lines(99999)", "last", show=False, id="preview.last", tooltip="The end"),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: list[Line] = []
        self.top = 0

    def put(self, lines: list[Line], *, keep: bool = False) -> None:
        """Show other lines; `keep`: the same ticket anew, so that reading goes on where it was."""
        self.lines = lines
        self.top = min(self.top, self.deepest) if keep else 0
        self.refresh()

    @property
    def deepest(self) -> int:
        """The furthest that it makes sense to scroll."""
        return max(len(self.lines) - self.size.height + 1, 0)

    def render_line(self, y: int) -> Strip:
        """A rule first, then the lines."""
        width = self.size.width
        if y == 0:
            return strip_of([("─" * width, HEAD if self.has_focus else QUIET)], width)
        at = self.top + y - 1
        return strip_of(self.lines[at] if at < len(self.lines) else (), width)

    def action_scroll_lines(self, by: int) -> None:
        """Scroll."""
        self.top = max(0, min(self.top + by, self.deepest))
        self.refresh()
