"""What falls due, counted on a PostgreSQL desk."""

from pathlib import Path

from deskterm.store.read.counting import count
from deskterm.store.read.queue import HORIZONS, Filter, scopes
from deskterm.workflow.values import Act
from tests.store.both import desk_on
from tests.store.desks import ANA, PEOPLE, START, TRIAGE, change, do, reported

WHEN = START + 3_600_000_000


def test_an_index_alone_counts_what_falls_due(tmp_path: Path) -> None:
    """The server counts what falls due without a look at any ticket's row, and counts what is there."""
    with desk_on("postgresql", tmp_path) as store:
        with store.writing() as writer:
            for person in PEOPLE:
                writer.add_person(person, by="ana", now=START)
        for due in (START, WHEN, WHEN + 7_200_000_000):
            do(store, reported(store, TRIAGE), change(Act.AMEND, "amended", due_at=due))
        db = store.db
        for view, there in zip(HORIZONS, (2, 1), strict=True):
            assert count(db, ANA, Filter(view), now=WHEN) == there
            with db.snapshot():
                db.run("SET LOCAL enable_seqscan = off", {})
                db.run("SET LOCAL enable_bitmapscan = off", {})
                for scope, own in scopes(view, ANA, WHEN):
                    plan = db.all(f"EXPLAIN SELECT count(*) FROM ticket t WHERE {scope}", **own)
                    assert any("Index Only Scan using ix_ticket_due" in step for (step,) in plan), plan
