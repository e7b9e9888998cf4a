"""Contacts outside the desk whom somebody has to call, because the desk reaches none of them by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

TOLD = ("target_passed", "call_made")
"""Kinds of events that name contacts outside the desk by their places, in `outside`."""
MADE = "call_made"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideCall:
    """A contact of a plan who is to be called now, by their place in it; `event` has named them so."""

    event: int
    plan: str
    place: int
    target: str
    cycle: int
    percent: int
    last: int
    """The last place of the plan that was told together with it: those behind it come next."""

    @property
    def mark(self) -> str:
        """What people call it: the plan and the place."""
        return f"{self.plan}/{self.place}"


def still_open(events: Iterable[tuple[int, str, Mapping[str, Any]]]) -> tuple[OutsideCall, ...]:
    """The calls that nobody has made yet, from a ticket's events (number, kind, data) in their order.

    Told again before somebody has called, a contact is to be called once, for what was told last.
    """
    events = tuple(events)
    undone = {data["undone"] for _, _, data in events if "undone" in data}
    found: dict[tuple[str, int], OutsideCall] = {}
    for number, kind, data in events:
        if number in undone or kind not in TOLD:
            continue
        if kind == MADE:
            found.pop((data["plan"], data["place"]), None)
        for place in data.get("outside", ()):
            found[data["plan"], place] = OutsideCall(
                event=number,
                plan=data["plan"],
                place=place,
                target=data["target"],
                cycle=data["cycle"],
                percent=data["percent"],
                last=max(data["places"]),
            )
    return tuple(found.values())
