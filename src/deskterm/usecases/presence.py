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

    @property
    def speaks(self) -> bool:
        """Is this terminal seen by others? Who only looks is not."""
        return not self.desk.store.read_only and may_desk(WRITE_DRAFTS, self.desk.by) is None

    def say(self, place: tuple[int, bool] | None) -> None:
        """At which ticket, and whether it is written to; written down when it has changed, or is to be renewed."""
        now = self.desk.now()
        if not self.speaks or (place == self._said and (place is None or now - self._said_at < RENEWED)):
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
            with self.live.reading(patience=PATIENCE) as db:
                return {} if db is None else presence.others(db, self._identity, self.desk.by.name, self.desk.now())
        except StoreError:
            return {}

    def close(self) -> None:
        """This terminal is gone."""
        if self._said is not None:
            self.say(None)
        self.live.close()
