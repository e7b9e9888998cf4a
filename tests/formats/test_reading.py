"""Files into tickets: formats, columns, values, histories."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.formats.checking import bare
from deskterm.formats.moments import instants
from deskterm.formats.wish import Wish
from deskterm.workflow import checks
from deskterm.workflow.checks import Invalid
from deskterm.workflow.intake import LeftOut, OldNote, Unreadable
from deskterm.workflow.values import Reporter
from tests.formats.reads import NOW, left, read, reading, taken

HOUR = 3_600_000_000


def test_a_plain_table():
    """Columns find their fields by name; the row keeps its line, its key and what it said."""
    (row,) = taken("Number;Short description;Impact;Level\n\nINC1;Printer;1 - High;L2\n")
    assert (row.place.line, row.key) == (3, "INC1")
    assert row.fields == {"subject": "Printer", "impact": 1, "line": 2}
    assert row.given == {"Number": "INC1", "Short description": "Printer", "Impact": "1 - High", "Level": "L2"}


def test_labelled_texts():
    """Lines of id, text and language need no options; what is not known is named and not taken."""
    found = reading('{"id": "a-1", "text": "Nu merge. Dati restart la server va rog.", "y": 1, "lang": "ro"}\n')
    (row,) = found
    assert (row.key, row.fields["subject"]) == ("a-1", "Nu merge. Dati restart la server va rog")
    assert row.fields["description"] == "Nu merge. Dati restart la server va rog."
    assert (row.reporter, row.fields["language"]) == (None, "ro")
    assert found.untaken == ["y"]


def test_said_columns_and_values():
    """--map, --set and --value come before every guess."""
    (one, two) = taken(
        '{"id": 1, "text": "x", "y": 1}\n{"id": 2, "text": "x", "y": 0}\n',
        maps={"kind": "y", "external_id": "", "place": "id"},
        sets={"channel": "e-mail"},
        values={"kind": {"1": "incident", "0": "request"}},
    )
    assert (one.key, one.fields["kind"], one.fields["channel"], one.fields["place"]) == (None, "incident", "mail", "1")
    assert two.fields["kind"] == "request"


def test_a_later_key_is_taken_too():
    """JSON lines have no header: a key that comes late is a column all the same."""
    text = '{"id": 1, "text": "x"}\n' * 300 + '{"id": 2, "text": "x", "impact": "low", "odd": 1}\n'
    found = reading(text)
    assert list(found)[-1].fields["impact"] == 3
    assert found.untaken == ["odd"]


def test_a_history():
    """A key and a time in every row make a file of history: one ticket per run of rows, one moment per row."""
    text = (
        "case,time,status,substatus,level,impact,team\n"
        "a,2010-03-31T15:59:42+01:00,Accepted,In Progress,L1,Medium,V30\n"
        "a,2010-03-31T16:45:48+01:00,Queued,Awaiting Assignment,L3,Medium,V5\n"
        "b,2010-04-01T00:00:00+01:00,Completed,Closed,L2/L3,Major,\n"
        "a,2010-04-06T15:44:51+01:00,Completed,Resolved,L2,Low,V13\n"
    )
    first, second, third = taken(text)
    assert [row.key for row in (first, second, third)] == ["a", "b", "a"]
    assert [row.rows for row in (first, second, third)] == [2, 1, 1]
    assert [(m.line, m.who, m.fields) for m in first.history] == [
        (2, "V30", {"status": "in_progress", "line": 1, "impact": 2}),
        (3, "V5", {"status": "open", "line": 3, "impact": 2}),
    ]
    assert first.fields["created_at"] == first.history[0].at == 1270047582000000
    assert second.history[0].fields == {"status": "resolved", "line": 2, "impact": 1}
    assert second.history[0].who is None
    (row, *_) = taken(text, maps={"status": "substatus"})
    assert [m.fields["status"] for m in row.history] == ["in_progress", "open"]


def test_a_history_needs_key_and_time_in_every_row():
    """A row without them is left out, and the others are not."""
    text = "case,time,status\na,2020-01-01T00:00Z,new\n,2020-01-01T00:00Z,new\na,,closed\na,2020-01-02T00:00Z,closed\n"
    assert left(text) == [(3, 1, "external_id", "key_missing"), (4, 2, "at", "time_missing")]
    assert [row.rows for row in read(text) if not isinstance(row, LeftOut)] == [2]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("subject,impact\na,huge\n", (2, 2, "impact", "unknown_code")),
        ("subject,impact\na,1 low\n", (2, 2, "impact", "unknown_code")),
        ("subject,priority\na,P9\n", (2, 2, "priority", "unknown_code")),
        ("subject,status\na,Frozen\n", (2, 2, "status", "unknown_code")),
        ("subject,created\na,2031-01-01\n", (2, 2, "created_at", "time_to_come")),
        ("subject,created\na,01/02/2020\n", (2, 2, "created_at", "time_two_ways")),
        ("subject,created\na,soon\n", (2, 2, "created_at", "bad_time")),
        ("subject,created\na,99999999999\n", (2, 2, "created_at", "bad_time")),
        ("subject,created,closed\na,2020-01-02,2020-01-01\n", (2, 3, "closed_at", "before_it_began")),
        ("subject,email\na,b@\n", (2, 2, "reporter_email", "bad_mail")),
        ("subject,phone\na,none\n", (2, 2, "reporter_phone", "bad_phone")),
        ("subject,reporter\na,<b>\n", (2, 2, "reporter", "bad_mail")),
        ("subject,category\na,odd\n", (2, 2, "category", "unknown_code")),
        ("subject,x\n" + "a" * 251 + ",\n", (2, 1, "subject", "too_long")),
        ("subject,x\n,b\n", (2, 1, "subject", "subject_missing")),
        ("subject,description\na,b\0c\n", (2, 2, "description", "control_character")),
        ("subject,x\na\n", (2, None, None, "few_cells")),
        ("subject,x\na,b,c\n", (2, None, None, "many_cells")),
        ('{"subject": ["a"]}', (1, None, "subject", "not_a_value")),
    ],
)
def test_rows_that_are_left_out(text, found):
    """A row that can't be taken names its line, its column, its field and the reason."""
    maps = {"category": "category"} if "category" in text else {}
    assert left(text, maps=maps) == [found]


def test_empty_cells_beyond_the_header_are_nothing():
    """Spreadsheets write more delimiters than columns."""
    assert len(taken("subject,x\na,b,,,\n")) == 1


@pytest.mark.parametrize(
    ("column", "value", "field", "expected"),
    [
        ("status", "On Hold", "status", "waiting"),
        ("status", "  awaiting user info ", "status", "waiting"),
        ("State", "Work In Progress", "status", "in_progress"),
        ("status", "CANCELED", "status", "cancelled"),
        ("level", "2nd", "line", 2),
        ("level", "L2/L3", "line", 2),
        ("tier", "Tier 3", "line", 3),
        ("priority", "P1", "priority", 1),
        ("priority", "4 - Low", "priority", 4),
        ("severity", "blocker", "priority", 1),
        ("urgency", "immediate", "urgency", 1),
        ("impact", "Extensive/Widespread", "impact", 1),
        ("Issue Type", "Service Request", "kind", "request"),
        ("Issue Type", "Rollout", "kind_there", "Rollout"),
        ("source", "Self-service", "channel", "web"),
        ("resolution", "Won't Do", "resolution_code", "declined"),
        ("assigned_to", "Anna", "assignee", "anna"),
        ("assigned_to", "anna@example.org", "assignee", "anna"),
        ("assigned_to", "Zoe Z", "assignee", "Zoe Z"),
        ("category", "Network / VPN", "category", "network/vpn"),
        ("category", "odd", "category", "odd"),
    ],
)
def test_words_of_others(column, value, field, expected):
    """What others call it is put into our words; unknown people and categories are kept as they are called."""
    wish = {"agents": frozenset({"anna"}), "categories": frozenset({"network/vpn"})}
    (row,) = taken(f'subject,{column}\na,"{value}"\n', **wish)
    assert row.fields == {"subject": "a", field: expected}


def test_strangers_are_counted():
    """How many rows speak of people and things that the desk does not know is there to be said."""
    found = reading("subject,owner\na,zoe\nb,zoe\nc,max\n")
    assert len(list(found)) == 3
    assert (found.strangers.counts, list(found.strangers.some["assignee"])) == ({"assignee": 3}, ["zoe", "max"])


def test_who_reports():
    """In one column or in several."""
    (row,) = taken("subject,reporter,phone,company,lang\na,Ann <ann@example.org>,12345,Acme,ro\n")
    assert row.reporter == Reporter(
        name="Ann", email="ann@example.org", phone="12345", organisation="Acme", language="ro"
    )
    (row,) = taken("subject,email\na,ann@example.org\n")
    assert row.reporter == Reporter(name="ann@example.org", email="ann@example.org")
    (row,) = taken("subject,phone\na,12345\n")
    assert row.reporter == Reporter(name="12345", phone="12345")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Short one", "Short one"),
        (
            "Hello. The printer on the second floor is dead. Please come.",
            "Hello. The printer on the second floor is dead",
        ),
        ("First line\nsecond line", "First line"),
        ("word " * 100, ("word " * 49).strip() + "…"),
        ("x" * 300, "x" * 249 + "…"),
        ("tab\tinside of a line", "tab inside of a line"),
        ("ยอด" * 200, "ยอด" * 83 + "…"),
    ],
)
def test_a_subject_out_of_a_text(text, subject):
    """The beginning of a text, as far as it makes a sentence and fits a line."""
    quoted = text.replace('"', '""')
    (row,) = taken(f'text,x\n"{quoted}",\n')
    assert row.fields["subject"] == subject
    assert row.fields["description"] == text.rstrip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1970-01-02T00:00:00Z", 24 * HOUR),
        ("1970-01-02 02:00:00+02:00", 24 * HOUR),
        ("1970-01-02 02:00:00 +0200", 24 * HOUR),
        ("1970-01-02 00:00:00 UTC", 24 * HOUR),
        ("1970-01-02 03:00", 24 * HOUR),
        ("1970-01-02", 30 * HOUR),
        ("02.01.1970 03:00", 24 * HOUR),
        ("02/Jan/70 3:00 AM", None),
        ("02/Jan/1970 3:00 AM", 24 * HOUR),
        ("02/Jan/1970 12:30 PM", 24 * HOUR + 19 * HOUR // 2),
        ("02/Jan/1970 12:30 AM", 24 * HOUR - 5 * HOUR // 2),
        ("2-Jan-1970", 30 * HOUR),
        ("02/Foo/1970", None),
        ("31.02.1980", None),
        ("1969-01-01", None),
        ("02/01/1970", None),
        ("0001-01-01T00:00+14:00", None),
        ("", None),
        ("1" * 5000, None),
    ],
)
def test_instants(text, expected):
    """Times of other systems, where 03:00 in the zone is midnight in UTC."""
    read_it = instants(ZoneInfo("Etc/GMT-3"), NOW)
    if expected is None:
        with pytest.raises(Invalid):
            read_it("at", text)
    else:
        assert read_it("at", text) == expected


def test_two_ways_are_told_apart():
    """Day and month come in the order that somebody says."""
    assert instants(ZoneInfo("UTC"), NOW, "dmy")("at", "02/01/1970 00:00") == 24 * HOUR
    assert instants(ZoneInfo("UTC"), NOW, "mdy")("at", "01/02/1970 12:00 AM") == 24 * HOUR
    with pytest.raises(Invalid):
        instants(ZoneInfo("UTC"), NOW, "mdy")("at", "13/02/1970")


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"", "empty", None, None),
        (b"\n\r\n", "empty", None, None),
        (b"PK\x03\x04rest", "not_a_text", None, None),
        (b"subject,b\n\xcf\xf0\xe8", "not_utf8_file", 2, 1),
        ("subject\nпривет, \xb5".encode() + b"\xff", "not_utf8_file", 2, 10),
        ("subject,b\n".encode("utf-16"), "wide", 1, 1),
        ("subject,b\n".encode("utf-16-le"), "wide", 1, 1),
        (b"subject,a,a\n", "doubled_column", 1, 3),
        (b"one,two\nx,y\n", "no_text_column", 1, None),
        (b'"subject\n', "header_unreadable", 1, 1),
        (b"[{}]", "empty", None, None),
        (b"{]\n", "first_line_unreadable", 1, 2),
        (b"," * 600, "header_unreadable", 1, None),
        (b"," * (5 << 20), "header_unreadable", 1, None),
    ],
    ids=lambda value: str(value)[:20],
)
def test_files_that_cannot_be_read(data, code, line, column):
    """A file that can't be read as a whole says where and why."""
    if data == b"[{}]":
        data, code, line, column, name = data, "json_array", 1, 1, "x.json"
    else:
        name = ""
    with pytest.raises(Unreadable) as caught:
        list(reading(data, name))
    assert (caught.value.code, caught.value.line, caught.value.column) == (code, line, column)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("subject\nНе работает принтер - помогите\n", "cp1251"),
        ("subject\nตารางเรียนมาแล้วค่ะ อัปเดตหน่อยค่ะ\n", "cp874"),
        ("subject\nNu funcționează accesul la rețea în clădire\n", "iso8859-16"),
    ],
)
def test_an_encoding_is_guessed(text, code):
    """What is not UTF-8 is refused with an encoding worth trying; said, it is read."""
    data = text.encode(code)
    with pytest.raises(Unreadable) as caught:
        reading(data)
    assert caught.value.details["guess"] == {"iso8859-16": "cp1250"}.get(code, code)
    assert taken(data, encoding=code)[0].fields["subject"] == text.split("\n")[1]


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251"])
def test_encodings_that_are_said(code):
    """A mark at the beginning is passed over; wide encodings are read too."""
    (row,) = taken('subject,"b\n"\nпринтер,\n'.encode(code), encoding=code)
    assert row.fields["subject"] == "принтер"


def test_a_lone_surrogate_in_utf16():
    """Half a character is left out with its row."""
    data = "subject,b\n\ud800x,\ny,\n".encode("utf-16-le", "surrogatepass")
    assert left(data, encoding="utf-16-le") == [(2, 1, None, "not_text")]


@pytest.mark.parametrize("name", ["rot13", "base64", "nope", "idna", "utf-7", "unicode_escape", "x" * 500, "a\0b"])
def test_no_encoding(name):
    """What is no encoding of tables is refused by name."""
    with pytest.raises(Unreadable) as caught:
        reading("subject\n", encoding=name)
    assert caught.value.code == "no_such_encoding"


def test_comments_with_date_and_author():
    """A comment as Jira writes it has both; another one is only a text."""
    (row,) = taken("subject,c\na,02/Jan/2020 3:00 AM;bob;it; works\n", maps={"comments": "c"})
    assert row.notes == (OldNote(body="it; works", at=1577934000000000, author="bob"),)
    (row,) = taken("subject,c\na,see; there; now\n", maps={"comments": "c"})
    assert row.notes == (OldNote(body="see; there; now"),)


def test_every_reason_has_a_sentence():
    """Whatever a row or a file is refused for can be said."""
    import ast

    from deskterm.texts import intake, refusals

    source = Path(__file__).parents[2] / "src" / "deskterm"
    found: dict[str, set[str]] = {
        "Unreadable": set(),
        "left": set(),
        "LeftOut": set(),
        "Stray": set(),
        "Unusable": set(),
    }
    for path in [
        *(source / "formats").rglob("*.py"),
        *(source / "usecases").rglob("*.py"),
        *(source / "cli").rglob("*.py"),
    ]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", None) if isinstance(node, ast.Call) else None
            if name in found:
                values = [*node.args, *(word.value for word in node.keywords if word.arg == "code")]
                found[name] |= {
                    each.value for each in values if isinstance(each, ast.Constant) and type(each.value) is str
                }
    assert found["Unreadable"] <= set(intake.FILES)
    rows = set.union(*(codes for name, codes in found.items() if name != "Unreadable")) - {"type"}
    assert rows <= {*intake.ROWS, *refusals.SENTENCES}


@given(st.text(max_size=40), st.sampled_from(["place", "solution"]))
def test_quick_checks_are_the_checks(text, field):
    """What is looked at once gives what the desk's own checks give."""
    whole = checks.line if field == "place" else checks.text
    try:
        expected = whole(field, text)
    except Invalid as error:
        with pytest.raises(Invalid) as caught:
            bare(field, Wish(), False)(field, text)
        assert caught.value.code == error.code
    else:
        assert bare(field, Wish(), False)(field, text) == expected
