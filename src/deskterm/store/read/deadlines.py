"""What decides when tickets fall due, for all of them one by one: no more is read of each than the clocks need."""

from collections.abc import Iterable, Iterator
from typing import Any

from deskterm.store.db import Db
from deskterm.store.read.facts import pauses, told
from deskterm.workflow.values import LIVE, Channel, Reporter, Status, Ticket

LIVE_CODES = ", ".join(f"'{status.value}'" for status in LIVE)


HOLDS = {
    "sqlite": "instr(e.canonical, CAST('{text}' AS BLOB)) > 0",
    "postgresql": "position('{text}'::bytea in e.canonical) > 0",
}


def holds(dialect: str, text: str) -> str:
    """Does an event `e` hold this text?"""
    return HOLDS[dialect].format(text=text)


def columns(dialect: str) -> tuple[str, str]:
    """Columns and tables of `of_row`. Only where an event says "waiting" pauses are worth reading, and so on."""
    return (
        "t.id, t.status, t.priority, t.channel, t.created_at, t.cycle_at, t.updated_at, t.first_response_at, "
        "t.wake_at, t.due_at, t.asked_at, t.agreed_at, t.aware_at, t.reported_at, t.report_waived_at, "
        "t.breach, t.terms, t.item, o.name, "
        "t.alarm_at, EXISTS (SELECT 1 FROM event e WHERE e.ticket_id = t.id AND e.kind = 'target_passed'), "
        "EXISTS (SELECT 1 FROM event e WHERE e.ticket_id = t.id AND " + holds(dialect, '"waiting"') + ")",
        "FROM ticket t LEFT JOIN reporter r ON r.id = t.reporter_id "
        "LEFT JOIN organisation o ON o.id = r.organisation_id",
    )


FACTS = {dialect: columns(dialect) for dialect in HOLDS}


def clocked(db: Db, only: Iterable[int] | None = None) -> Iterator[Ticket]:
    """Tickets with the facts that their deadline follows from, and the deadline that is stored.

    `only`: of these alone. ValueError: a code that no ticket can have.
    """
    which = "" if only is None else f" AND t.id IN ({', '.join(str(int(id)) for id in only) or 'NULL'})"
    what, tables = FACTS[db.dialect]
    sql = f"SELECT {what} {tables} WHERE (t.status IN ({LIVE_CODES}) OR t.due_at IS NOT NULL){which} ORDER BY t.id"
    with db.snapshot():
        for row in db.each(sql):
            yield of_row(db, row)


def of_row(db: Db, row: tuple[Any, ...], **more_facts: Any) -> Ticket:
    """One row as a ticket with the facts that its clocks need, and what else the caller knows of it."""
    number, status, priority, channel, created, cycle, updated, answered, wake, due, *more = row
    asked, agreed, aware, reported, waived, breach, terms, item, organisation, alarm, passed, waited = more
    return Ticket(
        id=number,
        version=1,
        status=Status(status),
        priority=priority,
        channel=Channel(channel),
        reporter=None if organisation is None else Reporter(name="", organisation=organisation),
        created_at=created,
        cycle_at=cycle,
        updated_at=updated,
        first_response_at=answered,
        wake_at=wake,
        due_at=due,
        asked_at=asked,
        agreed_at=agreed,
        aware_at=aware,
        reported_at=reported,
        report_waived_at=waived,
        breach=bool(breach),
        terms=terms,
        item=item,
        alarm_at=alarm,
        told=told(db, number) if passed else (),
        pauses=pauses(db, number, cycle) if waited else (),
        **more_facts,
    )
