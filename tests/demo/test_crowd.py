"""The long past of a large demonstration."""

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from deskterm.demo import desk
from deskterm.demo.crowd import crowd, founded
from deskterm.demo.moments import DAY, REACH
from deskterm.store.location import Location
from deskterm.store.read.chain import verify
from deskterm.workflow.policy import Policy
from deskterm.workflow.values import SECOND

NOW = int(datetime(2026, 3, 11, 14, 30, tzinfo=UTC).timestamp()) * SECOND


def test_the_past_lies_before_what_is_played() -> None:
    """Its tickets come oldest first, in working hours, after the desk was founded and before the last two months."""
    policy = Policy()
    created = [int(str(row["created_at"])) for row in crowd(500, NOW, policy)]
    assert all(a <= b for a, b in pairwise(created))
    assert founded(NOW) < created[0]
    assert created[-1] <= NOW - REACH - DAY
    assert all(policy.calendar.is_open(datetime.fromtimestamp(at / SECOND, UTC)) for at in created)


def test_the_same_past_is_told_every_time() -> None:
    """Two tellings are equal, and hardly two subjects are the same."""
    rows = list(crowd(300, NOW, Policy()))
    assert rows == list(crowd(300, NOW, Policy()))
    assert len({row["subject"] for row in rows}) > 250


def test_a_large_desk_has_its_past_and_its_present(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is more than can be played is poured in first; numbers, events and time run in one order."""
    monkeypatch.setattr(desk, "PLAYED", 25)
    with desk.make(Location(file=tmp_path / "desk.db"), "robin", NOW, 1225) as store:
        assert store.db.one("SELECT count(*) FROM ticket") == (1225,)
        assert verify(store.db).broken is None
        times = [at for (at,) in store.db.all("SELECT at FROM event ORDER BY id")]
        assert times == sorted(times)
        born = [at for (at,) in store.db.all("SELECT created_at FROM ticket ORDER BY id")]
        assert born == sorted(born)
        languages = store.db.all("SELECT DISTINCT r.language FROM ticket t JOIN reporter r ON r.id = t.reporter_id")
        assert {language for (language,) in languages} >= {"en", "ru", "ro", "th"}
