"""The fields of a form together: their values, which of them are asked, what is wrong with them, the way between."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import TextArea

from deskterm.screens.forms.fields import Field, Kind
from deskterm.screens.forms.rows import FieldRow
from deskterm.widgets.choice import Choice


class FieldList(VerticalScroll, can_focus=False):
    """The rows in their order."""

    DEFAULT_CSS = "FieldList { height: auto; width: 100%; }"

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__(id="fields")
        self.rows = {field.name: FieldRow(field) for field in fields}

    def compose(self) -> ComposeResult:
        """The rows."""
        yield from self.rows.values()

    def everything(self) -> dict[str, Any]:
        """The value of every field, asked or not."""
        return {name: row.value for name, row in self.rows.items()}

    def written(self) -> dict[str, Any]:
        """What stands in the fields that are typed into."""
        return {name: row.value for name, row in self.rows.items() if row.field.kind in (Kind.LINE, Kind.TEXT)}

    def values(self) -> dict[str, Any]:
        """The values to send, of the fields that are asked; None for the others."""
        values = self.everything()
        return {name: row.entered if row.field.asked(values) else None for name, row in self.rows.items()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Put values in: those of a draft, or of somebody else."""
        for name, value in values.items():
            if name in self.rows:
                self.rows[name].value = value
        self.show_asked()

    def show_asked(self) -> None:
        """Show the fields that the other values ask for."""
        values = self.everything()
        for row in self.rows.values():
            row.display = row.field.asked(values)

    @property
    def asked(self) -> list[FieldRow]:
        """The rows that are shown, in their order."""
        return [row for row in self.rows.values() if row.display]

    @property
    def here(self) -> FieldRow | None:
        """The row that has the cursor."""
        return next((row for row in self.rows.values() if row.editor.has_focus), None)

    @property
    def text_row(self) -> FieldRow | None:
        """The text that has the cursor, or else the first one."""
        texts = [row for row in self.asked if isinstance(row.editor, TextArea)]
        return next((row for row in texts if row is self.here), texts[0] if texts else None)

    def go_to(self, name: str | None) -> None:
        """Put the cursor into a field."""
        if name is not None and name in self.rows:
            self.rows[name].editor.focus()

    def step(self, by: int) -> bool:
        """To the next or previous field, round the ends; True when it went round."""
        rows, here = self.asked, self.here
        at = (rows.index(here) if here in rows else -1) + by
        rows[at % len(rows)].editor.focus()
        return not 0 <= at < len(rows)

    def turns(self, name: str | None) -> bool:
        """Tab while a text is written: change the choice of this name, unless a field to be filled in follows."""
        here = self.here
        if name is None or here is None or here.field.name == name:
            return False
        rows = self.asked
        if here.value and here is not rows[-1]:
            return False
        choice = self.rows[name].editor
        if isinstance(choice, Choice):
            choice.action_step(1)
        return True

    def complain(self, sentences: Mapping[str, str], field_of: Callable[[str | None], str | None]) -> bool:
        """Say at the fields what is wrong and go to the first; False when none of them is here."""
        wrong = {field_of(name): text for name, text in sentences.items()}
        for name, row in self.rows.items():
            row.complain(wrong.get(name, ""))
        first = next((name for name in self.rows if name in wrong), None)
        self.go_to(first)
        return first is not None
