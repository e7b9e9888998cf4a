"""The numbers and lists of the process that a desk may change, as one frozen value with the defaults that ship."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from deskterm.workflow.book import Book
from deskterm.workflow.priority import DEFAULT, Matrix
from deskterm.workflow.values import Category, Nature, Ticket

if TYPE_CHECKING:
    from deskterm.workflow.agreement import Agreement
    from deskterm.workflow.calendar import Calendar
    from deskterm.workflow.sla import Targets

MEBIBYTE = 1024 * 1024
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
UTC = "Etc/UTC"


@cache
def office(time_zone: str = UTC) -> "Calendar":
    """Monday to Friday, 9 to 17 in this zone: the service hours of a desk that has not said otherwise.

    ValueError when there is no such zone. Calendars are compiled when a clock is first asked for: a list needs none.
    """
    from deskterm.workflow.calendar import Calendar

    return Calendar.from_dict({"time_zone": time_zone, "week": {day: [["09:00", "17:00"]] for day in WEEKDAYS}})


@cache
def round_the_clock() -> "Calendar":
    """Day and night."""
    from deskterm.workflow.calendar import Calendar

    return Calendar.round_the_clock()


@cache
def default_targets() -> "Targets":
    """The targets that ship."""
    from deskterm.workflow.sla import Targets

    return Targets()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """From when on somebody's looking is unusual, and how long it is kept."""

    days: int = 400
    """Days that a row of the access table is kept."""
    export_rows: int = 1_000
    """Rows of an export from which it is shown."""
    night: tuple[int, int] = (22, 6)
    """Hours of the desk's wall clock between which it is night."""
    night_hour: int = 30
    """Acts and opened tickets in an hour of the night from which they are shown."""
    refusals_hour: int = 20
    """Refusals in an hour above which they are shown."""
    reads_least: int = 20
    """Opened tickets in an hour that are never too many."""
    reads_spread: float = 4.0
    """Standard deviations above a person's own average from which an hour is shown."""
    usual_hours: int = 8
    """Active hours that must be known before an average means much."""
    usual_days: int = 90
    """Days before an hour that its usual number is taken from."""


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
    book: Book = field(default_factory=Book)
    """What the desk has arranged: calendars, agreements, catalogue, plans, duties."""
    ping_pong: int = 3
    """Level changes from which a lead is told that a ticket goes back and forth."""
    time_zone: str = UTC
    """IANA name of the zone that service hours are meant in."""
    reopen_days: int = 30
    """Days after closure in which a ticket may be reopened."""
    silence_days: int = 7
    """Working days without an answer that count as verification."""
    restricted_natures: frozenset[Nature] = frozenset({Nature.PERSONNEL, Nature.SECURITY})
    attachment_bytes: int = 25 * MEBIBYTE
    watch: Watch = Watch()
    outgoing: bool = False
    """Is there a channel that can carry a public reply? Without one a reply is marked as not delivered."""

    @property
    def calendar(self) -> "Calendar":
        """Service hours: when the clocks of P2 and below run."""
        return office(self.time_zone)

    @property
    def always(self) -> "Calendar":
        """When the clocks of P1 run."""
        return round_the_clock()

    @property
    def targets(self) -> "Targets":
        """How long first response and resolution may take, per priority."""
        return default_targets()

    def agreement_for(self, ticket: Ticket) -> "Agreement":
        """Targets and service hours that hold for this ticket; a request's item says by when it is done."""
        from deskterm.workflow.agreement import agreement_for

        held = agreement_for(ticket, self.book, self.calendar, self.always)
        if ticket.item is None:
            return held
        from deskterm.workflow.catalogue import item_of, promised_by

        return promised_by(item_of(ticket.item, self.book), held)
