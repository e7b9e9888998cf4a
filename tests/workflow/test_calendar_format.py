"""What a calendar may say, and how a wrong one is refused."""

from typing import Any

import pytest

from deskterm.workflow.calendar import Calendar, CalendarError

WORKDAYS = ("mon", "tue", "wed", "thu", "fri")


def office(**more: Any) -> dict[str, Any]:
    """Nine to five in Bucharest, and what else is said."""
    return {"time_zone": "Europe/Bucharest", "week": {day: [["09:00", "17:00"]] for day in WORKDAYS}, **more}


WRONG = [
    ("not a mapping", [], "calendar", "not_a_mapping"),
    ("unknown field", office(hours={}), "hours", "unknown_field"),
    ("no zone", {"week": {"mon": [["09:00", "17:00"]]}}, "time_zone", "missing"),
    ("zone is no text", office(time_zone=7), "time_zone", "missing"),
    ("unknown zone", office(time_zone="Europe/Chisinow"), "time_zone", "unknown_zone"),
    ("a folder of zones", office(time_zone="America"), "time_zone", "unknown_zone"),
    ("a path", office(time_zone="../../etc/passwd"), "time_zone", "unknown_zone"),
    ("week is a list", office(week=[]), "week", "not_a_mapping"),
    ("unknown weekday", office(week={"monday": []}), "week.monday", "unknown_weekday"),
    ("hours are no list", office(week={"mon": "09:00-17:00"}), "week.mon", "not_a_list"),
    ("no pair", office(week={"mon": [["09:00"]]}), "week.mon[0]", "not_a_pair"),
    ("a letter in a time", office(week={"mon": [["o9:00", "17:00"]]}), "week.mon[0]", "bad_time"),
    ("one digit", office(week={"mon": [["9:00", "17:00"]]}), "week.mon[0]", "bad_time"),
    ("minute 60", office(week={"mon": [["09:60", "17:00"]]}), "week.mon[0]", "bad_time"),
    ("beyond midnight", office(week={"mon": [["09:00", "24:01"]]}), "week.mon[0]", "bad_time"),
    ("hour 25", office(week={"mon": [["09:00", "25:00"]]}), "week.mon[0]", "bad_time"),
    ("a number", office(week={"mon": [[9, 17]]}), "week.mon[0]", "bad_time"),
    ("other digits", office(week={"mon": [["٠٩:٠٠", "17:00"]]}), "week.mon[0]", "bad_time"),
    ("starts at 24:00", office(week={"mon": [["24:00", "06:00"]]}), "week.mon[0]", "bad_time"),
    ("the wrong way round", office(week={"fri": [["17:00", "09:00"]]}), "week.fri[0]", "end_before_start"),
    ("nothing in between", office(week={"mon": [["09:00", "09:00"]]}), "week.mon[0]", "end_before_start"),
    ("nothing at midnight", office(week={"mon": [["00:00", "00:00"]]}), "week.mon[0]", "end_before_start"),
    ("overlap", office(week={"mon": [["13:00", "17:00"], ["09:00", "13:01"]]}), "week.mon", "overlap"),
    (
        "overlap with the night",
        office(week={"mon": [["22:00", "06:00"]], "tue": [["05:00", "09:00"]]}),
        "week.tue",
        "overlap",
    ),
    (
        "overlap from Sunday night",
        office(week={"sun": [["22:00", "06:00"]], "mon": [["05:00", "09:00"]]}),
        "week.mon",
        "overlap",
    ),
    ("no opening", office(week={}), "week", "never_open"),
    ("no opening in any day", office(week={"mon": []}), "week", "never_open"),
    (
        "only on a holiday",
        office(week={}, shifts={"2026-01-01": [["09:00", "10:00"]]}, annual_holidays=["01-01"]),
        "week",
        "never_open",
    ),
    (
        "every day off",
        office(annual_holidays=[f"{m:02}-{d:02}" for m in range(1, 13) for d in range(1, 32) if (m, d) not in
                                {(2, 30), (2, 31), (4, 31), (6, 31), (9, 31), (11, 31)}]),
        "annual_holidays",
        "never_open",
    ),
    ("holidays are a text", office(holidays="2026-01-01"), "holidays", "not_a_list"),
    ("no such date", office(holidays=["2026-01-01", "2026-02-30"]), "holidays[1]", "bad_date"),
    ("date of another kind", office(holidays=["20260101"]), "holidays[0]", "bad_date"),
    ("no such day of the year", office(annual_holidays=["02-30"]), "annual_holidays[0]", "bad_date"),
    ("yearly with a year", office(annual_holidays=["2026-01-01"]), "annual_holidays[0]", "bad_date"),
    ("breaks are a list", office(breaks=[]), "breaks", "not_a_mapping"),
    ("break of no date", office(breaks={"monday": []}), "breaks.monday", "bad_date"),
    ("shift overlaps itself", office(shifts={"2026-01-05": [["09:00", "12:00"], ["11:00", "13:00"]]}),
     "shifts.2026-01-05", "overlap"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "field", "code"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_calendar_is_refused_by_the_name_of_its_field(given: Any, field: str, code: str) -> None:
    """Every fault is a ValueError that says where it is."""
    with pytest.raises(ValueError) as refused:
        Calendar.from_dict(given)
    assert isinstance(refused.value, CalendarError)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert str(refused.value).startswith(field)


@pytest.mark.parametrize(
    "given",
    [
        office(note="words", name="Office"),
        office(holidays=["2026-01-01", "2026-01-01"], annual_holidays=["02-29"]),
        office(week={"mon": [["14:00", "17:00"], ["09:00", "12:00"]]}),
        office(week={"mon": [["09:00", "12:00"], ["12:00", "17:00"]]}),
        office(week={"mon": [["22:00", "06:00"]], "tue": [["06:00", "09:00"]]}),
        office(week={"mon": [["09:00", "00:00"]], "tue": [["20:00", "08:00"]]}),
        office(week={"mon": [["09:00:30", "17:00:15"]]}),
        office(breaks={"2026-01-05": [["10:00", "12:00"], ["11:00", "13:00"]]}),
        {"time_zone": "UTC", "shifts": {"2026-01-05": [["09:00", "12:00"]]}},
    ],
)
def test_these_are_calendars(given: dict[str, Any]) -> None:
    """Order, touching openings, nights, seconds, overlapping breaks and free text are no faults."""
    assert Calendar.from_dict(given) == Calendar.from_dict(given)


def test_calendars_are_values() -> None:
    """Two readings of the same calendar are equal and hash alike; another calendar differs."""
    one, other = Calendar.from_dict(office()), Calendar.from_dict(office(holidays=["2026-01-01"]))
    assert hash(one) == hash(Calendar.from_dict(office()))
    assert one != other
    assert one != "Office"
