"""Build the index anew, or to its end, while the desk is in use: a few tickets at a time, the latest first.

Until it is done, the index that was there before answers for the tickets that are not in the new one yet. What is cut
short goes on where it stopped.
"""

import time
from collections.abc import Callable

from deskterm.store.db import Db
from deskterm.store.opening import Store
from deskterm.store.search import analyser
from deskterm.store.search.index import Index, Progress, add, create, indexes, terms
from deskterm.store.search.texts import rows

AIM = 0.008
"""Seconds that a batch is made for: others wait for it, and a slow disk has the rest of their patience."""
FIRST, FEWEST, MOST = 20, 1, 500
"""Tickets of a batch: the first one's, and the bounds."""
KEPT = 10
"""Rows up to this number say what the table is; without them it could not be dropped."""
PAGES = 200
"""Rows of an old index that are taken out at once."""


def incomplete(db: Db) -> int:
    """How many tickets no index of this program knows."""
    mine = [index.done for index in indexes(db) if index.version == analyser.VERSION]
    row = db.one("SELECT count(*) FROM ticket WHERE id <= :done", done=min(mine)) if mine else db.one(ALL)
    return int(row[0]) if row else 0


ALL = "SELECT count(*) FROM ticket"


def rebuild(
    store: Store,
    progress: Progress = lambda done, total: None,
    *,
    afresh: bool = False,
    stop: Callable[[], bool] = lambda: False,
) -> int:
    """Bring every ticket into the index; how many were. `afresh`: also those that are in it, into a new one.

    `progress` is told after every batch how many of how many tickets are done, `stop` is asked before it.
    StoreError: read_only, busy, disk_full ...
    """
    with store.writing() as writer:
        target = _target(writer.db, afresh=afresh)
    row = store.db.one("SELECT count(*) FROM ticket WHERE id <= :done", done=target.done)
    total, done, size = int(row[0]) if row else 0, 0, FIRST
    progress(done, total)
    while target.done and not stop():
        ids, spent = _batch(store, target, size)
        target = _held(store.db, target)
        done += len(ids)
        progress(done, max(done, total))
        size = min(MOST, max(FEWEST, int(size * min(2.0, max(0.3, AIM / max(spent, 1e-4))))))
        time.sleep(min(spent, AIM) / 4)
    if not target.done:
        _forget_others(store, target)
    return done


def _batch(store: Store, target: Index, size: int) -> tuple[list[int], float]:
    """Bring the next tickets in; which, and for how many seconds others had to wait."""
    ids = [id for (id,) in store.db.all(NEXT, done=target.done, n=size)]
    ready = {number: (said, terms(said)) for number, said in rows(store.db, ids).items()}
    with store.writing() as writer:
        started = time.perf_counter()
        if _held(writer.db, target).done == target.done:
            # a text that has changed since it was read is read again; what is new is indexed by who writes it
            now = rows(writer.db, ids)
            new = [(n, ready[n][1] if n in ready and ready[n][0] == said else terms(said)) for n, said in now.items()]
            add(writer.db, target, sorted(new))
            place = {"done": ids[-1] - 1 if len(ids) == size else 0, "serial": target.serial}
            writer.db.run("UPDATE search_index SET done = :done WHERE serial = :serial", place)
        else:
            # somebody else builds it too: go on from where they are
            ids = []
    return ids, time.perf_counter() - started


def _held(db: Db, target: Index) -> Index:
    """The index as it is by now; one that somebody has finished and forgotten is at its end."""
    return next((index for index in indexes(db) if index.serial == target.serial), target._replace(done=0))


NEXT = "SELECT id FROM ticket WHERE id <= :done ORDER BY id DESC LIMIT :n"


def _target(db: Db, *, afresh: bool) -> Index:
    """The index to bring to its end; a new one when there is none, or when the one that is whole is to be left."""
    mine = [index for index in indexes(db) if index.version == analyser.VERSION]
    begun = [index for index in mine if index.done]
    if begun:
        return begun[0]
    if mine and not afresh:
        return mine[0]
    row = db.one("SELECT coalesce(max(id), 0) FROM ticket")
    return create(db, int(row[0]) if row else 0)


def _forget_others(store: Store, kept: Index) -> None:
    """Take the other indexes away: first nobody asks them any more, then their rows go, then they."""
    with store.writing() as writer:
        writer.db.run("DELETE FROM search_index WHERE serial <> :serial", {"serial": kept.serial})
    for table in leftover(store.db):
        _drop(store, table)


def leftover(db: Db) -> list[str]:
    """Tables of indexes that are not in use any more."""
    used = {index.table for index in indexes(db)}
    if db.dialect == "sqlite":
        sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%'"
    else:
        sql = "SELECT relname FROM pg_class WHERE relkind = 'r' AND pg_table_is_visible(oid)"
    named = (name for (name,) in db.all(sql) if name.startswith("search_") and name[7:].isdigit())
    return sorted(name for name in named if name not in used)


def _drop(store: Store, table: str) -> None:
    more = store.db.dialect == "sqlite"
    while more:
        with store.writing() as writer:
            sql = f"DELETE FROM {table}_data WHERE id IN (SELECT id FROM {table}_data WHERE id > {KEPT} LIMIT {PAGES})"
            more = writer.db.run(sql, {}).rowcount > 0
    with store.writing() as writer:
        writer.db.run(f"DROP TABLE {table}", {})


def purge(db: Db) -> None:
    """Write the index anew without what was taken out of it: until then its words lie in it, unseen.

    It takes as long as copying the index does, and others wait.
    """
    if db.dialect == "sqlite":
        for index in indexes(db):
            db.run(f"INSERT INTO {index.table} ({index.table}) VALUES ('optimize')", {})
