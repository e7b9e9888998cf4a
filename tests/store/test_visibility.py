"""Who sees which ticket: the SQL says what the rule says."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskterm.store.read.visibility import seen_by
from deskterm.workflow.permission import sees
from deskterm.workflow.values import Act, Person, Role
from tests.store.desks import START, TRIAGED, change, contact, founded, fresh, get

NAMES = st.sampled_from(["ana", "bob", "lea"])
PERSON = st.builds(
    Person,
    name=NAMES,
    lines=st.frozensets(st.integers(1, 3)),
    roles=st.frozensets(st.sampled_from(list(Role))),
)
GUARD = st.fixed_dictionaries(
    {
        "restricted": st.booleans(),
        "about": st.none() | NAMES,
        "assignee": st.none() | NAMES,
        "line": st.integers(1, 3),
        "named": st.frozensets(NAMES),
    }
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(GUARD, min_size=1, max_size=8), st.lists(PERSON, min_size=1, max_size=8))
def test_the_predicate_is_the_rule(guards: list[dict[str, object]], people: list[Person]) -> None:
    """For any tickets and any people, the rows the SQL gives are those the rule allows."""
    with TemporaryDirectory() as folder, founded(Path(folder) / "desk.db") as store:
        with store.writing() as writer:
            for guard in guards:
                number = writer.register(
                    contact(),
                    by="ana",
                    now=START,
                    extra={k: v for k, v in guard.items() if k in ("restricted", "about", "named")},
                )
                rest = {k: v for k, v in guard.items() if k in ("assignee", "line")}
                writer.apply(
                    fresh(writer, number), change(Act.TRIAGE, "triaged", **{**TRIAGED, **rest}), by="ana", now=START
                )
        tickets = [get(store, number) for number in range(1, len(guards) + 1)]
        for person in people:
            predicate, named = seen_by(person)
            rows = store.db.all(f"SELECT t.id FROM ticket t WHERE {predicate} ORDER BY t.id", **named)
            assert [n for (n,) in rows] == [t.id for t in tickets if sees(person, t)]
