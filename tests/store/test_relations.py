"""How tickets hang together, who holds what, and what the store says of its own health."""

import sqlite3

from deskterm.store.opening import Store
from deskterm.store.read.health import counters_off, integrity, loose_modes
from deskterm.store.read.relations import ancestors, held, linked
from deskterm.workflow.values import Act, Change, LinkType, NewLink
from tests.store.desks import START, TAKE, TRIAGE, do, reported, resolution


def tie(store: Store, one: int, other: int, type_: LinkType) -> None:
    """Link two tickets."""
    do(store, one, Change(act=Act.LINK, event="linked", link=NewLink(other=other, type=type_)))


def test_links_and_ancestors(store: Store) -> None:
    """Parents are found however far up, also around a ring; only children have a direction."""
    a, b, c = (reported(store, TRIAGE) for _ in range(3))
    tie(store, a, b, LinkType.CHILD)
    tie(store, b, c, LinkType.CHILD)
    tie(store, a, c, LinkType.RELATED)
    assert ancestors(store.db, c) == {a, b}
    assert ancestors(store.db, a) == set()
    assert linked(store.db, a, b, LinkType.CHILD)
    assert not linked(store.db, b, a, LinkType.CHILD)
    assert linked(store.db, c, a, LinkType.RELATED)
    tie(store, c, a, LinkType.CHILD)
    assert ancestors(store.db, a) == {a, b, c}


def test_what_a_person_holds(store: Store) -> None:
    """Live tickets of a person, not those that are done."""
    ids = [reported(store, TRIAGE, TAKE) for _ in range(3)]
    do(store, ids[1], resolution(START))
    assert held(store.db, "ana") == [ids[0], ids[2]]
    assert held(store.db, "bob") == []


def test_health(store: Store) -> None:
    """A sound desk has no findings; a wrong counter, a dangling reference and open rights are found."""
    reported(store, TRIAGE)
    assert (integrity(store.db), counters_off(store.db), loose_modes(store)) == ([], 0, [])
    raw = sqlite3.connect(store.location.path, isolation_level=None)
    raw.execute("UPDATE counter SET n = n + 1 WHERE status = 'open'")
    raw.execute("UPDATE ticket SET reporter_id = 999")
    raw.close()
    store.location.path.chmod(0o644)
    assert counters_off(store.db) == 1
    assert integrity(store.db) == ["ticket 1: no such reporter"]
    assert loose_modes(store)[0] == ("loose_mode", {"path": str(store.location), "mode": "0644"})
