"""Put a file's content into the store in rows of bounded size."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import func, select

from deskterm.models.attachment import CHUNK_BYTES, FILE_BYTES
from deskterm.store.write.revision import Revision
from deskterm.store.write.tables import ATTACHMENT, ATTACHMENT_CHUNK


def pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of exactly CHUNK_BYTES, the last one shorter. ValueError: more than FILE_BYTES."""
    held = bytearray()
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > FILE_BYTES:
            raise ValueError(f"a file may have {FILE_BYTES} bytes")
        held += chunk
        while len(held) >= CHUNK_BYTES:
            yield bytes(held[:CHUNK_BYTES])
            del held[:CHUNK_BYTES]
    if held:
        yield bytes(held)


def add_file(revision: Revision, name: str, media_type: str, chunks: Iterable[bytes], *, by: str, now: int) -> int:
    """Add a file to a revision of its ticket; the attachment's id."""
    number: int = revision.connection.execute(select(func.coalesce(func.max(ATTACHMENT.c.id), 0) + 1)).scalar_one()
    salt = revision.entry.salt()
    bare, salted, size = hashlib.sha256(), hashlib.sha256(salt), 0
    rows: list[dict[str, Any]] = []
    for seq, piece in enumerate(pieces(chunks)):
        bare.update(piece)
        salted.update(piece)
        size += len(piece)
        rows.append({"attachment_id": number, "seq": seq, "data": piece})
    row = {
        "id": number,
        "ticket_id": revision.ticket,
        "event_id": revision.entry.id,
        "name": name,
        "media_type": media_type,
        "size": size,
        "sha256": bare.digest(),
        "salt": salt,
        "author": by,
        "at": now,
        "withdrawn": 0,
    }
    revision.entry.data |= {"attachment": number, "size": size, "digest": salted.hexdigest()}
    revision.say({"name": name})
    revision.inserts.append((ATTACHMENT, row))
    revision.inserts.extend((ATTACHMENT_CHUNK, piece) for piece in rows)
    return number


__all__ = ["add_file", "pieces"]
