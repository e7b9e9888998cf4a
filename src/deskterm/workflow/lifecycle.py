"""The states of a ticket and the acts they allow (process: States). A table, nothing else decides."""

from collections.abc import Mapping

from deskterm.workflow.values import Act, Point, Status, Ticket

NEW, OPEN, IN_PROGRESS, WAITING = Status.NEW, Status.OPEN, Status.IN_PROGRESS, Status.WAITING
RESOLVED, CLOSED, CANCELLED, MERGED = Status.RESOLVED, Status.CLOSED, Status.CANCELLED, Status.MERGED
WORK = frozenset({OPEN, IN_PROGRESS, WAITING})
UNMERGED = frozenset(Status) - {MERGED}

FROM: Mapping[Act, frozenset[Status]] = {
    Act.TRIAGE: frozenset({NEW}),
    Act.AMEND: UNMERGED - {CLOSED},
    Act.TAKE: WORK,
    Act.PULL: WORK,
    Act.ASSIGN: WORK,
    Act.RELEASE: WORK,
    Act.WAIT: frozenset({OPEN, IN_PROGRESS}),
    Act.RESUME: frozenset({WAITING}),
    Act.DIAGNOSE: UNMERGED,
    Act.NOTE: UNMERGED,
    Act.SETTLE: UNMERGED,
    Act.STEP_DONE: WORK | {NEW, RESOLVED},
    Act.STEP_WAIVE: WORK | {NEW, RESOLVED},
    Act.REPLY: UNMERGED,
    Act.HEAR: UNMERGED,
    Act.ATTACH: UNMERGED,
    Act.LINK: UNMERGED,
    Act.ESCALATE: WORK,
    Act.HANDBACK: WORK,
    Act.RESOLVE: WORK,
    Act.VERIFY: frozenset({RESOLVED}),
    Act.CLOSE: frozenset({RESOLVED}),
    Act.REOPEN: frozenset({RESOLVED, CLOSED, CANCELLED}),
    Act.CANCEL: WORK | {NEW},
    Act.MERGE: WORK | {NEW},
    Act.UNMERGE: frozenset({MERGED}),
    Act.OVERRIDE: WORK | {RESOLVED},
    Act.MAJOR: WORK,
    Act.RESTRICT: UNMERGED,
    Act.PLAN: WORK | {NEW},
    Act.CALL: WORK | {NEW, RESOLVED},
    Act.BREACH: WORK | {NEW, RESOLVED},
    Act.BREACH_FACTS: UNMERGED,
    Act.BREACH_DECIDE: UNMERGED,
    Act.BREACH_REPORT: UNMERGED,
}

ENDED: Mapping[Status, str] = {
    MERGED: "is_merged",
    CLOSED: "is_closed",
    CANCELLED: "is_cancelled",
    RESOLVED: "is_resolved",
}
LIVE_ONLY_ONCE: Mapping[tuple[Act, Status], str] = {
    **{(Act.TRIAGE, status): "already_triaged" for status in WORK},
    **{(Act.REOPEN, status): "not_ended" for status in WORK | {NEW}},
    **{(Act.RESUME, status): "not_waiting" for status in (OPEN, IN_PROGRESS)},
    **{(act, status): "not_resolved" for act in (Act.VERIFY, Act.CLOSE) for status in WORK | {NEW}},
    **{(Act.UNMERGE, status): "not_merged" for status in UNMERGED},
    (Act.WAIT, WAITING): "already_waiting",
}
"""Refusals that say more than "wrong state"."""


def state_bars(act: Act, ticket: Ticket) -> Point | None:
    """What forbids the act in the ticket's state, whoever asks; None when nothing does."""
    status = ticket.status
    if status in FROM[act]:
        return None
    if code := LIVE_ONLY_ONCE.get((act, status)):
        mend = Act.RESOLVE if code == "not_resolved" else None
        return Point(code=code, field="solution" if mend else None, act=mend)
    if status is MERGED:
        return Point(code="is_merged", act=Act.UNMERGE, args={"into": ticket.merged_into})
    if status is NEW:
        return Point(code="not_triaged", field="kind", act=Act.TRIAGE)
    return Point(code=ENDED[status], act=Act.REOPEN)
