"""What falls due, and a breach of data from its mark to its record, on a PostgreSQL desk."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from deskterm.store.opening import Store
from deskterm.store.read.categories import categories
from deskterm.store.read.chain import verify
from deskterm.store.read.counting import count
from deskterm.store.read.queue import HORIZONS, Filter, scopes
from deskterm.usecases.breach import TOLD, record
from deskterm.workflow.policy import Policy
from deskterm.workflow.sla import ClockState
from deskterm.workflow.values import Act
from tests.store.both import desk_on
from tests.store.desks import ANA, PEOPLE, START, TRIAGE, change, do, reported
from tests.usecases.desks import House
from tests.usecases.test_breach import marked

WHEN = START + 3_600_000_000


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A desk with people on a real server."""
    with desk_on("postgresql", tmp_path_factory.mktemp("pg")) as store:
        with store.writing() as writer:
            for person in (*PEOPLE, replace(ANA, name="ann")):
                writer.add_person(person, by="ana", now=START)
        yield store


def test_a_breach_is_on_record(desk: Store) -> None:
    """The facts are kept, the record is whole, and what cannot be is refused."""
    house = House(store=desk, policy=Policy(categories=categories(desk.db)))
    number = marked(house, by="lea")
    found = record(house.by("lea"), number)
    ticket = found.shown.ticket
    assert (ticket.people_concerned, ticket.records_concerned, ticket.report_reference) == (1200, 0, "AZ-2")
    assert len(found.events("breach_decided", *TOLD)) == 5
    assert found.clock is not None and found.clock.state is ClockState.MET
    assert verify(desk.db).broken is None
    with pytest.raises(IntegrityError), desk.writing() as writer:
        writer.connection.exec_driver_sql("UPDATE ticket SET people_concerned = -1")


def test_an_index_alone_counts_what_falls_due(desk: Store) -> None:
    """The index of deadlines holds all that the counts ask: no row of a ticket is read for them."""
    for due in (START, WHEN, WHEN + 7_200_000_000):
        do(desk, reported(desk, TRIAGE), change(Act.AMEND, "amended", due_at=due))
    for view, there in zip(HORIZONS, (2, 1), strict=True):
        assert count(desk.db, ANA, Filter(view), now=WHEN) == there
    with desk.writing() as writer:
        # on so few tickets all indexes cost the same
        writer.connection.exec_driver_sql("DROP INDEX ix_ticket_queue, ix_ticket_unassigned, ix_ticket_status")
    for view in HORIZONS:
        with desk.db.snapshot():
            desk.db.run("SET LOCAL enable_seqscan = off", {})
            desk.db.run("SET LOCAL enable_bitmapscan = off", {})
            for scope, own in scopes(view, ANA, WHEN):
                plan = desk.db.all(f"EXPLAIN SELECT count(*) FROM ticket t WHERE {scope}", **own)
                assert any("Index Only Scan using ix_ticket_due" in step for (step,) in plan), plan
