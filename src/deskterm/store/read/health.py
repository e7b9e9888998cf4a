"""What can be said about the store's own health while it is in use."""

import shutil
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

from deskterm.store.db import Db
from deskterm.store.errors import StoreError
from deskterm.store.opening import Store

__all__ = [
    "UNREADABLE",
    "Db",
    "counters_off",
    "files",
    "founded_at",
    "free_bytes",
    "integrity",
    "is_of_rows",
    "loose_files",
    "loose_folder",
    "loose_modes",
    "mode_of",
    "other_owners",
    "own_folder",
    "read_leanly",
    "sizes",
    "sort_off",
    "sqlite_version",
]

UNREADABLE = (StoreError, sqlite3.Error, ValueError, TypeError, LookupError)
"""What reading may raise where rows are not what was written: broken pages, letters, JSON and codes."""
OLDEST = (3, 31, 0)
"""The SQLite that knows everything that is asked of it."""
NEVER = 1 << 62
"""`due_sort` without a deadline."""
FOLDER = "deskterm"
"""The name of the folder that is a desk's own."""


def read_leanly(db: Db) -> None:
    """Keep little of the desk in memory from now on: everything is read once, and nothing twice."""
    if db.dialect == "sqlite":
        for setting in ("mmap_size = 0", "cache_size = -16384"):
            db.all(f"PRAGMA {setting}")


def integrity(db: Db, at_most: int = 10) -> list[str]:
    """What is wrong with the pages and references of the database; nothing on a server, which checks its own."""
    if db.dialect != "sqlite":
        return []
    found = [str(row[0]) for row in db.all(f"PRAGMA quick_check({at_most})") if row[0] != "ok"]
    return found + [f"{row[0]} {row[1]}: no such {row[2]}" for row in first(db, "PRAGMA foreign_key_check", at_most)]


def is_of_rows(problem: str) -> bool:
    """Does the problem concern what stands in a row, while the pages themselves are sound?"""
    return problem.startswith(("CHECK constraint failed", "NULL value in")) or ": no such " in problem


def first(db: Db, sql: str, at_most: int) -> Iterator[tuple[object, ...]]:
    """The first rows of a result that may be long."""
    for number, row in enumerate(db.each(sql)):
        if number == at_most:
            return
        yield row


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


def sort_off(db: Db) -> int:
    """How many tickets are not sorted by their own priority and deadline."""
    sql = f"SELECT count(*) FROM ticket WHERE rank <> coalesce(priority, 0) OR due_sort <> coalesce(due_at, {NEVER})"
    row = db.one(sql)
    return int(row[0]) if row else 0


def loose_modes(store: Store) -> list[tuple[str, dict[str, object]]]:
    """Files of the desk that others than their owner may read or write."""
    return [("loose_mode", {"path": str(place), "mode": f"{mode_of(place):04o}"}) for place in loose_files(store)]


def loose_files(store: Store) -> list[Path]:
    """The same, as places."""
    return [place for place in files(store) if mode_of(place) & 0o077]


def loose_folder(store: Store) -> Path | None:
    """The desk's folder when others may look into it or write to it."""
    if not store.location.is_file:
        return None
    folder = store.location.path.parent
    return folder if mode_of(folder) & 0o077 else None


def own_folder(store: Store) -> bool:
    """Does the folder hold nothing but the desk, so that its mode is the desk's business?"""
    folder, name = store.location.path.parent, store.location.path.name
    return folder.name == FOLDER or all(place.name.startswith((name, f".{name}")) for place in folder.iterdir())


def other_owners(store: Store) -> list[Path]:
    """Files of the desk that belong to somebody else than the desk's file: the next writer may fail on them."""
    return [place for place in files(store) if place.stat().st_uid != store.owner_uid]


def files(store: Store) -> list[Path]:
    """The desk's file and those that SQLite keeps beside it."""
    if not store.location.is_file:
        return []
    path = store.location.path
    places = (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"))
    return [place for place in places if place.exists()]


def mode_of(place: Path) -> int:
    """Who may do what with a file or folder."""
    return stat.S_IMODE(place.stat().st_mode)


def founded_at(db: Db) -> int:
    """When the desk was made."""
    row = db.one("SELECT founded_at FROM desk WHERE id = 1")
    return int(row[0]) if row else 0


def sizes(store: Store) -> tuple[int, int]:
    """Bytes of the desk's file and of its log; zeroes on a server."""
    if not store.location.is_file:
        return 0, 0
    path = store.location.path
    log = path.with_name(path.name + "-wal")
    return path.stat().st_size, log.stat().st_size if log.exists() else 0


def free_bytes(store: Store) -> int:
    """What is free where the desk's file is, for an ordinary account."""
    return shutil.disk_usage(store.location.path.parent).free


def sqlite_version() -> tuple[str, bool]:
    """The version of SQLite that is in use, and whether it is new enough."""
    return sqlite3.sqlite_version, sqlite3.sqlite_version_info >= OLDEST
