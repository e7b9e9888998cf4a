"""The tickets that fit a query, the latest first, block by block: the next rows of one atom, less what the others lack.

A ticket is found when every wanted atom is somewhere in it, in whichever of its texts, and no unwanted one is. The
index has a row for each text; sets of rows and of tickets say the rest. The atom that turns out to be rarest leads.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from deskterm.store.db import Db
from deskterm.store.search.index import Index, indexes
from deskterm.store.search.query import Atom, Query
from deskterm.store.search.streams import Everything, Stream, Work
from deskterm.store.search.texts import SHIFT, SUBJECT

Candidate = tuple[int, int]
"""A ticket and how well it fits."""
SUBJECT_FITS, TOGETHER, APART = 2, 1, 0
"""How well a ticket fits: all that was asked for is in its subject, in one of its texts, or in several."""
FEWEST, MOST = 128, 4096
"""Rows of a block."""
ALONE = 16
"""The fewest rows of a block when a single word is asked for: reading on costs nothing then."""
MUCH_RARER = 8
"""So many times fewer tickets an atom has to have in a block to lead the next one."""


class Block(NamedTuple):
    """Candidates, the latest first: all from ticket `reached` up to the block before. 0: there are no more."""

    candidates: list[Candidate]
    reached: int


class Walk:
    """The tickets that fit, from those under a number down, through the index of each range of numbers."""

    def __init__(self, db: Db, query: Query, below: int, work: Work) -> None:
        self.db, self.query, self.work = db, query, work
        self.reached = below
        self.share = 1.0
        """Tickets that a row of the leading atom has brought so far."""
        self.ahead = [index for index in indexes(db) if index.done < below - 1]
        self.wanted: list[Stream] = []
        self.unwanted: list[Stream] = []
        self.lead: Stream | Everything | None = None

    def rows_for(self, tickets: int) -> int:
        """How many rows are likely to bring so many tickets."""
        fewest, room = (ALONE, 1.0) if len(self.query.atoms) == 1 else (FEWEST, 1.2)
        return max(fewest, min(MOST, int(tickets / self.share * room) + 2))

    def block(self, count: int) -> Block:
        """The tickets of the next rows, about so many."""
        if self.lead is None:
            if not self.ahead:
                return Block([], 0)
            self._enter(self.ahead[0])
        assert self.lead is not None
        rows, reached = self.lead.ahead(count)
        candidates, rarest = _fitting(rows, [each for each in self.wanted if each is not self.lead], self.unwanted)
        self.share = (self.share + max(len(candidates), 1) / max(len(rows), 1) * 3) / 4
        if rarest is not None and reached:
            self.lead, self.share = rarest, 1.0
            rarest.lead_from(reached)
        if not reached:
            done = self.ahead.pop(0).done
            self.lead = None
            # an index of another version answers for the tickets that this one has not
            self.ahead = [index for index in self.ahead if index.done < done]
            reached = done + 1 if self.ahead else 0
        self.reached = reached
        return Block(candidates, reached)

    def _enter(self, index: Index) -> None:
        atoms = sorted(self.query.wanted, key=_commonness)
        self.wanted = [Stream(self.db, index, atom, self.work, self.query.unwanted) for atom in atoms]
        self.unwanted = [Stream(self.db, index, atom, self.work) for atom in self.query.unwanted]
        self.lead = self.wanted[0] if self.wanted else Everything(self.db, index, self.work)
        self.lead.lead_from(self.reached)


def _commonness(atom: Atom) -> tuple[bool, int]:
    """What is likely to be in fewer tickets first: phrases and long words; beginnings of words last."""
    return (atom.open, -max(sum(map(len, way.terms)) for way in atom.ways))


def _fitting(
    rows: list[int], others: Sequence[Stream], unwanted: Sequence[Stream]
) -> tuple[list[Candidate], Stream | None]:
    """The tickets of the leading rows that fit, and another stream that should lead, if any."""
    tickets = list(dict.fromkeys([row >> SHIFT for row in rows]))
    fewest, rarest = len(tickets), None
    common: Collection[int] = rows
    for other in others:
        if not tickets:
            break
        theirs = other.among(tickets)
        common = set(common).intersection(theirs)
        there = {row >> SHIFT for row in theirs}
        if len(there) * MUCH_RARER < fewest:
            fewest, rarest = len(there), other
        tickets = [ticket for ticket in tickets if ticket in there]
    for other in unwanted:
        if tickets:
            there = {row >> SHIFT for row in other.among(tickets)}
            tickets = [ticket for ticket in tickets if ticket not in there]
    subjects = {row >> SHIFT for row in common if row & SUBJECT == SUBJECT}
    if not others:
        return [(ticket, SUBJECT_FITS if ticket in subjects else TOGETHER) for ticket in tickets], None
    together = {row >> SHIFT for row in common}
    fits = [SUBJECT_FITS if t in subjects else TOGETHER if t in together else APART for t in tickets]
    return list(zip(tickets, fits, strict=True)), rarest
