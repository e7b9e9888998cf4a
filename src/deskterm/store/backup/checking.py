"""Is a copy of a desk what it says it is? Everything that is wrong with it is found, not only the first thing."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from deskterm.store import sqlite
from deskterm.store.backup.manifest import Manifest
from deskterm.store.db import Db
from deskterm.store.errors import Flaw, StoreError
from deskterm.store.read import chain
from deskterm.store.version import SCHEMA

AT_MOST = 10
GUARDS = frozenset({"event_no_update", "event_no_delete", "event_no_replace"})
"""The triggers without which the record of a desk is not append-only."""
UNREADABLE = (sqlite3.Error, StoreError, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError)
"""What reading a file of any content may end in."""
TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
    # a search index has no rows of its own: it keeps them in tables that are counted
    "AND sql NOT LIKE 'CREATE VIRTUAL %' ORDER BY name"
)
T_ = TypeVar("T_")


@dataclass(slots=True, kw_only=True)
class Content:
    """What a copy holds. `name`: the desk's. Parts that could not be read are None or missing."""

    desk: str | None = None
    name: str = ""
    schema: int = 0
    rows: dict[str, int]
    head: chain.Head | None = None


def examine(path: Path, *, links_only: bool = False) -> tuple[Content, list[Flaw]]:
    """What the file holds and what is wrong with it, without changing it or leaving anything beside it.

    `links_only`: the record is walked, but tickets and people are not held against it. A copy is whole when it equals
    the desk; whether somebody has altered that desk past its record is for `audit verify` to say. The record of a copy
    in another form than this program's is not walked: its `Content.head` stays None.
    """
    content, flaws = Content(rows={}), list[Flaw]()
    try:
        sqlite.look(path)
    except StoreError:
        return content, [Flaw("not_a_desk")]
    if not writable_form(path):
        flaws.append(Flaw("not_a_desk"))
    try:
        with reading(path) as db:
            fill(content, db, flaws, links_only=links_only)
    except UNREADABLE as error:
        flaws.append(Flaw("pages", {"reason": str(error)}))
    return content, flaws


def writable_form(path: Path) -> bool:
    """Do bytes 18 and 19 say that SQLite may write the file? It would open one that says otherwise, to read it."""
    with path.open("rb") as file:
        return file.read(20)[18:] in (b"\x01\x01", b"\x02\x02")


def fill(content: Content, db: Db, flaws: list[Flaw], *, links_only: bool) -> None:
    """Read what there is, and note what is wrong."""
    found = attempt(db, lambda db: db.one("PRAGMA user_version"), flaws, "pages")
    content.schema = int(found[0]) if found else 0
    if content.schema < 1:
        flaws.append(Flaw("not_a_desk"))
    for check in (pages, references, guards):
        flaws += attempt(db, check, flaws, "pages") or []
    content.rows = attempt(db, rows, flaws, "pages") or {}
    identity = attempt(db, lambda db: db.one("SELECT uuid, name FROM desk WHERE id = 1"), flaws, "pages")
    if identity:
        content.desk, content.name = str(identity[0]), str(identity[1])
    if content.schema == SCHEMA:
        walk(content, db, flaws, links_only=links_only)


def walk(content: Content, db: Db, flaws: list[Flaw], *, links_only: bool) -> None:
    """Walk the record to its end."""
    verdict = attempt(db, partial(chain.verify, links_only=links_only), flaws, "chain_unreadable")
    if verdict is not None and verdict.broken is not None:
        flaws.append(Flaw("chain", {"broken": verdict.broken, "reason": verdict.code}))
    elif verdict is not None:
        content.head = verdict.head


@contextmanager
def reading(path: Path) -> Iterator[Db]:
    """A connection to a file that nobody writes to; text that is none is read with marks in its place."""
    connection = sqlite3.connect(
        sqlite.uri(path, "ro") + "&immutable=1", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.text_factory = lambda raw: raw.decode(errors="replace")
        sqlite.settle(connection)
        yield Db(connection, "sqlite", path)
    finally:
        connection.close()


def attempt(db: Db, check: Callable[[Db], T_], flaws: list[Flaw], code: str) -> T_ | None:
    """The result of a check; what keeps it from ending becomes a flaw."""
    try:
        return check(db)
    except UNREADABLE as error:
        reason = error.details.get("reason", error) if isinstance(error, StoreError) else error
        flaws.append(Flaw(code, {"reason": str(reason)}))
        return None


def pages(db: Db) -> list[Flaw]:
    """What the database says of its pages, indices and checks."""
    found = interruptible(db, lambda: db.all(f"PRAGMA integrity_check({AT_MOST})"))
    return [Flaw("pages", {"reason": str(row[0])}) for row in found if row[0] != "ok"]


def references(db: Db) -> list[Flaw]:
    """Rows that name what is not there."""
    found = interruptible(db, lambda: db.all("PRAGMA foreign_key_check"))
    return [Flaw("references", {"table": row[0], "row": row[1], "other": row[2]}) for row in found[:AT_MOST]]


def guards(db: Db) -> list[Flaw]:
    """Triggers that a desk must have."""
    missing = GUARDS - {row[0] for row in db.all("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    return [Flaw("guards", {"names": ", ".join(sorted(missing))})] if missing else []


def rows(db: Db) -> dict[str, int]:
    """How many rows every table has."""
    counted = {}
    for (table,) in db.all(TABLES):
        quoted = str(table).replace('"', '""')
        (counted[str(table)],) = db.one(f'SELECT count(*) FROM "{quoted}"') or (0,)
    return counted


def compare(manifest: Manifest, content: Content, sha256: str, size: int) -> list[Flaw]:
    """Where the copy differs from what its manifest says."""
    flaws = []
    if size != manifest.size:
        flaws.append(Flaw("size", {"found": size, "told": manifest.size}))
    if sha256 != manifest.sha256:
        flaws.append(Flaw("sha256", {"found": sha256, "told": manifest.sha256}))
    if content.desk not in (None, manifest.desk):
        flaws.append(Flaw("other_desk", {"found": content.desk, "told": manifest.desk}))
    if content.schema != manifest.schema:
        flaws.append(Flaw("schema", {"found": content.schema, "told": manifest.schema}))
    for table in sorted(manifest.rows.keys() | content.rows.keys()) if content.rows else ():
        found, told = content.rows.get(table, 0), manifest.rows.get(table, 0)
        if found != told:
            flaws.append(Flaw("rows", {"table": table, "found": found, "told": told}))
    return flaws + heads(manifest, content)


def heads(manifest: Manifest, content: Content) -> list[Flaw]:
    """Does the record, where it could be walked, end where the manifest says?"""
    if content.head is None or str(content.head) == manifest.head:
        return []
    return [Flaw("head", {"found": str(content.head), "told": manifest.head})]


def interruptible(db: Db, work: Callable[[], T_]) -> T_:
    """A long statement that a signal ends at once: it runs in a thread, and this one waits where signals arrive."""
    result: list[T_] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            result.append(work())
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(0.05)
    except BaseException:
        db.connection.interrupt()
        thread.join()
        raise
    if failed:
        raise failed[0]
    return result[0]
