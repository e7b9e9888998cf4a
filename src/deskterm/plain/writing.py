"""What is typed for one command, kept as it grows, handed over before it is sent, and let go of once it is."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property

from deskterm.plain.carrying import act_of, fields_of, long, options
from deskterm.plain.choices import choices
from deskterm.plain.lines import numbered
from deskterm.plain.unsent import Unsent, alike
from deskterm.store.errors import StoreError
from deskterm.texts.numbers import parse_number
from deskterm.usecases import look
from deskterm.usecases.desk import Desk
from deskterm.usecases.drafts import new_id
from deskterm.workflow.draft import Draft


class Writing:
    """One command's texts. `args` is read anew each time: answers are put there."""

    def __init__(self, unsent: Unsent, desk: Desk, command: str, args: argparse.Namespace) -> None:
        self.unsent, self.desk, self.command, self.args = unsent, desk, command, args
        self.id, self.instead = new_id(), tuple[str, ...]()
        self.asked = False
        """Was anything answered, or gone on with?"""
        self.handed: Draft | None = None
        """As it was handed over."""
        self.over = self._begun = False

    @property
    def act(self) -> str:
        """The act that it will be, or else the command."""
        act = act_of(self.command, self.args)
        return self.command if act is None else act.value

    @cached_property
    def coded(self) -> frozenset[str]:
        """The options that are given one of some choices."""
        return frozenset(dest for dest in options(self.command) if choices(self.desk, self.command, dest))

    def draft(self, option: argparse.Action | None = None, text: str = "") -> Draft | None:
        """What there is to keep, with a text that is not finished yet. None: nothing that was typed for it."""
        args = argparse.Namespace(**vars(self.args))
        if option is not None and text.strip():
            held = getattr(args, option.dest, None)
            setattr(args, option.dest, [*held, text] if isinstance(held, list) else text)
        elif not self.asked and not self.told:
            return None
        values = fields_of(self.command, args)
        if not values:
            return None
        texts = [name for name, value in values.items() if isinstance(value, str) and name not in self.coded]
        texts = [name for name in texts if name != "type" or self.command != "merge"]
        number = str(getattr(args, "number", None) or "")
        return Draft(
            id=self.id,
            act=self.act,
            tickets=(parse_number(number),) if numbered(number) else (),
            values=values,
            texts=tuple(texts or values),
            at=0,
        )

    @property
    def told(self) -> bool:
        """Was a text told with the command?"""
        said = (getattr(self.args, dest, None) for dest, action in options(self.command).items() if long(action))
        return any(isinstance(text, str) and text not in ("", "-") for text in said)

    def keep(self, option: argparse.Action | None = None, text: str = "", *, aside: bool = False) -> bool:
        """Keep what there is. No: there is nothing, or it is not kept here."""
        draft = self.draft(option, text) if self.unsent.keeps else None
        if draft is None:
            self.forget()
            return False
        self._begun = True
        self.unsent.keep(draft, *self.instead, aside=aside)
        self.instead = ()
        return True

    def forget(self) -> None:
        """What was kept of it was taken back by its author."""
        if self._begun:
            self.unsent.drop(self.id)
            self.id, self._begun = new_id(), False

    @contextmanager
    def sending(self) -> Iterator[None]:
        """It is kept before it is sent, with an event after which it would be on record, and no longer once it is."""
        draft = self.draft() if self.unsent.keeps else None
        if draft is None:
            yield
            return
        act = act_of(self.command, self.args)
        if act is not None:
            draft = replace(draft, called=act.value, after=look.head(self.desk))
        self.unsent.keep(draft, on=False)
        self.handed = draft
        yield
        self.over = True
        self.unsent.drop(self.id, *self.instead, *(each.id for each in self.unsent.all() if alike(each, draft)))

    def take_up(self, draft: Draft) -> None:
        """Go on with what was left."""
        self.unsent.kept.pop(draft.id, None)
        self.instead, self.asked = (draft.id,), True
        self.keep()

    def let_go(self, *, sure: bool) -> None:
        """It was left or refused: it waits until it is gone on with. Not `sure`: whether it was done is looked up."""
        draft = self.draft() if self.unsent.keeps and not self.over else None
        if draft is None:
            self.forget()
            return
        handed = None if sure else self.handed
        self.unsent.keep(handed or draft, *self.instead, aside=True)
        if handed is not None:
            with suppress(StoreError):  # the desk is out of reach, and that is being told: it stays with the others
                self.unsent.bring_back()
