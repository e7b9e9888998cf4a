"""A demonstration in a real file, played through the real acts."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deskterm.demo.desk import make
from deskterm.store.errors import StoreError
from deskterm.store.location import Location
from deskterm.store.opening import Store
from deskterm.store.read.chain import verify
from deskterm.store.read.facts import facts
from deskterm.store.read.people import people
from deskterm.workflow.acts import prospects
from deskterm.workflow.closure import DAY
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import LIVE, SECOND, Act, Line, Nature, Role, Status, StepState, Ticket, WaitReason

NOW = int(datetime(2026, 3, 11, 14, 30, tzinfo=UTC).timestamp()) * SECOND
EXPECTED = {
    Status.NEW: (5, 25),
    Status.OPEN: (8, 30),
    Status.IN_PROGRESS: (15, 45),
    Status.WAITING: (12, 35),
    Status.RESOLVED: (8, 30),
    Status.CLOSED: (70, 125),
    Status.CANCELLED: (4, 16),
    Status.MERGED: (3, 14),
}
"""Fewest and most tickets of a state among two hundred."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A desk of two hundred tickets."""
    with make(Location(file=tmp_path_factory.mktemp("demo") / "desk.db"), "robin", NOW) as made:
        yield made


@pytest.fixture(scope="module")
def tickets(store: Store) -> list[Ticket]:
    """The facts of all its tickets."""
    found = (facts(store.db, id) for (id,) in store.db.all("SELECT id FROM ticket ORDER BY id"))
    return [ticket for ticket in found if ticket is not None]


def test_the_chain_of_a_played_desk_verifies(store: Store) -> None:
    """No link of the audit trail is broken, and time never runs back along it."""
    assert verify(store.db).broken is None
    times = [at for (at,) in store.db.all("SELECT at FROM event ORDER BY id")]
    assert times == sorted(times)
    assert times[-1] <= NOW


def test_every_state_has_a_sensible_number_of_tickets(tickets: list[Ticket]) -> None:
    """Two hundred tickets are spread over all states."""
    counted = Counter(ticket.status for ticket in tickets)
    assert len(tickets) == 200
    assert {
        status: counted[status] for status, (low, high) in EXPECTED.items() if not low <= counted[status] <= high
    } == {}


def test_all_languages_natures_and_lines_are_at_work(tickets: list[Ticket]) -> None:
    """Live tickets are in four languages, on three lines, wait for four reasons, and have every nature."""
    live = [ticket for ticket in tickets if ticket.status in LIVE]
    assert {ticket.reporter.language for ticket in live if ticket.reporter} == {"en", "ru", "ro", "th"}
    assert {ticket.line for ticket in live if ticket.assignee} == set(Line)
    assert {ticket.wait_reason for ticket in live} - {None} == set(WaitReason)
    assert {ticket.nature for ticket in tickets} - {None} == set(Nature)


def test_refusals_are_waiting_to_happen(tickets: list[Ticket], store: Store) -> None:
    """Some ticket can't be escalated for want of a diagnosis, some for a hypothesis, some not closed unverified."""
    leads = {1: "anna", 2: "boris", 3: "viktor"}
    staff = {person.name: person for person in people(store.db)}
    codes: set[str] = set()
    for ticket in tickets:
        by = staff[ticket.assignee or leads[ticket.line]]
        ways = prospects(ticket, by, Policy(), NOW)
        codes |= {point.code for act in (Act.ESCALATE, Act.CLOSE) for point in ways[act]}
    assert {"signs_missing", "step_missing", "hypothesis_missing", "not_verified"} <= codes


def test_special_tickets_are_there(tickets: list[Ticket], store: Store) -> None:
    """A live major incident with children, restricted ones, one that went back and forth, one about a colleague."""
    live = [ticket for ticket in tickets if ticket.status in LIVE]
    assert any(ticket.major and ticket.open_children for ticket in live)
    assert {ticket.nature for ticket in live if ticket.restricted} == {Nature.SECURITY, Nature.PERSONNEL}
    assert any(ticket.level_changes >= 3 for ticket in live)
    assert any(ticket.about == "dan" for ticket in live)
    assert any(ticket.status is Status.RESOLVED and ticket.verified for ticket in tickets)
    assert store.db.one("SELECT 1 FROM event WHERE kind = 'reopened'")


def test_requests_have_items_in_every_stage(tickets: list[Ticket]) -> None:
    """Some steps wait for a beginning, some are half done, some are all done; what needs a date has one."""
    asked = [ticket for ticket in tickets if ticket.item and ticket.status in LIVE | {Status.RESOLVED}]
    left = [(len(ticket.open_plan_steps), len(ticket.steps)) for ticket in asked]
    assert any(open_ == all_ for open_, all_ in left) and any(0 < open_ < all_ for open_, all_ in left)
    assert any(open_ == 0 for open_, _ in left)
    assert {ticket.item for ticket in asked} >= {"request/change", "request/equipment", "request/leaver"}
    assert all(ticket.agreed_at for ticket in asked if ticket.item in ("request/change", "request/leaver"))


def test_urgent_incidents_are_in_the_middle_of_their_plan(tickets: list[Ticket]) -> None:
    """A P1 has steps behind and before it, of its own plan and of the major incident's."""
    live = [ticket for ticket in tickets if ticket.priority == 1 and ticket.status in LIVE]
    for plan in ("p1", "major-incident"):
        states = [{step.state for step in ticket.steps if step.plan == plan} for ticket in live]
        assert {StepState.OPEN, StepState.DONE} in states


def test_a_breach_runs_in_every_language_and_ended_ones_are_accounted_for(tickets: list[Ticket]) -> None:
    """Its clock of 72 hours is running; where it has ended, the authority was told or need not be."""
    breaches = [ticket for ticket in tickets if ticket.breach]
    running = [ticket for ticket in breaches if not ticket.reported_at and not ticket.report_waived_at]
    assert {ticket.reporter.language for ticket in running if ticket.reporter} == {"en", "ru", "ro", "th"}
    assert all(ticket.status in LIVE and ticket.aware_at and NOW - ticket.aware_at < DAY for ticket in running)
    assert {ticket.status for ticket in breaches if ticket not in running} == {Status.CLOSED}
    assert any(ticket.people_concerned for ticket in running)


def test_the_visitor_has_tickets_of_their_own(tickets: list[Ticket], store: Store) -> None:
    """Whoever opens the demonstration is a lead and has work; one colleague is away."""
    robin = next(person for person in people(store.db) if person.name == "robin")
    assert robin.has(Role.LEAD)
    assert any(ticket.assignee == "robin" and ticket.status in LIVE for ticket in tickets)
    assert [person.name for person in people(store.db) if not person.available(NOW)] == ["dan"]


def test_clocks_are_running_and_some_are_late(tickets: list[Ticket]) -> None:
    """Most live tickets are due in the future, some are past it."""
    dues = [ticket.due_at for ticket in tickets if ticket.status in LIVE and ticket.due_at is not None]
    late = sum(due < NOW for due in dues)
    assert 0 < late < len(dues) / 2


def test_a_demonstration_never_takes_the_place_of_a_desk(tmp_path: Path) -> None:
    """Where a file is already, nothing is made."""
    place = tmp_path / "desk.db"
    place.write_text("mine")
    with pytest.raises(StoreError) as caught:
        make(Location(file=place), "robin", NOW, 3)
    assert caught.value.code == "exists"
    assert place.read_text() == "mine"


@pytest.mark.parametrize("name", ["dan", "anna", "marina", "viktor"])
def test_the_visitor_may_be_called_like_a_colleague(tmp_path: Path, name: str) -> None:
    """Whoever founds the desk under a colleague's name stays its lead, is there, and the desk is filled."""
    with make(Location(file=tmp_path / "desk.db"), name, NOW, 30) as made:
        visitor = next(person for person in people(made.db) if person.name == name)
        assert visitor.has(Role.ADMIN)
        assert visitor.available(NOW)
        assert made.db.one("SELECT count(*) FROM ticket") == (30,)
