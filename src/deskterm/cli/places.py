"""Arguments that are a place on this machine. They are declared by their kind, so that whoever must not touch the
machine is kept from every one of them, those of commands to come included.
"""

STREAM = "-"
"""Standard input, or standard output."""


class Place(str):
    """A path of this machine, as it was typed."""

    __slots__ = ()


def place(text: str) -> Place:
    """An argument that is a path; use as its `type`."""
    return Place(text)


def place_or_stream(text: str) -> str:
    """An argument that is a path, or `-` for a stream; use as its `type`."""
    return text if text == STREAM else Place(text)
