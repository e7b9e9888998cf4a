"""JSON lines into rows."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.formats.lines import lines
from deskterm.formats.objects import objects
from deskterm.workflow.intake import LeftOut


def rows(data: bytes | str) -> list[object]:
    """Keys and cells of each row; line, column and code of each that is none."""
    raw = data if isinstance(data, bytes) else data.encode()
    found = objects(lines([raw]))
    return [
        (r.line, r.column, r.code) if isinstance(r, LeftOut) else dict(zip(r.keys, r.cells, strict=True)) for r in found
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"a": "x", "b": 1, "c": null, "d": true, "e": 1.5}', {"a": "x", "b": "1", "c": "", "d": "true", "e": "1.5"}),
        ('{"a": NaN}', (1, 7, "not_a_number")),
        ('{"a": -Infinity}', (1, 7, "not_a_number")),
        ('{"a": 1, "a": 2}', (1, 11, "doubled_key")),
        ("[1]", (1, 1, "not_an_object")),
        ('"a"', (1, 1, "not_an_object")),
        ('{"a": "x"', (1, 10, "not_json")),
        ('{"a": "x"} {"b"', (1, 12, "not_json")),
        ('{"a": "\t"}', (1, 8, "not_json")),
        (r'{"a": "x\ud800"}', (1, 9, "lone_surrogate")),
        (r'{"a": "\udc00"}', (1, 8, "lone_surrogate")),
        (r'{"a": "\\ud800"}', {"a": "\\ud800"}),
        (r'{"a": "\ud83d\ude00"}', {"a": "😀"}),
        ('{"a": ' + "9" * 5000 + "}", (1, None, "long_number")),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", (1, None, "too_deep")),
        ('{"a": ' * 50_000, (1, None, "too_deep")),
        (json.dumps({str(n): "" for n in range(600)}), (1, None, "many_columns")),
        (b'{"a": "\xff"}', (1, 8, "not_text")),
        (b'{"a": "\xed\xa0\x80"}', (1, 8, "not_text")),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_line(line, expected):
    """A line is a row, or is left out with the place where it goes wrong."""
    assert rows(line) == [expected]


def test_lists_and_objects_are_named():
    """What is no text does not become one."""
    (row,) = objects([b'{"a": "x", "b": [1], "c": {"d": 1}}'])
    assert (row.keys, row.cells, row.nested) == (("a",), ["x"], ("b", "c"))


@given(st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=8), max_size=4), max_size=6))
def test_what_is_written_is_read(content):
    """Objects of texts come back as they were, blank lines between them or not."""
    text = "\n\n".join(json.dumps(each) for each in content)
    assert rows(text) == content


@given(st.binary(max_size=80))
def test_any_bytes_are_rows_and_what_was_left_out(data):
    """Each line with something on it gives exactly one."""
    assert len(rows(data)) == sum(bool(line.strip(b" \t\r")) for line in data.split(b"\n"))
