"""The terminal in another program's hands, and back."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

TYPED = (signal.SIGINT, signal.SIGQUIT)
"""Signals that keys send to every program of the terminal: they are meant for the one that is looked at."""
AFTER = 0.2
"""Seconds after which the app hears them again."""


@contextmanager
def handed_over(app: Any) -> Iterator[None]:
    """Meanwhile the terminal is as it was before the app, and ctrl+c does not end the app.

    Raises SuspendNotSupported where there is no terminal.
    """
    loop = asyncio.get_running_loop()
    heard = app._driver is not None and not app._driver.is_headless
    if heard:
        loop.remove_signal_handler(signal.SIGINT)
    # Not SIG_IGN: the other program would inherit that.
    before = {number: signal.signal(number, _nothing) for number in TYPED}
    try:
        with app.suspend():
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if heard:
            # Later: the loop still finds those that came meanwhile, and must find nobody to tell.
            loop.call_later(AFTER, loop.add_signal_handler, signal.SIGINT, app.end, "interrupted", 128 + signal.SIGINT)


def _nothing(number: int, frame: FrameType | None) -> None:
    """The other program has the key."""
