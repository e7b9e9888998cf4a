"""Malformed values: named by field, with what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.texts.refusals import invalid
from deskterm.workflow import checks
from deskterm.workflow.checks import Invalid
from deskterm.workflow.values import Kind


@pytest.mark.parametrize(
    ("check", "value", "result"),
    [
        (checks.line, None, None), (checks.line, "  ", None), (checks.line, " a b ", "a b"),
        (checks.line, "ไม่ได้", "ไม่ได้"),
        (checks.line, "x" * 250, "x" * 250),
        (checks.text, "x" * 100_000, "x" * 100_000), (checks.text, None, None), (checks.text, " \n", None),
        (checks.text, " a\r\nb\rc \n", " a\nb\nc"), (checks.text, "\x1b[31mred", "\x1b[31mred"),
        (checks.mail, "", None), (checks.mail, " a@b ", "a@b"), (checks.mail, "имя@пример.рф", "имя@пример.рф"),
        (checks.phone, None, None), (checks.phone, "+373 22 12-34-56", "+373 22 12-34-56"),
        (checks.phone, "(0)22 #5", "(0)22 #5"),
    ],
)  # fmt: skip
def test_well_formed(check, value, result):
    """Trimmed, line ends made one, nothing else touched."""
    assert check("f", value) == result


@pytest.mark.parametrize(
    ("check", "value", "code"),
    [
        (checks.line, "x" * 251, "too_long"), (checks.line, "a\nb", "control_character"),
        (checks.line, "a\x00", "control_character"), (checks.line, "a\udc80", "control_character"),
        (checks.line, "a\u2028b", "control_character"), (checks.text, "x" * 100_001, "too_long"),
        (checks.text, "a\x00", "control_character"), (checks.text, "\ud800", "control_character"),
        (checks.mail, "a@", "bad_mail"), (checks.mail, "a b@c", "bad_mail"), (checks.mail, "a@b@c", "bad_mail"),
        (checks.mail, "<a@b>", "bad_mail"), (checks.phone, "call me", "bad_phone"), (checks.phone, "12", "bad_phone"),
        (checks.phone, "1" * 60, "bad_phone"),
    ],
)  # fmt: skip
def test_malformed(check, value, code):
    """The field and the code; the sentence can be made."""
    with pytest.raises(Invalid) as caught:
        check("f", value)
    assert (caught.value.field, caught.value.code) == ("f", code)
    assert invalid(caught.value)


LONG = "x" * 70


@pytest.mark.parametrize(
    ("ask", "field", "code", "details"),
    [
        (lambda: checks.line("f", "abc" * 100, 5), "f", "too_long", {"length": 300, "limit": 5}),
        (lambda: checks.line("f", "ab\x00c"), "f", "control_character", {"code": "U+0000", "at": 3}),
        (lambda: checks.text("f", "abcdef", 5), "f", "too_long", {"length": 6, "limit": 5}),
        (lambda: checks.text("f", "ab\x00c"), "f", "control_character", {"code": "U+0000", "at": 3}),
        (lambda: checks.name("f", LONG.upper()), "f", "bad_name", {"value": LONG.upper()[:40]}),
        (lambda: checks.mail("f", LONG), "f", "bad_mail", {"value": LONG[:60]}),
        (lambda: checks.mail("f", "\x00"), "f", "control_character", {"code": "U+0000", "at": 1}),
        (lambda: checks.phone("f", LONG), "f", "bad_phone", {"value": LONG[:40]}),
        (lambda: checks.phone("f", "1\x00"), "f", "control_character", {"code": "U+0000", "at": 2}),
        (lambda: checks.code("f", LONG, Kind), "f", "unknown_code", {"value": LONG[:40], "known": "incident, request"}),
        (lambda: checks.level("f", 4, 3), "f", "out_of_range", {"value": 4, "lowest": 1, "highest": 3}),
        (lambda: checks.level("f", 0, 3), "f", "out_of_range", {"value": 0, "lowest": 1, "highest": 3}),
        (lambda: checks.texts("f", {LONG: None}), "f", "too_long", {"length": 70, "limit": 60}),
        (lambda: checks.texts("f", {"q": "\x00"}), "f:q", "control_character", {"code": "U+0000", "at": 1}),
    ],
)
def test_what_is_said_of_a_malformed_value(ask, field, code, details):
    """Field, code and arguments in full; what is quoted is cut short."""
    with pytest.raises(Invalid) as caught:
        ask()
    assert (caught.value.field, caught.value.code, caught.value.details) == (field, code, details)


@pytest.mark.parametrize(("value", "good"), [
    ("ann", True), ("a", True), ("a" * 32, True), ("a" * 33, False), ("Ann", False), ("1a", False), ("a b", False),
    ("", False), ("a\n", False), ("anna.b_c-d1", True), ("анна", False),
])  # fmt: skip
def test_account_names(value, good):
    """A small letter, then up to 31 of a-z 0-9 . _ -"""
    if good:
        assert checks.name("name", value) == value
    else:
        with pytest.raises(Invalid, match="bad_name"):
            checks.name("name", value)


def test_codes_and_levels():
    """Members of a list, whole numbers of a range."""
    assert checks.code("kind", "incident", Kind) is Kind.INCIDENT
    assert checks.code("kind", None, Kind) is None
    with pytest.raises(Invalid) as caught:
        checks.code("kind", "x" * 99, Kind)
    assert caught.value.details == {"value": "x" * 40, "known": "incident, request"}
    assert checks.level("impact", None, 3) is None
    assert [checks.level("impact", n, 3) for n in (1, 3)] == [1, 3]
    for bad in (0, 4, -1, 10**30):
        with pytest.raises(Invalid) as caught:
            checks.level("impact", bad, 3)
        assert caught.value.details == {"value": bad, "lowest": 1, "highest": 3}


def test_several_texts():
    """Each named by its key; None says that a question does not apply."""
    assert checks.texts("answer", {" q ": " a ", "r": None, "s": " "}) == {"q": " a", "r": None, "s": None}
    with pytest.raises(Invalid) as caught:
        checks.texts("answer", {"q": "\x00"})
    assert caught.value.field == "answer:q"


@given(st.text())
def test_a_line_is_clean_or_refused(value):
    """What is kept has no control character, no blank edge, no more than 250 characters."""
    try:
        kept = checks.line("f", value)
    except Invalid as error:
        assert error.field == "f"
    else:
        assert kept is None or (kept == kept.strip() and len(kept) <= 250 and kept.encode())
