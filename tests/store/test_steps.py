"""Steps of plans in the store: begun, settled, withdrawn, taken back; on both stores."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskterm.store.opening import Store
from deskterm.store.read import history, show
from deskterm.store.read.chain import verify
from deskterm.workflow.values import SECOND, PlanStep, StepState
from tests.store.both import BOTH, desk_on
from tests.store.desks import START, TRIAGE, begun, clock, do, get, reported, ticked

TWO = begun(("1", "Позвонить"), ("2", "Print it"))


@pytest.fixture(params=BOTH, scope="module")
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The desk on each store."""
    folder: Path = tmp_path_factory.mktemp("steps")
    with desk_on(request.param, folder) as store:
        yield store


def states(store: Store, number: int) -> dict[str, StepState]:
    """What the ticket's steps are called, and their states."""
    return {step.mark: step.state for step in get(store, number).steps}


def take_back(store: Store, number: int, now: int) -> None:
    """Undo the last act."""
    last = history.last_act(store.db, "ana", number)
    assert last is not None
    with store.writing() as writer:
        writer.revert(get(store, number), last.id, by="ana", now=now)


def test_steps_of_a_plan_in_their_order(desk: Store) -> None:
    """Steps begin open and in order; a settled one tells by whom and when; what is open and of which plans is known."""
    number = reported(desk, TRIAGE, TWO)
    do(desk, number, begun(("1", "Ask"), plan="vpn"))
    first, second, third = get(desk, number).steps
    assert [first.title, second.title, third.title] == ["Позвонить", "Print it", "Ask"]
    at = START + 50 * SECOND
    ticket = do(desk, number, ticked(second.id, StepState.DONE), now=at)
    known = {"id": second.id, "plan": "request/badge", "code": "2", "title": "Print it", "responsible": "L1"}
    assert ticket.steps[1] == PlanStep(**known, state=StepState.DONE, by="ana", at=at)  # type: ignore[arg-type]
    assert ticket.open_plan_steps == ("request/badge/1", "vpn/1")
    assert ticket.plans == {"request/badge", "vpn"}
    event = show.events(desk.db, number)[2]
    assert (event.data["steps"][0][1:], event.texts) == (["request/badge", "1", 1, "L1"], {})
    assert verify(desk.db).broken is None


def test_undo_gives_steps_back_as_they_were(desk: Store) -> None:
    """Taken back one by one: the withdrawn one is there again, the settled ones are open, the begun ones are gone."""
    number = reported(desk, TRIAGE, TWO)
    first, second = (step.id for step in get(desk, number).steps)
    acts = (ticked(first, StepState.DONE), ticked(second, StepState.WAIVED), begun(("3", "More")))
    tick = clock(START + 100 * SECOND)
    seen = [get(desk, number).steps]
    for act in acts:
        seen.append(do(desk, number, act, now=next(tick)).steps)
    third = seen[-1][-1].id
    do(desk, number, ticked(third, None), now=next(tick))
    assert get(desk, number).steps == seen[2]
    for before in reversed(seen):
        take_back(desk, number, next(tick))
        assert get(desk, number).steps == before
    take_back(desk, number, next(tick))
    assert (get(desk, number).steps, get(desk, number).plans) == ((), frozenset())
    do(desk, number, TWO)
    assert list(states(desk, number).values()) == [StepState.OPEN] * 2
    assert verify(desk.db).broken is None


def test_a_step_of_another_ticket_is_none_of_this_one(desk: Store) -> None:
    """A step is settled on its own ticket alone."""
    number, other = reported(desk, TRIAGE, TWO), reported(desk, TRIAGE)
    with pytest.raises(ValueError, match="no step"):
        do(desk, other, ticked(get(desk, number).steps[0].id, StepState.DONE))
