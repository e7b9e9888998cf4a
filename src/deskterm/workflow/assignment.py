"""Who works on a ticket (M16): take, pull up, assign, release."""

from deskterm.workflow.duty import duty_of, on_duty
from deskterm.workflow.inputs import Assign, Pull, Release, Take
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Act, Change, Person, Point, Role, Status, Ticket

UNPAUSED: dict[str, object] = {"wait_reason": None, "wake_at": None}
"""What leaving the state `waiting` clears."""
L3 = 3
SESSION_LINE = 2


def leave_waiting(ticket: Ticket) -> dict[str, object]:
    """The fields to clear when a ticket may have been waiting."""
    return dict(UNPAUSED) if ticket.status is Status.WAITING else {}


def assignee_points(ticket: Ticket, person: Person, now: int) -> list[Point]:
    """Why this person can't be responsible for the ticket."""
    if not person.active:
        return [Point(code="assignee_off", field="assignee", args={"name": person.name})]
    points = []
    if not person.works_at(ticket.line):
        points.append(
            Point(code="assignee_not_on_line", field="assignee", args={"name": person.name, "line": ticket.line})
        )
    if not person.available(now):
        points.append(
            Point(code="assignee_away", field="assignee", args={"name": person.name, "until": person.away_until})
        )
    return points


def skills_for(category: str) -> frozenset[str]:
    """The skills any one of which a category wants: for `network/vpn` network, vpn, or the code itself."""
    return frozenset({category, *category.split("/")})


def skill_warning(ticket: Ticket, person: Person) -> tuple[Point, ...]:
    """A missing skill is a warning, and only for people whose skills are known."""
    if not person.skills or ticket.category is None:
        return ()
    if person.skills & skills_for(ticket.category):
        return ()
    wanted = ticket.category.split("/")[0]
    return (Point(code="skill_missing", field="assignee", args={"name": person.name, "skill": wanted}),)


def shift_warning(person: Person, policy: Policy, now: int) -> tuple[Point, ...]:
    """Off duty is a warning: the ticket waits for them."""
    if on_duty(person, duty_of(person.name, policy.book), now):
        return ()
    return (Point(code="assignee_off_duty", field="assignee", args={"name": person.name}),)


def session_warning(ticket: Ticket, policy: Policy) -> tuple[Point, ...]:
    """A P1 at the second line asks for a call or video session (M8)."""
    if ticket.line == SESSION_LINE and ticket.priority in policy.session_priorities and not ticket.sessions:
        return (Point(code="session_asked", field="session", act=Act.NOTE, args={"priority": ticket.priority}),)
    return ()


def take_points(ticket: Ticket, inputs: Take, by: Person, policy: Policy, now: int) -> list[Point]:
    """May the person be responsible for it?"""
    if ticket.assignee == by.name and ticket.status is Status.IN_PROGRESS:
        return [Point(code="already_yours")]
    return assignee_points(ticket, by, now)


def take_change(ticket: Ticket, inputs: Take, by: Person, policy: Policy, now: int) -> Change:
    """The person is responsible and at work."""
    return Change(
        act=Act.TAKE,
        event="taken",
        fields={"assignee": by.name, "status": Status.IN_PROGRESS, **leave_waiting(ticket)},
        warnings=skill_warning(ticket, by) + session_warning(ticket, policy),
    )


def assign_points(ticket: Ticket, inputs: Assign, by: Person, policy: Policy, now: int) -> list[Point]:
    """Is there a person, and may they be responsible?"""
    if inputs.assignee is None:
        return [Point(code="assignee_missing", field="assignee")]
    if ticket.assignee == inputs.assignee.name and ticket.status is Status.IN_PROGRESS:
        return [Point(code="nothing_changed", field="assignee")]
    return assignee_points(ticket, inputs.assignee, now)


def assign_change(ticket: Ticket, inputs: Assign, by: Person, policy: Policy, now: int) -> Change:
    """Somebody is responsible and at work."""
    assert inputs.assignee is not None
    return Change(
        act=Act.ASSIGN,
        event="assigned",
        fields={"assignee": inputs.assignee.name, "status": Status.IN_PROGRESS, **leave_waiting(ticket)},
        warnings=(
            *skill_warning(ticket, inputs.assignee),
            *shift_warning(inputs.assignee, policy, now),
            *session_warning(ticket, policy),
        ),
    )


def release_points(ticket: Ticket, inputs: Release, by: Person, policy: Policy, now: int) -> list[Point]:
    """Only what somebody holds can be released."""
    return [] if ticket.assignee else [Point(code="not_assigned")]


def release_change(ticket: Ticket, inputs: Release, by: Person, policy: Policy, now: int) -> Change:
    """Back into the line's queue."""
    return Change(
        act=Act.RELEASE,
        event="released",
        fields={"assignee": None, "status": Status.OPEN, **leave_waiting(ticket)},
    )


def pull_points(ticket: Ticket, inputs: Pull, by: Person, policy: Policy, now: int) -> list[Point]:
    """An L3 agent takes a ticket up with a reason; from L1 only what may skip a line (process: Escalation gates)."""
    points = []
    if ticket.line >= L3 or L3 not in by.lines:
        points.append(Point(code="pull_not_upwards", args={"line": ticket.line}))
    if inputs.from_line is not None and inputs.from_line != ticket.line:
        points.append(
            Point(code="from_line_wrong", field="from_line", args={"given": inputs.from_line, "line": ticket.line})
        )
    if ticket.line == 1 and ticket.priority not in policy.skip_priorities and not by.has(Role.LEAD):
        points.append(Point(code="skip_needs_p1", field="impact", act=Act.AMEND, args={"priority": ticket.priority}))
    if not inputs.reason:
        points.append(Point(code="reason_missing", field="reason"))
    if not by.available(now):
        points.append(Point(code="assignee_away", args={"name": by.name, "until": by.away_until}))
    return points


def pull_change(ticket: Ticket, inputs: Pull, by: Person, policy: Policy, now: int) -> Change:
    """Up to L3 and at work there; the level change is on record with its reason."""
    return Change(
        act=Act.PULL,
        event="pulled",
        fields={
            "line": L3,
            "assignee": by.name,
            "status": Status.IN_PROGRESS,
            "level_changes": ticket.level_changes + 1,
            **leave_waiting(ticket),
        },
        texts={"reason": inputs.reason or ""},
        warnings=skill_warning(ticket, by),
    )
