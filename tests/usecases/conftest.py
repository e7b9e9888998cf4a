"""What tests of use-cases start from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.usecases import desks


@pytest.fixture
def house(tmp_path: Path) -> Iterator[desks.House]:
    """A desk with its people."""
    found = desks.house(tmp_path)
    yield found
    found.store.close()
