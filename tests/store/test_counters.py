"""The counters: after any history they equal a recount."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskterm.store.opening import Store
from deskterm.store.read import history
from deskterm.store.read.chain import verify
from deskterm.workflow.values import Act, Change, Status
from tests.store.desks import (
    RESUME,
    START,
    TAKE,
    TRIAGE,
    WAIT,
    change,
    closure,
    contact,
    founded,
    fresh,
    get,
    resolution,
)

STEPS: tuple[Change, ...] = (
    TRIAGE,
    TAKE,
    WAIT,
    RESUME,
    resolution(START),
    closure(START),
    change(Act.ESCALATE, "escalated", line=2, assignee=None),
    change(Act.RESTRICT, "restricted", restricted=True),
    change(Act.RESTRICT, "restricted", about="bob"),
    change(Act.CANCEL, "cancelled", status=Status.CANCELLED),
)
ALWAYS = range(7, len(STEPS))
"""Steps that are possible before triage."""
HISTORY = st.lists(st.tuples(st.integers(0, 3), st.integers(-1, len(STEPS) - 1)), max_size=25)


def counters(store: Store) -> list[tuple[object, ...]]:
    """The counters that are not zero."""
    return store.db.all("SELECT line, status, guarded, assigned, n FROM counter WHERE n > 0 ORDER BY 1, 2, 3, 4")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HISTORY)
def test_counters_equal_a_recount(past: list[tuple[int, int]]) -> None:
    """Whatever happens to tickets, undo included, counting them anew changes nothing, and the chain is whole."""
    with TemporaryDirectory() as folder, founded(Path(folder) / "desk.db") as store:
        with store.writing() as writer:
            ids = [writer.register(contact(), by="ana", now=START) for _ in range(4)]
        for which, step in past:
            ticket = get(store, ids[which])
            with store.writing() as writer:
                if step < 0:
                    last = history.last_act(writer.db, "ana", ticket.id)
                    if last is not None and last.act != Act.REGISTER:
                        writer.revert(ticket, last.id, by="ana", now=START)
                elif not ticket.triaged:
                    writer.apply(ticket, STEPS[step if step in ALWAYS else 0], by="ana", now=START)
                elif STEPS[step].act is not Act.CLOSE or ticket.resolved_at is not None:
                    writer.apply(fresh(writer, ticket.id), STEPS[step], by="ana", now=START)
        before = counters(store)
        with store.writing() as writer:
            writer.recount()
        assert counters(store) == before
        assert sum(int(str(row[4])) for row in before) == 4
        assert verify(store.db).broken is None
