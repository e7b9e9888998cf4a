"""The queue as the list widget asks for it: pages by key, one ticket by number, a count, a painted line."""

from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import Any

from rich.style import Style

from deskterm.usecases import look
from deskterm.usecases.desk import Desk
from deskterm.usecases.look import Filter, Row
from deskterm.widgets.cells import row_pieces
from deskterm.workflow.values import Ticket

Key = tuple[int, ...]


class QueueSource:
    """A view of the desk, narrowed by a query, as one person sees it."""

    def __init__(self, desk: Desk, filter: Filter, zone: tzinfo) -> None:
        self.desk, self.filter, self.zone = desk, filter, zone
        self.row_key: Callable[[Row], tuple[int, int, int]] = look.row_key

    def fetch(self, after: Key | None, backwards: bool, limit: int) -> Sequence[Row]:
        """The next rows after a key, or before it, in the order of the list."""
        place: Any = after
        if after is not None and self.filter.newest_first:
            place = (0, 0, -after[0])
        return look.page(self.desk, self.filter, place, backwards, limit)

    def find(self, id: int) -> Row | None:
        """One row, if it is in this list."""
        return look.find(self.desk, self.filter, id)

    def key(self, row: Row) -> Key:
        """The place of a row; ascending down the list."""
        return (-row.id,) if self.filter.newest_first else self.row_key(row)

    def id(self, row: Row) -> int:
        """Which ticket it is."""
        return row.id

    def total(self) -> int | None:
        """How many rows there are."""
        return look.count(self.desk, self.filter)

    def paint(self, row: Row, width: int, selected: bool, marked: bool) -> list[tuple[str, Style]]:
        """The row's line."""
        return row_pieces(row, width, self.zone, self.desk.now(), selected=selected, marked=marked)


def facts_of(row: Row) -> Ticket:
    """What a row knows of its ticket: enough to tell which acts state and right forbid."""
    return Ticket(
        id=row.id,
        version=row.version,
        status=row.status,
        line=row.line,
        assignee=row.assignee,
        subject=row.subject,
        kind=row.kind,
        priority=row.priority,
        category=row.category,
        restricted=row.restricted,
        major=row.major,
        due_at=row.due_at,
        wake_at=row.wake_at,
    )
