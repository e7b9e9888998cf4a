"""Two tickets about one matter: the merged one redirects to the survivor and can come back."""

from deskterm.workflow.breach import owed
from deskterm.workflow.inputs import Merge, Unmerge
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Act, Change, Person, Point, Status, Ticket


def merge_points(ticket: Ticket, inputs: Merge, by: Person, policy: Policy, now: int) -> list[Point]:
    """Another ticket that is not itself merged; a breach goes on only in one that is the same breach."""
    into = inputs.into
    if into is None:
        return [Point(code="into_missing", field="into")]
    if into.id == ticket.id:
        return [Point(code="merge_self", field="into")]
    if into.status is Status.MERGED:
        return [Point(code="into_is_merged", field="into", args={"into": into.merged_into, "other": into.id})]
    return [] if into.breach else owed(ticket)


def merge_change(ticket: Ticket, inputs: Merge, by: Person, policy: Policy, now: int) -> Change:
    """The ticket redirects to the survivor; its state before is remembered."""
    assert inputs.into is not None
    return Change(
        act=Act.MERGE,
        event="merged",
        fields={"status": Status.MERGED, "merged_into": inputs.into.id, "status_before_merge": ticket.status},
        data={"into": inputs.into.id},
    )


def absorbed(survivor: Ticket, merged: Ticket) -> Change:
    """What the survivor's own record says of a merge."""
    return Change(act=Act.MERGE, event="absorbed", data={"from": merged.id})


def unmerge_points(ticket: Ticket, inputs: Unmerge, by: Person, policy: Policy, now: int) -> list[Point]:
    """Nothing is asked."""
    return []


def unmerge_change(ticket: Ticket, inputs: Unmerge, by: Person, policy: Policy, now: int) -> Change:
    """Back to the state before."""
    return Change(
        act=Act.UNMERGE,
        event="unmerged",
        fields={"status": ticket.status_before_merge, "merged_into": None, "status_before_merge": None},
        data={"from": ticket.merged_into},
    )
