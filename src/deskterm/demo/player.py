"""Plays a plan through the real use-cases, so that every event of the demonstration is genuine, gated and chained."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from mimetypes import guess_type
from typing import TYPE_CHECKING, Any

from deskterm.demo.plan import Deed
from deskterm.store.db import Db
from deskterm.store.opening import Store
from deskterm.store.read.facts import facts
from deskterm.usecases.act import perform
from deskterm.usecases.assign import assign, reopen, restrict
from deskterm.usecases.attach import File
from deskterm.usecases.desk import Desk, Done
from deskterm.usecases.link import link, merge
from deskterm.usecases.register import register
from deskterm.usecases.resolve import resolve
from deskterm.workflow import inputs
from deskterm.workflow.policy import Policy
from deskterm.workflow.step_inputs import StepDone

if TYPE_CHECKING:
    from deskterm.store.write.writer import Writer


class OneTransaction(Store):
    """A store whose acts are all part of one transaction that is open already: a desk is filled whole or not at all."""

    def __init__(self, store: Store, writer: "Writer") -> None:
        super().__init__(store.location, fast=store.fast)
        self._writer = writer

    @property
    def db(self) -> Db:
        """What the transaction sees."""
        return self._writer.db

    @contextmanager
    def writing(self) -> Iterator["Writer"]:
        """The open transaction. It ends where it was begun, whatever happens here."""
        yield self._writer


@dataclass(slots=True)
class Player:
    """Does deeds one after the other; remembers which ticket of the plan became which number."""

    store: Store
    policy: Policy
    numbers: dict[int, int] = field(default_factory=dict)

    def play(self, deed: Deed) -> Done:
        """Do it at its moment, as its person. Refused, when a story breaks a rule, is a defect of the story."""
        desk = Desk(store=self.store, by=deed.by, rules=self.policy, now=lambda: deed.at)
        if isinstance(deed.entered, inputs.Register):
            done = register(desk, deed.entered, tuple(_file(name, content) for name, content in deed.files))
            self.numbers[deed.ticket] = done.id
            return done
        id = self.numbers[deed.ticket]
        if isinstance(deed.entered, inputs.Settle):
            return perform(desk, id, replace(deed.entered, note=self._open_outcome(id)))
        if isinstance(deed.entered, inputs.Merge):
            return merge(desk, id, self._other(deed))
        if isinstance(deed.entered, inputs.Link):
            return link(desk, id, self._other(deed), deed.entered.type)
        if isinstance(deed.entered, inputs.Resolve | inputs.Close):
            self._steps_done(desk, id)
        act = OWN_WAY.get(type(deed.entered), perform)
        return act(desk, id, deed.entered)

    def _steps_done(self, desk: Desk, id: int) -> None:
        """The steps of its plans are done by who resolves it, or, when it was resolved with another, closes it."""
        ticket = facts(self.store.db, id)
        for step in ticket.open_plan_steps if ticket is not None else ():
            perform(desk, id, StepDone(plan_step=step))

    def _other(self, deed: Deed) -> int | None:
        return None if deed.other is None else self.numbers[deed.other]

    def _open_outcome(self, id: int) -> int | None:
        ticket = facts(self.store.db, id)
        return max(ticket.open_outcomes, default=None) if ticket is not None else None


def _file(name: str, content: bytes) -> File:
    media_type = guess_type(name)[0] or "text/plain"
    return File(name=name, size=len(content), open=lambda: BytesIO(content), media_type=media_type)


def _assign(desk: Desk, id: int, entered: inputs.Assign) -> Done:
    return assign(desk, id, None if entered.assignee is None else entered.assignee.name)


def _reopen(desk: Desk, id: int, entered: inputs.Reopen) -> Done:
    return reopen(desk, id, entered.reason)


OWN_WAY: Mapping[type, Callable[[Desk, int, Any], Done]] = {
    inputs.Assign: _assign,
    inputs.Reopen: _reopen,
    inputs.Restrict: restrict,
    inputs.Resolve: resolve,
}
"""Acts that have a use-case of their own."""
