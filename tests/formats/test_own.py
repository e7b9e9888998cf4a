"""The desk's own formats: what is written is read back, what can't be is told by line and place."""

import base64
import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.formats.own import NotOurs, read_header, record, records, written
from deskterm.formats.own_table import COLUMNS, bare, cells, guarded, is_ours, table_line
from deskterm.workflow.intake import LeftOut
from deskterm.workflow.whole import PIECE_BYTES, Record

HEADER = {"deskterm": 1, "uuid": "u", "name": "n", "time_zone": "Etc/UTC", "exported_at": 1}
TICKET = {"type": "ticket", "number": 3, "facts": {"status": "new"}, "texts": {"subject": "x"}, "history": []}
TEXT = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"))


@given(st.lists(TEXT, min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_a_guarded_cell_is_no_formula_and_comes_back(texts):
    """No cell begins as a formula does, and taking the apostrophe off gives back what was there."""
    row = table_line(texts).decode()
    assert row.endswith("\r\n")
    (read,) = csv.reader(io.StringIO(row, newline=""))
    assert not [cell for cell in read if cell[:1] in "=+-@\t\r" and cell]
    assert [bare(cell) for cell in read] == texts


@pytest.mark.parametrize("text", ["=1+1", "+373 22", "-2", "@SUM(A1)", "\tx", "\rx", "'=x", "'", "plain", ""])
def test_what_is_guarded(text):
    """Formulas and apostrophes get an apostrophe, all else is left alone."""
    assert (guarded(text) != text) == (text[:1] in "=+-@\t\r'" and text != "")
    assert bare(guarded(text)) == text


def test_a_row_has_every_column():
    """Instants in UTC, tickets by number, nothing for what is not known; the header is recognised."""
    row = dict(zip(COLUMNS, cells({"number": 7, "created_at": 1_767_225_600_000_000, "impact": 2}), strict=True))
    assert (row["number"], row["created_at"], row["impact"]) == ("DT-7", "2026-01-01T00:00:00.000000Z", "2")
    assert row["subject"] == "" and is_ours(COLUMNS) and not is_ours(COLUMNS[1:])


def test_a_header_is_read_and_others_are_refused():
    """The first line says which desk; another version or no header is not ours."""
    assert read_header(written(HEADER))["uuid"] == "u"
    for line in (b"", b"[]", b"{", b'{"deskterm":2}', b"\xff", b'{"deskterm":1}', b"[" * 100_000):
        with pytest.raises(NotOurs):
            read_header(line)


@given(TEXT, st.binary(max_size=100))
def test_lines_come_back(text, data):
    """Texts in every script and bytes of files survive."""
    ticket = {**TICKET, "texts": {"subject": text}}
    piece = {"type": "piece", "ticket": 3, "file": 1, "data": data}
    found = list(records([written(ticket), b"\n", written(piece)]))
    assert found == [Record(2, "ticket", ticket), Record(4, "piece", piece)]


BAD = {
    "not json": (b"{", "bad_json", None),
    "too deep": (b"[" * 100_000, "bad_json", None),
    "another encoding": ('{"type":"ticket","x":"жук"}'.encode("cp1251"), "bad_encoding", None),
    "no object": (b"[1]", "unknown_record", "type"),
    "unknown": (b'{"type":"spell"}', "unknown_record", "type"),
    "no number": (json.dumps(TICKET | {"number": "3"}).encode(), "bad_record", "number"),
    "a number below 1": (json.dumps(TICKET | {"number": 0}).encode(), "bad_record", "number"),
    "truth for a number": (json.dumps(TICKET | {"number": True}).encode(), "bad_record", "number"),
    "a huge number": (json.dumps(TICKET | {"number": 10**30}).encode(), "bad_record", "number"),
    "no number at all": (b'{"type":"ticket","x":NaN}', "bad_json", None),
    "a NUL": (json.dumps(TICKET | {"texts": {"subject": "a\0b"}}).encode(), "bad_record", "texts.subject"),
    "half a pair": (json.dumps(TICKET | {"texts": {"subject": "\ud800"}}).encode(), "bad_record", "texts.subject"),
    "a NUL in a name": (json.dumps(TICKET | {"facts": {"a\0": 1}}).encode(), "bad_record", "facts.a\0"),
    "no history": (json.dumps({k: v for k, v in TICKET.items() if k != "history"}).encode(), "bad_record", "history"),
    "a bad event": (
        json.dumps(TICKET | {"history": [{"at": 1, "actor": "a", "kind": "k", "fields": {"line": [1]}}]}).encode(),
        "bad_record",
        "history[0].fields.line",
    ),
    "a float": (json.dumps(TICKET | {"facts": {"impact": 1.5}}).encode(), "bad_record", "facts.impact"),
    "no base64": (b'{"type":"piece","ticket":1,"file":1,"data":"@"}', "bad_record", "data"),
    "a long piece": (
        json.dumps(
            {"type": "piece", "ticket": 1, "file": 1, "data": base64.b64encode(bytes(PIECE_BYTES + 1)).decode()}
        ).encode(),
        "bad_record",
        "data",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_can_not_be_is_told(name):
    """A line that is not what an export writes is left out, with its number and the way to what is wrong."""
    raw, code, field = BAD[name]
    found = record(9, raw)
    assert isinstance(found, LeftOut)
    assert (found.line, found.code, found.field) == (9, code, field)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEXT,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
        max_leaves=8,
    )
)
def test_no_line_is_a_defect(content):
    """Whatever stands in a line, it is a record or left out."""
    for kind in ("agent", "reporter", "category", "ticket", "piece"):
        for name in ("facts", "texts", "history", "notes", "number", "data", "id"):
            raw = json.dumps({**TICKET, "type": kind, name: content}).encode()
            assert isinstance(record(1, raw), Record | LeftOut)
