"""What the desk that is to be replaced can still tell of itself: whose it is, and whether somebody is its admin."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from deskterm.store import sqlite
from deskterm.store.backup.checking import UNREADABLE, reading
from deskterm.store.db import Db
from deskterm.store.read.people import person
from deskterm.workflow.values import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """`uuid`: the desk's identity, None when there is no desk or it can't be read. `person`: None when not known."""

    uuid: str | None = None
    person: Person | None = None

    @property
    def readable(self) -> bool:
        """Can it be asked at all?"""
        return self.uuid is not None


def present(target: Path, name: str) -> Present:
    """What the file under the desk's name can tell, whatever its state."""
    try:
        sqlite.look(target)
        connection = sqlite3.connect(sqlite.reading_uri(target), uri=True, isolation_level=None)
        try:
            sqlite.settle(connection)
            return told(Db(connection, "sqlite", target), name)
        finally:
            # at once: whoever has it open keeps the restored desk from taking its place
            connection.close()
    except (*UNREADABLE, OSError):
        return Present()


def in_copy(part: Path, name: str) -> Person | None:
    """The person of this name as a checked copy knows them."""
    with reading(part) as db:
        return person(db, name)


def told(db: Db, name: str) -> Present:
    """Identity and person from an open desk."""
    row = db.one("SELECT uuid FROM desk WHERE id = 1")
    return Present(uuid=str(row[0]) if row else None, person=person(db, name))
