"""What is like a ticket: found by its rarest words, in four languages, and nothing of what may not be seen."""

from dataclasses import replace

import pytest

from deskterm.store.opening import Store
from deskterm.store.search import similar as module
from deskterm.store.search.similar import heard, similar, units
from deskterm.workflow.inputs import Details
from deskterm.workflow.likeness import Alike, agreement, as_duplicate, as_similar, nearest, weight
from deskterm.workflow.values import Act, Person, Reporter, Status
from tests.store.desks import ANA, AUD, MARIA, START, TRIAGE, change, closure, contact, do, resolution
from tests.store.searched import TEXTS

OTHER = Reporter(name="Bo Lind", email="bo@example.org")
DAY = 86_400_000_000


def told(store: Store, *subjects: str, **more: object) -> list[int]:
    """New tickets with these subjects."""
    with store.writing() as writer:
        return [writer.register(contact(text, **more), by="ana", now=START) for text in subjects]


def found(store: Store, ticket: int, person: Person | None = None) -> dict[int, float]:
    """What is like the ticket, each with the higher of its scores, the nearest first."""
    scores = {alike.id: max(alike.score, twice) for alike, twice in similar(store.db, person, ticket)}
    return dict(sorted(scores.items(), key=lambda each: -each[1]))


@pytest.mark.parametrize(
    ("text", "first", "also"),
    [
        ("The printer prints blank pages on floor two", 1, {2}),
        ("VPN drops, error 809", 3, {4, 55}),
        ("Принтер не печатает", 21, {22}),
        ("Сбросьте пароль учётной записи", 26, set()),
        ("Nu merge imprimanta, nu tipareste", 41, {42, 43}),
        ("เครื่องพิมพ์ชั้นสามพิมพ์ไม่ออก", 61, {62}),
        ("เข้าอินเทอร์เน็ตไม่ได้", 65, {66}),
        ("srv-app-0012 does not update", 8, set()),
    ],
)
def test_the_nearest_is_found_in_four_languages(store: Store, text: str, first: int, also: set[int]) -> None:
    """Whatever forms the words have, with diacritics or without, with blanks or without."""
    told(store, *TEXTS)
    (asked,) = told(store, text)
    likes = found(store, asked)
    assert next(iter(likes)) == first
    assert also <= set(likes)


def test_words_that_say_nothing_tie_nothing(store: Store) -> None:
    """Two tickets that share only such words are not alike."""
    first, second = told(store, "It is not with me and I have been there", "It is not with you and we have been there")
    assert found(store, first) == {}
    assert found(store, second) == {}


def test_what_ties_two_tickets_is_told_as_it_is_written(store: Store) -> None:
    """The words stand in the ticket that was asked about, the places in the other one's subject."""
    told(store, "Printers on the second floor print blank pages")
    (asked,) = told(store, "The PRINTER prints blank, page after page")
    ((alike, _),) = similar(store.db, None, asked)
    assert {word.casefold() for word in alike.words} == {"printer", "prints", "blank", "page"}
    assert [alike.subject[a:b] for a, b in alike.spans] == ["Printers", "print", "blank", "pages"]


def test_a_solved_ticket_comes_before_an_open_one(store: Store) -> None:
    """Of two that say the same the one with a solution scores higher; one that was called off lower."""
    solved, plain, gone, asked = told(store, *["Scanner makes stripes on every page"] * 3, "Scanner makes dark stripes")
    do(store, solved, TRIAGE, resolution(START), closure(START))
    do(store, plain, TRIAGE)
    do(store, gone, change(Act.CANCEL, "cancelled", status=Status.CANCELLED))
    scores = {alike.id: alike.score for alike, _ in similar(store.db, None, asked)}
    assert scores[solved] > scores[plain] > scores[gone]


def test_only_open_tickets_are_likely_duplicates(store: Store) -> None:
    """The same words in a closed ticket are something to learn from, not the same event."""
    closed, live, asked = told(store, *["Scanner makes stripes on every page"] * 3)
    do(store, closed, TRIAGE, resolution(START), closure(START))
    twice = {alike.id: score for alike, score in similar(store.db, None, asked)}
    assert twice[closed] == 0
    assert twice[live] == 1


def test_a_merged_ticket_is_left_out(store: Store) -> None:
    """The one that it was merged into stands for it."""
    kept, merged, asked = told(store, *["Scanner makes stripes on every page"] * 3)
    fields = {"status": Status.MERGED, "merged_into": kept, "status_before_merge": Status.NEW}
    do(store, merged, change(Act.MERGE, "merged", **fields))
    assert set(found(store, asked)) == {kept}


def test_what_may_not_be_seen_is_not_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """However near: it is not named, and it takes nobody's place among those that are looked at."""
    monkeypatch.setattr(module, "CANDIDATES", 2)
    monkeypatch.setattr(module, "SPARE", 2)
    (seen,) = told(store, "Scanner makes stripes")
    with store.writing() as writer:
        for _ in range(5):
            writer.register(contact("Scanner makes dark stripes"), by="ana", now=START, extra={"restricted": True})
    (asked,) = told(store, "Scanner makes dark stripes")
    assert set(found(store, asked, ANA)) == {seen}
    assert seen not in found(store, asked, AUD)
    assert len(found(store, asked, AUD)) == 2


def test_what_was_done_about_a_ticket_does_not_make_it_alike(store: Store) -> None:
    """Solutions and notes are not compared, only what was reported."""
    (other,) = told(store, "Scanner makes stripes")
    do(store, other, TRIAGE, replace(resolution(START), fields={**resolution(START).fields, "solution": "new toner"}))
    (asked,) = told(store, "New toner please")
    assert found(store, asked) == {}


def test_a_word_counts_the_more_the_rarer_it_is(store: Store) -> None:
    """Sharing the host is more than sharing the printer, of which there are many."""
    told(store, *[f"Printer jams number {n}" for n in range(40)])
    host, asked = told(store, "Outage of srv-fin-0077 today", "Printer near srv-fin-0077 jams")
    assert next(iter(found(store, asked))) == host


def test_units_with_and_without_places_are_the_same() -> None:
    """The quick way hears what the exact one does."""
    for text in (*TEXTS, "wi-fi 192.168.0.1 จอ x ½ E-4402", "", "ก", "กขคง abc กขค", "\u200b\u0e33"):
        assert set(units(text)) == heard(text), text


def test_junk_is_like_nothing(store: Store) -> None:
    """Long, empty of words or strange: an answer, never an error."""
    junk = ("\u0301" * 100, "🙂" * 200, "‮‮", "กขคงจฉช" * 100, "0x" * 100, "-" * 50)
    with store.writing() as writer:
        ids = [
            writer.register(contact(text[:200], details=Details(description=text * 60 or None)), by="ana", now=START)
            for text in junk
        ]
    for id in ids:
        assert id not in found(store, id)
    assert similar(store.db, None, 999) == []


def test_the_formula_holds_its_bounds() -> None:
    """A rarer word weighs more; an agreement is within 0 and 1; what is known beside the words moves it a little."""
    weights = [weight(n, 1000) for n in (2, 3, 10, 100, 1000)]
    assert weights == sorted(weights, reverse=True)
    assert min(weights) >= 0
    assert weight(1, 1000) < weight(2, 1000)
    assert agreement(5, 5, 5) == 1
    assert agreement(0, 5, 5) == agreement(1, 0, 1) == 0
    assert as_similar(1, status=Status.CLOSED, solved=True, same_category=True) == 1
    same = {"same_person": True, "same_house": True, "apart": 0}
    assert as_duplicate(0.39, status=Status.OPEN, **same) == 0
    assert as_duplicate(0.5, status=Status.CLOSED, **same) == 0
    assert as_duplicate(0.5, status=Status.OPEN, **same) == 0.6
    assert as_duplicate(0.5, status=Status.OPEN, same_person=False, same_house=False, apart=15 * DAY) == 0


def test_of_equals_the_newest_comes_first() -> None:
    """And no more than were asked for."""
    likes = [Alike(id=id, subject="", status=Status.OPEN, score=0.5) for id in (1, 3, 2)]
    assert [each.id for each in nearest(likes, 2)] == [3, 2]


def test_a_gist_is_short() -> None:
    """The first lines, and a sign that there is more."""
    alike = Alike(id=1, subject="", status=Status.CLOSED, score=1, solution="one\ntwo\nthree\nfour")
    assert alike.gist == "one\ntwo\nthree …"
    assert replace(alike, solution="x" * 500).gist == "x" * 240 + " …"
    assert replace(alike, solution=None).gist == ""


def test_the_same_reporter_makes_a_duplicate_likelier(store: Store) -> None:
    """The same words, from somebody else and from the same person."""
    (theirs,) = told(store, "Scanner makes stripes", reporter=OTHER)
    (own,) = told(store, "Scanner makes stripes", reporter=MARIA)
    (asked,) = told(store, "Scanner makes very dark and broad stripes now", reporter=MARIA)
    twice = {alike.id: score for alike, score in similar(store.db, None, asked)}
    assert twice[own] > twice[theirs]


def test_another_machine_is_not_the_same_event(store: Store) -> None:
    """The same alert from another host is similar and no duplicate; from the same host it is one."""
    other, same, asked = told(store, *[f"Alert: disk of srv-file-{n} is full" for n in (16, 19, 19)], reporter=OTHER)
    do(store, other, replace(TRIAGE, fields={**TRIAGE.fields, "category": "server/storage"}))
    twice = {alike.id: score for alike, score in similar(store.db, None, asked)}
    assert twice[same] > 0.5
    assert twice[other] < twice[same] - 0.2
