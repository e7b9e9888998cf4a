"""What is promised to whom."""

import json
from typing import Any

import pytest

from deskterm.workflow.agreement import Agreement
from deskterm.workflow.book import BadArrangement, Book
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Reporter, Status, Ticket

HOUR = 3600
NIGHT = {"time_zone": "UTC", "week": {"mon": [["18:00", "23:00"]]}}
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"resolution": []}, "resolution"),
    ({"resolution": [3600, 0]}, "resolution[1]"),
    ({"update": [True]}, "update[0]"),
    ({"first_response": 3600}, "first_response"),
    ({"round_the_clock": [0]}, "round_the_clock[0]"),
    ({"retroactive": 1}, "retroactive"),
    ({"organisations": "Nord"}, "organisations"),
    ({"calendar": 5}, "calendar"),
    ({"calendar": "nights"}, "calendar"),
    ({"calendar": {"time_zone": "Mars/Base", "week": {}}}, "calendar.time_zone"),
    ({"resolutions": [1]}, "resolutions"),
]


@pytest.mark.parametrize(("given", "field"), WRONG)
def test_wrong_data_is_refused_with_its_field(given: dict[str, Any], field: str) -> None:
    """Whatever is wrong, the refusal names the place."""
    with pytest.raises(BadArrangement) as caught:
        Agreement.from_dict(given)
    assert caught.value.field == field


def test_a_target_that_never_ends_is_refused() -> None:
    """A calendar that opens once has no room for a target of 24 hours, and for no update after its last opening."""
    once = {"time_zone": "UTC", "week": {}, "shifts": {"2030-01-01": [["09:00", "17:00"]]}}
    with pytest.raises(BadArrangement) as caught:
        Agreement.from_dict({"calendar": once})
    assert caught.value.field in {"update", "resolution"}


def of(organisation: str | None) -> Ticket:
    """A ticket of somebody of an organisation."""
    return Ticket(id=1, version=1, status=Status.NEW, reporter=Reporter(name="Ana", organisation=organisation))


def test_an_organisation_has_its_own_agreement_and_everybody_else_the_default() -> None:
    """The organisation's targets and calendar hold for its tickets alone; a struck calendar gives way to the desk's."""
    texts = {
        ("calendar", "nights"): json.dumps(NIGHT),
        ("agreement", "gold"): json.dumps({"calendar": "nights", "organisations": ["Nord"], "resolution": [HOUR]}),
        ("agreement", "default"): json.dumps({"resolution": [2 * HOUR]}),
    }
    policy = Policy(book=Book(texts, (1, 1)))
    gold, other = policy.agreement_for(of("Nord")), policy.agreement_for(of(None))
    assert (gold.name, gold.targets.resolution, gold.calendar.plan.week[0][0].start) == ("gold", (HOUR,), 18 * HOUR)
    assert (other.name, other.targets.resolution, other.calendar) == ("default", (2 * HOUR,), policy.calendar)
    assert Agreement.from_dict({"organisations": [" Nord ", "Süd"]}).organisations == {"Nord", "Süd"}
    del texts["calendar", "nights"]
    assert Policy(book=Book(texts, (2, 2))).agreement_for(of("Nord")).calendar == policy.calendar


def test_a_desk_without_agreements_has_the_targets_that_ship() -> None:
    """Nothing arranged: the policy's own targets and service hours."""
    policy = Policy()
    held = policy.agreement_for(of("Nord"))
    assert (held.targets, held.calendar, held.always) == (policy.targets, policy.calendar, policy.always)
