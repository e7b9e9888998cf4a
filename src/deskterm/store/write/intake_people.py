"""Reporters of tickets that come in: found among those who are here, or made, each once.

A mail address tells who somebody is. A telephone is shared by many, so the name must agree as well; a name alone says
something only within an organisation, or among people of whom nothing else is known. Who differs in a way to reach
them is somebody else.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from deskterm.store.db import Db
from deskterm.workflow.values import Reporter

REMEMBERED = 20_000
"""People whose numbers are held in memory."""
ASKED = 300
"""Values in one question to the store."""
COLUMNS = (
    "SELECT r.id, r.name, r.email, r.phone, r.language, o.name FROM reporter r "
    "LEFT JOIN organisation o ON o.id = r.organisation_id WHERE "
)
NAMELESS = "r.email IS NULL AND r.phone IS NULL AND r.organisation_id IS NULL AND r.name"
Key = tuple[str, ...]


def keys(who: Reporter) -> list[Key]:
    """What somebody can be found by, the best first."""
    found: list[Key] = []
    if who.email:
        found.append(("mail", who.email.casefold()))
    if who.phone:
        found.append(("phone", who.phone, who.name))
    if who.organisation:
        found.append(("name", who.name, who.organisation))
    elif not found:
        found.append(("only", who.name))
    return found


def agree(one: Reporter, other: Reporter) -> bool:
    """Does nothing that is known of both tell them apart?"""
    mails = (one.email or "").casefold(), (other.email or "").casefold()
    if all(mails):
        return mails[0] == mails[1]
    return one.name == other.name and (not one.phone or not other.phone or one.phone == other.phone)


@dataclass(slots=True)
class Matched:
    """Who the reporters of a batch are. `rows` and `organisations` are new; `filled` is (id, column, value)."""

    ids: dict[Reporter, int] = field(default_factory=dict)
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    organisations: list[tuple[int, str]] = field(default_factory=list)
    filled: list[tuple[int, str, Any]] = field(default_factory=list)
    known: dict[Key, Reporter] = field(default_factory=dict)
    found: dict[int, Reporter] = field(default_factory=dict)
    """Those who were asked for, as they are stored, by number."""


class People:
    """Remembers who was found, within bounds."""

    def __init__(self) -> None:
        self._known: OrderedDict[Key, Reporter] = OrderedDict()

    def match(self, db: Db, wanted: Iterable[Reporter], last: int, last_organisation: int) -> Matched:
        """The ids of these people; `last`, `last_organisation`: the highest ids there are."""
        found = Matched()
        asked = list(dict.fromkeys(wanted))
        missing = [who for who in asked if not any(key in self._known for key in keys(who))]
        found.known = {key: known for who in candidates(db, missing) for key, known in ((k, who) for k in keys(who))}
        places = self._places(db, asked)
        for who in asked:
            known = self._find(found, who)
            if known is None or known.id is None:
                last += 1
                known = replace(who, id=last)
                place = self._place(found, places, who.organisation, last_organisation)
                found.rows.append((last, who.name, who.email, who.phone, who.language, place))
            else:
                known = self._fill(found, known, who, places, last_organisation)
            found.ids[who] = known.id or 0
            found.found[known.id or 0] = known
            for key in keys(known):
                found.known[key] = known
        return found

    def keep(self, found: Matched) -> None:
        """What was matched is stored now."""
        for key, who in found.known.items():
            self._known[key] = who
            self._known.move_to_end(key)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def _find(self, found: Matched, who: Reporter) -> Reporter | None:
        for key in keys(who):
            known = found.known.get(key) or self._known.get(key)
            if known is not None and agree(known, who):
                return known
        return None

    def _fill(self, found: Matched, known: Reporter, who: Reporter, places: dict[str, int], last: int) -> Reporter:
        """Details that were missing."""
        for name in ("email", "phone", "language"):
            if getattr(known, name) is None and getattr(who, name):
                found.filled.append((known.id or 0, name, getattr(who, name)))
                known = replace(known, **{name: getattr(who, name)})
        if known.organisation is None and who.organisation:
            place = self._place(found, places, who.organisation, last)
            found.filled.append((known.id or 0, "organisation_id", place))
            known = replace(known, organisation=who.organisation)
        return known

    def _places(self, db: Db, asked: Iterable[Reporter]) -> dict[str, int]:
        names = sorted({who.organisation for who in asked if who.organisation})
        return dict(among(db, "SELECT name, id FROM organisation WHERE name", names))

    def _place(self, found: Matched, places: dict[str, int], name: str | None, last: int) -> int | None:
        if not name:
            return None
        if name not in places:
            places[name] = last + 1 + len(found.organisations)
            found.organisations.append((places[name], name))
        return places[name]


def candidates(db: Db, people: list[Reporter]) -> list[Reporter]:
    """Everybody in the store who may be one of these, the earliest last so that it wins."""
    asked: Mapping[str, set[str]] = {"mail": set(), "phone": set(), "place": set(), "only": set()}
    for who in people:
        for key in keys(who):
            asked["place" if key[0] == "name" else key[0]].add(key[2] if key[0] == "name" else key[1])
        if who.email:
            asked["mail"].add(who.email)
    rows = among(db, f"{COLUMNS}r.email", asked["mail"]) + among(db, f"{COLUMNS}r.phone", asked["phone"])
    rows += among(db, f"{COLUMNS}{NAMELESS}", asked["only"])
    if asked["place"]:
        ids = ", ".join(str(row[0]) for row in among(db, "SELECT id FROM organisation WHERE name", asked["place"]))
        names = {who.name for who in people if who.organisation}
        rows += among(db, f"{COLUMNS}r.organisation_id IN ({ids}) AND r.name", names) if ids else []
    found = {row[0]: row for row in rows}
    return [
        Reporter(id=number, name=name, email=email, phone=phone, language=language, organisation=place)
        for number, name, email, phone, language, place in sorted(found.values(), key=lambda r: r[0], reverse=True)
    ]


def among(db: Db, sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    """The rows for which the column at the end of the statement has one of these values."""
    given = sorted(values)
    rows: list[tuple[Any, ...]] = []
    for start in range(0, len(given), ASKED):
        named = {f"v{n}": value for n, value in enumerate(given[start : start + ASKED])}
        rows += db.all(f"{sql} IN ({', '.join(f':{name}' for name in named)})", **named)
    return rows
