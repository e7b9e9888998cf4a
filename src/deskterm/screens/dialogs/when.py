"""Where the date is typed that is agreed upon with the requester."""

from functools import partial

from textual.app import ComposeResult
from textual.widgets import Input

from deskterm.screens.dialogs.dialog import Dialog
from deskterm.screens.dialogs.find import told
from deskterm.texts.fields import field
from deskterm.texts.language import _
from deskterm.texts.times import parse_moment
from deskterm.widgets.bars import Hint
from deskterm.widgets.lines import ALARM, QUIET
from deskterm.widgets.paper import Sheet


class When(Dialog[int]):
    """The question. Result: microseconds; None: not now."""

    def __init__(self) -> None:
        super().__init__(field("agreed_at"))

    def body(self) -> ComposeResult:
        """One line to type in, below it how, or what is wrong with what was typed."""
        yield Input(compact=True, placeholder=_("tomorrow 09:00, fri 14:00, 3d"))
        yield Sheet(partial(told, _("for when a request is agreed"), QUIET))

    def hints(self) -> tuple[Hint, ...]:
        """How to go on."""
        return (Hint("enter", _("file it")), Hint("esc", _("back")))

    def on_mount(self) -> None:
        """At once."""
        self.query_one(Input).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter; what is no moment stays to be mended."""
        try:
            self.dismiss(parse_moment(message.value, self.door.desk.now(), self.door.zone))
        except ValueError as error:
            self.query_one(Sheet).show(partial(told, f"!! {error}", ALARM))
