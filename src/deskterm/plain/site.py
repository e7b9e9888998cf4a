"""What a command may ask for, in a session that stays at one desk."""

from typing import TYPE_CHECKING, cast

from deskterm.cli.call import Site

if TYPE_CHECKING:
    from deskterm.store.location import Location
    from deskterm.usecases.desk import Desk


class _Here:
    """All that the composer knows, but for the desk: that is the one that is open."""

    def __init__(self, outer: Site, desk: "Desk") -> None:
        self._outer, self._desk = outer, desk

    def __getattr__(self, name: str) -> object:
        return getattr(self._outer, name)

    @property
    def location(self) -> "Location":
        """Where the open desk is."""
        return self._desk.store.location

    def desk(self) -> "Desk":
        """The open desk."""
        return self._desk


def here(outer: Site, desk: "Desk") -> Site:
    """The same site, at this desk."""
    return cast(Site, _Here(outer, desk))
