"""Ask the record and the looks beside it: who did and saw what, and what of it is unusual."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from deskterm.store.read import access
from deskterm.store.read.access import HOUR, Seen
from deskterm.store.read.show import EventRow
from deskterm.store.read.trail import Asked, trail
from deskterm.store.read.visibility import unseen
from deskterm.usecases.desk import Desk, require
from deskterm.usecases.telling import with_contacts
from deskterm.usecases.veil import HIDDEN, veiled_events
from deskterm.workflow import unusual
from deskterm.workflow.codes import AccessKind
from deskterm.workflow.permission import AUDIT, may_desk, may_read_record, own_record_only
from deskterm.workflow.unusual import Unusual

DAY = 24 * HOUR


def audit_show(desk: Desk, asked: Asked) -> list[EventRow]:
    """Events, newest first: an agent's are those of their own acts and tickets; of hidden tickets nobody gets any."""
    require(may_read_record(desk.by))
    db = desk.store.db
    with db.snapshot():
        found = trail(db, desk.by, asked, own=own_record_only(desk.by))
        return list(with_contacts(db, veiled_events(db, desk.by, found)))


def audit_access(desk: Desk, asked: Asked) -> list[Seen]:
    """Looks, newest first. One at a ticket that is hidden from who asks is there, without what was looked at."""
    require(may_desk(AUDIT, desk.by))
    db = desk.store.db
    with db.snapshot():
        hidden = unseen(db, desk.by, (asked.ticket or HIDDEN,))
        if hidden:
            return []
        found = access.looks(db, asked)
        hidden = unseen(db, desk.by, (look.ticket or HIDDEN for look in found))
    return [replace(look, ticket=HIDDEN, detail=None) if look.ticket in hidden else look for look in found]


def audit_unusual(desk: Desk, since: int) -> list[Unusual]:
    """What somebody should look at since an instant, what matters most first."""
    require(may_desk(AUDIT, desk.by))
    desk.store.access.flush()
    db, watch = desk.store.db, desk.policy.watch
    first, before = since // HOUR, since - watch.usual_days * DAY
    with db.snapshot():
        readings = list(access.readings(db, before))
        work = [*readings, *access.deeds(db, before)]
        exports = [(who, at // HOUR, rows) for who, at, rows in access.exports(db, since, watch.export_rows + 1)]
        found = [
            *unusual.large_exports(exports, watch),
            *unusual.many_refusals(access.counted(db, AccessKind.REFUSED, since), watch),
            *unusual.failed_starts(access.counted(db, AccessKind.FAILED_START, since)),
            *unusual.at_night(work, watch, wall_hour(desk.policy.time_zone), first),
            *unusual.far_above_own(readings, watch, first),
        ]
    return unusual.ordered(found)


def wall_hour(time_zone: str) -> Callable[[int], int]:
    """What the wall clock of a zone shows when an hour since 1970 begins."""
    zone = ZoneInfo(time_zone)

    def shown(hour: int) -> int:
        return datetime.fromtimestamp(hour * HOUR / 1_000_000, UTC).astimezone(zone).hour

    return shown
