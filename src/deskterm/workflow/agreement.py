"""What is promised to whom: targets and service hours of an organisation, or of everybody.

The format, one mapping; what is left out is as it ships:

    calendar         name of a calendar of the desk, or a calendar; without it the desk's own service hours
    organisations    whose tickets it is for; the agreement named `default` is for everybody else
    round_the_clock  priorities whose clocks run day and night
    retroactive      true: a change measures the whole cycle again instead of carrying the used fraction over
    first_response, resolution, update   working seconds per priority, P1 first
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from deskterm.workflow.book import ArrangementKind, BadArrangement, Book
from deskterm.workflow.calendar import Calendar, CalendarError, NeverDue
from deskterm.workflow.sla import Targets
from deskterm.workflow.values import SECOND, Ticket

DEFAULT = "default"
ROWS = ("first_response", "resolution", "update")
FIELDS = frozenset({*ROWS, "calendar", "organisations", "round_the_clock", "retroactive"})
LOWEST = 9
"""The number of the lowest priority a desk can have."""
LONGEST = 10 * 366 * 86_400
"""Seconds that a target may have at most."""
SOME_DAY = 1_767_225_600 * SECOND
"""An instant from which a calendar is tried: the beginning of 2026."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An agreement as it is written: its calendar may be a name that the desk's book explains."""

    targets: Targets
    calendar: Calendar | str | None
    organisations: frozenset[str]
    retroactive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What holds for a ticket. `always`: when the clocks of round-the-clock priorities run."""

    name: str = DEFAULT
    targets: Targets = field(default_factory=Targets)
    calendar: Calendar
    always: Calendar
    organisations: frozenset[str] = frozenset()
    retroactive: bool = False

    @classmethod
    def from_dict(cls, given: Mapping[str, Any], calendars: Mapping[str, Calendar] | None = None) -> "Agreement":
        """Reads the format. BadArrangement (a ValueError) names the field, also for a calendar nobody knows."""
        read = written(given)
        calendar = read.calendar
        if isinstance(calendar, str):
            if calendar not in (calendars or {}):
                raise BadArrangement("calendar", f"there is no calendar {calendar!r}")
            calendar = (calendars or {})[calendar]
        always = Calendar.round_the_clock()
        calendar = calendar or always
        refuse_endless(read.targets, calendar)
        return cls(
            targets=read.targets,
            calendar=calendar,
            always=always,
            organisations=read.organisations,
            retroactive=read.retroactive,
        )


def written(given: Mapping[str, Any]) -> Written:
    """The agreement by its text alone. BadArrangement names the field."""
    if not isinstance(given, Mapping):
        raise BadArrangement("agreement", "a mapping is expected")
    for name in given:
        if name not in FIELDS:
            raise BadArrangement(str(name), "no such field")
    kept: dict[str, Any] = {name: lengths(name, given[name]) for name in ROWS if name in given}
    if "round_the_clock" in given:
        kept["round_the_clock"] = frozenset(whole("round_the_clock", given["round_the_clock"], LOWEST))
    retroactive = given.get("retroactive", False)
    if not isinstance(retroactive, bool):
        raise BadArrangement("retroactive", "true or false is expected")
    calendar, targets = hours_of(given.get("calendar")), Targets(**kept)
    if isinstance(calendar, Calendar):
        refuse_endless(targets, calendar)
    organisations = given.get("organisations", [])
    if not isinstance(organisations, list) or not all(isinstance(o, str) and o.strip() for o in organisations):
        raise BadArrangement("organisations", "a list of names is expected")
    return Written(
        targets=targets,
        calendar=calendar,
        organisations=frozenset(name.strip() for name in organisations),
        retroactive=retroactive,
    )


def hours_of(given: object) -> Calendar | str | None:
    """A calendar, or the name of one. BadArrangement names the place in it that is wrong."""
    if given is None or (isinstance(given, str) and given.strip()):
        return given
    if not isinstance(given, Mapping):
        raise BadArrangement("calendar", "a name or a calendar is expected")
    try:
        return Calendar.from_dict(given)
    except CalendarError as error:
        raise BadArrangement(f"calendar.{error.field}", str(error).partition(": ")[2]) from error


def lengths(name: str, given: object) -> tuple[int, ...]:
    """A row of targets, in seconds. BadArrangement when it is empty or one of them is not a length."""
    row = whole(name, given, LONGEST)
    if not row or len(row) > LOWEST:
        raise BadArrangement(name, f"1 to {LOWEST} targets are expected, P1 first")
    return row


def whole(name: str, given: object, highest: int) -> tuple[int, ...]:
    """Whole numbers from 1 on. BadArrangement for anything else."""
    if not isinstance(given, list):
        raise BadArrangement(name, "a list of whole numbers is expected")
    for place, value in enumerate(given):
        if type(value) is not int or not 1 <= value <= highest:
            raise BadArrangement(f"{name}[{place}]", f"a whole number from 1 to {highest} is expected")
    return tuple(given)


def refuse_endless(targets: Targets, calendar: Calendar) -> None:
    """BadArrangement when a target is never used up, because the calendar has too little open time for it."""
    for name in ROWS:
        try:
            calendar.due_us(SOME_DAY, max(getattr(targets, name)) * SECOND)
        except NeverDue as error:
            raise BadArrangement(name, "the calendar has too little open time for this target") from error


def agreement_for(ticket: Ticket, book: Book, calendar: Calendar, always: Calendar) -> Agreement:
    """What holds for a ticket: its organisation's agreement, else the default one, else what ships."""
    return agreement_of(ticket.reporter.organisation if ticket.reporter else None, book, calendar, always)


def agreement_of(whose: str | None, book: Book, calendar: Calendar, always: Calendar) -> Agreement:
    """What holds for the tickets of an organisation (None: of nobody in particular).

    `calendar`: the desk's service hours, for an agreement that names none, or one that has been struck since.
    """
    found = book.all(ArrangementKind.AGREEMENT, written)
    own = (name for name, terms in found.items() if name != DEFAULT and whose in terms.organisations)
    name = next(own, DEFAULT)
    terms = found.get(name)
    if terms is None:
        return Agreement(calendar=calendar, always=always)
    hours = terms.calendar
    if isinstance(hours, str):
        hours = book.get(ArrangementKind.CALENDAR, hours, Calendar.from_dict)
    return Agreement(
        name=name,
        targets=terms.targets,
        calendar=hours or calendar,
        always=always,
        organisations=terms.organisations,
        retroactive=terms.retroactive,
    )
