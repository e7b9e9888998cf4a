"""The index: the terms of every ticket's texts, written in the transaction that writes the texts.

On SQLite it is an FTS5 table that holds no text: to take terms out, it is told which ones were put in. Those are worked
out from the text as it was before the change, which is why a change is wrapped (`following`). On PostgreSQL the same
terms are a tsvector.

A desk has one index, and two while it is built anew: the old one answers for tickets that the new one has not reached.
Terms are only comparable within one version of the analyser, and each index knows its own. A new version of the
analyser comes with a new version of the schema, so that no older program writes beside it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import NamedTuple

from deskterm.store.db import Db
from deskterm.store.search import analyser
from deskterm.store.search.texts import Rows, Said, rows, ticket_of

TABLE = """
CREATE TABLE search_index (
    serial INTEGER NOT NULL,
    version INTEGER NOT NULL,
    done INTEGER NOT NULL,
    CONSTRAINT pk_search_index PRIMARY KEY (serial),
    CONSTRAINT ck_search_index_done_range CHECK (done >= 0)
)
"""
"""`search_<serial>` holds the terms of the tickets above number `done`, by this version of the analyser."""
SQLITE = (
    "CREATE VIRTUAL TABLE search_{serial} USING fts5(words, content='', columnsize=0, tokenize='ascii', prefix='3')",
)
POSTGRESQL = (
    "CREATE TABLE search_{serial} (rowid BIGINT NOT NULL, words TSVECTOR NOT NULL)",
    "CREATE INDEX ix_search_{serial}_rowid ON search_{serial} (rowid)",
    "CREATE INDEX ix_search_{serial}_words ON search_{serial} USING gin (words)",
)
TERMS, BYTES, TIMES, OVERLAP = 8_000, 400_000, 255, 8
"""A tsvector has 16,383 places, 256 of one term, and a megabyte at most: longer texts are several rows that overlap."""


class Index(NamedTuple):
    """One of the desk's indexes."""

    serial: int
    version: int
    done: int

    @property
    def table(self) -> str:
        """The table of its terms."""
        return f"search_{int(self.serial)}"


def indexes(db: Db) -> list[Index]:
    """Those that the desk has, in the order in which they answer."""
    found = [Index(*row) for row in db.all("SELECT serial, version, done FROM search_index")]
    return sorted(found, key=lambda index: (index.version != analyser.VERSION, index.done > 0, -index.serial))


def create(db: Db, done: int = 0) -> Index:
    """A further index, still empty, for the tickets above `done`."""
    serial = 1 + max((index.serial for index in indexes(db)), default=0)
    for statement in SQLITE if db.dialect == "sqlite" else POSTGRESQL:
        db.run(statement.format(serial=serial), {})
    made = Index(serial, analyser.VERSION, done)
    db.run("INSERT INTO search_index (serial, version, done) VALUES (:serial, :version, :done)", made._asdict())
    return made


@contextmanager
def following(db: Db, tickets: Iterable[int]) -> Iterator[None]:
    """Let the index follow what the block writes about these tickets, known or new, in the block's own transaction."""
    ids = sorted(set(tickets))
    before = rows(db, ids)
    yield
    follow(db, before, rows(db, ids))


def tickets_of(db: Db, reporters: Iterable[int]) -> list[int]:
    """The tickets that are found by what is known of these people."""
    ids = ", ".join(str(int(number)) for number in reporters)
    return [number for (number,) in db.all(f"SELECT id FROM ticket WHERE reporter_id IN ({ids})")] if ids else []


def follow(db: Db, before: Rows, after: Rows) -> None:
    """Bring the indexes from what the texts were to what they are."""
    changed = [row for row in before.keys() | after.keys() if before.get(row) != after.get(row)]
    if not changed:
        return
    for index in current(db, {ticket_of(row) for row in after.keys() - before.keys()}):
        mine = sorted(row for row in changed if ticket_of(row) > index.done)
        remove(db, index, [(row, terms(before[row])) for row in mine if row in before])
        add(db, index, [(row, terms(after[row])) for row in mine if row in after])


def current(db: Db, new: Iterable[int] = ()) -> list[Index]:
    """The indexes of this analyser; without one, a new one begins with the tickets that are new."""
    found = [index for index in indexes(db) if index.version == analyser.VERSION]
    if found:
        return found
    beyond = ", ".join(map(str, new)) or "0"
    row = db.one(f"SELECT coalesce(max(id), 0) FROM ticket WHERE id NOT IN ({beyond})")
    return [create(db, row[0] if row else 0)]


def terms(said: Iterable[Said]) -> list[str]:
    """The terms of a row of the index."""
    return list(chain.from_iterable(analyser.indexed(text) for _, text, _ in said))


Row = tuple[int, Sequence[str]]


def add(db: Db, index: Index, new: Iterable[Row]) -> None:
    """Put rows in."""
    if db.dialect == "sqlite":
        sql = f"INSERT INTO {index.table} (rowid, words) VALUES (?, ?)"
        db.connection.executemany(sql, [(row, " ".join(words)) for row, words in new])
        return
    sql = f"INSERT INTO {index.table} (rowid, words) VALUES (:row, CAST(:words AS tsvector))"
    for row, words in new:
        for part in chunks(words):
            db.run(sql, {"row": row, "words": vector(part)})


def remove(db: Db, index: Index, old: Iterable[Row]) -> None:
    """Take rows out: the very terms that were put in."""
    if db.dialect == "sqlite":
        sql = f"INSERT INTO {index.table} ({index.table}, rowid, words) VALUES ('delete', ?, ?)"
        db.connection.executemany(sql, [(row, " ".join(words)) for row, words in old])
        return
    for row, _ in old:
        db.run(f"DELETE FROM {index.table} WHERE rowid = :row", {"row": row})


def vector(words: Sequence[str]) -> str:
    """Terms with their positions as PostgreSQL reads them; a term is of letters and digits only."""
    return " ".join(f"'{word}':{at}" for at, word in enumerate(words, 1))


def chunks(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Parts that a tsvector can hold; the last terms of one are the first of the next, for the sake of phrases."""
    start = 0
    while True:
        end, size, seen = start, 0, Counter[str]()
        for word in islice(words, start, start + TERMS):
            size += len(word.encode()) + 8
            seen[word] += 1
            if size > BYTES or seen[word] > TIMES:
                break
            end += 1
        yield words[start:end]
        if end >= len(words):
            return
        start = max(end - OVERLAP, start + 1)


Progress = Callable[[int, int], None]
"""Told how many tickets are done, and of how many."""
