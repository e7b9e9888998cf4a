"""Words anywhere in a ticket, beside a reckoning that looks at every text; pages that end early lose nothing."""

from collections.abc import Iterator, Sequence
from functools import cache
from random import Random

import pytest

from deskterm.store.opening import Store
from deskterm.store.search import finding, streams
from deskterm.store.search.finding import Place, page
from deskterm.store.search.index import terms
from deskterm.store.search.query import Atom, Query, ask
from deskterm.store.search.texts import SUBJECT, piece_of, rows, ticket_of
from deskterm.store.write.bulk import fill
from deskterm.workflow.values import Reporter
from tests.store.both import BOTH, desk_on
from tests.store.desks import ANA, START

WORDS = {
    "printer": 40,
    "paper": 30,
    "toner": 20,
    "cable": 20,
    "принтер": 20,
    "бумага": 20,
    "пароль": 10,
    "imprimanta": 10,
    "retea": 8,
    "vpn": 8,
    "809": 4,
    "เครื่องพิมพ์": 4,
    "กระดาษ": 2,
    "zebra": 1,
}
"""Words, and how often they are said."""
TICKETS = 900
QUERIES = (
    *("printer", "zebra", "เครื่องพิมพ์", "print*", "printer paper", "zebra printer", "printer zebra", "принтеру бумаги"),
    *(
        "printer paper toner cable",
        "zebra imprimantei",
        "809 vpn printer",
        "pri* pap*",
        "zeb* printer",
        '"printer paper"',
    ),
    *('"paper toner" cable', "printer -paper", "-printer", "-printer -принтер -paper", "zebra -printer", "toner -cab*"),
    *(
        'printer -"paper toner"',
        "-zebra",
        "status:new printer",
        "line:2 toner -vpn",
        "status:new",
        "кабель",
        "printer кабель",
    ),
)


@pytest.fixture(scope="module", params=BOTH)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A desk whose tickets hold the words here and there: subject, description, reporter."""
    with desk_on(request.param, tmp_path_factory.mktemp("pages")) as store:
        told_to(store)
        yield store


def told_to(store: Store) -> None:
    """The tickets, the same each time; one in ten is restricted."""
    random = Random(7)

    def some(least: int, most: int) -> str:
        return " ".join(random.choices([*WORDS], [*WORDS.values()], k=random.randint(least, most)))

    people = [Reporter(name=some(1, 2), email=f"u{n}@example.org") for n in range(40)]
    drawn = (
        {"subject": some(1, 3), "description": some(0, 5) or None, "reporter": random.choice(people)}
        | {"line": 1 + n % 3, "created_at": START + n, "restricted": n % 10 == 0}
        for n in range(TICKETS)
    )
    fill(store, drawn, by="ana")


def has(words: Sequence[str], atom: Atom) -> bool:
    """Is one of the atom's ways among these terms?"""
    for way in atom.ways:
        *head, last = way.terms
        for at in range(len(words) - len(head)):
            end = words[at + len(head)]
            if list(words[at : at + len(head)]) == head and (end.startswith(last) if way.open else end == last):
                return True
    return False


@cache
def indexed(store: Store) -> dict[int, dict[int, list[str]]]:
    """The terms of every text by ticket and piece."""
    texts: dict[int, dict[int, list[str]]] = {}
    for row, said in rows(store.db, range(1, TICKETS + 1)).items():
        texts.setdefault(ticket_of(row), {})[piece_of(row)] = terms(said)
    return texts


def reckoned(store: Store, query: Query) -> list[tuple[int, int]]:
    """Every ticket that has all that is wanted and nothing that is not, the latest first, and how well it fits."""
    texts, found = indexed(store), []
    for ticket in sorted(texts, reverse=True):
        pieces = texts[ticket]
        if any(has(words, atom) for atom in query.unwanted for words in pieces.values()):
            continue
        where = [{piece for piece, words in pieces.items() if has(words, atom)} for atom in query.wanted]
        if all(where):
            common = set.intersection(*where) if where else {0}
            found.append((ticket, 2 if SUBJECT in common else 1 if common else 0))
    if query.terms:
        narrowed = {row.id for row in finding.visible(store.db, None, query, range(1, TICKETS + 1))}
        found = [each for each in found if each[0] in narrowed]
    return found


def chained(store: Store, query: Query, limit: int, enough: int) -> tuple[list[int], int]:
    """All tickets page by page, and how many pages there were."""
    got: list[int] = []
    place: Place | None = Place()
    pages = 0
    while place is not None:
        part = page(store.db, None, query, place, limit, enough)
        got += [row.id for row in part.rows]
        place, pages = part.next, pages + 1
        assert pages < TICKETS
    return got, pages


@pytest.mark.parametrize("text", QUERIES)
def test_words_are_found_wherever_they_are(told: Store, text: str) -> None:
    """Exactly the tickets that have them; of each 200 those first that have them in the subject, then in one text."""
    query = ask(text)
    expected = reckoned(told, query)
    (window, *_) = [*finding.windows(told.db, query, Place(), finding.Work(), 1 << 30), None]
    got = window.candidates if window is not None else []
    assert {ticket for ticket, _ in got} >= {ticket for ticket, _ in expected[: finding.WINDOW]}
    if not query.terms:
        assert got == sorted(expected[: finding.WINDOW], key=lambda each: -each[1])
    assert sorted(chained(told, query, 50, 1 << 30)[0]) == sorted(ticket for ticket, _ in expected)


@pytest.mark.parametrize("text", QUERIES)
@pytest.mark.parametrize(("limit", "enough"), [(7, 1), (60, 700)])
def test_a_page_that_ends_early_goes_on_where_it_stopped(
    told: Store, text: str, limit: int, enough: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However little is read for a page, and however soon words are looked up one by one, every ticket comes once."""
    monkeypatch.setattr(streams, "LOOKED_UP", 1)
    query = ask(text)
    got, _ = chained(told, query, limit, enough)
    assert sorted(got) == sorted(ticket for ticket, _ in reckoned(told, query))


def test_what_is_read_for_a_page_is_bounded(told: Store) -> None:
    """A page with nothing on it says where to go on, and the last one says that it is the last."""
    query = ask("printer status:closed")
    first = page(told.db, ANA, query, enough=200)
    assert first.rows == [] and first.next is not None
    assert chained(told, query, 50, 200) == ([], chained(told, query, 50, 200)[1])
    assert chained(told, query, 50, 200)[1] > 2
    assert page(told.db, ANA, query) == ([], None)


@pytest.mark.parametrize("text", ["printer", "printer paper", "toner -cable"])
def test_hidden_tickets_take_no_place_on_any_page(told: Store, text: str) -> None:
    """Page by page, a person gets what they may see and no more, each once, and full pages."""
    query = ask(text)
    expected = {ticket for ticket, _ in reckoned(told, query)} - {n for n in range(1, TICKETS + 1) if n % 10 == 1}
    got: list[int] = []
    place: Place | None = Place()
    while place is not None:
        part = page(told.db, ANA, query, place, 25)
        got += [row.id for row in part.rows]
        assert part.next is None or len(part.rows) == 25
        place = part.next
    assert (sorted(got), len(got)) == (sorted(expected), len(expected))
