"""The part of the app that acts: one thread in which acts keep their order, and what each leaves behind."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, cast

from textual.signal import Signal

from deskterm.usecases.desk import Done
from deskterm.wire.app import WiredApp
from deskterm.workflow.values import Act

if TYPE_CHECKING:
    from deskterm.app import Deskterm
    from deskterm.screens.forms.fields import Call
    from deskterm.screens.forms.form import Form


class Heard(int):
    """The number of a ticket that somebody else has changed."""


class Hands(WiredApp[int]):
    """What acts. Nothing else in the terminal does."""

    def __init__(self) -> None:
        super().__init__()
        self.last_call: tuple[Call, tuple[int, ...]] | None = None
        self.together: tuple[int, ...] = ()
        """The tickets of my last act when it was done to several at once: they are taken back at once."""
        self.ticket_changed: Signal[int] = Signal(self, "ticket_changed")
        self.hands = ThreadPoolExecutor(1, "hands")
        self._mine: dict[tuple[int, int], int] = {}
        self._head = 0

    @property
    def door(self) -> "Deskterm":
        """The whole app."""
        return cast("Deskterm", self)

    @property
    def known_head(self) -> int:
        """The last event of the desk that is known here; asking for it again would open the desk once more."""
        return self._head

    def perform(
        self,
        verb: Callable[..., Done],
        *args: Any,
        seen: int | None = None,
        undo_hint: bool = True,
        then: Callable[[Done], None] | None = None,
        form: "Form | None" = None,
    ) -> None:
        """Run a use-case, `verb(desk, *args)`, off the screen's thread, and show what came of it."""
        from deskterm.screens.acting import Deed

        self.run_worker(self.in_turn(Deed(self.door, verb, args, seen, undo_hint, then, form).run()), group="acts")

    def act(self, call: "Call", ids: Sequence[int], seen: Mapping[int, int], form: "Form | None" = None) -> None:
        """Run a form's call on its ticket, or on each of several."""
        if len(ids) > 1:
            self.act_on(ids, call, form=form)
            return
        if ids and call.act is not Act.ATTACH:
            self.last_call = (call, tuple(ids))
        self.perform(call.verb, *ids, *call.args, seen=seen.get(ids[0]) if ids else None, form=form)

    def act_on(self, ids: Sequence[int], call: "Call", form: "Form | None" = None) -> None:
        """Run a call on each of several tickets, and sum up."""
        from deskterm.screens.acting import several

        if call.act is not Act.UNDO:
            self.last_call = (call, tuple(ids))
        self.run_worker(self.in_turn(several(self.door, ids, call, form)), group="acts")

    async def off_screen(self, work: Callable[[], Any]) -> Any:
        """Run something in the one thread that acts: acts keep their order."""
        return await asyncio.get_running_loop().run_in_executor(self.hands, work)

    def caught_up(self, id: int | None, seen: int | None) -> int | None:
        """The version that a person has seen, with their own acts since taken into account."""
        while id is not None and seen is not None and (id, seen) in self._mine:
            seen = self._mine[id, seen]
        return seen

    def acted(self, done: Done, seen: int | None) -> None:
        """An act is done: nobody need be told twice, nor be held to a version that they have moved on themselves."""
        if seen is not None and done.version == seen + 1:
            self._mine[done.id, seen] = done.version
        if done.event == self._head + 1:
            self._head = done.event
        self.together = ()
        self.ticket_changed.publish(done.id)

    def acted_on(self, ids: tuple[int, ...]) -> None:
        """An act on several tickets is done to these."""
        self.together = ids
        self.ticket_changed.publish(0)
