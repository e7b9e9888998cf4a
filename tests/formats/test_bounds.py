"""Files that are made to hurt: huge lines, countless commas, bombs. Time may pass, memory may not grow."""

import gzip
import itertools
import resource
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest

from deskterm.workflow.intake import LeftOut, Unreadable
from tests.formats.reads import read, reading

MEGABYTE = 1 << 20
HEADER = b"subject,impact\n"


def stream(*parts: tuple[bytes, int]) -> Iterator[bytes]:
    """Each part repeated until it fills its megabytes, a megabyte at a time; 0: once."""
    for part, megabytes in parts:
        if megabytes:
            yield from itertools.repeat(part * (MEGABYTE // len(part)), megabytes)
        else:
            yield part


def peak(chunks: Iterator[bytes], **wish: object) -> tuple[int, list[str]]:
    """Megabytes that reading takes at most, and what became of the first rows."""
    tracemalloc.start()
    try:
        seen: list[str] = []
        for row in reading(chunks, **wish):
            if len(seen) < 5:
                seen.append(row.code if isinstance(row, LeftOut) else str(row.fields["subject"])[:9])
        return tracemalloc.get_traced_memory()[1] // MEGABYTE, seen
    finally:
        tracemalloc.stop()


SLOW = "an open quote"
"""Takes as long as all others together."""
BAD = [
    ("one line", [(HEADER, 0), (b"x", 200), (b"\nlast,1\n", 0)], ["long_line", "last"]),
    ("commas", [(HEADER, 0), (b",", 200), (b"\nlast,1\n", 0)], ["long_line", "last"]),
    ("commas below the limit", [(HEADER, 0), (b",", 3), (b"\nlast,1\n", 0)], ["many_columns", "last"]),
    ("quoted commas", [(HEADER, 0), (b'"",', 3), (b"\nlast,1\n", 0)], ["many_columns", "last"]),
    ("quotes", [(HEADER, 0), (b'"', 1), (b"\nlast,1\n", 0)], ["few_cells", "last"]),
    ("an open quote", [(HEADER, 0), (b'"', 0), (b"x\n", 1), (b"last,1\n", 0)], ["open_quote", *["few_cells"] * 4]),
    ("pictures", [(HEADER, 0), ("😀".encode(), 3), (b",1\nlast,1\n", 0)], ["too_long", "last"]),
    ("one object", [(b'{"text": "a"}\n{"text": "', 0), (b"x", 200), (b'"}\n', 0)], ["a", "long_line"]),
    ("brackets", [(b'{"text": "a"}\n', 0), (b"[", 3), (b'\n{"text": "b"}\n', 0)], ["a", "too_deep", "b"]),
    ("empty lines", [(HEADER, 0), (b"\n", 2), (b"last,1\n", 0)], ["last"]),
]


@pytest.mark.parametrize(
    ("parts", "seen"),
    [pytest.param(*case[1:], id=case[0], marks=[pytest.mark.soak] if case[0] == SLOW else []) for case in BAD],
)
def test_memory_is_bounded(parts, seen):
    """Whatever a line holds, reading takes less than 64 MB, and what follows the line is read."""
    most, found = peak(stream(*parts))
    assert found == seen
    assert most < 64


def test_a_table_without_end_takes_no_memory():
    """Rows that nobody keeps are gone."""
    most, _seen = peak(stream((HEADER, 0), (b"a subject,2\n", 1)))
    assert most < 10


def test_a_header_of_one_line_without_end():
    """Nothing is taken for a header that is none."""
    with pytest.raises(Unreadable) as caught:
        peak(stream((b",", 200)))
    assert caught.value.code == "header_unreadable"


def bomb(megabytes: int) -> Iterator[bytes]:
    """A gzip file that unpacks to so many megabytes in one line."""
    press = zlib.compressobj(9, wbits=31)
    yield press.compress(HEADER)
    for part in stream((b"x", megabytes)):
        if packed := press.compress(part):
            yield packed
    yield press.flush()


def test_a_bomb_is_noticed():
    """A gzip file that grows beyond all measure is refused on the way, in bounded memory."""
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable) as caught:
            for _row in reading(bomb(400)):
                continue
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (caught.value.code, most < 64 * MEGABYTE) == ("gzip_bomb", True)


def test_an_archive_under_another_name():
    """An archive called .csv is refused by its first bytes."""
    with pytest.raises(Unreadable) as caught:
        reading(b"PK\x03\x04" + b"\0" * 100, "tickets.csv")
    assert caught.value.details["kind"] == "zip"


def test_gzip():
    """A packed file is read like any other, also one of several members; a cut one says so."""
    packed = gzip.compress(b"subject,impact\na,1\n") + gzip.compress(b"b,2\n") + b"\0" * 20
    assert [row.fields["subject"] for row in read(packed)] == ["a", "b"]
    for data, code in ((packed[:20], "gzip_cut"), (packed[:40] + b"\xff" * 40, "gzip_damaged")):
        with pytest.raises(Unreadable) as caught:
            read(data)
        assert caught.value.code == code


@pytest.mark.soak
def test_a_gigabyte_in_one_line():
    """A line of 1 GB, of letters or of commas, leaves the process as small as it was."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for part in (b"x", b","):
        rows = read(stream((HEADER, 0), (part, 1024), (b"\nlast,1\n", 0)))
        assert [getattr(row, "code", "taken") for row in rows] == ["long_line", "taken"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024
