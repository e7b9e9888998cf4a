"""The order in which untriaged tickets come up, and what is known of each: read ahead, so that the next is there."""

import asyncio
from collections.abc import Callable, Sequence

from deskterm.screens.card import Card, card, likened
from deskterm.screens.wording import FAILURES
from deskterm.usecases import look
from deskterm.usecases.desk import Desk, NotFound
from deskterm.usecases.look import Filter, Key, row_key

UNTRIAGED = Filter("untriaged")
PAGE = 50
AHEAD = 5
"""Tickets that are read before they are asked for."""


class Stack:
    """Untriaged tickets in the queue's order: oldest first, those that were passed over once more at the end."""

    def __init__(self, desk: Desk, only: Sequence[int] | None = None) -> None:
        self._desk = desk
        self._only = only is not None
        self._ids: list[int] = list(only or ())
        self._after: Key | None = None
        self._gone: set[int] = set()
        self._at = 0
        self._ahead: dict[int, Card] = {}
        self._changes = 0

    @property
    def current(self) -> int | None:
        """The ticket that is up; None when none is left."""
        return self._ids[self._at] if self._at < len(self._ids) and self._ids[self._at] not in self._gone else None

    @property
    def position(self) -> int:
        """Its place in the deck, counted from 1."""
        return self._at + 1

    @property
    def total(self) -> int:
        """How many the deck has had: those judged meanwhile, and those still to be judged."""
        if self._only:
            return len(self._ids)
        return max(len(self._gone) + look.count(self._desk, UNTRIAGED), self.position)

    def step(self, direction: int) -> None:
        """To the next or previous ticket that is still to be judged, around the ends."""
        if direction >= 0:
            self._fill(self._at + direction)
        count = len(self._ids)
        start = self._at + direction
        for offset in range(count):
            at = (start + (offset if direction >= 0 else -offset)) % count
            if self._ids[at] not in self._gone:
                self._at = at
                return

    def upcoming(self) -> list[int]:
        """The tickets that come up next, to be read ahead."""
        self._fill(self._at + AHEAD)
        return [id for id in self._ids[self._at + 1 :] if id not in self._gone][:AHEAD]

    def drop(self, ticket: int) -> None:
        """It has been judged, by whomever, or is out of sight."""
        self._gone.add(ticket)
        self._ahead.pop(ticket, None)

    def restore(self, ticket: int) -> None:
        """Its triage was taken back: it is up again."""
        self._gone.discard(ticket)
        self._ahead.pop(ticket, None)
        if ticket not in self._ids:
            self._ids.insert(self._at, ticket)
        self._at = self._ids.index(ticket)

    def changed(self, ticket: int) -> None:
        """What was read ahead of it (0: of all) is out of date, and so is what names it."""
        self._changes += 1
        self._ahead = {id: card for id, card in self._ahead.items() if not card.concerns(ticket)}

    async def read_on(self, up: Card | None, tell: Callable[[Card], None]) -> None:
        """In another thread: what is like the ticket that is up, which is told; then the next tickets, one by one."""
        if up is not None and up.likeness is None:
            tell(await asyncio.to_thread(likened, self._desk, up))
        for ticket in self.upcoming():
            if ticket not in self._ahead:
                before = self._changes
                found = await asyncio.to_thread(self.read_ahead, ticket)
                # what somebody has written meanwhile is read when the ticket comes up
                if found is not None and before == self._changes:
                    self._ahead[ticket] = found

    def read_ahead(self, ticket: int) -> Card | None:
        """A ticket with everything that is shown of it; None when it can't be read."""
        try:
            return likened(self._desk, card(self._desk, ticket))
        except FAILURES:
            return None

    def bring(self) -> tuple[Card | None, list[Card]]:
        """The card that is up, and those that were passed over because somebody has judged them meanwhile."""
        self._fill(self._at)
        judged: list[Card] = []
        while (up := self.current) is not None:
            try:
                found = self._ahead.pop(up, None) or card(self._desk, up)
            except NotFound:
                found = None
            if found is not None and found.untriaged:
                return found, judged
            judged += [found] if found is not None else []
            self.drop(up)
            self.step(1)
        return None, judged

    def _fill(self, up_to: int) -> None:
        """Read on until there is a ticket at this place, or none is left."""
        while not self._only and up_to >= len(self._ids):
            rows = look.page(self._desk, UNTRIAGED, self._after, limit=PAGE)
            if not rows:
                return
            self._after = row_key(rows[-1])
            known = set(self._ids)
            self._ids += [row.id for row in rows if row.id not in known]
