"""Keys act in the order they were typed, each after everything the one before it has set going.

On a bad line keys arrive in bursts. Textual hands each to whatever has the focus at that moment, and a key that
moves the focus, opens a form or starts an act is carried out only later: the rest of the burst would go to the wrong
place, text would become commands, commands text. So while one key is on its way through the widgets, while a screen
is being opened, and while an act is being written, those that come after it wait.

When an act ends at a question or at a form that stays open, what was typed for after it has lost its place: it would
answer the question, or be added to the text. It is dropped.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from time import monotonic
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.events import Key, Paste
from textual.message_pump import MessagePump
from textual.screen import ModalScreen, Screen

PATIENCE = 2.0
"""Seconds that a key waits for one step of the one before it; then it goes on, whatever that one is doing."""
SILENCE, BURST = 0.05, 1.0
"""Seconds without a key that end a burst, and the longest one that is thought to be one."""
ACT_PATIENCE = 30.0
"""Seconds that a key waits for an act that is being written."""


class KeyOrder:
    """The queue of keys and pastes of one app. `deliver` hands one of them to the widgets."""

    def __init__(self, app: App[Any], deliver: Callable[[Key | Paste], Awaitable[None]]) -> None:
        self._app, self._deliver = app, deliver
        self._waiting: deque[Key | Paste] = deque()
        self._task: asyncio.Task[None] | None = None
        self._acts = 0
        self._deaf_from = self._heard = -BURST
        self._free = asyncio.Event()
        self._free.set()

    async def put(self, event: Key | Paste) -> None:
        """Deliver a key, now or after those that are on their way."""
        if self._deaf():
            return
        if self._task is not None:
            self._waiting.append(event)
            return
        await self._deliver(event)
        self._task = asyncio.create_task(self._go_on())

    def drop(self) -> None:
        """Forget the keys that wait, and the rest of their burst: what they were typed for is not going to be there."""
        self._waiting.clear()
        self._deaf_from = self._heard = monotonic()

    def _deaf(self) -> bool:
        """Does a key still belong to a burst that was dropped? A silence ends it, and a held key does not go on."""
        now, heard = monotonic(), self._heard
        self._heard = now
        if now - heard >= SILENCE:
            self._deaf_from = -BURST
        return now - self._deaf_from < BURST

    def held(self, act: Coroutine[Any, Any, None]) -> Coroutine[Any, Any, None]:
        """The act as it is; keys wait from now until it is done, also while it has not yet begun."""
        self._acts += 1
        self._free.clear()
        before = list(self._app.screen_stack)

        async def work() -> None:
            try:
                await act
            finally:
                self._acts -= 1
                if self._stopped(before):
                    self._waiting.clear()
                if not self._acts:
                    self._free.set()

        return work()

    def _stopped(self, before: Sequence[Screen[Any]]) -> bool:
        """Has an act that began over these screens ended at something that asks, instead of going back below it?"""
        stack = self._app.screen_stack
        if not stack or not isinstance(stack[-1], ModalScreen):
            return False
        return stack[-1] not in before[:-1]

    async def _go_on(self) -> None:
        try:
            await self._settled()
            while self._waiting:
                await self._deliver(self._waiting.popleft())
                await self._settled()
        finally:
            self._task = None

    async def _settled(self) -> None:
        """Until the last key has been through its widget, its ancestors and the app, and what it opened is there."""
        screen = None
        while self._app.is_running and self._app.screen_stack and screen is not self._app.screen:
            screen = self._app.screen
            await self._mounted(screen)
            for node in self._way():
                await self._passed(node)
            await self._within(self._free.wait(), ACT_PATIENCE)

    def _way(self) -> list[MessagePump]:
        """Where a key goes: the focused widget, everything around it, the app."""
        screen = self._app.screen
        start: DOMNode = screen.focused or screen
        return [*start.ancestors_with_self]

    async def _mounted(self, node: DOMNode) -> None:
        mounted = getattr(node, "_mounted_event", None)
        if mounted is not None and not mounted.is_set():
            await self._within(mounted.wait(), PATIENCE)

    async def _passed(self, node: MessagePump) -> None:
        """Until the node has worked through what is in its queue now."""
        done = asyncio.Event()
        if node.is_running and node.call_later(done.set):
            await self._within(done.wait(), PATIENCE)

    @staticmethod
    async def _within(what: Awaitable[Any], seconds: float) -> None:
        """Wait for something, but not for ever: a widget that is stuck must not take the keyboard with it."""
        waiting = asyncio.ensure_future(what)
        await asyncio.wait([waiting], timeout=seconds)
        waiting.cancel()
