"""What the desk does by itself: wake what waits, close what nobody objects to."""

import json
from dataclasses import replace
from typing import Any

import pytest

from deskterm.workflow.alarms import alarm_at, due_change, silenced, turn_at, woken
from deskterm.workflow.book import Book
from deskterm.workflow.calendar.wall import to_datetime, to_us
from deskterm.workflow.values import Act, Change, Nature, Status, Ticket
from tests.workflow.people import HOUR, NOW, POLICY, step, ticket, with_steps

SILENT = ticket(Status.RESOLVED)
SILENCE = to_us(POLICY.calendar.due_working_days(to_datetime(NOW - HOUR), POLICY.silence_days))
ONCE = {"time_zone": "UTC", "week": {}, "shifts": {"2030-03-18": [["09:00", "17:00"]]}}
SHUT = replace(
    POLICY,
    book=Book({("calendar", "once"): json.dumps(ONCE), ("agreement", "default"): json.dumps({"calendar": "once"})}),
)


@pytest.mark.parametrize(
    ("held", "turn"),
    [
        (ticket(Status.WAITING), NOW + HOUR),
        (ticket(Status.WAITING, wake_at=None), None),
        (SILENT, SILENCE),
        (replace(SILENT, verified=True), SILENCE),
        (replace(SILENT, priority=1), None),
        (replace(SILENT, nature=Nature.SECURITY), None),
        (replace(SILENT, breach=True, aware_at=NOW), None),
        (ticket(Status.CLOSED), None),
        (ticket(), None),
    ],
)
def test_when_a_state_changes_by_itself(held: Ticket, turn: int | None) -> None:
    """At the moment that it waits for; after days of silence, but for what nobody may close unheard."""
    assert turn_at(held, POLICY) == turn
    if turn is not None:
        assert due_change(held, POLICY, turn - 1) is None and due_change(held, POLICY, turn) is not None
        assert alarm_at(held, POLICY) == turn
    else:
        assert due_change(held, POLICY, NOW * 2) is None


def test_silence_without_working_days_never_ends() -> None:
    """A calendar that has no more of them closes nothing."""
    assert turn_at(SILENT, SHUT) is None and due_change(SILENT, SHUT, NOW * 2) is None


@pytest.mark.parametrize(("assignee", "status"), [("ann", Status.IN_PROGRESS), (None, Status.OPEN)])
def test_what_wakes_up_is_its_assignees_or_its_lines(assignee: str | None, status: Status) -> None:
    """It waits for nothing any more."""
    held = ticket(Status.WAITING, assignee=assignee)
    change = Change(act=Act.RESUME, event="woken", fields={"status": status, "wait_reason": None, "wake_at": None})
    assert woken(held) == due_change(held, POLICY, NOW + HOUR) == change


def test_silence_counts_as_verification() -> None:
    """The ticket closes as if somebody had verified it, and the requester is owed the report."""
    assert due_change(SILENT, POLICY, SILENCE) == Change(
        act=Act.CLOSE,
        event="auto_closed",
        fields={"status": Status.CLOSED, "closed_at": SILENCE, "verified": True},
        notices=("closing_report",),
    )


@pytest.mark.parametrize("facts", [{}, {"verified": True}])
def test_what_hinders_closing_hinders_the_desk(facts: dict[str, Any]) -> None:
    """An open step stays to be done, however long it is silent."""
    held = with_steps(step(1), status=Status.RESOLVED, **facts)
    assert turn_at(held, POLICY) == SILENCE
    assert due_change(held, POLICY, SILENCE) is None and silenced(held, POLICY, SILENCE) is None
