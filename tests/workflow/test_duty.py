"""Shifts, absences, capacity: who is on duty now, who is next, and what data is refused."""

import json
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskterm.workflow.book import BadArrangement, Book
from deskterm.workflow.calendar.wall import to_us
from deskterm.workflow.codes import Status
from deskterm.workflow.duty import ALWAYS, Duty, duty_of, load_of, next_on_duty, off_duty, on_duty
from tests.workflow.people import HOUR, agent

ZONE = "Europe/Chisinau"
DAYS = {"time_zone": ZONE, "week": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}
NIGHTS = {"time_zone": ZONE, "week": {"fri": [["22:00", "24:00"]], "sat": [["00:00", "06:00"]]}}
ANN = agent("ann", 1)


def at(text: str) -> int:
    """An instant by the wall clock of Chisinau in summer."""
    return to_us(datetime.fromisoformat(f"{text}+03:00"))


def duty(*absences: tuple[str, str], hours: object = DAYS, **more: object) -> Duty:
    spans = [[f"{low}+03:00", f"{high}+03:00"] for low, high in absences]
    return Duty.from_dict({"hours": hours, "absences": spans, **more})


HOLIDAY = duty(("2031-05-05T00:00", "2031-05-07T00:00"), ("2031-05-07T00:00", "2031-05-07T12:00"))
TABLE = [
    # duty, now, on duty, next, end of the shift; 2031-05-05 is a Monday
    (ALWAYS, "2031-05-04T03:00", True, "2031-05-04T03:00", None),
    (duty(), "2031-05-05T09:00", True, "2031-05-05T09:00", "2031-05-05T17:00"),
    (duty(), "2031-05-05T17:00", False, "2031-05-06T09:00", None),
    (duty(), "2031-05-09T18:00", False, "2031-05-12T09:00", None),
    (HOLIDAY, "2031-05-04T12:00", False, "2031-05-07T12:00", None),
    (HOLIDAY, "2031-05-07T12:00", True, "2031-05-07T12:00", "2031-05-07T17:00"),
    (duty(("2031-05-05T11:00", "2031-05-05T12:00")), "2031-05-05T10:00", True, "2031-05-05T10:00", "2031-05-05T11:00"),
    (duty(hours=NIGHTS), "2031-05-09T23:00", True, "2031-05-09T23:00", "2031-05-10T06:00"),
    (duty(hours=None), "2031-05-09T23:00", True, "2031-05-09T23:00", None),
]


@pytest.mark.parametrize(("held", "now", "here", "then", "end"), TABLE)
def test_who_is_on_duty(held: Duty, now: str, here: bool, then: str, end: str | None) -> None:
    """Now, from when on, and until when."""
    assert on_duty(ANN, held, at(now)) is here
    assert next_on_duty(ANN, held, at(now)) == at(then)
    assert off_duty(ANN, held, at(now)) == (at(end) if end else None)


def test_being_away_counts_beside_the_duty() -> None:
    """Who is away until noon is on duty from noon, who no longer works here never."""
    away = agent("ann", 1, away_until=at("2031-05-05T12:00"))
    assert not on_duty(away, duty(), at("2031-05-05T10:00"))
    assert next_on_duty(away, duty(), at("2031-05-05T10:00")) == at("2031-05-05T12:00")
    assert next_on_duty(agent("ann", 1, active=False), ALWAYS, 0) is None


def test_a_roster_that_ends_has_no_next_shift() -> None:
    """Hours of single dates are over one day."""
    held = duty(hours={"time_zone": ZONE, "shifts": {"2031-05-05": [["09:00", "12:00"]]}})
    assert next_on_duty(ANN, held, at("2031-05-04T09:00")) == at("2031-05-05T09:00")
    assert next_on_duty(ANN, held, at("2031-05-05T12:00")) is None


MOMENTS = st.integers(at("2031-05-01T00:00") // HOUR * 4, at("2031-05-20T00:00") // HOUR * 4).map(
    lambda n: n * HOUR // 4
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(MOMENTS, st.integers(1, 400)), max_size=6), MOMENTS, st.sampled_from([DAYS, NIGHTS, None]))
def test_next_is_the_first_quarter_on_duty(spans, now, hours) -> None:
    """Stepping through the quarters of an hour finds the same instant, whatever the absences."""
    texts = [
        [datetime.fromtimestamp(s / 1e6).astimezone().isoformat() for s in (a, a + n * HOUR // 4)] for a, n in spans
    ]
    held = Duty.from_dict({"hours": hours, "absences": texts})
    found = next_on_duty(ANN, held, now)
    assert found is not None
    stepped = next(moment for moment in range(now, now + 60 * 24 * HOUR, HOUR // 4) if on_duty(ANN, held, moment))
    assert found == stepped
    end = off_duty(ANN, held, found)
    assert end is None or not on_duty(ANN, held, end)
    assert end is None or all(on_duty(ANN, held, moment) for moment in range(found, end, HOUR // 4))


@pytest.mark.parametrize(
    ("given_", "field"),
    [
        ([], "duty"),
        ({"shift": 1}, "shift"),
        ({"hours": "office"}, "hours"),
        ({"hours": {"calendar": ""}}, "hours.calendar"),
        ({"hours": {"calendar": "lost"}}, "hours.calendar"),
        ({"hours": {"calendar": "office", "week": {}}}, "hours"),
        ({"hours": {"time_zone": "Moon/Sea", "week": {}}}, "hours.time_zone"),
        ({"hours": {"time_zone": ZONE, "week": {"mon": [["17:00", "17:00"]]}}}, "hours.week.mon[0]"),
        ({"absences": {}}, "absences"),
        ({"absences": [["2031-05-05T00:00Z"]]}, "absences[0]"),
        ({"absences": [["2031-05-05T00:00Z", "2031-05-05T00:00Z"]]}, "absences[0]"),
        ({"absences": [["2031-05-05T00:00", "2031-05-06T00:00Z"]]}, "absences[0][0]"),
        ({"absences": [["2031-05-05T00:00Z", 7]]}, "absences[0][1]"),
        ({"absences": [["2031-05-05T00:00Z", "2031-05-06T00:00Z"]] * 401}, "absences"),
        ({"capacity": 0}, "capacity"),
        ({"capacity": True}, "capacity"),
        ({"capacity": "5"}, "capacity"),
    ],
)
def test_wrong_data_is_refused_by_its_field(given_: object, field: str) -> None:
    """The place that is wrong is named."""
    with pytest.raises(BadArrangement) as caught:
        Duty.from_dict(given_, {})  # type: ignore[arg-type]
    assert caught.value.field == field
    assert str(caught.value).startswith(f"{field}: ")


def test_hours_by_the_name_of_a_calendar() -> None:
    """The desk's book explains the name; a calendar that is gone restricts nothing."""
    texts = {("duty", "ann"): json.dumps({"hours": {"calendar": "days"}}), ("calendar", "days"): json.dumps(DAYS)}
    sunday = at("2031-05-04T12:00")
    assert not on_duty(ANN, duty_of("ann", Book(texts)), sunday)
    assert on_duty(ANN, duty_of("ann", Book({("duty", "ann"): texts["duty", "ann"]})), sunday)
    assert duty_of("bob", Book(texts)) is ALWAYS


def test_load_counts_priorities() -> None:
    """A P1 is four, a P2 two, any other and what waits one."""
    work = [(Status.OPEN, 1), (Status.IN_PROGRESS, 2), (Status.OPEN, 3), (Status.WAITING, 1), (Status.OPEN, None)]
    assert load_of(work) == 4 + 2 + 1 + 1 + 1
