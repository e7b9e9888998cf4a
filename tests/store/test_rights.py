"""What may not be written, and what happens when the disk is full."""

import os
import shutil
from pathlib import Path

import pytest

from deskterm.store.errors import StoreError
from deskterm.store.location import Location
from deskterm.store.opening import Store, create_store, open_store
from tests.store.desks import START, contact, founded, get, reported

NOBODY = 65534


def as_nobody(verb: str, path: Path) -> str:
    """What comes of opening or making a desk with an account without rights, in a process of its own."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        said = "defect"
        try:
            os.setgroups([])
            os.setuid(NOBODY)
            said = attempt(verb, Location(file=path))
        finally:
            os.write(into, said.encode())
            os._exit(0)
    os.close(into)
    os.waitpid(child, 0)
    with os.fdopen(out) as answer:
        return answer.read()


def attempt(verb: str, place: Location) -> str:
    """Make, read or write a desk; what worked, then the code of what did not."""
    said = ""
    try:
        if verb == "create":
            create_store(place, now=1)
            return "made"
        store = open_store(place, read_only=verb == "read")
        said = get(store, 1).subject + " "
        with store.writing():
            return said + "wrote"
    except StoreError as error:
        return said + error.code


@pytest.mark.skipif(os.geteuid() != 0, reason="needs to act as another account")
def test_rights_of_the_file_system() -> None:
    """Without write access a desk can be read on request and nothing else; without read access not even that."""
    folder = Path("/tmp") / f"deskterm-rights-{os.getpid()}"
    folder.mkdir(mode=0o755)
    try:
        path = folder / "desk.db"
        with founded(path) as store:
            reported(store)
        path.chmod(0o644)
        assert as_nobody("write", path) == "read_only"
        assert as_nobody("read", path) == "Printer is on fire read_only"
        assert sorted(p.name for p in folder.iterdir()) == ["desk.db"]
        path.chmod(0o666)
        assert as_nobody("write", path) == "read_only"
        assert as_nobody("create", folder / "new.db") == "read_only"
        assert as_nobody("create", folder / "new" / "new.db") == "read_only"
        path.chmod(0o600)
        assert as_nobody("read", path) == "cannot_open"
    finally:
        shutil.rmtree(folder)


def test_read_only_stores_refuse_to_write(store: Store) -> None:
    """A desk opened for reading cannot be written, by the writer or by SQL."""
    reported(store)
    with open_store(store.location, read_only=True) as reader:
        with pytest.raises(StoreError) as caught, reader.writing():
            raise AssertionError
        assert caught.value.code == "read_only"
        with pytest.raises(StoreError) as caught:
            reader.db.one("DELETE FROM ticket RETURNING id")
        assert caught.value.code == "read_only"
    with pytest.raises(StoreError) as caught:
        store.db.one("DELETE FROM ticket RETURNING id")
    assert caught.value.code == "read_only"


def test_a_full_disk(store: Store) -> None:
    """When there is no room the code is disk_full, and the desk goes on as it was."""
    reported(store)
    with pytest.raises(StoreError) as caught, store.writing() as writer:
        pages = writer.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        writer.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        for _ in range(1000):
            writer.register(contact("x" * 250), by="ana", now=START)
    assert caught.value.code == "disk_full"
    assert store.db.one("SELECT count(*) FROM ticket") == (1,)
