"""The filler: many tickets at once, the same as if each had been registered."""

from deskterm.store.opening import Store
from deskterm.store.read import show
from deskterm.store.read.chain import verify
from deskterm.store.read.counting import count
from deskterm.store.read.queue import Filter, page
from deskterm.store.write.bulk import fill
from deskterm.workflow.values import Status
from tests.store.desks import MARIA, START, TAKE, TRIAGED, contact, do, get


def test_filled_tickets_are_ordinary_ones(store: Store) -> None:
    """Filled tickets are listed, counted, chained and can be worked on like any other."""
    with store.writing() as writer:
        writer.register(contact(), by="ana", now=START)
    rows = (
        {"subject": f"Ticket {n}", "created_at": START + n, "reporter": MARIA, **(TRIAGED if n % 2 else {})}
        for n in range(1001)
    )
    assert fill(store, rows, by="ana", batch=300) == 1001
    assert verify(store.db).broken is None
    assert count(store.db, None, Filter("all")) == 1002
    assert count(store.db, None, Filter("untriaged")) == 502
    assert page(store.db, None, Filter("all"), limit=1)[0].id == 1002
    assert get(store, 2).reporter == get(store, 1).reporter
    assert get(store, 4).status is Status.NEW
    assert do(store, 3, TAKE).assignee == "ana"
    assert show.events(store.db, 3)[0].fields["subject"][0] is None
    before = store.db.all("SELECT * FROM counter ORDER BY 1, 2, 3, 4")
    with store.writing() as writer:
        writer.recount()
    assert [r for r in store.db.all("SELECT * FROM counter ORDER BY 1, 2, 3, 4") if r[4]] == [r for r in before if r[4]]
