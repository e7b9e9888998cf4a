"""What a list tells the screen that shows it."""

from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from deskterm.widgets.rows import Rows


class About(Message):
    """Something about the row with this `id` (`None`: there is none) of the list `rows`."""

    def __init__(self, rows: "Rows[Any]", id: int | None) -> None:
        super().__init__()
        self.rows = rows
        self.id = id

    @property
    def control(self) -> "Rows[Any]":
        """The list that it is about."""
        return self.rows
