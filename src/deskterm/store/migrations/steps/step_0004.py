"""Schema 4: what the desk has learnt. It is made empty: reading every ticket of a large desk takes too long here.

The first ticket that is judged afterwards begins the table with the newest tickets; `deskterm doctor --fix` counts the
rest.
"""

from alembic.operations import Operations

LESSON = """
CREATE TABLE lesson (
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    serial BIGINT NOT NULL,
    since BIGINT NOT NULL,
    incidents INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    words {blob} NOT NULL,
    CONSTRAINT pk_lesson PRIMARY KEY (id),
    CONSTRAINT ck_lesson_singleton CHECK (id = 1),
    CONSTRAINT ck_lesson_since_range CHECK (since >= 0),
    CONSTRAINT ck_lesson_incidents_range CHECK (incidents >= 0),
    CONSTRAINT ck_lesson_requests_range CHECK (requests >= 0),
    CONSTRAINT ck_lesson_words_length CHECK (length(words) BETWEEN 65536 AND 65536)
)
"""


def change(operations: Operations) -> None:
    """From schema 3 to 4."""
    file = operations.get_bind().dialect.name == "sqlite"
    operations.get_bind().exec_driver_sql(LESSON.format(blob="BLOB" if file else "BYTEA"))
