"""Schema 3: the index of search. It is made empty: filling it for a large desk takes longer than a migration may.

The table's `done` says that no ticket of today is in it; what is written from now on goes in at once, the rest when the
index is built (`deskterm search --rebuild`, `deskterm doctor --fix`, or by itself at the first search of a small desk).
"""

from alembic.operations import Operations

TABLE = """
CREATE TABLE search_index (
    serial INTEGER NOT NULL,
    version INTEGER NOT NULL,
    done INTEGER NOT NULL,
    CONSTRAINT pk_search_index PRIMARY KEY (serial),
    CONSTRAINT ck_search_index_done_range CHECK (done >= 0)
)
"""
FILE = ("CREATE VIRTUAL TABLE search_1 USING fts5(words, content='', columnsize=0, tokenize='ascii', prefix='3')",)
DATABASE = (
    "CREATE TABLE search_1 (rowid BIGINT NOT NULL, words TSVECTOR NOT NULL)",
    "CREATE INDEX ix_search_1_rowid ON search_1 (rowid)",
    "CREATE INDEX ix_search_1_words ON search_1 USING gin (words)",
)
BEGIN = "INSERT INTO search_index (serial, version, done) SELECT 1, 1, coalesce(max(id), 0) FROM ticket"


def change(operations: Operations) -> None:
    """From schema 2 to 3."""
    file = operations.get_bind().dialect.name == "sqlite"
    for statement in (TABLE, *(FILE if file else DATABASE), BEGIN):
        operations.get_bind().exec_driver_sql(statement)
