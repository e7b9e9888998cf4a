"""A mail address that looks like another one is not taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.texts.addresses import address, named
from deskterm.texts.safe import safe

HONEST = [
    "ann@example.org",
    "ann.o'hara+desk@mail.example.org",
    "josé.peña@example.org",
    "анна.петрова@example.org",
    "สมชาย@example.org",
    "xn--80ak6aa92e.com",
    "user@xn--80ak6aa92e.com",
]
DECEIVING = [
    ("p\u0430ypal@example.org", "mixed letters: \u0430 U+0430"),
    ("ann@ex\u0430mple.org", "mixed letters: \u0430 U+0430; xn--exmple-4nf.org"),
    ("\u0430\u0441\u0435@example.org", "no Latin letters: \u0430 U+0430, \u0441 U+0441, \u0435 U+0435"),
    ("ann@\u0430\u0440\u0440\u04cf\u0435.com", "xn--80ak6aa92e.com"),
    ("ann@почта.рф", "xn--80a1acny.xn--p1ai"),
    ("\u03bfmega@example.org", "mixed letters: \u03bf U+03BF"),
    ("\uff41nn@example.org", "mixed letters: \uff41 U+FF41"),
]


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_address_stays_as_it_is(text: str) -> None:
    """One script in each word, and a domain that is what it looks like."""
    assert address(text) == text


@pytest.mark.parametrize(("text", "told"), DECEIVING)
def test_what_deceives_is_shown_as_such(text: str, told: str) -> None:
    """The address as it is, and behind it which letters are others, or how the network writes the domain."""
    shown = address(text)
    assert shown.startswith(f"{text} ‹") and shown.endswith("›")
    assert told in shown


def test_a_name_that_is_an_address_is_shown_as_one() -> None:
    """Who is called by an address does not deceive either; a name in two scripts is a name."""
    assert "U+0430" in named("p\u0430ypal@example.org")
    assert named("Ann Петрова") == "Ann Петрова"


@given(st.text(st.characters(codec=None, categories=None), max_size=20))
def test_no_address_steers_a_terminal(text: str) -> None:
    """Whatever stands there, what is shown is safe already."""
    for shown in (address(text), named(text), address(f"{text}@{text}.org")):
        assert safe(shown) == shown
