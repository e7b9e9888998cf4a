"""A desk whose file is taken away while it is open."""

import shutil

import pytest

from deskterm.store.errors import StoreError
from deskterm.store.location import Location
from deskterm.store.opening import create_store, open_store


@pytest.fixture
def path(tmp_path):
    create_store(Location(file=tmp_path / "desk.db"), now=1).close()
    return tmp_path / "desk.db"


def test_nothing_is_written_to_a_file_without_the_desks_name(path):
    """Moved away or replaced: the act is refused, instead of going into a file that nobody will open again."""
    with open_store(Location(file=path)) as store:
        with store.writing() as writer:
            writer.desk_event("tried", {}, by="ann", now=2)
        aside = path.with_name("aside.db")
        path.rename(aside)
        with pytest.raises(StoreError) as caught, store.writing():
            pass
        assert caught.value.code == "moved"
        shutil.copy(aside, path)
        with pytest.raises(StoreError) as caught, store.writing():
            pass
        assert caught.value.code == "moved"
    with open_store(Location(file=path)) as store, store.writing() as writer:
        writer.desk_event("tried", {}, by="ann", now=3)
