"""Tables into rows."""

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.formats import table as module
from deskterm.formats.lines import lines
from deskterm.formats.table import Table, delimiter_of
from deskterm.workflow.intake import LeftOut
from tests.formats.reads import pieces


def rows(data: str | bytes, delimiter: str = ",", size: int = 1 << 16) -> list[object]:
    """Line and cells of each row, line and code of each that is none."""
    raw = data.encode() if isinstance(data, str) else data
    found = Table(lines(pieces(raw, size)), delimiter)
    return [(row.line, row.code) if isinstance(row, LeftOut) else row for row in found]


CELLS = st.text(st.sampled_from(list('ab,;"\n \r\té')), max_size=12).filter(lambda cell: not cell.endswith("\r"))


@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=5), max_size=8),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(1, 50),
)
def test_what_is_written_by_the_book_is_read(cells, quoting, end, size):
    """Every table that RFC 4180 knows comes back cell by cell, with the lines that its rows begin on."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=quoting, lineterminator=end).writerows(cells)
    found = rows(text.getvalue(), size=size)
    assert [row[1] for row in found] == [[cell.replace("\r\n", "\n") for cell in row] for row in cells]
    at = 1
    for (line, _cells), row in zip(found, cells, strict=True):
        assert line == at
        at += 1 + sum(cell.count("\n") for cell in row)


@given(st.text(st.sampled_from(list('ab,"\n\r')), max_size=60))
def test_any_junk_is_rows_and_what_was_left_out(text):
    """No line is passed over in silence: each begins a row, belongs to one, is left out, or is blank."""
    found = rows(text)
    assert [row[0] for row in found] == sorted({row[0] for row in found})
    raw = text.split("\n")
    begun = {row[0]: row[1] for row in found}
    at = 1
    while at <= len(raw):
        line = raw[at - 1].removesuffix("\r")
        if not line:
            at += 1
            continue
        assert at in begun, (text, found)
        cells = begun[at]
        at += 1 + (sum(cell.count("\n") for cell in cells) if isinstance(cells, list) else 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,b\n"c,d\ne,f\n', [(1, ["a", "b"]), (2, "open_quote"), (3, ["e", "f"])]),
        ('a,"b"c\nd,e', [(1, "stray_quote"), (2, ["d", "e"])]),
        ('a,"b\nc"d,e\nf,g', [(1, "stray_quote"), (2, ['c"d', "e"]), (3, ["f", "g"])]),
        ('5" disk,x', [(1, ['5" disk', "x"])]),
        ('"a ""b"" c",d', [(1, ['a "b" c', "d"])]),
        ('"a\n\nb",c\n\nd,e', [(1, ["a\n\nb", "c"]), (5, ["d", "e"])]),
        ("," * 600 + "\na,b", [(1, "many_columns"), (2, ["a", "b"])]),
        ('"",' * 600 + "\na,b", [(1, "many_columns"), (2, ["a", "b"])]),
        (b"a,b\n\xff,c\nd,e", [(1, ["a", "b"]), (2, "not_text"), (3, ["d", "e"])]),
        ('a,"b\n\xff'.encode("latin-1"), [(1, "open_quote"), (2, "not_text")]),
        ('x,"' + "a,b;" * 300 + '"', [(1, ["x", "a,b;" * 300])]),
    ],
)
def test_odd_rows(text, expected):
    """A row that can't be read is left out by its code, and reading goes on at the line after its first."""
    assert rows(text) == expected


def test_a_quote_that_never_closes_costs_its_own_row_only(monkeypatch):
    """Rows after it are read, even where the file is larger than the limit of a row."""
    monkeypatch.setattr(module, "LIMIT", 10_000)
    text = 'a,b\nc,"d\n' + "e,f\n" * 5000
    found = rows(text)
    assert found[:3] == [(1, ["a", "b"]), (2, "open_quote"), (3, ["e", "f"])]
    assert len(found) == 5002


@pytest.mark.parametrize("line", ['a","b,""', '"', 'a,"', '"a""', '","', 'x,"y"z'])
def test_bad_quotes_cost_no_more_than_time(line):
    """A file made of the worst lines is read in time that grows with its size, not with its square."""
    begun = time.process_time()
    found = rows((line + "\n") * 150_000)
    assert time.process_time() - begun < 20
    assert found


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [("a,b,c", ","), ("a;b;c,d", ";"), ("a\tb", "\t"), ("a|b|c", "|"), ("alone", ","), ('"x;y;z",b', ",")],
)
def test_delimiters(header, delimiter):
    """The delimiter is what stands most often outside quotes in the header."""
    assert delimiter_of(header) == delimiter
