"""Help and command palette: every key and command of the screen below, searched by typing, run by enter."""

from textual.app import ComposeResult

from deskterm.screens.base import DeskScreen
from deskterm.screens.dialogs.sheet import Sheet
from deskterm.screens.keys import Key, sentence, shown
from deskterm.texts.language import _
from deskterm.texts.refusals import sentence as reason
from deskterm.widgets.bars import Hint
from deskterm.widgets.menu import Item, Menu


class Commands(Sheet[Key]):
    """The list of what holds on a screen. Result: what was chosen; the app runs it on that screen."""

    def __init__(self, below: DeskScreen, *, commands: bool) -> None:
        super().__init__(_("Commands: type to search") if commands else _("Keys: type to search, enter runs"))
        self.below, self.commands = below, commands

    def body(self) -> ComposeResult:
        """A line per key."""
        yield Menu([self.item(key) for group in self.below.GROUPS for key in group if self.commands or key.keys])

    def item(self, key: Key) -> Item:
        """The key, what it does, and why it is barred if it is."""
        refusal = self.below.bars(key.id.partition(".")[2]) if key.acts else None
        sign = shown(key.keys).split()[0] if key.keys else ""
        note = reason(refusal.points[0]) if refusal else " ".join(shown(key.keys).split()[1:])
        return Item(key, sentence(key), f"{sign:>6}", note, refusal is None)

    def hints(self) -> tuple[Hint, ...]:
        """How to go on."""
        return (Hint("enter", _("run")), Hint("esc", _("back")))

    def on_mount(self) -> None:
        """Typing narrows at once."""
        self.query_one(Menu).focus()

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Run it on the screen below."""
        self.dismiss(message.item.value)
