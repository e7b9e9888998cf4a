"""Help and command palette: every key and command of the screen below, searched by typing, run by enter."""

from textual.app import ComposeResult

from deskterm.screens.base import DeskScreen
from deskterm.screens.dialogs.dialog import Dialog
from deskterm.screens.key import Key, sentence, shown
from deskterm.screens.keys import COMMANDS
from deskterm.texts.language import _
from deskterm.texts.refusals import sentence as reason
from deskterm.widgets.bars import Hint
from deskterm.widgets.menu import Item, Menu


class Commands(Dialog[Key]):
    """The list of what holds on a screen. Result: what was chosen; the app runs it on that screen."""

    def __init__(self, below: DeskScreen, *, commands: bool) -> None:
        super().__init__(_("Commands: type to search") if commands else _("Keys: type to search, enter runs"))
        self.below, self.commands = below, commands

    def body(self) -> ComposeResult:
        """A line per key."""
        groups = (
            sorted(self.below.GROUPS, key=lambda group: group is not COMMANDS) if self.commands else self.below.GROUPS
        )
        yield Menu([self.item(key) for group in groups for key in group if self.holds(key)])

    def holds(self, key: Key) -> bool:
        """Is it listed? The palette leaves moving about to the hands; of the numbered views one stands for all."""
        if key.id.removeprefix("queue.view_").isdecimal():
            return key.keys == "1" and not self.commands
        return not key.id.startswith("rows.") if self.commands else bool(key.keys)

    def item(self, key: Key) -> Item:
        """The key, what it does, and why it is barred if it is."""
        refusal = self.below.bars(key.id.partition(".")[2]) if key.acts else None
        sign = "1-9" if key.id == "queue.view_1" else shown(key.keys).split()[0] if key.keys else ""
        note = reason(refusal.points[0]) if refusal else " ".join(shown(key.keys).split()[1:])
        return Item(key, sentence(key), f"{sign:>6}", note, refusal is None, key.id)

    def hints(self) -> tuple[Hint, ...]:
        """How to go on."""
        return (Hint("enter", _("run")), Hint("esc", _("back")))

    def on_mount(self) -> None:
        """Typing narrows at once."""
        self.query_one(Menu).focus()

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Run it on the screen below."""
        self.dismiss(message.item.value)
