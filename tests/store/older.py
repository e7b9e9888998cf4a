"""Desks of earlier schemas, as the releases of their day made them."""

import re
import sqlite3
from pathlib import Path
from typing import Any

from deskterm.store.location import Location

HERE = Path(__file__).parent
TABLES = (
    "desk",
    "organisation",
    "reporter",
    "agent",
    "agent_line",
    "agent_role",
    "agent_skill",
    "category",
    "category_question",
    "ticket",
    "ticket_person",
    "sheet",
    "answer",
    "event",
    "event_text",
    "note",
    "link",
    "attachment",
    "attachment_chunk",
    "counter",
)
"""Those of schema 1, each after the ones that it names."""
LATER = frozenset(
    {
        *("imported", "terms", "alarm_at", "asked_at", "item", "agreed_at", "aware_at"),
        *(
            "reported_at",
            "report_reference",
            "report_waived_at",
            "subjects_owed_at",
            "subjects_at",
            "people_concerned",
            "records_concerned",
        ),
        *("breach_nature", "data_concerned", "consequences", "remedies"),
    }
)
"""Columns of these tables that later schemas have added."""


def schema_1(path: Path, tickets: int = 0) -> Path:
    """A desk of schema 1 with a small story, and this many more tickets and events."""
    connection = sqlite3.connect(path)
    connection.executescript((HERE / "schema_1.sql").read_text(encoding="utf-8"))
    if tickets:
        clone(connection, tickets)
    connection.close()
    path.chmod(0o600)
    return path


def clone(connection: sqlite3.Connection, tickets: int) -> None:
    """More tickets like the first one of each state, without events of their own."""
    names = [row[1] for row in connection.execute("PRAGMA table_info(ticket)")]
    same = ", ".join(name for name in names if name not in ("id", "external_id", "subject"))
    connection.execute(
        "WITH RECURSIVE number(n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM number WHERE n < 99 + :more) "
        f"INSERT INTO ticket (id, subject, {same}) "
        f"SELECT n, subject || ' ' || n, {same} FROM number JOIN ticket ON ticket.id = 1 + n % 4",
        {"more": tickets},
    )
    connection.commit()


def objects(path: Path) -> dict[str, str]:
    """Every table, index and trigger of a file by name, blanks and quotes aside."""
    connection = sqlite3.connect(path)
    try:
        found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    finally:
        connection.close()
    return {name: normal(sql) for name, sql in found}


def normal(sql: str) -> str:
    """The statement with one blank where there are any, and none where none is needed."""
    return re.sub(r"\s*([(),])\s*", r"\1", re.sub(r"\s+", " ", sql.replace('"', ""))).strip()


def rows(path: Path, but: str = "") -> dict[str, list[tuple[Any, ...]]]:
    """All that the tables of schema 1 hold, the columns of schema 1 only; `but` names a table to leave out."""
    connection = sqlite3.connect(path)
    try:
        return {
            name: connection.execute(f"SELECT {columns(connection, name)} FROM {name} ORDER BY 1, 2").fetchall()
            for name in TABLES
            if name != but
        }
    finally:
        connection.close()


def columns(connection: sqlite3.Connection, table: str) -> str:
    """The columns of a table that schema 1 knows."""
    return ", ".join(r[1] for r in connection.execute(f"PRAGMA table_info({table})") if r[1] not in LATER)


def on_server(location: Location, source: Path) -> None:
    """The same desk in an empty database."""
    import psycopg

    with psycopg.connect(location.url, autocommit=True) as server, sqlite3.connect(source) as file:
        server.execute((HERE / "schema_1_server.sql").read_text(encoding="utf-8"))
        for table in TABLES:
            for row in file.execute(f"SELECT {columns(file, table)} FROM {table} ORDER BY 1"):
                marks = ", ".join(["%s"] * len(row))
                server.execute(f"INSERT INTO {table} ({columns(file, table)}) VALUES ({marks})", row)
