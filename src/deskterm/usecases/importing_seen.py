"""What a dry run would have written: remembered in a temporary file, so that a row that comes twice is told as such."""

import json
import sqlite3

from deskterm.workflow.intake import Incoming, Moment


class Seen:
    """Keys and moments of this run. Without `keeps` it knows nothing: then the desk itself does."""

    def __init__(self, *, keeps: bool) -> None:
        self._file = sqlite3.connect("") if keeps else None
        if self._file is not None:
            self._file.execute("CREATE TABLE seen (key TEXT PRIMARY KEY) WITHOUT ROWID")

    def __enter__(self) -> "Seen":
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def ticket(self, row: Incoming) -> bool:
        """Has a row of this key gone by?"""
        return row.key is not None and self._has(row.key)

    def fresh(self, row: Incoming) -> list[Moment]:
        """The moments of the row that have not gone by yet."""
        return [moment for moment in row.history if not self._has(signature(row, moment))]

    def keep(self, row: Incoming) -> None:
        """The row has gone by."""
        if self._file is not None and row.key is not None:
            names = [row.key, *(signature(row, moment) for moment in row.history)]
            self._file.executemany("INSERT OR IGNORE INTO seen VALUES (?)", [(name,) for name in names])

    def _has(self, name: str) -> bool:
        if self._file is None:
            return False
        return self._file.execute("SELECT 1 FROM seen WHERE key = ?", (name,)).fetchone() is not None


def signature(row: Incoming, moment: Moment) -> str:
    """What tells this moment from others."""
    return json.dumps([row.key, moment.at, dict(moment.fields)], sort_keys=True, default=str)
