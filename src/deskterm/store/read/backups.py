"""When was the desk last copied? The desk itself remembers, so that any door can tell without the copies at hand."""

import json
from typing import Any

from deskterm.store.db import Db

LAST = "SELECT at, canonical FROM event WHERE kind = 'backed_up' AND ticket_id IS NULL ORDER BY id DESC LIMIT 1"


def last_backup(db: Db) -> tuple[int, dict[str, Any]] | None:
    """The instant (microseconds UTC) of the last good backup that was recorded, and what was said of it.

    `sha256` of the file, its `size` in bytes, the `head` of its record ("n:hash"), `tickets` in it. None: no backup
    was ever recorded.
    """
    row = db.one(LAST)
    if row is None:
        return None
    blob = row[1].encode() if isinstance(row[1], str) else bytes(row[1])
    return int(row[0]), json.loads(blob)["data"]
