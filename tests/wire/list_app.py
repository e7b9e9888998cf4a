"""A list of many rows in four languages, run in a terminal by the tests: `list_app.py [plain] [rgb] [emoji] [deaf]`.

`plain` sends frames as Textual renders them; both ways must leave the same picture.
"""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple

from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from deskterm.widgets.rows import Rows
from deskterm.wire.app import WiredApp

SUBJECTS: tuple[str, ...] = (
    "Printer on the second floor prints blank pages",
    "Не работает VPN после обновления, ошибка 809",
    "Imprimanta din birou nu mai răspunde: coadă blocată",
    "เข้าสู่ระบบไม่ได้ ทำตามคู่มือแล้วก็ยังใช้งานไม่ได้",
    "日本語の件名 and a reply",
    "Short",
)
if "emoji" in sys.argv:
    SUBJECTS = (*SUBJECTS, "A reply 👩\u200d💻 from the ⚠\ufe0f team 🇷🇴 today")
COUNT = 5000


class Row(NamedTuple):
    """A line of the list."""

    id: int
    subject: str


class Numbers:
    """All rows by number, as a source."""

    def fetch(self, after: tuple[int] | None, backwards: bool, limit: int) -> Sequence[Row]:
        """Rows before or behind a number."""
        start = (COUNT if backwards else 1) if after is None else after[0] + (-1 if backwards else 1)
        ids = (
            range(max(1, start - limit + 1), start + 1)
            if backwards
            else range(start, min(COUNT, start + limit - 1) + 1)
        )
        return [self.row(id) for id in ids]

    def row(self, id: int) -> Row:
        """The row with the number."""
        return Row(id, SUBJECTS[id * 7 % len(SUBJECTS)])

    def find(self, id: int) -> Row | None:
        """The row with the number, if there is one."""
        return self.row(id) if 1 <= id <= COUNT else None

    def key(self, row: Row) -> tuple[int]:
        """The number as a key."""
        return (row.id,)

    def id(self, row: Row) -> int:
        """The number."""
        return row.id

    def total(self) -> int:
        """All."""
        return COUNT

    def paint(self, row: Row, width: int, selected: bool, marked: bool) -> list[tuple[str, Style]]:
        """Number, priority, status, clock and subject; the selected line is one reversed run."""
        start = f"{'*' if marked else ' '}DT-{row.id:<6}P{row.id % 4 + 1}  in_progress   {row.id % 23:>3} h left  "
        if selected:
            return [(start + row.subject, CHOSEN)]
        return [(start[:10], Style.null()), (start[10:14], WARNING), (start[14:], QUIET), (row.subject, Style.null())]


SAVED = os.environ.get("LIST_APP_SAVED")
CHOSEN, WARNING, QUIET = Style(reverse=True), Style(color="yellow"), Style(color="bright_black")


class ListApp(WiredApp[int]):
    """The list with a heading, a line below that follows the cursor, and a text field."""

    COMPARED = "plain" not in sys.argv
    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { overflow: hidden; } Input { border: none; height: 1; padding: 0; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+l", "redraw", "redraw"),
        ("q", "quit", "quit"),
        ("slash", "find", "find"),
        ("escape", "back", ""),
        ("e", "edit", ""),
    ]

    def compose(self) -> ComposeResult:
        """Heading, list, preview, text field."""
        yield Static("READY list of rows", id="head")
        yield Rows(Numbers())
        yield Static("", id="preview", markup=False)
        yield Input()

    def on_mount(self) -> None:
        """The list has the keys."""
        self.theme = "textual-dark" if "rgb" in sys.argv else "ansi-dark"
        self.query_one(Rows).focus()
        if "deaf" in sys.argv:
            asyncio.get_running_loop().remove_signal_handler(signal.SIGHUP)
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        self.set_title("li\x1b\x07st")

    def before_exit(self, reason: str) -> None:
        """Leaves a note of what a real app would save."""
        if SAVED:
            Path(SAVED).write_text(reason)

    def on_unmount(self) -> None:
        """Leaves a note that the app was taken down in order."""
        if SAVED and Path(SAVED).exists():
            Path(SAVED).write_text(Path(SAVED).read_text() + " unmounted")

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """The preview follows."""
        row = event.rows.selected
        text = "" if row is None else f"{event.rows.position} of {event.rows.total}: {row.subject}"
        self.query_one("#preview", Static).update(text)

    def action_find(self) -> None:
        """To the text field."""
        self.query_one(Input).focus()

    def action_edit(self) -> None:
        """Another program has the terminal."""
        with self.suspend():
            subprocess.run(["sh", "-c", "echo EDITOR"], check=True)

    def action_back(self) -> None:
        """To the list."""
        self.query_one(Rows).focus()


if __name__ == "__main__":
    app = ListApp()
    app.run()
    sys.exit(app.return_code or 0)
