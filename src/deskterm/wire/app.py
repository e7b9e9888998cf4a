"""The app class under deskterm's own: a frame that is compared, keys by place, and ends that are clean."""

import os
import signal
import threading
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, ClassVar, TypeVar

from rich.color import ColorSystem
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from deskterm.wire.frame import Frame
from deskterm.wire.keys import takes_text, translate
from deskterm.wire.layouts import Layout
from deskterm.wire.manners import Manners
from deskterm.wire.order import KeyOrder
from deskterm.wire.rendered import put_lines, put_update

ReturnType = TypeVar("ReturnType")

_SYNC_START, _SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
_SYNC_FROM = 512
"""Characters from which a frame is worth the marks of a synchronized update; less reaches a terminal in one piece."""
_GRACE = 1.5
"""Seconds that the program has for its end before it is ended."""
_SIGNALS = {signal.SIGHUP: "hangup", signal.SIGTERM: "terminated", signal.SIGINT: "interrupted"}


class WiredApp(Manners[ReturnType]):
    """A Textual app that sends only what changed, hears keys by their place, and ends cleanly when it must."""

    EXPECTED: ClassVar[tuple[type[Exception], ...]] = ()
    """Exceptions that end the app without being a defect."""
    COMPARED: ClassVar[bool] = True
    """Send only cells that differ. Off, frames go out as Textual renders them: the pictures must be the same."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.failure: Exception | None = None
        self.animation_level = "none"
        self._wire_frame = Frame(erases_colour=_erases_colour())
        self._wire_layout = Layout()
        self._wire_order = KeyOrder(self, self._wire_deliver)
        self.touched = time.monotonic()
        """When a key was last touched."""
        self._wire_layers: object = None
        self._wire_seen: tuple[int, Widget, Region] | None = None

    # ------------------------------------------------------------------ for deskterm's app
    def before_exit(self, reason: str) -> None:
        """Called once, in the event loop, before an end that nobody asked for: save what must not be lost.

        `reason`: "hangup", "terminated", "interrupted", "idle", or why somebody is sent away, as a code.
        Whatever happens here, the program ends a few seconds later.
        """

    def in_turn(self, work: Coroutine[Any, Any, None]) -> Coroutine[Any, Any, None]:
        """The same work; from now until it is done, keys that come after it wait for what it shows."""
        return self._wire_order.held(work)

    def forget_keys(self) -> None:
        """Drops the keys that were typed ahead: what they were meant for is not going to be there."""
        self._wire_order.drop()

    def scroll_hint(self, top: int, bottom: int, delta: int) -> None:
        """Full lines [top, bottom) of the screen are about to be shown `delta` lines higher (lower when negative).

        Given before the refresh that shows it. Only an optimisation: a wrong hint costs nothing but its computation.
        """
        self._wire_frame.hint(top, bottom, delta)

    def paint_now(self, widget: Widget) -> None:
        """Shows what `widget.refresh(...)` asked for at once, not at the next tick of the screen's timer."""
        screen = self.screen
        if self._batch_count or not widget.is_attached or widget.screen is not screen or screen._layout_required:
            return
        if widget in screen._compositor.visible_widgets:
            screen._compositor.update_widgets({widget})
            widget._repaint_required = False
            screen._compositor_refresh()

    def paint_lines(self, widget: Widget, lines: list[int], delta: int = 0) -> None:
        """Shows at once that lines of a widget have moved up by `delta` (down when negative) and `lines` changed.

        For widgets of the terminal's full width that paint by the line. Where something lies over the widget, or it is
        not on the screen as a whole, it is refreshed in the ordinary way: the picture is the same, the time is not.
        """
        region, frame = widget.region, self._wire_frame
        if delta:
            widget._styles_cache.clear()
        if not self._wire_uncovered(widget):
            widget.refresh() if delta else widget.refresh(*(Region(0, y, region.width, 1) for y in lines))
            self.scroll_hint(region.y, region.bottom, delta)
            self.paint_now(widget)
            return
        frame.shift(region.y, region.bottom, delta)
        system = self.console._color_system or ColorSystem.TRUECOLOR
        for y in lines:
            line = Region(0, y, region.width, 1)
            widget._styles_cache.set_dirty(line)
            put_lines(frame, region.x, region.y + y, widget.render_lines(line), system)
        self._wire_send()

    def redraw(self) -> None:
        """Clears the terminal and sends every cell again."""
        self._wire_frame.forget()
        if self._driver is not None and self.COMPARED:
            self._driver.write(self._wire_title)
            self._wire_send()
        elif self._running:
            self.refresh()

    def action_redraw(self) -> None:
        """`redraw` as an action: it repairs what others have done to the terminal, too."""
        repair = getattr(self._driver, "repair", None)
        if repair is not None:
            repair()
        self.redraw()

    def end(self, reason: str, code: int, grace: float | None = None) -> None:
        """Ends the app because the terminal or the system says so, `grace` seconds later at most.

        `code`: the exit code, 128 + signal where there is one.
        """
        if self.ending:
            return
        self.ending = True
        backstop = threading.Timer(_GRACE if grace is None else grace, self._wire_abandon, [code])
        backstop.daemon = True
        backstop.start()
        with self._context():
            try:
                self.before_exit(reason)
            finally:
                self.exit(return_code=code)

    def from_thread(self, work: Callable[[], None]) -> None:
        """Has something done in the event loop, by a thread that waits for nothing."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended, and with it what was to be ended
                self._loop.call_soon_threadsafe(work)

    # ------------------------------------------------------------------ what Textual calls
    def _handle_exception(self, error: Exception) -> None:
        """What is expected ends the app without a traceback; whoever ran it finds it in `failure`."""
        if self._exit and isinstance(error, NoMatches):
            return  # what is opened as the app ends is not filled any more, and misses its parts
        if not isinstance(error, self.EXPECTED):
            super()._handle_exception(error)
            return
        self.failure = self.failure or error
        self.exit(return_code=1)

    def get_driver_class(self) -> type[Driver]:
        """Our driver, unless another one is asked for by Textual's environment variable."""
        if os.environ.get("TEXTUAL_DRIVER"):
            return super().get_driver_class()
        from deskterm.wire.driver import WiredDriver

        return WiredDriver

    async def on_event(self, event: events.Event) -> None:
        """Keys act one after the other; a resized terminal is repainted whole."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.touched = time.monotonic()
            await self._wire_order.put(event)
            return
        if isinstance(event, events.Resize):
            self._wire_frame.forget()
            if self._size == event.size:
                self.call_later(self._wire_send)
        await super().on_event(event)

    async def _wire_deliver(self, event: events.Key | events.Paste) -> None:
        """Hands a key to whatever has the focus now, by the name that the Latin layout gives it."""
        if isinstance(event, events.Key):
            translate(event, self._wire_layout, text=takes_text(self.screen.focused))
        await super().on_event(event)

    def _build_driver(self, *args: Any, **kwargs: Any) -> Driver:
        driver = super()._build_driver(*args, **kwargs)
        if not driver.is_headless and self._loop is not None:
            for number, reason in _SIGNALS.items():
                self._loop.add_signal_handler(number, self.end, reason, 128 + number)
        return driver

    def _register(self, parent: Any, *widgets: Widget, **kwargs: Any) -> list[Widget]:
        for widget in widgets:
            blink = getattr(type(widget), "cursor_blink", None)
            if blink is not None:
                widget.set_reactive(blink, False)
        return super()._register(parent, *widgets, **kwargs)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        driver = self._driver
        compared = self.COMPARED and driver is not None and not (driver.is_headless or driver.is_inline)
        if not (compared and isinstance(renderable, LayoutUpdate | ChopsUpdate)):
            super()._display(screen, renderable)
            return
        try:
            if self._running and not self._closed and not self._batch_count:
                size = screen._compositor.size
                if size != (self._wire_frame.width, self._wire_frame.height):
                    self._wire_frame.resize(*size)
                    if isinstance(renderable, ChopsUpdate):
                        screen.refresh()
                put_update(self._wire_frame, renderable, self.console._color_system or ColorSystem.TRUECOLOR)
                self._wire_send()
        finally:
            self.post_display_hook()

    # ------------------------------------------------------------------ our own
    def _wire_uncovered(self, widget: Widget) -> bool:
        """Is the widget as wide as the screen, wholly on it, with nothing over it, and nothing about to change that?"""
        screen, driver, region = self.screen, self._driver, widget.region
        if driver is None or driver.is_headless or driver.is_inline or not self.COMPARED or self._batch_count:
            return False
        if not widget.is_attached or widget.screen is not screen or screen._layout_required:
            return False
        size = screen._compositor.size
        if region.size.width != size.width or size != (self._wire_frame.width, self._wire_frame.height):
            return False
        layers = screen._compositor.layers_visible
        if self._wire_seen != (id(layers), widget, region):
            tops = [next(iter(layers[y]), None) for y in range(region.y, region.bottom) if y < len(layers)]
            if len(tops) != region.height or any(top is None or top[0] is not widget for top in tops):
                return False
            self._wire_layers, self._wire_seen = layers, (id(layers), widget, region)
        return True

    def _wire_send(self) -> None:
        """Sends what differs, unless the line is busy with an earlier frame: then later, and only the last state."""
        driver = self._driver
        if (
            driver is None
            or driver.is_headless
            or not (self._running and self._screen_stack and self._wire_frame.width)
        ):
            return
        has_room = getattr(driver, "has_room", None)
        if has_room is not None and not has_room(self._wire_send):
            return
        park = self.cursor_position if takes_text(self.screen.focused) else None
        body = self._wire_frame.flush(park)
        if body:
            marked = self._sync_available and len(body) >= _SYNC_FROM
            driver.write(f"{_SYNC_START}{body}{_SYNC_END}" if marked else body)

    def _wire_abandon(self, code: int) -> None:
        abandon = getattr(self._driver, "abandon", None)
        if abandon is not None:
            abandon()
        os._exit(code)


def _erases_colour() -> bool:
    """Does an erase take the background colour here? GNU screen fills with its own; tmux calls itself screen too."""
    return bool(os.environ.get("TMUX")) or not os.environ.get("TERM", "").startswith("screen")
