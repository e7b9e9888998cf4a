"""What the desk does by itself: once, whole, and never for those who only look."""

from dataclasses import replace

import pytest

from deskterm.store.read.alarms import DUE
from deskterm.store.read.chain import verify
from deskterm.store.read.facts import facts
from deskterm.store.read.show import events
from deskterm.texts.events import line
from deskterm.usecases.act import perform
from deskterm.usecases.assign import hear
from deskterm.usecases.desk import Refused
from deskterm.usecases.notices import notice
from deskterm.usecases.sweep import Swept, sweep
from deskterm.usecases.undo import undo
from deskterm.workflow.codes import Channel, Kind, Nature, ResolutionCode, Status, WaitReason
from deskterm.workflow.inputs import Reopen, Resolve, Take, Triage, Wait
from deskterm.workflow.notices import next_step
from deskterm.workflow.policy import Policy
from tests.doors.nursery import Script
from tests.usecases.desks import MINUTE, House

DAY = 24 * 60 * MINUTE


def waiting(house: House, taken: bool = True) -> int:
    """A ticket that waits for a day."""
    number = house.ticket()
    asked = Triage(kind=Kind.REQUEST, category="request/change", impact=3, urgency=3)
    perform(house.by("ann"), number, asked)
    if taken:
        perform(house.by("ann"), number, Take())
    perform(house.by("ann"), number, Wait(reason=WaitReason.VENDOR, until=house.at + DAY))
    return number


def resolved(house: House, impact: int = 3, category: str = "request/change") -> int:
    """A ticket that is resolved, and not verified."""
    number = house.ticket()
    kind = Kind.REQUEST if category.startswith("request") else Kind.INCIDENT
    nature = None if kind is Kind.REQUEST else Nature.TECHNICAL
    perform(house.by("lea"), number, Triage(kind=kind, nature=nature, category=category, impact=impact, urgency=impact))
    done = Resolve(code=ResolutionCode.FULFILLED, solution="done", measures="none")
    perform(house.by("lea"), number, done if kind is Kind.REQUEST else replace(done, cause="human"))  # type: ignore[arg-type]
    return number


@pytest.mark.parametrize(("taken", "status"), [(True, Status.IN_PROGRESS), (False, Status.OPEN)])
def test_a_waiting_ticket_wakes_up_once(house: House, taken: bool, status: Status) -> None:
    """Not before its moment, then at once, by the desk, and never again."""
    number = waiting(house, taken)
    assert sweep(house.by("amy")) == Swept()
    house.at += DAY
    assert sweep(house.by("amy")) == Swept(woken=(number,))
    ticket = facts(house.store.db, number)
    assert ticket and (ticket.status, ticket.wake_at, ticket.alarm_at) == (status, None, next_step(ticket, Policy()))
    last = events(house.store.db, number)[-1]
    assert (last.actor, last.kind) == ("desk", "woken")
    assert sweep(house.by("amy")) == Swept()
    assert verify(house.store.db).broken is None


def test_silence_closes_after_seven_working_days(house: House) -> None:
    """Nine days on the calendar are not seven working days here; eleven are."""
    number = resolved(house)
    house.at += 6 * DAY
    assert sweep(house.by("ann")) == Swept()
    house.at += 5 * DAY
    assert sweep(house.by("ann")) == Swept(closed=(number,))
    ticket = facts(house.store.db, number)
    assert ticket and (ticket.status, ticket.verified) == (Status.CLOSED, True)
    assert events(house.store.db, number)[-1].kind == "auto_closed"


def test_a_p1_is_never_auto_closed(house: House) -> None:
    """However long nobody answers."""
    number = resolved(house, impact=1, category="network/vpn")
    house.at += 100 * DAY
    assert sweep(house.by("ann")) == Swept()
    ticket = facts(house.store.db, number)
    assert ticket and (ticket.priority, ticket.status) == (1, Status.RESOLVED)


def test_what_is_taken_back_is_not_swept(house: House) -> None:
    """An undone pause leaves no alarm behind."""
    number = waiting(house)
    undo(house.by("ann"), number)
    ticket = facts(house.store.db, number)
    assert ticket and ticket.alarm_at == next_step(ticket, Policy())
    house.at += 2 * DAY
    assert sweep(house.by("ann")) == Swept()


def test_auditors_do_not_sweep(house: House) -> None:
    """A session that only looks does nothing of the desk's work."""
    number = waiting(house)
    house.at += 2 * DAY
    with pytest.raises(Refused, match="role_needed"):
        sweep(house.by("aud"))
    ticket = facts(house.store.db, number)
    assert ticket and ticket.status is Status.WAITING


def test_nothing_due_is_one_indexed_question(house: House) -> None:
    """The query walks the index of alarms, and nothing else."""
    plan = house.store.db.all(f"EXPLAIN QUERY PLAN {DUE}", now=1, n=1)
    assert [row[3] for row in plan] == ["SEARCH t USING COVERING INDEX ix_ticket_alarm (alarm_at>? AND alarm_at<?)"]


def test_nothing_due_asks_once_and_writes_nothing(house: House) -> None:
    """With tickets whose alarms are still to come: one statement, and the file stays as it is."""
    judged(house)
    asked: list[str] = []
    desk, before = house.by("ann"), house.store.changed()
    house.store.db.connection.set_trace_callback(asked.append)
    assert sweep(desk) == Swept()
    house.store.db.connection.set_trace_callback(None)
    assert len(asked) == 1 and asked[0].startswith("SELECT t.id FROM ticket t WHERE t.alarm_at IS NOT NULL")
    assert house.store.changed() == before


SWEEPER = """
import sys
from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.store.read.people import person
from deskterm.usecases.desk import Desk
from deskterm.usecases.notices import notice
from deskterm.usecases.sweep import sweep
from deskterm.workflow.policy import Policy
with open_store(Location.parse(sys.argv[1])) as store:
    desk = Desk(store=store, by=person(store.db, "ann"), rules=Policy(), now=lambda: int(sys.argv[2]))
    sys.stdin.readline()
    print(len(sweep(desk).woken))
"""


def test_four_at_once_do_nothing_twice(house: House) -> None:
    """Processes that sweep together wake each ticket once; what one left because another was at it is not lost."""
    numbers = [waiting(house) for _ in range(12)]
    now, place = house.at + 2 * DAY, str(house.store.location.path)
    crowd = [Script(SWEEPER, place, now) for _ in range(4)]
    told = []
    for one in crowd:
        one.says("go\n")
    for one in crowd:
        told.append(int(one.rest()))
        assert one.returncode == 0
    assert sum(told) == len(numbers)
    for number in numbers:
        assert [event.kind for event in events(house.store.db, number)].count("woken") == 1
    assert verify(house.store.db).broken is None


def of_targets(house: House, number: int) -> list[tuple[object, ...]]:
    """What has been told of a ticket's targets: target, percent, to whom."""
    told = [event for event in events(house.store.db, number) if event.kind == "target_passed"]
    assert {event.actor for event in told} <= {"desk"} and {event.act for event in told} <= {None}
    return [(event.data["target"], event.data["percent"], event.data["to"]) for event in told]


def judged(house: House, *acts: object, channel: Channel = Channel.WEB) -> int:
    """A P4 request: three hours for a first response, forty for the resolution. It came on a Sunday."""
    number = house.ticket(channel=channel)
    triage = Triage(kind=Kind.REQUEST, category="request/change", impact=3, urgency=3)
    for entered in (triage, *acts):
        perform(house.by("ann"), number, entered)  # type: ignore[arg-type]
    return number


def test_every_step_of_a_target_is_told_once(house: House) -> None:
    """Looked at four times an hour for two weeks: three steps of each target, at the assignee's, and no more."""
    number = judged(house, Take())
    told = []
    for _ in range(14 * 24 * 4):
        house.at += DAY // 96
        told += sweep(house.by("ann")).told
    steps = [("first_response", p, ["ann"]) for p in (50, 75, 100)] + [
        ("resolution", p, ["ann"]) for p in (50, 75, 100)
    ]
    assert (of_targets(house, number), told) == (steps, [number] * 6)
    ticket = facts(house.store.db, number)
    assert ticket and ticket.alarm_at is None
    assert verify(house.store.db).broken is None


def test_after_days_off_the_highest_step_is_told(house: House) -> None:
    """One event for each target; nobody has it, so the leads of its line are told."""
    number = judged(house)
    house.at += 20 * DAY
    assert sweep(house.by("amy")) == Swept(told=(number,))
    assert of_targets(house, number) == [("first_response", 100, ["boss", "lea"]), ("resolution", 100, ["boss", "lea"])]
    assert sweep(house.by("amy")) == Swept()
    found = notice(house.by("lea"), 0)
    assert found and (found.event.kind, found.others) == ("target_passed", 1)
    assert line(found.event) == "the target is used up: Resolution. To be told: boss, lea"
    assert notice(house.by("ann"), 0) is None


def test_a_ticket_on_hold_is_told_of_its_message_alone(house: House) -> None:
    """Its resolution stands still; what the requester asked meanwhile does not. Then it wakes up, and is told on."""
    number = judged(house, Take(), Wait(reason=WaitReason.VENDOR, until=house.at + 30 * DAY), channel=Channel.PHONE)
    hear(house.by("ann"), number, "any news?")
    perform(house.by("ann"), number, Wait(reason=WaitReason.VENDOR, until=house.at + 30 * DAY))
    house.at += 25 * DAY
    assert sweep(house.by("ann")).told == (number,)
    assert of_targets(house, number) == [("update", 100, ["ann"])]
    house.at += 15 * DAY
    assert sweep(house.by("ann")) == Swept(woken=(number,))
    house.at += 6 * DAY
    assert sweep(house.by("ann")) == Swept(told=(number,))
    assert of_targets(house, number)[1:] == [("resolution", 75, ["ann"])]


def test_a_notice_is_nobody_s_act(house: House) -> None:
    """Who took the ticket takes that back all the same; what was told stays told."""
    number = judged(house, Take())
    house.at += 20 * DAY
    sweep(house.by("ann"))
    undo(house.by("ann"), number)
    ticket = facts(house.store.db, number)
    assert ticket and ticket.assignee is None
    assert {event.percent for event in ticket.told} == {100}
    assert sweep(house.by("ann")) == Swept()


def test_a_new_cycle_is_told_of_again(house: House) -> None:
    """Reopened: a whole target, with steps of its own."""
    number = judged(house, Take(), channel=Channel.PHONE)
    house.at += 20 * DAY
    sweep(house.by("ann"))
    perform(house.by("ann"), number, Resolve(code=ResolutionCode.FULFILLED, solution="done", measures="none"))
    perform(house.by("ann"), number, Reopen(reason="not done"))
    house.at += 4 * DAY
    sweep(house.by("ann"))
    assert of_targets(house, number) == [("resolution", 100, ["ann"]), ("resolution", 50, ["boss", "lea"])]


def test_four_at_once_tell_once(house: House) -> None:
    """Processes that sweep together."""
    numbers = [judged(house) for _ in range(12)]
    now, place = house.at + 20 * DAY, str(house.store.location.path)
    crowd = [Script(SWEEPER, place, now) for _ in range(4)]
    for one in crowd:
        one.says("go\n")
    assert [one.wait() for one in crowd] == [0, 0, 0, 0]
    assert [len(of_targets(house, number)) for number in numbers] == [2] * 12
    assert verify(house.store.db).broken is None
