"""What the requester or a colleague has said on a ticket while a reply to it was being written."""

from deskterm.store.read.meanwhile import Said, said_since
from deskterm.usecases.desk import Desk

__all__ = ["NEVER", "Said", "meanwhile"]

NEVER = 2**62
"""A moment after which nothing was said."""


def meanwhile(desk: Desk, ticket: int, version: int, since: int = NEVER) -> list[Said]:
    """Public messages and others' replies after the version that was seen, or after a moment. Raises StoreError."""
    return said_since(desk.store.db, ticket, desk.by.name, version, since)
