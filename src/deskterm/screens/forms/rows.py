"""The rows of a form: a label, the widget that takes the value, and the sentence that says what is wrong with it."""

from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, TextArea

from deskterm.screens.forms.fields import Field, Kind
from deskterm.texts.safe import safe
from deskterm.widgets.bars import Caption
from deskterm.widgets.choice import Choice
from deskterm.widgets.lines import ALARM, QUIET, said
from deskterm.widgets.menu import Item, Menu
from deskterm.widgets.paper import Sheet


class FieldRow(Widget):
    """One field of a form, with its value as plain data: a text, or a code, or None."""

    DEFAULT_CSS = """
    FieldRow { height: auto; width: 100%; }
    FieldRow Horizontal, FieldRow Vertical { height: auto; width: 100%; }
    FieldRow .label { width: 18; }
    FieldRow Input, FieldRow TextArea, FieldRow Menu, FieldRow Choice { width: 1fr; background: $background; }
    FieldRow .writes.-textual-compact { border-left: solid ansi_bright_black !important; padding: 0; }
    FieldRow .writes.-textual-compact:focus { border-left: solid ansi_cyan !important; }
    .-public FieldRow .writes.-textual-compact { border-left: solid ansi_magenta !important; }
    """

    def __init__(self, field: Field) -> None:
        super().__init__(id=f"row-{field.name.replace(':', '-').replace('/', '-')}")
        self.field = field
        self.editor = editor_for(field)
        self.editor.set_class(field.kind in (Kind.LINE, Kind.TEXT), "writes")
        self.untouched = self.value

    def compose(self) -> ComposeResult:
        """Label and editor side by side, the complaint below."""
        with (Vertical if self.field.above else Horizontal)():
            yield Caption(self.field.label, QUIET, classes="above" if self.field.above else "label")
            yield self.editor
        yield Sheet(id="complaint")

    @property
    def value(self) -> Any:
        """What is entered; None for nothing."""
        match self.editor:
            case Input():
                return self.editor.value
            case TextArea():
                return self.editor.text
            case Choice():
                return self.editor.value
            case Menu():
                return self.editor.picked
        raise TypeError(self.editor)

    @value.setter
    def value(self, value: Any) -> None:
        match self.editor:
            case Input():
                self.editor.value = value or ""
                self.editor.cursor_position = len(self.editor.value)
            case TextArea():
                self.editor.load_text(value or "")
                self.editor.move_cursor(self.editor.document.end)
            case Choice():
                self.editor.value = value
            case Menu():
                self.editor.pick(value)

    @property
    def entered(self) -> Any:
        """The value to send: what the field held at first, to the letter, unless it was changed."""
        if self.field.value is not None and self.value == self.untouched:
            return self.field.value
        return self.value

    def spread(self, lines: int) -> None:
        """As many lines for the text as there are, or its own again."""
        wide = self.editor.has_class("spread")
        self.editor.set_class(not wide, "spread")
        self.editor.styles.height = self.field.rows if wide else max(lines, self.field.rows)

    def complain(self, sentence: str) -> None:
        """Say what is wrong with it; nothing: it is right."""
        self.query_one("#complaint", Sheet).show(lambda width: said(f"!! {sentence}", width, ALARM) if sentence else ())


def editor_for(field: Field) -> Input | TextArea | Choice | Menu:
    """The widget that takes a field's value."""
    match field.kind:
        case Kind.LINE:
            return Input(safe(str(field.value or "")), compact=True, placeholder=field.hint, select_on_focus=False)
        case Kind.TEXT:
            area = TextArea(
                safe(str(field.value or ""), multiline=True),
                compact=True,
                placeholder=field.hint,
                highlight_cursor_line=False,
                tab_behavior="focus",
            )
            area.styles.height = field.rows
            area.move_cursor(area.document.end)
            return area
        case Kind.CHOICE:
            return Choice(field.options, field.value)
        case Kind.PICK:
            menu = Menu([Item(option.value, option.word) for option in field.options], keeps=True)
            menu.styles.max_height = field.rows
            menu.pick(field.value)
            return menu
