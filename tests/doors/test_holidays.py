"""Public holidays are copied into a calendar with their names, their source, and the days that are worked instead."""

import pytest

from deskterm.usecases.holidays import Copied, with_holidays
from deskterm.workflow.calendar import Calendar, CalendarError
from tests.doors.conftest import Shell

OFFICE = ("calendar", "add", "office", "--zone", "Europe/Moscow", "--hours", "mon-fri 09:00-18:00")


@pytest.fixture
def office(shell: Shell) -> Shell:
    """A desk with a calendar."""
    shell.done(*OFFICE)
    return shell


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("RU", "2025-01-07", "Рождество Христово"),
        ("TH", "2025-12-05", "วันชาติ"),
        ("RO", "2025-12-01", "Ziua Națională"),
    ],
)
def test_names_are_the_countrys_own(office: Shell, country: str, day: str, name: str) -> None:
    """In Russian, Thai and Romanian; the day is closed; struck again it is open."""
    office.done("calendar", "holidays", "office", "--country", country.lower(), "--years", "2025")
    (body,) = office.done("calendar", "list", "--json").json["calendars"]
    assert name in body["names"][day] and day in body["holidays"]
    assert body["sources"][0]["country"] == country and body["sources"][0]["library"].startswith("holidays ")
    office.done("calendar", "strike", "office", "--day", day)
    (body,) = office.done("calendar", "list", "--json").json["calendars"]
    assert day not in body["names"] and day not in body["holidays"]


def test_a_working_saturday_has_the_hours_of_a_working_day(office: Shell) -> None:
    """1 November 2025 was worked in Russia; a preview changes nothing, and copying twice is copying once."""
    words = ("calendar", "holidays", "office", "--country", "RU", "--years", "2025")
    before = office.done("calendar", "list", "--json").json
    assert "2025-11-01  a working day" in office.done(*words, "--dry-run").out
    assert office.done("calendar", "list", "--json").json == before
    office.done(*words)
    (body,) = office.done("calendar", "list", "--json").json["calendars"]
    assert body["shifts"]["2025-11-01"] == [["09:00", "18:00"]]
    office.done(*words)
    assert office.done("calendar", "list", "--json").json["calendars"] == [body]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--country", "XX", "--years", "2026"), "--country"),
        (("--years", "2026"), "--country"),
        (("--country", "RU"), "--years"),
        (("--country", "RU", "--years", "2026-2020"), "--years"),
        (("--country", "RU", "--years", "2026-2099"), "--years"),
        (("--country", "RU", "--years", "2026", "--language", "zz"), "--language"),
        (("--country", "RU", "--years", "2026", "--subdivision", "zz"), "--subdivision"),
    ],
)
def test_what_is_wrong_is_named(office: Shell, words: tuple[str, ...], named: str) -> None:
    """The option, and what is known."""
    told = office.run("calendar", "holidays", "office", *words)
    assert told.code == 2 and named in told.err.splitlines()[0]


def test_what_the_calendar_says_of_a_day_stays() -> None:
    """Hours that somebody gave a working Saturday are kept; so are days that are no public holidays."""
    from datetime import date

    copied = Copied(days={date(2031, 1, 1): "New Year"}, working=frozenset({date(2031, 1, 4)}), source={"country": "X"})
    week = {"mon": [["08:00", "12:00"]]}
    body = {
        "time_zone": "UTC",
        "week": week,
        "holidays": ["2031-05-05"],
        "shifts": {"2031-01-04": [["10:00", "11:00"]]},
    }
    new = with_holidays(body, copied)
    assert new["shifts"] == body["shifts"] and new["holidays"] == ["2031-01-01", "2031-05-05"]
    assert Calendar.from_dict(new).plan.names == {date(2031, 1, 1): "New Year"}
    bare = with_holidays({**body, "shifts": {}}, copied)
    assert bare["shifts"] == {"2031-01-04": [["08:00", "12:00"]]}


@pytest.mark.parametrize("names", [[], {"2031-01-01": ""}, {"2031-13-01": "x"}, {"2031-01-01": 5}])
def test_names_that_can_not_be_read_are_refused(names: object) -> None:
    """With the field named."""
    with pytest.raises(CalendarError, match="names"):
        Calendar.from_dict({"time_zone": "UTC", "week": {"mon": [["08:00", "12:00"]]}, "names": names})
