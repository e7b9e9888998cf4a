"""What is unusual: every rule by a table of its edge, and by properties that hold for any counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.workflow import unusual
from deskterm.workflow.policy import Watch
from deskterm.workflow.unusual import Severity, Unusual

WATCH = Watch()
DAY = 24
NOON = 12


def utc(hour: int) -> int:
    """The wall clock of a desk in UTC."""
    return hour % DAY


def told(found: list[Unusual]) -> list[tuple[str, str, int, int]]:
    """The findings without their averages."""
    return [(each.code, each.actor, each.hour, each.n) for each in found]


@pytest.mark.parametrize(("rows", "shown"), [(0, False), (1_000, False), (1_001, True), (10**9, True)])
def test_an_export_over_the_limit_is_shown(rows: int, shown: bool) -> None:
    """More rows than the policy takes for granted, and not as many."""
    assert bool(unusual.large_exports([("ana", 5, rows)], WATCH)) is shown


@pytest.mark.parametrize(("n", "shown"), [(1, False), (20, False), (21, True)])
def test_many_refusals_are_shown(n: int, shown: bool) -> None:
    """Whoever is refused time and again may be trying doors."""
    assert bool(unusual.many_refusals([("ana", 5, n)], WATCH)) is shown


def test_every_failed_start_is_shown() -> None:
    """An account that does not belong here is worth a line, not an alarm."""
    (found,) = unusual.failed_starts([("mallory", 5, 1)])
    assert (found.code, found.severity, found.n) == ("failed_start", Severity.LOW, 1)


@pytest.mark.parametrize(
    ("hour", "night"), [(21, False), (22, True), (23, True), (0, True), (5, True), (6, False), (12, False)]
)
def test_when_it_is_night(hour: int, night: bool) -> None:
    """From 22:00 to 5:59."""
    assert unusual.is_night(hour, WATCH) is night


@pytest.mark.parametrize("hour", range(24))
def test_a_night_may_lie_within_a_day(hour: int) -> None:
    """A desk of the other side of the world may call 1 to 5 its night."""
    assert unusual.is_night(hour, Watch(night=(1, 5))) is (1 <= hour < 5)


def test_a_burst_at_night() -> None:
    """Acts and opened tickets of an hour count together; by day they do not matter here."""
    night, day = 10 * DAY + 2, 10 * DAY + NOON
    work = [("ana", night, 16), ("ana", night, 15), ("ana", day, 500), ("bob", night, 30)]
    found = unusual.at_night(work, WATCH, utc, since=0, earlier=["ana", "bob"])
    assert told(found) == [("night_burst", "ana", night, 31)]
    assert found[0].severity is Severity.HIGH


def test_a_first_night_is_by_the_way() -> None:
    """Somebody who was never seen at night is named once; who was seen before the time that is asked for is not."""
    nights = [d * DAY + 2 for d in range(5)]
    work = [
        ("ana", nights[0], 1),
        ("ana", nights[3], 1),
        ("bob", NOON, 5),
        ("bob", nights[3], 1),
        ("bob", nights[4], 1),
    ]
    found = unusual.at_night(work, WATCH, utc, since=nights[2])
    assert told(found) == [("first_night", "bob", nights[3], 1)]
    assert found[0].severity is Severity.LOW


def test_of_a_newcomer_nobody_knows_what_is_usual() -> None:
    """Whose work begins at night, or the evening before, is not named; a day later it is unusual again."""
    night = 10 * DAY + 2
    for first, expected in ((night, []), (night - 5, []), (night - DAY, []), (night - DAY + NOON, [])):
        assert unusual.at_night([("ana", first, 3), ("ana", night, 1)], WATCH, utc, since=night) == expected
    found = unusual.at_night([("ana", night - DAY - 10, 3), ("ana", night, 1)], WATCH, utc, since=night)
    assert told(found) == [("first_night", "ana", night, 1)]


def test_the_night_is_the_desk_s() -> None:
    """The same hour is night at one desk and day at another."""
    work = [("ana", 10 * DAY + NOON, 99)]
    assert unusual.at_night(work, WATCH, utc, since=0) == []
    assert told(unusual.at_night(work, WATCH, lambda hour: (hour + 12) % DAY, since=0)) == [
        ("night_burst", "ana", 10 * DAY + NOON, 99)
    ]


USUAL = [("ana", hour, 12) for hour in range(40)]


@pytest.mark.parametrize(
    ("history", "n", "shown"),
    [
        (USUAL, 20, None),
        (USUAL, 21, Severity.HIGH),
        (USUAL, 340, Severity.HIGH),
        ([("ana", hour, 60 if hour % 2 else 40) for hour in range(40)], 90, None),
        ([("ana", hour, 60 if hour % 2 else 40) for hour in range(40)], 91, Severity.HIGH),
        ([], 21, Severity.LOW),
        ([], 20, None),
        ([("bob", hour, 1000) for hour in range(40)], 21, Severity.LOW),
        ([("ana", 100 - 91 * DAY, 1000)], 21, Severity.LOW),
    ],
)
def test_far_above_their_own(history: list[unusual.Count], n: int, shown: Severity | None) -> None:
    """An hour is held against the person's own hours of the 90 days before it, and never without a least number."""
    found = unusual.far_above_own([*history, ("ana", 100, n)], WATCH, since=100)
    assert [each.severity for each in found] == ([shown] if shown else [])


def test_the_average_is_told() -> None:
    """The figure that an hour is held against goes into the sentence."""
    (found,) = unusual.far_above_own([*USUAL, ("ana", 100, 340)], WATCH, since=100)
    assert (found.n, found.usual) == (340, 12.0)


COUNTS = st.lists(st.tuples(st.sampled_from(["ana", "bob"]), st.integers(0, 400), st.integers(1, 200)), max_size=40)


@given(COUNTS, st.integers(0, 400))
def test_nothing_before_the_asked_time_is_shown(counts: list[unusual.Count], since: int) -> None:
    """What is shown lies in the time that was asked for, and is somebody's count of that hour."""
    sums = unusual.summed(counts)
    found = [
        *unusual.at_night(counts, WATCH, utc, since),
        *unusual.far_above_own(counts, WATCH, since),
    ]
    assert all(each.hour >= since and sums[each.actor, each.hour] == each.n for each in found)


@given(COUNTS, st.randoms())
def test_the_order_of_counts_does_not_matter(counts: list[unusual.Count], chance: object) -> None:
    """Rows come from several tables in any order."""
    mixed = list(counts)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    for rule in (
        lambda rows: unusual.at_night(rows, WATCH, utc, 0),
        lambda rows: unusual.far_above_own(rows, WATCH, 0),
    ):
        assert unusual.ordered(rule(counts)) == unusual.ordered(rule(mixed))


@given(COUNTS)
def test_more_of_the_same_hour_is_not_less_unusual(counts: list[unusual.Count]) -> None:
    """An hour that is shown stays shown when more happened in it."""
    hour = 500
    for n in (21, 40, 80):
        rows = [*counts, ("ana", hour, n)]
        if unusual.far_above_own(rows, WATCH, hour):
            assert unusual.far_above_own([*rows, ("ana", hour, 1)], WATCH, hour)


@given(st.lists(st.integers(0, 1000), max_size=50))
def test_the_spread_is_that_of_all(values: list[int]) -> None:
    """Mean and deviation agree with the standard library's."""
    from statistics import fmean, pstdev

    mean, deviation = unusual.spread(values)
    if values:
        assert mean == pytest.approx(fmean(values))
        assert deviation == pytest.approx(pstdev(values), abs=1e-9)
    else:
        assert (mean, deviation) == (0, 0)


def test_what_matters_comes_first() -> None:
    """High before low, new before old."""
    low = Unusual(code="failed_start", severity=Severity.LOW, actor="a", hour=9, n=1)
    old = Unusual(code="large_export", severity=Severity.HIGH, actor="a", hour=1, n=1)
    new = Unusual(code="large_export", severity=Severity.HIGH, actor="a", hour=2, n=1)
    assert unusual.ordered([low, old, new]) == [new, old, low]
