"""Tickets that are like another one, painted: a line for who has not asked, and a list to choose from."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from deskterm.texts import names
from deskterm.texts import similar as sentences
from deskterm.texts.language import _
from deskterm.texts.numbers import number
from deskterm.texts.safe import safe
from deskterm.texts.widths import cells, fit
from deskterm.widgets.lines import CHOSEN, FOUND, GOOD, KEY, PLAIN, QUIET, STRONG, Line, Piece, flow, width_of
from deskterm.widgets.menu import Item, Menu
from deskterm.workflow.likeness import Alike, Likeness

INDENT = "    "
GISTS = 3
"""Lines of a solution in the list."""


def hinted(alike: Alike | None, width: int) -> list[Line]:
    """One line that says what is worth knowing of it, with the key that tells more; nothing when there is none."""
    if alike is None:
        return []
    key = "S "
    return [((key, KEY), (fit(sentences.hint(alike), width - cells(key)), GOOD if alike.solved else STRONG))]


def lit(alike: Alike) -> list[Piece]:
    """The subject with what ties the two marked."""
    found: list[Piece] = []
    at = 0
    for start, end in alike.spans:
        found += [(safe(alike.subject[at:start]), PLAIN), (safe(alike.subject[start:end]), FOUND)]
        at = end
    return [piece for piece in (*found, (safe(alike.subject[at:]), PLAIN)) if piece[0]]


def entry(alike: Alike, width: int, *, selected: bool) -> list[Line]:
    """A ticket of the list: which one and how it stands, what both say, what helped."""
    kept = f"{number(alike.id)}  {sentences.share(alike.score):>5}  {names.status(alike.status)}  "
    lines = flow([(kept, CHOSEN if selected else STRONG), *lit(alike)], width, "", INDENT)
    lines += flow([(sentences.tied(alike), QUIET)], width, INDENT)
    if outcome := sentences.outcome(alike):
        lines += flow([(outcome, GOOD)], width, INDENT)[:GISTS]
    return lines


class Likes(Menu):
    """The list, likely duplicates first."""

    DEFAULT_CSS = "Likes { height: auto; max-height: 100%; width: 100%; }"

    def __init__(self) -> None:
        super().__init__(narrows=False)
        self.likeness: Likeness | None = None

    def fill(self, likeness: Likeness) -> None:
        """Show what was found."""
        self.likeness = likeness
        self.items = tuple(Item(alike, alike.subject) for alike in likeness.all)
        self.refresh(layout=True)

    @property
    def chosen(self) -> Alike | None:
        """The ticket under the cursor."""
        return self.current.value if self.current else None

    def lines(self, width: int) -> list[tuple[int, list[Piece]]]:
        """Every line with the place of its ticket; a heading belongs to the first ticket below it."""
        likeness = self.likeness
        if likeness is None or not likeness.all:
            told = _("Looking for similar tickets ...") if likeness is None else sentences.nothing(likeness.id)
            return [(0, [(told, QUIET)])]
        found: list[tuple[int, list[Piece]]] = []
        add = partial(self._part, found, width)
        add(sentences.duplicates(), likeness.duplicates, 0)
        add(sentences.similar(), likeness.similar, len(likeness.duplicates))
        return found

    def _part(self, found: list[Any], width: int, title: str, part: Sequence[Alike], first: int) -> None:
        for place, alike in enumerate(part, first):
            if place == first:
                head: list[Piece] = [(f"{title} ", QUIET)]
                found.append((place, [*head, ("─" * max(width - width_of(head), 0), QUIET)]))
            found += [(place, list(line)) for line in entry(alike, width, selected=place == self.at)]
