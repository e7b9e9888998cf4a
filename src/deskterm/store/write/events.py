"""Append to the audit trail: canonical bytes, the hash that binds them to all that came before, the erasable texts."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from sqlalchemy import Connection, insert, select

from deskterm.store.read.chain import genesis
from deskterm.store.write.tables import DESK, EVENT, EVENT_TEXT

SALT_BYTES = 16


def plain(value: object) -> Any:
    """A value as it is stored: codes as text, yes and no as 1 and 0, sets as sorted lists."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, frozenset | set):
        return sorted(map(plain, value))
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    if isinstance(value, Mapping):
        return {str(plain(k)): plain(v) for k, v in value.items()}
    return value


def digest(salt: bytes, text: str) -> str:
    """What an event holds of a text: nobody can guess a short text from it once the salt is erased."""
    return hashlib.sha256(salt + text.encode()).hexdigest()


def canonical(content: Mapping[str, object]) -> bytes:
    """The bytes that are hashed: sorted keys, no blanks, UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


@dataclass(slots=True, kw_only=True)
class Entry:
    """An event that is being written. `fields` maps a name to [old, new], texts as digests."""

    id: int
    at: int
    actor: str
    via: str | None
    kind: str
    act: str | None = None
    ticket: int | None = None
    version: int | None = None
    fields: dict[str, list[Any]] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    notes: list[list[Any]] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)

    def salt(self) -> bytes:
        """Fresh salt for one text."""
        return secrets.token_bytes(SALT_BYTES)

    def keep(self, name: str, text: str) -> str:
        """Keep a text beside the event under this name; its digest."""
        salt = self.salt()
        found = digest(salt, text)
        self.bodies.append({"event_id": self.id, "field": name, "body": text, "salt": salt, "digest": found})
        return found

    def content(self) -> dict[str, object]:
        """What the canonical bytes say."""
        return {
            "id": self.id,
            "at": self.at,
            "actor": self.actor,
            "via": self.via,
            "ticket": self.ticket,
            "version": self.version,
            "act": self.act,
            "kind": self.kind,
            "fields": self.fields,
            "data": self.data,
            "texts": self.texts,
            "notes": self.notes,
        }


class Chain:
    """The end of the chain within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._head: tuple[int, bytes] | None = None

    @property
    def head(self) -> tuple[int, bytes]:
        """Number and hash of the last event; (0, the genesis hash) before the first."""
        if self._head is None:
            last = select(EVENT.c.id, EVENT.c.hash).order_by(EVENT.c.id.desc()).limit(1)
            row = self._connection.execute(last).first()
            if row is not None:
                self._head = (row.id, bytes(row.hash))
            else:
                self._head = (0, genesis(self._connection.execute(select(DESK.c.uuid)).scalar_one()))
        return self._head

    def moved(self, head: tuple[int, bytes]) -> None:
        """Events up to this one were written by somebody else in the same transaction."""
        self._head = head

    @property
    def next_id(self) -> int:
        """The number of the event to be written next."""
        return self.head[0] + 1

    def append(self, entry: Entry) -> int:
        """Write the event and its texts; its number."""
        previous = self.head[1]
        blob = canonical(entry.content())
        this = hashlib.sha256(previous + blob).digest()
        self._connection.execute(
            insert(EVENT),
            {
                "id": entry.id,
                "at": entry.at,
                "actor": entry.actor,
                "via": entry.via,
                "ticket_id": entry.ticket,
                "version": entry.version,
                "kind": entry.kind,
                "act": entry.act,
                "canonical": blob,
                "prev_hash": previous,
                "hash": this,
            },
        )
        if entry.bodies:
            self._connection.execute(insert(EVENT_TEXT), entry.bodies)
        self._head = (entry.id, this)
        return entry.id
