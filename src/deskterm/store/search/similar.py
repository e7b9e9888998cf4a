"""The tickets that say most nearly what one ticket says, found by the rarest words that it shares with others.

The work does not grow with the desk. Of each word a few of the newest places are read: they tell how rare it is (how
far back so many places reach). Of the rarest ones more is read, and the tickets in which most weight meets are looked
at whole. So what is near and not long ago is always found; a ticket of years ago is when what ties it is rare.

Thai has no blanks between words: three pairs of letters in a row stand for a word there.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from deskterm.store.db import Db
from deskterm.store.read.visibility import seen_by
from deskterm.store.search import analyser
from deskterm.store.search.index import Index, indexes
from deskterm.store.search.marking import merged
from deskterm.store.search.query import Atom, Phrase, for_fts5, for_tsquery
from deskterm.store.search.stems import stem
from deskterm.store.search.streams import POSTGRESQL, SQLITE
from deskterm.store.search.texts import LARGEST, OWN, SUBJECT, key, piece_of, ticket_of
from deskterm.workflow.codes import ResolutionCode, Status
from deskterm.workflow.likeness import SIMILAR, Alike, Span, agreement, as_duplicate, as_similar, weight
from deskterm.workflow.values import Person

LETTERS = 4_000
"""Letters of a ticket that are read: what it is about is said at the beginning."""
PROBED, GRAMS = 36, 12
"""Words of a ticket whose rarity is looked up, and threes of pairs, which cost more."""
FEW, RARE, DEEP = 96, 6, 1_500
"""Places of a word that are read to know how rare it is; so many of the rarest words are read so much further."""
REACH = 50_000
"""Tickets back to which threes of pairs are looked for."""
CANDIDATES, SPARE = 60, 90
"""Tickets that are looked at whole, and those that take the place of what may not be seen."""
GRAM = 0.3
"""What three pairs in a row weigh of a word: a word of Thai is several of them."""
TIES = 6
"""Words that are named."""
FOLLOWING = "ะาำๆฯ"
"""What never begins a word of Thai: where a shared part begins so, the rest of it is named."""
_FUNCTION = """
a about after all am an and any are as at be been but by can cannot could did do does for from had has have he her his
how i if in into is it its just me my no not of off on or our out she so some than that the their them then there they
this to too up was we were what when where which who why will with would you your please hello hi dear thanks
а без бы был была было быть в во вот все всё вы где да для до его ее если есть еще же за здравствуйте и из или им их к
как когда ко мне мой мы на над нам нас не нет ни но ну о об он она они от по под пожалуйста после при про с сегодня со
спасибо так там то тоже только у уже что чтобы эта эти это этот я
acest acum ai al am ar are as asta au avem aveti ca când cand care ce cu cum da dar de deci din după dupa e ea ei el
este eu fi fie fost il imi în in la le mai mă ma mea meu mi ne noi nu o pe pentru pot prin rog s sa să se si și sunt
sau te un una unde unei unui va vă vom ziua buna bună multumesc
"""
FUNCTION = frozenset(stem(part) for word in _FUNCTION.split() for part in analyser.parts_of(word))
"""Words that say nothing of what a ticket is about. On a large desk their number tells; on a small one not."""
_COLUMNS = (
    "SELECT t.id, t.subject, t.description, t.symptoms, t.status, t.solution, t.resolution_code, t.category, "
    "t.reporter_id, r.organisation_id, t.created_at FROM ticket t LEFT JOIN reporter r ON r.id = t.reporter_id WHERE "
)


class Told(NamedTuple):
    """What is known of a ticket here."""

    id: int
    subject: str
    description: str | None
    symptoms: str | None
    status: str
    solution: str | None
    code: str | None
    category: str | None
    reporter: int | None
    organisation: int | None
    created_at: int

    @property
    def text(self) -> str:
        """What is compared: what was reported, not what was done about it."""
        return "\n".join(part for part in (self.subject, self.description, self.symptoms) if part)[:LETTERS]


Units = Mapping[str, Sequence[Span]]
"""Words, or threes of pairs, with their places in the text."""


class Known(NamedTuple):
    """A unit in the index: about how many tickets have it, the newest of them, and whether that is all of them."""

    tickets: float
    newest: frozenset[int]
    whole: bool


def similar(db: Db, person: Person | None, ticket: int) -> list[tuple[Alike, float]]:
    """Tickets that share something, as the person may see them, each with its score as a duplicate (0: none)."""
    row = db.one(f"{_COLUMNS}t.id = :id", id=ticket)
    if row is None:
        return []
    own = Told(*row)
    said = units(own.text)
    latest = db.one("SELECT max(id) FROM ticket")
    total = int(latest[0]) if latest and latest[0] else 0
    known = rarities(db, said, total)
    weights = {unit: weighed(unit, weight(found.tickets, total)) for unit, found in known.items()}
    usual = sum(weights.values()) / len(weights) if weights else 0.0
    for unit in said:
        weights.setdefault(unit, usual)
    others = candidates(db, person, {u: found.newest for u, found in known.items()}, weights, ticket)
    return [each for other in others if (each := compared(own, said, other, weights, usual)) is not None]


def units(text: str) -> dict[str, list[Span]]:
    """What a text says: its words but for those that say nothing, and threes of pairs, with their places."""
    found: dict[str, list[Span]] = {}
    tokens = analyser.analyse(text)
    for at, token in enumerate(tokens):
        if not pairs(token.term):
            if token.term not in FUNCTION and (len(token.term) > 1 or not token.term.isalpha()):
                found.setdefault(token.term, []).append((token.start, token.end))
            continue
        three = tokens[at : at + 3]
        # the last letter of a run is a term of its own and ends where the pair before it does
        in_a_row = all(one.start < two.start < one.end < two.end for one, two in pairwise(three))
        if len(three) == 3 and in_a_row and all(pairs(each.term) for each in three[1:]):
            found.setdefault(" ".join(each.term for each in three), []).append((three[0].start, three[2].end))
    return found


def heard(text: str) -> set[str]:
    """The same units without their places, which costs a fifth."""
    found: set[str] = set()
    for run, paired in analyser.runs(text):
        if paired:
            row = analyser.pairs_of(run)[:-1]
            found.update(map(" ".join, zip(row, row[1:], row[2:], strict=False)))
        else:
            found.update(analyser.terms_of(run))
    return {unit for unit in found - FUNCTION if len(unit) > 1 or not unit.isalpha()}


@lru_cache(maxsize=1 << 14)
def pairs(term: str) -> bool:
    """Is the term made of letters that are written without blanks between words?"""
    return not term.isascii() and any(paired for _, paired in analyser.runs(term))


def weighed(unit: str, plain: float) -> float:
    """What a unit weighs, given what a word that is as rare does."""
    return plain * GRAM if " " in unit else plain


def rarities(db: Db, said: Units, total: int) -> dict[str, Known]:
    """How rare the units are, of as many as are looked up, and where the rarest ones stand."""
    words = [unit for unit in said if " " not in unit]
    grams = [unit for unit in said if " " in unit][::3]
    found_in = indexes(db)
    # what comes early tells most: a subject's words, then the longest of the others
    chosen = dict.fromkeys((*words[: PROBED // 2], *sorted(words, key=len, reverse=True)))
    known = {unit: probe(db, found_in, unit, FEW, total) for unit in list(chosen)[:PROBED]}
    known |= {unit: probe(db, found_in, unit, FEW, total) for unit in grams[:: max(1, len(grams) // GRAMS)][:GRAMS]}
    rarest = sorted((unit for unit, found in known.items() if found.tickets > 1), key=lambda u: known[u].tickets)
    for unit in rarest[:RARE]:
        if not known[unit].whole:
            known[unit] = probe(db, found_in, unit, DEEP, total)
    return known


def probe(db: Db, found_in: Iterable[Index], unit: str, most: int, total: int) -> Known:
    """The newest places of a unit, no more than `most` of them."""
    atom = Atom((Phrase(tuple(unit.split(" "))),))
    asked = for_fts5(atom) if db.dialect == "sqlite" else for_tsquery(atom)
    floor = max(0, total - REACH) if " " in unit else 0
    high, lowest = LARGEST - 1, floor
    rows: list[int] = []
    for index in found_in:
        if index.done >= high or len(rows) >= most:
            continue
        named = {"asked": asked, "below": key(high + 1, 0), "low": key(max(index.done, floor) + 1, 0)}
        sql = (SQLITE if db.dialect == "sqlite" else POSTGRESQL).format(table=index.table, limit=most)
        rows += [row for (row,) in db.run(sql, named).fetchmany(most - len(rows))]
        high = index.done
    if len(rows) >= most:
        lowest = ticket_of(rows[-1])
    count = len({ticket_of(row) for row in rows})
    share = max(total - lowest, 1) / max(total, 1)
    reported = frozenset(ticket_of(row) for row in rows if piece_of(row) in (SUBJECT, OWN))
    return Known(count / share if lowest else count, reported, len(rows) < most)


def candidates(
    db: Db, person: Person | None, places: Mapping[str, frozenset[int]], weights: Mapping[str, float], own: int
) -> list[Told]:
    """The tickets in which most weight meets, as far as they may be seen, the heaviest first."""
    met: dict[int, float] = {}
    for unit, tickets in places.items():
        for number in tickets:
            met[number] = met.get(number, 0.0) + weights[unit]
    met.pop(own, None)
    ranked = sorted(met, key=lambda number: (-met[number], -number))
    seen, named = seen_by(person)
    found: list[Told] = []
    for start in range(0, len(ranked), CANDIDATES + SPARE):
        part = ranked[start : start + CANDIDATES + SPARE]
        sql = f"{_COLUMNS}t.id IN ({', '.join(map(str, part))}) AND t.status <> 'merged' AND {seen}"
        visible: dict[int, Any] = {row[0]: row for row in db.all(sql, **named)}
        found += [Told(*visible[number]) for number in part if number in visible]
        if len(found) >= CANDIDATES or start:
            break
    return found[:CANDIDATES]


def compared(
    own: Told, said: Units, other: Told, weights: Mapping[str, float], usual: float
) -> tuple[Alike, float] | None:
    """The other ticket with what ties it; None when too little does."""
    theirs = heard(other.text)
    shared = [unit for unit in said if unit in theirs]
    if not shared:
        return None
    tied = sum(weights[unit] for unit in shared)
    rest = sum(usual * (GRAM if " " in unit else 1.0) for unit in theirs if unit not in said)
    agreed = agreement(tied, sum(weights[unit] for unit in said), tied + rest)
    status = Status(other.status)
    score = as_similar(
        agreed,
        status=status,
        solved=bool(other.solution),
        same_category=own.category is not None and own.category == other.category,
    )
    twice = as_duplicate(
        agreed,
        status=status,
        same_person=own.reporter is not None and own.reporter == other.reporter,
        same_house=own.organisation is not None and own.organisation == other.organisation,
        apart=own.created_at - other.created_at,
        other_numbers=other_numbers(own.subject, other.subject),
    )
    if score < SIMILAR and not twice:
        return None
    places = (span for unit, spans in units(other.subject).items() if unit in said for span in spans)
    found = Alike(
        id=other.id,
        subject=other.subject,
        status=status,
        score=score,
        words=ties(own.text, said, shared, weights),
        spans=tuple(merged(places)),
        solution=other.solution,
        code=ResolutionCode(other.code) if other.code else None,
    )
    return found, twice


def other_numbers(one: str, two: str) -> bool:
    """Do both subjects hold numbers, and none of them in common?"""
    first, second = ({unit for unit in heard(text) if unit.isdecimal()} for text in (one, two))
    return bool(first and second) and not first & second


def ties(text: str, said: Units, shared: Iterable[str], weights: Mapping[str, float]) -> tuple[str, ...]:
    """What both say, as it stands in the text, the weightiest first, each once."""
    spans = {span: weights[unit] for unit in shared for span in said[unit]}
    heavy: dict[str, tuple[float, str]] = {}
    for start, end in merged(spans):
        word = text[start:end].lstrip(FOLLOWING)
        inside = max(value for (low, high), value in spans.items() if start <= low and high <= end)
        heavy.setdefault(word.casefold(), (inside, word))
    ranked = sorted(heavy.values(), key=lambda each: -each[0])
    return tuple(word for _, word in ranked[:TIES])
