"""What the screens on tickets share: the act keys with their bars, messages, and following what changes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.binding import BindingType
from textual.screen import Screen

from deskterm.screens import copying
from deskterm.screens.key import Key, shown, word
from deskterm.screens.keys import ACTS, ACTS_OF, APP, COMMANDS, DESK, bindings
from deskterm.texts.language import _
from deskterm.widgets.bars import Hint, KeyBar, MessageBar
from deskterm.workflow.values import Act, Refusal, Ticket

if TYPE_CHECKING:
    from deskterm.app import Deskterm


class DeskScreen(Screen[None]):
    """A screen about one or more tickets. Subclasses say which (`targets`, `versions`, `facts`) and how to `reload`."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTS, DESK)]
    GROUPS: ClassVar[tuple[tuple[Key, ...], ...]] = (ACTS, DESK, APP, COMMANDS)
    """The groups of the key table that hold here: help, palette and footer show them."""
    ABOUT: ClassVar[frozenset[str]] = frozenset()
    """Keys that are about a fact of their name, where tickets are known as a whole: without it they are dimmed."""

    @property
    def door(self) -> "Deskterm":
        """The app, by its own type."""
        return cast("Deskterm", self.app)

    # ------------------------------------------------------------------ what a subclass says
    def targets(self) -> list[int]:
        """The tickets that an act key is about."""
        raise NotImplementedError

    def versions(self) -> Mapping[int, int]:
        """The versions of these tickets as they are shown."""
        raise NotImplementedError

    def facts(self) -> Ticket | None:
        """What is known here of the one ticket that an act key is about; None when there is none, or several."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError

    def complete(self) -> None:
        """Show what had to wait until the rules were loaded."""
        self.paint_bars()

    def undo_target(self) -> int | None:
        """The ticket whose last act `u` takes back; None: my last act on any."""
        return None

    # ------------------------------------------------------------------ life
    following = False

    def on_mount(self) -> None:
        """Follow changes. Textual calls this for every class of the family, whatever a subclass does."""
        if not self.following:
            self.following = True
            self.door.ticket_changed.subscribe(self, self.on_ticket_changed)

    def on_ticket_changed(self, ticket: int) -> None:
        """A ticket has changed; 0: several."""
        self.reload()

    # ------------------------------------------------------------------ bars
    def bars(self, name: str) -> Refusal | None:
        """What state and right say against everything that this key may start; None: it may be pressed."""
        acts, ticket = ACTS_OF.get(name, ()), self.facts()
        if ticket is None or not acts or not self.door.ready:
            return None
        from deskterm.workflow.acts import barred

        found = [barred(act, ticket, self.door.desk.by) for act in acts]
        if None in found and name in self.ABOUT and not getattr(ticket, name):
            from deskterm.workflow.steps import NO_STEPS

            return Refusal((NO_STEPS,))
        return None if None in found else found[0]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dims the keys of acts that are barred."""
        if action == "act" and self.bars(str(parameters[0])) is not None:
            return None
        return True

    def on_key(self, event: events.Key) -> None:
        """A dimmed key says why it is."""
        names = self._names_of_keys()
        if (name := names.get(event.key)) and (refusal := self.bars(name)):
            from deskterm.screens.wording import warnings_sentence

            self.door.forget_keys()
            self.door.say(warnings_sentence(refusal.points), "warning")
            event.stop()

    def _names_of_keys(self) -> dict[str, str]:
        """The acts by the keys that start them here, remapped ones included."""
        if not hasattr(self, "_by_key"):
            self._by_key = {
                key: active.binding.action[len("act('") : -len("')")]
                for key, active in self.active_bindings.items()
                if active.binding.action.startswith("act('")
            }
        return self._by_key

    def hints(self) -> tuple[Hint, ...]:
        """The footer's keys, dimmed where they are barred."""
        return tuple(
            Hint(shown(key.keys.split(",")[0]), word(key), self.bars(key.id.partition(".")[2]) is None)
            for group in self.GROUPS
            for key in group
            if key.foot
        )

    def paint_bars(self) -> None:
        """Bring the footer up to date."""
        for bar in self.query(KeyBar):
            bar.hints = self.hints()

    def place(self, text: str) -> None:
        """Where one stands, at the right of the message line."""
        for bar in self.query(MessageBar):
            bar.place = text

    def run_key(self, key: Key) -> None:
        """What the key would do, chosen from help or palette."""
        focused = self.focused or self
        self.call_later(self.app.run_action, key.action, focused if key.id.startswith("rows.") else self)

    # ------------------------------------------------------------------ actions
    def action_act(self, name: str) -> None:
        """An act on the ticket, or on the marked ones."""
        if self.bars(name) is None:
            self.door.start(name, self.targets(), self.versions(), self.facts())

    def action_new(self) -> None:
        """Register a contact."""
        self.door.start_act(Act.REGISTER, [])

    def action_take_next(self) -> None:
        """The ticket that I should do next is mine and open."""
        from deskterm.screens.taking import take_next

        take_next(self.door)

    def action_similar(self) -> None:
        """What is like the one ticket that this is about."""
        from deskterm.screens.dialogs.similar import SimilarList

        if len(ids := self.targets()) == 1:
            self.app.push_screen(SimilarList(ids[0]))

    def action_undo(self) -> None:
        """Take back my last act; one that was done to several tickets at once, on all of them."""
        from deskterm.screens.forms.fields import Call
        from deskterm.usecases.undo import undo

        target, together = self.undo_target(), self.door.together
        if target is None and len(together) > 1:
            self.door.act_on(together, Call(Act.UNDO, undo, ()))
        else:
            self.door.perform(undo, target, undo_hint=False)

    def action_drafts(self) -> None:
        """My unsent texts."""
        self.door.drafts.show()

    def action_copy_number(self) -> None:
        """The numbers to the clipboard of the terminal."""
        copying.copy(self.door, " ".join(f"DT-{id}" for id in self.targets()))

    def action_copy_link(self) -> None:
        """A line that names the ticket and the command that shows it."""
        copying.copy(self.door, copying.line(self.targets(), self.facts()))

    async def action_shell(self) -> None:
        """To the shell that started the app, until `fg`."""
        if self.door.desk.remote or not await self.door.to_shell():
            self.door.say(_("There is no shell below to go to."), "warning")

    def action_refresh_all(self) -> None:
        """Read everything again."""
        self.reload()
        self.door.say(_("Read again."))
