"""What the first bytes of a file tell: is it text, in which encoding, and if not, what else is it?"""

import codecs
from collections.abc import Iterable, Iterator
from itertools import pairwise

from deskterm.workflow.intake import Unreadable

MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0", "xls"),
    (b"%PDF", "pdf"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"SQLite format 3\x00", "sqlite"),
)
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"})
"""Encodings in which a line feed is more than one byte."""
STRANGE = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs", "oem"})
PIECE = 1 << 16
THAI = range(0xA1, 0xC0)
"""Bytes that Thai is full of in cp874, and that Russian hardly uses in cp1251."""


def encoding_named(name: str) -> str:
    """The encoding's own name. Unreadable: there is none of this name that tables are written in."""
    try:
        found = codecs.lookup(name)
        plain = found.name.replace("_", "-") not in STRANGE and 'a,"'.encode(name).decode(name) == 'a,"'
    except (LookupError, ValueError, TypeError):
        plain = False
    if not plain:
        raise Unreadable("no_such_encoding", name=name[:40])
    return found.name


def known(head: bytes, encoding: str | None) -> tuple[str, int]:
    """The encoding of a file that begins so, and how many bytes of a mark to pass over.

    Unreadable: it is no text, or in another encoding than UTF-8 and nobody has said in which.
    """
    for magic, kind in MAGIC:
        if head.startswith(magic):
            raise Unreadable("not_a_text", kind=kind)
    name = encoding_named(encoding) if encoding else "utf-8"
    if name in ("utf-8", "utf-8-sig"):
        if head.startswith(codecs.BOM_UTF8):
            return "utf-8", len(codecs.BOM_UTF8)
        must_be_utf8(head)
        return "utf-8", 0
    return name, 0


def must_be_utf8(head: bytes) -> None:
    """Unreadable: it is not, with the place and an encoding worth trying."""
    for mark, name in MARKS:
        if head.startswith(mark):
            raise Unreadable("wide", line=1, column=1, guess=name)
    if b"\0" in head[:1000] and head.count(b"\0") * 3 > len(head):
        guess = "utf-16-be" if head.startswith(b"\0") else "utf-16-le"
        raise Unreadable("wide", line=1, column=1, guess=guess)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError as error:
        before = head[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise Unreadable("not_utf8_file", line=line, column=column, guess=guessed(head)) from error


def guessed(head: bytes) -> str:
    """An encoding that these bytes may be in: Thai, Cyrillic, or letters with marks between plain ones."""
    high = [byte for byte in head if byte >= 0x80]
    pairs = sum(one >= 0x80 and other >= 0x80 for one, other in pairwise(head))
    if pairs * 3 < len(high):
        return "cp1250"
    return "cp874" if sum(byte in THAI for byte in high) * 5 > len(high) else "cp1251"


def recoded(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """A file in a wide encoding as UTF-8. Unreadable: it is not in that encoding."""
    decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
    lines = 1
    for chunk in chunks:
        for start in range(0, len(chunk), PIECE):
            try:
                text = decoder.decode(chunk[start : start + PIECE])
            except UnicodeDecodeError as error:
                raise Unreadable("not_in_encoding", line=lines, name=encoding) from error
            lines += text.count("\n")
            if text:
                yield text.removeprefix("\ufeff").encode("utf-8", "surrogatepass")
