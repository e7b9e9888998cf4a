"""People and categories of a desk's own file: what tickets need before they can come."""

import json
from collections.abc import Mapping
from typing import Any

from deskterm.store.db import Db
from deskterm.store.read.people import people, person
from deskterm.store.read.whole import reporters
from deskterm.store.write.intake_people import agree, candidates
from deskterm.store.write.intake_tree import put_category
from deskterm.usecases.arrange import arrange, arrangements
from deskterm.usecases.desk import Desk, Refused
from deskterm.workflow.book import ArrangementKind
from deskterm.workflow.checks import Invalid, name
from deskterm.workflow.intake import LeftOut
from deskterm.workflow.permission import ADMINISTER, may_desk
from deskterm.workflow.values import Person, Reporter, Role
from deskterm.workflow.whole import Record

OTHERS = (
    "SELECT 1 FROM ticket t WHERE NOT EXISTS "
    "(SELECT 1 FROM origin o WHERE o.ticket_id = t.id AND o.source = :source) LIMIT 1"
)


def take_agent(desk: Desk, record: Record, *, fresh: bool) -> LeftOut | None:
    """Somebody who works at the other desk works here too, unless they do already.

    A desk that is being brought back has its people as they were, but never loses its last admin by that.
    """
    told = record.content
    known = person(desk.store.db, told["name"])
    if known is not None and not fresh:
        return None
    try:
        newcomer = Person(
            name=name("name", told["name"]),
            lines=frozenset(n for n in told["lines"] if n in (1, 2, 3)),
            roles=frozenset(Role(role) for role in told["roles"]),
            skills=frozenset(told["skills"]),
            active=told["active"],
            away_until=told.get("away_until"),
        )
    except (Invalid, ValueError):
        return LeftOut(line=record.line, field="agent", code="bad_record")
    if newcomer == known:
        return None
    if may_desk(ADMINISTER, desk.by) is not None:
        return LeftOut(line=record.line, field="agent", code="admin_only", args={"name": newcomer.name})
    admins = {p.name for p in people(desk.store.db) if p.active and p.has(Role.ADMIN)}
    if admins <= {newcomer.name} and not (newcomer.active and newcomer.has(Role.ADMIN)):
        return LeftOut(line=record.line, field="agent", code="last_admin", args={"name": newcomer.name})
    with desk.writing() as writer:
        writer.add_person(newcomer, by=desk.by.name, now=desk.now(), via=desk.via)
    return None


def take_category(desk: Desk, record: Record, *, fresh: bool) -> LeftOut | None:
    """A category that this desk does not have, or, on a desk that is being brought back, has otherwise."""
    if may_desk(ADMINISTER, desk.by) is not None:
        return LeftOut(line=record.line, field="category", code="admin_only", args={"name": record.content["code"]})
    with desk.writing() as writer:
        put_category(writer, record.content, replace=fresh)
        writer.desk_event("category_taken", {"category": record.content["code"]}, by=desk.by.name, now=desk.now())
    return None


def take_arrangement(desk: Desk, record: Record, *, fresh: bool) -> LeftOut | None:
    """A calendar or an agreement that this desk does not have, or, on a desk that is being brought back, otherwise."""
    told = record.content
    try:
        kind, body = ArrangementKind(told["kind"]), json.loads(told["body"])
        known = arrangements(desk, kind)
        if told["name"] not in known or (fresh and known[told["name"]] != body):
            arrange(desk, kind, told["name"], lambda _: body, dry_run=False)
    except (Invalid, KeyError, TypeError, ValueError):
        return LeftOut(line=record.line, field="arrangement", code="bad_record")
    except Refused:
        return LeftOut(line=record.line, field="arrangement", code="admin_only", args={"name": told["name"]})
    return None


class Arrivals:
    """Reporters of the file: known by their old numbers, and what numbers they have here.

    `alone`: the desk holds nothing but what came from this file; then everybody keeps their number.
    """

    def __init__(self, db: Db, source: str) -> None:
        self.alone = db.one(OTHERS, source=source) is None
        self.numbers: dict[int, int] = {}
        self._new: dict[int, Reporter] = {}
        self._planned: dict[int, int] = {}

    def add(self, told: Mapping[str, Any]) -> None:
        """Somebody whom the next tickets name."""
        names = ("name", "email", "phone", "language", "organisation")
        self._new[told["id"]] = Reporter(id=told["id"], **{n: told.get(n) for n in names})  # type: ignore[arg-type]

    def plan(self, db: Db) -> list[Reporter]:
        """Those who must be made, with their numbers; `numbers` tells everybody's from now on."""
        here = reporters(db, self._new)
        last = (db.one("SELECT coalesce(max(id), 0) FROM reporter") or (0,))[0]
        last = max([last, *self._new]) if self.alone else last
        made: list[Reporter] = []
        for number, who in self._new.items():
            found = here.get(number) if here.get(number) == who else None
            if found is None and not (self.alone and number not in here):
                made_too = [one for one in made if agree(one, who) and one.email and one.email == who.email]
                like = [one for one in candidates(db, [who]) if agree(one, who)]
                found = next(iter([*made_too, *like[::-1]]), None)
            if found is None:
                if self.alone and number not in here:
                    found = who
                else:
                    last += 1
                    found = Reporter(**{**{n: getattr(who, n) for n in FIELDS}, "id": last})
                made.append(found)
            self.numbers[number] = found.id or 0
        return made

    def keep(self) -> None:
        """They are stored now."""
        self._new.clear()


FIELDS = ("name", "email", "phone", "organisation", "language")
