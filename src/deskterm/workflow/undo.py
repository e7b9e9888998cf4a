"""Taking back one's own last act (process: Undo): a compensating event, if nothing has been built on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deskterm.workflow.values import Act, Person, Point

NEVER = frozenset({Act.REGISTER, Act.ATTACH, Act.MERGE, Act.UNMERGE, Act.UNDO})
"""Acts with an opposite of their own, or none."""
TURNING = frozenset({Act.ESCALATE, Act.PULL, Act.HANDBACK, Act.RESOLVE, Act.VERIFY, Act.CLOSE, Act.WAIT})
"""Acts of others that rest on what the ticket's thread and sheet say."""
BREACH = frozenset({Act.BREACH_FACTS, Act.BREACH_DECIDE, Act.BREACH_REPORT})
"""Acts that rest on the mark of a breach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An act as the event log knows it: who, which fields from what to what, and whether it wrote texts."""

    event: int
    act: Act
    by: str
    fields: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    wrote: bool = False
    """It added to the thread, the sheet, or the links."""
    delivered: bool = False
    """It carried a reply that has been delivered, or a report that was sent."""


def points(last: Done | None, later: tuple[Done, ...], now_holds: Mapping[str, object], by: Person) -> list[Point]:
    """Why the act can't be taken back. `later` are the ticket's acts since, `now_holds` the fields' present values."""
    if last is None:
        return [Point(code="nothing_to_undo")]
    if last.act in NEVER:
        return [Point(code="cannot_undo", args={"act": last.act})]
    found = [Point(code="reply_delivered")] if last.delivered else []
    moved = sorted(name for name, (_, new) in last.fields.items() if now_holds.get(name) != new)
    if moved:
        found.append(Point(code="fields_moved", args={"fields": ", ".join(moved)}))
    for other in later:
        rests = bool(set(other.fields) & set(last.fields)) or (last.wrote and other.act in TURNING)
        rests = rests or (other.act in BREACH and "breach" in last.fields)
        rests = rests or (other.act is Act.RESTRICT and "restricted" in last.fields)
        if rests and other.by != by.name:
            found.append(Point(code="built_on", args={"act": other.act, "by": other.by}))
            break
    return found
