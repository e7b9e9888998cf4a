"""The list of the queue: its views, what narrows them, and how the terminal's title counts them."""

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import BindingType

from deskterm.screens.base import DeskScreen
from deskterm.screens.keys import QUEUE, bindings
from deskterm.screens.source import Marks, QueueSource, narrows
from deskterm.texts.language import NP_, _, n_, p_
from deskterm.texts.names import line
from deskterm.texts.safe import safe
from deskterm.usecases import look
from deskterm.usecases.look import VIEWS, BadTerm, Filter, Row, parse, split_view
from deskterm.widgets.bars import Tab, TabBar
from deskterm.widgets.rows import Rows

WORDS: Mapping[str, str] = {
    "mine": NP_("view", "Mine"),
    "line": NP_("view", "Line"),
    "unassigned": NP_("view", "Unassigned"),
    "untriaged": NP_("view", "New"),
    "waiting": NP_("view", "Waiting"),
    "resolved": NP_("view", "Resolved"),
    "open": NP_("view", "Open"),
    "closed": NP_("view", "Closed"),
    "all": NP_("view", "All"),
}


def tabs(counts: Mapping[str, int] | None) -> tuple[Tab, ...]:
    """The views with what they hold, as far as it has been counted."""
    return tuple(Tab(p_("view", WORDS[view]), counts[view] if counts else None) for view in VIEWS)


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

    def rest(self) -> None:
        """The cursor rests on a ticket."""
        raise NotImplementedError

    def source(self, filter: Filter) -> QueueSource:
        """The list of a view."""
        return QueueSource(self.door.desk, filter, self.door.zone, self.door.reading)

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
            source.hold(self.rows.selected if hold else None)
            self.rows.reload()

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
            self.door.set_title(_("{lines}: {count} open").format(lines=lines, count=counts["line"]))
            self.tell_place()

    def tell_place(self) -> None:
        """Where in the list one stands, and how many are marked."""
        rows = self.rows
        parts = [f"{rows.position if rows.position is not None else '?'}/{rows.total}"] if rows.total else []
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

    def list_filter(self, filter: Filter, asked_for: str) -> None:
        """List what a filter lets through; `asked_for` is the query as it was typed."""
        self.marks = None
        self.show_list(self.source(filter), asked_for)

    def show_list(self, source: QueueSource, asked_for: str) -> None:
        """Another list."""
        self.asked_for = asked_for
        self.door.say("")
        self.rows.source = source
        bar = self.query_one(TabBar)
        bar.current = VIEWS.index(source.filter.view)
        bar.note = f"/{safe(asked_for)}" if asked_for else ""
        self.rest()
        self.count()

    def action_find(self) -> None:
        """Ask for a query or a number."""
        from deskterm.screens.dialogs.find import Find

        self.app.push_screen(Find(self.asked_for, self.wrong), self.find)

    def find(self, text: str | None) -> None:
        """Go to the ticket of this number, or narrow the list to what the query says."""
        from deskterm.texts.numbers import parse_number

        if text is None:
            return
        try:
            self.go_to(parse_number(text))
        except ValueError:
            if not text.strip() or narrows(text):
                self.narrow(text.strip())
            else:
                self.search(text.strip())

    def search(self, text: str) -> None:
        """List what is found everywhere."""
        from deskterm.screens.found import FoundSource

        found = FoundSource(self.door.desk, text, self.door.zone, self.door.reading)
        if self.marks is None:
            self.left = self.filter
        self.marks = found.marks
        self.show_list(found, text)
        if self.rows.selected is None:
            self.door.say(_("Nothing found; esc goes back to the list."), "warning")

    def go_to(self, id: int) -> None:
        """To a ticket of the list, or straight into it when the list does not hold it."""
        if not self.rows.select(id):
            self.door.open_ticket(id)

    def wrong(self, text: str) -> str:
        """What is wrong with a query; empty when it means something."""
        try:
            self.meant(text)
        except BadTerm as error:
            known = ", ".join(error.known)
            return _("{term}: known are {known}").format(term=safe(error.term), known=known)
        return ""

    def meant(self, text: str) -> Filter:
        """The list that field:value terms ask for. Raises BadTerm."""
        return Filter(
            *split_view(parse(text if narrows(text) else ""), (self.left if self.marks else self.filter).view)
        )

    def narrow(self, text: str) -> None:
        """List what the query lets through."""
        self.list_filter(self.meant(text), text)
        look.searched(self.door.desk, text)
        if self.rows.selected is None:
            self.door.say(_("Nothing found in this view; 9 looks in all. esc drops the query."), "warning")

    def action_clear(self) -> None:
        """Drop the marks, else the query."""
        if self.rows.marks:
            self.rows.unmark()
        elif self.asked_for:
            self.list_filter(self.left if self.marks else Filter(self.filter.view), "")

    def action_match(self, by: int) -> None:
        """The next or previous ticket of what was found."""
        self.rows.action_move(by)
