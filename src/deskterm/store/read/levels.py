"""How tickets moved between the lines: counted from the events, one ticket after the other."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

from deskterm.store.db import Db
from deskterm.store.read.visibility import seen_by
from deskterm.workflow.values import Person

MOVES = (
    "SELECT e.ticket_id, e.id, e.canonical, t.impact, t.line FROM event e JOIN ticket t ON t.id = e.ticket_id "
    "WHERE {seen} ORDER BY e.ticket_id, e.id"
)
LINES = b'"line":['
UNDONE = b'"undone":'
HIGHEST = 3


@dataclass(slots=True)
class Lines:
    """Tickets by what became of them. Moves that were taken back are not counted."""

    tickets: int = 0
    reached: dict[int, int] = field(default_factory=lambda: {2: 0, 3: 0})
    """Tickets that were at this line at some time, by line."""
    skipped: int = 0
    """Of those at L3, tickets that were moved straight from L1 to L3 at some time."""
    began: int = 0
    """Of those at L3, tickets that began there."""
    never: int = 0
    """Of those at L3, tickets that were never at L2, before or after."""
    came_back: int = 0
    """Tickets that moved down at least once."""
    back_and_forth: int = 0
    """Tickets with at least as many level changes as are worth a lead's look."""
    impacts: dict[int | None, int] = field(default_factory=dict)
    """Of those at L3, tickets by impact."""

    def add(self, path: list[int], impact: int | None, often: int) -> None:
        """One ticket more, with the lines it was at, in order."""
        self.tickets += 1
        for line in self.reached:
            self.reached[line] += int(line in path)
        moves = list(pairwise(path))
        self.came_back += int(any(after < before for before, after in moves))
        self.back_and_forth += int(len(moves) >= often)
        if HIGHEST not in path:
            return
        self.began += int(path[0] == HIGHEST)
        self.skipped += int((1, HIGHEST) in moves)
        self.never += int(2 not in path)
        self.impacts[impact] = self.impacts.get(impact, 0) + 1


def lines(db: Db, person: Person | None, often: int) -> Lines:
    """Everything that the person may see, counted; `often`: level changes that are worth a look."""
    seen, named = seen_by(person)
    found = Lines()
    with db.snapshot():
        rows = db.each(MOVES.format(seen=seen), **named)
        for _, events in groupby(rows, key=lambda row: row[0]):
            path, impact = walked(events)
            found.add(path, impact, often)
    return found


def walked(events: Iterator[tuple[Any, ...]]) -> tuple[list[int], int | None]:
    """The lines that a ticket was at, one after the other, and its impact."""
    moves: dict[int, int] = {}
    impact, last = None, 1
    for _, number, canonical, impact, last in events:  # noqa: B007
        blob = bytes(canonical)
        if LINES in blob or UNDONE in blob:
            content = json.loads(blob)
            if "undone" in content["data"]:
                moves.pop(content["data"]["undone"], None)
            elif "line" in content["fields"]:
                moves[number] = content["fields"]["line"][1]
    path: list[int] = []
    for line in moves.values():
        if not path or path[-1] != line:
            path.append(line)
    return path or [last], impact
