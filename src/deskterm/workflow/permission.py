"""Who may do what (process, table of the same name). The only place where a right is decided."""

from deskterm.workflow.values import Act, Decision, Person, Point, Role, Ticket

LEAD_ONLY = frozenset({Act.OVERRIDE, Act.MAJOR, Act.RESTRICT})
ANY_LINE = frozenset({Act.NOTE, Act.ATTACH})
"""What an agent may do with tickets of other lines."""
DESK_ANY_LINE = frozenset({Act.REPLY, Act.HEAR, Act.VERIFY, Act.CLOSE, Act.REOPEN})
"""What the first line may also do with them: it is the desk that speaks with requesters."""
BY_ASSIGNEE = frozenset({Act.ESCALATE})
"""Acts of the assignee alone, of the whole line while nobody is assigned."""

IMPORT_EXPORT = frozenset({Role.LEAD, Role.ADMIN})
EXPORT = IMPORT_EXPORT | {Role.AUDITOR}
CALENDARS = frozenset({Role.LEAD, Role.ADMIN})
ADMINISTER = frozenset({Role.ADMIN})
SWEEP = frozenset({Role.AGENT, Role.LEAD, Role.ADMIN})
"""Whose sessions do the desk's own work; an auditor's only looks."""
REMOTE = "ssh"
"""By way of what somebody acts who came in with a key; it stands in the record where an account stands otherwise."""
WRITE_DRAFTS = SWEEP
"""Whose unsent texts are kept, and who is seen at work: who only looks leaves no trace of that kind."""
AUDIT = frozenset({Role.LEAD, Role.AUDITOR, Role.ADMIN})
LEAD_DECISIONS = frozenset({Decision.NOT_NOTIFY})
"""What a lead alone decides about a breach of data: that the law's deadline is not to be kept binds the desk."""
BREACH_RECORD = frozenset({Role.LEAD, Role.AUDITOR, Role.ADMIN})
"""Who hands out the record of a breach, beside its assignee; all of them only of tickets that they see."""


def sees(by: Person, ticket: Ticket) -> bool:
    """May the person know that this ticket exists? `store/read/visibility.py` says the same in SQL."""
    if ticket.about is not None and ticket.about == by.name:
        return False
    if not ticket.restricted:
        return True
    return (
        ticket.assignee == by.name
        or by.name in ticket.named
        or by.has(Role.AUDITOR)
        or (by.has(Role.LEAD) and ticket.line in by.lines)
    )


def may(act: Act, ticket: Ticket, by: Person) -> Point | None:
    """What forbids the act to this person on this ticket, whatever its state; None when nothing does."""
    if not by.active:
        return Point(code="agent_off", args={"name": by.name})
    if by.has(Role.LEAD):
        return None
    if not by.has(Role.AGENT):
        return Point(code="read_only_role", args={"act": act})
    if act in LEAD_ONLY:
        return Point(code="lead_only", args={"act": act})
    if act is Act.PULL:
        return None if 3 in by.lines else Point(code="pull_needs_l3")
    if act in ANY_LINE or act is Act.REGISTER:
        return None
    if 1 in by.lines and act in DESK_ANY_LINE:
        return None
    if ticket.line not in by.lines:
        return Point(code="not_your_line", args={"act": act, "line": ticket.line})
    if act in BY_ASSIGNEE and ticket.assignee not in (None, by.name):
        return Point(code="assigned_to_other", args={"assignee": ticket.assignee})
    return None


def may_desk(roles: frozenset[Role], by: Person) -> Point | None:
    """What forbids an act on the desk itself (import, people, backup ...) that needs one of these roles."""
    if not by.active:
        return Point(code="agent_off", args={"name": by.name})
    if not by.roles & roles:
        return Point(code="role_needed", args={"roles": ", ".join(sorted(roles))})
    return None


def may_hand_out_breach(ticket: Ticket, by: Person) -> Point | None:
    """What forbids handing out the record of a breach to somebody who sees the ticket."""
    if by.active and by.name == ticket.assignee:
        return None
    return may_desk(BREACH_RECORD, by)


def may_decide(decision: Decision | None, by: Person) -> Point | None:
    """What forbids this decision about a breach to somebody who may decide others."""
    if decision in LEAD_DECISIONS and not by.has(Role.LEAD):
        return Point(code="decision_by_lead", field="decision", args={"decision": decision})
    return None


def may_correct_report(by: Person) -> Point | None:
    """What forbids saying that somebody was told of a breach at another moment than is on record."""
    return None if by.has(Role.LEAD) else Point(code="correction_by_lead")


def may_be_called(name: str) -> Point | None:
    """What forbids this name to a person: the record says by it that somebody came over SSH."""
    return Point(code="name_reserved", field="name", args={"name": name}) if name == REMOTE else None


def may_read_record(by: Person) -> Point | None:
    """What forbids asking the record: agents may as well, for what `own_record_only` leaves them."""
    return may_desk(AUDIT | {Role.AGENT}, by)


def own_record_only(by: Person) -> bool:
    """Does the person see only what they did themselves and what happened to the tickets they have?"""
    return not by.roles & AUDIT


def may_register(by: Person) -> Point | None:
    """What forbids registering a contact."""
    if not by.active:
        return Point(code="agent_off", args={"name": by.name})
    if not by.roles & {Role.AGENT, Role.LEAD}:
        return Point(code="read_only_role", args={"act": Act.REGISTER})
    return None


def may_change_availability(name: str, by: Person) -> Point | None:
    """Everyone says when they are away themselves; leads and admins say it of anybody."""
    return None if name == by.name and by.active else may_desk(CALENDARS, by)
