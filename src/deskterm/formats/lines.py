"""Bytes as they come into lines as they are read, in bounded memory whatever they hold."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

LIMIT = 4 << 20
"""Bytes in a line, and in a row of several lines. Decoded, one picture sign in it makes four bytes of each character:
a limit of 4 MB keeps a row under 40 MB."""
KEPT = 1000
"""Bytes of a line beyond the limit that are kept for the report."""


class TooLong(NamedTuple):
    """A line beyond the limit, of which only the beginning is there."""

    start: bytes


def lines(chunks: Iterable[bytes], limit: int = LIMIT) -> Iterator[bytes | TooLong]:
    """Every line without its line feed; one that is too long is passed over to its end."""
    rest = b""
    skipped: bytes | None = None
    for chunk in chunks:
        if skipped is not None:
            end = chunk.find(b"\n")
            if end < 0:
                continue
            yield TooLong(skipped)
            skipped, chunk = None, chunk[end + 1 :]
        whole = (rest + chunk if rest else chunk).split(b"\n")
        rest = whole.pop()
        if len(chunk) > limit or (whole and len(whole[0]) > limit):
            for line in whole:
                yield line if len(line) <= limit else TooLong(line[:KEPT])
        else:
            yield from whole
        if len(rest) > limit:
            rest, skipped = b"", rest[:KEPT]
    if skipped is not None:
        yield TooLong(skipped)
    elif rest:
        yield rest
