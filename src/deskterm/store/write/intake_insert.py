"""Put the rows of a batch into their tables, many with one statement."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from deskterm.store.write import tables
from deskterm.store.write.intake_rows import Rows
from deskterm.store.write.lessons import learn
from deskterm.store.write.writer import Writer

ORDER = (
    "event",
    "event_text",
    "note",
    "link",
    "attachment",
    "ticket_step",
    "sheet",
    "answer",
    "ticket_person",
    "origin",
)
"""Tables in an order that their references allow, after reporters and tickets."""
TICKET_COLUMNS = tuple(column.name for column in tables.TICKET.c)
ticket_row = itemgetter(*TICKET_COLUMNS)


def insert_all(writer: Writer, rows: Rows) -> None:
    """All rows of a batch, many with one statement."""
    mark = "?" if writer.db.dialect == "sqlite" else "%s"
    run = writer.connection.exec_driver_sql

    def put(table: str, columns: Sequence[str], values: Iterable[tuple[Any, ...]]) -> None:
        if given := list(values):
            places = ", ".join([mark] * len(columns))
            run(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", given)

    for table in ("organisation", "reporter"):
        put(table, columns_of(table), rows.inserts.get(table, ()))
    for number, column, value in rows.filled:
        run(f"UPDATE reporter SET {column} = {mark} WHERE id = {mark}", (value, number))
    for row in rows.updates:
        names = [name for name in row if name != "id"]
        sets = ", ".join(f"{name} = {mark}" for name in names)
        run(f"UPDATE ticket SET {sets} WHERE id = {mark}", (*(row[name] for name in names), row["id"]))
    put("ticket", TICKET_COLUMNS, map(ticket_row, survivors_first(rows.tickets)))
    for table in ORDER:
        put(table, columns_of(table), rows.inserts.get(table, ()))
    for number, pieces in rows.pieces:
        put("attachment_chunk", columns_of("attachment_chunk"), ((number, seq, p) for seq, p in enumerate(pieces())))
    count_all(run, mark, rows)
    learn(writer.connection, rows.lessons)


def count_all(run: Callable[..., Any], mark: str, rows: Rows) -> None:
    """Bring the counters up to date: first what is more, then what is less."""
    more = [(*sort, n) for sort, n in rows.counts.items() if n > 0]
    less = [(-n, *sort) for sort, n in rows.counts.items() if n < 0]
    if more:
        run(
            f"INSERT INTO counter (line, status, guarded, assigned, n) VALUES ({', '.join([mark] * 5)}) "
            "ON CONFLICT (line, status, guarded, assigned) DO UPDATE SET n = counter.n + excluded.n",
            more,
        )
    if less:
        same = " AND ".join(f"{name} = {mark}" for name in ("line", "status", "guarded", "assigned"))
        run(f"UPDATE counter SET n = n - {mark} WHERE {same}", less)


@cache
def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table in the order of its definition; people are not known by another system's number."""
    return tuple(c.name for c in tables.table(table).c if (table, c.name) != ("reporter", "external_id"))


def survivors_first(tickets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tickets in an order in which each comes after the one that it was merged into."""
    here: Mapping[int, dict[str, Any]] = {row["id"]: row for row in tickets if row["merged_into"] is not None}
    if not here:
        return tickets

    def depth(row: dict[str, Any] | None, steps: int = 0) -> int:
        if row is None or row["merged_into"] is None or steps > len(here):
            return steps
        return depth(here.get(row["merged_into"]), steps + 1)

    return sorted(tickets, key=depth)
