"""Steps of a request on a real desk: begun by triage, settled by people, in the way of closing, taken back."""

import pytest

from deskterm.store.read.chain import verify
from deskterm.store.read.show import events
from deskterm.usecases.act import perform
from deskterm.usecases.arrange import arrange
from deskterm.usecases.desk import Conflict, Refused
from deskterm.usecases.resolve import resolve
from deskterm.usecases.sweep import sweep
from deskterm.usecases.undo import undo
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.inputs import Amend, Close, Resolve, Triage, Verify
from deskterm.workflow.step_inputs import StepDone, StepWaive
from deskterm.workflow.values import Kind, ResolutionCode, StepState
from tests.usecases.desks import MINUTE, House, held

DAY = 24 * 60 * MINUTE
BADGE = {
    "title": "Badge",
    "category": "request/equipment",
    "impact": 3,
    "urgency": 3,
    "steps": ["Print it", "Hand it over"],
}


def badged(house: House, who: str = "ann") -> int:
    """A request for a badge, triaged."""
    arrange(house.by("boss"), ArrangementKind.ITEM, "request/badge", lambda _: BADGE, dry_run=False)
    number = house.ticket("A badge for the new colleague")
    perform(house.by(who), number, Triage(item="request/badge"))
    return number


def states(house: House, number: int) -> list[tuple[str, StepState]]:
    """Its steps by their names, with their states."""
    return [(step.mark, step.state) for step in held(house, number).steps]


def test_a_request_closes_when_its_steps_are_settled(house: House) -> None:
    """Triage begins the item's steps; closing names each open one, until one is done and the other waived."""
    number = badged(house)
    ann = house.by("ann")
    resolve(ann, number, Resolve(code=ResolutionCode.FULFILLED, solution="printed"))
    perform(ann, number, Verify(how="she has it"))
    with pytest.raises(Refused) as refused:
        perform(ann, number, Close())
    assert [p.args["title"] for p in refused.value.refusal.points] == ["Print it", "Hand it over"]
    perform(ann, number, StepDone(plan_step="1"))
    with pytest.raises(Refused, match="reason_missing"):
        perform(ann, number, StepWaive(plan_step="2"))
    perform(ann, number, StepWaive(plan_step="request/badge/2", reason="she printed it herself"))
    perform(ann, number, Close())
    first, second = held(house, number).steps
    assert (first.state, first.by, second.state) == (StepState.DONE, "ann", StepState.WAIVED)
    told = events(house.store.db, number)[-2]
    assert (told.kind, told.texts) == ("step_waived", {"reason": "she printed it herself"})
    assert verify(house.store.db).broken is None


def test_silence_closes_over_no_open_step(house: House) -> None:
    """However long nobody answers, a resolved request waits for its steps, and closes when the last one is settled."""
    number = badged(house)
    ann = house.by("ann")
    resolve(ann, number, Resolve(code=ResolutionCode.FULFILLED, solution="printed"))
    house.at += 30 * DAY
    assert sweep(ann).closed == ()
    perform(ann, number, StepDone(plan_step="1"))
    perform(ann, number, StepDone(plan_step="2"))
    assert sweep(ann).closed == (number,)


def test_what_another_closed_is_not_opened_by_undo(house: House) -> None:
    """A step on which somebody else has closed the ticket stays done."""
    number = badged(house)
    ann = house.by("ann")
    resolve(ann, number, Resolve(code=ResolutionCode.FULFILLED, solution="printed"))
    perform(ann, number, Verify(how="she has it"))
    perform(ann, number, StepDone(plan_step="1"))
    perform(ann, number, StepDone(plan_step="2"))
    perform(house.by("amy"), number, Close())
    with pytest.raises(Refused, match="built_on"):
        undo(ann, number)


def test_an_item_that_changes_takes_its_open_steps_along(house: House) -> None:
    """The old item's open step goes, the done one stays; back again, only what is lacking begins anew."""
    number = badged(house)
    ann = house.by("ann")
    perform(ann, number, StepDone(plan_step="1"))
    perform(ann, number, Amend(item="request/password"))
    done, gone = ("request/badge/1", StepState.DONE), ("request/badge/2", StepState.OPEN)
    others = [(f"request/password/{place}", StepState.OPEN) for place in (1, 2)]
    assert states(house, number) == [done, *others]
    perform(ann, number, Amend(item="request/badge"))
    assert states(house, number) == [done, gone]
    undo(ann, number)
    assert states(house, number) == [done, *others]
    perform(ann, number, Amend(kind=Kind.INCIDENT, nature="technical", reason="it is broken"))  # type: ignore[arg-type]
    assert states(house, number) == [done]
    assert verify(house.store.db).broken is None


def test_a_triage_on_which_steps_were_done_is_not_taken_back(house: House) -> None:
    """What another has done of the steps rests on it; one's own is taken back first, and the steps go with it."""
    number = badged(house)
    perform(house.by("ann"), number, StepDone(plan_step="1"))
    undo(house.by("ann"), number)
    undo(house.by("ann"), number)
    assert states(house, number) == []
    perform(house.by("ann"), number, Triage(item="request/badge"))
    perform(house.by("amy"), number, StepDone(plan_step="1"))
    with pytest.raises(Refused, match="fields_moved"):
        undo(house.by("ann"), number)


def test_two_people_on_one_step(house: House) -> None:
    """Who settles what another has settled is told by whom; what was taken back since is shown as a conflict."""
    number = badged(house)
    seen = held(house, number).version
    perform(house.by("amy"), number, StepDone(plan_step="1"))
    with pytest.raises(Refused) as refused:
        perform(house.by("ann"), number, StepDone(plan_step="1"), seen)
    assert refused.value.refusal.points[0].args["by"] == "amy"
    perform(house.by("ann"), number, StepDone(plan_step="2"), seen)
    undo(house.by("amy"), number)
    with pytest.raises(Conflict):
        perform(house.by("ann"), number, StepDone(plan_step="1"), seen)


def test_steps_of_a_restruck_item_stay_as_they_began(house: House) -> None:
    """What the desk arranges later changes no ticket that is under way."""
    number = badged(house)
    other = replace_steps(["Something else"])
    arrange(house.by("boss"), ArrangementKind.ITEM, "request/badge", lambda _: other, dry_run=False)
    perform(house.by("ann"), number, Amend(subject="other words"))
    assert [step.title for step in held(house, number).steps] == ["Print it", "Hand it over"]


def replace_steps(steps: list[str]) -> dict[str, object]:
    """The badge with other steps."""
    return {**BADGE, "steps": steps}
