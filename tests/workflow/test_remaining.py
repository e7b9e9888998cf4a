"""Working time left, as the queue shows it, is what the clocks of the ticket say."""

from dataclasses import dataclass

import pytest

from deskterm.workflow.agreement import Agreement
from deskterm.workflow.calendar import Calendar
from deskterm.workflow.remaining import left
from deskterm.workflow.sla import BREACH_LENGTH, Targets, clocks
from deskterm.workflow.values import Channel, Status, Ticket

HOUR = 3_600_000_000
START = 1_900_000_800_000_000
DAYS = {"time_zone": "UTC", "week": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}
HELD = Agreement(calendar=Calendar.from_dict(DAYS), always=Calendar.round_the_clock())


@dataclass
class Row:
    """What the queue knows."""

    status: Status = Status.OPEN
    priority: int | None = 3
    due_at: int | None = START
    wake_at: int | None = None
    aware_at: int | None = None
    organisation: str | None = None


def told(row: Row, now: int) -> int | None:
    """The working time left under one agreement."""
    return left(row, lambda organisation: HELD, now)


@pytest.mark.parametrize("priority", [1, 2, 3, 4])
@pytest.mark.parametrize("hours", [0, 1, 7, 30, 100, 200])
def test_a_row_says_what_the_clock_says(priority: int, hours: int) -> None:
    """Before the deadline and after it, by day and night."""
    ticket = Ticket(
        id=1,
        version=1,
        status=Status.OPEN,
        line=1,
        subject="s",
        priority=priority,
        channel=Channel.PHONE,
        created_at=START,
        updated_at=START,
    )
    now = START + hours * HOUR
    clock = clocks(ticket, Targets(), HELD.calendar, HELD.always, now)[-1]
    found = told(Row(priority=priority, due_at=clock.due_at), now)
    assert found is not None and abs(found // 1_000_000 - clock.left_seconds) <= 1


def test_no_clock_no_time() -> None:
    """Nothing is left of a deadline that is not there, or that no longer matters."""
    assert told(Row(due_at=None), START) is None
    assert told(Row(status=Status.CLOSED), START) is None
    assert told(Row(status=Status.WAITING, wake_at=START), START - HOUR) is None


def test_a_breach_of_data_is_counted_by_the_wall() -> None:
    """72 hours from the moment of awareness, whatever the priority."""
    assert told(Row(due_at=START + BREACH_LENGTH, aware_at=START), START) == BREACH_LENGTH


def test_the_organisation_decides_the_hours() -> None:
    """An agreement round the clock leaves more time than office hours do."""
    night = Agreement(calendar=HELD.always, always=HELD.always)
    row = Row(due_at=START + 24 * HOUR, organisation="Nord")
    assert left(row, lambda name: night if name == "Nord" else HELD, START) == 24 * HOUR
