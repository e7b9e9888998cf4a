"""What the events make of the steps of plans, held against their rows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from deskterm.store import fields as names
from deskterm.workflow.codes import StepState

STEPS = (
    "SELECT ticket_id, id, event_id, plan, code, position, responsible, title, state, settled_by, settled_at, "
    "withdrawn FROM ticket_step WHERE ticket_id > :after AND ticket_id <= :last ORDER BY ticket_id, id"
)


class Title(NamedTuple):
    """Where the title of a step is kept beside the event that began it, and its digest."""

    event: int
    name: str
    digest: str


@dataclass(slots=True)
class ToldSteps:
    """What the events of one ticket say of its steps."""

    begun: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    """(event, plan, code, position, responsible) by the step's number."""
    titles: dict[int, Title] = field(default_factory=dict)
    states: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    """(state, by whom and when it was settled, withdrawn)."""

    def take(self, number: int, at: int, actor: str, content: Mapping[str, Any]) -> None:
        """One more event."""
        for place, (step, *rest) in enumerate(content["data"].get("steps", ()), 1):
            self.begun[step] = (number, *rest)
            name = f"{names.TITLE}{place}"
            self.titles[step] = Title(number, names.TEXT_OF_ACT + name, content["texts"].get(name, ""))
        for name, (_, new) in content["fields"].items():
            if name.startswith(names.STEP):
                hand = (actor, at) if new in (StepState.DONE, StepState.WAIVED) else (None, None)
                state = (new or StepState.OPEN.value, *hand, int(new is None))
                self.states[int(name.removeprefix(names.STEP))] = state

    def wrong(self, rows: list[tuple[Any, ...]], same: Callable[[Title, str], bool]) -> Iterator[str]:
        """The steps whose rows are not what was told; `same`: is this the title that was kept?"""
        stored = {number: rest for number, *rest in rows}
        for number, begun in self.begun.items():
            row = stored.pop(number, None)
            if row is None:
                yield f"{names.STEP}{number}"
                continue
            *born, title, state, by, at, withdrawn = row
            right = tuple(born) == begun and (state, by, at, withdrawn) == self.states.get(number)
            if not right or not same(self.titles[number], title):
                yield f"{names.STEP}{number}"
        yield from (f"{names.STEP}{number}" for number in stored)
