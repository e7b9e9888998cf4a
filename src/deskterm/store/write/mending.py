"""Set right what is derived and went wrong: caches, counters, modes of files, the size of the log and of the file.

Nothing here touches an event or a text. What is set comes from the tickets and their record alone.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from sqlalchemy import Connection, text, update

from deskterm.models.ticket import NEVER
from deskterm.store import sqlite
from deskterm.store.db import Db
from deskterm.store.errors import StoreError, translated
from deskterm.store.location import Location
from deskterm.store.search.rebuilding import purge
from deskterm.store.write.tables import TICKET

RANK = text("UPDATE ticket SET rank = coalesce(priority, 0) WHERE rank <> coalesce(priority, 0)")
DUE_SORT = text(f"UPDATE ticket SET due_sort = coalesce(due_at, {NEVER}) WHERE due_sort <> coalesce(due_at, {NEVER})")
ROOM = 1.1
"""Times the file's size that compacting needs, beside the file and for temporary files."""
PATIENCE = 3000
"""Milliseconds for which others are waited for."""


def set_deadlines(connection: Connection, moments: Mapping[int, tuple[int | None, int | None]]) -> None:
    """The queue's order of these tickets, and when the desk looks at them by itself."""
    for ticket, (due, alarm) in moments.items():
        values = {"due_at": due, "due_sort": NEVER if due is None else due, "alarm_at": alarm}
        connection.execute(update(TICKET).where(TICKET.c.id == ticket).values(values))


def set_level_changes(connection: Connection, changes: Mapping[int, int]) -> None:
    """How often these tickets have changed lines."""
    for ticket, n in changes.items():
        connection.execute(update(TICKET).where(TICKET.c.id == ticket).values(level_changes=n))


def sort_again(connection: Connection) -> int:
    """Set the sort keys to what they are made of; in how many tickets they were not."""
    return connection.execute(RANK).rowcount + connection.execute(DUE_SORT).rowcount


def close_modes(paths: Iterable[Path]) -> int:
    """Take everybody else's rights on these files and folders away; of how many. OSError: not ours to change."""
    done = 0
    for path in paths:
        os.chmod(path, 0o700 if path.is_dir() else 0o600)
        done += 1
    return done


def checkpoint(location: Location) -> str | None:
    """Bring the log into the desk's file and empty it; None when done, else the code of what stands against it."""
    if not location.is_file:
        return None
    return _alone(location.path, "PRAGMA wal_checkpoint(TRUNCATE)")


def compact(location: Location) -> str | None:
    """Write the desk's file anew from what is in it, so that no byte of what was deleted stays.

    None when done, else the code of what stands against it: busy, disk_full ... Overwriting what is deleted is not
    enough: SQLite leaves copies of rows behind where it moved them from page to page, and the search index keeps words
    that were taken out until it is written anew.
    """
    if not location.is_file:
        return "server"
    path = location.path
    needed = path.stat().st_size * ROOM
    if min(shutil.disk_usage(place).free for place in (path.parent, _temporary())) < needed:
        return "disk_full"
    return _alone(path, "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)", first=purge)


def _temporary() -> Path:
    """Where SQLite puts the file that it builds."""
    named = (os.environ.get(name) for name in ("SQLITE_TMPDIR", "TMPDIR"))
    places = (Path(name) for name in (*named, "/var/tmp", "/usr/tmp", "/tmp") if name)
    return next((place for place in places if place.is_dir() and os.access(place, os.W_OK)), Path.cwd())


def _alone(path: Path, *statements: str, first: Callable[[Db], None] | None = None) -> str | None:
    try:
        connection = sqlite.writer(path)
        try:
            with translated(path):
                connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
                if first is not None:
                    first(Db(connection, "sqlite", path))
                for statement in statements:
                    row = connection.execute(statement).fetchone()
                    if row is not None and row[0]:
                        return "busy"
        finally:
            connection.close()
    except StoreError as error:
        return error.code
    return None
