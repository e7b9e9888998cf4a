"""Everything a door may ask without changing anything. Plain reads: nothing here loads the tables' classes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from deskterm.store.read import chain, feed, queue
from deskterm.store.read import show as stored
from deskterm.store.read.query import parse
from deskterm.store.read.queue import Filter, Key, Row
from deskterm.usecases.act import ticket_for
from deskterm.usecases.desk import Desk
from deskterm.workflow import acts
from deskterm.workflow.sla import Clock, clocks
from deskterm.workflow.values import Act, Category, Point, Refusal, Ticket

__all__ = ["Filter", "Row", "Shown", "barred", "changed", "count", "find", "page", "show", "view_counts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A whole ticket as one person sees it at one moment."""

    ticket: Ticket
    texts: Mapping[str, object]
    thread: tuple[stored.Entry, ...]
    events: tuple[stored.EventRow, ...]
    attachments: tuple[stored.Attachment, ...]
    links: tuple[stored.LinkRow, ...]
    category: Category | None
    clocks: tuple[Clock, ...]
    prospects: Mapping[Act, tuple[Point, ...]]
    """For every act what stands in its way; nothing: it may be done next."""
    now: int


def page(desk: Desk, filter: Filter, after: Key | None = None, backwards: bool = False, limit: int = 50) -> list[Row]:
    """Rows of the queue in its order: those after the key, or backwards those before it."""
    return queue.page(desk.store.db, desk.by, filter, after=after, backwards=backwards, limit=limit)


def count(desk: Desk, filter: Filter) -> int:
    """How many tickets the person would find."""
    return queue.count(desk.store.db, desk.by, filter)


def view_counts(desk: Desk) -> dict[str, int]:
    """How many tickets each view holds."""
    return {view: count(desk, Filter(view)) for view in queue.VIEWS}


def find(desk: Desk, filter: Filter, id: int) -> Row | None:
    """One ticket as the queue shows it, if it is in this list and the person may see it."""
    found = queue.row(desk.store.db, desk.by, id)
    if found is None:
        return None
    near = queue.page(desk.store.db, desk.by, narrowed(filter, id), limit=1)
    return near[0] if near else None


def narrowed(filter: Filter, id: int) -> Filter:
    """The filter, for one ticket only."""
    return replace(filter, terms=(*filter.terms, *parse(f"number:{id}")))


def show(desk: Desk, id: int) -> Shown:
    """The whole ticket. NotFound when there is none that the person may see."""
    db, now = desk.store.db, desk.now()
    with db.snapshot():
        ticket = ticket_for(db, desk, id)
        return Shown(
            ticket=ticket,
            texts=stored.texts(db, id),
            thread=tuple(stored.thread(db, id)),
            events=tuple(stored.events(db, id)),
            attachments=tuple(stored.attachments(db, id)),
            links=tuple(stored.links(db, desk.by, id)),
            category=desk.policy.categories.get(ticket.category or ""),
            clocks=clocks(ticket, desk.policy.targets, desk.policy.calendar, desk.policy.always, now),
            prospects=acts.prospects(ticket, desk.by, desk.policy, now),
            now=now,
        )


def barred(desk: Desk, ticket: Ticket, act: Act) -> Refusal | None:
    """What state and right say of an act, before anything is entered: it dims a key."""
    return acts.barred(act, ticket, desk.by)


def changed(desk: Desk, since: int) -> tuple[int, list[int]]:
    """The number of the last event, and the tickets that events after `since` speak of."""
    db = desk.store.db
    with db.snapshot():
        return feed.head(db), feed.changed_since(db, since)


def head(desk: Desk) -> chain.Head:
    """The end of the audit trail."""
    return chain.head(desk.store.db)
