"""Fill a desk with many tickets at once: for demo desks and benchmarks, where one transaction each is too slow.

The rows, events and counters are those that `tickets.register` would write; only the statements are fewer.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import Any

from sqlalchemy import func, insert, select, text

from deskterm.models.ticket import NEVER
from deskterm.store import fields as names
from deskterm.store.opening import Store
from deskterm.store.search.index import following
from deskterm.store.write.counters import sort_of
from deskterm.store.write.events import Entry, canonical, plain
from deskterm.store.write.lessons import differences, learn
from deskterm.store.write.reporters import reporter_id
from deskterm.store.write.tables import EVENT, EVENT_TEXT, TICKET
from deskterm.store.write.tickets import DEFAULTS
from deskterm.store.write.writer import Writer
from deskterm.workflow.values import Act, Channel, Reporter

BATCH = 500
"""Tickets in one transaction."""
COUNT = text(
    "INSERT INTO counter (line, status, guarded, assigned, n) VALUES (:line, :status, :guarded, :assigned, :n) "
    "ON CONFLICT (line, status, guarded, assigned) DO UPDATE SET n = counter.n + excluded.n"
)
UNSAID = frozenset({"id", "version", "rank", "due_sort", "reporter_id", "updated_at", "created_at", "created_by"})
Known = dict[Reporter, int]


def fill(store: Store, rows: Iterable[Mapping[str, object]], *, by: str, batch: int = BATCH) -> int:
    """Add a ticket for each row; how many. A row holds fields of a ticket by name; `subject` and `created_at` must be.

    Each ticket gets one event, `registered`, in whatever state the row puts it.
    """
    source = iter(rows)
    known: Known = {}
    total = 0
    while part := list(islice(source, batch)):
        with store.writing() as writer:
            _write(writer, part, by, known)
        total += len(part)
    return total


def _write(writer: Writer, rows: list[Mapping[str, object]], by: str, known: Known) -> None:
    number: int = writer.connection.execute(select(func.coalesce(func.max(TICKET.c.id), 0))).scalar_one()
    last, previous = writer.chain.head
    tickets: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    for offset, row in enumerate(rows, 1):
        ticket = _ticket(writer, number + offset, row, by, known)
        entry = Entry(id=last + offset, at=ticket["created_at"], actor=by, via=None, kind="registered", version=1)
        entry.ticket, entry.act = ticket["id"], Act.REGISTER.value
        _tell(entry, ticket)
        blob = canonical(entry.content())
        this = hashlib.sha256(previous + blob).digest()
        own = {name: getattr(entry, name) for name in ("id", "at", "actor", "via", "version", "kind", "act")}
        events.append(own | {"ticket_id": entry.ticket, "canonical": blob, "prev_hash": previous, "hash": this})
        previous = this
        tickets.append(ticket)
        texts += entry.bodies
    with following(writer.db, [ticket["id"] for ticket in tickets]):
        writer.connection.execute(insert(TICKET), tickets)
    writer.connection.execute(insert(EVENT), events)
    writer.connection.execute(insert(EVENT_TEXT), texts)
    sorts = Counter(tuple(sort_of(ticket).items()) for ticket in tickets)
    writer.connection.execute(COUNT, [{**dict(sort), "n": n} for sort, n in sorts.items()])
    learn(writer.connection, chain.from_iterable(differences(None, ticket) for ticket in tickets))
    writer.chain.moved((last + len(rows), previous))


def _ticket(writer: Writer, number: int, row: Mapping[str, object], by: str, known: Known) -> dict[str, Any]:
    given = {name: plain(value) for name, value in row.items() if name != "reporter"}
    ticket = {**DEFAULTS, "channel": Channel.PHONE.value, **given, "id": number, "version": 1, "created_by": by}
    ticket["cycle_at"] = ticket["updated_at"] = ticket["created_at"]
    ticket["rank"] = ticket["priority"] or 0
    ticket["due_sort"] = NEVER if ticket["due_at"] is None else ticket["due_at"]
    reporter = row.get("reporter")
    if isinstance(reporter, Reporter):
        if reporter not in known:
            known[reporter] = reporter_id(writer.connection, reporter) or 0
        ticket["reporter_id"] = known[reporter]
    return ticket


def _tell(entry: Entry, ticket: Mapping[str, Any]) -> None:
    for name, value in ticket.items():
        if value is None or name in UNSAID:
            continue
        entry.fields[name] = [None, entry.keep(name, value) if name in names.TEXTS else value]
    if ticket["reporter_id"] is not None:
        entry.fields["reporter"] = [None, ticket["reporter_id"]]
