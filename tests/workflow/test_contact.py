"""Who reports, as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.workflow.checks import Invalid
from deskterm.workflow.contact import parse_reporter, unquoted


@pytest.mark.parametrize(
    ("text", "name", "mail"),
    [
        ("Ann Lee <ann@example.org>", "Ann Lee", "ann@example.org"),
        ("Ann Lee<ann@example.org>", "Ann Lee", "ann@example.org"),
        ("  Ann   Lee  < ann@example.org > ", "Ann Lee", "ann@example.org"),
        ('"Lee, Ann" <ann@example.org>', "Lee, Ann", "ann@example.org"),
        ('"Ann \\"Nan\\" Lee" <ann@example.org>', 'Ann "Nan" Lee', "ann@example.org"),
        ("Ann Lee", "Ann Lee", None),
        ('"Ann Lee"', "Ann Lee", None),
        ("Ann Lee <>", "Ann Lee", None),
        ("ann@example.org", "ann@example.org", "ann@example.org"),
        ("<ann@example.org>", "ann@example.org", "ann@example.org"),
        ("สมหญิง ใจดี <somying@example.org>", "สมหญิง ใจดี", "somying@example.org"),
        ("Ștefan Țurcanu", "Ștefan Țurcanu", None),
        ("Анна Ким <anna@пример.рф>", "Анна Ким", "anna@пример.рф"),
        ("Ann @ the front desk", "Ann @ the front desk", None),
    ],
)
def test_what_is_understood(text: str, name: str, mail: str | None) -> None:
    """A name, an address, or both."""
    found = parse_reporter("reporter", text)
    assert found is not None
    assert (found.name, found.email) == (name, mail)


@pytest.mark.parametrize("text", [None, "", "   "])
def test_nothing_is_nobody(text: str | None) -> None:
    """What is missing is for the rule to say."""
    assert parse_reporter("reporter", text) is None


LONG = "a" * 61


@pytest.mark.parametrize(
    ("text", "code", "details"),
    [
        ("<>", "bad_reporter", {"value": "<>"}),
        ('""', "bad_reporter", {"value": '""'}),
        ('"" < >', "bad_reporter", {"value": '"" < >'}),
        ("Ann <ann", "bad_reporter", {"value": "Ann <ann"}),
        ("ann> Ann", "bad_reporter", {"value": "ann> Ann"}),
        ("Ann <a@b> <c@d>", "bad_reporter", {"value": "Ann <a@b> <c@d>"}),
        (f"{LONG}<", "bad_reporter", {"value": LONG[:60]}),
        (f'"{" " * 61}"', "bad_reporter", {"value": f'"{" " * 59}'}),
        (f'"{" " * 61}"<>', "bad_reporter", {"value": f'"{" " * 59}'}),
        ("Ann <ann>", "bad_mail", {"value": "ann"}),
        ("ann@", "bad_mail", {"value": "ann@"}),
        (f"{LONG}@", "bad_mail", {"value": LONG[:60]}),
        ("A\nB", "control_character", {"code": "U+000A", "at": 2}),
    ],
)
def test_what_is_not_understood(text: str, code: str, details: dict[str, object]) -> None:
    """It is named, not guessed."""
    with pytest.raises(Invalid) as caught:
        parse_reporter("reporter", text)
    assert (caught.value.field, caught.value.code, caught.value.details) == ("reporter", code, details)


@pytest.mark.parametrize("text", ["Ann Lee", "ann@example.org", "Ann Lee <ann@example.org>"])
def test_a_telephone_number_goes_with_whoever_it_is(text: str) -> None:
    """However they are written."""
    found = parse_reporter("reporter", text, "12345")
    assert found is not None and found.phone == "12345"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('"Ann  Lee"', "Ann Lee"),
        ('"Lee\\, Ann"', "Lee, Ann"),
        ('"a\\\\b"', "a\\b"),
        ('Ann "Nan" Lee', 'Ann "Nan" Lee'),
        ('"Nan" Lee', '"Nan" Lee'),
        ('"', '"'),
        ('""', ""),
        ("", ""),
    ],
)
def test_quotes_around_a_name_are_no_part_of_it(written: str, name: str) -> None:
    """With what was escaped in them; a quote inside is."""
    assert unquoted(written) == name


@given(st.text(max_size=300))
def test_anything_is_a_person_nobody_or_invalid(text: str) -> None:
    """No text breaks the parser, and whoever it finds has a name without edges of blanks."""
    try:
        found = parse_reporter("reporter", text)
    except Invalid:
        return
    assert found is None or (found.name and found.name == found.name.strip())
