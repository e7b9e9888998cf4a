"""What narrows the list of the queue: numbers, field:value terms, words to search for."""

import asyncio
from typing import TYPE_CHECKING

from deskterm.screens.listing import Listing
from deskterm.screens.source import narrows
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases import look
from deskterm.usecases.look import BadTerm, Filter, parse, split_view

if TYPE_CHECKING:
    from deskterm.screens.found import FoundSource


class Searching(Listing):
    """A list that can be asked."""

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

        door = self.door
        found = FoundSource(door.desk, text, door.zone, door.reading, self.remaining, lambda: self.lacking(found))
        if self.marks is None:
            self.left = self.filter
        self.marks = found.marks
        self.show_list(found, text)
        self.tell_found(found)

    def tell_found(self, found: "FoundSource") -> None:
        """Say that nothing is found, or not yet."""
        if self.rows.selected is None:
            nothing = _("Nothing found; esc goes back to the list.")
            self.door.say(_("Nothing found so far; searching on.") if found.lacks() else nothing, "warning")

    def lacking(self, found: "FoundSource") -> None:
        """The list wants more of what is found: read on, once at a time for each search."""
        if not found.read_on:
            found.read_on = True
            self.run_worker(self.read_on(found), group="found")

    async def read_on(self, found: "FoundSource") -> None:
        """Page by page in another thread, for as long as this is the list and more of it is wanted."""
        from deskterm.screens.wording import FAILURES, trouble

        try:
            while self.still_shows(found) and found.lacks():
                before = len(found.places)
                found.take(await asyncio.to_thread(found.further))
                if self.still_shows(found) and (len(found.places) > before or not found.lacks()):
                    self.show_more(found)
        except FAILURES as error:
            self.door.say(trouble(error), "error")
        finally:
            found.read_on = False

    def still_shows(self, found: "FoundSource") -> bool:
        """Is the list of this search? The app may have ended while its pages were read."""
        return bool(self.query("#rows")) and self.rows.source is found

    def show_more(self, found: "FoundSource") -> None:
        """More is there. Whoever asked for the end and has not moved since is taken there."""
        stood_on = self.rows.selected_id
        self.rows.reload()
        if stood_on is not None and stood_on == found.end_shown and not found.lacks():
            self.rows.action_last()
        if stood_on is None:
            self.door.say("")
        self.tell_found(found)
        self.tell_place()

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
