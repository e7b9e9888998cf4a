"""Filing the ticket that is up in the triage deck, and what follows."""

from typing import TYPE_CHECKING

from deskterm.screens.card import amendable
from deskterm.usecases.act import perform
from deskterm.usecases.desk import Desk, Done, Refused
from deskterm.usecases.undo import undo
from deskterm.widgets.bars import MessageBar
from deskterm.workflow.inputs import Triage

if TYPE_CHECKING:
    from deskterm.screens.triage import TriageScreen


class Filing:
    """The tickets that were filed in a deck; one is filed at a time."""

    def __init__(self, deck: "TriageScreen") -> None:
        self.deck = deck
        self.filed: list[int] = []
        self.busy = False

    def file(self) -> None:
        """File the ticket as it stands; while something is missing the last line says what, and a date is asked for."""
        judging = self.deck.judging
        if judging is None or self.busy:
            return
        if judging.missing == ("agreed_at",):
            self.ask_date()
        elif not judging.missing:
            self.busy = True
            self.deck.door.perform(
                self.act, judging.ticket.id, judging.inputs, seen=judging.ticket.version, then=self.over
            )

    def ask_date(self) -> None:
        """The date that the item needs; then the ticket is filed."""
        from deskterm.screens.dialogs.when import When

        self.deck.app.push_screen(When(), self.dated)

    def dated(self, date: int | None) -> None:
        """Back from the question for the date."""
        if date is not None and self.deck.judging is not None:
            self.deck.ask(self.deck.judging.on(date))
            self.file()

    def act(self, desk: Desk, ticket: int, entered: Triage, seen: int) -> Done:
        """The act itself, in the thread of the act. What is wrong with the reporter is mended by amending."""
        try:
            done = perform(desk, ticket, entered, seen)
        except Refused as error:
            self.deck.app.call_from_thread(self.deck.call_after_refresh, self.deck.reload)
            raise amendable(error) from error
        finally:
            self.busy = False
        self.filed.append(ticket)
        return done

    def over(self, done: Done) -> None:
        """The next ticket; a deck of chosen ones closes after the last, and what was said stays to be read."""
        deck = self.deck
        deck.on_ticket_changed(done.id)
        if deck.only is not None and deck.card is None:
            said = deck.query_one(MessageBar).message
            deck.door.leave_screen(deck)
            deck.door.say(*said)

    def undo(self) -> None:
        """Take back the last triage of this deck, or else my last act."""
        self.deck.door.perform(undo, self.filed[-1] if self.filed else None, undo_hint=False, then=self.undone)

    def undone(self, done: Done) -> None:
        """The ticket is up again."""
        self.filed = [ticket for ticket in self.filed if ticket != done.id]
        self.deck.stack.restore(done.id)
        self.deck.bring()
