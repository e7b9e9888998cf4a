"""What is promised to whom."""

import json
from typing import Any

import pytest

from deskterm.workflow.agreement import Agreement
from deskterm.workflow.book import BadArrangement, Book
from deskterm.workflow.calendar import Calendar, CalendarError
from deskterm.workflow.policy import Policy
from deskterm.workflow.sla import Targets
from deskterm.workflow.values import Reporter, Status, Ticket

HOUR = 3600
NIGHT = {"time_zone": "UTC", "week": {"mon": [["18:00", "23:00"]]}}
ONCE = {"time_zone": "UTC", "week": {}, "shifts": {"2030-01-01": [["09:00", "17:00"]]}}
LONGEST = 10 * 366 * 24 * HOUR
NUMBERS = "a list of whole numbers is expected"
WRONG: list[tuple[Any, str, str]] = [
    ([], "agreement", "a mapping is expected"),
    ({"resolutions": [1]}, "resolutions", "no such field"),
    ({"resolution": []}, "resolution", "1 to 9 targets are expected, P1 first"),
    ({"resolution": [1] * 10}, "resolution", "1 to 9 targets are expected, P1 first"),
    ({"resolution": [3600, 0]}, "resolution[1]", f"a whole number from 1 to {LONGEST} is expected"),
    ({"resolution": [LONGEST + 1]}, "resolution[0]", f"a whole number from 1 to {LONGEST} is expected"),
    ({"update": [True]}, "update[0]", f"a whole number from 1 to {LONGEST} is expected"),
    ({"first_response": 3600}, "first_response", NUMBERS),
    ({"round_the_clock": 1}, "round_the_clock", NUMBERS),
    ({"round_the_clock": [0]}, "round_the_clock[0]", "a whole number from 1 to 9 is expected"),
    ({"round_the_clock": [1, 10]}, "round_the_clock[1]", "a whole number from 1 to 9 is expected"),
    ({"retroactive": 1}, "retroactive", "true or false is expected"),
    ({"organisations": "Nord"}, "organisations", "a list of names is expected"),
    ({"organisations": ["Nord", 5]}, "organisations", "a list of names is expected"),
    ({"organisations": ["Nord", " "]}, "organisations", "a list of names is expected"),
    ({"calendar": 5}, "calendar", "a name or a calendar is expected"),
    ({"calendar": " "}, "calendar", "a name or a calendar is expected"),
    ({"calendar": "nights"}, "calendar", "there is no calendar 'nights'"),
    ({"calendar": ONCE}, "resolution", "the calendar has too little open time for this target"),
    ({"calendar": ONCE, "resolution": [1]}, "update", "the calendar has too little open time for this target"),
    (
        {"calendar": ONCE, "update": [1], "resolution": [1], "first_response": [8 * HOUR + 1, 1]},
        "first_response",
        "the calendar has too little open time for this target",
    ),
]


@pytest.mark.parametrize(("given", "field", "told"), WRONG)
def test_wrong_data_is_refused_with_its_field(given: Any, field: str, told: str) -> None:
    """Whatever is wrong, the refusal names the place and says what is expected."""
    with pytest.raises(BadArrangement) as caught:
        Agreement.from_dict(given, {"office": Policy().calendar})
    assert (caught.value.field, str(caught.value)) == (field, f"{field}: {told}")


def test_a_calendar_within_an_agreement_is_refused_with_its_own_field() -> None:
    """In the words of whoever reads calendars, and without the field twice."""
    wrong = {"time_zone": "Mars: Base", "week": {}}
    with pytest.raises(CalendarError) as asked:
        Calendar.from_dict(wrong)
    with pytest.raises(BadArrangement) as caught:
        Agreement.from_dict({"calendar": wrong})
    assert str(caught.value) == f"calendar.{asked.value}"
    assert caught.value.field == "calendar.time_zone"


def test_what_is_written_holds() -> None:
    """What is left out is as it ships; a name stands for the desk's calendar; without one it is day and night."""
    always, office = Calendar.round_the_clock(), Policy().calendar
    whole = {
        "calendar": "office",
        "organisations": ["Nord"],
        "round_the_clock": [1, 9],
        "retroactive": True,
        "first_response": [1],
        "resolution": [LONGEST],
        "update": list(range(1, 10)),
    }
    assert Agreement.from_dict({}) == Agreement(calendar=always, always=always)
    assert Agreement.from_dict({"calendar": "office"}, {"office": office}).calendar is office
    assert Agreement.from_dict({**whole, "resolution": [5]}, {"office": office}) == Agreement(
        targets=Targets(
            first_response=(1,), resolution=(5,), update=tuple(range(1, 10)), round_the_clock=frozenset({1, 9})
        ),
        calendar=office,
        always=always,
        organisations=frozenset({"Nord"}),
        retroactive=True,
    )
    del whole["calendar"]
    assert Agreement.from_dict(whole).targets.resolution == (LONGEST,)


def of(organisation: str | None) -> Ticket:
    """A ticket of somebody of an organisation."""
    return Ticket(id=1, version=1, status=Status.NEW, reporter=Reporter(name="Ana", organisation=organisation))


def test_an_organisation_has_its_own_agreement_and_everybody_else_the_default() -> None:
    """The organisation's targets and calendar hold for its tickets alone; a struck calendar gives way to the desk's."""
    texts = {
        ("calendar", "nights"): json.dumps(NIGHT),
        ("agreement", "gold"): json.dumps(
            {"calendar": "nights", "organisations": ["Nord"], "resolution": [HOUR], "retroactive": True}
        ),
        ("agreement", "default"): json.dumps({"resolution": [2 * HOUR]}),
    }
    policy = Policy(book=Book(texts, (1, 1)))
    gold, other = policy.agreement_for(of("Nord")), policy.agreement_for(of(None))
    assert (gold.name, gold.targets.resolution, gold.calendar.plan.week[0][0].start) == ("gold", (HOUR,), 18 * HOUR)
    assert (gold.always, gold.organisations, gold.retroactive) == (policy.always, {"Nord"}, True)
    assert (other.name, other.targets.resolution, other.calendar) == ("default", (2 * HOUR,), policy.calendar)
    assert Agreement.from_dict({"organisations": [" Nord ", "Süd"]}).organisations == {"Nord", "Süd"}
    del texts["calendar", "nights"]
    assert Policy(book=Book(texts, (2, 2))).agreement_for(of("Nord")).calendar == policy.calendar


def test_a_desk_without_agreements_has_the_targets_that_ship() -> None:
    """Nothing arranged: the policy's own targets and service hours."""
    policy = Policy()
    held = policy.agreement_for(of("Nord"))
    assert (held.targets, held.calendar, held.always) == (policy.targets, policy.calendar, policy.always)
