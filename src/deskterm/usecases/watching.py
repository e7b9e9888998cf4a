"""What is recorded of looks, beside the chain: logins, restricted tickets, searches, exports, refusals, failed starts.

A look that can't be recorded goes on: who reads a desk on a full disk still reads it.
"""

from typing import TYPE_CHECKING

from deskterm.store.access import Look
from deskterm.usecases.desk import Desk
from deskterm.workflow.codes import AccessKind

if TYPE_CHECKING:
    from deskterm.store.opening import Store
    from deskterm.workflow.values import Refusal, Ticket

KNOCKING = 2_000_000
"""Microseconds from sshd's look at a key to the open desk, generously."""
DAY = 86_400_000_000
"""Microseconds."""


def login(desk: Desk, door: str) -> None:
    """Somebody has opened the desk to work at it: `door` is `app`, or how else they came."""
    note(desk, AccessKind.LOGIN, desk.now(), detail=door)


def opened(desk: Desk, ticket: "Ticket", now: int) -> None:
    """A ticket is shown. Counted once an hour for each person and process; one not meant for everybody is named."""
    first = desk.store.access.opened(desk.by.name, ticket.id, now)
    if first and (ticket.restricted or ticket.about is not None):
        note(desk, AccessKind.RESTRICTED, now, ticket=ticket.id)


def searched(desk: Desk, query: str, rows: int | None = None) -> None:
    """Somebody has looked for something; `rows`: how many tickets they were given, as far as it is known."""
    note(desk, AccessKind.SEARCH, desk.now(), detail=query, rows=rows)


def exported(desk: Desk, rows: int, detail: str | None = None) -> None:
    """Rows have left the desk; `detail`: what they were, as a code."""
    note(desk, AccessKind.EXPORT, desk.now(), detail=detail, rows=rows)


def refused(desk: Desk, act: str, refusal: "Refusal", ticket: int | None = None) -> None:
    """A rule or a right has forbidden something."""
    codes = ", ".join(dict.fromkeys(refusal.codes))
    note(desk, AccessKind.REFUSED, desk.now(), ticket=ticket, detail=f"{act}: {codes}")


def failed_start(store: "Store", account: str, as_name: str | None, codes: tuple[str, ...], now: int) -> None:
    """An account that may not work at this desk, or not in that name, has tried to."""
    detail = ", ".join((*codes, *([f"as {as_name}"] if as_name not in (None, account) else [])))
    store.access.add(Look(at=now, actor=account, kind=AccessKind.FAILED_START, detail=detail))


def since_knocking(desk: Desk) -> int:
    """The event from which on a lost key counts: it may be taken away while its holder is on the way in."""
    from deskterm.store.read.keys import last_before

    return last_before(desk.store.db, desk.now() - KNOCKING)


def sent_away(desk: Desk, since: int) -> str | None:
    """Why this person may not stay, as a code: they work here no longer, or have lost a key since this event."""
    from deskterm.store.read.keys import taken_away
    from deskterm.store.read.people import person

    me = person(desk.store.db, desk.by.name)
    if me is None or not me.active:
        return "agent_off"
    return "key_gone" if desk.remote and taken_away(desk.store.db, desk.by.name, since) else None


def note(
    desk: Desk,
    kind: AccessKind,
    at: int,
    *,
    ticket: int | None = None,
    detail: str | None = None,
    rows: int | None = None,
) -> None:
    """Have it recorded at the next flush."""
    desk.store.access.add(
        Look(at=at, actor=desk.by.name, via=desk.via, kind=kind, ticket=ticket, detail=detail, rows=rows)
    )


def trim(desk: Desk) -> int:
    """Remove the rows that are older than the policy keeps; how many. StoreError when the desk can't be written."""
    return desk.store.access.trim(desk.now() - desk.policy.watch.days * DAY)
