"""What can be said about the store's own health while it is in use."""

import stat

from deskterm.store.db import Db
from deskterm.store.opening import Store

__all__ = ["Db", "counters_off", "integrity", "loose_modes"]


def integrity(db: Db, at_most: int = 10) -> list[str]:
    """What is wrong with the pages and references of the database; nothing on a server, which checks its own."""
    if db.dialect != "sqlite":
        return []
    found = [str(row[0]) for row in db.all(f"PRAGMA quick_check({at_most})") if row[0] != "ok"]
    return found + [f"{row[0]} {row[1]}: no such {row[2]}" for row in db.all("PRAGMA foreign_key_check")[:at_most]]


def counters_off(db: Db) -> int:
    """How many counters differ from what the tickets say."""
    sql = (
        "SELECT count(*) FROM (SELECT line, status, guarded, assigned, sum(n) AS n FROM ("
        "SELECT line, status, guarded, assigned, n FROM counter UNION ALL "
        "SELECT line, status, CASE WHEN restricted = 1 OR about IS NOT NULL THEN 1 ELSE 0 END, "
        "CASE WHEN assignee IS NULL THEN 0 ELSE 1 END, -count(*) FROM ticket GROUP BY 1, 2, 3, 4"
        ") AS told GROUP BY line, status, guarded, assigned HAVING sum(n) <> 0) AS off"
    )
    row = db.one(sql)
    return int(row[0]) if row else 0


def loose_modes(store: Store) -> list[tuple[str, dict[str, object]]]:
    """Files of the desk that others than their owner may read or write."""
    if not store.location.is_file:
        return []
    path = store.location.path
    places = (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"))
    found: list[tuple[str, dict[str, object]]] = []
    for place in places:
        if place.exists() and (mode := stat.S_IMODE(place.stat().st_mode)) & 0o077:
            found.append(("loose_mode", {"path": str(place), "mode": f"{mode:04o}"}))
    return found
