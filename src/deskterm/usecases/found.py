"""Make a desk, with its founder: the only act that needs no desk."""

from deskterm.store.location import Location
from deskterm.store.opening import Store, create_store
from deskterm.workflow.checks import name
from deskterm.workflow.values import Person, Role


def found(location: Location, lead: str, now: int, *, time_zone: str = "Etc/UTC", fast: bool = False) -> Store:
    """A new desk whose founder is admin and lead of all three lines.

    `time_zone`: where its service hours are meant. StoreError `exists` when there is one already."""
    founder = Person(name=name("lead", lead), lines=frozenset({1, 2, 3}), roles=frozenset({Role.ADMIN, Role.LEAD}))
    return create_store(location, now=now, founder=founder, time_zone=time_zone, fast=fast)
