"""Open a desk, or make one. Everything that can be wrong with the place it lives in is said here, by code."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from deskterm.store import postgresql, sqlite
from deskterm.store.db import Db, PerThread
from deskterm.store.errors import StoreError
from deskterm.store.location import Location
from deskterm.store.version import SCHEMA

if TYPE_CHECKING:
    from deskterm.store.access import AccessLog
    from deskterm.store.write.engine import Engine
    from deskterm.store.write.writer import Writer
    from deskterm.workflow.book import Book
    from deskterm.workflow.values import Person


def file_identity(location: Location) -> tuple[int, int] | None:
    """Which file bears the desk's name: device and inode; None for a database, and when there is no such file."""
    if not location.is_file:
        return None
    try:
        found = os.stat(location.path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


class Store:
    """An open desk. Reading may go on in any number of threads; writers of one process take turns."""

    def __init__(self, location: Location, *, read_only: bool = False, fast: bool = False) -> None:
        self.location, self.read_only, self.fast = location, read_only, fast
        self._readers = PerThread(self._reader)
        self._watch: Db | None = None
        self._watching = threading.Lock()
        self._engine: Engine | None = None
        self._turn = threading.Lock()
        self._file = file_identity(location)
        self._writing: int | None = None
        self._access: AccessLog | None = None
        self._book: Book | None = None
        self._uuid: str | None = None

    def _reader(self) -> Db:
        if self.location.is_file:
            return sqlite.reader(self.location.path, read_only=self.read_only)
        return postgresql.reader(self.location)

    def know_file(self) -> None:
        """From now on the file that bears the desk's name is the one that is written to, and no other."""
        self._file = file_identity(self.location)

    @property
    def db(self) -> Db:
        """The calling thread's reading connection."""
        return self._readers.get()

    @property
    def access(self) -> "AccessLog":
        """What is to be recorded of looks at this desk."""
        with self._watching:
            if self._access is None:
                from deskterm.store.access import AccessLog

                self._access = AccessLog(self.location, self._takes_notes)
            return self._access

    def _takes_notes(self) -> bool:
        return not self.read_only and file_identity(self.location) == self._file

    @property
    def owner_uid(self) -> int | None:
        """The uid of the file's owner; None for a database, whose owner is a role."""
        return os.stat(self.location.path).st_uid if self.location.is_file else None

    @property
    def is_owner(self) -> bool:
        """Does the caller own the desk: its file, or the database role that owns its tables?"""
        if self.location.is_file:
            return self.owner_uid == os.geteuid()
        return postgresql.is_owner(self.db)

    @property
    def uuid(self) -> str:
        """The desk's identity, read once: it does not change while the desk is open."""
        if self._uuid is not None:
            return self._uuid
        try:
            row = self.db.one("SELECT uuid FROM desk WHERE id = 1")
        except sqlite3.OperationalError as error:
            raise StoreError("damaged", where=str(self.location), reason=str(error)) from error
        if row is None:
            raise StoreError("damaged", where=str(self.location), reason="no row in table desk")
        self._uuid = str(row[0])
        return self._uuid

    @property
    def time_zone(self) -> str:
        """The IANA name of the zone that the desk's service hours are meant in."""
        row = self.db.one("SELECT time_zone FROM desk WHERE id = 1")
        return str(row[0]) if row else "Etc/UTC"

    def book(self) -> "Book":
        """What the desk has arranged, read again only when it has changed."""
        from deskterm.store.read.arrangements import book

        self._book = book(self.db, self._book)
        return self._book

    def changed(self) -> int:
        """A number that differs from the last one when anybody, this process included, has committed since."""
        with self._watching:
            if self._watch is None:
                self._watch = self._reader()
            sql = "PRAGMA data_version" if self.location.is_file else "SELECT coalesce(max(id), 0) FROM event"
            row = self._watch.one(sql)
        return 0 if row is None else int(row[0])

    @contextmanager
    def writing(self) -> Iterator["Writer"]:
        """One transaction: committed when the block ends, taken back on any exception.

        StoreError: read_only, moved (another file bears the desk's name, or none), busy, disk_full, newer_schema
        (another process has migrated the desk meanwhile) ...
        RuntimeError: the calling thread is inside such a block already.
        """
        if self.read_only:
            raise StoreError("read_only", where=str(self.location))
        if file_identity(self.location) != self._file:
            raise StoreError("moved", where=str(self.location))
        if self._writing == threading.get_ident():
            raise RuntimeError("a transaction is open in this thread already")
        with self._turn:
            if self._engine is None:
                from deskterm.store.write.engine import Engine

                self._engine = Engine(self.location, fast=self.fast)
            self._writing = threading.get_ident()
            try:
                with self._engine.writing() as writer:
                    yield writer
            finally:
                self._writing = None

    def close(self) -> None:
        """Close every connection. The store can not be used afterwards."""
        if self._access is not None:
            self._access.close()
        self._readers.close()
        with self._watching:
            if self._watch is not None:
                self._watch.connection.close()
                self._watch = None
        with self._turn:
            if self._engine is not None:
                self._engine.close()
                self._engine = None

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(location: Location, *, read_only: bool = False, fast: bool = False, migrating: bool = True) -> Store:
    """Open an existing desk. `fast`: commits do not wait for the disk (demo and benchmarks only). `migrating`: its
    owner's opening brings an older one up to date.

    StoreError: no_desk, foreign_file, newer_schema, older_schema, read_only, damaged, cannot_open, no_driver.
    """
    store = Store(location, read_only=read_only, fast=fast)
    try:
        if location.is_file:
            _check_file(location, read_only=read_only, migrating=migrating)
        else:
            _check_database(store)
        if not store.uuid:
            raise StoreError("damaged", where=str(location), reason="no identity")
        store.know_file()
    except BaseException:
        store.close()
        raise
    return store


def _check_file(location: Location, *, read_only: bool, migrating: bool = True) -> None:
    path = location.path
    sqlite.look(path)
    version = sqlite.check_schema(path)
    if not read_only:
        sqlite.check_writable(path)
    if version == SCHEMA:
        return
    if read_only or not migrating or os.stat(path).st_uid != os.geteuid():
        raise StoreError("older_schema", where=str(path), found=version, known=SCHEMA)
    from deskterm.store.migrations.runner import migrate

    migrate(path)


def _check_database(store: Store) -> None:
    version = postgresql.check(store.db)
    if version == SCHEMA:
        return
    if store.read_only or not store.is_owner:
        raise StoreError("older_schema", where=str(store.location), found=version, known=SCHEMA)
    from deskterm.store.migrations.runner import migrate_database

    migrate_database(store.location)


def create_store(
    location: Location,
    *,
    now: int,
    founder: "Person | str | None" = None,
    name: str = "",
    via: str | None = None,
    time_zone: str = "Etc/UTC",
    fast: bool = False,
) -> Store:
    """Make a new desk and open it. A founder given by name gets the roles admin and lead.

    `time_zone` is the IANA name of the zone that service hours are meant in.

    StoreError `exists` when something is in its place already; a desk appears whole or not at all.
    """
    from deskterm.store.write.founding import Founding, found
    from deskterm.workflow.values import Person, Role

    if isinstance(founder, str):
        founder = Person(name=founder, roles=frozenset({Role.ADMIN, Role.LEAD}))
    found(location, Founding(now=now, founder=founder, name=name, via=via, time_zone=time_zone))
    return open_store(location, fast=fast)
