"""Bytes into lines."""

from hypothesis import given
from hypothesis import strategies as st

from deskterm.formats.lines import KEPT, TooLong, lines
from tests.formats.reads import pieces


@given(data=st.lists(st.sampled_from([b"a", b"\n", b"\r\n", b"bcd", b'"'])).map(b"".join), size=st.integers(1, 7))
def test_chunks_do_not_matter(data, size):
    """However a file comes in, its lines are those between its line feeds."""
    expected = data.split(b"\n")
    if not expected[-1]:
        expected.pop()
    assert list(lines(pieces(data, size))) == expected


@given(
    data=st.lists(st.integers(0, 30).map(lambda n: b"x" * n + b"\n")).map(b"".join),
    size=st.integers(1, 40),
    end=st.sampled_from([b"", b"y" * 25]),
)
def test_a_long_line_is_passed_over(data, size, end):
    """Only lines beyond the limit are lost, each leaves its beginning, and none moves the numbers of the others."""
    found = list(lines(pieces(data + end, size), limit=10))
    expected = (data + end).split(b"\n")
    if not expected[-1]:
        expected.pop()
    assert len(found) == len(expected)
    for line, whole in zip(found, expected, strict=True):
        assert isinstance(line, TooLong) == (len(whole) > 10)
        assert whole.startswith(line.start[:KEPT] if isinstance(line, TooLong) else line)
