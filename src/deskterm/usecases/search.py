"""Find tickets by what is written in them. Loaded when somebody searches for the first time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from deskterm.store.read.query import BadTerm
from deskterm.store.read.queue import Row, decode_cursor, encode_cursor
from deskterm.store.search import finding, rebuilding, texts
from deskterm.store.search.marking import Hit, Span, hits, spans
from deskterm.store.search.query import Query, ask
from deskterm.usecases.desk import Desk
from deskterm.usecases.watching import searched

SMALL = 500
"""Tickets that are brought into the index at once, while somebody waits for the answer."""
ORDER = (texts.SUBJECT, texts.OWN, texts.REPORTER, texts.SIGNS, texts.FILES)
"""Pieces of a ticket in the order in which their hits are shown; the thread comes last."""

__all__ = ["Found", "Query", "Span", "ask", "marks", "missing", "rebuild", "search", "snippets", "spans"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Tickets in order; `next` is the cursor of the page after them. `missing`: tickets that are not in the index."""

    query: Query
    rows: tuple[Row, ...]
    next: str | None
    missing: int
    hits: Mapping[int, tuple[Hit, ...]] = field(default_factory=dict)

    @property
    def unknown(self) -> tuple[BadTerm, ...]:
        """What looked like `field:value` and was searched for as words."""
        return self.query.unknown


def search(
    desk: Desk, text: str, *, after: str | None = None, limit: int = 50, typing: bool = False, told: bool = True
) -> Found:
    """A page of what fits the text and may be seen. `typing`: the last word is not finished; `told`: with snippets.

    ValueError: `after` is no cursor. The first page of a search is recorded.
    """
    query = ask(text, typing=typing)
    place = None if after is None else finding.Place(*decode_cursor(after))
    missing = rebuilding.incomplete(desk.store.db)
    if 0 < missing <= SMALL and not desk.store.read_only:
        rebuilding.rebuild(desk.store)
        missing = 0
    page = finding.page(desk.store.db, desk.by, query, place, limit, now=desk.now())
    if after is None:
        searched(desk, text, len(page.rows))
    return Found(
        query=query,
        rows=tuple(page.rows),
        next=None if page.next is None else encode_cursor(page.next),
        missing=missing,
        hits=snippets(desk, query, page.rows) if told else {},
    )


def snippets(desk: Desk, query: Query, rows: Iterable[Row]) -> dict[int, tuple[Hit, ...]]:
    """What of each ticket fits, cut to size. The rows must be ones that the person may see."""
    said: dict[int, list[tuple[int, tuple[texts.Said, ...]]]] = {row.id: [] for row in rows}
    for number, found in texts.rows(desk.store.db, said).items():
        piece = texts.piece_of(number)
        rank = ORDER.index(piece) if piece in ORDER else len(ORDER) + piece
        said[texts.ticket_of(number)].append((rank, found))
    return {
        ticket: hits((each for _, found in sorted(pieces) for each in found), query) for ticket, pieces in said.items()
    }


def marks(query: Query) -> Callable[[str], list[Span]]:
    """A function that tells where in a text the query's words stand."""
    return lambda text: spans(text, query)


def missing(desk: Desk) -> int:
    """How many tickets are not in the index."""
    return rebuilding.incomplete(desk.store.db)


def rebuild(desk: Desk, progress: Callable[[int, int], None], *, afresh: bool = True) -> int:
    """Build the index anew (or with `afresh` false only to its end) while the desk is in use; how many tickets.

    StoreError: read_only, busy, disk_full ...
    """
    return rebuilding.rebuild(desk.store, progress, afresh=afresh)
