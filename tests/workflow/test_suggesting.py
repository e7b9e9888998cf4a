"""Whom to give a ticket, and which ticket comes next: tables of both orders, and fairness as a property."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskterm.texts.suggesting import REASONS, reasons
from deskterm.workflow.calendar.wall import to_us
from deskterm.workflow.duty import ALWAYS, Duty
from deskterm.workflow.policy import Policy
from deskterm.workflow.sla import BREACH_LENGTH
from deskterm.workflow.suggesting import Candidate, Skill, Work, left_of, next_for, skill_of, suggest
from deskterm.workflow.values import Status
from tests.workflow.people import HOUR, NOW, agent, ticket

POLICY = Policy()
TEN = Duty(capacity=10)
LATER = Duty.from_dict({"absences": [["2030-01-01T00:00Z", "2031-01-01T00:00Z"]]})
VPN = frozenset({"vpn"})


def one(name: str, *, skills: frozenset[str] = frozenset(), **more: object) -> Candidate:
    return Candidate(person=agent(name, 1, skills=skills), **more)  # type: ignore[arg-type]


ORDERS = [
    # candidates, names in the order of whom to ask
    ("by load", [one("ann", load=2), one("bob", load=1)], "bob ann"),
    ("by what they can do", [one("ann", load=3, duty=TEN), one("bob", load=2, duty=Duty(capacity=4))], "ann bob"),
    ("full comes last", [one("ann", load=10, duty=TEN), one("bob", load=40)], "bob ann"),
    ("on duty first", [one("ann", duty=LATER), one("bob", load=9)], "bob ann"),
    ("skill before load", [one("ann", load=1), one("bob", load=5, skills=VPN)], "bob ann"),
    ("a missing skill is last", [one("ann", skills=frozenset({"printer"})), one("bob", load=5)], "bob ann"),
    ("room before skill", [one("ann", load=10, duty=TEN, skills=VPN), one("bob")], "bob ann"),
    ("who knows the reporter", [one("ann"), one("bob", familiar=True)], "bob ann"),
    ("who waited longest", [one("ann", last=5), one("bob", last=4), one("cid")], "cid bob ann"),
    ("turns before acquaintance", [one("ann", last=5, familiar=True), one("bob", last=4)], "bob ann"),
    ("by name when all is equal", [one("bob"), one("ann")], "ann bob"),
    ("who is away is not asked", [Candidate(person=agent("ann", 1, away_until=NOW + 1)), one("bob")], "bob"),
    ("nor is who has left", [Candidate(person=agent("ann", 1, active=False)), one("bob")], "bob"),
    ("nor who works elsewhere", [Candidate(person=agent("ann", 2)), one("bob")], "bob"),
]


@pytest.mark.parametrize(("candidates", "names"), [row[1:] for row in ORDERS], ids=[row[0] for row in ORDERS])
def test_the_order_of_whom_to_ask(candidates: list[Candidate], names: str) -> None:
    """Whatever order the candidates come in."""
    for given_ in (candidates, candidates[::-1]):
        assert [each.person.name for each in suggest(ticket(), given_, NOW)] == names.split()


def test_nobody_gets_a_ticket_about_themselves() -> None:
    """The person it is about is not among them; who has it already is the last."""
    facts = ticket(about="ann", assignee="bob")
    assert [each.person.name for each in suggest(facts, [one("ann"), one("bob"), one("cid", load=9)], NOW)] == [
        "cid",
        "bob",
    ]


@pytest.mark.parametrize(
    ("skills", "category", "found"),
    [
        (VPN, "network/vpn", Skill.FITS),
        ({"network"}, "network/vpn", Skill.FITS),
        ({"network/vpn"}, "network/vpn", Skill.FITS),
        ({"network/wifi"}, "network/vpn", Skill.MISSING),
        ((), "network/vpn", Skill.UNKNOWN),
        (VPN, None, Skill.UNKNOWN),
    ],
)
def test_what_a_category_wants(skills, category, found) -> None:
    """A part of its code, or all of it."""
    assert skill_of(agent("ann", 1, skills=frozenset(skills)), category) is found


def test_every_reason_is_told() -> None:
    """The reasons in the order in which they weigh, as codes."""
    told = one("ann", skills=VPN, load=3, duty=Duty(capacity=5), last=NOW - HOUR, familiar=True)
    (found,) = suggest(ticket(), [told], NOW)
    assert [why.code for why in found.reasons] == ["on_duty", "skill_fits", "load_of", "last_given", "familiar"]
    (found,) = suggest(ticket(), [one("ann", duty=LATER)], NOW)
    assert [why.code for why in found.reasons] == ["next_on_duty", "free"]
    assert found.at == 1_924_992_000_000_000


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 7), st.integers(1, 60), st.data())
def test_equals_get_equally_many(people: int, tickets: int, data: st.DataObject) -> None:
    """Give each of many equal tickets to the first: open work never differs by more than one ticket, nor does a turn
    pass anybody by when everything is solved at once."""
    names = [f"p{n}" for n in range(people)]
    load, last, given_ = dict.fromkeys(names, 0), dict.fromkeys(names), dict.fromkeys(names, 0)
    solved = data.draw(st.booleans())
    for turn in range(tickets):
        order = data.draw(st.permutations(names))
        first = suggest(ticket(), [one(n, load=load[n], last=last[n]) for n in order], NOW + turn)[0].person.name
        load[first] += 0 if solved else 1
        last[first], given_[first] = NOW + turn, given_[first] + 1
        assert max(given_.values()) - min(given_.values()) <= 1


def work(
    id: int, status: Status = Status.OPEN, *, woken: bool = False, due: int | None = None, **facts: object
) -> Work:
    """A ticket due in so many minutes by the wall, whose clocks run day and night."""
    base = replace(ticket(status), id=id, assignee=None, due_at=None if due is None else NOW + due * HOUR // 60)
    return Work(ticket=replace(base, **facts), woken=woken)  # type: ignore[arg-type]


def mine(id: int, status: Status = Status.IN_PROGRESS, **facts: object) -> Work:
    return work(id, status, assignee="ann", **facts)  # type: ignore[arg-type]


CHOICES = [
    ("own late before own P1", [mine(1, priority=1, due=300), mine(2, due=-600)], 2),
    ("own about to be late before own P1", [mine(1, priority=1, due=300), mine(2, priority=1, due=30)], 2),
    ("late before about to be", [mine(1, priority=1, due=30), mine(2, due=-10_000)], 2),
    ("own P2 before what woke up", [mine(1, woken=True), mine(2, priority=2)], 2),
    ("P1 before P2", [mine(1, priority=2), mine(2, priority=1)], 2),
    ("what woke up before a free P1", [work(1, priority=1), mine(2, woken=True)], 2),
    ("a wait that is over has woken up", [work(1, priority=1), mine(2, Status.WAITING, woken=True)], 2),
    ("a free one before own others", [mine(1), work(2)], 2),
    ("own others before nothing", [mine(1)], 1),
    ("what waits is not to be done", [mine(1, Status.WAITING)], None),
    ("another's is not to be taken", [work(1, Status.IN_PROGRESS, assignee="amy")], None),
    ("another line's neither", [work(1, line=2)], None),
    ("untriaged ones are triaged first", [work(1, Status.NEW, priority=None)], None),
    ("nor what is about oneself", [work(1, about="ann")], None),
    ("a free P1 before a late one", [work(1, due=-600), work(2, priority=1, due=200)], 2),
    ("a late one before a P2", [work(1, priority=2, due=9_000), work(2, due=-10_000)], 2),
    ("a P2 before a tight one", [work(1, due=1_500), work(2, priority=2, due=50_000)], 2),
    ("a tight one before another", [work(1, due=50_000), work(2, due=1_500)], 2),
    ("the skill among equals", [work(1, category="hardware/printer"), work(2)], 2),
    ("the earlier deadline", [work(1, due=50_000), work(2, due=40_000)], 2),
    ("what is never due comes last", [work(1), work(2, due=50_000)], 2),
    ("the lower number when all is equal", [work(2), work(1)], 1),
]


@pytest.mark.parametrize(("candidates", "chosen"), [row[1:] for row in CHOICES], ids=[row[0] for row in CHOICES])
def test_what_comes_next(candidates: list[Work], chosen: int | None) -> None:
    """For Ann, who knows VPNs."""
    for given_ in (candidates, candidates[::-1]):
        found = next_for(agent("ann", 1, skills=VPN), given_, NOW, POLICY)
        assert (found.ticket if found else None) == chosen


def test_who_has_enough_goes_on_with_their_own() -> None:
    """Unless a P1 is nobody's, or there is nothing of their own."""
    person, full = agent("ann", 1), Duty(capacity=3)
    own, free, burning = mine(1), work(2, priority=2), work(3, priority=1)
    assert next_for(person, [own, free], NOW, POLICY, full, 2).ticket == 2  # type: ignore[union-attr]
    assert next_for(person, [own, free], NOW, POLICY, full, 3).ticket == 1  # type: ignore[union-attr]
    assert next_for(person, [own, free, burning], NOW, POLICY, full, 3).ticket == 3  # type: ignore[union-attr]
    assert next_for(person, [free], NOW, POLICY, full, 3).ticket == 2  # type: ignore[union-attr]


def test_the_choice_says_why() -> None:
    """As codes, whose it is first."""
    found = next_for(agent("ann", 1, skills=VPN), [work(4, priority=2, due=60)], NOW, POLICY, ALWAYS)
    assert found is not None
    assert not found.mine
    assert [why.code for why in found.reasons] == ["nobodys", "high", "due_soon", "tight", "skill_fits"]
    found = next_for(agent("ann", 1), [mine(4, woken=True)], NOW, POLICY)
    assert found is not None
    assert found.mine
    assert [why.code for why in found.reasons] == ["mine", "woken"]


def test_every_reason_has_a_phrase() -> None:
    """Each code that the two rules give is one that texts know, and none is left over."""
    import ast
    import inspect
    from datetime import UTC

    from deskterm.workflow import suggesting

    tree = ast.parse(inspect.getsource(suggesting))
    codes = {
        leaf.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Why"
        for word in node.keywords
        if word.arg == "code"
        for leaf in ast.walk(word.value)
        if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)
    }
    assert codes == set(REASONS)
    (found,) = suggest(ticket(), [one("ann", skills=VPN, load=3, duty=Duty(capacity=5))], NOW)
    assert reasons(found.reasons, UTC, NOW) == "on duty; skill vpn; load 3 of 5"


def test_working_time_decides_how_soon_a_deadline_is() -> None:
    """From Friday 16:45 to Monday 09:15 are 30 minutes of work: sooner than the two hours of a P1, which runs on."""
    friday, monday, noon = (
        to_us(datetime.fromisoformat(f"2031-05-{text}+00:00")) for text in ("09T16:45", "12T09:15", "09T18:45")
    )
    over_weekend = Work(ticket=replace(ticket(Status.IN_PROGRESS), id=5, due_at=monday))
    burning = Work(ticket=replace(ticket(Status.IN_PROGRESS, priority=1), id=6, due_at=noon))
    found = next_for(agent("ann", 1), [over_weekend, burning], friday, POLICY)
    assert found is not None
    assert (found.ticket, [why.code for why in found.reasons]) == (5, ["mine", "due_soon"])


def test_what_is_left_is_what_the_queue_shows() -> None:
    """A breach of data runs by the wall; a deadline that passed while nobody works is late all the same."""
    friday, monday = (to_us(datetime.fromisoformat(f"2031-05-{text}+00:00")) for text in ("09T18:00", "12T08:00"))
    breach = replace(ticket(Status.IN_PROGRESS), breach=True, aware_at=monday - BREACH_LENGTH, due_at=monday)
    assert left_of(breach, friday, POLICY) == monday - friday
    late = replace(ticket(Status.IN_PROGRESS), due_at=friday)
    assert left_of(late, monday, POLICY) == -1
    found = next_for(agent("ann", 1), [Work(ticket=late)], monday, POLICY)
    assert found is not None and "late" in [why.code for why in found.reasons]
