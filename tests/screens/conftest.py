"""A fresh desk for every test."""

from pathlib import Path

import pytest

from tests.screens.desks import House
from tests.screens.desks import house as make_house


@pytest.fixture
def house(tmp_path: Path) -> House:
    """See `desks.house`."""
    return make_house(tmp_path)
