"""A desk in a file of its own for every test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskterm.store.opening import Store
from tests.store.desks import founded


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty desk with five people."""
    with founded(tmp_path / "desk.db") as made:
        yield made
