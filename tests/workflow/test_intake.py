"""What the values of an imported ticket come to together, and the rows that stand for it."""

from dataclasses import replace
from typing import Any

import pytest

from deskterm.workflow.intake import Incoming, Moment, Place, Unreadable, matrix_priority, settled
from deskterm.workflow.priority import DEFAULT, Matrix

JUDGED = {"kind": "incident", "nature": "technical", "category": "network", "impact": 2, "urgency": 2}
P3 = {**JUDGED, "priority": 3}
HELD = {"wait_reason": "vendor", "wake_at": 5}


def less(*names: str) -> dict[str, Any]:
    """What is said but for these."""
    return {name: value for name, value in JUDGED.items() if name not in names}


@pytest.mark.parametrize(
    ("fields", "becomes"),
    [
        ({}, {"status": "new"}),
        ({"status": "open", **JUDGED}, {"status": "open", **P3}),
        ({"status": "open", **P3}, {"status": "open", **P3}),
        ({"status": "open", **JUDGED, "priority": 1}, {"status": "open", **P3, "claimed_priority": 1}),
        (
            {"status": "open", **JUDGED, "priority": 1, "claimed_priority": 2},
            {"status": "open", **P3, "claimed_priority": 2},
        ),
        ({"status": "closed", "priority": 1, "kind": "x"}, {"status": "closed", "priority": 1, "kind": "x"}),
        (
            {"status": "resolved", "impact": 1, "urgency": 1, "priority": 4, "assignee": "ann"},
            {"status": "resolved", "impact": 1, "urgency": 1, "priority": 1, "claimed_priority": 4, "assignee": "ann"},
        ),
        (
            {"status": "new", **JUDGED, "assignee": "ann"},
            {"status": "new", **less("kind"), "claimed_kind": "incident"},
        ),
        (
            {"status": "in_progress", **less("category"), "assignee": "ann"},
            {"status": "new", **less("kind", "category"), "claimed_kind": "incident"},
        ),
        (
            {"status": "open", **less("impact"), "priority": 2, "claimed_kind": "request"},
            {"status": "new", **less("kind", "impact"), "claimed_kind": "request", "claimed_priority": 2},
        ),
        ({"status": "open", **less("kind")}, {"status": "new", **less("kind")}),
        (
            {"status": "open", **less("nature")},
            {"status": "new", **less("kind", "nature"), "claimed_kind": "incident"},
        ),
        (
            {"status": "open", **less("nature"), "kind": "request"},
            {"status": "open", **less("nature"), "kind": "request", "priority": 3},
        ),
        ({"status": "waiting", **P3, **HELD}, {"status": "waiting", **P3, **HELD}),
        (
            {"status": "waiting", **less("category"), **HELD},
            {"status": "new", **less("kind", "category"), "claimed_kind": "incident"},
        ),
        (
            {"status": "waiting", **P3, "wait_reason": "vendor", "assignee": "ann"},
            {"status": "in_progress", **P3, "assignee": "ann"},
        ),
        ({"status": "waiting", **P3, "wake_at": 5}, {"status": "open", **P3}),
        ({"status": "open", **P3, **HELD, "assignee": "ann"}, {"status": "open", **P3, "assignee": "ann"}),
        ({"status": "in_progress", **P3, "assignee": "ann"}, {"status": "in_progress", **P3, "assignee": "ann"}),
        ({"status": "in_progress", **P3}, {"status": "open", **P3}),
    ],
)
def test_what_a_row_comes_to(fields: dict[str, Any], becomes: dict[str, Any]) -> None:
    """Live tickets keep what they need for their state and nothing else; what is ended stays as the file says."""
    said = dict(fields)
    assert settled(fields, DEFAULT) == becomes
    assert fields == said


@pytest.mark.parametrize(
    ("impact", "urgency", "found"),
    [(1, 1, 1), (3, 3, 4), (1, 3, 3), (4, 1, None), (1, 4, None), (None, 1, None), (1, None, None), ("1", 1, None)],
)
def test_a_priority_is_what_the_matrix_says(impact: object, urgency: object, found: int | None) -> None:
    """Of what it does not hold it says nothing."""
    assert matrix_priority(impact, urgency, DEFAULT) == found
    assert matrix_priority(1, 1, Matrix(rows=((2, 3), (3, 4)))) == 2


def test_a_ticket_stands_for_its_rows() -> None:
    """One of a table; as many as its history has."""
    came = Incoming(place=Place(line=2))
    assert came.rows == 1
    assert replace(came, history=(Moment(at=1), Moment(at=2), Moment(at=3))).rows == 3


def test_a_file_that_cannot_be_read_says_where() -> None:
    """The code, the place, and what its sentence tells."""
    error = Unreadable("no_header", line=1, column=2, found="x")
    assert (str(error), error.code, error.line, error.column) == ("no_header", "no_header", 1, 2)
    assert error.details == {"found": "x"}
    assert (Unreadable("empty").line, Unreadable("empty").column) == (None, None)
