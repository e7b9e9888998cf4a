"""How much two tickets are alike: what a shared word weighs, and what the weights come to.

A word weighs the more the fewer tickets have it (the logarithm of the share, as in any search engine). Two tickets
agree by the weight of the words they share over the geometric mean of what each of them weighs: 1 for the same words, 0
for none in common. What is known beside the words (a solution, the category, who reports, when) moves the figure a
little, never from far to near.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

from deskterm.workflow.codes import LIVE, ResolutionCode, Status

Span = tuple[int, int]
DAY = 86_400_000_000
"""Microseconds."""

LEAST_DESK = 50
"""A desk with fewer tickets counts as one of this size: in five tickets every word is rare."""
UNKNOWN = 0.5
"""A word that no other ticket has ties nothing, but it is a part of what the ticket says: it weighs half the most."""
SAID = 0.80
"""What the agreement of the words is of a score; the rest is what is known beside them."""
SOLVED, SAME_CATEGORY, CALLED_OFF = 0.12, 0.08, -0.24
"""Further parts of the agreement: a solution that is known; the same category; a ticket that was called off."""
SAME_PERSON, SAME_HOUSE, SAME_TIME = 0.10, 0.05, 0.10
"""What is added to an open ticket's part: same reporter, or organisation; same moment (nothing beyond NEAR)."""
OTHER_NUMBERS = -0.20
"""Both subjects hold numbers and none is in both: another machine, another room."""
NEAR = 14 * DAY
SIMILAR, CLOSE, DUPLICATE, SAID_TWICE = 0.20, 0.35, 0.50, 0.40
"""From which score on a ticket is shown, is worth a line unasked, is likely the same contact again; and for the last,
the agreement that the words alone must reach."""
LINES, LETTERS = 3, 240
"""Of a solution, as much as tells what was done."""

SETTLED = frozenset({Status.RESOLVED, Status.CLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A ticket that is like another one.

    `words`: what both say, as it is written in the ticket that was asked about, the rarest first; `spans`: the places
    of the same in this subject.
    """

    id: int
    subject: str
    status: Status
    score: float
    words: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    solution: str | None = None
    code: ResolutionCode | None = None

    @property
    def solved(self) -> bool:
        """Is it known what helped?"""
        return self.status in SETTLED and bool(self.solution)

    @property
    def gist(self) -> str:
        """The first lines of the solution; empty when there is none."""
        whole = (self.solution or "").strip()
        short = "\n".join(whole.split("\n")[:LINES])[:LETTERS].rstrip()
        return short if short == whole else f"{short} …"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What is like a ticket: `similar` ones, and open ones that are likely `duplicates`; the nearest first, none twice.

    `missing`: tickets that could not be looked at, because they are not in the index yet.
    """

    id: int
    similar: tuple[Alike, ...] = ()
    duplicates: tuple[Alike, ...] = ()
    missing: int = 0

    @property
    def all(self) -> tuple[Alike, ...]:
        """Duplicates first."""
        return (*self.duplicates, *self.similar)

    @property
    def telling(self) -> Alike | None:
        """The one that is worth a line without being asked for: a likely duplicate, else a close one that is solved."""
        close = (each for each in self.similar if each.solved and each.score >= CLOSE)
        return next(iter(self.duplicates), None) or next(close, None)


def weight(tickets: float, total: int) -> float:
    """What a word weighs that so many of all tickets have (both may be estimates); one alone has it: UNKNOWN."""
    size = max(total, LEAST_DESK, tickets) + 1
    if tickets <= 1:
        return log(size) * UNKNOWN
    return log(size / (tickets + 0.5))


def agreement(shared: float, one: float, other: float) -> float:
    """From 0 to 1: the weight of what is shared, and of all that each of the two says."""
    return min(1.0, shared / sqrt(one * other)) if one > 0 and other > 0 else 0.0


def as_similar(agreed: float, *, status: Status, solved: bool, same_category: bool) -> float:
    """The score of a ticket to learn from."""
    more = SOLVED * (solved and status in SETTLED) + SAME_CATEGORY * same_category
    more += CALLED_OFF * (status is Status.CANCELLED)
    return round(agreed * (SAID + more), 2)


def as_duplicate(
    agreed: float, *, status: Status, same_person: bool, same_house: bool, apart: int, other_numbers: bool = False
) -> float:
    """The score of an open ticket that may be about the same event; `apart`: microseconds. 0 where it can't be."""
    if status not in LIVE or agreed < SAID_TWICE:
        return 0.0
    more = SAME_PERSON if same_person else SAME_HOUSE * same_house
    more += OTHER_NUMBERS * other_numbers
    more += SAME_TIME * max(0.0, 1 - abs(apart) / NEAR)
    score = round(agreed * SAID + more, 2)
    return score if score >= DUPLICATE else 0.0


def nearest(found: Sequence[Alike], limit: int) -> tuple[Alike, ...]:
    """The best of them; of equals the newest."""
    return tuple(sorted(found, key=lambda each: (-each.score, -each.id))[:limit])
