"""Lines of a desk's own export as values: who reads the file makes them, who writes the desk takes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FORMAT = 1
"""What the header's `deskterm` says."""
PIECE_BYTES = 512 * 1024
"""Bytes of a file in one line."""


@dataclass(frozen=True, slots=True)
class Record:
    """A line of the file, from 1: what it is, and what it holds. Its shape is checked; what it means is not."""

    line: int
    type: str
    content: Mapping[str, Any]
