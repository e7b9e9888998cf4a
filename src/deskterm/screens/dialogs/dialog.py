"""The panel that every dialog and form is: full width at the bottom, a title above, the ticket still in sight."""

from typing import ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from deskterm.screens.keys import SHEET, bindings
from deskterm.widgets.bars import Bar, Caption, Hint, KeyBar, MessageBar
from deskterm.widgets.lines import HEAD, PUBLIC

TYPE_CHECKING = False
if TYPE_CHECKING:
    from deskterm.app import Deskterm

Result = TypeVar("Result")


class Dialog(ModalScreen[Result], Generic[Result]):
    """A panel with a title, a body, a message line and its keys. It hides while another one stands above it."""

    DEFAULT_CSS = """
    Dialog { align: left bottom; background: transparent; }
    Dialog > #panel { width: 100%; height: auto; max-height: 100%; background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SHEET)]
    AUTO_FOCUS = None

    def __init__(self, title: str, *, public: bool = False, note: str = "") -> None:
        super().__init__()
        self.caption, self.public, self.note = title, public, note

    @property
    def door(self) -> "Deskterm":
        """The app, by its own type."""
        return cast("Deskterm", self.app)

    def compose(self) -> ComposeResult:
        """Title, body, message, keys."""
        with Vertical(id="panel", classes="-public" if self.public else ""):
            yield Caption(self.caption, PUBLIC if self.public else HEAD, rule=True)
            if self.note:
                yield Caption(self.note)
            yield from self.body()
            yield MessageBar()
            yield KeyBar()

    def body(self) -> ComposeResult:
        """What the dialog holds."""
        raise NotImplementedError

    def hints(self) -> tuple[Hint, ...]:
        """The keys of the dialog."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show the keys."""
        self.query_one(KeyBar).hints = self.hints()

    def on_resize(self) -> None:
        """What can be scrolled gives way, so that the keys below it stay in sight."""
        children = self.query_one("#panel").children
        rest = sum(child.height for child in children if isinstance(child, Bar))
        for child in children:
            if not isinstance(child, Bar):
                child.styles.max_height = max(self.app.size.height - rest, 1)

    def on_message_bar_grown(self) -> None:
        """A long message takes lines from what can be scrolled."""
        self.on_resize()

    def on_screen_suspend(self) -> None:
        """Another panel stands above this one."""
        self.query_one("#panel").visible = not isinstance(self.app.screen, Dialog)

    def on_screen_resume(self) -> None:
        """This panel is the upper one again."""
        self.query_one("#panel").visible = True

    def action_leave(self) -> None:
        """Close without a result."""
        self.dismiss(None)
