"""The triage deck: one untriaged ticket after another, judged in one to four keys."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from deskterm.screens.base import DeskScreen
from deskterm.screens.card import Card
from deskterm.screens.filing import Filing
from deskterm.screens.key import Key
from deskterm.screens.keys import APP, BACK, bindings
from deskterm.screens.reading import DECK
from deskterm.screens.stack import Stack
from deskterm.texts.language import _
from deskterm.widgets.bars import KeyBar, MessageBar
from deskterm.widgets.deckview import DeckView, Hand
from deskterm.widgets.grid import cell_of
from deskterm.widgets.judging import Judging
from deskterm.widgets.paper import Paper
from deskterm.workflow.values import Act, Ticket


class TriageScreen(DeskScreen, inherit_bindings=False):
    """The deck. Letters answer its questions; they do not start the acts they start elsewhere."""

    CSS_PATH = "triage.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DECK, BACK)]
    GROUPS: ClassVar[tuple[tuple[Key, ...], ...]] = (DECK, BACK, APP)

    def __init__(self, only: Sequence[int] | None = None) -> None:
        super().__init__()
        self.only = only
        self.card: Card | None = None
        self.judging: Judging | None = None
        self.filing = Filing(self)

    def compose(self) -> ComposeResult:
        """The ticket that is up, the bars."""
        yield DeckView(self.door.zone)
        yield MessageBar()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the first ticket."""
        self.stack = Stack(self.door.desk, self.only)
        self.query_one(Paper).focus()
        self.door.set_title(_("triage"))
        self.paint_bars()
        self.bring()

    def on_ticket_changed(self, ticket: int) -> None:
        """Something else is known now; the agent's answers stay."""
        self.stack.changed(ticket)
        if (ticket == 0 or (self.card and self.card.concerns(ticket))) and not self.filing.busy and self.is_attached:
            self.reload()

    def targets(self) -> list[int]:
        """The ticket that is up."""
        return [] if self.stack.current is None else [self.stack.current]

    def versions(self) -> Mapping[int, int]:
        """Its version as it is shown."""
        return {self.card.shown.ticket.id: self.card.shown.ticket.version} if self.card else {}

    def facts(self) -> Ticket | None:
        """Its facts."""
        return self.card.shown.ticket if self.card else None

    def bring(self) -> None:
        """Show the ticket that is up, as nobody has judged it yet."""
        self.judging = None
        self.reload()

    def reload(self) -> None:
        """Read the ticket that is up; the answers that were given to it stay."""
        with self.door.reading():
            self.show_up(self.judging)

    def show_up(self, before: Judging | None) -> None:
        """Read and show it. `before`: the answers that were given to it. StoreError: it can't be read now."""
        self.card, passed = self.stack.bring()
        before = None if passed else before
        for other in (each for each in passed if each.shown.ticket.id not in self.filing.filed):
            self.door.say(other.told)
        self.judging = self.card.judged(before, self.door.desk.policy) if self.card else None
        self.query_one(DeckView).show(self.hand(), self.door.desk.now(), afresh=before is None)
        self.run_worker(partial(self.stack.read_on, self.card, self.liken), exclusive=True)  # type: ignore[arg-type]

    def liken(self, card: Card) -> None:
        """What is like the ticket has been found."""
        if self.card is not None and self.card.shown is card.shown and self.judging is not None and self.is_attached:
            self.card = card
            self.ask(self.judging)

    def hand(self) -> Hand | None:
        """What is shown of the ticket that is up."""
        if self.card is None or self.judging is None:
            return None
        return self.card.hand(self.judging, (self.stack.position, self.stack.total), self.door.desk.policy.matrix)

    def on_paper_scrolled(self, message: Paper.Scrolled) -> None:
        """Say when there is more to read than fits."""
        self.place(message.paper.told_position if message.paper.overflows else "")

    def on_key(self, event: events.Key) -> None:
        """Any key leaves an empty deck."""
        if self.card is None:
            event.stop()
            event.prevent_default()
            self.action_back()

    def action_answer(self, question: str, given: str) -> None:
        """Take an answer over; the one that was missing after the grid was pressed files the ticket."""
        if self.judging is not None:
            pointed = self.judging.own_levels is not None and bool(self.judging.missing)
            self.ask(self.judging.answered(question, given))
            if pointed and not self.judging.missing:
                self.action_file()

    def action_cell(self, key: str) -> None:
        """Impact and urgency; files the ticket when everything else is known."""
        if self.judging is not None and (cell := cell_of(key, self.door.desk.policy.matrix)) is not None:
            self.ask(self.judging.at_levels(*cell))
            self.action_file()

    def ask(self, judging: Judging) -> None:
        """The questions as they stand now."""
        self.judging = judging
        if hand := self.hand():
            self.query_one(DeckView).ask(hand)

    def action_file(self) -> None:
        """File the ticket as it stands; while something is missing the last line says what."""
        self.filing.file()

    def action_skip(self, direction: int) -> None:
        """The next or previous ticket; this one comes up again at the end."""
        self.stack.step(direction)
        self.bring()

    def action_undo(self) -> None:
        """Take back the last triage of this deck, or else my last act."""
        self.filing.undo()

    def action_open(self) -> None:
        """The whole ticket."""
        if self.card:
            self.door.open_ticket(self.card.shown.ticket.id)

    def action_amend(self) -> None:
        """The form of facts, at the reporter: what most often stands in the way."""
        if self.card:
            self.door.start_act(Act.AMEND, self.card.shown.ticket.id, focus="reporter")

    def action_zoom(self) -> None:
        """The text alone, or the questions again."""
        self.query_one(DeckView).toggle_class("-zoomed")

    def action_back(self) -> None:
        """A half choice is dropped first; then leave the deck."""
        if self.judging is not None and (self.judging.listing or self.judging.group is not None):
            self.action_answer("drop", "")
        else:
            self.dismiss(None)
