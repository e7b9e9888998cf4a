"""The list of the queue: its views, their order, their clocks, and how the terminal's title counts them."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from deskterm.screens.base import DeskScreen
from deskterm.screens.hands import Heard
from deskterm.screens.keys import QUEUE, bindings
from deskterm.screens.source import Marks, QueueSource
from deskterm.screens.views import tabs
from deskterm.texts.language import _, n_
from deskterm.texts.names import line
from deskterm.texts.safe import safe
from deskterm.usecases import look
from deskterm.usecases.look import HORIZONS, VIEWS, Filter, Row
from deskterm.widgets.bars import TabBar
from deskterm.widgets.rows import Rows

if TYPE_CHECKING:
    from deskterm.usecases.remaining import Remaining


class Listing(DeskScreen):
    """One view at a time, narrowed by a query. The screen that shows it says what follows the cursor (`rest`)."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(QUEUE)]

    def __init__(self) -> None:
        super().__init__()
        self.asked_for = ""
        self.marks: Marks | None = None
        """Where in a text the words stand that were searched for."""
        self.left = Filter()
        """The list from which it was searched."""
        self.order = "priority"
        """In what order the lists are shown until the app is left."""
        self.hours: Remaining | None = None
        """What tells working time, once it is loaded."""

    def rest(self) -> None:
        """The cursor rests on a ticket."""
        raise NotImplementedError

    def source(self, filter: Filter) -> QueueSource:
        """The list of a view."""
        found = replace(filter, order=self.order)
        source = QueueSource(self.door.desk, found, self.door.zone, self.door.reading, self.remaining)
        source.sign = self.door.others.sign
        return source

    def remaining(self, row: Row, now: int) -> int | None:
        """Working time left on a ticket, in microseconds; None while nothing can tell it yet."""
        return self.hours.left(row, now) if self.hours else None

    def complete(self) -> None:
        """The rules are loaded: clocks can be told."""
        super().complete()
        if self.hours is None and self.door.ready:
            from deskterm.usecases.remaining import Remaining

            with self.door.reading():
                self.hours = Remaining(self.door.desk)
            self.rows.repaint()

    def tick(self) -> None:
        """Time has passed: the clocks, and what falls due by now."""
        if self.hours:
            with self.door.reading():
                self.hours.refresh()
        self.rows.repaint()
        if self.filter.view in HORIZONS:
            self.read_list(hold=True)
        self.count()

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

    def read_list(self, *, hold: bool) -> None:
        """Read the list again. `hold`: what the cursor is on keeps its place, also when it belongs elsewhere now."""
        source = self.rows.source
        assert isinstance(source, QueueSource)
        with self.door.reading():
            look.head(self.door.desk)
            if not hold:
                source.let_go()
            source.hold(self.rows.selected if hold else None)
            self.rows.reload()

    def on_ticket_changed(self, ticket: int) -> None:
        """My own act shows at once; through others nothing moves under the hands: what is new waits for a key."""
        source = self.rows.source
        assert isinstance(source, QueueSource)
        with self.door.reading():
            if isinstance(ticket, Heard):
                source.keep_still(self.rows.loaded, ticket)
            else:
                source.let_go(ticket)
        self.reload()

    def action_refresh_all(self) -> None:
        """Read everything again; nothing keeps its place that belongs elsewhere."""
        self.read_list(hold=False)
        super().action_refresh_all()

    # ------------------------------------------------------------------ counting
    def count(self) -> None:
        """How many tickets each view holds, here and in the terminal's title."""
        if not self.is_current or not self.door.ready:
            return
        with self.door.reading():
            counts = look.view_counts(self.door.desk)
            self.query_one(TabBar).tabs = tabs(counts)
            lines = " ".join(line(number) for number in sorted(self.door.desk.by.lines)) or _("all lines")
            self.door.set_title(_("{lines}: {count} open").format(lines=lines, count=counts["line"]), counts["mine"])
            self.tell_place()

    def tell_place(self) -> None:
        """Where in the list one stands, and how many are marked."""
        rows = self.rows
        parts = [f"{rows.position if rows.position is not None else '?'}/{rows.total}"] if rows.total else []
        if isinstance(rows.source, QueueSource) and (new := len(rows.source.waiting)):
            parts.append(n_("{count} new", "{count} new", new).format(count=new))
        if rows.marks:
            parts.append(n_("{count} marked", "{count} marked", len(rows.marks)).format(count=len(rows.marks)))
        self.place(" · ".join(parts))

    # ------------------------------------------------------------------ views and queries
    def action_view(self, number: int) -> None:
        """The view of this number."""
        if number <= len(VIEWS):
            self.list_filter(Filter(VIEWS[number - 1], self.filter.terms), "" if self.marks else self.asked_for)

    def action_turn(self, by: int) -> None:
        """The next or previous view."""
        self.action_view((VIEWS.index(self.filter.view) + by) % len(VIEWS) + 1)

    def action_order(self) -> None:
        """By priority, or by deadline alone."""
        self.order = "due" if self.order == "priority" else "priority"
        if self.marks is None:
            self.list_filter(self.filter, self.asked_for)
        self.door.say(_("Ordered by deadline.") if self.order == "due" else _("Ordered by priority, then deadline."))

    def list_filter(self, filter: Filter, asked_for: str) -> None:
        """List what a filter lets through; `asked_for` is the query as it was typed."""
        self.marks = None
        self.show_list(self.source(filter), asked_for)

    def show_list(self, source: QueueSource, asked_for: str) -> None:
        """Another list."""
        self.asked_for, source.sign = asked_for, self.door.others.sign
        self.door.say("")
        self.rows.source = source
        bar = self.query_one(TabBar)
        bar.current = VIEWS.index(source.filter.view)
        by_due = _("by deadline") if source.filter.by_due else ""
        bar.note = " ".join(filter(None, (by_due, f"/{safe(asked_for)}" if asked_for else "")))
        self.rest()
        self.count()
