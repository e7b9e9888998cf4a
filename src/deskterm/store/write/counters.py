"""Keep the counts of tickets true as tickets appear and move."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

ADD = text(
    "INSERT INTO counter (line, status, guarded, assigned, n) VALUES (:line, :status, :guarded, :assigned, 1) "
    "ON CONFLICT (line, status, guarded, assigned) DO UPDATE SET n = counter.n + 1"
)
TAKE = text(
    "UPDATE counter SET n = n - 1 "
    "WHERE line = :line AND status = :status AND guarded = :guarded AND assigned = :assigned"
)
RECOUNT = text(
    "INSERT INTO counter (line, status, guarded, assigned, n) "
    "SELECT line, status, CASE WHEN restricted = 1 OR about IS NOT NULL THEN 1 ELSE 0 END AS guarded, "
    "CASE WHEN assignee IS NULL THEN 0 ELSE 1 END AS assigned, count(*) FROM ticket GROUP BY 1, 2, 3, 4"
)


def sort_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Where a ticket's row is counted."""
    return {
        "line": row["line"],
        "status": row["status"],
        "guarded": int(bool(row["restricted"]) or row["about"] is not None),
        "assigned": int(row["assignee"] is not None),
    }


def moved(connection: Connection, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> None:
    """A ticket has appeared (`before` is None) or changed."""
    old = None if before is None else sort_of(before)
    new = sort_of(after)
    if old == new:
        return
    if old is not None:
        connection.execute(TAKE, old)
    connection.execute(ADD, new)


def recount(connection: Connection) -> None:
    """Count everything anew, from the tickets themselves."""
    connection.execute(text("DELETE FROM counter"))
    connection.execute(RECOUNT)
