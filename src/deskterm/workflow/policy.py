"""The numbers and lists of the process that a desk may change, as one frozen value with the defaults that ship."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deskterm.workflow.calendar import Calendar
from deskterm.workflow.priority import DEFAULT, Matrix
from deskterm.workflow.sla import Targets
from deskterm.workflow.values import Category, Nature

MEBIBYTE = 1024 * 1024
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
ALWAYS = Calendar.round_the_clock()


def office(time_zone: str = "Etc/UTC") -> Calendar:
    """Monday to Friday, 9 to 17 in this zone: the service hours of a desk that has not said otherwise.

    ValueError when there is no such zone.
    """
    return Calendar.from_dict({"time_zone": time_zone, "week": {day: [["09:00", "17:00"]] for day in WEEKDAYS}})


OFFICE = office()
TARGETS = Targets()


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the rules ask beside the ticket and the person. Defaults: process, `States` and `Escalation gates`."""

    matrix: Matrix = DEFAULT
    categories: Mapping[str, Category] = field(default_factory=dict)
    """The desk's own category tree: code to category."""
    l3_priorities: frozenset[int] = frozenset({1, 2})
    """Priorities that L3 accepts from L2 without a lead."""
    skip_priorities: frozenset[int] = frozenset({1})
    """Priorities that may go from L1 straight to L3 without a lead."""
    told_priorities: frozenset[int] = frozenset({1, 2})
    """Priorities whose requester is told of an escalation."""
    session_priorities: frozenset[int] = frozenset({1})
    """Priorities that ask for a call or video session at L2."""
    ping_pong: int = 3
    """Level changes from which a lead is told that a ticket goes back and forth."""
    targets: Targets = TARGETS
    calendar: Calendar = OFFICE
    """Service hours: when the clocks of P2 and below run."""
    always: Calendar = ALWAYS
    """When the clocks of P1 run."""
    reopen_days: int = 30
    """Days after closure in which a ticket may be reopened."""
    silence_days: int = 7
    """Working days without an answer that count as verification."""
    restricted_natures: frozenset[Nature] = frozenset({Nature.PERSONNEL, Nature.SECURITY})
    attachment_bytes: int = 25 * MEBIBYTE
    outgoing: bool = False
    """Is there a channel that can carry a public reply? Without one a reply is marked as not delivered."""
