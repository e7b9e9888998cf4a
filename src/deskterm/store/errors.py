"""Why the store refuses or fails, as codes with plain arguments: drivers' exceptions do not leave the store."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

CODES = (
    "no_desk",
    "foreign_file",
    "newer_schema",
    "older_schema",
    "read_only",
    "disk_full",
    "busy",
    "cannot_open",
    "cannot_write",
    "damaged",
    "exists",
    "moved",
    "no_driver",
    "in_use",
    "server_backup",
    "backup_running",
    "live_damaged",
    "live_foreign",
)
"""Every code of a StoreError; each has a sentence in `deskterm.texts`."""

SQLITE_CODES = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_AUTH: "cannot_open",
    sqlite3.SQLITE_IOERR: "cannot_open",
    sqlite3.SQLITE_PROTOCOL: "busy",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
}
SQLITE_EXTENDED = {
    sqlite3.SQLITE_READONLY_DBMOVED: "moved",
    sqlite3.SQLITE_IOERR_SHMSIZE: "disk_full",
    sqlite3.SQLITE_IOERR_SHMOPEN: "cannot_write",
    sqlite3.SQLITE_IOERR_WRITE: "cannot_write",
    sqlite3.SQLITE_IOERR_FSYNC: "cannot_write",
    sqlite3.SQLITE_IOERR_DIR_FSYNC: "cannot_write",
    sqlite3.SQLITE_IOERR_TRUNCATE: "cannot_write",
}
"""Codes that say more than the family they belong to: what fails is writing, most often for want of room."""
POSTGRESQL_STATES = {
    "53100": "disk_full",
    "25006": "read_only",
    "42501": "read_only",
    "40001": "busy",
    "40P01": "busy",
    "55P03": "busy",
    "57014": "busy",
    "XX001": "damaged",
    "XX002": "damaged",
}
POSTGRESQL_CLASSES = {"08": "cannot_open", "28": "cannot_open", "3D": "no_desk", "57": "cannot_open"}


class StoreError(Exception):
    """The store cannot be opened, read or written. `code` is one of CODES; `details` go into its sentence."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code, *(f"{k}={v}" for k, v in details.items()))
        self.code, self.details = code, details


class Changed(Exception):
    """The ticket is no longer at the version that the change was made for."""

    def __init__(self, ticket: int, version: int) -> None:
        super().__init__(f"ticket {ticket} is at version {version}")
        self.ticket, self.version = ticket, version


def code_of(error: BaseException) -> str | None:
    """The code of a driver's exception (also one that SQLAlchemy wrapped); None when it is not the store's state."""
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, sqlite3.Error):
        extended = getattr(cause, "sqlite_errorcode", None)
        if extended is None:
            return None
        return SQLITE_EXTENDED.get(extended) or SQLITE_CODES.get(extended & 0xFF)
    if isinstance(cause, UnicodeDecodeError):
        # text that no writer of ours has put there, or SQLite's own message about such a page
        return "damaged"
    state = getattr(cause, "sqlstate", None)
    if isinstance(state, str):
        return POSTGRESQL_STATES.get(state) or POSTGRESQL_CLASSES.get(state[:2])
    if type(cause).__module__.startswith("psycopg") and type(cause).__name__ == "OperationalError":
        return "cannot_open"
    return None


@contextmanager
def translated(where: object) -> Iterator[None]:
    """Let StoreError out instead of a driver's exception about the state of the store; defects pass unchanged."""
    try:
        yield
    except Exception as error:
        code = code_of(error)
        if code is None:
            raise
        cause = getattr(error, "orig", None) or error
        raise StoreError(code, where=str(where), reason=str(cause).strip().split("\n")[0]) from error


class Erased(Exception):
    """A text that is needed was erased; `field` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong with a copy of a desk: a code with a sentence, and its arguments."""

    code: str
    args: Mapping[str, object] = field(default_factory=dict)


class Unsound(Exception):
    """A copy of a desk is not what it must be; `flaws` are all that was found in it.

    `kept`: where a copy lies that was made all the same, which is no backup.
    """

    def __init__(self, where: object, flaws: Sequence[Flaw], kept: object = None) -> None:
        super().__init__(f"{where}: {', '.join(flaw.code for flaw in flaws)}")
        self.where, self.flaws, self.kept = str(where), tuple(flaws), None if kept is None else str(kept)
