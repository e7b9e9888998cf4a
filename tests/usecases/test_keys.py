"""Who comes in over SSH: the file that sshd reads and the record say the same, whatever happens in between."""

import fcntl
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from deskterm.store import keyfile
from deskterm.store.location import Location
from deskterm.store.opening import open_store
from deskterm.store.read import chain
from deskterm.store.read.keys import recorded, taken_away
from deskterm.usecases import keys
from deskterm.usecases.desk import NotFound, Refused
from deskterm.usecases.examine import Examined
from deskterm.usecases.keys import Gate
from deskterm.usecases.people import add_agent, off
from deskterm.usecases.surroundings import found_keys
from deskterm.usecases.watching import sent_away
from deskterm.workflow.checks import Invalid
from deskterm.workflow.sshkeys import Key, parse
from deskterm.workflow.values import Role
from tests.usecases.desks import House
from tests.workflow.test_sshkeys import blob

MINE = b"# the owner's own\nssh-rsa AAAA me\n"


def key(letter: str) -> Key:
    """A key of somebody."""
    return parse(f"ssh-ed25519 {blob(b'ssh-ed25519', letter.encode() * 32)} {letter}@laptop")


ONE, TWO = key("a"), key("b")


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    """A file that somebody else has begun."""
    path = tmp_path / ".ssh" / "authorized_keys"
    path.parent.mkdir(mode=0o700)
    path.write_bytes(MINE)
    path.chmod(0o600)
    return Gate(path=path, program="/opt/deskterm", db=str(tmp_path / "desk.db"))


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    """This account does not own the desk."""
    monkeypatch.setattr("deskterm.store.opening.Store.is_owner", False)


def everything(held: list[keys.Held]) -> list[keys.Held]:
    """All that are meant."""
    return held


def codes(error: pytest.ExceptionInfo[Refused]) -> tuple[str, ...]:
    """Why it was refused."""
    return error.value.refusal.codes


def agree(house: House, gate: Gate) -> list[tuple[str, str]]:
    """The keys of file and record, which are the same."""
    found = keys.listed(house.by("boss"), gate)
    assert all(each.agrees for each in found), found
    return [(each.name, each.fingerprint) for each in found]


def test_a_key_is_given_listed_and_taken_away(house: House, gate: Gate) -> None:
    """Each change is an event that holds the fingerprint and no comment; the rest of the file stays."""
    boss = house.by("boss")
    assert keys.add(boss, gate, "ann", ONE)
    assert keys.add(boss, gate, "ben", TWO)
    assert agree(house, gate) == [("ann", ONE.fingerprint), ("ben", TWO.fingerprint)]
    content = gate.path.read_bytes()
    assert content.startswith(MINE)
    assert (gate.path.stat().st_mode & 0o777, b"laptop" in content) == (0o600, False)
    assert [each.name for each in keys.remove(boss, gate, "ann", everything)] == ["ann"]
    assert agree(house, gate) == [("ben", TWO.fingerprint)]
    keys.remove(boss, gate, "ben", everything)
    assert gate.path.read_bytes() == MINE
    rows = house.store.db.all("SELECT kind, canonical FROM event WHERE kind LIKE 'key_%' ORDER BY id")
    assert [kind for kind, _ in rows] == ["key_added", "key_added", "key_removed", "key_removed"]
    assert all(b"SHA256:" in blob and b"laptop" not in blob for _, blob in rows)
    assert chain.verify(house.store.db).broken is None


def test_once_more_changes_nothing(house: House, gate: Gate) -> None:
    """Neither the file nor the record."""
    boss = house.by("boss")
    keys.add(boss, gate, "ann", ONE)
    before = gate.path.read_bytes(), chain.head(house.store.db)
    assert not keys.add(boss, gate, "ann", ONE)
    assert (gate.path.read_bytes(), chain.head(house.store.db)) == before


def test_a_key_is_one_persons(house: House, gate: Gate) -> None:
    """What somebody has, in the file, on record or in a line of another's, is not given away."""
    boss = house.by("boss")
    keys.add(boss, gate, "ann", ONE)
    with pytest.raises(Refused) as refused:
        keys.add(boss, gate, "ben", ONE)
    assert codes(refused) == ("key_taken",)
    gate.path.write_bytes(MINE)
    with pytest.raises(Refused) as refused:
        keys.add(boss, gate, "ben", ONE)
    assert codes(refused) == ("key_taken",)
    gate.path.write_bytes(MINE + f"no-pty {TWO.kind} {TWO.body} me\n".encode())
    with pytest.raises(Refused) as refused:
        keys.add(boss, gate, "ben", TWO)
    assert codes(refused) == ("key_outside",)


@pytest.mark.parametrize("name", ["ann", "lea", "aud"])
def test_only_admins_and_the_owner_give_keys(house: House, gate: Gate, name: str, away: None) -> None:
    """Leads and auditors look."""
    for act in (lambda d: keys.add(d, gate, "ann", ONE), lambda d: keys.remove(d, gate, "ann", everything)):
        with pytest.raises(Refused) as refused:
            act(house.by(name))
        assert codes(refused) == ("role_needed",)
    if name == "ann":
        with pytest.raises(Refused):
            keys.listed(house.by(name), gate)
    else:
        assert keys.listed(house.by(name), gate) == []
    assert gate.path.read_bytes() == MINE


def test_the_owner_needs_no_role_but_whoever_they_act_for_does(house: House, gate: Gate) -> None:
    """The account that could write the file anyway may say so; in another's name the other's rights count."""
    from dataclasses import replace

    assert keys.add(house.by("ann"), gate, "ann", ONE)
    for more in ({"via": "owner"}, {"remote": True}):
        with pytest.raises(Refused):
            keys.add(replace(house.by("ann"), **more), gate, "ann", TWO)  # type: ignore[arg-type]


def test_keys_are_for_those_who_work_here(house: House, gate: Gate) -> None:
    """Nobody unknown, nobody who has left."""
    with pytest.raises(NotFound):
        keys.add(house.by("boss"), gate, "nobody", ONE)
    off(house.by("boss"), "ann")
    with pytest.raises(Refused) as refused:
        keys.add(house.by("boss"), gate, "ann", ONE)
    assert codes(refused) == ("agent_off",)


def linked(path: Path) -> None:
    path.rename(path.with_name("real"))
    path.symlink_to("real")


def foreign(path: Path) -> None:
    os.chown(path, 54321, -1)


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (linked, "keys_link"),
        (lambda path: path.chmod(0o666), "keys_mode"),
        (lambda path: path.parent.chmod(0o777), "keys_mode"),
        (lambda path: (path.unlink(), path.mkdir()), "keys_no_file"),
        (lambda path: (path.unlink(), os.mkfifo(path, 0o600)), "keys_no_file"),
        (lambda path: path.write_bytes(b"x" * (keyfile.LARGEST + 1)), "too_large"),
        pytest.param(foreign, "keys_owner", marks=pytest.mark.skipif(os.getuid() != 0, reason="only root gives away")),
    ],
)
def test_a_file_that_sshd_would_not_trust_is_left_alone(
    house: House, gate: Gate, harm: Callable[[Path], object], code: str
) -> None:
    """The error names the path; nothing is written there, nor on record."""
    harm(gate.path)
    with pytest.raises(Invalid) as caught:
        keys.add(house.by("boss"), gate, "ann", ONE)
    assert (caught.value.code, caught.value.field.startswith(str(gate.path.parent))) == (code, True)
    assert recorded(house.store.db) == {}


def test_somebody_else_at_work_on_the_file_is_waited_for(
    house: House, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not for ever."""
    monkeypatch.setattr(keyfile, "PATIENCE", 0.1)
    number = os.open(gate.path.parent, os.O_RDONLY)
    fcntl.flock(number, fcntl.LOCK_EX)
    with pytest.raises(Invalid) as caught:
        keys.add(house.by("boss"), gate, "ann", ONE)
    assert caught.value.code == "keys_busy"
    os.close(number)
    assert keys.add(house.by("boss"), gate, "ann", ONE)


def killed(desk: Path, gate: Gate, act: Callable[[House], object], at: str) -> None:
    """Let another process do it, and be gone at the first call of this."""
    if (pid := os.fork()) == 0:
        real = getattr(os, at)

        def last(*args: object, **more: object) -> None:
            if at == "rename":
                real(*args, **more)
            os._exit(9)

        with open_store(Location(file=desk)) as store:
            setattr(os, at, last)
            act(House(store=store))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 9


@pytest.mark.parametrize("at", ["rename", "fsync"])
def test_a_kill_between_file_and_record_is_seen_and_mended(house: House, gate: Gate, tmp_path: Path, at: str) -> None:
    """The list and the doctor show what differs; the same command once more sets it right, and leaves no half file."""
    desk = tmp_path / "desk.db"
    killed(desk, gate, lambda h: keys.add(h.by("boss"), gate, "ann", ONE), at)
    apart = [(each.in_file, each.added_at) for each in keys.listed(house.by("boss"), gate)]
    assert apart == ([(True, None)] if at == "rename" else [])
    keys.add(house.by("boss"), gate, "ann", ONE)
    assert agree(house, gate) == [("ann", ONE.fingerprint)]
    killed(desk, gate, lambda h: keys.remove(h.by("boss"), gate, "ann", everything), at)
    findings = [each.code for each in found_keys(Examined(store=house.store, now=0, keys=gate.path))]
    assert findings == (["keys_apart"] if at == "rename" else ["ssh_keys"])
    keys.remove(house.by("boss"), gate, "ann", everything)
    assert (agree(house, gate), gate.path.read_bytes()) == ([], MINE)
    assert [path.name for path in gate.path.parent.iterdir()] == ["authorized_keys"]
    assert chain.verify(house.store.db).broken is None


def test_nothing_is_given_that_can_not_be_recorded(house: House, gate: Gate) -> None:
    """The event comes first, then the file."""
    with sqlite3.connect(house.store.location.path) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON event WHEN NEW.kind = 'key_added' "
            "BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    with pytest.raises(Exception, match="full"):
        keys.add(house.by("boss"), gate, "ann", ONE)
    assert gate.path.read_bytes() == MINE


def test_who_leaves_loses_every_key(house: House, gate: Gate) -> None:
    """In the act that sends them away; coming back gives none back."""
    boss = house.by("boss")
    for each in (ONE, TWO):
        keys.add(boss, gate, "ann", each)
    since = chain.head(house.store.db).event
    assert sent_away(house.by("ann"), since) is None
    assert off(boss, "ann", gate) is None
    assert (agree(house, gate), gate.path.read_bytes()) == ([], MINE)
    assert sent_away(house.by("ann"), since) == "agent_off"
    add_agent(boss, "ann", {1}, {Role.AGENT}, set())
    assert agree(house, gate) == []
    assert taken_away(house.store.db, "ann", since)
    assert not taken_away(house.store.db, "ben", since)


def test_who_leaves_leaves_also_when_the_file_can_not_be_written(house: House, gate: Gate) -> None:
    """The reason is told; the name opens nothing."""
    keys.add(house.by("boss"), gate, "ann", ONE)
    gate.path.chmod(0o666)
    left = off(house.by("boss"), "ann", gate)
    assert isinstance(left, Invalid)
    assert left.code == "keys_mode"
    assert not house.by("ann").by.active


def test_a_folder_is_made_where_there_is_none(house: House, tmp_path: Path) -> None:
    """For its owner alone; looking makes none."""
    gate = Gate(path=tmp_path / "home" / ".ssh" / "authorized_keys", program="/opt/deskterm", db="/d")
    (tmp_path / "home").mkdir()
    assert keys.listed(house.by("boss"), gate) == []
    assert not gate.path.parent.exists()
    keys.add(house.by("boss"), gate, "ann", ONE)
    assert gate.path.parent.stat().st_mode & 0o777 == 0o700


def test_who_can_not_read_the_file_gets_the_record(house: House, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    """An auditor with an account of their own sees whose keys there are; the owner is told what is wrong."""
    keys.add(house.by("boss"), gate, "ann", ONE)
    gate.path.chmod(0o666)
    with pytest.raises(Invalid):
        keys.listed(house.by("boss"), gate)
    examined = Examined(store=house.store, now=0, keys=gate.path)
    assert [each.code for each in found_keys(examined)] == ["keys_file"]
    monkeypatch.setattr("deskterm.store.opening.Store.is_owner", False)
    assert [(each.name, each.in_file) for each in keys.listed(house.by("aud"), gate)] == [("ann", None)]
    assert list(found_keys(examined)) == []
