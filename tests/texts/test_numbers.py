"""Ticket numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.texts.numbers import number, parse_number


@pytest.mark.parametrize("text", ["DT-12", "dt-12", "Dt-12", "12", " 12 ", "DT-0012"])
def test_the_ways_to_write_a_number(text):
    """With or without its prefix, in any case."""
    assert parse_number(text) == 12


@pytest.mark.parametrize(
    "text",
    ["", "0", "DT-0", "-12", "DT--1", "DT12", "D-12", "12.0", "1e3", "١٢", "１２", "12a", "DT- 12", "9" * 5000, "²"],
)
def test_what_is_no_number_is_refused(text):
    """The error shows what a number looks like."""
    with pytest.raises(ValueError, match="DT-12"):
        parse_number(text)


@given(st.integers(1, 10**18 - 1))
def test_a_number_survives_being_shown(ticket):
    """What is shown can be typed."""
    assert parse_number(number(ticket)) == ticket
