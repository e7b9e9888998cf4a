"""The request catalogue (M18): what can be asked for, what to ask back, and by when it is done.

The format, one mapping; the item's code is the name that it is arranged by, such as request/badge:

    title       what it is called; a shipped item has its title in the texts
    category    a code of the category tree
    impact, urgency   presets, shown as presets
    questions   list of texts: what to ask the requester
    steps       list of texts: what is done, in order
    resolution  working seconds, {"days": N} working days, or "agreed": the date is agreed upon with the requester;
                without it the targets of the priority hold
    words       beginnings of words by which a request is known; a phrase wants all of its words
    offered     false: no longer offered; tickets that have the item keep it

An arrangement with the code of a shipped item stands in its place; struck, the shipped one is back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from deskterm.workflow.book import ArrangementKind, BadArrangement, Book
from deskterm.workflow.checks import LINE_LIMIT
from deskterm.workflow.shipped_items import SHIPPED

if TYPE_CHECKING:
    from deskterm.workflow.agreement import Agreement

FIELDS = frozenset(
    {
        *("title", "category", "impact", "urgency", "resolution", "offered"),
        *("questions", "steps", "words"),
    }
)
AGREED = "agreed"
LONGEST = 10 * 366 * 86_400
"""Seconds that a target may have at most."""
MOST_DAYS = 366
MOST_TEXTS = 40
LONGEST_TEXT = 300
HIGHEST_LEVEL = 9
FEW = 3
"""Items that are suggested at most."""
LOOKED_AT = 2_000
"""Characters of a text in which an item is looked for: what is asked for stands at its beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that can be asked for. At most one of `seconds`, `days` and `agreed` is set."""

    title: str | None = None
    """None: a shipped item, whose title is in the texts."""
    category: str | None = None
    impact: int | None = None
    urgency: int | None = None
    questions: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    seconds: int | None = None
    """Working seconds to resolution."""
    days: int | None = None
    """Working days to resolution (`Calendar.due_working_days`)."""
    agreed: bool = False
    """Is the deadline a date that is agreed upon with the requester?"""
    offered: bool = True

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> "Item":
        """Reads the format. BadArrangement (a ValueError) names the field."""
        if not isinstance(given, Mapping):
            raise BadArrangement("item", "a mapping is expected")
        for key in given:
            if key not in FIELDS:
                raise BadArrangement(str(key), "no such field")
        offered = given.get("offered", True)
        if not isinstance(offered, bool):
            raise BadArrangement("offered", "true or false is expected")
        return cls(
            title=text_of("title", given.get("title")),
            category=text_of("category", given.get("category")),
            impact=whole("impact", given.get("impact"), HIGHEST_LEVEL),
            urgency=whole("urgency", given.get("urgency"), HIGHEST_LEVEL),
            questions=texts_of("questions", given.get("questions", [])),
            steps=texts_of("steps", given.get("steps", []), LINE_LIMIT),
            words=texts_of("words", given.get("words", [])),
            **resolution_of(given.get("resolution")),
            offered=offered,
        )


def text_of(field: str, given: object, longest: int = LONGEST_TEXT) -> str | None:
    """A text in one line. BadArrangement for anything else; None stays None."""
    if given is None:
        return None
    if not isinstance(given, str) or not given.strip() or not given.isprintable() or len(given) > longest:
        raise BadArrangement(field, f"a line of 1 to {longest} characters is expected")
    return given


def texts_of(field: str, given: object, longest: int = LONGEST_TEXT) -> tuple[str, ...]:
    """A list of lines. BadArrangement names the one that is wrong."""
    if not isinstance(given, list) or len(given) > MOST_TEXTS:
        raise BadArrangement(field, f"a list of at most {MOST_TEXTS} texts is expected")
    found = (text_of(f"{field}[{place}]", "" if each is None else each, longest) for place, each in enumerate(given))
    return tuple(text for text in found if text is not None)


def whole(field: str, given: object, highest: int) -> int | None:
    """A whole number from 1 on. BadArrangement for anything else; None stays None."""
    if given is not None and (type(given) is not int or not 1 <= given <= highest):
        raise BadArrangement(field, f"a whole number from 1 to {highest} is expected")
    return given


def resolution_of(given: object) -> dict[str, Any]:
    """The field of an Item that says by when. BadArrangement names the place that is wrong."""
    if given is None:
        return {}
    if given == AGREED:
        return {"agreed": True}
    if isinstance(given, Mapping):
        if set(given) != {"days"} or given["days"] is None:
            raise BadArrangement("resolution", 'working seconds, {"days": N} or "agreed" is expected')
        return {"days": whole("resolution.days", given["days"], MOST_DAYS)}
    return {"seconds": whole("resolution", given, LONGEST)}


def item_of(code: str | None, book: Book) -> Item | None:
    """The item of a code, offered or not; None when there is none: one that was struck promises nothing."""
    if code is None:
        return None
    return book.get(ArrangementKind.ITEM, code, Item.from_dict) or shipped(code)


@cache
def shipped(code: str) -> Item | None:
    """An item that ships."""
    return Item.from_dict(SHIPPED[code]) if code in SHIPPED else None


def catalogue(book: Book) -> dict[str, Item]:
    """All items by code, in the order of their codes; those that are not offered too."""
    found = {code: item for code in SHIPPED if (item := shipped(code)) is not None}
    return dict(sorted({**found, **book.all(ArrangementKind.ITEM, Item.from_dict)}.items()))


def offered(book: Book, held: str | None, first: Iterable[str] = ()) -> dict[str, Item]:
    """Items that are offered, and the one that a ticket has, by code: these first, then in the order of the codes."""
    found = catalogue(book)
    return {code: found[code] for code in (*first, *found) if code in found and (found[code].offered or code == held)}


def steps_of(item: Item) -> tuple[str, ...]:
    """What is done for this item, in order."""
    return item.steps


def suggested(text: str, book: Book) -> tuple[str, ...]:
    """Codes of the offered items that a request's text speaks of, most words first; none: nothing is known of it."""
    from deskterm.workflow.classify.normal import normalise  # the classifier's tables load when a text is asked about

    plain = normalise(text[:LOOKED_AT]).text
    spoken = tuple(words_in(plain))
    scores = {
        code: sum(speaks(normalise(phrase).text, plain, spoken) for phrase in item.words)
        for code, item in catalogue(book).items()
        if item.offered
    }
    best = sorted((-score, code) for code, score in scores.items() if score)
    return tuple(code for _, code in best[:FEW])


def words_in(plain: str) -> Iterator[str]:
    """Words of a normalised text."""
    return iter("".join(char if char.isalnum() else " " for char in plain).split())


def speaks(phrase: str, plain: str, spoken: tuple[str, ...]) -> int:
    """How much a phrase says of a text: its number of words when all are there, else 0.

    Words are known by their beginnings; Thai is written without gaps, so a Thai one may stand anywhere.
    """
    wanted = tuple(words_in(phrase)) if phrase.isascii() or not thai(phrase) else tuple(phrase.split())
    there = all(word in plain if thai(word) else any(each.startswith(word) for each in spoken) for word in wanted)
    return len(wanted) if there else 0


def thai(text: str) -> bool:
    """Does it hold a Thai character?"""
    return any("\u0e00" <= char <= "\u0e7f" for char in text)


def promised_by(item: Item | None, held: "Agreement") -> "Agreement":
    """The agreement with the item's time to resolution in the place of the priority's."""
    if item is None or (item.seconds is None and item.days is None):
        return held
    if item.seconds is not None:
        return replace(held, targets=replace(held.targets, resolution=(item.seconds,)))
    return replace(held, targets=replace(held.targets, days=item.days))
