"""What an app sends to the terminal beside its picture: the title, the bell, what goes to the clipboard."""

import asyncio
import os
from typing import Any

from textual.app import App, ReturnType

from deskterm.wire.title import title_sequence


class BesideApp(App[ReturnType]):
    """Sends it, once for each change. A headless driver is sent nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._wire_entitled = ("", 0)
        self._wire_title = title_sequence("")

    def set_title(self, text: str | None = None, count: int | None = None) -> None:
        """Sets the terminal's title to "deskterm", followed by count and text as they were given last.

        Foreign text is harmless. Nothing is sent while neither changes.
        """
        self._wire_entitled = (
            self._wire_entitled[0] if text is None else text,
            self._wire_entitled[1] if count is None else count,
        )
        sequence = title_sequence(*self._wire_entitled)
        if sequence != self._wire_title:
            self._wire_title = sequence
            if self._driver is not None and not self._driver.is_headless:
                self._driver.write(sequence)

    def ring(self, text: str | None = None) -> None:
        """Rings the terminal's bell; with a text the terminal is asked to show it as a message of its own (OSC 9)."""
        from deskterm.wire.clipboard import passed_on
        from deskterm.wire.title import message_sequence

        if self._driver is not None and not self._driver.is_headless:
            self._driver.write("\x07" if text is None else passed_on(message_sequence(text), os.environ))

    def copy_to_clipboard(self, text: str) -> None:
        """Sends the text to the terminal's clipboard; one that is too long for it only to our own."""
        from deskterm.wire.clipboard import fits

        self._clipboard = text
        if self._driver is not None and fits(text):
            self.run_worker(self._wire_copy(text), group="clipboard")

    async def _wire_copy(self, text: str) -> None:
        from deskterm.wire.clipboard import sequences, through_tmux

        taken = bool(os.environ.get("TMUX")) and await asyncio.to_thread(through_tmux, text)
        if not taken and self._driver is not None:
            self._driver.write(sequences(text, os.environ))
