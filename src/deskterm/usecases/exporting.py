"""Hand out everything that a person may see: as the desk's own records, which bring it all back, or as a table.

It is read from one moment of the desk, a hundred tickets at a time.
"""

from collections.abc import Iterator
from typing import Any

from deskterm.store.db import Db
from deskterm.store.read import show, whole
from deskterm.store.read.arrangements import book
from deskterm.store.read.people import people
from deskterm.store.read.queue import Filter
from deskterm.usecases.desk import Desk, require
from deskterm.usecases.exporting_record import people_of, reporter_record, ticket_record
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.permission import EXPORT, may_desk
from deskterm.workflow.values import Person, Reporter
from deskterm.workflow.whole import FORMAT, PIECE_BYTES

Content = dict[str, Any]


class Export:
    """One export. `tickets`: how many have been handed out so far."""

    def __init__(self, desk: Desk, filter: Filter) -> None:
        """Refused without the right."""
        require(may_desk(EXPORT, desk.by))
        self.desk, self.filter = desk, filter
        self.tickets = 0

    def records(self) -> Iterator[Content]:
        """What the desk's own format holds, line by line; a piece of a file has its bytes as they are."""
        db = self.desk.store.db
        with db.snapshot():
            uuid, name, zone = db.one("SELECT uuid, name, time_zone FROM desk WHERE id = 1") or ("", "", "")
            yield {"deskterm": FORMAT, "uuid": uuid, "name": name, "time_zone": zone, "exported_at": self.desk.now()}
            yield from map(agent_record, people(db))
            yield from self._categories(db)
            yield from map(arrangement_record, sorted(book(db).texts.items(), key=calendars_first))
            told: set[int] = set()
            for page in whole.pages(db, self.desk.by, self.filter, self.desk.now()):
                yield from self._page(db, page, told)

    def _page(self, db: Db, page: list[whole.Whole], told: set[int]) -> Iterator[Content]:
        """Each ticket, before it the people who were not named yet, after it its files."""
        contents = whole.fill(db, self.desk.by, page)
        asked = [people_of(ticket, events.values()) - told for ticket, events in zip(page, contents, strict=True)]
        reporters = whole.reporters(db, set().union(*asked))
        for ticket, events, wanted in zip(page, contents, asked, strict=True):
            for number in sorted(wanted - told):
                if number in reporters:
                    yield reporter_record(reporters[number])
            told |= wanted
            yield ticket_record(ticket, events)
            for place, row in enumerate(ticket.beside("attachment"), 1):
                for chunk in show.content(db, row[0]):
                    for start in range(0, len(chunk), PIECE_BYTES):
                        data = chunk[start : start + PIECE_BYTES]
                        yield {"type": "piece", "ticket": ticket.id, "file": place, "data": data}
            self.tickets += 1

    def _categories(self, db: Db) -> Iterator[Content]:
        """Those that a new desk does not have, or has otherwise."""
        from deskterm.usecases.exporting_tree import shipped

        tree = shipped()
        for category in whole.categories(db):
            if tree.get(category["code"]) != category:
                flags = {"active": bool(category["active"])}
                yield {"type": "category", **{n: v for n, v in (category | flags).items() if v is not None}}

    def table(self) -> Iterator[Content]:
        """A row for each ticket: its values by name, instants in microseconds."""
        db = self.desk.store.db
        with db.snapshot():
            for page in whole.pages(db, self.desk.by, self.filter, self.desk.now()):
                whole.fill(db, self.desk.by, page)
                reporters = whole.reporters(db, (t.reporter_id for t in page if t.reporter_id is not None))
                for ticket in page:
                    yield row_of(ticket, reporters.get(ticket.reporter_id or 0))
                    self.tickets += 1


def arrangement_record(arranged: tuple[tuple[str, str], str]) -> Content:
    """A calendar or an agreement, with its text as it is stored."""
    (kind, name), body = arranged
    return {"type": "arrangement", "kind": kind, "name": name, "body": body}


def calendars_first(arranged: tuple[tuple[str, str], str]) -> tuple[bool, str, str]:
    """An order in which nothing is named before it is there."""
    (kind, name), _body = arranged
    return kind != ArrangementKind.CALENDAR, kind, name


def agent_record(person: Person) -> Content:
    """Somebody who works at the desk."""
    away = {"away_until": person.away_until} if person.away_until is not None else {}
    return {
        "type": "agent",
        "name": person.name,
        "lines": sorted(person.lines),
        "roles": sorted(role.value for role in person.roles),
        "skills": sorted(person.skills),
        "active": person.active,
        **away,
    }


def row_of(ticket: whole.Whole, who: Reporter | None) -> Content:
    """What a table holds of a ticket."""
    held: Content = {**ticket.facts, **ticket.texts, "number": ticket.id}
    if held["merged_into"] in ticket.hidden:
        held["merged_into"] = None
    for sheet in ticket.beside("sheet"):
        held |= dict(zip(("signs", "extent", "components"), sheet, strict=True))
    if who is not None:
        names = ("name", "email", "phone", "organisation", "language")
        held |= {f"reporter_{name}": getattr(who, name) for name in names}
    return held
