"""Arrangements: set or struck, each with an event of the desk that keeps the text."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert

from deskterm.store.fields import TEXT_OF_ACT
from deskterm.store.write.events import Chain, Entry, canonical
from deskterm.store.write.tables import ARRANGEMENT
from deskterm.workflow.book import ArrangementKind

BODY = "body"
"""The name under which an event keeps the text of an arrangement."""


def arrange(
    connection: Connection,
    chain: Chain,
    kind: ArrangementKind,
    name: str,
    body: Mapping[str, Any] | None,
    *,
    by: str,
    now: int,
    via: str | None,
) -> int:
    """Store it, or strike it where `body` is None; the event's number."""
    entry = Entry(id=chain.next_id, at=now, actor=by, via=via, kind="arranged" if body is not None else "struck")
    entry.data = {"arrangement": kind.value, "name": name}
    mine = (ARRANGEMENT.c.kind == kind.value) & (ARRANGEMENT.c.name == name)
    connection.execute(delete(ARRANGEMENT).where(mine))
    if body is None:
        return chain.append(entry)
    text = canonical(body).decode()
    entry.texts[BODY] = entry.keep(f"{TEXT_OF_ACT}{BODY}", text)
    number = chain.append(entry)
    connection.execute(insert(ARRANGEMENT), {"kind": kind.value, "name": name, "body": text, "event_id": number})
    return number
