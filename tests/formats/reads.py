"""Read bytes as an import does, for the tests of this folder."""

from collections.abc import Iterable, Iterator

from deskterm.formats.presets import preset
from deskterm.formats.reading import Reading
from deskterm.formats.wish import Wish
from deskterm.workflow.intake import Incoming, LeftOut

NOW = 1_900_000_000_000_000
"""2030-03-17."""


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    """The bytes in chunks of this size."""
    return (data[at : at + size] for at in range(0, len(data), size))


def reading(data: bytes | str | Iterable[bytes], name: str = "", **wish: object) -> Reading:
    """A file with these bytes."""
    if isinstance(data, str):
        data = data.encode()
    chunks = pieces(data, 1 << 16) if isinstance(data, bytes) else data
    if isinstance(wish.get("preset"), str):
        wish["preset"] = preset(str(wish["preset"]))
    return Reading(chunks, Wish(**{"now": NOW, **wish}), name)  # type: ignore[arg-type]


def read(data: bytes | str | Iterable[bytes], name: str = "", **wish: object) -> list[Incoming | LeftOut]:
    """What comes in and what is left out."""
    return list(reading(data, name, **wish))


def taken(data: bytes | str, **wish: object) -> list[Incoming]:
    """What comes in, where nothing is left out."""
    rows = read(data, **wish)
    assert not [row for row in rows if isinstance(row, LeftOut)], rows
    return [row for row in rows if isinstance(row, Incoming)]


def left(data: bytes | str | Iterable[bytes], **wish: object) -> list[tuple[int, int | None, str | None, str]]:
    """What is left out: line, column, field, code."""
    rows = [row for row in read(data, **wish) if isinstance(row, LeftOut)]
    return [(row.line, row.column, row.field, row.code) for row in rows]
