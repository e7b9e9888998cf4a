"""The tickets that fit a query, the latest first, in blocks: each block is a part of one atom's rows, less what others lack.

A ticket is found when every wanted atom is somewhere in it, in whichever of its texts, and no unwanted one is. The index
has a row for each text; sets of rows and of tickets say the rest. The atom that turns out to be rarest leads.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from deskterm.store.db import Db
from deskterm.store.search.index import Index
from deskterm.store.search.query import Atom, Query
from deskterm.store.search.streams import Everything, Stream, Work
from deskterm.store.search.texts import SHIFT, SUBJECT

Candidate = tuple[int, int]
"""A ticket and how well it fits."""
SUBJECT_FITS, TOGETHER, APART = 2, 1, 0
"""How well a ticket fits: all that was asked for is in its subject, in one of its texts, or in several."""
ROOM = 1.25
"""Rows of the index for each ticket of a block, about: how many are read for the tickets that are wanted."""
FEWEST, MOST = 64, 4096
"""Rows that a block begins with."""
MUCH_RARER = 8
"""So many times fewer tickets an atom has to have in a block to lead the next one."""


class Block(NamedTuple):
    """Candidates, the latest first; they are all there are from ticket `reached` up to the block before. 0: to the end."""

    candidates: list[Candidate]
    reached: int


def blocks(db: Db, query: Query, index: Index, below: int, size: int, work: Work) -> Iterator[Block]:
    """The tickets of one index below this number. `size`: how many are wanted at a time, as far as it can be told."""
    wanted = [Stream(db, index, atom, work, query.unwanted) for atom in _rare_first(query.wanted)]
    unwanted = [Stream(db, index, atom, work) for atom in query.unwanted]
    lead: Stream | Everything = wanted[0] if wanted else Everything(db, index, work)
    others = wanted[1:]
    lead.lead_from(below)
    count, found, reached = _bounded(size * ROOM), 0, below
    while reached:
        rows, reached = lead.ahead(count)
        candidates, rarest = _fitting(rows, others, unwanted)
        yield Block(candidates, reached)
        found += len(candidates)
        # as many rows as the tickets that are still wanted have taken so far
        share = max(len(candidates), 1) / max(len(rows), 1)
        count = _bounded(min((size - found % size) / share * ROOM, count * 4))
        if rarest is not None and isinstance(lead, Stream):
            others = [lead, *(other for other in others if other is not rarest)]
            lead, count = rarest, FEWEST
            lead.lead_from(reached)


def _rare_first(atoms: Sequence[Atom]) -> list[Atom]:
    """What is likely to be in fewer tickets first: phrases and long words; beginnings of words last."""
    return sorted(atoms, key=lambda atom: (atom.open, -max(sum(map(len, way.terms)) for way in atom.ways)))


def _bounded(count: float) -> int:
    return max(FEWEST, min(MOST, int(count)))


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
        common = set(theirs).intersection(common)
        there = {row >> SHIFT for row in theirs}
        if len(there) * MUCH_RARER < fewest and not other.open:
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
