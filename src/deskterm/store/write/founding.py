"""Make a new desk. It is built under another name and appears under its own only when it is whole."""

import os
import secrets
import uuid
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, insert

from deskterm.store import postgresql, sqlite
from deskterm.store.errors import StoreError, translated
from deskterm.store.location import Location
from deskterm.store.version import APPLICATION_ID, SCHEMA
from deskterm.store.write.engine import Engine
from deskterm.store.write.shipped import CATEGORIES, PARENTS
from deskterm.store.write.tables import CATEGORY, CATEGORY_QUESTION, DESK, make_tables
from deskterm.store.write.writer import Writer
from deskterm.workflow.values import Category, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What a new desk starts with. `time_zone`: the IANA name of the zone that its service hours are meant in."""

    now: int
    founder: Person | None
    name: str
    via: str | None
    time_zone: str

    @property
    def by(self) -> str:
        """The founder's account; nothing when nobody founds it."""
        return self.founder.name if self.founder is not None else ""


def found(location: Location, founding: Founding) -> None:
    """A desk with the shipped categories and, when given, its founder. StoreError `exists`: the place is taken."""
    if location.is_file:
        _found_file(location, founding)
    else:
        _found_database(location, founding)


def _found_file(location: Location, founding: Founding) -> None:
    target = location.path
    if os.path.lexists(target):
        raise StoreError("exists", where=str(target))
    _make_folder(target.parent)
    building = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
    try:
        os.close(os.open(building, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(_os_code(error), where=str(target.parent), reason=error.strerror or "") from error
    try:
        _build(Location(file=building), founding)
        _appear(building, target)
    except StoreError as error:
        raise StoreError(error.code, **{**error.details, "where": str(target)}) from error
    except OSError as error:
        raise StoreError(_os_code(error), where=str(target), reason=error.strerror or "") from error
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            building.with_name(building.name + end).unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(_os_code(error), where=str(folder), reason=error.strerror or "") from error


def _os_code(error: OSError) -> str:
    if error.errno in (30, 13, 1):
        return "read_only"
    return "disk_full" if error.errno in (28, 122) else "cannot_open"


def _build(location: Location, founding: Founding) -> None:
    engine = Engine(location)
    try:
        with engine.transaction() as connection:
            make_tables(connection)
            _fill(Writer(connection, location), founding)
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        engine.close()
    _into_file(location.path)


def _into_file(path: Path) -> None:
    """Bring the log into the file, which goes on alone. Closing would try that too, and say nothing when it fails."""
    connection = sqlite.writer(path)
    try:
        with translated(path):
            (busy, _pages, _done) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
    if busy:
        raise StoreError("busy", where=str(path))


def _appear(building: Path, target: Path) -> None:
    """Give the finished file its name, unless somebody else took that meanwhile; on disk when this returns."""
    with building.open("rb") as file:
        os.fsync(file.fileno())
    try:
        os.link(building, target)
    except FileExistsError:
        raise StoreError("exists", where=str(target)) from None
    except OSError:
        # a file system without hard links: the name was free a moment ago
        building.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _found_database(location: Location, founding: Founding) -> None:
    db = postgresql.reader(location)
    try:
        if db.one("SELECT 1 WHERE to_regclass('desk') IS NOT NULL OR to_regclass('ticket') IS NOT NULL"):
            raise StoreError("exists", where=str(location))
    finally:
        db.connection.close()
    engine = Engine(location)
    try:
        with engine.transaction() as connection:
            make_tables(connection)
            _fill(Writer(connection, location), founding)
    finally:
        engine.close()


def _fill(writer: Writer, founding: Founding) -> None:
    by, now = founding.by, founding.now
    identity = {
        "id": 1,
        "uuid": str(uuid.uuid4()),
        "name": founding.name,
        "time_zone": founding.time_zone,
        "founded_at": now,
        "founder": by or None,
    }
    with translated(writer.db.where):
        writer.connection.execute(insert(DESK), identity)
        _seed(writer.connection)
    data = {"uuid": identity["uuid"], "time_zone": founding.time_zone}
    writer.desk_event("founded", data, by=by or "deskterm", now=now, via=founding.via)
    if founding.founder is not None:
        writer.add_person(founding.founder, by=by, now=now, via=founding.via)


def _seed(connection: Connection) -> None:
    """The shipped tree: parents, then leaves, then their questions."""
    position = 0
    parents: set[str] = set()
    for category in CATEGORIES:
        parent = category.code.partition("/")[0]
        if parent not in parents:
            parents.add(parent)
            position += 1
            connection.execute(insert(CATEGORY), _row(PARENTS[parent], None, position))
        position += 1
        connection.execute(insert(CATEGORY), _row(category, parent, position))
        questions = [
            {"category": category.code, "code": code, "position": number, "required": 1}
            for number, code in enumerate(category.questions, 1)
        ]
        if questions:
            connection.execute(insert(CATEGORY_QUESTION), questions)


def _row(category: Category, parent: str | None, position: int) -> dict[str, object]:
    return {
        "code": category.code,
        "parent": parent,
        "nature": category.nature.value if category.nature else None,
        "kind": category.kind.value if category.kind else None,
        "impact": category.impact,
        "urgency": category.urgency,
        "position": position,
        "active": 1,
    }
