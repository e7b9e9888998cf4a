"""What the events make of tickets and people, held against the rows: somebody may have touched only those.

Tickets are taken a hundred at a time, so that memory does not grow with the desk. Not looked at: what is derived and
may be set anew (sort keys, the next deadline, counts of level changes), and erased texts, which nothing can tell.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from deskterm.store import fields as names
from deskterm.store.db import Db
from deskterm.store.read.replay_people import Strayed, person_strayed
from deskterm.store.read.replay_steps import STEPS, Title, ToldSteps
from deskterm.store.read.touched import Touched, foreign, raw

BATCH = 100
CODED = (
    "status",
    "line",
    "assignee",
    "kind",
    "claimed_kind",
    "claimed_priority",
    "nature",
    "category",
    "impact",
    "urgency",
    "priority",
    "overridden",
    "channel",
    "external_id",
    "cycle_at",
    "first_response_at",
    "resolved_at",
    "closed_at",
    "wait_reason",
    "wake_at",
    "verified",
    "resolution_code",
    "cause",
    "restricted",
    "about",
    "major",
    "breach",
    "imported",
    "merged_into",
    "status_before_merge",
    *("occurred_at", "terms", "asked_at", "item", "agreed_at", "aware_at", "reported_at", "report_waived_at"),
    *("subjects_owed_at", "subjects_at", "people_concerned", "records_concerned"),
)
"""Columns of a ticket that events hold by value."""
TEXTS = tuple(sorted(names.TEXTS))
FRESH: Mapping[str, Any] = dict.fromkeys(("overridden", "verified", "restricted", "major", "breach", "imported"), 0)
"""What a column holds that no event has set."""
COLUMNS = (*CODED, "reporter_id", "version", "created_at", "created_by", *TEXTS)
TICKETS = f"SELECT id, {', '.join(COLUMNS)} FROM ticket WHERE id > :after ORDER BY id LIMIT {BATCH}"
EVENTS = (
    "SELECT ticket_id, id, at, actor, canonical FROM event "
    "WHERE ticket_id > :after AND ticket_id <= :last ORDER BY ticket_id, id"
)
SALTS = (
    "SELECT x.event_id, x.field, x.body IS NULL, x.salt FROM event_text x JOIN event e ON e.id = x.event_id "
    "WHERE e.ticket_id > :after AND e.ticket_id <= :last"
)
BETWEEN = "WHERE ticket_id > :after AND ticket_id <= :last ORDER BY ticket_id"
NOTES = f"SELECT ticket_id, id, event_id, salt, outcome, withdrawn FROM note {BETWEEN}"
LINKS = f"SELECT ticket_id, id, event_id, other_id, type, withdrawn FROM link {BETWEEN}"
FILES = f"SELECT ticket_id, id, event_id, size, salt, withdrawn, sha256, author, at FROM attachment {BETWEEN}"
SHEETS = f"SELECT ticket_id, {', '.join(names.SHEET)} FROM sheet {BETWEEN}"
ANSWERS = f"SELECT ticket_id, question, answer FROM answer {BETWEEN}"
NAMED = f"SELECT ticket_id, name FROM ticket_person {BETWEEN}, name"
ROWLESS = (
    "SELECT e.ticket_id, max(e.id) FROM event e WHERE e.ticket_id IS NOT NULL AND "
    "NOT EXISTS (SELECT 1 FROM ticket t WHERE t.id = e.ticket_id) GROUP BY e.ticket_id ORDER BY e.ticket_id LIMIT 1"
)
PIECES = "SELECT data FROM attachment_chunk WHERE attachment_id = :id AND seq = :seq"


class Text(NamedTuple):
    """A revision of a text: the event that wrote it, and its digest."""

    event: int
    digest: str | None


@dataclass(slots=True)
class Told:
    """What the events of one ticket say."""

    ticket: int
    last: int = 0
    version: int = 0
    foreign: bool = False
    """Did it come from another desk, where other numbers and hands were at work?"""
    born: tuple[int, str] = (0, "")
    values: dict[str, tuple[Any, int]] = field(default_factory=dict)
    texts: dict[str, Text] = field(default_factory=dict)
    undone: set[int] = field(default_factory=set)
    notes: dict[int, tuple[int, str | None]] = field(default_factory=dict)
    links: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    files: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    steps: ToldSteps = field(default_factory=ToldSteps)

    def take(self, number: int, at: int, actor: str, content: Mapping[str, Any]) -> None:
        """One more event."""
        if not self.last:
            self.born = (at, actor)
        self.foreign = self.foreign or foreign(content)
        self.last, self.version = number, content["version"]
        for name, (_, new) in content["fields"].items():
            if names.is_text(name):
                self.texts[name] = Text(number, new)
            else:
                self.values[name] = (new, number)
        self.steps.take(number, at, actor, content)
        data = content["data"]
        if "undone" in data:
            self.undone.add(data["undone"])
        for note, _, _, outcome in content["notes"]:
            self.notes[note] = (number, outcome)
        if "link" in data:
            self.links[data["link"]] = (number, data.get("other"), data.get("type"))
        if "attachment" in data:
            self.files[data["attachment"]] = (number, data.get("size"), data.get("digest"), actor, at)


def strayed(db: Db, told: Mapping[str, Mapping[str, Any]]) -> Strayed | None:
    """The first ticket or person that is not what the events say; `told`: people as the walk saw them."""
    row = db.one(ROWLESS)
    if row is not None:
        return Strayed("ticket_missing", row[1], Touched(how="row", ticket=row[0]))
    after = 0
    while rows := db.all(TICKETS, after=after):
        bounds = {"after": after, "last": rows[-1][0]}
        found = next(Batch(db, bounds, rows).wrong(), None)
        if found is not None:
            return found
        after = rows[-1][0]
    return person_strayed(db, told)


class Batch:
    """Some tickets that follow each other, with everything that belongs to them."""

    def __init__(self, db: Db, bounds: dict[str, int], rows: list[tuple[Any, ...]]) -> None:
        self.db, self.bounds = db, bounds
        self.rows = {row[0]: dict(zip(COLUMNS, row[1:], strict=True)) for row in rows}
        self.told = {number: Told(number) for number in self.rows}
        for ticket, number, at, actor, blob in db.each(EVENTS, **bounds):
            self.told[ticket].take(number, at, actor, json.loads(raw(blob)))
        needed = {(text.event, name) for told in self.told.values() for name, text in told.texts.items()}
        needed |= {title[:2] for told in self.told.values() for title in told.steps.titles.values()}
        self.salts: dict[tuple[int, str], bytes | None] = {}
        for event, name, erased, salt in db.each(SALTS, **bounds):
            if (event, name) in needed:
                self.salts[event, name] = None if erased else raw(salt)

    def beside(self, sql: str) -> dict[int, list[tuple[Any, ...]]]:
        """Rows that belong to these tickets, by ticket."""
        found: dict[int, list[tuple[Any, ...]]] = {}
        for ticket, *rest in self.db.each(sql, **self.bounds):
            found.setdefault(ticket, []).append(tuple(rest))
        return found

    def wrong(self) -> Iterator[Strayed]:
        """Every ticket that is not what its events say, with all the names that differ."""
        kinds = {
            name: self.beside(sql)
            for name, sql in (
                ("notes", NOTES),
                ("links", LINKS),
                ("files", FILES),
                ("sheets", SHEETS),
                ("answers", ANSWERS),
                ("named", NAMED),
                ("steps", STEPS),
            )
        }
        for number, row in self.rows.items():
            told = self.told[number]
            if not told.last:
                yield Strayed("ticket_inserted", 0, Touched(how="row", ticket=number))
                continue
            own = {name: rows.get(number, []) for name, rows in kinds.items()}
            if differ := (*self.fields(told, row), *self.texts(told, row, own), *self.rest(told, own)):
                last = max((told.values[name][1] for name in differ if name in told.values), default=told.last)
                yield Strayed("state_altered", last, Touched(how="fields", ticket=number, names=differ))

    def fields(self, told: Told, row: Mapping[str, Any]) -> Iterator[str]:
        """Columns that hold another value than the last event gave them."""
        for name in CODED:
            if row[name] != told.values.get(name, (FRESH.get(name),))[0]:
                yield name
        if row["reporter_id"] != told.values.get("reporter", (None,))[0]:
            yield "reporter"
        if row["version"] != told.version:
            yield "version"
        if not told.foreign and (row["created_at"], row["created_by"]) != told.born:
            yield "created_at" if row["created_at"] != told.born[0] else "created_by"

    def texts(self, told: Told, row: Mapping[str, Any], own: Mapping[str, list[Any]]) -> Iterator[str]:
        """Texts that are not the last revision of themselves."""
        held = {name: row[name] for name in TEXTS if row[name] is not None}
        if own["sheets"]:
            held |= {name: text for name, text in zip(names.SHEET, own["sheets"][0], strict=True) if text}
        for question, answer in own["answers"]:
            held[names.ANSWER + question] = names.NOT_APPLICABLE if answer is None else answer
        yield from sorted(held.keys() - told.texts.keys())
        for name, text in told.texts.items():
            if not name.startswith(names.OUTCOME) and not self.same(name, text, held.get(name)):
                yield name

    def same(self, name: str, text: Text, stored: str | None) -> bool:
        """Is this the text whose digest the event holds? True where it was erased."""
        if text.digest in (None, names.OPEN, names.NOT_APPLICABLE):
            return (stored or None) == text.digest
        salt = self.salts.get((text.event, name), b"")
        return salt is None or (stored is not None and hashlib.sha256(salt + raw(stored)).hexdigest() == text.digest)

    def rest(self, told: Told, own: Mapping[str, list[Any]]) -> Iterator[str]:
        """Entries, links, files, steps and named people that are not what the events say."""
        if sorted(name for (name,) in own["named"]) != sorted(told.values.get("named", ((),))[0] or ()):
            yield "named"
        for number, event, salt, outcome, withdrawn in own["notes"]:
            if not self.settled(told, number, raw(salt), outcome):
                yield f"{names.OUTCOME}{number}"
            if bool(withdrawn) != (event in told.undone):
                yield f"note:{number}"
        links = {number: rest for number, *rest in own["links"]}
        for number, said in told.links.items():
            row = links.pop(number, None)
            if row is None and told.foreign:
                continue
            if row is None or tuple(row[:3]) != said or bool(row[3]) != (row[0] in told.undone):
                yield f"link:{number}"
        yield from (f"link:{number}" for number in links)
        yield from self.files(told, own["files"])
        yield from told.steps.wrong(own["steps"], self.titled)

    def titled(self, title: Title, stored: str) -> bool:
        """Is this the title that a step began with?"""
        return self.same(title.name, Text(title.event, title.digest), stored)

    def settled(self, told: Told, number: int, salt: bytes, outcome: str | None) -> bool:
        """Is the outcome of an entry the one that was told last?"""
        name = f"{names.OUTCOME}{number}"
        if name in told.texts:
            return self.same(name, told.texts[name], outcome) or (not salt and outcome == names.ERASED)
        first = told.notes.get(number, (0, None))[1]
        if first in (None, names.OPEN):
            return outcome == first
        return not salt or hashlib.sha256(salt + raw(outcome)).hexdigest() == first

    def files(self, told: Told, rows: list[Any]) -> Iterator[str]:
        """Files whose row or content is not what was attached; an erased one has lost its salt."""
        stored = {number: rest for number, *rest in rows}
        for number, (event, size, digest, actor, at) in told.files.items():
            row = stored.pop(number, None)
            if row is None:
                yield f"attachment:{number}"
                continue
            was, bytes_, salt, withdrawn, sha, *own = row
            if not raw(salt):
                continue
            right = (was, bytes_, bool(withdrawn)) == (event, size, event in told.undone)
            if not right or not (told.foreign or own == [actor, at]) or not self.holds(number, salt, digest, sha):
                yield f"attachment:{number}"
        yield from (f"attachment:{number}" for number in stored)

    def holds(self, number: int, salt: Any, digest: str, sha256: Any) -> bool:
        """Is the content of a file the one whose digests are kept?"""
        salted, bare, seq = hashlib.sha256(raw(salt)), hashlib.sha256(), 0
        while (row := self.db.one(PIECES, id=number, seq=seq)) is not None:
            salted.update(raw(row[0]))
            bare.update(raw(row[0]))
            seq += 1
        return (salted.hexdigest(), bare.digest()) == (digest, raw(sha256))
