"""The fields of a ticket that follow from the others, computed in one place for every writer."""

from dataclasses import replace

from deskterm.workflow.agreement import Agreement
from deskterm.workflow.alarms import alarm_at
from deskterm.workflow.policy import Policy
from deskterm.workflow.sla import due_at, frozen
from deskterm.workflow.terms import Terms
from deskterm.workflow.values import Status, Ticket


def next_deadline(ticket: Ticket, policy: Policy) -> int | None:
    """When the next promise to the requester falls due; while everything pauses, when the ticket wakes up."""
    held = policy.agreement_for(ticket)
    due = due_at(ticket, held.targets, held.calendar, held.always)
    return ticket.wake_at if due is None and ticket.status is Status.WAITING else due


def derived(before: Ticket, after: Ticket, policy: Policy, now: int) -> dict[str, object]:
    """Deadline, terms and alarm after a change, where they are other than `before` holds them."""
    terms = terms_after(before, after, policy, policy, now)
    now_has = replace(after, terms=terms)
    found = {"due_at": next_deadline(now_has, policy), "terms": terms, "alarm_at": alarm_at(now_has, policy, now)}
    return {name: value for name, value in found.items() if value != getattr(before, name)}


def terms_after(before: Ticket, after: Ticket, was: Policy, becomes: Policy, now: int) -> str | None:
    """What carries over. A new cycle brings nothing along; triage is no change; nothing changed: as it was."""
    if after.cycle_at != before.cycle_at:
        return None
    old, new = was.agreement_for(before), becomes.agreement_for(after)
    if before.priority is None or after.priority is None or same(old, new, before.priority, after.priority):
        return before.terms
    if new.retroactive:
        return None
    shares = frozen(before, old.targets, old.calendar, old.always, now)
    return Terms(at=now, agreement=new.name, shares=shares).text()


def same(old: Agreement, new: Agreement, before: int, after: int) -> bool:
    """Do both promise the same, each for its priority?"""
    if before == after and (old.targets, old.calendar) == (new.targets, new.calendar):
        return True
    return promised(old, before) == promised(new, after)


def promised(agreement: Agreement, priority: int) -> tuple[object, ...]:
    """What decides when a ticket of this priority falls due."""
    targets = agreement.targets
    hours = agreement.always if priority in targets.round_the_clock else agreement.calendar
    rows = (targets.first_response, targets.resolution, targets.update)
    return (hours, targets.days, *(targets.length(row, priority) for row in rows))
