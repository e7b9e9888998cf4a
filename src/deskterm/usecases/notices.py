"""What the desk has done by itself that somebody wants to know at once."""

from dataclasses import dataclass

from deskterm.store.read.feed import concerning, missed
from deskterm.store.read.show import EventRow, event
from deskterm.usecases.desk import Desk
from deskterm.usecases.telling import with_contacts
from deskterm.usecases.veil import veiled_events
from deskterm.workflow.alarms import DESK


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The latest event, and how many others there were. `missed`: is one of them that a target of mine is used up?"""

    event: EventRow
    others: int
    missed: bool = False


def notice(desk: Desk, since: int) -> Notice | None:
    """What the desk did after event `since` on my tickets and on the P1s of my lines; None: nothing."""
    db = desk.store.db
    with db.snapshot():
        ids = concerning(db, desk.by, DESK.name, since)
        latest = event(db, ids[-1]) if ids else None
        if latest is None:
            return None
        told = with_contacts(db, veiled_events(db, desk.by, [latest]))[0]
        return Notice(event=told, others=len(ids) - 1, missed=missed(db, desk.by, DESK.name, since))
