"""A desk in a PostgreSQL database, through psycopg when it is installed."""

import importlib
from typing import Any

from deskterm.store.db import Db
from deskterm.store.errors import StoreError, translated
from deskterm.store.location import Location
from deskterm.store.version import COMMENT, SCHEMA

WRITERS_LOCK = 0x6465736B
"""The advisory lock that a writer holds for its transaction: events are chained one after the other."""


def driver() -> Any:
    """The psycopg module. StoreError `no_driver` where it is not installed."""
    try:
        return importlib.import_module("psycopg")
    except ImportError:
        raise StoreError("no_driver", driver="psycopg") from None


def connect(location: Location, *, read_only: bool) -> Any:
    """A connection in autocommit mode; transactions are begun by those who need them."""
    with translated(location):
        psycopg = driver()
        try:
            connection = psycopg.connect(location.url, autocommit=True)
        except psycopg.ProgrammingError as error:
            # an address that makes no sense; what it says may hold the password
            raise StoreError("cannot_open", where=str(location), reason="invalid address") from error
        connection.execute("SET default_transaction_read_only = " + ("on" if read_only else "off"))
        return connection


def reader(location: Location) -> Db:
    """A connection for reading; it can never write."""
    return Db(connect(location, read_only=True), "postgresql", location)


def schema_of(db: Db) -> int | None:
    """The schema version of the desk in this database, None when there is no desk."""
    row = db.one("SELECT obj_description(to_regclass('desk')::oid, 'pg_class')")
    if row is None or row[0] is None or not row[0].startswith(COMMENT):
        return None
    return int(row[0].removeprefix(COMMENT))


def check(db: Db) -> int:
    """The schema version of the desk here. StoreError: `no_desk`, `newer_schema` when this program is too old."""
    version = schema_of(db)
    if version is None:
        raise StoreError("no_desk", where=str(db.where))
    if version > SCHEMA:
        raise StoreError("newer_schema", where=str(db.where), found=version, known=SCHEMA)
    return version


def is_owner(db: Db) -> bool:
    """Does the connection's role own the desk's tables, as itself or through membership?"""
    row = db.one("SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('desk')")
    return bool(row and row[0])
