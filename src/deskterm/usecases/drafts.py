"""Unsent texts are kept until they are sent or thrown away: on this machine first, then beside the desk.

Keeping one never fails an act and never raises: what can't be kept is told by `trouble`. Who only looks keeps none.
"""

import itertools
import sqlite3
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

from deskterm.store.errors import StoreError
from deskterm.store.live import drafts, process
from deskterm.store.live.opening import Live
from deskterm.store.live.spool import Spool, folder_of
from deskterm.store.postgresql import driver
from deskterm.store.read.sent import sent
from deskterm.usecases.desk import Desk, NotFound
from deskterm.workflow.draft import Draft, remaining
from deskterm.workflow.permission import REMOTE, WRITE_DRAFTS, may_desk

LEASE = 30_000_000
"""Microseconds for which somebody counts as writing after they were last heard of."""
PATIENCE = 0.3
"""Seconds for which a writing waits for others; it is tried again later."""
TURNS = itertools.count(1)


def new_id() -> str:
    """An id for a writing."""
    return token_hex(8)


class Journal:
    """What one person, in one process, has written to one desk and not sent. Any thread may call it."""

    def __init__(self, desk: Desk, state: Path | None) -> None:
        self.desk, self.host, self.process = desk, process.host(), process.here()
        self.live = Live(desk.store.location)
        self.trouble: StoreError | None = None
        """Why texts are not where they should be; None when they are."""
        self._identity = desk.store.uuid
        self._author = desk.by.name if desk.via in (None, REMOTE) else f"{desk.by.name} / {desk.via}"
        self._spool = None if state is None else Spool(folder_of(state, self._identity, self._author))
        self._spooling, self._passing = threading.Lock(), threading.Lock()
        self._turns: dict[str, int] = {}
        self._waiting: dict[str, Draft] = {}
        self._doomed: set[str] = set()
        self._ended: set[str] = set()
        self._beside: set[str] = set()
        """Those of which a writing may stand beside the desk."""

    @property
    def keeps(self) -> bool:
        """Does this session keep texts at all?"""
        return not self.desk.store.read_only and may_desk(WRITE_DRAFTS, self.desk.by) is None

    @property
    def behind(self) -> bool:
        """Is there anything that could not be passed on yet?"""
        return bool(self._waiting or self._doomed)

    # ------------------------------------------------------------------ keeping
    def signed(self, draft: Draft, *, aside: bool = False) -> Draft:
        """The draft with the moment, the place and its turn. `aside`: its form is closed."""
        return replace(
            draft, at=self.desk.now(), turn=next(TURNS), host=self.host, process=None if aside else self.process
        )

    def keep(self, draft: Draft, *, on: bool = True) -> None:
        """Keep a draft, unless it has ended or a later writing of it is kept.

        `on`: pass it on at once, as is done with one that can't be kept here.
        """
        if not self.keeps:
            return
        got, here = self._spooling.acquire(timeout=PATIENCE), False
        try:
            if draft.id in self._ended or self._turns.get(draft.id, 0) >= draft.turn:
                return
            self._turns[draft.id] = draft.turn
            self._waiting[draft.id] = draft
            if self._spool is not None:
                self._spool.keep(draft, lambda: self._turns.get(draft.id) == draft.turn and draft.id not in self._ended)
                here = True
        except OSError as error:
            self.trouble = self._told(error)
        finally:
            if got:
                self._spooling.release()
        if on or not here:
            self.pass_on()

    def drop(self, id: str, *, on: bool = True) -> None:
        """It was sent, or thrown away: nothing of it is kept, whatever is still under way.

        What is beside the desk may be older than what is here, and not know that it was sent: it goes first.
        """
        with self._spooling:
            self._ended.add(id)
            self._waiting.pop(id, None)
            if id in self._turns and id not in self._beside:
                self._forget(id)
            else:
                self._doomed.add(id)
        if on:
            self.pass_on()

    def pass_on(self) -> bool:
        """Put beside the desk what is only here, and remove there what has ended. True when nothing is left to do."""
        if not self.behind or not self.keeps:
            return True
        if not self._passing.acquire(timeout=PATIENCE):
            return False
        try:
            self._pass()
            self.trouble = None
        except self._failures() as error:
            if getattr(error, "code", "") != "busy":
                self.trouble = self._told(error)
            return False
        finally:
            self._passing.release()
        return True

    def _pass(self) -> None:
        with self._spooling:
            kept, doomed = dict(self._waiting), set(self._doomed)
            self._beside |= set(kept)
        until = self.desk.now() + LEASE
        with self.live.writing(patience=PATIENCE, durable=True) as db:
            for draft in kept.values():
                drafts.put(db, self._identity, self._author, draft, until)
            for id in doomed:
                drafts.drop(db, self._identity, id)
        with self._spooling:
            self._doomed -= doomed
            for id in doomed:
                self._forget(id)
            for id, draft in kept.items():
                if self._waiting.get(id) is draft:
                    del self._waiting[id]
                    self._forget(id)

    def _forget(self, id: str) -> None:
        """Nothing of it is on this machine any more."""
        try:
            if self._spool is not None:
                self._spool.drop(id)
        except OSError as error:
            self.trouble = self._told(error)

    def renew(self, ids: set[str]) -> None:
        """These are still being written. What can't be said now is said the next time."""
        try:
            with self.live.writing(patience=PATIENCE, durable=False) as db:
                for id in ids:
                    drafts.renew(db, self._identity, id, self.desk.now() + LEASE)
        except self._failures() as error:
            if getattr(error, "code", "") != "busy":
                self.trouble = self._told(error)

    def _failures(self) -> tuple[type[Exception], ...]:
        """What keeping may end in."""
        return (StoreError, OSError, sqlite3.Error if self.desk.store.location.is_file else driver().Error)

    def _told(self, error: Exception) -> StoreError:
        """The error as the store tells its own."""
        if isinstance(error, StoreError):
            return error
        where = self.live.where if self._spool is None else self._spool.folder
        reason = getattr(error, "strerror", None) or str(error)
        return StoreError("cannot_write", where=str(where), reason=reason)

    # ------------------------------------------------------------------ what was left
    def left(self) -> list[Draft]:
        """The person's texts that were not sent and are not being written just now, oldest first.

        What was sent in the moment of its author's end is removed; of several tickets those that are left are named.
        """
        if not self.keeps:
            return []
        found: dict[str, tuple[Draft, int]] = {}
        try:
            with self.live.reading() as db:
                if db is not None:
                    found = {d.id: (d, u) for d, u in drafts.of(db, self._identity, self._author)}
                    self._beside |= set(found)
        except self._failures() as error:
            self.trouble = self._told(error)
        for draft in self._spooled():
            if draft.id not in found or draft.turn >= found[draft.id][0].turn:
                found[draft.id] = (draft, 0)
                if not self._held(draft, 0):
                    self._waiting.setdefault(draft.id, draft)
        offered = [draft for draft, until in found.values() if draft.id not in self._ended]
        offered = [draft for draft in offered if not self._held(draft, found[draft.id][1])]
        unsent = list(filter(None, map(self._unsent, offered)))
        self.pass_on()
        return sorted(unsent, key=lambda draft: (draft.at, draft.id))

    def _spooled(self) -> list[Draft]:
        if self._spool is None:
            return []
        try:
            self._spool.tidy()
            return list(self._spool.all())
        except OSError as error:
            self.trouble = self._told(error)
            return []

    def _held(self, draft: Draft, until: int) -> bool:
        """Is it being written, here or elsewhere?"""
        if draft.process is None:
            return False
        if draft.host == self.host:
            return process.runs(draft.process)
        return until > self.desk.now()

    def _unsent(self, draft: Draft) -> Draft | None:
        if draft.called is None or draft.after is None:
            return draft
        done = sent(self.desk.store.db, self.desk.by.name, draft.called, draft.after)
        tickets = remaining(draft, done)
        if tickets is None:
            self.drop(draft.id, on=False)
            return None
        return replace(draft, tickets=tickets)

    def find(self, id: str) -> Draft:
        """One of those that were left, by the beginning of its id. NotFound when none or several begin so."""
        found = [draft for draft in self.left() if id and draft.id.startswith(id)]
        if len(found) != 1:
            raise NotFound("draft", id)
        return found[0]

    def close(self) -> None:
        """The last try; what can't be passed on stays on this machine."""
        self.pass_on()
        self.live.close()


def masked(desk: Desk, mask: Callable[[Iterable[int], str], str]) -> int:
    """Put every kept text through this, whoever writes it; how many were changed. Raises StoreError."""
    live = Live(desk.store.location)
    try:
        with live.reading() as db:
            if db is None:
                return 0
        with live.writing(patience=5.0, durable=True) as db:
            return drafts.mask(db, desk.store.uuid, mask)
    finally:
        live.close()
