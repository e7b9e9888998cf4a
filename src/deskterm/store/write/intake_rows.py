"""Tickets that come in with their past, before and after they get their numbers.

A draft holds everything that needs no number: digests are taken, texts are salted. Numbers (of events, notes, links,
the ticket itself) are given by `bind`, which also chains the events; it is quick, so that it can be done again when
another writer has taken the numbers meanwhile.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from deskterm.store.write.counters import sort_of
from deskterm.store.write.events import SALT_BYTES, digest
from deskterm.store.write.intake_numbers import Numbers, told
from deskterm.store.write.lessons import Lesson, differences

SALTS = 4096
"""How many salts are drawn from the system at once."""
encoded = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode
"""The same bytes as `events.canonical`, by an encoder that is made once."""


def salts() -> Iterator[bytes]:
    """Fresh salts without end."""
    while True:
        drawn = os.urandom(SALT_BYTES * SALTS)
        yield from (drawn[start : start + SALT_BYTES] for start in range(0, len(drawn), SALT_BYTES))


SALT = salts()


@dataclass(frozen=True, slots=True)
class Heads:
    """The highest number of each kind, and the hash of the last event: what numbers are predicted from."""

    event: int
    hash: bytes
    ticket: int
    note: int
    link: int
    file: int
    step: int
    reporter: int
    organisation: int


@dataclass(slots=True, kw_only=True)
class Happening:
    """An event without a number. `fields` holds digests for texts; `bodies` are (field, text, salt, digest).

    `late` names what can only be said once numbers are given: (where, name, what), see `told`.
    """

    at: int
    actor: str
    via: str | None
    kind: str
    act: str | None
    fields: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    bodies: list[tuple[str, str | None, bytes, str]] = field(default_factory=list)
    notes: list[list[Any]] = field(default_factory=list)
    late: list[tuple[str, str, str]] = field(default_factory=list)
    restored: dict[str, Any] | None = None

    def keep(self, name: str, text: str | None) -> str:
        """Keep a text beside the event; its digest. None: it was erased where it comes from."""
        salt = next(SALT)
        found = digest(salt, text) if text is not None else hashlib.sha256(os.urandom(32)).hexdigest()
        self.bodies.append((name, text, salt, found))
        return found


@dataclass(slots=True, kw_only=True)
class File:
    """An attachment whose pieces are read when it is stored; `happening` is the index of the event that added it."""

    happening: int
    columns: tuple[Any, ...]
    """name, media_type, size, sha256, salt, author, at, withdrawn"""
    pieces: Any
    """A function that gives the pieces anew each time."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """A ticket with its past, or more of the past of a ticket that is here (`before`: its row)."""

    row: dict[str, Any]
    happenings: list[Happening]
    wanted: int | None = None
    """The number it had elsewhere; kept when nobody has it here."""
    before: Mapping[str, Any] | None = None
    origins: tuple[tuple[str, str], ...] = ()
    reporter: Any = None
    """A Reporter to be matched; else `row` names one by id."""
    again: Callable[[str | None], "Draft"] | None = None
    """The same ticket of a reporter of this organisation: its deadlines are others."""
    notes: list[tuple[int, tuple[Any, ...]]] = field(default_factory=list)
    """(index of the happening, (kind, author, at, body, salt, outcome, delivery, withdrawn))"""
    links: list[tuple[int, int, str, int]] = field(default_factory=list)
    """(index of the happening, the other ticket's old number, type, withdrawn)"""
    files: list[File] = field(default_factory=list)
    steps: list[tuple[int, tuple[Any, ...]]] = field(default_factory=list)
    """(index of the happening, the columns of `ticket_step` after its event)"""
    sheet: tuple[str, str, str] | None = None
    answers: list[tuple[str, str | None]] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    others: dict[int, int] = field(default_factory=dict)
    """Numbers here of tickets that are here already, by their old numbers."""
    people: dict[int, int] = field(default_factory=dict)
    """Numbers here of reporters, by their old numbers."""

    @property
    def weight(self) -> int:
        """How much is written: roughly rows."""
        return (
            2
            + 2 * len(self.happenings)
            + sum(len(h.bodies) for h in self.happenings)
            + 2 * len(self.notes)
            + len(self.steps)
        )


@dataclass(slots=True)
class Rows:
    """What is inserted, by table, and what changes in rows that are there."""

    inserts: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    tickets: list[dict[str, Any]] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    counts: Counter[tuple[Any, ...]] = field(default_factory=Counter)
    pieces: list[tuple[int, Any]] = field(default_factory=list)
    filled: list[tuple[int, str, Any]] = field(default_factory=list)
    """Details of known people that were missing: (reporter, column, value)."""
    start: tuple[int, bytes] = (0, b"")
    """The end of the chain that the numbers follow."""
    head: tuple[int, bytes] = (0, b"")
    """The end of the chain afterwards."""
    assigned: dict[int, int] = field(default_factory=dict)
    weight: int = 0
    words: list[tuple[int, list[str]]] = field(default_factory=list)
    """What the search index will hold."""
    lessons: list[Lesson] = field(default_factory=list)
    """What the desk learns: of a desk's own tickets, for those of other systems teach nothing."""

    def add(self, table: str, row: tuple[Any, ...]) -> None:
        """One row more."""
        self.inserts.setdefault(table, []).append(row)


def bind(drafts: Sequence[Draft], heads: Heads, reporters: Mapping[int, int], free: frozenset[int]) -> Rows:
    """Give numbers, chain the events, make rows. `reporters`: ids by index of the draft; `free`: numbers to keep."""
    rows = Rows()
    ids = _ids(drafts, heads, free, rows)
    event, previous = heads.event, heads.hash
    note, link, file, step = heads.note, heads.link, heads.file, heads.step
    for index, (draft, number) in enumerate(zip(drafts, ids, strict=True)):
        if index in reporters:
            draft.row["reporter_id"] = reporters[index]
            draft.happenings[0].fields["reporter"] = [None, reporters[index]]
        version = 1 if draft.before is None else draft.before["version"] + 1
        others = {**draft.others, **rows.assigned}
        first = (note + 1, link + 1, file + 1, step + 1)
        own = Numbers(number, event + 1, version, *first, others, draft.people)
        for offset, happening in enumerate(draft.happenings):
            event += 1
            previous = _event(rows, happening, own, event, version + offset, previous)
        _ticket(rows, draft, own, version + len(draft.happenings) - 1)
        _beside(rows, draft, own)
        note, link, file = note + len(draft.notes), link + len(draft.links), file + len(draft.files)
        step += len(draft.steps)
    rows.head = (event, previous)
    return rows


def _ids(drafts: Sequence[Draft], heads: Heads, free: frozenset[int], rows: Rows) -> list[int]:
    """Numbers of the tickets: what each had when that is free, else the next ones."""
    kept = [d.wanted if d.wanted in free else None for d in drafts]
    following = max([heads.ticket, *(n for n in kept if n is not None)])
    ids = []
    for draft, wanted in zip(drafts, kept, strict=True):
        if draft.before is not None:
            number = draft.before["id"]
        elif wanted is not None:
            number = wanted
        else:
            number = following = following + 1
        ids.append(number)
        if draft.wanted is not None:
            rows.assigned[draft.wanted] = number
    return ids


def _event(rows: Rows, h: Happening, own: Numbers, number: int, version: int, previous: bytes) -> bytes:
    fields, data, bodies = (h.fields, h.data, h.bodies) if not h.late else told(h, own)
    notes = [[own.note + n[0], *n[1:]] for n in h.notes] if h.notes else h.notes
    content: dict[str, Any] = {
        "id": number,
        "at": h.at,
        "actor": h.actor,
        "via": h.via,
        "ticket": own.ticket,
        "version": version,
        "act": h.act,
        "kind": h.kind,
        "fields": fields,
        "data": data,
        "texts": h.texts,
        "notes": notes,
    }
    if h.restored is not None:
        content["restored"] = h.restored
    blob = encoded(content).encode()
    this = hashlib.sha256(previous + blob).digest()
    rows.add("event", (number, h.at, h.actor, h.via, own.ticket, version, h.kind, h.act, blob, previous, this))
    if bodies:
        rows.inserts.setdefault("event_text", []).extend((number, *body) for body in bodies)
    return this


def _ticket(rows: Rows, draft: Draft, own: Numbers, version: int) -> None:
    row = draft.row
    row |= {"id": own.ticket, "version": version}
    if draft.before is None:
        if row.get("merged_into") is not None:
            row = {**row, "merged_into": own.told("ticket", row["merged_into"])}
        rows.tickets.append(row)
        rows.counts[tuple(sort_of(row).values())] += 1
        rows.lessons += differences(None, row)
    else:
        rows.updates.append(row)
        rows.counts[tuple(sort_of(draft.before).values())] -= 1
        rows.counts[tuple(sort_of({**draft.before, **row}).values())] += 1
        rows.lessons += differences(draft.before, {**draft.before, **row})


def _beside(rows: Rows, draft: Draft, own: Numbers) -> None:
    """The rows that belong to the ticket."""
    for offset, (happening, note) in enumerate(draft.notes):
        rows.add("note", (own.note + offset, own.ticket, own.event + happening, *note))
    for offset, (happening, other, kind, withdrawn) in enumerate(draft.links):
        there = own.told("ticket", other)
        if there:
            link = (own.link + offset, own.ticket, there, own.event + happening, kind, withdrawn)
            rows.add("link", link)
    for offset, file in enumerate(draft.files):
        rows.add("attachment", (own.file + offset, own.ticket, own.event + file.happening, *file.columns))
        rows.pieces.append((own.file + offset, file.pieces))
    for offset, (happening, step) in enumerate(draft.steps):
        rows.add("ticket_step", (own.step + offset, own.ticket, own.event + happening, *step))
    if draft.sheet is not None:
        rows.add("sheet", (own.ticket, *draft.sheet))
    for answer in draft.answers:
        rows.add("answer", (own.ticket, *answer))
    for name in draft.named:
        rows.add("ticket_person", (own.ticket, name))
    for source, key in draft.origins:
        rows.add("origin", (source, key, own.ticket))
