"""What a desk has learnt from its own triage: a small table of words beside the rules, never in their place.

Rules come with the program and are right at most desks (process: Incident or request); what a desk calls its own
systems and habits only its own tickets can tell. So every judged ticket is counted here, word by word, in a table of
fixed size. What the table says is capped below what makes a verdict sure, and it never changes a verdict that the
rules are sure of.
"""

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from zlib import crc32

from deskterm.workflow.classify.engine import DOUBT, READ, SPREAD, SURE, weigh
from deskterm.workflow.classify.lexicons import LANGUAGES
from deskterm.workflow.classify.normal import normalise
from deskterm.workflow.classify.verdict import LEARNED, Classification, Evidence
from deskterm.workflow.codes import Kind, Nature

VERSION = 1
"""How texts are read into places of the table: raised with every change of `places`, of what it calls, and of the
normal form. A table of another version is not asked, and is counted anew."""
BUCKETS = 1 << 14
"""Places in the table; words that share one are told apart by nobody."""
ENOUGH = 100
"""Judged tickets from which the table speaks (process: Incident or request)."""
FEW = 10
"""Tickets of each kind that it needs before it can compare."""
SEEN = 3
"""Tickets that a word must have been in."""
DULL = 2.0
"""Tickets that a word is thought to have been in beside those counted, as often as any word: rare words say little."""
LOUDEST = 6
"""Words of a text that are asked; further ones add noise."""
SHARE = 0.3
"""What of a word's log-odds counts: words of one text are not independent of each other."""
CAP = 1.5
"""The most that all words together add: less than what makes a verdict sure."""
FAINT = 0.05
"""Evidence below this weight is not worth showing."""
LIMIT = 0xFFFF
"""A place that has counted so far is full: it stays so, and says nothing."""
WORD = re.compile(r"[^\W\d_]{3,40}")
THAI = re.compile("[\u0e00-\u0e7f]+")
PIECE = 5
"""Characters of a piece of Thai, which is written without spaces."""


@dataclass(frozen=True, slots=True)
class Said:
    """One word that the table knows: where it stands in the normal text, and its log-odds."""

    start: int
    end: int
    odds: float


class Lessons:
    """How many incidents and requests each word was in. About 64 kB, whatever the number of tickets."""

    def __init__(self) -> None:
        self.counts = array("H", bytes(4 * BUCKETS))
        self.totals = {Kind.INCIDENT: 0, Kind.REQUEST: 0}

    @property
    def judged(self) -> int:
        """How many tickets are counted."""
        return sum(self.totals.values())

    @property
    def speaks(self) -> bool:
        """Has the desk judged enough for the table to be asked?"""
        return self.judged >= ENOUGH and min(self.totals.values()) >= FEW

    def add(self, text: str, kind: Kind, times: int = 1) -> None:
        """Count a judged ticket; `times` -1 takes it out again. What was never counted can't be taken out."""
        self.put(places(text, kind), kind, times)

    def put(self, found: Iterable[int], kind: Kind, times: int) -> None:
        """The same with the places of its words."""
        self.totals[kind] = max(0, self.totals[kind] + times)
        for place in found:
            if (held := self.counts[place]) < LIMIT:
                self.counts[place] = min(LIMIT, max(0, held + times))

    def agrees(self, counted: "Lessons") -> bool:
        """Does the table hold what was counted just now? A full place can't tell how far beyond it has been."""
        pairs = zip(self.counts, counted.counts, strict=True)
        return self.totals == counted.totals and all(held in (found, LIMIT) for held, found in pairs)

    def odds(self, word: str) -> float:
        """How much a word speaks for an incident (positive) or a request; 0 when it was met too rarely."""
        bucket = bucket_of(word)
        incidents, requests = self.counts[2 * bucket], self.counts[2 * bucket + 1]
        if incidents + requests < SEEN or LIMIT in (incidents, requests):
            return 0.0
        share = self.totals[Kind.INCIDENT] / max(1, self.judged)
        due = (incidents + requests) * share
        return log((incidents + DULL) / (due + DULL)) - log((requests + DULL) / (incidents + requests - due + DULL))

    def packed(self) -> bytes:
        """The counts as bytes, little-endian; the totals are kept beside them."""
        counts = self.counts
        if array("H", [1]).tobytes() != b"\x01\x00":
            counts = array("H", counts)
            counts.byteswap()
        return counts.tobytes()

    @classmethod
    def unpacked(cls, packed: bytes, incidents: int, requests: int) -> "Lessons":
        """The table as it was packed. ValueError: these are not its bytes."""
        if len(packed) != 4 * BUCKETS:
            raise ValueError(f"{len(packed)} bytes are no table of {BUCKETS} words")
        lessons = cls()
        lessons.counts = array("H", packed)
        if array("H", [1]).tobytes() != b"\x01\x00":
            lessons.counts.byteswap()
        lessons.totals = {Kind.INCIDENT: incidents, Kind.REQUEST: requests}
        return lessons


def told(subject: str | None, description: str | None) -> str:
    """What of a ticket is learned from: what was reported. Later texts are the agent's own and follow the kind."""
    return "\n".join(part for part in (subject, description) if part)


def places(text: str, kind: Kind) -> frozenset[int]:
    """Where a ticket with this text is counted, each word once."""
    found = {bucket_of(word) for word, _, _ in words(normalise(text[:READ]).text)}
    return frozenset(2 * bucket + (kind is Kind.REQUEST) for bucket in found)


def bucket_of(word: str) -> int:
    """The place of a word."""
    return crc32(word.encode("utf-8", "replace")) % BUCKETS


def words(text: str) -> Iterable[tuple[str, int, int]]:
    """The words of a normal text with their spans; of Thai, which has no spaces, overlapping pieces."""
    for match in WORD.finditer(text):
        if not THAI.match(match[0]):
            yield match[0], match.start(), match.end()
    for match in THAI.finditer(text):
        run, start = match[0], match.start()
        for at in range(max(1, len(run) - PIECE + 1)):
            yield run[at : at + PIECE], start + at, start + min(at + PIECE, len(run))


def learned(text: str, lessons: Lessons) -> tuple[Evidence, ...]:
    """What the table says of a text, as evidence in the order of the text; nothing while it does not speak."""
    if not lessons.speaks:
        return ()
    read = text[:READ]
    normal = normalise(read)
    known: dict[str, Said] = {}
    for word, start, end in words(normal.text):
        if word not in known and (odds := lessons.odds(word)):
            known[word] = Said(start, end, odds)
    found: list[Evidence] = []
    room = CAP
    for said in loudest(known.values()):
        weight = min(abs(said.odds) * SHARE, CAP)
        if min(room, weight) < FAINT:
            break
        weight = min(weight, room)
        room -= weight
        first, last = normal.span(said.start, said.end)
        signed = round(weight if said.odds > 0 else -weight, 2)
        found.append(Evidence(read[first:last], first, last, signed, LEARNED, LEARNED))
    return tuple(sorted(found, key=lambda piece: piece.start))


def loudest(said: Iterable[Said]) -> list[Said]:
    """The words that say most, none of which lies over another."""
    taken: list[Said] = []
    for one in sorted(said, key=lambda one: (-abs(one.odds), one.start)):
        if len(taken) == LOUDEST:
            break
        if all(one.end <= other.start or one.start >= other.end for other in taken):
            taken.append(one)
    return taken


def with_lessons(found: Classification, text: str, lessons: Lessons | None) -> Classification:
    """The rules' verdict with what the desk has learnt beside it.

    A verdict that the rules are sure of stays as it is. Otherwise the words of the table are weighed with the
    evidence; they may tip what is open, and make sure what the rules lean to, but alone they are never sure.
    """
    said = learned(text, lessons) if lessons is not None else ()
    if not said:
        return found
    evidence = tuple(sorted([*found.evidence, *said], key=lambda piece: (piece.start, piece.why == LEARNED)))
    if found.sure:
        return found._replace(evidence=evidence)
    incident, request = weigh(evidence)
    total = incident + request + (0.0 if found.evidence else unsaid(found))
    kind = Kind.INCIDENT if total > 0 else Kind.REQUEST if total < 0 else None
    leaning = bool(found.evidence) and found.kind is kind and found.language in LANGUAGES
    return found._replace(
        kind=kind,
        sure=leaning and abs(total) >= SURE and min(incident, -request) <= DOUBT,
        score=round(total / (abs(total) + SPREAD), 3),
        nature=nature_of(found) if kind is Kind.INCIDENT else None,
        evidence=evidence,
    )


def unsaid(found: Classification) -> float:
    """What the rules go by where they find nothing: the total that made the score."""
    return SPREAD * found.score / (1 - abs(found.score))


def nature_of(found: Classification) -> Nature:
    """The nature of what has become an incident by its words: what the rules have hinted at."""
    whys = {hint.why for hint in found.hints}
    order = (Nature.SECURITY, Nature.PERSONNEL, Nature.SERVICE)
    return found.nature or next((nature for nature in order if nature in whys), Nature.TECHNICAL)
