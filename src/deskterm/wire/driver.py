"""The terminal: Textual's driver with a writer that cannot block, an input thread that sleeps, and noticed ends."""

import os
import selectors
import signal
import termios
import tty
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from typing import Any, Protocol, cast

from textual import constants, events
from textual._time import get_time
from textual.drivers.linux_driver import LinuxDriver

from deskterm.wire.escapes import Arrived, Escape, Escapes, Keys, Pasted, Piece
from deskterm.wire.pace import PATIENCE, Pace
from deskterm.wire.sequences import Parser
from deskterm.wire.writer import Writer

REMOTE = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "MOSH_CONNECTION")
"""Variables of a session over a network: what is lost there comes again after 200 ms."""
FAR = 0.06
"""Seconds of a round trip from which the line is a slow one."""

PUSH_TITLE, POP_TITLE = "\x1b[22;2t", "\x1b[23;2t"
# CAN first: the terminal may stand in the middle of a sequence whose rest was thrown away.
RESTORE = "\x18\x1b[m\x1b[r\x1b[?2004l\x1b[?2048l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l" + POP_TITLE
# What a background job, a message to all, or a file that was no text may have left behind: a sequence that has begun,
# line signs, colours, margins, inserting, an origin, wrapping, a cursor, pastes without brackets, the other screen.
REPAIR = "\x18\x0f\x1b(B\x1b[m\x1b[r\x1b[4l\x1b[?5l\x1b[?6l\x1b[?7l\x1b[?25l\x1b[?1049h\x1b[?2004h"
LAST_ANSWER = 0.5
"""Seconds that the end waits for an answer of the terminal."""
_FOCUS_OFF = "\x1b[?1004l"


class Wired(Protocol):
    """What the driver needs of its app."""

    MOUSE: bool
    ending: bool
    """Does the program end because the terminal or the system says so?"""

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
        self._pace = Pace()
        self._on_room: Callable[[], None] | None = None

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
        if self._writer is None:
            return True
        if not self._pace.open(get_time()):
            if self._on_room is None:
                self._loop.call_later(PATIENCE, self._make_room)
            self._on_room = on_room
            return False
        return self._writer.has_room(lambda: self._call(on_room))

    def _make_room(self) -> None:
        """The terminal has answered, or is not going to."""
        on_room, self._on_room = self._on_room, None
        if on_room is not None:
            on_room()

    def write(self, data: str) -> None:
        """Hands the text to the writer, with a question before it when much is on its way."""
        if self._writer is not None:
            super().write((self._pace.before(len(data), get_time()) if self._active else "") + data)

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
            # An answer that comes after the end would be typed into the shell, or into an editor.
            if not cast(Wired, self._app).ending:
                self._pace.silent(LAST_ANSWER)
            self._pace.reset()
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

    def repair(self) -> None:
        """Whatever state another program has left the terminal in, it is ours again. The picture is sent after it."""
        self.write(REPAIR)

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
        parser, fixed = Parser(), constants.ESCAPE_DELAY if "ESCDELAY" in os.environ else None
        escapes, remote = Escapes(fixed), any(os.environ.get(name) for name in REMOTE)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake, selectors.EVENT_READ)
            while not self._leaving.is_set():
                ready = selector.select(None if escapes.due is None else max(0.0, escapes.due - get_time()))
                fds = {key.fd for key, _ in ready}
                if self._wake in fds:
                    os.read(self._wake, 4096)
                pieces: list[Piece] = []
                if self.fileno in fds:
                    data = self._read()
                    if not data:
                        self._hang_up()
                        return
                    trip = self._pace.round_trip
                    escapes.slow = remote or trip is None or trip > FAR
                    pieces = escapes.feed(decode(data), get_time())
                self._heard([*pieces, *escapes.lapse(get_time())], parser)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _heard(self, pieces: list[Piece], parser: Parser) -> None:
        """Passes on what was typed and pasted."""
        for piece in pieces:
            match piece:
                case Keys(text):
                    for message in parser.messages(text):
                        self.process_message(message)
                case Pasted(text):
                    self.process_message(events.Paste(text.replace("\x00", "")))
                case Escape():
                    self.process_message(events.Key("escape", "\x1b"))
                case Arrived():
                    self._pace.answered(get_time())
                    self._call(self._make_room)
