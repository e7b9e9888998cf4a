"""Run the missing steps on a desk, all or nothing: the version changes in the same transaction as the tables.

A file is migrated alone, after a checked copy. Its foreign keys are off while tables are rebuilt, because dropping the
old table would delete the rows that name it; what they guard is checked before the commit. A server's tables change in
the writers' turn; a copy of a database is made by its owner with the server's own tools.
"""

import os
import secrets
import sqlite3
from collections.abc import Sequence
from glob import escape
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, StaticPool, create_engine, event

from deskterm.store import handles, sqlite
from deskterm.store.errors import StoreError, translated
from deskterm.store.location import Location
from deskterm.store.migrations.step import Step
from deskterm.store.migrations.steps import STEPS
from deskterm.store.version import COMMENT, SCHEMA
from deskterm.store.write.engine import Engine, begin_at_once

ALONE_SECONDS = 2.0
"""How long to wait for other programs to leave the desk."""
LOCK_SECONDS = 20
"""How long to wait on a server until nobody reads a table that must change."""


def migrate(path: Path, steps: Sequence[Step] = STEPS, target: int = SCHEMA) -> Path | None:
    """Bring the file to `target`; the copy that was made before, None when nothing was to be done.

    StoreError: `busy` (somebody else has the desk open), `older_schema` (no way from its version), `damaged`.
    """
    with translated(path):
        raw = handles.connect(path, sqlite.uri(path, "rw"), timeout=ALONE_SECONDS)
        try:
            alone(raw)
            (version,) = raw.execute("PRAGMA user_version").fetchone()
            if version == target:
                return None
            way = steps_between(path, steps, version, target)
            copy = copied(raw, path, version)
            raw.execute("PRAGMA foreign_keys = OFF")
            try:
                run(raw, path, way, target)
            except BaseException:
                if raw.execute("PRAGMA user_version").fetchone() == (version,):
                    # the desk still is the one that was copied: a copy for each try would only fill the disk
                    copy.unlink(missing_ok=True)
                raise
            return copy
        finally:
            raw.close()


def migrate_database(location: Location, steps: Sequence[Step] = STEPS, target: int = SCHEMA) -> bool:
    """Bring the desk in a server's database to `target`; False when nothing was to be done.

    StoreError: `busy` (a table is in use for too long), `older_schema` (no way from its version), `read_only`.
    """
    engine = Engine(location)
    try:
        with engine.transaction() as connection:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
            said = connection.exec_driver_sql("SELECT obj_description('desk'::regclass, 'pg_class')").scalar_one()
            version = int(said.removeprefix(COMMENT))
            if version == target:
                return False
            take(connection, location, steps_between(location, steps, version, target))
            connection.exec_driver_sql(f"COMMENT ON TABLE desk IS '{COMMENT}{int(target)}'")
            return True
    finally:
        engine.close()


def alone(raw: sqlite3.Connection) -> None:
    """Keep everybody else out until the connection is closed; raises SQLITE_BUSY while somebody is in."""
    raw.execute("PRAGMA locking_mode = EXCLUSIVE")
    raw.execute("BEGIN EXCLUSIVE")
    raw.execute("COMMIT")


def steps_between(where: object, steps: Sequence[Step], version: int, target: int) -> list[Step]:
    """The steps to run, in order. StoreError when one is missing."""
    known = {step.version: step for step in steps}
    wanted = range(version + 1, target + 1)
    if version > target:
        raise StoreError("newer_schema", where=str(where), found=version, known=target)
    if any(number not in known for number in wanted):
        raise StoreError("older_schema", where=str(where), found=version, known=target)
    return [known[number] for number in wanted]


def copied(raw: sqlite3.Connection, path: Path, version: int) -> Path:
    """A complete and checked copy of the desk beside it; it has its name only once it is on disk."""
    for unfinished in path.parent.glob(f".{escape(path.name)}.schema-*.bak.new*"):
        unfinished.unlink(missing_ok=True)
    copy = path.with_name(f"{path.name}.schema-{version}.{secrets.token_hex(3)}.bak")
    building = copy.with_name(f".{copy.name}.new")
    os.close(os.open(building, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        raw.execute("VACUUM INTO ?", (str(building),))
        check_copy(building)
        with building.open("rb") as file:
            os.fsync(file.fileno())
        building.rename(copy)
    finally:
        building.unlink(missing_ok=True)
    return copy


def check_copy(copy: Path) -> None:
    """StoreError `damaged` when the copy is not whole."""
    connection = sqlite3.connect(sqlite.uri(copy, "ro"), uri=True)
    try:
        (found,) = connection.execute("PRAGMA integrity_check").fetchone()
    finally:
        connection.close()
    if found != "ok":
        raise StoreError("damaged", where=str(copy), reason=found)


def run(raw: sqlite3.Connection, path: Path, steps: Sequence[Step], target: int) -> None:
    """All steps, the check of what they left, and the new version, in one transaction."""
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    event.listen(engine, "begin", begin_at_once)
    with engine.begin() as connection:
        take(connection, path, steps)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise StoreError("damaged", where=str(path), reason=f"rows of {broken[0][0]} name what is not there")
        connection.exec_driver_sql(f"PRAGMA user_version = {int(target)}")


def take(connection: Connection, where: object, steps: Sequence[Step]) -> None:
    """Every step. StoreError `damaged` when a trigger is gone afterwards."""
    guards = triggers(connection)
    operations = Operations(MigrationContext.configure(connection))
    for step in steps:
        step.change(operations)
    if lost := guards - triggers(connection):
        raise StoreError("damaged", where=str(where), reason=f"triggers lost: {', '.join(sorted(lost))}")


def triggers(connection: Connection) -> set[str]:
    """The names of all triggers: rebuilding a table drops its own without a word."""
    if connection.dialect.name == "sqlite":
        sql = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    else:
        sql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = 'event'::regclass"
    return set(connection.exec_driver_sql(sql).scalars())
