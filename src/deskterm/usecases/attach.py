"""Files travel with the ticket (M2): read in pieces, stored in the ticket's own transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from deskterm.store.read import show
from deskterm.usecases.act import decided, refuse_stale, ticket_for
from deskterm.usecases.desk import Desk, Done, NotFound
from deskterm.workflow.checks import Invalid, line
from deskterm.workflow.inputs import Attach
from deskterm.workflow.values import Ticket

if TYPE_CHECKING:
    from deskterm.store.write.writer import Writer

PIECE = 1024 * 1024
"""Bytes that are read, and stored, at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to attach: its name, its size in bytes, and how to read it."""

    name: str
    size: int
    open: Callable[[], BinaryIO]
    media_type: str = "application/octet-stream"

    @classmethod
    def from_path(cls, path: str) -> "File":
        """A file of this machine. Invalid, naming the reason, when it can't be read."""
        try:
            place = Path(path).expanduser()
            size = place.stat().st_size if place.is_file() else -1
            with open(place, "rb") as stream:
                stream.read(1)
        except (OSError, ValueError, RuntimeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise Invalid("file", "unreadable", value=path, reason=reason) from error
        if size < 0:
            raise Invalid("file", "unreadable", value=path, reason="not a file")
        kind, _ = guess_type(place.name)
        name = line("name", place.name) or "file"
        return cls(name=name, size=size, open=lambda: place.open("rb"), media_type=kind or "application/octet-stream")

    @classmethod
    def from_bytes(cls, name: str, content: bytes) -> "File":
        """What has come by a stream."""
        kind, _ = guess_type(name)
        return cls(
            name=name, size=len(content), open=lambda: BytesIO(content), media_type=kind or "application/octet-stream"
        )


def attach(desk: Desk, id: int, file: File, seen: int | None = None) -> Done:
    """The ticket has the file from now on."""
    with desk.writing() as writer:
        return attach_to(desk, writer, ticket_for(writer.db, desk, id), file, seen)


def attach_to(desk: Desk, writer: "Writer", ticket: Ticket, file: File, seen: int | None = None) -> Done:
    """The same inside a transaction that is open already. Invalid when the file grows past the limit meanwhile."""
    now = desk.now()
    change = decided(writer.db, desk, ticket, Attach(name=file.name, size=file.size), now)
    if seen is not None:
        refuse_stale(writer.db, ticket, change, seen)
    with file.open() as stream:
        pieces = measured(iter(lambda: stream.read(PIECE), b""), desk.policy.attachment_bytes)
        applied = writer.attach(
            ticket, file.name, file.media_type, pieces, by=desk.by.name, now=now, via=desk.via, change=change
        )
    return Done(id=ticket.id, version=applied.version, event=applied.event_id, data={"name": file.name})


def measured(pieces: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """The pieces, as long as they stay within the limit of bytes."""
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limit:
            raise Invalid("file", "too_large", size=total, limit=limit)
        yield piece


def save(desk: Desk, id: int, attachment: int) -> Iterator[bytes]:
    """The bytes of a file, in pieces. NotFound when the ticket has no such file."""
    ticket = ticket_for(desk.store.db, desk, id)
    if all(found.id != attachment for found in show.attachments(desk.store.db, ticket.id)):
        raise NotFound("attachment", attachment)
    return show.content(desk.store.db, attachment)
