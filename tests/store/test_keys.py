"""Whose keys come in over SSH, as the record has it: the same on both stores."""

from collections.abc import Iterator

import pytest

from deskterm.store.opening import Store
from deskterm.store.read.keys import ADDED, REMOVED, last_before, recorded, taken_away
from tests.store.both import BOTH, desk_on


@pytest.fixture(scope="module", params=BOTH)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An empty desk."""
    with desk_on(request.param, tmp_path_factory.mktemp("desk")) as made:
        yield made


def test_the_last_word_on_a_key_counts(store: Store) -> None:
    """Given, taken away, given to somebody else; what happened before an event does not count after it."""
    told = ((ADDED, "ann", "one"), (ADDED, "ben", "two"), (REMOVED, "ann", "one"), (ADDED, "cid", "one"))
    numbers = []
    for at, (kind, who, mark) in enumerate(told, 10**16):
        with store.writing() as writer:
            data = {"person": who, "algorithm": "ssh-ed25519", "fingerprint": mark}
            numbers.append(writer.desk_event(kind, data, by="ana", now=at))
    assert {mark: each.name for mark, each in recorded(store.db).items()} == {"two": "ben", "one": "cid"}
    assert taken_away(store.db, "ann", numbers[1])
    assert not taken_away(store.db, "ann", numbers[2])
    assert not taken_away(store.db, "ben", 0)
    assert last_before(store.db, 10**16 + 2) == numbers[1]
    assert last_before(store.db, 0) == 0
