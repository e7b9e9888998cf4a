"""What an app says to its terminal beside the picture: title, bell, clipboard; and giving the terminal to the shell."""

import asyncio
import os
from concurrent.futures import Executor
from typing import Any, ClassVar, TypeVar

from textual.app import App

from deskterm.wire.title import title_sequence

ReturnType = TypeVar("ReturnType")


class Manners(App[ReturnType]):
    """Says nothing that is not asked for, and nothing twice."""

    MOUSE: ClassVar[bool] = False
    """Without mouse reports the terminal's own selection of text works."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._wire_entitled = ("", 0)
        self._wire_title = title_sequence("")
        self.ending = False
        """Does the program end because the terminal or the system says so?"""

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

    async def to_shell(self) -> bool:
        """Gives the terminal to the shell that started the app, until `fg`. -> False when there is no such shell"""
        if not self.has_shell():
            return False
        # An act that is being written is finished first: a stopped program would hold up everybody else.
        hands: Executor | None = getattr(self, "hands", None)
        if hands is not None:
            await asyncio.get_running_loop().run_in_executor(hands, lambda: None)
        self.action_suspend_process()
        return True

    def has_shell(self) -> bool:
        """Is there a shell below that could wake a stopped program? Not where the app is all that a session runs."""
        driver = self._driver
        if driver is None or not driver.can_suspend or os.getsid(0) == os.getpid():
            return False
        try:
            return os.getsid(os.getppid()) == os.getsid(0)
        except OSError:
            return False

    def _set_pointer_shape(self, shape: Any) -> None:
        """Nothing without a mouse: many terminals take the sequence for a title."""
        if self.MOUSE:
            super()._set_pointer_shape(shape)

    async def _wire_copy(self, text: str) -> None:
        from deskterm.wire.clipboard import sequences, through_tmux

        taken = bool(os.environ.get("TMUX")) and await asyncio.to_thread(through_tmux, text)
        if not taken and self._driver is not None:
            self._driver.write(sequences(text, os.environ))
