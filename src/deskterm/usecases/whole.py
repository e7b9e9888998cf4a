"""A whole ticket as one person sees it: facts, thread, record, clocks, and what may be done next."""

from collections.abc import Mapping
from dataclasses import dataclass

from deskterm.store.read import show as stored
from deskterm.usecases.act import ticket_for
from deskterm.usecases.desk import Desk
from deskterm.usecases.telling import ToCall, to_call, told_next, with_contacts
from deskterm.usecases.veil import veiled, veiled_events
from deskterm.usecases.watching import opened
from deskterm.workflow.acts import prospects
from deskterm.workflow.catalogue import Item, item_of, suggested
from deskterm.workflow.notices import Telling, To
from deskterm.workflow.policy import Policy
from deskterm.workflow.sla import Clock, clocks
from deskterm.workflow.values import LIVE, Act, Category, Kind, Point, Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Everything about a ticket at one moment."""

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
    item: Item | None
    """The catalogue's item that the ticket has."""
    told_next: tuple[Telling, To] | None
    """What the desk tells next of its targets, and to whom."""
    calls: tuple[ToCall, ...]
    """Contacts outside the desk whom somebody has to call now."""
    suggested: tuple[str, ...]
    """Items that a request without one may ask for, the likeliest first."""


def whole(desk: Desk, id: int) -> Shown:
    """The whole ticket. NotFound when there is none that the person may see."""
    db, now, policy = desk.store.db, desk.now(), desk.policy
    with db.snapshot():
        ticket = veiled(db, desk.by, ticket_for(db, desk, id))
        held = policy.agreement_for(ticket)
        opened(desk, ticket, now)
        texts = stored.texts(db, id)
        running = clocks(ticket, held.targets, held.calendar, held.always, now)
        return Shown(
            ticket=ticket,
            texts=texts,
            thread=tuple(stored.thread(db, id)),
            events=with_contacts(db, veiled_events(db, desk.by, stored.events(db, id))),
            attachments=tuple(stored.attachments(db, id)),
            links=tuple(stored.links(db, desk.by, id)),
            category=policy.categories.get(ticket.category or ""),
            clocks=running,
            calls=to_call(db, ticket, running),
            prospects=prospects(ticket, desk.by, policy, now),
            now=now,
            item=item_of(ticket.item, policy.book),
            told_next=told_next(db, ticket, policy, now),
            suggested=suggestions(ticket, texts, policy),
        )


def suggestions(ticket: Ticket, texts: Mapping[str, object], policy: Policy) -> tuple[str, ...]:
    """Items for a live request that has none, judged or only claimed to be one; from its subject and description."""
    if ticket.item is not None or ticket.status not in LIVE or (ticket.kind or ticket.claimed_kind) is not Kind.REQUEST:
        return ()
    return spoken_of(ticket, texts, policy)


def spoken_of(ticket: Ticket, texts: Mapping[str, object], policy: Policy) -> tuple[str, ...]:
    """Items that subject and description speak of, the likeliest first."""
    return suggested(f"{ticket.subject} {texts.get('description') or ''}", policy.book)
