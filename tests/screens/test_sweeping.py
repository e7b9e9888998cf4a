"""The desk's own work, done by an open terminal."""

from dataclasses import replace

import pytest

from deskterm.screens import sweeping
from deskterm.store.opening import open_store
from deskterm.store.read.feed import head
from deskterm.store.read.show import events
from deskterm.usecases.act import perform
from deskterm.usecases.people import add_agent
from deskterm.workflow.inputs import Take
from deskterm.workflow.values import Role
from tests.screens.desks import MINUTE, House, terminal

DAY = 24 * 60 * MINUTE


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten looks a second."""
    monkeypatch.setattr(sweeping, "EVERY", 0.1)


def overdue(house: House) -> int:
    """A ticket of anna's whose targets have run out."""
    id = house.triaged("VPN drops")
    perform(house.desk, id, Take())
    house.clock.at += 30 * DAY
    return id


@pytest.mark.usefixtures("often")
async def test_the_terminal_tells_what_it_has_swept(house: House) -> None:
    """Within its interval, in the message line; the record has it once."""
    overdue(house)
    async with terminal(house.desk) as at:
        for _ in range(50):
            at.app.watch_desk()
            if "target is used up" in at.message:
                break
            await at.pilot.pause(0.1)
        assert at.message.startswith("DT-1: the target is used up:"), at.message
        written = head(house.desk.store.db)
        await at.pilot.pause(0.5)
        assert head(house.desk.store.db) == written


@pytest.mark.usefixtures("often")
async def test_who_only_looks_sweeps_nothing(house: House) -> None:
    """Neither an auditor's session nor one that only reads."""
    overdue(house)
    add_agent(house.desk, "olga", set(), {Role.AUDITOR}, set())
    written = head(house.desk.store.db)
    async with terminal(house.seen_by("olga")) as at:
        await at.pilot.pause(0.5)
    with open_store(house.desk.store.location, read_only=True) as store:
        async with terminal(replace(house.desk, store=store)) as at:
            await at.pilot.pause(0.5)
    assert head(house.desk.store.db) == written


@pytest.mark.usefixtures("often")
async def test_a_failure_is_said_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the desk's file is away nothing can be written; what was due is done when it is back."""
    said: list[str] = []
    file = house.desk.store.location.path
    async with terminal(house.desk) as at:
        monkeypatch.setattr(at.app, "say", lambda text, severity="information": said.append(severity))
        overdue(house)
        written = head(house.desk.store.db)
        file.rename(file.with_suffix(".away"))
        house.clock.at += 30 * DAY
        await at.pilot.pause(0.8)
        file.with_suffix(".away").rename(file)
        assert said.count("error") == 1
        await at.pilot.pause(0.8)
        assert said.count("error") == 1
    assert [event.kind for event in events(house.desk.store.db, 1)][-1] == "target_passed"
    assert head(house.desk.store.db) > written
