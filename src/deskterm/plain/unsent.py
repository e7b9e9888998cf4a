"""The unsent texts of one session: those that are being written, those that were left, here or elsewhere.

They are in the same journal as the app's, so that each door offers what was written at the other. A script has its
texts itself, and who only looks keeps none.
"""

import signal
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from deskterm.cli.ending import CAUGHT, Interrupted
from deskterm.texts.stores import sentence
from deskterm.usecases.desk import Desk
from deskterm.usecases.drafts import Journal, new_id
from deskterm.workflow.draft import Draft

EVERY = 10.0
"""Seconds between two times that a text is said to be written still, for those on other machines."""


class Unsent:
    """The journal of one session, and a shelf of what no question holds just now."""

    def __init__(self, desk: Desk, state: Path, *, asks: bool) -> None:
        self.journal = Journal(desk, state)
        self.keeps = asks and self.journal.keeps
        self.kept: dict[str, Draft] = {}
        """What can be gone on with."""
        self.held: set[str] = set()
        """What is being written."""
        self._told: str | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._work, name="unsent", daemon=True)

    def __enter__(self) -> "Unsent":
        if self.keeps:
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._over.set()
        if self.keeps:
            self._thread.join()
            self.journal.close()

    def bring_back(self) -> list[Draft]:
        """What earlier sessions have left, wherever they were, the latest first."""
        if self.keeps:
            left = {draft.id: draft for draft in self.journal.left()}
            self.kept = left if not self.journal.behind else self.kept | left
        return self.all()

    def all(self) -> list[Draft]:
        """Everything that can be gone on with, the latest first."""
        return sorted(self.kept.values(), key=lambda draft: (-draft.at, draft.id))

    def about(self, ticket: int) -> list[Draft]:
        """What there is on a ticket, the latest first."""
        return [draft for draft in self.all() if ticket in draft.tickets]

    def keep(self, draft: Draft, *instead: str, aside: bool = False, on: bool = True) -> None:
        """Keep a writing, then let go of those that it continues. `aside`: nobody is at it any more."""
        if not self.keeps:
            return
        signed = self.journal.signed(draft, aside=aside)
        self.journal.keep(signed, on=on)
        for id in instead:
            self.journal.drop(id)
        if not aside:
            self.held.add(draft.id)
            return
        self.held.discard(draft.id)
        for id, same in list(self.kept.items()):
            if id != draft.id and alike(same, draft):
                self.drop(id)
        self.kept[draft.id] = signed

    def drop(self, *ids: str) -> None:
        """These are over: sent, or thrown away."""
        for id in ids:
            self.kept.pop(id, None)
            self.held.discard(id)
            self.journal.drop(id)

    def apart(self, draft: Draft) -> list[Draft]:
        """A text for several tickets as a text for each of them."""
        parts = [replace(draft, id=new_id(), tickets=(ticket,)) for ticket in draft.tickets]
        for part in parts:
            self.keep(part, aside=True)
        self.drop(draft.id)
        return [self.kept[part.id] for part in parts]

    def trouble(self) -> str | None:
        """Why texts are not where they should be, said once."""
        found = None if self.journal.trouble is None else sentence(self.journal.trouble)
        before, self._told = self._told, found
        return found if found != before else None

    @property
    def lost(self) -> str | None:
        """Why texts would be lost by an end of the session; None when they would not."""
        self.journal.pass_on()
        trouble = self.journal.trouble
        return sentence(trouble) if trouble is not None and self.journal.behind else None

    def _work(self) -> None:
        while not self._over.wait(EVERY):
            if self.held:
                self.journal.renew(set(self.held))
            self.journal.pass_on()


def deaf() -> None:
    """From now on no signal is in the way of the end that the first one has begun."""
    for number in CAUGHT:
        while signal.getsignal(number) is not signal.SIG_IGN:
            with suppress(Interrupted):
                signal.signal(number, signal.SIG_IGN)


def alike(one: Draft, other: Draft) -> bool:
    """Do they say the same of the same ticket?"""
    return (one.act, one.tickets, one.words) == (other.act, other.tickets, other.words)
