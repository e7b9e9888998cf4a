"""Gzip as a stream, with an eye on files that are made to become a thousand times larger."""

import zlib
from collections.abc import Iterable, Iterator

from deskterm.workflow.intake import Unreadable

GZIP = b"\x1f\x8b"
PIECE = 1 << 18
RATIO = 200
"""Times that a file may grow. Logs and tables grow ten to forty times; more than a thousand is not possible."""
FREE = 64 << 20
"""Bytes that may come out before the ratio is looked at."""


def unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """What is in a gzip file, its members one after another. Unreadable: cut off, damaged, or a bomb."""
    stream = zlib.decompressobj(wbits=31)
    taken = given = 0
    begun = False
    for chunk in chunks:
        taken += len(chunk)
        while chunk:
            begun = True
            try:
                piece = stream.decompress(chunk, PIECE)
            except zlib.error as error:
                raise Unreadable("gzip_damaged", reason=str(error)) from error
            given += len(piece)
            if given > FREE and given > RATIO * taken:
                raise Unreadable("gzip_bomb", size=given >> 20, packed=taken >> 10, ratio=RATIO)
            if piece:
                yield piece
            chunk = stream.unconsumed_tail
            if stream.eof:
                chunk, begun = stream.unused_data.lstrip(b"\0"), False
                stream = zlib.decompressobj(wbits=31)
    if begun:
        raise Unreadable("gzip_cut")
