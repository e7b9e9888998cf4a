"""The queue: views, the list, a preview below it. The first thing that is painted, by plain reads only."""

from collections.abc import Mapping
from contextlib import suppress
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.timer import Timer

from deskterm.screens.key import Key
from deskterm.screens.keys import ACTS, APP, COMMANDS, DESK, LIST, QUEUE
from deskterm.screens.searching import Searching
from deskterm.screens.source import facts_of
from deskterm.screens.sweeping import begin
from deskterm.screens.views import tabs
from deskterm.texts.language import _
from deskterm.usecases import look
from deskterm.usecases.desk import NotFound
from deskterm.usecases.look import VIEWS, Filter, Row
from deskterm.widgets.bars import KeyBar, MessageBar, TabBar
from deskterm.widgets.preview import Preview
from deskterm.widgets.rows import Rows
from deskterm.workflow.values import Act, Ticket

PREVIEW_FROM = 30
"""Lines of the terminal from which the preview is open by itself."""
SETTLED = 0.06
"""Seconds that the cursor rests before the preview follows it."""
TICK = 30
"""Seconds between two paintings of the clocks."""


class QueueScreen(Searching):
    """The root of all screens."""

    GROUPS: ClassVar[tuple[tuple[Key, ...], ...]] = (APP, QUEUE, DESK, ACTS, LIST, COMMANDS)

    def __init__(self) -> None:
        super().__init__()
        self.zoomed = False
        self.resting: Timer | None = None
        self.moved = False
        self.previewed: int | None = None

    def compose(self) -> ComposeResult:
        """Views, list, preview, bars."""
        bar = TabBar()
        bar.tabs, bar.current = tabs(None), VIEWS.index("line")
        yield bar
        yield Rows[Row](self.source(Filter("line")), empty=_("There is nothing here."), id="rows")
        preview = Preview(id="preview")
        preview.display = self.app.size.height >= PREVIEW_FROM
        yield preview
        yield MessageBar()
        yield KeyBar()

    def on_mount(self) -> None:
        """The list first; what is counted and dimmed comes when it is on the screen."""
        self.rows.focus()
        self.set_interval(TICK, self.tick)
        begin(self.door)

    def on_resize(self, event: events.Resize) -> None:
        """The preview opens where there is room for it, unless somebody has said otherwise."""
        pane, wanted = self.query_one(Preview), (event.size.height >= PREVIEW_FROM) != self.zoomed
        if pane.display != wanted:
            pane.display = wanted
            self.preview(again=True)

    def on_screen_resume(self) -> None:
        """Back from another screen: the title is this one's again."""
        self.call_after_refresh(self.complete)

    def complete(self) -> None:
        """What is counted, dimmed, timed and previewed, once the list is on the screen."""
        super().complete()
        self.rest()
        self.count()

    # ------------------------------------------------------------------ what acts are about
    def targets(self) -> list[int]:
        """The marked tickets, or the one under the cursor."""
        id = self.rows.selected_id
        return sorted(self.rows.marks) or ([] if id is None else [id])

    def versions(self) -> Mapping[int, int]:
        """The version of the one under the cursor as it is shown; marked ones are taken as they are."""
        row = self.rows.selected
        return {row.id: row.version} if row is not None else {}

    def facts(self) -> Ticket | None:
        """What is known of the ticket under the cursor; nothing while others are marked."""
        row = self.rows.selected if not self.rows.marks else None
        return facts_of(row) if row is not None else None

    # ------------------------------------------------------------------ reading and painting
    def reload(self) -> None:
        """Read the list again; the ticket under the cursor stays, and stays where it is."""
        self.read_list(hold=True)
        self.count()
        self.preview(again=True)
        self.paint_bars()

    def on_rows_highlighted(self) -> None:
        """Another ticket: the bars and the preview follow when the cursor rests. A held key sets few timers."""
        self.moved = self.resting is not None
        if self.resting is None:
            self.resting = self.set_timer(SETTLED, self.settle)

    def settle(self) -> None:
        """Does the cursor rest, or has it moved since?"""
        self.resting = self.set_timer(SETTLED, self.settle) if self.moved else None
        if not self.moved:
            self.rest()
        self.moved = False

    def on_rows_opened(self, message: Rows.Opened) -> None:
        """Enter."""
        if message.id is not None:
            self.door.open_ticket(message.id, self.beside)

    def on_rows_marked(self) -> None:
        """Others are marked."""
        self.tell_place()
        self.paint_bars()

    def rest(self) -> None:
        """The cursor rests: bring the rest of the screen up to date."""
        self.tell_place()
        self.paint_bars()
        self.preview(again=False)

    def preview(self, *, again: bool) -> None:
        """Show what the ticket under the cursor is about."""
        pane, id = self.query_one(Preview), self.rows.selected_id
        if not pane.display or (id == self.previewed and not again):
            return
        if not self.door.ready:
            return
        keep, self.previewed = id == self.previewed, id
        desk, told = self.door.desk, None
        with self.door.reading(), suppress(NotFound):
            told = look.show(desk, id) if id is not None and self.rows.source.find(id) else None
        if told is None:
            pane.put([])
            return
        from deskterm.widgets.facts import View
        from deskterm.widgets.glance import glance

        view = View(width=self.size.width, zone=self.door.zone, now=desk.now())
        pane.put(glance(told.ticket, told.texts, told.thread, view), keep=keep)

    def beside(self, id: int, direction: int) -> int | None:
        """The ticket next to this one in the list; the cursor goes with it."""
        self.rows.select(id)
        self.rows.action_move(direction)
        return self.rows.selected_id if self.rows.selected_id != id else None

    # ------------------------------------------------------------------ actions
    def action_triage(self) -> None:
        """The deck: of the marked tickets, or of all that nobody has judged."""
        self.door.open_triage(sorted(self.rows.marks) or None)

    def action_zoom(self) -> None:
        """Show or hide the preview, against what the height of the terminal says."""
        self.zoomed = not self.zoomed
        pane = self.query_one(Preview)
        pane.display = not pane.display
        if not pane.display:
            self.rows.focus()
        self.preview(again=True)

    def action_repeat(self) -> None:
        """The last change once more: on this ticket, or on the next one when it was this one's."""
        last = self.door.last_call
        if last is None or last[0].act is Act.REGISTER:
            self.door.say(_("There is no change to repeat yet."), "warning")
            return
        call, ids = last
        if self.rows.selected_id in ids and not self.rows.marks:
            self.rows.action_move(1)
        if (targets := self.targets()) and targets != list(ids):
            self.door.act(call, targets, self.versions())
