"""Who else is at a ticket: looked up beside the screen every second, shown in the list and on the ticket."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING

from deskterm.screens.base import DeskScreen
from deskterm.texts.presence import there
from deskterm.widgets.lines import QUIET, Line, said

if TYPE_CHECKING:
    from deskterm.app import Deskterm
    from deskterm.usecases.presence import Presence, There

LOOKS, WRITES, NOBODY = "@", "~", " "
"""In the list: of one byte each."""


class Others:
    """What one terminal knows of the others."""

    def __init__(self, door: "Deskterm") -> None:
        self.door = door
        self.seen: Mapping[int, tuple[There, ...]] = {}
        self._presence: Presence | None = None
        self._busy = False

    def sign(self, ticket: int) -> str:
        """One cell for a ticket in the list."""
        found = self.seen.get(ticket, ())
        return NOBODY if not found else WRITES if any(each.writing for each in found) else LOOKS

    def lines(self, ticket: int, width: int) -> list[Line]:
        """Who is at this ticket, in words."""
        return said(there(found), width, QUIET) if (found := self.seen.get(ticket)) else []

    def look(self) -> None:
        """Say where one is, and see where the others are, unless the last look is still at it."""
        if self._busy or not self.door.ready:
            return
        place = next(filter(None, (at(screen) for screen in reversed(self.door.screen_stack))), None)
        if self._presence is not None and self._presence.quiet(place):
            return
        self._busy = True
        self.door.drafts.submit(partial(self._work, place))

    def _work(self, place: tuple[int, bool] | None) -> None:
        if self._presence is None:
            from deskterm.usecases.presence import Presence

            self._presence = Presence(self.door.desk)
        self._presence.say(place)
        found = self._presence.others()
        if self.door.is_running:
            self.door.call_later(self.show, found)

    def show(self, found: "Mapping[int, tuple[There, ...]]") -> None:
        """Tell the screens of what has changed."""
        self._busy = False
        changed = {ticket for ticket in {*found, *self.seen} if found.get(ticket) != self.seen.get(ticket)}
        self.seen = found
        if changed:
            self.repaint(changed)

    def repaint(self, tickets: Collection[int]) -> None:
        """Something is known of tickets that is not part of the record: show it wherever they are shown."""
        from deskterm.screens.listing import Listing
        from deskterm.screens.ticket import TicketScreen
        from deskterm.widgets.sheet import Sheet

        for screen in self.door.screen_stack:
            if isinstance(screen, Listing):
                screen.rows.repaint()
            elif isinstance(screen, TicketScreen) and screen.ticket in tickets:
                screen.query_one("#head", Sheet).show(screen.head_lines)

    def close(self) -> None:
        """This terminal is at no ticket any more."""
        if self._presence is not None:
            self._presence.close()


def at(screen: object) -> tuple[int, bool] | None:
    """The ticket that a screen is about, and whether something is being written there; a list is about none."""
    from deskterm.screens.forms.form import Form
    from deskterm.screens.listing import Listing

    if isinstance(screen, Form):
        return (screen.ids[0], screen.unsent) if len(screen.ids) == 1 else None
    if not isinstance(screen, DeskScreen) or isinstance(screen, Listing) or not screen.following:
        return None
    found = screen.targets()
    return (found[0], False) if len(found) == 1 else None
