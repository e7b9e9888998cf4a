"""Presence: say at which ticket this terminal is, and see who else is there. It locks nothing."""

from deskterm.store.errors import StoreError
from deskterm.store.live import presence, process
from deskterm.store.live.opening import Live
from deskterm.store.live.presence import There
from deskterm.usecases.desk import Desk
from deskterm.workflow.permission import WRITE_DRAFTS, may_desk
from deskterm.workflow.values import SECOND

__all__ = ["LEASE", "RENEWED", "Presence", "There"]

LEASE, RENEWED = 30 * SECOND, 10 * SECOND
"""How long a terminal counts as present after it was last heard of, and how often it is heard of."""
PATIENCE = 0.1
"""Seconds for which others are waited for; what could not be said is said a second later."""


class Presence:
    """One terminal's place at a desk. What can't be said or seen now is left out."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.live = desk, Live(desk.store.location)
        self.process = f"{process.host()} {process.here()}"
        self._identity = desk.store.uuid
        self._said: tuple[int, bool] | None = None
        self._said_at = 0
        self._read: tuple[object, ...] | None = None
        """The state of the live tables in which nobody else was there."""

    @property
    def speaks(self) -> bool:
        """Is this terminal seen by others? Who only looks is not."""
        return not self.desk.store.read_only and may_desk(WRITE_DRAFTS, self.desk.by) is None

    def quiet(self, place: tuple[int, bool] | None) -> bool:
        """Is there nothing to say of this place, and nobody new to see? Costs two looks at a folder."""
        return self._read is not None and self._read == self.live.state() and not self._due(place, self.desk.now())

    def _due(self, place: tuple[int, bool] | None, now: int) -> bool:
        if not self.speaks:
            return False
        return place != self._said or (place is not None and now - self._said_at >= RENEWED)

    def say(self, place: tuple[int, bool] | None) -> None:
        """At which ticket, and whether it is written to; written down when it has changed, or is to be renewed."""
        now = self.desk.now()
        if not self._due(place, now):
            return
        try:
            with self.live.writing(patience=PATIENCE, durable=False) as db:
                if place is None:
                    presence.drop(db, self._identity, self.process)
                else:
                    presence.put(db, self._identity, self.process, self.desk.by.name, place, now, now + LEASE)
        except StoreError:
            return
        self._said, self._said_at = place, now

    def others(self) -> dict[int, tuple[There, ...]]:
        """Who else is at which ticket; of tickets that one may not see too: whoever asks shows only what is shown."""
        try:
            before, self._read = self.live.state(), None
            with self.live.reading(patience=PATIENCE) as db:
                found = {} if db is None else presence.others(db, self._identity, self.desk.by.name, self.desk.now())
        except StoreError:
            return {}
        # a lease that was seen ends without a writing; when none was, only a writing brings somebody
        self._read = None if found else before
        return found

    def close(self) -> None:
        """This terminal is gone."""
        if self._said is not None:
            self.say(None)
        self.live.close()
