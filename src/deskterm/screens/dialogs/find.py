"""Where a query or a ticket's number is typed; the last query can be mended, and so can one that means nothing."""

from collections.abc import Callable, Sequence
from functools import partial

from rich.style import Style
from textual.app import ComposeResult
from textual.widgets import Input

from deskterm.screens.dialogs.dialog import Dialog
from deskterm.store.read.query import FIELDS
from deskterm.texts.language import _
from deskterm.widgets.bars import Hint
from deskterm.widgets.lines import ALARM, QUIET, Line, said
from deskterm.widgets.paper import Sheet


class Find(Dialog[str]):
    """The prompt. Result: what was typed; None: nothing is to change. `wrong` says what is wrong with a text."""

    def __init__(self, text: str, wrong: Callable[[str], str]) -> None:
        super().__init__(_('Search: words, "a phrase", -without, field:value, or DT-12'))
        self.text, self.wrong = text, wrong

    def body(self) -> ComposeResult:
        """One line to type in; what may be typed, or what is wrong with what was, below it."""
        yield Input(self.text, compact=True, placeholder="status:open,waiting priority:1 assignee:me")
        yield Sheet(partial(told, _("Fields: {fields}").format(fields=", ".join(FIELDS)), QUIET))

    def hints(self) -> tuple[Hint, ...]:
        """How to go on."""
        return (Hint("enter", _("find")), Hint("esc", _("back")))

    def on_mount(self) -> None:
        """The last query is there to be typed over."""
        self.query_one(Input).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter; a query that means nothing stays to be mended."""
        if wrong := self.wrong(message.value):
            self.query_one(Sheet).show(partial(told, f"!! {wrong}", ALARM))
        else:
            self.dismiss(message.value)


def told(text: str, style: Style, width: int) -> Sequence[Line]:
    """A sentence in as many lines as it needs."""
    return said(text, width, style)
