"""The queue: every view in order, paged by key in both directions, from an index, counted right."""

import random
from pathlib import Path

import pytest

from deskterm.store.opening import Store
from deskterm.store.read.counting import count
from deskterm.store.read.facts import facts
from deskterm.store.read.feed import changed_since
from deskterm.store.read.query import BadTerm, Term, parse, split_view
from deskterm.store.read.queue import (
    HORIZONS,
    NEVER,
    ORDERS,
    VIEWS,
    Filter,
    Row,
    decode_cursor,
    encode_cursor,
    lanes,
    last,
    page,
    row,
    row_key,
    scopes,
)
from deskterm.workflow.permission import sees
from deskterm.workflow.values import LIVE, SECOND, Act, Person, Status, Ticket
from tests.store.both import Noting
from tests.store.desks import (
    ANA,
    BOB,
    LEA,
    PEOPLE,
    RESUME,
    START,
    TRIAGED,
    WAIT,
    begun,
    change,
    closure,
    contact,
    founded,
    fresh,
    get,
    reported,
    resolution,
    ticked,
)

N = 120
NOW = START + 2 * SECOND
"""The present moment of the views that go by it."""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A desk with tickets in every state, some restricted, some alike in all sort keys."""
    store = founded(tmp_path_factory.mktemp("queue") / "desk.db")
    dice = random.Random(7)
    with store.writing() as writer:
        for number in range(1, N + 1):
            now = START + number * SECOND
            extra = {"restricted": dice.random() < 0.2, "about": dice.choice([None] * 8 + ["ana", "lea"])}
            named = {"named": frozenset(dice.sample(["ana", "bob"], 1))} if extra["restricted"] else {}
            writer.register(contact(f"Ticket {number} ПЕЧЬ"), by="ana", now=now, extra={**extra, **named})
            steps = []
            if dice.random() < 0.75:
                due = dice.choice([None, START + dice.randrange(5) * SECOND])
                line = dice.choice([1, 2, 3])
                priority = dice.choice([1, 2, 3, 4])
                steps.append(
                    change(Act.TRIAGE, "triaged", **{**TRIAGED, "line": line, "due_at": due, "priority": priority})
                )
                if dice.random() < 0.5:
                    steps.append(
                        change(
                            Act.TAKE, "taken", status=Status.IN_PROGRESS, assignee=dice.choice(["ana", "bob", "lea"])
                        )
                    )
                if dice.random() < 0.3:
                    steps.append(WAIT)
                    if dice.random() < 0.5:
                        steps.append(RESUME)
                if dice.random() < 0.3:
                    steps.append(resolution(now))
                    if dice.random() < 0.6:
                        steps.append(closure(now))
            elif dice.random() < 0.3:
                steps.append(change(Act.CANCEL, "cancelled", status=Status.CANCELLED))
            for step in steps:
                writer.apply(fresh(writer, number), step, by="ana", now=now)
    return store


def belongs(view: str, ticket: Ticket, person: Person) -> bool:
    """What a view shows, said anew."""
    live = ticket.status in LIVE
    mine = ticket.line in (person.lines or {1, 2, 3})
    return {
        "mine": live and ticket.assignee == person.name,
        "line": live and mine,
        "unassigned": live and mine and ticket.assignee is None,
        "untriaged": ticket.status is Status.NEW,
        "waiting": ticket.status is Status.WAITING,
        "resolved": ticket.status is Status.RESOLVED,
        "open": live,
        "closed": ticket.status in {Status.CLOSED, Status.CANCELLED, Status.MERGED},
        "all": True,
        "due": live and mine and ticket.due_at is not None and ticket.due_at <= NOW + 3600 * SECOND,
        "breached": live and mine and ticket.due_at is not None and ticket.due_at < NOW,
    }[view]


def expected(store: Store, view: str, person: Person, order: str = "priority") -> list[int]:
    """The ids of a view in order, from the facts of every ticket."""
    tickets = [get(store, number) for number in range(1, N + 1)]
    shown = [t for t in tickets if belongs(view, t, person) and sees(person, t)]
    if view in ("closed", "all"):
        return sorted((t.id for t in shown), reverse=True)
    if order == "due" or view in ("due", "breached"):
        return [t.id for t in sorted(shown, key=lambda t: (NEVER if t.due_at is None else t.due_at, t.id))]
    return [t.id for t in sorted(shown, key=lambda t: (t.priority or 0, NEVER if t.due_at is None else t.due_at, t.id))]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("person", PEOPLE, ids=lambda p: p.name)
def test_views_pages_and_counts(full: Store, view: str, person: Person, order: str) -> None:
    """A view holds exactly what it should, in order; pages in both directions join to the same; the count agrees."""
    filter = Filter(view, order=order)
    ids = expected(full, view, person, order)
    assert [r.id for r in page(full.db, person, filter, limit=1000, now=NOW)] == ids
    assert count(full.db, person, filter, now=NOW) == len(ids)
    assert count(full.db, person, Filter(view, parse("restricted:no,yes"), order), now=NOW) == len(ids)
    assert [r.id for r in last(full.db, person, filter, 5, NOW)] == ids[-5:]
    forward: list[Row] = []
    while rows := page(full.db, person, filter, after=row_key(forward[-1]) if forward else None, limit=7, now=NOW):
        forward += rows
    assert [r.id for r in forward] == ids
    back: list[Row] = []
    while rows := page(
        full.db, person, filter, after=row_key(back[0]) if back else None, limit=7, backwards=True, now=NOW
    ):
        back = rows + back
    assert [r.id for r in back] == ids


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("view", VIEWS)
def test_plans(full: Store, view: str, order: str) -> None:
    """No page of any view scans the tickets or sorts: first, next and previous pages come from an index in order."""
    for person in (ANA, BOB, LEA):
        for after in (None, (2, START, 50)):
            for backwards in (False, True):
                for lane in lanes(
                    full.db, person, Filter(view, order=order), after=after, backwards=backwards, now=NOW
                ):
                    plan = [r[3] for r in full.db.all(f"EXPLAIN QUERY PLAN {lane.sql} LIMIT 50", **lane.named)]
                    assert not any("TEMP B-TREE" in step for step in plan), plan
                    first = next(step for step in plan if step.split()[1] == "t")
                    assert "USING INDEX ix_ticket" in first or view == "all", plan
                    if after is not None:
                        assert first.startswith("SEARCH"), plan
                        assert any(
                            key in first for key in ("id>?", "id<?", "(rank,due_sort)", "due_sort>?", "due_sort<?")
                        ), plan


@pytest.mark.parametrize("view", HORIZONS)
def test_what_falls_due_is_counted_within_its_deadlines(full: Store, view: str) -> None:
    """The count of what falls due reads its index alone, up to the last deadline that counts: no row of a ticket."""
    with pytest.raises(ValueError, match=view):
        count(full.db, ANA, Filter(view))
    for scope, own in scopes(view, ANA, NOW):
        sql = f"SELECT count(*) FROM ticket t WHERE {scope}"
        plan = [r[3] for r in full.db.all(f"EXPLAIN QUERY PLAN {sql}", **own)]
        assert len(plan) == 1 and "ix_ticket_due (line=? AND due_sort<?)" in plan[0], plan
        read = [step[1] for step in full.db.all(f"EXPLAIN {sql}", **own)]
        assert "DeferredSeek" in read or "Seek" not in read, read


def plans(store: Store, db: Noting) -> list[str]:
    """How the statements that were asked look tickets and events up."""
    return [row[3] for sql, named in db.asked for row in store.db.all(f"EXPLAIN QUERY PLAN {sql}", **named)]


def test_counts_touch_no_row_that_everybody_may_see(full: Store) -> None:
    """The tickets that not everyone may see are judged by their own index; rows are looked up for the hidden ones."""
    for view in sorted(set(VIEWS) - {"mine"}):
        db = Noting(full.db)
        count(db, ANA, Filter(view), now=NOW)
        found = [step for step in plans(full, db) if " t " in f" {step} "]
        assert any("t USING COVERING INDEX ix_ticket_guarded" in step for step in found), (view, found)
        partly = ("COVERING INDEX", "ix_ticket_queue", "ix_ticket_due")
        rest = [step for step in found if not any(word in step for word in partly)]
        assert rest.count("SCAN t") <= 1, "the few themselves, once they are known"
        assert all("INTEGER PRIMARY KEY" in step for step in rest if step != "SCAN t"), (view, rest)


def test_what_is_new_is_read_from_the_last_events_alone(full: Store) -> None:
    """Whatever the record holds: the feed is not searched by ticket."""
    db = Noting(full.db)
    assert changed_since(db, 0) == sorted(set(changed_since(db, 0))) != []
    assert set(plans(full, db)) == {"SEARCH event USING INTEGER PRIMARY KEY (rowid>?)"}


def test_rows_say_what_the_facts_say(full: Store) -> None:
    """Every cell of a row equals the ticket's fact."""
    for r in page(full.db, None, Filter("all"), limit=1000):
        ticket = get(full, r.id)
        for name in set(Row._fields) - {"reporter", "paused", "language", "organisation"}:
            assert getattr(r, name) == getattr(ticket, name), name
        assert ticket.reporter is not None
        who = ticket.reporter
        assert (r.reporter, r.language, r.organisation) == (who.name, who.language, who.organisation)
        assert r.paused == (ticket.status is Status.WAITING)
        assert row(full.db, None, r.id) == r


def test_one_row_is_as_hidden_as_the_list(full: Store) -> None:
    """A single row is given exactly to those who see the ticket."""
    for number in range(1, N + 1):
        for person in PEOPLE:
            assert (row(full.db, person, number) is not None) == sees(person, get(full, number))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("status:waiting", lambda t: t.status is Status.WAITING),
        ("status:new,resolved and line:1", lambda t: t.status in (Status.NEW, Status.RESOLVED) and t.line == 1),
        ("line:L2,3", lambda t: t.line in (2, 3)),
        ("priority:p1", lambda t: t.priority == 1),
        ("priority:none", lambda t: t.priority is None),
        ("kind:incident category:hardware", lambda t: t.category == "hardware/printer"),
        ("category:hard", lambda t: False),
        ("category:none", lambda t: t.category is None),
        ("assignee:me", lambda t: t.assignee == "ana"),
        ("assignee:none,bob", lambda t: t.assignee in (None, "bob")),
        ("restricted:yes", lambda t: t.restricted),
        ("major:no", lambda t: not t.major),
        ("breach:no", lambda t: not t.breach),
        ("number:DT-7,8", lambda t: t.id in (7, 8)),
        ('text:"ticket 1 печь"', lambda t: t.id == 1),
        ("reporter:ионеску", lambda t: False),
        ("reporter:МАРИЯ", lambda t: True),
        ("reporter:maria@example.org", lambda t: True),
        ("channel:phone", lambda t: True),
        ("nature:none", lambda t: t.nature is None),
        ("text:100%", lambda t: False),
        ("", lambda t: True),
    ],
)
def test_terms_narrow_a_view(full: Store, text: str, holds: object) -> None:
    """Terms show the tickets of the view that hold all of them, and are counted the same."""
    filter = Filter("all", parse(text))
    assert callable(holds)
    wanted = [t for n in range(N, 0, -1) if sees(ANA, t := get(full, n)) and holds(t)]
    assert [r.id for r in page(full.db, ANA, filter, limit=1000)] == [t.id for t in wanted]
    assert count(full.db, ANA, filter) == len(wanted)


def test_plans_are_found_and_told_from_items(tmp_path: Path) -> None:
    """By their name, any, or none: what was taken back and the steps of an item, old or present, are no plan."""
    store = founded(tmp_path / "desk.db")
    malware = begun(("isolate", "Unplug it"), ("identify", "Name it"), plan="malware")
    item = change(Act.TRIAGE, "triaged", item="request/phone")
    numbers = [
        reported(store, malware),
        reported(store, begun(("a", "A"), plan="flood"), malware),
        reported(store, item, begun(("1", "A"), plan="request/phone"), begun(("1", "A"), plan="request/account")),
        reported(store, malware, ticked(8, None), ticked(9, None)),
        reported(store),
    ]
    one, two, *none = numbers
    for text, wanted in {
        "plan:malware": [two, one],
        "plan:flood,phishing": [two],
        "plan:any": [two, one],
        "plan:none": none[::-1],
        "plan:none,flood line:1": [*none[::-1], two],
    }.items():
        filter = Filter("all", parse(text))
        assert [r.id for r in page(store.db, ANA, filter)] == wanted, text
        assert count(store.db, ANA, filter) == len(wanted)


@pytest.mark.parametrize("value", ["malware", "any", "none"])
def test_steps_are_looked_up_ticket_by_ticket(full: Store, value: str) -> None:
    """The list stays in the order of its own index, and no step is read that is not a ticket's of the list."""
    for lane in lanes(full.db, ANA, Filter("line", parse(f"plan:{value}")), now=NOW):
        plan = [r[3] for r in full.db.all(f"EXPLAIN QUERY PLAN {lane.sql} LIMIT 50", **lane.named)]
        assert not any("TEMP B-TREE" in step or "SCAN s" in step or "SCAN a" in step for step in plan), plan
        assert any(step.startswith("SEARCH s USING INDEX") and "(ticket_id=?)" in step for step in plan), plan


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("colour:red", "colour:red"),
        ("status:opened", "status:opened"),
        ("printer", "printer"),
        ("line:4", "line:4"),
        ("priority:high", "priority:high"),
        ("number:0", "number:0"),
        ("number:12x", "number:12x"),
        ("status:", "status:"),
        ("restricted:maybe", "restricted:maybe"),
        ('"status":new', '"status":new'),
    ],
)
def test_bad_terms_are_named(text: str, term: str) -> None:
    """A query that means nothing is refused with the term and what is known."""
    with pytest.raises(BadTerm) as caught:
        parse(text)
    assert caught.value.term == term
    assert caught.value.known


def test_a_query_may_name_the_view() -> None:
    """The view of a query wins over the one given, and is no term of its own."""
    assert split_view(parse("view:closed and line:1"), "line") == ("closed", (Term("line", (1,)),))
    assert split_view((), "line") == ("line", ())
    with pytest.raises(ValueError, match="nonsense"):
        Filter("nonsense")
    with pytest.raises(ValueError, match="nonsense"):
        Filter("line", order="nonsense")


def test_cursors_go_round_and_bad_ones_are_refused() -> None:
    """A key survives its cursor; any other text is a ValueError."""
    for key in ((0, 0, 1), (4, NEVER, 1_000_000)):
        assert decode_cursor(encode_cursor(key)) == key
    for text in (
        "",
        "x",
        "\u00e9",
        "W10",
        "W10=",
        encode_cursor((1, 2, 3))[:-1] + "!",
        "bnVsbA",
        "WzEsMiwtM10",
        "WzEsMiwzLDRd",
    ):
        with pytest.raises(ValueError, match="cursor"):
            decode_cursor(text)


def test_no_ticket_no_facts(full: Store) -> None:
    """A number that was never given has no facts and no row."""
    assert facts(full.db, N + 1) is None
    assert row(full.db, None, 0) is None
