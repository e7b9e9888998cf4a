"""Where a query or a ticket's number is typed; the last query can be mended."""

from textual.app import ComposeResult
from textual.widgets import Input

from deskterm.screens.dialogs.dialog import Dialog
from deskterm.store.read.query import FIELDS
from deskterm.texts.language import _
from deskterm.widgets.bars import Caption, Hint
from deskterm.widgets.lines import QUIET


class Find(Dialog[str]):
    """The prompt. Result: what was typed; None: nothing is to change."""

    def __init__(self, text: str) -> None:
        super().__init__(_("Find: DT-12, words of the subject, or field:value"))
        self.text = text

    def body(self) -> ComposeResult:
        """One line."""
        yield Caption(_("Fields: {fields}").format(fields=" ".join(FIELDS)), QUIET)
        yield Input(self.text, compact=True, placeholder="status:open,waiting priority:1 assignee:me")

    def hints(self) -> tuple[Hint, ...]:
        """How to go on."""
        return (Hint("enter", _("find")), Hint("esc", _("back")))

    def on_mount(self) -> None:
        """The last query is there to be typed over."""
        self.query_one(Input).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter."""
        self.dismiss(message.value)
