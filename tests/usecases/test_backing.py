"""Backup and restore as verbs: beside writers, against every kind of damage, by whom."""

import os
import random
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskterm.store.backup import manifest, names
from deskterm.store.errors import StoreError, Unsound
from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.store.read import chain
from deskterm.store.read.backups import last_backup
from deskterm.usecases.act import perform
from deskterm.usecases.backing import Restored, Wish, backup, restore
from deskterm.usecases.desk import NotFound, Refused
from deskterm.usecases.placing import Asker
from deskterm.workflow.inputs import Note
from tests.usecases.desks import START, House, house

LATER = START + 10**12


@pytest.fixture
def h(tmp_path: Path) -> Iterator[House]:
    """A desk with five tickets."""
    made = house(tmp_path)
    for number in range(5):
        made.ticket(f"Ticket {number}")
    yield made
    made.store.close()


def put_back(target: Path, source: Path, **wish: bool) -> Restored:
    """Restore as the owner of the place."""
    return restore(Location(file=target), Asker(name="boss"), Wish(source=source, **wish), lambda: LATER)


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    found = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '% VIRTUAL %'"
        )
    ]
    rows = {name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in found}
    connection.close()
    return rows


def test_the_desk_is_told_of_its_backup(h: House) -> None:
    """The event holds hash, size, head and number of tickets; the copy ends before it."""
    made = backup(h.by("boss"), None)
    said = made.copy.manifest
    found = last_backup(h.store.db)
    assert made.unrecorded is None
    assert found is not None
    assert found[1] == {"sha256": said.sha256, "size": said.size, "head": said.head, "tickets": 5}
    assert chain.verify(h.store.db, said.head).broken is None
    assert made.copy.path.parent.name == "desk.db.backups"


def test_a_session_that_only_reads_may_copy(h: House) -> None:
    """The copy is good; the desk does not know of it, and that is said."""
    h.store.close()
    before = h.store.location.path.read_bytes()
    h.store = open_store(h.store.location, read_only=True)
    made = backup(h.by("boss"), None)
    assert made.unrecorded == "read_only"
    h.store.close()
    assert h.store.location.path.read_bytes() == before
    assert put_back(h.store.location.path, made.copy.path).found.manifest == made.copy.manifest


@pytest.mark.parametrize("who", ["ann", "ben", "cid", "lea", "aud"])
def test_only_admins_copy_the_desk(h: House, tmp_path: Path, who: str) -> None:
    """A copy holds everything, restricted tickets included."""
    with pytest.raises(Refused):
        backup(h.by(who), None)
    assert not (tmp_path / "desk.db.backups").exists()


def test_a_name_that_is_taken_is_refused(h: House, tmp_path: Path) -> None:
    """Neither a copy nor a manifest is ever written over."""
    for taken in ("one.db", "two.db.manifest.json"):
        (tmp_path / taken).write_text("mine")
        with pytest.raises(Refused):
            backup(h.by("boss"), str(tmp_path / taken.removesuffix(names.MANIFEST)))
        assert (tmp_path / taken).read_text() == "mine"


def write_on(path: Path, who: str) -> None:
    """Note things until killed."""
    store = open_store(Location(file=path), fast=True)
    made = House(store=store, at=LATER)
    while True:
        for id in range(1, 6):
            perform(made.by(who), id, Note(text=f"by {os.getpid()}"))


def test_a_backup_under_eight_writers(h: House, tmp_path: Path) -> None:
    """It restores to exactly the copy's desk, at a moment that the live desk's record has passed through."""
    live = h.store.location.path
    h.store.close()
    writers = []
    for number in range(8):
        pid = os.fork()
        if pid == 0:
            try:
                write_on(live, ("ann", "amy", "lea")[number % 3])
            finally:
                os._exit(1)
        writers.append(pid)
    try:
        h.store = open_store(Location(file=live))
        made = [backup(h.by("boss"), None) for _ in range(3)]
    finally:
        for pid in writers:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    heads = [one.copy.manifest.head for one in made]
    events = [int(head.partition(":")[0]) for head in heads]
    assert sorted(set(events)) == events
    for head in heads:
        assert chain.verify(h.store.db, head).broken is None
    for one, end in zip(made, events, strict=True):
        content = tables(one.copy.path)
        assert {name: len(rows) for name, rows in content.items()} == one.copy.manifest.rows
        done = put_back(tmp_path / "elsewhere" / "desk.db", one.copy.path)
        with open_store(Location(file=done.desk)) as store:
            assert chain.verify(store.db, one.copy.manifest.head).broken is None
            assert chain.head(store.db).event == end + 1
        restored = tables(done.desk)
        restored["event"] = [row for row in restored["event"] if row[0] != end + 1]
        assert restored == content
        notes = h.store.db.all("SELECT id, body FROM note WHERE event_id <= :end ORDER BY id", end=end)
        with open_store(Location(file=done.desk)) as store:
            assert store.db.all("SELECT id, body FROM note ORDER BY id") == notes


@pytest.fixture
def copy(h: House) -> Path:
    """A backup of the desk, which nobody has open afterwards and which has moved on since."""
    made = backup(h.by("boss"), None).copy.path
    h.ticket("later")
    h.store.close()
    return made


def sql(*statements: str) -> Callable[[Path], object]:
    """Somebody with a database tool, who takes the guards away, changes something, and puts them back."""

    def spoil(copy: Path) -> None:
        connection = sqlite3.connect(copy)
        guards = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _sql in guards:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _name, text in guards:
            connection.execute(text)
        connection.commit()
        connection.close()

    return spoil


def cut(copy: Path) -> None:
    """The last page is gone."""
    os.truncate(copy, copy.stat().st_size - 4096)


def unguarded(copy: Path) -> None:
    """A trigger is gone."""
    connection = sqlite3.connect(copy)
    connection.execute("DROP TRIGGER event_no_update")
    connection.close()


def swapped(copy: Path) -> None:
    """The manifest is that of a copy of the same desk made later."""
    with open_store(Location(file=copy.parent.parent / "desk.db")) as store:
        other = backup(House(store=store, at=LATER).by("boss"), str(copy.with_name("other.db"))).copy.path
    shutil.move(names.manifest_of(other), names.manifest_of(copy))
    other.unlink()


def renewed(spoil: Callable[[Path], object]) -> Callable[[Path], object]:
    """Somebody who also writes size and hash of the spoilt file into a new manifest."""

    def both(copy: Path) -> None:
        from dataclasses import replace

        from deskterm.store.backup.durable import sha256_of

        spoil(copy)
        path = names.manifest_of(copy)
        told = manifest.read(path)
        path.write_bytes(manifest.written(replace(told, sha256=sha256_of(copy), size=copy.stat().st_size)))

    return both


DELETED = sql("DELETE FROM event_text WHERE event_id = (SELECT max(id) FROM event)", "PRAGMA foreign_keys = OFF",
              "DELETE FROM event WHERE id = (SELECT max(id) FROM event)")  # fmt: skip
DAMAGE: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "a ticket changed": (sql("UPDATE ticket SET subject = 'other' WHERE id = 2"), {"sha256", "chain"}),
    "an event changed": (sql("UPDATE event SET actor = 'nobody' WHERE id = 9"), {"sha256", "chain"}),
    "a note changed": (sql("UPDATE event SET canonical = '{}' WHERE id = 9"), {"sha256", "chain"}),
    "a ticket's row gone": (sql("DELETE FROM reporter WHERE id = 1"), {"sha256", "rows", "references"}),
    "the end of the record cut": (DELETED, {"sha256", "rows", "chain"}),
    "the end of the file cut": (cut, {"size", "sha256", "pages"}),
    "a guard gone": (unguarded, {"sha256", "guards"}),
    "another file": (lambda copy: copy.write_text("Dear diary"), {"size", "sha256", "not_a_desk"}),
    "nothing": (lambda copy: copy.write_text(""), {"size", "sha256", "not_a_desk"}),
    "another's manifest": (swapped, {"sha256", "head", "rows"}),
    "half a manifest": (lambda copy: os.truncate(names.manifest_of(copy), 300), {"manifest_altered"}),
    "an event changed, and hash and size": (renewed(sql("UPDATE event SET at = 5 WHERE id = 9")), {"chain"}),
    "the record cut, and hash and size": (renewed(DELETED), {"rows", "head"}),
    "a guard gone, and hash and size": (renewed(unguarded), {"guards"}),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_named(h: House, copy: Path, name: str) -> None:
    """Everything that is wrong with a copy is named, and the desk stays as it is."""
    target = h.store.location.path
    spoil, codes = DAMAGE[name]
    spoil(copy)
    before = target.read_bytes()
    with pytest.raises(Unsound) as caught:
        put_back(target, copy)
    assert {flaw.code for flaw in caught.value.flaws} >= codes
    assert target.read_bytes() == before
    assert not [path.name for path in target.parent.iterdir() if path.name.startswith(".") or "before" in path.name]


def test_the_first_broken_event_is_named(h: House, copy: Path) -> None:
    """Of the record, the first event that is not what was written."""
    sql("UPDATE event SET actor = 'nobody' WHERE id IN (9, 11)")(copy)
    with pytest.raises(Unsound) as caught:
        put_back(h.store.location.path, copy)
    (broken,) = (flaw.args for flaw in caught.value.flaws if flaw.code == "chain")
    assert broken == {"broken": 9, "reason": "altered"}


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("many", [40, pytest.param(2000, marks=pytest.mark.soak)])
def test_a_flipped_bit_is_found(h: House, copy: Path, tmp_path: Path, many: int, bare: bool) -> None:
    """Wherever in the file: with the manifest always; without it nothing worse than a whole desk comes of it."""
    good = copy.read_bytes()
    chance = random.Random(1)
    spoilt = tmp_path / "spoilt.db"
    if not bare:
        shutil.copy(names.manifest_of(copy), names.manifest_of(spoilt))
    for number in range(many):
        place, bit = (number, number % 8) if number < 20 else (chance.randrange(len(good)), chance.randrange(8))
        bad = bytearray(good)
        bad[place] ^= 1 << bit
        spoilt.write_bytes(bad)
        target = tmp_path / "elsewhere" / "desk.db"
        try:
            put_back(target, spoilt, bare=bare)
        except Unsound as error:
            assert bare or "sha256" in {flaw.code for flaw in error.flaws}
        except StoreError as error:
            assert error.code == "newer_schema"
        else:
            assert bare
            with open_store(Location(file=target)) as store:
                assert chain.verify(store.db).broken is None
            for kept in target.parent.glob("*before-restore*"):
                kept.unlink()
        assert not list(target.parent.glob(".*"))


@pytest.mark.parametrize("state", ["absent", "empty", "junk", "spoilt", "folder gone", "unreadable"])
def test_a_desk_that_can_not_be_opened_is_replaced(h: House, copy: Path, tmp_path: Path, state: str) -> None:
    """That is when a backup is needed; what lay there is kept."""
    target = h.store.location.path
    if state == "folder gone":
        target = tmp_path / "new" / "folder" / "desk.db"
    elif state == "absent":
        target.unlink()
    elif state == "unreadable":
        target.chmod(0)
    else:
        content = target.read_bytes()
        target.write_bytes({"empty": b"", "junk": b"\xa5" * 9000, "spoilt": content[:100] + b"\xa5" * 9000}[state])
    before = target.read_bytes() if target.exists() else None
    done = put_back(target, copy)
    assert (done.kept is None) is (before is None)
    if done.kept is not None:
        assert state == "unreadable" or done.kept.read_bytes() == before
        assert done.kept.stat().st_mode & 0o777 == 0o600
    with open_store(Location(file=target)) as store:
        assert chain.verify(store.db).broken is None
        assert store.db.one("SELECT count(*) FROM ticket") == (5,)
        assert target.stat().st_mode & 0o777 == 0o600


def test_a_foreign_thing_is_not_replaced(h: House, copy: Path, tmp_path: Path) -> None:
    """A folder, or a database of another program, is nobody's desk."""
    connection = sqlite3.connect(tmp_path / "music.db")
    connection.execute("CREATE TABLE song (id)")
    connection.close()
    for place in (tmp_path / "music.db", copy.parent):
        with pytest.raises(StoreError) as caught:
            put_back(place, copy)
        assert caught.value.code == "foreign_file"


def test_the_old_desk_is_kept_whole(h: House, copy: Path) -> None:
    """With what was only in its write-ahead log; the restored one tells where it comes from."""
    target = h.store.location.path
    with open_store(Location(file=target)) as store:
        last = chain.head(store.db)
    done = put_back(target, copy)
    assert done.kept is not None
    with open_store(Location(file=done.kept)) as store:
        assert chain.verify(store.db, last).checked == last.event
    with open_store(Location(file=target)) as store:
        row = store.db.one("SELECT kind, actor, canonical FROM event ORDER BY id DESC LIMIT 1")
        assert row is not None
        assert row[:2] == ("restored", "boss")
        assert done.found.sha256.encode() in row[2]


def test_the_newest_good_one_of_a_folder(h: House, tmp_path: Path) -> None:
    """A newer copy with a flaw is passed over and named; without a good one all flaws are named."""
    made = [backup(h.by("boss"), None).copy.path for _ in range(3)]
    h.store.close()
    names.manifest_of(made[2]).write_text("{}")
    cut(made[1])
    target = tmp_path / "elsewhere.db"
    done = put_back(target, made[0].parent)
    assert done.source == made[0]
    assert [error.where for error in done.passed_over] == [str(made[1])]
    cut(made[0])
    with pytest.raises(Unsound) as caught:
        put_back(target, made[0].parent)
    assert [flaw.args["name"] for flaw in caught.value.flaws if flaw.code == "of_file"] == [
        path.name if path != made[2] else path.name + names.MANIFEST for path in (made[1], made[0], made[2])
    ]
    with pytest.raises(NotFound):
        put_back(target, tmp_path)


def test_without_a_manifest(h: House, copy: Path) -> None:
    """It takes a word more, and what can be checked is checked."""
    names.manifest_of(copy).unlink()
    with pytest.raises(Refused) as caught:
        put_back(h.store.location.path, copy)
    assert caught.value.refusal.codes == ("manifest_missing",)
    spoilt = copy.with_name("spoilt.db")
    shutil.copy(copy, spoilt)
    sql("UPDATE event SET at = 5 WHERE id = 9")(spoilt)
    with pytest.raises(Unsound):
        put_back(h.store.location.path, spoilt, bare=True)
    assert put_back(h.store.location.path, copy, bare=True).found.manifest is None


def test_another_desks_copy(h: House, copy: Path, tmp_path: Path) -> None:
    """It does not replace this desk by mistake, and a folder of several desks' copies is not guessed at."""
    (tmp_path / "second").mkdir()
    second = house(tmp_path / "second", own=True)
    theirs = backup(second.by("boss"), str(copy.parent)).copy.path
    second.store.close()
    with pytest.raises(Refused) as caught:
        put_back(h.store.location.path, theirs)
    assert caught.value.refusal.codes == ("other_desk",)
    assert put_back(h.store.location.path, copy.parent).source == copy
    with pytest.raises(Refused) as caught:
        put_back(tmp_path / "nowhere.db", copy.parent)
    assert caught.value.refusal.codes == ("several_desks",)
    assert put_back(h.store.location.path, theirs, other=True).source == theirs


@pytest.mark.parametrize(("who", "code"), [("ann", "role_needed"), ("lea", "role_needed"), ("zoe", "unknown_caller")])
@pytest.mark.parametrize("present", [True, False])
def test_who_is_acted_for_must_be_an_admin(h: House, copy: Path, who: str, code: str, present: bool) -> None:
    """Of the desk that is there, or else of the copy."""
    target = h.store.location.path
    if not present:
        target.unlink()
    with pytest.raises(Refused) as caught:
        restore(Location(file=target), Asker(name=who, via="root"), Wish(source=copy), lambda: LATER)
    assert caught.value.refusal.codes == (code,)
    assert target.exists() is present
    restore(Location(file=target), Asker(name="boss", via="root"), Wish(source=copy), lambda: LATER)


def test_a_database_is_not_copied_by_us(h: House, tmp_path: Path) -> None:
    """The server's own tool does that."""
    with pytest.raises(StoreError) as caught:
        restore(Location.parse("postgresql://x/y"), Asker(name="boss"), Wish(source=tmp_path), lambda: LATER)
    assert caught.value.code == "server_backup"
