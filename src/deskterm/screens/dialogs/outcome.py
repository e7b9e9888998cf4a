"""What could not be done to some of several tickets: each with every reason, and the way to it."""

from collections.abc import Sequence

from textual.app import ComposeResult

from deskterm.screens.dialogs.dialog import Dialog
from deskterm.texts.language import _
from deskterm.widgets.bars import Hint
from deskterm.widgets.menu import Item, Menu


class Outcome(Dialog[None]):
    """The tickets that an act did not reach. Enter opens one."""

    def __init__(self, title: str, failed: Sequence[tuple[int, str]]) -> None:
        super().__init__(title)
        self.failed = failed

    def body(self) -> ComposeResult:
        """A line per ticket."""
        yield Menu([Item(id, text, f"DT-{id}") for id, text in self.failed], narrows=False, wraps=True)

    def hints(self) -> tuple[Hint, ...]:
        """How to go on."""
        return (Hint("enter", _("open the ticket")), Hint("esc", _("back")))

    def on_mount(self) -> None:
        """The first one is at hand."""
        self.query_one(Menu).focus()

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Open the ticket."""
        self.dismiss(None)
        self.door.open_ticket(message.item.value)
