"""A ticket as the rules see it: every field of `values.Ticket`, the derived ones included."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from deskterm.store.db import Db
from deskterm.store.read.steps import steps_of
from deskterm.workflow.called import OutsideCall, still_open
from deskterm.workflow.values import (
    LIVE,
    Cause,
    Channel,
    Kind,
    Nature,
    Passed,
    Reporter,
    ResolutionCode,
    Sheet,
    Status,
    StepState,
    Ticket,
    WaitReason,
)

NUMBERS = (
    "id",
    "version",
    "line",
    "assignee",
    "subject",
    "claimed_priority",
    "category",
    "impact",
    "urgency",
    "priority",
    "created_at",
    "created_by",
    "cycle_at",
    "updated_at",
    "due_at",
    "first_response_at",
    "resolved_at",
    "closed_at",
    "wake_at",
    "verification",
    "solution",
    "measures",
    "about",
    "merged_into",
    "level_changes",
    "terms",
    "alarm_at",
    "asked_at",
    "item",
    "agreed_at",
    *("aware_at", "reported_at", "report_reference", "report_waived_at", "subjects_owed_at", "subjects_at"),
    *("people_concerned", "records_concerned", "breach_nature", "data_concerned", "consequences", "remedies"),
    "occurred_at",
)
FLAGS = ("overridden", "verified", "restricted", "major", "breach")
CODES = {
    "status": Status,
    "kind": Kind,
    "claimed_kind": Kind,
    "nature": Nature,
    "channel": Channel,
    "wait_reason": WaitReason,
    "resolution_code": ResolutionCode,
    "cause": Cause,
    "status_before_merge": Status,
}
COLUMNS = (*NUMBERS, *FLAGS, *CODES)
TICKET = f"SELECT reporter_id, {', '.join(COLUMNS)} FROM ticket WHERE id = :id"
REPORTER = (
    "SELECT r.id, r.name, r.email, r.phone, o.name, r.language FROM reporter r "
    "LEFT JOIN organisation o ON o.id = r.organisation_id WHERE r.id = :id"
)
QUESTIONS = "SELECT code FROM category_question WHERE category = :code AND required = 1 ORDER BY position"
CHILDREN = (
    "SELECT t.id FROM link l JOIN ticket t ON t.id = l.other_id "
    "WHERE l.ticket_id = :id AND l.type = 'child' AND l.withdrawn = 0 "
    f"AND t.status IN ({', '.join(repr(s.value) for s in Status if s in LIVE)}) ORDER BY t.id"
)
NOTES = (
    "SELECT kind, count(*) FROM note WHERE ticket_id = :id AND withdrawn = 0 "
    "AND (kind = 'session' OR (kind IN ('step', 'hypothesis') AND outcome IS NOT NULL AND outcome <> 'open')) "
    "GROUP BY kind"
)
OPEN_OUTCOMES = (
    "SELECT id FROM note WHERE ticket_id = :id AND withdrawn = 0 AND outcome = 'open' "
    "AND kind IN ('step', 'hypothesis') ORDER BY id"
)
TOLD = "SELECT canonical FROM event WHERE ticket_id = :id AND kind IN ('target_passed', 'imported') ORDER BY id"
CALLS = (
    "SELECT id, kind, canonical FROM event WHERE ticket_id = :id "
    "AND kind IN ('target_passed', 'call_made', 'undone') ORDER BY id"
)
STEPS = "SELECT id, at, canonical FROM event WHERE ticket_id = :id ORDER BY id"


def facts(db: Db, ticket_id: int) -> Ticket | None:
    """The ticket, whoever asks (`workflow.permission.sees` decides who may know of it); None: no such ticket."""
    with db.snapshot():
        row = db.one(TICKET, id=ticket_id)
        if row is None:
            return None
        own: dict[str, Any] = dict(zip(COLUMNS, row[1:], strict=True))
        own |= {name: bool(own[name]) for name in FLAGS}
        own |= {name: code(own[name]) for name, code in CODES.items() if own[name] is not None}
        notes = dict(db.all(NOTES, id=ticket_id))
        steps = steps_of(db, ticket_id)
        return Ticket(
            **own,
            reporter=_reporter(db, row[0]),
            named=frozenset(n for (n,) in db.all("SELECT name FROM ticket_person WHERE ticket_id = :id", id=ticket_id)),
            sheet=sheet(db, ticket_id),
            questions=tuple(q for (q,) in db.all(QUESTIONS, code=own["category"])) if own["category"] else (),
            steps_settled=notes.get("step", 0),
            hypotheses_settled=notes.get("hypothesis", 0),
            sessions=notes.get("session", 0),
            open_outcomes=tuple(n for (n,) in db.all(OPEN_OUTCOMES, id=ticket_id)),
            open_children=tuple(n for (n,) in db.all(CHILDREN, id=ticket_id)),
            steps=steps,
            open_plan_steps=tuple(step.mark for step in steps if step.state is StepState.OPEN),
            plans=frozenset(step.plan for step in steps),
            told=told(db, ticket_id),
            calls=calls(db, ticket_id),
            pauses=pauses(db, ticket_id, own["cycle_at"]),
        )


def told(db: Db, ticket_id: int) -> tuple[Passed, ...]:
    """The steps of its targets that nobody has to be told of any more, oldest first."""
    said = (json.loads(bytes(blob))["data"] for (blob,) in db.all(TOLD, id=ticket_id))
    return tuple(step for data in said for step in steps_told(data))


def calls(db: Db, ticket_id: int) -> tuple[OutsideCall, ...]:
    """The contacts outside the desk whom somebody has to call."""
    rows = db.all(CALLS, id=ticket_id)
    if not any(kind == "target_passed" for _, kind, _ in rows):
        return ()
    return still_open((number, kind, json.loads(bytes(blob))["data"]) for number, kind, blob in rows)


def steps_told(data: Mapping[str, Any]) -> tuple[Passed, ...]:
    """What an event says of them: the one that it tells, or those that had passed before an import."""
    found = [data] if "percent" in data else data.get("passed", [])
    return tuple(Passed(each["target"], each["cycle"], each["percent"], bool(each.get("later"))) for each in found)


def _reporter(db: Db, reporter_id: int | None) -> Reporter | None:
    row = None if reporter_id is None else db.one(REPORTER, id=reporter_id)
    if row is None:
        return None
    number, name, email, phone, organisation, language = row
    return Reporter(id=number, name=name, email=email, phone=phone, organisation=organisation, language=language)


def sheet(db: Db, ticket_id: int) -> Sheet | None:
    """The diagnosis sheet; None when nothing is recorded."""
    row = db.one("SELECT signs, extent, components FROM sheet WHERE ticket_id = :id", id=ticket_id)
    answers = dict(db.all("SELECT question, answer FROM answer WHERE ticket_id = :id ORDER BY question", id=ticket_id))
    signs, extent, components = row or ("", "", "")
    if not (signs or extent or components or answers):
        return None
    return Sheet(signs=signs, extent=extent, components=components, answers=answers)


def pauses(db: Db, ticket_id: int, since: int) -> tuple[tuple[int, int | None], ...]:
    """The intervals spent in waiting from `since` on. What was undone never happened."""
    steps = [(number, at, json.loads(bytes(blob))) for number, at, blob in db.all(STEPS, id=ticket_id)]
    undone = {content["data"]["undone"] for _, _, content in steps if "undone" in content["data"]}
    moves = (
        (at, content["fields"]["status"][1])
        for number, at, content in steps
        if "status" in content["fields"] and number not in undone and "undone" not in content["data"]
    )
    return intervals(moves, since)


def intervals(moves: Iterable[tuple[int, str]], since: int) -> tuple[tuple[int, int | None], ...]:
    """Intervals in waiting from moves (instant, new status); the last is open while the ticket still waits."""
    found: list[tuple[int, int | None]] = []
    begun: int | None = None
    for at, status in moves:
        if status == Status.WAITING and begun is None:
            begun = at
        elif status != Status.WAITING and begun is not None:
            found.append((begun, max(begun, at)))  # a clock that was set back makes a pause empty, not negative
            begun = None
    if begun is not None:
        found.append((begun, None))
    return tuple((max(a, since), b) for a, b in found if b is None or b > since)
