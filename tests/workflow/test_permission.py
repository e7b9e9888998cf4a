"""The rights table of the process, cell by cell."""

from dataclasses import replace

import pytest

from deskterm.workflow.permission import (
    ADMINISTER,
    AUDIT,
    CALENDARS,
    EXPORT,
    IMPORT_EXPORT,
    may,
    may_change_availability,
    may_desk,
    may_register,
    sees,
)
from deskterm.workflow.values import Act, Person, Role, Status
from tests.workflow.people import ADMIN, AUDITOR, EVERYONE, L1, L2, L3, LEAD, agent, ticket

ACTS = set(Act) - {Act.REGISTER, Act.UNDO, Act.PULL}
LEADS = {Act.OVERRIDE, Act.MAJOR, Act.RESTRICT}
DESK = {Act.NOTE, Act.ATTACH, Act.REPLY, Act.HEAR, Act.VERIFY, Act.CLOSE, Act.REOPEN}


def allowed(by, facts):
    return {act for act in ACTS if may(act, facts, by) is None}


@pytest.mark.parametrize(
    ("by", "line", "acts"),
    [
        (L1, 1, ACTS - LEADS),
        (L1, 2, DESK),
        (L1, 3, DESK),
        (L2, 2, ACTS - LEADS),
        (L2, 1, {Act.NOTE, Act.ATTACH}),
        (L2, 3, {Act.NOTE, Act.ATTACH}),
        (L3, 3, ACTS - LEADS),
        (L3, 1, {Act.NOTE, Act.ATTACH}),
        (LEAD, 1, ACTS),
        (LEAD, 3, ACTS),
        (AUDITOR, 1, set()),
        (ADMIN, 2, set()),
        (agent("dee", 1, 2), 2, ACTS - LEADS),
    ],
)
def test_tickets(by, line, acts):
    """Own line everything, other lines note and attach; the first line also speaks with requesters everywhere."""
    assert allowed(by, ticket(Status.OPEN, line=line)) == acts


def test_only_the_assignee_escalates_an_assigned_ticket():
    """Any agent of the line while nobody has it; a lead always."""
    held, free = ticket(Status.IN_PROGRESS, assignee="amy"), ticket(Status.OPEN)
    assert may(Act.ESCALATE, held, L1).code == "assigned_to_other"
    assert may(Act.ESCALATE, held, L1).args == {"assignee": "amy"}
    assert may(Act.ESCALATE, free, L1) is None
    assert may(Act.ESCALATE, held, agent("amy", 1)) is None
    assert may(Act.ESCALATE, held, LEAD) is None


def test_only_line_three_pulls():
    """The door in the wall has one side."""
    assert may(Act.PULL, ticket(line=2), L3) is None
    assert may(Act.PULL, ticket(line=1), L2).code == "pull_needs_l3"
    assert may(Act.PULL, ticket(line=2), LEAD) is None
    assert may(Act.PULL, ticket(line=2), AUDITOR).code == "read_only_role"


@pytest.mark.parametrize("by", EVERYONE)
def test_who_no_longer_works_here_does_nothing(by):
    """`agent off` ends every right."""
    gone = replace(by, active=False)
    assert {may(act, ticket(), gone).code for act in ACTS} == {"agent_off"}
    assert may_register(gone).code == may_desk(ADMINISTER, gone).code == "agent_off"
    assert may_change_availability(gone.name, gone).code == "agent_off"


@pytest.mark.parametrize(
    ("roles", "who"),
    [
        (IMPORT_EXPORT, {"lea", "adm"}),
        (EXPORT, {"lea", "adm", "aud"}),
        (CALENDARS, {"lea", "adm"}),
        (ADMINISTER, {"adm"}),
        (AUDIT, {"lea", "adm", "aud"}),
    ],
)
def test_the_desk(roles, who):
    """Who may do what with the desk itself."""
    assert {p.name for p in EVERYONE if may_desk(roles, p) is None} == who


def test_registering():
    """Agents and leads register contacts; auditors and admins read."""
    assert {p.name for p in EVERYONE if may_register(p) is None} == {"ann", "ben", "cid", "lea"}
    assert may_register(ADMIN).code == "read_only_role"


def test_availability():
    """Everyone says it of themselves, leads and admins of anybody."""
    assert {p.name for p in EVERYONE if may_change_availability("ann", p) is None} == {"ann", "lea", "adm"}


RESTRICTED = ticket(Status.IN_PROGRESS, restricted=True, assignee="amy", named=frozenset({"ned"}), about="abe", line=1)


@pytest.mark.parametrize(
    ("by", "seen"),
    [
        (agent("amy", 1), True),
        (agent("ann", 1), False),
        (agent("ned", 3), True),
        (LEAD, True),
        (Person(name="le2", lines=frozenset({2}), roles=frozenset({Role.LEAD})), False),
        (AUDITOR, True),
        (ADMIN, False),
        (agent("abe", 1), False),
        (Person(name="abe", lines=frozenset({1}), roles=frozenset(Role)), False),
    ],
)
def test_restricted_tickets(by, seen):
    """The assignee, leads of the line, people named, auditors; never the person it is about."""
    assert sees(by, RESTRICTED) is seen


def test_other_tickets_are_seen_by_everyone():
    """Reading is free at the desk, but for the person a ticket is about."""
    assert all(sees(by, ticket()) for by in EVERYONE)
    assert not sees(agent("abe", 1), ticket(about="abe"))
