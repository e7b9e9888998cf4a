"""Two people set the same fields: both values, who and when, and the choice between them."""

from collections.abc import Sequence
from datetime import tzinfo

from textual.app import ComposeResult

from deskterm.screens.dialogs.dialog import Dialog
from deskterm.texts import names, times
from deskterm.texts.fields import field
from deskterm.texts.language import _
from deskterm.texts.safe import safe
from deskterm.usecases.desk import Clash, Conflict
from deskterm.widgets.bars import Caption, Hint
from deskterm.widgets.lines import QUIET, STRONG
from deskterm.widgets.menu import Item, Menu
from deskterm.workflow.values import Reporter

MINE, THEIRS = "mine", "theirs"


def value_words(value: object) -> str:
    """Any value of a field as words."""
    if value is None or value == "":
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Reporter):
        return safe(value.name)
    if isinstance(value, int):
        return str(value)
    word = names.name_of(value) if type(value).__module__.startswith("deskterm.") else str(value)
    return safe(word)


def clash_lines(clash: Clash, zone: tzinfo, now: int) -> Sequence[tuple[str, bool]]:
    """A field: whose value it has, and the one that was to be set. True: a heading."""
    at = times.near(clash.at, zone, now)
    return [
        (field(clash.field), True),
        (_("  {by}, {at}: {value}").format(by=safe(clash.by), at=at, value=value_words(clash.theirs)), False),
        (_("  you, now: {value}").format(value=value_words(clash.yours)), False),
    ]


class ConflictDialog(Dialog[str]):
    """Result: `MINE` to send again on the new version, `THEIRS` to take theirs, None to go on writing."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(_("DT-{id}: somebody has changed it meanwhile").format(id=conflict.id))
        self.conflict = conflict

    def body(self) -> ComposeResult:
        """Both values of each field, and the choice."""
        for clash in self.conflict.clashes:
            for text, head in clash_lines(clash, self.door.zone, self.door.desk.now()):
                yield Caption(text, STRONG if head else QUIET)
        yield Menu(
            [
                Item(THEIRS, _("Take theirs"), "t"),
                Item(MINE, _("Send mine again, over theirs"), "s"),
            ],
            narrows=False,
        )

    def hints(self) -> tuple[Hint, ...]:
        """How to choose."""
        return (Hint("enter", _("choose")), Hint("esc", _("go on writing")))

    def on_mount(self) -> None:
        """The careful choice is at hand."""
        self.query_one(Menu).focus()

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Enter."""
        self.dismiss(str(message.item.value))
