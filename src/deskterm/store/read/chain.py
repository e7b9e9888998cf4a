"""Is the audit trail whole? Every link of the hash chain, and every text that an event speaks of, is checked."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from deskterm.store.db import Db

EVENTS = "SELECT id, at, actor, via, ticket_id, version, kind, act, canonical, prev_hash, hash FROM event ORDER BY id"
TEXTS = "SELECT event_id, field, body, salt, digest FROM event_text ORDER BY event_id, field"
NOTES = "SELECT event_id, id, body, salt FROM note ORDER BY event_id, id"
REPEATED = ("id", "at", "actor", "via", "ticket", "version", "kind", "act")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of the chain: the number of the last event (0: none) and its hash in hex."""

    event: int
    hash: str

    def __str__(self) -> str:
        return f"{self.event}:{self.hash}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`broken`: number of the first event that is not what was written (None: all are); `code` says how.

    Codes: missing (a number is skipped), altered (columns or bytes differ from the hash), unlinked (does not follow
    its predecessor), text_altered, note_altered, cut (the chain ends before the expected head), other_head.
    """

    broken: int | None
    code: str | None
    checked: int
    head: Head


def genesis(uuid: str) -> bytes:
    """What stands before the first event of the desk with this identity."""
    return hashlib.sha256(b"deskterm desk " + uuid.encode()).digest()


def head(db: Db) -> Head:
    """The end of the chain as it is stored."""
    row = db.one("SELECT id, hash FROM event ORDER BY id DESC LIMIT 1")
    if row is not None:
        return Head(event=row[0], hash=bytes(row[1]).hex())
    found = db.one("SELECT uuid FROM desk WHERE id = 1")
    return Head(event=0, hash=genesis(str(found[0]) if found else "").hex())


def verify(db: Db, expected: Head | str | None = None) -> Verdict:
    """Walk the whole chain. `expected` is a head kept outside the desk: only it shows that the end was cut off."""
    with db.snapshot():
        row = db.one("SELECT uuid FROM desk WHERE id = 1")
        walk = _Walk(genesis(str(row[0]) if row else ""), str(expected) if expected is not None else None)
        texts, notes = Grouped(db.each(TEXTS)), Grouped(db.each(NOTES))
        for values in db.each(EVENTS):
            code = walk.step(values) or walk.said(texts.of(values[0]), notes.of(values[0]))
            if code is not None:
                return Verdict(broken=walk.number, code=code, checked=walk.checked, head=walk.head)
            walk.checked += 1
    code = walk.missed()
    return Verdict(broken=walk.last + 1 if code is not None else None, code=code, checked=walk.checked, head=walk.head)


def raw(value: Any) -> bytes:
    """Bytes as they are stored: SQLite lets a column hold text where bytes belong."""
    return value.encode() if isinstance(value, str) else bytes(value or b"")


class Grouped:
    """Rows in the order of their first column, handed out group by group."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, key=lambda row: row[0])
        self._next = next(self._groups, None)
        self._rows = list(self._next[1]) if self._next else []

    def of(self, key: int) -> list[tuple[Any, ...]]:
        """The rows of this key; keys are asked for in ascending order."""
        while self._next is not None and self._next[0] < key:
            self._advance()
        if self._next is None or self._next[0] != key:
            return []
        rows = self._rows
        self._advance()
        return rows

    def _advance(self) -> None:
        self._next = next(self._groups, None)
        self._rows = list(self._next[1]) if self._next else []


class _Walk:
    def __init__(self, start: bytes, expected: str | None) -> None:
        self.number = self.last = self.checked = 0
        self._hash, self._expected = start, expected
        self._content: Mapping[str, Any] = {}
        self._met = expected is None or expected == str(self.head)

    @property
    def head(self) -> Head:
        """The last event that was found whole."""
        return Head(event=self.last, hash=self._hash.hex())

    def step(self, values: tuple[Any, ...]) -> str | None:
        """What is wrong with this event as the successor of the last one."""
        *columns, blob, previous, this = values
        self.number = self.last + 1
        if columns[0] != self.number:
            return "missing"
        blob, previous, this = raw(blob), raw(previous), raw(this)
        if previous != self._hash:
            return "unlinked"
        if hashlib.sha256(self._hash + blob).digest() != this:
            return "altered"
        self._content = json.loads(blob)
        if columns != [self._content[name] for name in REPEATED]:
            return "altered"
        self.last, self._hash = self.number, this
        self._met = self._met or str(self.head) == self._expected
        return None

    def said(self, texts: list[tuple[Any, ...]], notes: list[tuple[Any, ...]]) -> str | None:
        """Are the event's texts those that it holds digests of? Erased ones cannot be told."""
        held = json.dumps([self._content["fields"], self._content["texts"]])
        for _, _, body, salt, digest in texts:
            if digest not in held:
                return "text_altered"
            if body is not None and hashlib.sha256(bytes(salt) + body.encode()).hexdigest() != digest:
                return "text_altered"
        bodies = {row[1]: row for row in notes}
        for number, _, digest, _ in self._content["notes"]:
            if number not in bodies:
                return "note_altered"
            _, _, body, salt = bodies.pop(number)
            if body is not None and hashlib.sha256(bytes(salt) + body.encode()).hexdigest() != digest:
                return "note_altered"
        return "note_altered" if bodies else None

    def missed(self) -> str | None:
        """Was the expected head not among the events?"""
        if self._met or self._expected is None:
            return None
        number = self._expected.partition(":")[0]
        return "cut" if number.isdigit() and int(number) > self.last else "other_head"
