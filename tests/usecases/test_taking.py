"""Take next, whom to ask, duties: on a file and on a real server, by one process and by several at once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from deskterm.store.opening import Store
from deskterm.store.read import chain
from deskterm.store.read.categories import categories
from deskterm.store.read.duty import familiar, last_given, loads
from deskterm.store.read.facts import facts
from deskterm.store.read.people import person
from deskterm.store.read.show import events
from deskterm.usecases.act import perform
from deskterm.usecases.arrange import arrange, strike
from deskterm.usecases.assign import assign, restrict
from deskterm.usecases.desk import Desk, NotFound, Refused
from deskterm.usecases.duty import duties, roster, set_duty, strike_duty, whom
from deskterm.usecases.people import away
from deskterm.usecases.register import register
from deskterm.usecases.taking import Given, ahead, take
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.checks import Invalid
from deskterm.workflow.inputs import Register, Resolve, Restrict, Take, Triage, Wait
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Cause, Kind, Nature, Person, Reporter, ResolutionCode, Role, Status, WaitReason
from tests.doors.nursery import Script
from tests.doors.test_export import empty, exported, imported, seen
from tests.store.both import BOTH, desk_on

ROOT = Path(__file__).parents[2]
START = 1_904_634_000_000_000  # Friday, 2030-05-10 09:00 UTC
MINUTE = 60_000_000
HOUR = 60 * MINUTE
AGENT = frozenset({Role.AGENT})
PEOPLE = (
    Person(name="ann", lines=frozenset({1}), roles=AGENT, skills=frozenset({"vpn"})),
    Person(name="amy", lines=frozenset({1}), roles=AGENT),
    Person(name="bea", lines=frozenset({1, 2}), roles=AGENT),
    Person(name="lea", lines=frozenset({1, 2, 3}), roles=frozenset({Role.LEAD})),
    Person(name="aud", roles=frozenset({Role.AUDITOR})),
    Person(name="ana", active=False),
    Person(name="bob", active=False),
)
RHEA = Reporter(name="Rhea Example", email="rhea@example.org")
ZOE = Reporter(name="Zoe Example", email="zoe@example.org")
NIGHT = {"hours": {"time_zone": "Etc/UTC", "week": {day: [["20:00", "23:00"]] for day in ("fri", "sat", "sun")}}}


class House:
    """A desk on either store, seen by whoever asks; the clock moves a minute with every look."""

    def __init__(self, store: Store) -> None:
        self.store, self.at = store, START
        with store.writing() as writer:
            for each in PEOPLE:
                writer.add_person(each, by="lea", now=START)
        self.policy = Policy(categories=categories(store.db))

    def tick(self) -> int:
        self.at += MINUTE
        return self.at

    def by(self, name: str) -> Desk:
        who = person(self.store.db, name)
        assert who is not None
        return Desk(store=self.store, by=who, rules=self.policy, now=self.tick)

    def triaged(self, impact: int = 3, urgency: int = 3, category: str = "network/vpn", **more: object) -> int:
        entered = replace(Register(subject="No tunnel", reporter=RHEA), **more)  # type: ignore[arg-type]
        number = register(self.by("lea"), entered).id
        judged = Triage(kind=Kind.INCIDENT, nature=Nature.TECHNICAL, category=category, impact=impact, urgency=urgency)
        perform(self.by("lea"), number, judged)
        return number

    def assignee(self, number: int) -> str | None:
        found = facts(self.store.db, number)
        assert found is not None
        return found.assignee


@pytest.fixture(params=BOTH)
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """A desk on each store."""
    with desk_on(request.param, tmp_path) as store:
        yield House(store)


def codes(given: Given) -> list[str]:
    return [why.code for why in given.reasons]


def refused(desk: Desk, line: int | None = None) -> tuple[str, ...]:
    with pytest.raises(Refused) as caught:
        take(desk, line)
    return caught.value.refusal.codes


def test_take_next_takes_the_most_urgent(house: House) -> None:
    """A P1 before a P4; then one's own P1 is what to go on with, and nothing is written."""
    low, high = house.triaged(), house.triaged(1, 1)
    ann = house.by("ann")
    assert (ahead(ann).id, house.assignee(high)) == (high, None)
    first = take(ann)
    assert (first.id, first.taken, codes(first)[:2]) == (high, True, ["nobodys", "high"])
    assert house.assignee(high) == "ann"
    head = chain.verify(house.store.db).checked
    again = take(ann)
    assert (again.id, again.taken, again.event, codes(again)[0]) == (high, False, 0, "mine")
    assert chain.verify(house.store.db).checked == head
    other = take(house.by("amy"))
    assert (other.id, other.taken) == (low, True)


def test_nothing_next_is_said(house: House) -> None:
    """None that is free, another line, somebody away, a role that only reads: each by its code."""
    house.triaged(1, 1)
    assert refused(house.by("ann"), 2) == ("line_not_yours",)
    assert refused(house.by("aud")) == ("read_only_role",)
    assert refused(house.by("bea"), 2) == ("nothing_next",)
    away(house.by("lea"), "amy", START + 100 * HOUR)
    assert refused(house.by("amy")) == ("assignee_away",)
    set_duty(house.by("ann"), "ann", lambda _: {"absences": [["2030-05-10T00:00Z", "2030-05-11T00:00Z"]]})
    assert refused(house.by("ann")) == ("assignee_away",)


def test_what_has_woken_up_is_taken_up_again(house: House) -> None:
    """A wait that is over comes before what is free, and is in progress then."""
    mine, free = house.triaged(), house.triaged()
    ann = house.by("ann")
    perform(ann, mine, Take())
    perform(ann, mine, Wait(reason=WaitReason.VENDOR, until=house.at + HOUR))
    assert ahead(ann).id == free
    house.at += 2 * HOUR
    found = take(ann)
    assert (found.id, found.taken, "woken" in codes(found)) == (mine, True, True)
    after = facts(house.store.db, mine)
    assert after is not None
    assert (after.status, after.wake_at) == (Status.IN_PROGRESS, None)


def test_hidden_tickets_are_never_next(house: House) -> None:
    """A restricted ticket goes to a lead of the line, and to nobody who may not see it."""
    number = house.triaged(1, 1)
    restrict(house.by("lea"), number, Restrict(on=True, reason="private"))
    assert refused(house.by("ann")) == ("nothing_next",)
    assert take(house.by("lea")).id == number
    assert loads(house.store.db, house.by("amy").by, ["lea"]) == {}
    assert loads(house.store.db, house.by("aud").by, ["lea"]) == {"lea": 4}
    assert last_given(house.store.db, house.by("amy").by) == {}
    with pytest.raises(NotFound):
        whom(house.by("amy"), number)


def test_whom_to_ask(house: House) -> None:
    """Off duty last; of the others the skill, then the load; asking changes nothing."""
    number = house.triaged()
    head = chain.verify(house.store.db).checked
    asked = [(each.person.name, each.reasons[0].code) for each in whom(house.by("amy"), number)]
    assert [name for name, _ in asked] == ["ann", "amy", "bea", "lea"]
    assert chain.verify(house.store.db).checked == head
    set_duty(house.by("ann"), "ann", lambda _: NIGHT)
    assign(house.by("lea"), house.triaged(2, 1), "amy")
    found = whom(house.by("amy"), number)
    assert [(e.person.name, e.reasons[0].code, e.load) for e in found] == [
        ("bea", "on_duty", 0),
        ("lea", "on_duty", 0),
        ("amy", "on_duty", 2),
        ("ann", "next_on_duty", 0),
    ]
    assert found[-1].at == START + 11 * HOUR


def test_turns_are_remembered_when_tickets_are_solved_at_once(house: House) -> None:
    """Who is given one and solves it stands behind the others: six tickets go to three people, two each."""
    got = []
    for _ in range(6):
        number = house.triaged(category="hardware/printer", reporter=ZOE)
        first = next(e.person.name for e in whom(house.by("lea"), number) if e.person.name in ("amy", "bea", "lea"))
        assign(house.by("lea"), number, first)
        got.append(first)
        solved = Resolve(code=ResolutionCode.NO_FAULT, solution="none", cause=Cause.UNKNOWN, measures="none")
        perform(house.by("lea"), number, solved)
    assert sorted(got[:3]) == sorted(got[3:]) == ["amy", "bea", "lea"]
    assert set(last_given(house.store.db, house.by("lea").by)) == {"amy", "bea", "lea"}


def test_who_knows_the_reporter(house: House) -> None:
    """Of other tickets that the asker may see."""
    one, two = house.triaged(), house.triaged()
    assign(house.by("lea"), one, "bea")
    ticket = facts(house.store.db, two)
    assert ticket is not None
    assert familiar(house.store.db, house.by("lea").by, ticket) == {"bea"}
    restrict(house.by("lea"), one, Restrict(on=True, reason="private"))
    assert familiar(house.store.db, house.by("amy").by, ticket) == frozenset()


def test_who_may_arrange_a_duty(house: House) -> None:
    """Everybody their own, a lead anybody's; the record holds what was arranged and by whom."""
    assert set_duty(house.by("ann"), "ann", lambda _: {"capacity": 3}) == {"capacity": 3}
    with pytest.raises(Refused, match="role_needed"):
        set_duty(house.by("amy"), "ann", lambda _: {"capacity": 9})
    with pytest.raises(Refused, match="role_needed"):
        strike_duty(house.by("amy"), "ann")
    set_duty(house.by("lea"), "ann", lambda was: {**was, **NIGHT})
    assert duties(house.by("aud")) == {"ann": {"capacity": 3, **NIGHT}}
    with pytest.raises(NotFound):
        set_duty(house.by("lea"), "nobody", dict)
    strike_duty(house.by("ann"), "ann")
    assert duties(house.by("ann")) == {}
    with pytest.raises(NotFound):
        strike_duty(house.by("ann"), "ann")
    assert chain.verify(house.store.db).broken is None


def test_a_wrong_duty_is_refused_by_its_field(house: House) -> None:
    """Also one by a calendar that nobody has arranged; nothing is stored."""
    wrong = ({"capacity": 0}, "capacity"), ({"hours": {"calendar": "lost"}}, "hours.calendar"), ({"x": 1}, "x")
    for body, field in wrong:
        with pytest.raises(Invalid) as caught:
            set_duty(house.by("ann"), "ann", lambda _, body=body: body)
        assert caught.value.field == field
    assert duties(house.by("ann")) == {}


def test_a_calendar_that_people_work_by_stays(house: House) -> None:
    """It can't be struck while a duty names it; no ticket's deadline moves when a duty changes."""
    number = house.triaged()
    arrange(house.by("lea"), ArrangementKind.CALENDAR, "late", lambda _: NIGHT["hours"], False)
    set_duty(house.by("ann"), "ann", lambda _: {"hours": {"calendar": "late"}})
    with pytest.raises(Refused, match="calendar_in_use"):
        strike(house.by("lea"), ArrangementKind.CALENDAR, "late", False)
    kinds = [event.kind for event in events(house.store.db, number)]
    assert "retimed" not in kinds
    strike_duty(house.by("lea"), "ann")
    assert strike(house.by("lea"), ArrangementKind.CALENDAR, "late", False) == []


def test_the_roster(house: House) -> None:
    """By line: who is on duty and until when, then who is next."""
    set_duty(house.by("ann"), "ann", lambda _: NIGHT)
    set_duty(house.by("amy"), "amy", lambda _: {"absences": [["2030-05-10T12:00Z", "2030-05-10T13:00Z"]]})
    lines = roster(house.by("aud"), START)
    assert [(s.person.name, s.now) for s in lines[1]] == [("amy", True), ("bea", True), ("lea", True), ("ann", False)]
    assert (lines[1][0].until, lines[1][3].at) == (START + 3 * HOUR, START + 11 * HOUR)
    assert [s.person.name for s in lines[3]] == ["lea"]


def test_duties_travel_with_an_export(tmp_path: Path) -> None:
    """An empty desk that takes an export has the same duties, the calendar that one names among them."""
    with desk_on("sqlite", tmp_path) as store, empty(tmp_path) as other:
        house = House(store)
        arrange(house.by("lea"), ArrangementKind.CALENDAR, "late", lambda _: NIGHT["hours"], False)
        set_duty(house.by("ann"), "ann", lambda _: {"hours": {"calendar": "late"}, "capacity": 4})
        set_duty(house.by("amy"), "amy", lambda _: {"absences": [["2030-05-10T12:00Z", "2030-05-10T13:00Z"]]})
        _tally, left = imported(seen(other, "boss"), exported(house.by("adm")))
        assert left == []
        assert duties(seen(other, "boss")) == duties(house.by("ann"))
        assert len(duties(house.by("ann"))) == 2


TAKER = """
import sys
from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.store.read.people import person
from deskterm.usecases.desk import Desk, Refused
from deskterm.usecases.taking import take
from deskterm.workflow.policy import Policy
store = open_store(Location.parse(sys.argv[1]))
desk = Desk(store=store, by=person(store.db, sys.argv[2]), rules=Policy(), now=lambda: int(sys.argv[3]))
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[4])):
    try:
        given = take(desk)
    except Refused:
        break
    print(given.id, given.taken, flush=True)
"""


def test_several_processes_never_take_the_same(house: House) -> None:
    """Four processes of three people (one has two) empty a queue at once: every ticket is taken once, by its holder."""
    numbers = [house.triaged(2 + n % 2, 3) for n in range(16)]
    where = house.store.location.url if not house.store.location.is_file else str(house.store.location.path)
    running = [Script(TAKER, where, name, house.at + MINUTE, 30) for name in ("ann", "amy", "bea", "bea")]
    for process in running:
        assert process.stdout.readline() == "ready\n"
    for process in running:
        process.says("go\n")
    outputs = [process.rest() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0, 0]
    taken = [int(line.split()[0]) for out in outputs for line in out.splitlines() if line.endswith("True")]
    assert sorted(taken) == numbers
    for name, out in zip(("ann", "amy", "bea", "bea"), outputs, strict=True):
        assert all(house.assignee(int(line.split()[0])) == name for line in out.splitlines())
    acts = [event.kind for number in numbers for event in events(house.store.db, number)]
    assert acts.count("taken") == len(numbers)
    assert chain.verify(house.store.db).broken is None
