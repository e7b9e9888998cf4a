"""One process may open a desk and its live file many times: no opening costs another one its locks."""

import subprocess
import sys
from pathlib import Path

from deskterm.store.live.opening import Live, live_path
from deskterm.store.location import Location
from deskterm.store.opening import open_store
from tests.store.desks import founded

VISIT = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM sqlite_schema'); c.close()"


def visited(path: Path) -> bool:
    """Another process opens the file and closes it; is the log still there, which it would remove as the last one?"""
    subprocess.run([sys.executable, "-c", VISIT, path], check=True)
    return path.with_name(f"{path.name}-wal").exists()


def test_a_live_file_that_is_opened_twice_stays_open(tmp_path: Path) -> None:
    """What the first one writes after that is seen by others."""
    founded(tmp_path / "desk.db").close()
    location = Location(file=tmp_path / "desk.db")
    first, second = Live(location), Live(location)
    sql = "INSERT INTO live_presence VALUES ('d', :name, 'ann', 1, 0, 0)"
    for name, live in (("one", first), ("two", second)):
        with live.writing(patience=1, durable=True) as db:
            db.run(sql, {"name": name})
    assert visited(live_path(location.path))
    with first.writing(patience=1, durable=True) as db:
        db.run(sql, {"name": "three"})
    third = Live(location)
    with third.reading() as found:
        assert found is not None
        assert found.all("SELECT count(*) FROM live_presence") == [(3,)]
    for live in (first, second, third):
        live.close()


def test_a_desk_that_is_opened_twice_stays_open(tmp_path: Path) -> None:
    """The first one's log is not taken away by whoever comes and goes."""
    founded(tmp_path / "desk.db").close()
    location = Location(file=tmp_path / "desk.db")
    with open_store(location) as first:
        with first.writing() as writer:
            writer.desk_event("mended", {"what": "sort", "n": 1}, by="root", now=1)
        with open_store(location, read_only=True):
            pass
        assert visited(location.path)
