"""Who reports, as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.workflow.checks import Invalid
from deskterm.workflow.contact import parse_reporter


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


@pytest.mark.parametrize("text", ["<>", "Ann <ann", "ann> Ann", "Ann <a@b> <c@d>", "Ann <ann>", "ann@", '""', "A\nB"])
def test_what_is_not_understood(text: str) -> None:
    """It is named, not guessed."""
    with pytest.raises(Invalid) as caught:
        parse_reporter("reporter", text)
    assert caught.value.field == "reporter"


@given(st.text(max_size=300))
def test_anything_is_a_person_nobody_or_invalid(text: str) -> None:
    """No text breaks the parser, and whoever it finds has a name without edges of blanks."""
    try:
        found = parse_reporter("reporter", text)
    except Invalid:
        return
    assert found is None or (found.name and found.name == found.name.strip())
