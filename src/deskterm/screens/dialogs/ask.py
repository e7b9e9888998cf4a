"""One question, a few answers: what becomes of an unsent text, whether to quit."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import ComposeResult

from deskterm.screens.dialogs.dialog import Dialog
from deskterm.texts.language import _
from deskterm.widgets.bars import Hint
from deskterm.widgets.menu import Item, Menu


class Answer(NamedTuple):
    """An answer: its key, its value, its words."""

    key: str
    value: str
    words: str


class Ask(Dialog[str]):
    """The question. The answer's own key chooses it, so do the arrows with enter; esc answers nothing."""

    def __init__(self, question: str, answers: Sequence[Answer]) -> None:
        super().__init__(question)
        self.answers = answers

    def body(self) -> ComposeResult:
        """The answers."""
        yield Menu([Item(answer.value, answer.words, answer.key) for answer in self.answers], narrows=False)

    def hints(self) -> tuple[Hint, ...]:
        """How to answer."""
        return (Hint("enter", _("choose")), Hint("esc", _("back")))

    def on_mount(self) -> None:
        """The first answer is at hand."""
        self.query_one(Menu).focus()

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Enter."""
        self.dismiss(str(message.item.value))
