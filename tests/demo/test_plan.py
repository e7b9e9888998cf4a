"""The plan of a demonstration: the same for the same seed, in the order of time, believable in its moments."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from deskterm.demo.moments import DAY, HOUR, REACH, begun_by, earlier, moments, paced
from deskterm.demo.plan import Deed, plan
from deskterm.demo.stories import Gap
from deskterm.workflow.inputs import Register
from deskterm.workflow.policy import office
from deskterm.workflow.values import SECOND, Channel, Kind

WEDNESDAY = int(datetime(2026, 3, 11, 14, 30, tzinfo=UTC).timestamp()) * SECOND
SUNDAY = int(datetime(2026, 3, 15, 3, 5, tzinfo=UTC).timestamp()) * SECOND
NOON = int(datetime(2026, 3, 11, 9, 0, tzinfo=UTC).timestamp()) * SECOND
each_now = pytest.mark.parametrize("now", [WEDNESDAY, SUNDAY, NOON], ids=["afternoon", "sunday", "opening"])


def registered(deeds: list[Deed]) -> dict[int, Deed]:
    """The first deed of every ticket."""
    return {deed.ticket: deed for deed in deeds if isinstance(deed.entered, Register)}


def test_the_same_seed_tells_the_same_plan() -> None:
    """Two plans of one moment are equal, another seed's differs."""
    assert plan(60, WEDNESDAY) == plan(60, WEDNESDAY)
    assert plan(60, WEDNESDAY) != plan(60, WEDNESDAY, seed=1)


@each_now
def test_deeds_lie_in_the_past_and_in_order(now: int) -> None:
    """No deed is later than now, none before the desk's first day, none before its ticket is registered."""
    deeds = plan(200, now)
    assert [deed.at for deed in deeds] == sorted(deed.at for deed in deeds)
    assert deeds[-1].at <= now
    assert deeds[0].at >= now - REACH
    first: dict[int, Deed] = {}
    for deed in deeds:
        first.setdefault(deed.ticket, deed)
    assert all(isinstance(deed.entered, Register) for deed in first.values())


@each_now
@pytest.mark.parametrize("tickets", [1, 7, 20, 199, 200, 400])
def test_a_plan_has_as_many_tickets_as_asked_for(now: int, tickets: int) -> None:
    """Not one more, not one less, whatever arrives in company."""
    assert sorted(registered(plan(tickets, now))) == list(range(tickets))


def test_people_call_in_working_hours() -> None:
    """Nine in ten of the contacts on the phone and at the counter happen while the desk is open."""
    spoken = [
        deed.at
        for deed in registered(plan(200, WEDNESDAY)).values()
        if isinstance(deed.entered, Register) and deed.entered.channel in (Channel.PHONE, Channel.WALK_IN)
    ]
    opened = [office().is_open(datetime.fromtimestamp(at / SECOND, UTC)) for at in spoken]
    assert sum(opened) >= 0.9 * len(opened)


def test_tickets_are_recent_rather_than_old() -> None:
    """More than half of the tickets are younger than three weeks, and some are older than six."""
    ages = sorted((WEDNESDAY - deed.at) / DAY for deed in registered(plan(200, WEDNESDAY)).values())
    assert ages[len(ages) // 2] < 21
    assert ages[-1] > 42


def test_about_two_in_five_tickets_ask_for_something() -> None:
    """Incidents and requests are mixed about sixty to forty, and the four languages evenly."""
    entered = [deed.entered for deed in registered(plan(200, WEDNESDAY)).values()]
    kinds = Counter(item.claimed_kind for item in entered if isinstance(item, Register))
    assert 0.3 <= kinds[Kind.REQUEST] / len(entered) <= 0.5
    languages = Counter(item.reporter.language for item in entered if isinstance(item, Register) and item.reporter)
    assert min(languages[code] for code in ("en", "ru", "ro", "th")) >= 35


def test_two_hundred_subjects_are_two_hundred_different_lines() -> None:
    """No subject is told twice among two hundred, and hardly one among eight hundred."""
    for tickets, twice in ((200, 0), (800, 16)):
        entered = [deed.entered for deed in registered(plan(tickets, WEDNESDAY)).values()]
        subjects = Counter(item.subject for item in entered if isinstance(item, Register))
        assert sum(subjects.values()) - len(subjects) <= twice


def test_a_life_begins_so_that_it_is_over_in_time() -> None:
    """The latest beginning leaves the last act just before the end, on the wall clock and in working hours."""
    gaps = [Gap(length=HOUR), Gap(days=1, length=HOUR), Gap(length=3 * HOUR)]
    for calendar in (None, office()):
        created = begun_by(calendar, gaps, WEDNESDAY)
        assert moments(calendar, created, gaps)[-1] <= WEDNESDAY
        assert moments(calendar, created + 2 * SECOND, gaps)[-1] >= WEDNESDAY
    assert begun_by(office(), [], SUNDAY) <= SUNDAY
    assert office().elapsed_us(earlier(office(), WEDNESDAY, 9 * HOUR), WEDNESDAY) == 9 * HOUR


def test_the_pace_changes_lengths_but_not_days() -> None:
    """A telling is slower or faster than the story within limits."""
    from random import Random

    (gap,) = paced([Gap(days=2, length=HOUR)], Random(3))
    assert gap.days == 2
    assert 0.7 * HOUR - SECOND <= gap.length <= 1.5 * HOUR
