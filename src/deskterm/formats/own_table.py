"""The desk's own table: a row per ticket, comma separated (RFC 4180, UTF-8), safe to be opened by a spreadsheet.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, and so does one that begins with an
apostrophe itself: taking one away gives back exactly what was there.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FORMULA = frozenset("=+-@\t\r'")
"""First signs of a cell that are not left alone."""
REPORTER = ("reporter_name", "reporter_email", "reporter_phone", "reporter_organisation", "reporter_language")
COLUMNS = (
    *("number", "origin_id", "status", "line", "assignee", "subject", "kind", "nature", "category"),
    *("impact", "urgency", "priority", "claimed_kind", "claimed_priority", "overridden", "channel"),
    *REPORTER,
    *("requested_for", "description", "symptoms", "steps_before", "place", "service", "occurred_at", "software"),
    *("software_version", "browser", "os", "signs", "extent", "components", "created_at", "created_by"),
    *("first_response_at", "due_at", "updated_at", "wait_reason", "wake_at", "level_changes", "resolution_code"),
    *("solution", "cause", "measures", "resolved_at", "verification", "verified", "closed_at", "merged_into"),
    *("restricted", "major", "breach"),
)
"""What stands in a row, in this order; the names are those that an import knows.

`number` is the ticket's name at this desk, `origin_id` the one it had where it came from."""


def guarded(cell: str) -> str:
    """The cell as it may stand in a table that somebody opens."""
    return f"'{cell}" if cell[:1] in FORMULA and cell else cell


def bare(cell: str) -> str:
    """A cell of our own table as it was before it was guarded."""
    return cell.removeprefix("'")


def is_ours(header: Sequence[str]) -> bool:
    """Is this the header of a table that a desk has written? Then its cells are guarded."""
    return tuple(header) == COLUMNS


def table_line(cells: Iterable[str]) -> bytes:
    """A row with its end."""
    held = io.StringIO()
    csv.writer(held, lineterminator="\r\n").writerow([guarded(cell) for cell in cells])
    return held.getvalue().encode()


def cells(values: Mapping[str, Any]) -> list[str]:
    """The row of a ticket: instants in UTC, tickets by the numbers people use, codes as they are."""
    own = {**values, "origin_id": values.get("external_id")}
    return [cell(name, own.get(name)) for name in COLUMNS]


def cell(name: str, value: Any) -> str:
    """One value."""
    if value is None:
        return ""
    if name.endswith("_at"):
        return f"{EPOCH + timedelta(microseconds=value):%Y-%m-%dT%H:%M:%S.%f}Z"
    return f"DT-{value}" if name in ("number", "merged_into") else str(value)
