"""The terminal door: one app over a composed desk. It is the only place in the terminal where tickets are acted on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from deskterm.screens.ahead import ACTING, READING, load
from deskterm.screens.base import DeskScreen
from deskterm.screens.drafts.drafting import Drafting
from deskterm.screens.hands import Hands
from deskterm.screens.keys import APP, bindings
from deskterm.screens.notices import follow, upper_bar
from deskterm.screens.others import Others
from deskterm.screens.parting import Parting
from deskterm.screens.queue import QueueScreen
from deskterm.screens.themes import DARK, LIGHT, Colourless, LightInk, system_zone
from deskterm.store.errors import StoreError
from deskterm.texts.language import _
from deskterm.usecases import look
from deskterm.usecases.desk import Desk
from deskterm.workflow.values import Act, Ticket

WATCH = 1.0  # seconds between two looks for what others have written
WATCH_AFAR = 0.5  # over SSH, where whoever has lost their key is out within a second
LEAST = (80, 24)  # cells that the screens need


class Deskterm(Hands):
    """The app. `drafts` keeps unsent texts; `ticket_changed` tells screens what to read again."""

    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(APP)]
    ENABLE_COMMAND_PALETTE = False
    EXPECTED = (StoreError,)
    TITLE = "deskterm"
    ringing = "none"

    def __init__(
        self,
        desk: Desk,
        *,
        theme: str | None = None,
        zone: tzinfo | None = None,
        plain: bool = False,
        keys: Mapping[str, str] | None = None,
        idle: float | None = None,
        state: Path | None = None,
    ) -> None:
        super().__init__()
        self.desk, self.parting = desk, Parting(self, idle)
        self.zone = zone or system_zone()
        self.drafts = Drafting(self, state)
        self.others = Others(self)
        self.ready = False
        """Are the rules loaded? Until then nothing is dimmed."""
        self._token = 0
        self._light, self._colourless = LightInk(), Colourless(enabled=plain or self.no_color)
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = LIGHT.name if theme == "light" else DARK.name
        self._light.enabled = theme == "light"
        self.set_keymap(keys or {})

    def get_default_screen(self) -> Screen[Any]:
        """The queue, painted first; what only acts need is loaded behind it."""
        return QueueScreen()

    def on_mount(self) -> None:
        """Follow the desk; load the rest when the queue is on the screen."""
        self._token, self._head = self.desk.store.changed(), look.head(self.desk)
        self.set_interval(WATCH_AFAR if self.desk.remote else WATCH, self.watch_desk)
        self.parting.begin()
        self.call_after_refresh(lambda: self.run_worker(self.load(), group="load"))

    async def load(self) -> None:
        """First what reading needs, then what acting needs, in the thread of the acts, so that no key waits for it."""
        await self.off_screen(partial(load, READING))
        self.complete()
        with self.reading():
            self.parting.look()
        look.enter(self.desk)
        await self.off_screen(partial(load, ACTING))
        await self.drafts.offer()

    def complete(self) -> None:
        """The rules are loaded: bars, counts and previews can be shown."""
        self.ready = True
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.complete()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What a line goes through before it is sent: ours, which know lines without a style."""
        return [line_filter for line_filter in (self._light, self._colourless) if line_filter.enabled]

    def on_resize(self, event: events.Resize) -> None:
        """Below the least size a sentence says so, over whatever is open."""
        small, told = event.size.width < LEAST[0] or event.size.height < LEAST[1], self.screen.has_class("-too-small")
        if small and not told:
            from deskterm.screens.dialogs.small import TooSmall

            self.push_screen(TooSmall(*LEAST))
        elif told and not small:
            self.screen.dismiss()

    def watch_desk(self) -> None:
        """Have written down what was looked at; tell the screens what another process, or this one, has written."""
        if self.desk.store.access.waiting:
            self.hands.submit(self.desk.store.access.flush)
        self.drafts.retry()
        self.others.look()
        with self.reading():
            token = self.desk.store.changed()
            if token == self._token:
                return
            self.parting.look()
            self._head, ids = look.changed(self.desk, before := self._head)
            self._token = token
            follow(self, ids, before)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What can't be read is said, and what is shown stays: a desk may be out of reach for a while."""
        try:
            yield
        except StoreError as error:
            from deskterm.texts.stores import sentence

            self.say(sentence(error), "error")

    def say(self, text: str, severity: str = "information") -> None:
        """One line at the bottom of the screen that is in use."""
        if (bar := upper_bar(self)) is not None:
            bar.message = (text, severity)

    def notify(self, message: str, **options: Any) -> None:
        """Textual's own messages go the same way."""
        self.say(message, options.get("severity", "information"))

    def start(self, name: str, ids: list[int], seen: Mapping[int, int], ticket: Ticket | None) -> None:
        """An act key was pressed on some tickets."""
        from deskterm.screens.forms.starting import start_key

        if ids:
            start_key(self, name, ids, seen, ticket)
        else:
            self.say(_("There is no ticket here."), "warning")

    def start_act(self, act: Act, id: int | list[int], focus: str | None = None) -> None:
        """Open an act's form on the named field, or do it at once when it asks nothing."""
        from deskterm.screens.forms.starting import start

        ids = [id] if isinstance(id, int) else list(id)
        seen = next((s.versions() for s in reversed(self.screen_stack) if isinstance(s, DeskScreen)), {})
        start(self, act, ids, {k: v for k, v in seen.items() if k in ids}, focus)

    def open_ticket(self, id: int, beside: Callable[[int, int], int | None] | None = None) -> None:
        """The whole ticket. `beside` tells which ticket is next to it in the list that it was chosen from."""
        from deskterm.screens.ticket import TicketScreen

        self.push_screen(TicketScreen(id, beside))

    def open_triage(self, ids: list[int] | None = None) -> None:
        """The deck of untriaged tickets, or of these."""
        from deskterm.screens.triage import TriageScreen

        self.push_screen(TriageScreen(ids))

    def leave_screen(self, screen: Screen[Any]) -> None:
        """Close a screen, and what was asked above it."""
        if screen in self.screen_stack:
            while self.screen is not screen:
                self.pop_screen()
            screen.dismiss(None)

    def action_help(self) -> None:
        """All keys of this screen."""
        self._commands(commands=False)

    def action_palette(self) -> None:
        """All commands of this screen."""
        self._commands(commands=True)

    def _commands(self, *, commands: bool) -> None:
        from deskterm.screens.dialogs.commands import Commands

        below = self.screen
        if isinstance(below, DeskScreen):
            self.push_screen(Commands(below, commands=commands), lambda key: below.run_key(key) if key else None)

    def action_swap_theme(self) -> None:
        """Dark or light."""
        light = self.theme == DARK.name
        self._light.enabled = light
        self.theme = (LIGHT if light else DARK).name
        self.redraw()

    def action_close(self) -> None:
        """Close this screen; the last one: quit."""
        if len(self.screen_stack) > 1:
            self.screen.dismiss()
        else:
            self.action_leave()

    def action_help_quit(self) -> None:
        """Textual's answer to ctrl+c, in our place for messages."""
        self.say(_("ctrl+q quits."))

    def action_leave(self) -> None:
        """Quit; unsent texts are asked for first."""
        from deskterm.screens.dialogs.leaving import leave

        leave(self)

    def before_exit(self, reason: str) -> None:
        """Nobody asked for this end: what is being written is kept first."""
        self.drafts.rescue()
        self.others.close()

    def on_unmount(self) -> None:
        """An act that has begun is finished."""
        self.hands.shutdown(wait=True, cancel_futures=True)
        self.drafts.close(self.others.close)


def run(desk: Desk, *, part: Callable[[str], None], bell: str = "none", **options: Any) -> int:
    """Run the app on a desk until it is left; the exit code. StoreError: the desk could no longer be read. Refused: its
    person may not stay.

    `part` is told the last words; `bell`: what is done when a target of one's own is missed (none, bell, notify);
    `options` are the app's own.
    """
    app = Deskterm(desk, **options)
    app.ringing = bell
    app.run()
    if app.failure is not None:
        raise app.failure
    if app.parting.words:
        part(app.parting.words)
    return app.return_code or 0
