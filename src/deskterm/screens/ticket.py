"""One ticket, whole: facts, clocks, texts, thread, history, and what may be done next and what not and why."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from deskterm.screens.base import DeskScreen
from deskterm.screens.key import Key
from deskterm.screens.keys import ACTS, APP, BACK, COMMANDS, DESK, bindings
from deskterm.screens.reading import OFFERED, READING
from deskterm.screens.wording import FAILURES, trouble, warnings_sentence
from deskterm.store.errors import StoreError
from deskterm.texts.events import line as sentence
from deskterm.texts.language import _
from deskterm.usecases import look
from deskterm.usecases.whole import Shown
from deskterm.widgets.bars import KeyBar, MessageBar
from deskterm.widgets.breached import breach
from deskterm.widgets.clocks import clocks
from deskterm.widgets.facts import View, diagnosis, facts, head, stories
from deskterm.widgets.lines import Block, Line, is_marked
from deskterm.widgets.paper import Paper, Sheet
from deskterm.widgets.prospects import prospects
from deskterm.widgets.steps import STEP, calls, steps
from deskterm.widgets.thread import FILE, LINK, NOTE, attachments, events, links, thread
from deskterm.workflow.values import Act, Ticket

Beside = Callable[[int, int], int | None]
"""The ticket next to one (1) or before it (-1) in the list it was opened from; None at the ends."""


class TicketScreen(DeskScreen):
    """A ticket to read and to act on."""

    CSS_PATH = "ticket.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(BACK, READING)]
    GROUPS: ClassVar[tuple[tuple[Key, ...], ...]] = (READING, ACTS, DESK, BACK, APP, COMMANDS)
    ABOUT = frozenset({"steps"})

    def __init__(self, ticket: int, beside: Beside | None = None) -> None:
        super().__init__()
        self.ticket = ticket
        self.list_beside = beside
        self.shown: Shown | None = None
        self.zoomed = False

    def compose(self) -> ComposeResult:
        """Two lines that stay, the column that scrolls, the bars."""
        yield Sheet(id="head")
        yield Paper(id="paper")
        yield MessageBar()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read and show."""
        self.query_one(Paper).focus()
        self.reload()

    def on_ticket_changed(self, ticket: int) -> None:
        """This one, or one that it names, has changed."""
        linked = {row.other for row in self.shown.links} if self.shown else set()
        if ticket in (0, self.ticket) or ticket in linked:
            self.reload()

    # ------------------------------------------------------------------ what acts are about
    def targets(self) -> list[int]:
        """The one ticket."""
        return [self.ticket]

    def versions(self) -> Mapping[int, int]:
        """Its version as it is shown."""
        return {self.ticket: self.shown.ticket.version} if self.shown else {}

    def facts(self) -> Ticket | None:
        """Its facts."""
        return self.shown.ticket if self.shown else None

    def undo_target(self) -> int | None:
        """My last act on this ticket."""
        return self.ticket

    # ------------------------------------------------------------------ reading and painting
    def reload(self) -> None:
        """Read again, and stay where one was reading. A ticket that is out of sight now is left."""
        try:
            self.shown = look.show(self.door.desk, self.ticket)
        except FAILURES as error:
            if self.shown is not None and isinstance(error, StoreError):
                self.door.say(trouble(error), "error")
            else:
                self.call_later(self.leave, trouble(error))
            return
        self.paint(afresh=False)

    def leave(self, why: str) -> None:
        """Close what can't be shown, and say why on the screen below."""
        self.door.leave_screen(self)
        self.door.say(why, "warning")

    def paint(self, *, afresh: bool) -> None:
        """Show what was read."""
        if self.shown is None:
            return
        self.door.set_title(f"{self.shown.ticket.number} {self.shown.ticket.subject}")
        self.query_one("#head", Sheet).show(self.head_lines)
        self.query_one(Paper).show(self.blocks, afresh=afresh)
        self.refresh_bindings()
        self.paint_bars()

    def head_lines(self, width: int) -> list[Line]:
        """What stays on the screen."""
        about = [*self.door.drafts.lines(self.ticket, width), *self.door.others.lines(self.ticket, width)]
        return [*head(self.shown.ticket, width), *calls(self.shown.calls, width), *about] if self.shown else []

    def blocks(self, width: int) -> list[Block]:
        """The whole ticket, or its thread alone while that is zoomed."""
        if (shown := self.shown) is None:
            return []
        view = View(width=width, zone=self.door.zone, now=shown.now, ping_pong=self.door.desk.policy.ping_pong)
        ticket, written = shown.ticket, thread(shown.thread, view)
        if self.zoomed:
            return self.lit(written)
        whole = [
            *facts(ticket, shown.texts, view, shown.item),
            *breach(ticket, view),
            *stories(ticket, shown.texts, view),
            *steps(ticket.steps, view),
            *clocks(shown.clocks, view, ticket.agreed_at, shown.told_next),
            *diagnosis(ticket.sheet, ticket.questions, view),
            *written,
            *attachments(shown.attachments, view),
            *links(shown.links, view),
            *prospects(shown.prospects, OFFERED, view),
            *events(shown.events, sentence, view),
        ]
        return self.lit(whole)

    def lit(self, blocks: list[Block]) -> list[Block]:
        """The blocks with what was searched for marked, where the list below is of a search."""
        marks = next(filter(None, (getattr(screen, "marks", None) for screen in self.app.screen_stack)), None)
        if marks is None:
            return blocks
        from deskterm.screens.found import highlighted

        return highlighted(blocks, marks)

    def on_paper_scrolled(self, message: Paper.Scrolled) -> None:
        """Say where in the ticket one reads."""
        self.place(message.paper.told_position)
        self.door.paint_now(self.query_one(MessageBar))

    # ------------------------------------------------------------------ actions
    def action_back(self) -> None:
        """To the screen below."""
        self.dismiss(None)

    def action_step(self, direction: int) -> None:
        """To the next or previous section, or thing that enter opens."""
        self.query_one(Paper).step(direction)

    def action_hit(self, direction: int) -> None:
        """To the next or previous place of what was searched for."""
        if not self.query_one(Paper).seek(is_marked, direction):
            self.door.say(_("There is no further place."))

    def action_zoom(self) -> None:
        """The thread alone, or everything again."""
        self.zoomed = not self.zoomed
        self.query_one(Paper).reflow()

    def action_open(self) -> None:
        """What is marked: another ticket, an outcome to record, the files."""
        key = self.query_one(Paper).stop or ""
        kind, number = key[: key.find(":") + 1], key.rpartition(":")[2]
        if kind == LINK:
            self.door.open_ticket(int(number))
        elif kind == NOTE:
            self.door.start_act(Act.SETTLE, self.ticket, focus="outcome")
        elif kind in (FILE, STEP):
            self.action_act("files" if kind == FILE else "steps")

    def action_beside(self, direction: int) -> None:
        """The next or previous ticket of the list this one was opened from."""
        other = self.list_beside(self.ticket, direction) if self.list_beside else None
        if other is None:
            self.door.say(_("There is no further ticket in the list."))
        else:
            self.ticket, self.shown = other, None
            self.reload()
            self.paint(afresh=True)

    def action_triage(self) -> None:
        """Triage this ticket, unless that has been done."""
        refusal = look.barred(self.door.desk, self.shown.ticket, Act.TRIAGE) if self.shown else None
        if refusal is not None:
            self.door.say(warnings_sentence(refusal.points), "warning")
            return
        self.door.open_triage([self.ticket])
