"""The desk's own work, done from an open terminal too: every half minute, beside the screen and beside the acts.

What it does is heard of as anything else that is written to the desk; when there is nothing to do nothing is sent.
"""

import asyncio
from typing import TYPE_CHECKING

from deskterm.store.errors import StoreError

if TYPE_CHECKING:
    from deskterm.app import Deskterm

EVERY = 30.0
"""Seconds between two looks."""


class Sweeping:
    """One terminal's share of the work. What fails is said when it begins to fail, not each time."""

    def __init__(self, door: "Deskterm") -> None:
        self._door = door
        self._running = self._failing = False

    def look(self) -> None:
        """Begin in a thread of its own, unless the last look is still at it."""
        if not self._running:
            self._running = True
            self._door.run_worker(self._sweep(), group="sweep")

    async def _sweep(self) -> None:
        try:
            await asyncio.to_thread(self._work)
            self._failing = False
        except StoreError as error:
            if not self._failing:
                from deskterm.texts.stores import sentence

                self._door.say(sentence(error), "error")
            self._failing = True
        finally:
            self._running = False

    def _work(self) -> None:
        from deskterm.usecases.sweep import sweep

        sweep(self._door.desk, lambda: self._door.is_running)


def begin(door: "Deskterm") -> None:
    """Look from now on, unless the session only reads, or is one of somebody who only looks."""
    from deskterm.workflow.permission import SWEEP, may_desk

    if not door.desk.store.read_only and may_desk(SWEEP, door.desk.by) is None:
        door.set_interval(EVERY, Sweeping(door).look)
