"""The terminal: Textual's driver with a writer that cannot block, an input thread that sleeps, and noticed ends."""

import os
import selectors
import signal
import termios
import tty
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Event
from typing import Any, Protocol, cast

from textual import constants, events
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from deskterm.wire.escapes import Escapes, parted
from deskterm.wire.writer import Writer

ESCAPE_DELAY = 0.05
"""Seconds after which a lone ESC is the Esc key; the environment variable ESCDELAY (milliseconds) goes before."""

PUSH_TITLE, POP_TITLE = "\x1b[22;2t", "\x1b[23;2t"
# CAN first: the terminal may stand in the middle of a sequence whose rest was thrown away.
RESTORE = "\x18\x1b[m\x1b[r\x1b[?2004l\x1b[?2048l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l" + POP_TITLE
_FOCUS_OFF = "\x1b[?1004l"


class Wired(Protocol):
    """What the driver needs of its app."""

    MOUSE: bool

    def end(self, reason: str, code: int) -> None:
        """The terminal or the system ends the program."""

    def redraw(self) -> None:
        """The terminal may show anything."""


class WiredDriver(LinuxDriver):
    """Differs from the stock driver in how it waits, writes and ends; what it says to the terminal stays the same."""

    def __init__(
        self, app: Any, *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse and cast(Wired, app).MOUSE, size=size)
        assert self._file is not None, "no standard error: bootstrap starts the app on a terminal only"
        self._out = self._file.fileno()
        self._active = False
        self._leaving = Event()
        self._wake, self._waker = os.pipe()
        if "ESCDELAY" not in os.environ:
            vars(constants)["ESCAPE_DELAY"] = ESCAPE_DELAY

    # Textual makes its own writer when it starts and calls `write` and `stop` of whatever stands here.
    @property
    def _writer_thread(self) -> Any:
        return self._writer

    @_writer_thread.setter
    def _writer_thread(self, stock: object) -> None:
        self._writer = None if stock is None else Writer(self._out, self._hang_up)

    _writer: Writer | None

    def has_room(self, on_room: Callable[[], None]) -> bool:
        """May a frame be written now? If not, `on_room` is called in the event loop as soon as it may."""
        return self._writer is None or self._writer.has_room(lambda: self._call(on_room))

    def _get_terminal_size(self) -> tuple[int, int]:
        for fd in (self.fileno, self._out):
            with suppress(OSError):
                width, height = os.get_terminal_size(fd)
                if width and height:
                    return width, height
        return super()._get_terminal_size()

    def start_application_mode(self) -> None:
        """Takes the terminal over and shows a fresh picture."""
        self._leaving.clear()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._writer is None:
            return
        self._active = True
        # Focus reports would clear the focus and repaint it whenever another window or pane is looked at.
        self.write(PUSH_TITLE + _FOCUS_OFF)
        cast(Wired, self._app).redraw()

    def stop_application_mode(self) -> None:
        """Gives the terminal back as it was found."""
        if self._active:
            self._active = False
            self.write("\x1b[m" + POP_TITLE)
        super().stop_application_mode()

    def close(self) -> None:
        """Sends what is left, but waits for no terminal that does not read."""
        if self._writer is not None:
            self._writer.finish(0.3, RESTORE)

    def abandon(self) -> None:
        """The last resort when the program cannot end by itself: terminal settings back, no waiting."""
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        with suppress(OSError):
            os.set_blocking(self._out, False)
            os.write(self._out, RESTORE.encode())

    def _sigcont_application(self, *_: object) -> None:
        if not self._active:
            super()._sigcont_application()
            return
        # Stopped from outside without notice: the shell had the terminal meanwhile.
        with suppress(termios.error):
            attributes = termios.tcgetattr(self.fileno)
            attributes[tty.LFLAG] = self._patch_lflag(attributes[tty.LFLAG])
            attributes[tty.IFLAG] = self._patch_iflag(attributes[tty.IFLAG])
            termios.tcsetattr(self.fileno, termios.TCSANOW, attributes)
        self.write("\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h")
        self._call(cast(Wired, self._app).redraw)

    def disable_input(self) -> None:
        """Ends the input thread at once."""
        self._leaving.set()
        os.write(self._waker, b".")
        super().disable_input()

    def _hang_up(self) -> None:
        app = cast(Wired, self._app)
        self._call(lambda: app.end("hangup", 128 + signal.SIGHUP))

    def _call(self, callback: Callable[[], None]) -> None:
        # The loop may be closed already when the last write fails.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(callback)

    def run_input_thread(self) -> None:
        """Reads keys until the app ends or the terminal is gone. Sleeps while there is nothing to wait for."""
        parser, escapes = XTermParser(self._debug), Escapes()
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake, selectors.EVENT_READ)
            while not self._leaving.is_set():
                due = [at for at in (parser._timeout_time, escapes.due) if at is not None]
                ready = selector.select(max(0.0, min(due) - get_time()) if due else None)
                fds = {key.fd for key, _ in ready}
                if self._wake in fds:
                    os.read(self._wake, 4096)
                text = ""
                if self.fileno in fds:
                    data = self._read()
                    if not data:
                        self._hang_up()
                        return
                    text = escapes.feed(decode(data), get_time())
                text += escapes.lapse(get_time())
                if text:
                    self._process(parser.feed(parted(text)))
                if self._process(parser.tick()):
                    escapes.lone(get_time())

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _process(self, messages: Iterable[Message]) -> bool:
        """Passes the messages on. -> Was the last one the Esc key?"""
        escape = False
        for message in messages:
            escape = isinstance(message, events.Key) and message.key == "escape"
            self.process_message(message)
        return escape
