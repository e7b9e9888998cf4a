"""Where a desk may live, as text."""

import pytest

from deskterm.store.location import Location


@pytest.mark.parametrize(
    ("text", "shown", "is_file"),
    [
        ("/a/desk.db", "/a/desk.db", True),
        ("sqlite:////a/b%20c.db", "/a/b c.db", True),
        ("postgresql://ana:secret@host:5/desk", "postgresql://ana@host:5/desk", False),
        ("postgres://host/desk", "postgresql://host/desk", False),
        ("postgresql+psycopg://host/desk?sslmode=require", "postgresql://host/desk?sslmode=require", False),
    ],
)
def test_locations(text: str, shown: str, is_file: bool) -> None:
    """A location is a path or an address, and never shows a password."""
    location = Location.parse(text)
    assert (str(location), location.is_file) == (shown, is_file)
    assert "secret" not in repr(location)


@pytest.mark.parametrize("text", ["", " ", "mysql://host/desk", "sqlite://desk.db", "sqlite:///"])
def test_places_that_are_none(text: str) -> None:
    """What is neither a path nor a known address is a ValueError."""
    with pytest.raises(ValueError, match=r"."):
        Location.parse(text)
