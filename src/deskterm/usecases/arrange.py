"""Calendars, agreements, items, plans and duties of the desk are set and struck; every deadline follows at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from deskterm.store.db import Db
from deskterm.store.read.arrangements import book
from deskterm.store.read.deadlines import clocked
from deskterm.store.read.facts import facts
from deskterm.store.read.visibility import unseen
from deskterm.usecases.desk import Desk, NotFound, require
from deskterm.workflow.agreement import Agreement, written
from deskterm.workflow.alarms import alarm_at
from deskterm.workflow.book import ArrangementKind, BadArrangement, Book
from deskterm.workflow.calendar import Calendar
from deskterm.workflow.catalogue import Item, shipped
from deskterm.workflow.checks import Invalid, line
from deskterm.workflow.derived import next_deadline, terms_after
from deskterm.workflow.duty import Duty
from deskterm.workflow.permission import ADMINISTER, CALENDARS, may_change_availability, may_desk
from deskterm.workflow.planning import unfit
from deskterm.workflow.policy import Policy
from deskterm.workflow.response import Plan, plans
from deskterm.workflow.values import Change, Person, Point, Ticket

if TYPE_CHECKING:
    from deskterm.store.write.writer import Writer

RIGHTS = {
    ArrangementKind.CALENDAR: CALENDARS,
    ArrangementKind.AGREEMENT: ADMINISTER,
    ArrangementKind.ITEM: CALENDARS,
    ArrangementKind.PLAN: CALENDARS,
}
CLOCKED = frozenset(RIGHTS)
"""What deadlines follow from, and when somebody is told of them."""


@dataclass(frozen=True, slots=True)
class Move:
    """A ticket whose deadline another arrangement would give another place. Instants in microseconds."""

    ticket: int
    due_at: int | None
    becomes: int | None
    terms: str | None
    alarm: int | None
    """When the desk looks at it then."""


def arrangements(desk: Desk, kind: ArrangementKind) -> dict[str, Mapping[str, Any]]:
    """What is arranged of this kind, by name, as data. Anybody of the desk may look."""
    return desk.policy.book.all(kind, dict)


def arrange(
    desk: Desk,
    kind: ArrangementKind,
    name: str,
    change: Callable[[Mapping[str, Any]], Mapping[str, Any]],
    dry_run: bool,
) -> list[Move]:
    """Set it to what `change` makes of what it is now (nothing: {}); the tickets whose deadlines move.

    Invalid names the field that is wrong. `dry_run`: nothing is stored, the moves are told.
    """
    require(barred(kind, name, desk.by))
    known = line("arrangement", name)
    if known is None:
        raise Invalid("arrangement", "arrangement_unnamed")
    now = desk.now()
    with desk.writing() as writer:
        was = replace(desk.rules, book=book(writer.db))
        body = dict(change(was.book.get(kind, known, dict) or {}))
        becomes = with_text(was, kind, known, body)
        refuse_unreadable(becomes, kind, known, body)
        found = list(moves(writer.db, was, becomes, now)) if kind in CLOCKED else []
        if not dry_run:
            writer.arrange(kind, known, body, by=desk.by.name, now=now, via=desk.via)
            retime(desk, writer, found, now)
        return seen(writer.db, desk, found)


def strike(desk: Desk, kind: ArrangementKind, name: str, dry_run: bool) -> list[Move]:
    """Take it away; the tickets whose deadlines move. Refused while something else names the calendar."""
    require(barred(kind, name, desk.by))
    now = desk.now()
    with desk.writing() as writer:
        was = replace(desk.rules, book=book(writer.db))
        if (kind.value, name) not in was.book:
            raise NotFound(kind.value, name)
        if kind is ArrangementKind.CALENDAR:
            users = users_of(was.book, name)
            if users:
                require(
                    Point(code="calendar_in_use", field="arrangement", args={"name": name, "users": ", ".join(users)})
                )
        becomes = with_text(was, kind, name, None)
        found = list(moves(writer.db, was, becomes, now)) if kind in CLOCKED else []
        if not dry_run:
            writer.arrange(kind, name, None, by=desk.by.name, now=now, via=desk.via)
            retime(desk, writer, found, now)
        return seen(writer.db, desk, found)


def barred(kind: ArrangementKind, name: str, by: Person) -> Point | None:
    """What forbids arranging it: everybody says when they are on duty themselves."""
    return may_change_availability(name, by) if kind is ArrangementKind.DUTY else may_desk(RIGHTS[kind], by)


def users_of(book: Book, calendar: str) -> list[str]:
    """The agreements that count their hours by a calendar, the people who work by it, the plans whose contacts do."""
    agreements = [who for who, told in book.all(ArrangementKind.AGREEMENT, dict).items() if names(told, calendar)]
    duties = book.all(ArrangementKind.DUTY, Duty.from_dict)
    own = book.all(ArrangementKind.PLAN, Plan.from_dict)
    return [
        *agreements,
        *(who for who, duty in duties.items() if duty.calendar == calendar),
        *(name for name, plan in own.items() if any(contact.hours == calendar for contact in plan.contacts)),
    ]


def names(agreement: Mapping[str, Any], calendar: str) -> bool:
    """Does the agreement count its hours by this calendar?"""
    return bool(agreement.get("calendar") == calendar)


def with_text(policy: Policy, kind: ArrangementKind, name: str, body: Mapping[str, Any] | None) -> Policy:
    """The policy as it will be."""
    import json

    texts = {key: text for key, text in policy.book.texts.items() if key != (kind.value, name)}
    if body is not None:
        texts[kind.value, name] = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return replace(policy, book=Book(texts))


def refuse_unreadable(policy: Policy, kind: ArrangementKind, name: str, body: Mapping[str, Any]) -> None:
    """Invalid when it can't be read, or an agreement's target never ends by its calendar: it names the field."""
    try:
        book = policy.book
        calendars = book.all(ArrangementKind.CALENDAR, Calendar.from_dict)
        if kind is ArrangementKind.DUTY:
            Duty.from_dict(body, calendars)
        if kind is ArrangementKind.ITEM:
            refuse_unfit(name, Item.from_dict(body), policy)
        if kind is ArrangementKind.PLAN:
            unfit(name, Plan.from_dict(body), policy, calendars)
        for who, told in book.all(ArrangementKind.AGREEMENT, dict).items():
            if (kind, who) == (ArrangementKind.AGREEMENT, name) or names(told, name):
                Agreement.from_dict(told, calendars)
                refuse_twice(book, who, told)
    except ValueError as error:
        field, _, reason = str(error).partition(": ")
        raise Invalid(field, "bad_arrangement", reason=reason or field) from error


def refuse_unfit(code: str, item: Item, policy: Policy) -> None:
    """BadArrangement when an item of the desk's own has no title, or presets that the desk does not know."""
    if code in plans(policy.book):
        raise BadArrangement("arrangement", f"there is a response plan {code!r}; steps are known by that name")
    if item.title is None and shipped(code) is None:
        raise BadArrangement("title", "an item of the desk's own needs a title")
    if item.category is not None and item.category not in policy.categories:
        raise BadArrangement("category", f"there is no category {item.category!r}")
    for name, highest in (("impact", policy.matrix.impacts), ("urgency", policy.matrix.urgencies)):
        if (getattr(item, name) or 1) > highest:
            raise BadArrangement(name, f"a whole number from 1 to {highest} is expected")


def refuse_twice(book: Book, name: str, body: Mapping[str, Any]) -> None:
    """ValueError when another agreement is for one of these organisations too: then nobody could tell which holds."""
    mine = written(body).organisations
    for who, told in book.all(ArrangementKind.AGREEMENT, written).items():
        if who != name and (both := sorted(mine & told.organisations)):
            raise ValueError(f"organisations: {both[0]} has the agreement {who} already")


def moves(db: Db, was: Policy, becomes: Policy, now: int) -> Iterator[Move]:
    """Open tickets whose deadline or terms are others under the new policy; the used fraction carries over."""
    for ticket in clocked(db):
        terms = terms_after(ticket, ticket, was, becomes, now)
        after = replace(ticket, terms=terms)
        due, alarm = next_deadline(after, becomes), alarm_at(after, becomes, now)
        if (due, terms, alarm) != (ticket.due_at, ticket.terms, ticket.alarm_at):
            yield Move(ticket.id, ticket.due_at, due, terms, alarm)


def retime(desk: Desk, writer: "Writer", found: list[Move], now: int) -> None:
    """Give the tickets their new deadlines, each with an event, in the transaction that changes the arrangement.

    When the desk looks at a ticket by itself is derived, so no event tells of that alone.
    """
    from deskterm.store.write import leases

    for move in found:
        ticket = facts(writer.db, move.ticket)
        assert ticket is not None
        if (move.becomes, move.terms) == (ticket.due_at, ticket.terms):
            leases.set_alarm(writer.connection, move.ticket, move.alarm)
            continue
        writer.apply(ticket, retimed(ticket, move), by=desk.by.name, now=now, via=desk.via)


def retimed(ticket: Ticket, move: Move) -> Change:
    """The change of one ticket. No act: nobody did anything to it, and nothing is there to be taken back."""
    fields = {"due_at": move.becomes, "terms": move.terms, "alarm_at": move.alarm}
    return Change(
        act=None,
        event="retimed",
        fields={name: value for name, value in fields.items() if value != getattr(ticket, name)},
        data={"was": move.due_at, "becomes": move.becomes},
    )


def seen(db: Db, desk: Desk, found: list[Move]) -> list[Move]:
    """The moves of tickets that the person may know of."""
    hidden = unseen(db, desk.by, [move.ticket for move in found])
    return [move for move in found if move.ticket not in hidden]
