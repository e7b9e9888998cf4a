"""The queue: views, the list, a preview below it. The first thing that is painted, by plain reads only."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer

from deskterm.screens.base import DeskScreen
from deskterm.screens.keys import ACTS, APP, COMMANDS, DESK, LIST, QUEUE, Key, bindings
from deskterm.screens.source import QueueSource, facts_of
from deskterm.texts.language import _, n_
from deskterm.texts.names import line
from deskterm.texts.views import view as view_word
from deskterm.usecases import look
from deskterm.usecases.look import VIEWS, Filter, Row
from deskterm.widgets.bars import KeyBar, MessageBar, Tab, TabBar
from deskterm.widgets.preview import Preview, preview_lines
from deskterm.widgets.rows import Rows
from deskterm.workflow.values import Ticket

PREVIEW_FROM = 30
"""Lines of the terminal from which the preview is open by itself."""
SETTLED = 0.08
"""Seconds that the cursor rests before the preview follows it."""
TICK = 30
"""Seconds between two paintings of the clocks."""


class QueueScreen(DeskScreen):
    """The list of one view at a time."""

    CSS_PATH = "queue.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(QUEUE)]
    GROUPS: ClassVar[tuple[tuple[Key, ...], ...]] = (LIST, ACTS, DESK, QUEUE, APP, COMMANDS)

    def __init__(self) -> None:
        super().__init__()
        self.query_text = ""
        self.zoomed = False
        self.resting: Timer | None = None
        self.previewed: int | None = None

    def compose(self) -> ComposeResult:
        """Views, list, preview, bars."""
        yield TabBar()
        yield Rows[Row](self.source(Filter("line")), empty=_("There is nothing here."), id="rows")
        yield Preview(id="preview")
        yield MessageBar()
        yield KeyBar()

    def source(self, filter: Filter) -> QueueSource:
        """The list of a view."""
        return QueueSource(self.door.desk, filter, self.door.zone)

    @property
    def rows(self) -> Rows[Row]:
        """The list."""
        return self.query_one("#rows", Rows)

    @property
    def filter(self) -> Filter:
        """What is listed."""
        source = self.rows.source
        assert isinstance(source, QueueSource)
        return source.filter

    def on_mount(self) -> None:
        """The list first; what is counted comes after it is on the screen."""
        self.query_one(TabBar).tabs = tuple(Tab(view_word(view), None) for view in VIEWS)
        self.query_one(TabBar).current = VIEWS.index("line")
        self.query_one(KeyBar).hints = self.hints()
        self.rows.focus()
        self.call_after_refresh(self.count)
        self.set_interval(TICK, self.rows.repaint)

    def on_resize(self, event: events.Resize) -> None:
        """The preview opens where there is room for it, unless somebody has said otherwise."""
        self.query_one(Preview).display = (event.size.height >= PREVIEW_FROM) != self.zoomed

    def on_screen_resume(self) -> None:
        """Back from another screen: its title goes."""
        self.call_after_refresh(self.count)

    # ------------------------------------------------------------------ what acts are about
    def targets(self) -> list[int]:
        """The marked tickets, or the one under the cursor."""
        marks = sorted(self.rows.marks)
        return marks or ([self.rows.selected_id] if self.rows.selected_id is not None else [])

    def versions(self) -> Mapping[int, int]:
        """The version of the one under the cursor; marked ones are taken as they are."""
        row = self.rows.selected
        return {row.id: row.version} if row is not None else {}

    def facts(self) -> Ticket | None:
        """What is known of the ticket under the cursor."""
        row = self.rows.selected if not self.rows.marks else None
        return facts_of(row) if row is not None else None

    # ------------------------------------------------------------------ reading and painting
    def reload(self) -> None:
        """Read the list again; the cursor stays on its ticket."""
        self.rows.reload()
        self.count()
        self.preview(again=True)
        self.paint_bars()

    def count(self) -> None:
        """How many tickets each view holds, here and in the terminal's title."""
        if not self.is_mounted or not self.is_current:
            return
        counts = look.view_counts(self.door.desk)
        self.query_one(TabBar).tabs = tuple(Tab(view_word(view), counts[view]) for view in VIEWS)
        lines = " ".join(line(number) for number in sorted(self.door.desk.by.lines)) or _("all lines")
        self.door.set_title(_("{lines}: {count} open").format(lines=lines, count=counts["line"]))
        self.tell_place()

    def tell_place(self) -> None:
        """Where in the list one stands, and how many are marked."""
        rows = self.rows
        parts = [f"{rows.position if rows.position is not None else '?'}/{rows.total}"] if rows.total else []
        if rows.marks:
            parts.append(n_("{count} marked", "{count} marked", len(rows.marks)).format(count=len(rows.marks)))
        self.place(" · ".join(parts))

    def on_rows_highlighted(self) -> None:
        """Another ticket: the bars and the preview follow when the cursor rests."""
        if self.resting is not None:
            self.resting.stop()
        self.resting = self.set_timer(SETTLED, self.rest)

    def rest(self) -> None:
        """The cursor rests."""
        self.tell_place()
        self.paint_bars()
        self.preview(again=False)

    def preview(self, *, again: bool) -> None:
        """Show what the ticket under the cursor is about."""
        pane, id = self.query_one(Preview), self.rows.selected_id
        if not pane.display or (id == self.previewed and not again):
            return
        self.previewed = id
        desk = self.door.desk
        if id is None:
            pane.put([])
            return
        told = look.glance(desk, id)
        lines = preview_lines(told.ticket, told.texts, told.thread, self.size.width, self.door.zone, desk.now())
        pane.put(lines, keep=again)

    def on_rows_opened(self, message: Rows.Opened) -> None:
        """Enter."""
        if message.id is not None:
            self.door.open_ticket(message.id, self.beside)

    def on_rows_marked(self) -> None:
        """Others are marked."""
        self.tell_place()

    def beside(self, id: int, direction: int) -> int | None:
        """The ticket next to this one in the list; the cursor goes with it."""
        self.rows.select(id)
        self.rows.action_move(direction)
        return self.rows.selected_id if self.rows.selected_id != id else None

    # ------------------------------------------------------------------ actions
    def action_view(self, number: int) -> None:
        """The view of this number."""
        if number <= len(VIEWS):
            self.list_view(VIEWS[number - 1])

    def action_turn(self, by: int) -> None:
        """The next or previous view."""
        self.list_view(VIEWS[(VIEWS.index(self.filter.view) + by) % len(VIEWS)])

    def list_view(self, view: str) -> None:
        """List a view, narrowed as before."""
        self.list_filter(Filter(view, self.filter.terms), self.query_text)

    def list_filter(self, filter: Filter, text: str) -> None:
        """List what a filter lets through; `text` is how it was asked for."""
        self.query_text = text
        self.rows.source = self.source(filter)
        bar = self.query_one(TabBar)
        bar.current, bar.note = VIEWS.index(filter.view), f"/{text}" if text else ""
        self.rest()
        self.count()

    def action_find(self) -> None:
        """Ask for a query or a number."""
        from deskterm.screens.dialogs.find import Find

        self.app.push_screen(Find(self.query_text), self.found)
