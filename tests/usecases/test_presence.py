"""Who is at a ticket is seen by the others for as long as it is true, and never longer than half a minute."""

from dataclasses import replace
from pathlib import Path

import pytest

from deskterm.store.live.opening import live_path
from deskterm.usecases.presence import LEASE, RENEWED, Presence, There
from tests.usecases.desks import House, house


@pytest.fixture
def home(tmp_path: Path) -> House:
    """A desk whose clock stands."""
    return house(tmp_path)


def at(home: House, name: str, process: str = "1") -> Presence:
    """A terminal of somebody."""
    made = Presence(replace(home.by(name), now=lambda: home.at))
    made.process = f"{name} {process}"
    return made


def test_a_lease_ends_by_itself(home: House) -> None:
    """Who is no longer heard of is no longer there; who is heard of every ten seconds stays."""
    ann, amy = at(home, "ann"), at(home, "amy")
    ann.say((7, False))
    assert amy.others() == {7: (There("ann", False),)}
    for _ in range(6):
        home.at += RENEWED
        ann.say((7, False))
    assert amy.others() == {7: (There("ann", False),)}
    home.at += LEASE
    assert amy.others() == {}


def test_who_writes_is_told_from_who_looks(home: House) -> None:
    """By person and ticket: in two terminals of one person the one that writes counts; one does not see oneself."""
    one, other, amy = at(home, "ann"), at(home, "ann", "2"), at(home, "amy")
    one.say((7, False))
    other.say((7, True))
    amy.say((8, False))
    assert amy.others() == {7: (There("ann", True),)}
    assert one.others() == {8: (There("amy", False),)}
    other.say(None)
    assert amy.others() == {7: (There("ann", False),)}


def test_nothing_is_written_while_nothing_changes(home: House) -> None:
    """Between two renewals, and by a terminal that is at no ticket, which makes no file either."""
    ann = at(home, "ann")
    ann.say(None)
    path = live_path(home.store.location.path)
    assert not path.exists()
    ann.say((7, False))
    with ann.live.reading() as db:
        assert db is not None
        before = db.connection.total_changes
        home.at += RENEWED - 1
        ann.say((7, False))
        assert db.connection.total_changes == before


def test_it_is_quiet_until_something_can_have_changed(home: House) -> None:
    """Nobody is looked for while nobody was there and nothing is written; one's own turn to speak is not missed."""
    ann, amy = at(home, "ann"), at(home, "amy")
    assert not amy.quiet(None)
    assert amy.others() == {}
    assert amy.quiet(None)
    assert not amy.quiet((7, False))
    ann.say((7, False))
    assert not amy.quiet(None)
    assert amy.others() != {}
    assert not amy.quiet(None)
    ann.say(None)
    assert amy.others() == {}
    amy.say((8, False))
    assert amy.others() == {}
    assert amy.quiet((8, False))
    home.at += RENEWED
    assert not amy.quiet((8, False))


def test_who_only_looks_leaves_no_trace(home: House) -> None:
    """An auditor sees the others and is not seen."""
    aud, ann = at(home, "aud"), at(home, "ann")
    aud.say((7, False))
    ann.say((7, False))
    assert ann.others() == {}
    assert aud.others() == {7: (There("ann", False),)}


def test_a_terminal_that_is_closed_is_gone_at_once(home: House) -> None:
    """It does not wait for the end of its lease."""
    ann, amy = at(home, "ann"), at(home, "amy")
    ann.say((7, True))
    ann.close()
    assert amy.others() == {}
