"""Is the record whole? Every link of the hash chain, every text and entry that an event speaks of, and the tickets."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from deskterm.store import fields as names
from deskterm.store.db import Db
from deskterm.store.read.replay import strayed
from deskterm.store.read.touched import REPEATED, Touched, altered, content_of, foreign, gone, own_words, raw, unlinked

__all__ = ["Head", "Touched", "Verdict", "genesis", "head", "raw", "verify"]

EVENTS = "SELECT id, at, actor, via, ticket_id, version, kind, act, canonical, prev_hash, hash FROM event ORDER BY id"
TEXTS = "SELECT event_id, field, body, salt, digest FROM event_text ORDER BY event_id, field"
NOTES = "SELECT event_id, id, body, salt, kind, ticket_id, author, at FROM note ORDER BY event_id, id"
PEOPLE = frozenset({"person_added", "person_changed"})


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

    Codes: missing (a number is skipped), inserted (a row that nobody wrote), altered (columns or bytes differ from the
    hash), unlinked (does not follow its predecessor), text_altered, note_altered, cut (the chain ends before the
    expected head), other_head. Where every link holds: state_altered (a ticket's row is not what its events made of
    it; `broken` is the last one that speaks of it), ticket_inserted, ticket_missing, person_altered. `touched` tells
    more, as far as it can be known.
    """

    broken: int | None
    code: str | None
    checked: int
    head: Head
    touched: Touched | None = None


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


def verify(db: Db, expected: Head | str | None = None, *, links_only: bool = False) -> Verdict:
    """Walk the whole chain, then hold tickets and people against it, in the memory that a hundred tickets need.

    `expected` is a head kept outside the desk: only it shows that the end was cut off. `links_only`: the chain alone,
    which takes a third of the time.
    """
    with any_letters(db), db.snapshot():
        row = db.one("SELECT uuid FROM desk WHERE id = 1")
        walk = _Walk(db, genesis(str(row[0]) if row else ""), str(expected) if expected is not None else None)
        texts, notes = Grouped(db.each(TEXTS)), Grouped(db.each(NOTES))
        for values in db.each(EVENTS):
            code = walk.step(values) or walk.said(texts.of(values[0]), notes.of(values[0]))
            if code is not None:
                return walk.verdict(walk.number, code)
            walk.checked += 1
        if (code := walk.missed()) is not None:
            walk.touched = gone(db, walk.last + 1, walk.expected_event + 1) if code == "cut" else None
            return walk.verdict(walk.last + 1, code)
        if not links_only and (wrong := strayed(db, walk.people)) is not None:
            walk.touched = wrong.touched
            return walk.verdict(wrong.event, wrong.code)
    return walk.verdict(None, None)


@contextmanager
def any_letters(db: Db) -> Iterator[None]:
    """Let texts through that are no UTF-8: who put them there shall be found, not crash the search."""
    if db.dialect != "sqlite":
        yield
        return
    before = db.connection.text_factory
    db.connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        db.connection.text_factory = before


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


def same(body: Any, salt: Any, digest: str) -> bool:
    """Is this the text that the digest was taken of? An erased one cannot be told."""
    return body is None or hashlib.sha256(raw(salt) + raw(body)).hexdigest() == digest


class _Walk:
    def __init__(self, db: Db, start: bytes, expected: str | None) -> None:
        self.number = self.last = self.checked = 0
        self.touched: Touched | None = None
        self.people: dict[str, dict[str, Any]] = {}
        self._db, self._hash, self._expected = db, start, expected
        self._content: Mapping[str, Any] = {}
        self._met = expected is None or expected == str(self.head)

    @property
    def head(self) -> Head:
        """The last event that was found whole."""
        return Head(event=self.last, hash=self._hash.hex())

    def verdict(self, broken: int | None, code: str | None) -> Verdict:
        """What was found."""
        return Verdict(broken=broken, code=code, checked=self.checked, head=self.head, touched=self.touched)

    def step(self, values: tuple[Any, ...]) -> str | None:
        """What is wrong with this event as the successor of the last one."""
        *columns, blob, previous, this = values
        self.number = self.last + 1
        if columns[0] != self.number:
            return self._skipped(columns)
        blob, previous, this = raw(blob), raw(previous), raw(this)
        if previous != self._hash:
            self.touched = unlinked(columns, blob, previous, self._hash, this)
            return "unlinked"
        content = content_of(blob) if hashlib.sha256(self._hash + blob).digest() == this else None
        if content is None or columns != [content[name] for name in REPEATED]:
            self.touched = altered(self._db, columns, blob, previous, this)
            return "altered"
        self._content = content
        if content["kind"] in PEOPLE:
            self._person(content)
        self.last, self._hash = self.number, this
        self._met = self._met or str(self.head) == self._expected
        return None

    def _skipped(self, columns: list[Any]) -> str:
        if columns[0] < self.number:
            self.touched = Touched(how="extra", ticket=columns[4], kind=columns[6], act=columns[7])
            return "inserted"
        self.touched = gone(self._db, self.number, columns[0])
        return "missing"

    def _person(self, content: Mapping[str, Any]) -> None:
        facts = self.people.setdefault(str(content["data"].get("person")), {})
        facts.update((name, pair[1]) for name, pair in content["fields"].items())

    def said(self, texts: list[tuple[Any, ...]], notes: list[tuple[Any, ...]]) -> str | None:
        """Are the event's texts and entries there, and those that it holds digests of? Erased ones cannot be told."""
        told = digests(self._content)
        for _, name, body, salt, digest in texts:
            if told.pop(name, None) != digest or not same(body, salt, digest):
                return self._found("text", name, "text_altered")
        if told:
            return self._found("text", min(told), "text_altered")
        bodies = {row[1]: row for row in notes}
        for number, kind, digest, *_ in self._content["notes"]:
            row = bodies.pop(number, None)
            if row is None or not self._noted(row, kind) or not same(row[2], row[3], digest):
                return self._found("note", str(number), "note_altered")
        return self._found("note", str(min(bodies)), "note_altered") if bodies else None

    def _noted(self, row: tuple[Any, ...], kind: str) -> bool:
        """Is the entry of this kind, on this ticket, by whom and when the event says? Others wrote what came in."""
        content = self._content
        own = (kind, content["ticket"], content["actor"], content["at"])
        return row[4:] == own if not foreign(content) else row[4:6] == own[:2]

    def _found(self, how: str, name: str, code: str) -> str:
        self.touched = Touched(how=how, names=(name,), **own_words(self._content))
        return code

    @property
    def expected_event(self) -> int:
        """The number of the expected head; 0 when it has none."""
        number = (self._expected or "").partition(":")[0]
        return int(number) if number.isdigit() else 0

    def missed(self) -> str | None:
        """Was the expected head not among the events?"""
        if self._met or self._expected is None:
            return None
        return "cut" if self.expected_event > self.last else "other_head"


def digests(content: Mapping[str, Any]) -> dict[str, str]:
    """The texts that are kept beside an event: name to digest."""
    told = {names.TEXT_OF_ACT + name: digest for name, digest in content["texts"].items()}
    for name, (_, new) in content["fields"].items():
        if names.is_text(name) and new not in (None, names.OPEN, names.NOT_APPLICABLE):
            told[name] = new
    return told
