"""The schema: conditions that no writer may break, and readers' columns that exist."""

import ast
import re
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from deskterm.models import metadata
from deskterm.models.schema import WHERE
from deskterm.store import fields
from deskterm.store.opening import Store
from deskterm.store.read import facts, queue, show
from deskterm.store.read.categories import categories
from deskterm.store.write.events import plain
from deskterm.store.write.shipped import CATEGORIES, PARENTS, QUESTIONS
from deskterm.workflow.inputs import Details
from deskterm.workflow.values import Act, Change, Kind, Nature, Status, Ticket
from tests.store.desks import START, TAKE, TRIAGE, TRIAGED, WAIT, change, closure, do, get, reported, resolution

BAD: list[tuple[str, tuple[Change, ...], dict[str, object]]] = [
    ("an unknown state", (TRIAGE,), {"status": "sleeping"}),
    ("an unknown kind", (TRIAGE,), {"kind": "wish"}),
    ("an unknown channel", (), {"channel": "fax"}),
    ("a fourth line", (TRIAGE,), {"line": 4}),
    ("impact 0", (TRIAGE,), {"impact": 0}),
    ("priority before triage", (), {"priority": 1}),
    ("triaged without priority", (), {**TRIAGED, "priority": None}),
    ("triaged without category", (), {**TRIAGED, "category": None}),
    ("an incident without nature", (), {**TRIAGED, "nature": None}),
    ("waiting without end", (TRIAGE,), {"status": "waiting", "wait_reason": "vendor"}),
    ("waiting without reason", (TRIAGE,), {"status": "waiting", "wake_at": START}),
    ("resolved without a solution", (TRIAGE,), {"status": "resolved", "resolution_code": "fixed", "resolved_at": 1}),
    ("resolved at no time", (TRIAGE,), {"status": "resolved", "resolution_code": "fixed", "solution": "x"}),
    ("closed unverified", (TRIAGE, resolution(START)), {"status": "closed", "closed_at": START}),
    ("closed at no time", (TRIAGE, resolution(START)), {"status": "closed", "verified": True}),
    ("merged into nothing", (TRIAGE,), {"status": "merged", "status_before_merge": "open"}),
    ("merged into itself", (TRIAGE,), {"status": "merged", "status_before_merge": "open", "merged_into": 1}),
    ("merged and open", (TRIAGE,), {"merged_into": 2}),
    ("a subject of 251 signs", (TRIAGE,), {"subject": "x" * 251}),
    ("no subject", (TRIAGE,), {"subject": ""}),
    ("an unknown assignee", (TRIAGE,), {"assignee": "nobody"}),
    ("an unknown category", (TRIAGE,), {"category": "garden/lawn"}),
]


@pytest.mark.parametrize(("changes", "fields_"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_the_tables_refuse_what_cannot_be(
    store: Store, changes: tuple[Change, ...], fields_: dict[str, object]
) -> None:
    """A row that breaks a condition is not stored, and neither is its event."""
    number = reported(store, *changes)
    reported(store)
    before = get(store, number)
    with pytest.raises(IntegrityError):
        do(store, number, change(Act.AMEND, "amended", **fields_))
    assert get(store, number) == before


@pytest.mark.parametrize("status", list(Status))
def test_every_state_can_be_stored(store: Store, status: Status) -> None:
    """There is a row for every state a ticket may have."""
    other = reported(store)
    steps: dict[Status, tuple[Change, ...]] = {
        Status.NEW: (),
        Status.OPEN: (TRIAGE,),
        Status.IN_PROGRESS: (TRIAGE, TAKE),
        Status.WAITING: (TRIAGE, WAIT),
        Status.RESOLVED: (TRIAGE, resolution(START)),
        Status.CLOSED: (TRIAGE, resolution(START), closure(START)),
        Status.CANCELLED: (change(Act.CANCEL, "cancelled", status=Status.CANCELLED),),
        Status.MERGED: (
            change(Act.MERGE, "merged", status=Status.MERGED, merged_into=other, status_before_merge=Status.NEW),
        ),
    }
    assert get(store, reported(store, *steps[status])).status is status


def columns(table: str) -> set[str]:
    """The table's columns."""
    return {column.name for column in metadata.tables[table].c}


def test_the_store_knows_every_fact_and_detail() -> None:
    """Every field of a ticket is stored or derived, and every detail of a contact has a column."""
    derived = {
        "reporter",
        "named",
        "sheet",
        "questions",
        "steps_settled",
        "hypotheses_settled",
        "sessions",
        "open_outcomes",
        "open_children",
        "steps",
        "open_plan_steps",
        "plans",
        "calls",
        "told",
        "pauses",
    }
    assert set(Ticket.__dataclass_fields__) - derived == set(facts.COLUMNS)
    assert set(facts.COLUMNS) <= columns("ticket")
    assert set(Details.__dataclass_fields__) == set(fields.DETAILS) <= columns("ticket")
    assert columns("ticket") >= fields.TEXTS
    assert set(show.DETAILS) <= columns("ticket")
    assert queue.NEVER == 1 << 62


def test_readers_name_only_columns_that_exist() -> None:
    """Every `alias.column` in the readers' SQL is a column of the schema."""
    aliases = {
        "t": "ticket",
        "r": "reporter",
        "o": "organisation",
        "e": "event",
        "x": "event_text",
        "l": "link",
        "p": "ticket_person",
        "c": "counter",
    }
    trees = [ast.parse(path.read_text()) for path in Path(queue.__file__).parent.glob("*.py")]
    constants = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    literals = "\n".join(value for value in constants if isinstance(value, str))
    named = re.findall(r"\b([troexlpc])\.([a-z_0-9]+)\b", literals)
    assert len(named) > 50
    assert [(a, c) for a, c in named if c not in columns(aliases[a])] == []


def test_indexes_hold_the_rows_that_they_are_for(store: Store) -> None:
    """Those over some rows alone say which."""
    named = {index.name for table in metadata.tables.values() for index in table.indexes if WHERE in index.info}
    rows = store.db.all("SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'")
    assert named == {name for (name,) in rows} != set()


def test_the_shipped_tree(store: Store) -> None:
    """A new desk has every shipped category, in order, with its presets and questions; incidents ask one to three."""
    found = categories(store.db)
    assert list(found.values()) == list(CATEGORIES)
    assert set(PARENTS) == {c.code.partition("/")[0] for c in CATEGORIES}
    for category in CATEGORIES:
        if category.kind is Kind.REQUEST:
            assert category.nature is None
            assert category.has_presets
        else:
            assert 1 <= len(category.questions) <= 3
    assert found["service/staff"].nature is Nature.SERVICE
    assert len(QUESTIONS) == len(set(QUESTIONS))


def test_values_become_plain() -> None:
    """Codes are stored as text, yes and no as numbers, sets in order."""
    value = {"a": Status.NEW, "b": True, "c": frozenset({"z", "y"}), "d": (1, None, [False])}
    assert plain(value) == {"a": "new", "b": 1, "c": ["y", "z"], "d": [1, None, [0]]}
    assert type(plain(Status.NEW)) is str
