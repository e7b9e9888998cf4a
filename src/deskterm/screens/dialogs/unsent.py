"""What was written and not sent: go on with it, copy it, or throw it away."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from deskterm.screens.dialogs.ask import Answer, Ask
from deskterm.screens.dialogs.dialog import Dialog
from deskterm.screens.forms.starting import SPECS, start
from deskterm.screens.key import shown, word
from deskterm.screens.keys import bindings
from deskterm.screens.reading import UNSENT
from deskterm.screens.wording import FAILURES
from deskterm.texts.drafts import note, title, unsent_sentence
from deskterm.texts.language import _
from deskterm.texts.numbers import number
from deskterm.usecases import look
from deskterm.widgets.bars import Hint
from deskterm.widgets.menu import Item, Menu
from deskterm.workflow.draft import Draft
from deskterm.workflow.values import Act


class Unsent(Dialog[None]):
    """The list, the latest first. Esc leaves everything as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(UNSENT)]

    def __init__(self) -> None:
        super().__init__(_("Not sent"))

    def body(self) -> ComposeResult:
        """A line per text."""
        yield Menu(self.items(), narrows=False, wraps=True)

    def items(self) -> list[Item]:
        """The texts."""
        door = self.door
        kept = sorted(door.drafts.kept.values(), key=lambda draft: (-draft.at, draft.id))
        return [Item(draft.id, title(draft)[:240], note=note(draft, door.zone, door.desk.now())) for draft in kept]

    def hints(self) -> tuple[Hint, ...]:
        """The keys."""
        own = (Hint(shown(key.keys), word(key)) for key in UNSENT)
        return (Hint("enter", _("go on")), *own, Hint("esc", _("later")))

    def on_mount(self) -> None:
        """Say how many, and what becomes of them."""
        self.query_one(Menu).focus()
        self.door.say(unsent_sentence(len(self.door.drafts.kept)))

    @property
    def current(self) -> Draft | None:
        """The text under the cursor."""
        item = self.query_one(Menu).current
        return self.door.drafts.kept.get(item.value) if item else None

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Enter: its form, with everything that was in it."""
        draft = self.door.drafts.kept.get(message.item.value)
        if draft is None:
            return
        if draft.act not in {act.value for act in SPECS}:
            self.door.say(_("There is no form for it in this version; y copies the text."), "warning")
            return
        try:
            seen = {id: look.show(self.door.desk, id).ticket.version for id in draft.tickets}
        except FAILURES:
            told = _("{tickets} can't be shown to you any more; y copies the text.")
            self.door.say(told.format(tickets=", ".join(map(number, draft.tickets))), "warning")
            return
        self.dismiss(None)
        door = self.door
        door.call_later(partial(start, door, Act(draft.act), draft.tickets, seen, None, draft=draft))

    def action_copy(self) -> None:
        """The whole text to the clipboard; it stays in the list."""
        if (draft := self.current) is not None:
            self.door.copy_to_clipboard(draft.words)
            self.door.say(_("Copied: {text}").format(text=title(draft)[:60]))

    def action_discard(self) -> None:
        """Throw it away, when that is meant."""
        if (draft := self.current) is not None:
            answers = [Answer("k", "keep", _("Keep it")), Answer("d", "discard", _("Discard it"))]
            self.app.push_screen(Ask(title(draft)[:200], answers), partial(self.discarded, draft.id))

    def discarded(self, id: str, answer: str | None) -> None:
        """The answer."""
        if answer != "discard":
            return
        self.door.drafts.forget(id)
        if self.door.drafts.kept:
            self.query_one(Menu).items = tuple(self.items())
        else:
            self.dismiss(None)
        self.door.say(_("Discarded."))
