"""The index follows the tickets, finds what is in them, shows nobody what they may not see, and is built anew."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskterm.store.opening import Store
from deskterm.store.search import analyser, rebuilding
from deskterm.store.search.finding import Place, page
from deskterm.store.search.index import indexes, terms
from deskterm.store.search.marking import hits, spans
from deskterm.store.search.query import ask
from deskterm.store.search.texts import Said, rows
from deskterm.store.write.bulk import fill
from deskterm.store.write.erasing import forget
from deskterm.workflow.inputs import Details
from deskterm.workflow.mention import Contact
from deskterm.workflow.values import Act, Change, NewNote, NoteKind, Reporter, Sheet
from tests.store.desks import ANA, BOB, MARIA, START, TAKE, TRIAGE, contact, do, fresh, get, reported

QUIET = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def found(store: Store, text: str, **more: object) -> list[int]:
    """The tickets that a text finds."""
    return [row.id for row in page(store.db, None, ask(text), **more).rows]  # type: ignore[arg-type]


def kept(store: Store) -> set[tuple[int, int, str]]:
    """All that is in the index: row, place, term."""
    (index,) = indexes(store.db)
    connection = sqlite3.connect(store.location.path)
    connection.execute(f"CREATE VIRTUAL TABLE temp.kept USING fts5vocab(main, {index.table}, instance)")
    try:
        return set(connection.execute("SELECT doc, offset, term FROM kept"))
    finally:
        connection.close()


def told(store: Store) -> set[tuple[int, int, str]]:
    """All that should be in it, from the texts as they are."""
    ids = [id for (id,) in store.db.all("SELECT id FROM ticket")]
    return {(n, at, term) for n, said in rows(store.db, ids).items() for at, term in enumerate(terms(said))}


def note(body: str, kind: NoteKind = NoteKind.WORK, outcome: str | None = None) -> Change:
    """A change that adds an entry."""
    return Change(act=Act.NOTE, event="noted", notes=(NewNote(kind=kind, body=body, outcome=outcome),))


SHEET = Change(act=Act.DIAGNOSE, event="diagnosed", sheet=Sheet(signs="dark", extent="floor", components="srv-db-01"))
ACTS: tuple[Callable[[int], Change], ...] = (
    lambda n: note(f"tried cable {n} ещё раз"),
    lambda n: note(f"step {n}", NoteKind.STEP, f"outcome{n}"),
    lambda n: replace(SHEET, sheet=Sheet(signs=f"dark{n}", extent="", components="", answers={"q": f"answer{n}"})),
    lambda n: Change(act=Act.AMEND, event="amended", fields={"subject": f"Принтер {n} не печатает"}),
    lambda n: Change(act=Act.AMEND, event="amended", fields={"description": None if n % 2 else f"toner {n} пуст"}),
    lambda n: Change(act=Act.AMEND, event="amended", fields={"reporter": replace(MARIA, email=f"m{n}@example.org")}),
    lambda n: Change(act=Act.AMEND, event="amended", fields={"reporter": Reporter(name="Bo", phone=f"{n}")}),
    lambda n: TRIAGE,
)


def test_what_is_written_is_found(store: Store) -> None:
    """Subject, texts, reporter, sheet, answers, entries and names of files."""
    details = Details(description="smoke", symptoms="smell", steps_before="rebooted", place="attic", service="print")
    with store.writing() as writer:
        number = writer.register(contact("Printer is on fire", details=details), by="ana", now=START)
    do(store, number, note("called the brigade"), SHEET)
    with store.writing() as writer:
        writer.attach(fresh(writer, number), "photo_of_flames.jpg", "image/jpeg", [b"x"], by="ana", now=START)
    for text in (
        *("printers", "smoke", "smell", "rebooting", "attic", "print", "мария", "maria@example.org", "dt-1", "1"),
        *("brigade", "dark", "srv-db-01", "flames.jpg", "fire brigade", '"on fire"', "photo* -water", "PRINTER"),
    ):
        assert found(store, text) == [number], text
    for text in ("water", "printer water", "-smoke", '"fire on"', "fir*e", "dt-2", ""):
        assert found(store, text) == [], text


def test_words_may_be_in_different_texts(store: Store) -> None:
    """All words must be in the ticket, not in one text; what fits the subject comes first, then one text."""
    for n, (subject, body) in enumerate((("cable", "router"), ("other", "cable router"), ("cable router", "x"))):
        with store.writing() as writer:
            writer.register(contact(subject), by="ana", now=START + n)
        do(store, n + 1, note(body))
    with store.writing() as writer:
        writer.register(contact("other"), by="ana", now=START + 9)
    assert found(store, "router cable") == [3, 2, 1]
    assert found(store, "other") == [4, 2]


def test_taken_back_is_not_found(store: Store) -> None:
    """What undo takes back leaves the index, and comes back with the old text."""
    number = reported(store, note("zebra"), Change(act=Act.AMEND, event="amended", fields={"subject": "Giraffe"}))
    events = [id for (id,) in store.db.all("SELECT id FROM event WHERE ticket_id = :n ORDER BY id", n=number)]
    assert (found(store, "zebra"), found(store, "giraffe"), found(store, "fire")) == ([number], [number], [])
    for event in reversed(events[1:]):
        with store.writing() as writer:
            writer.revert(fresh(writer, number), event, by="ana", now=START)
    assert (found(store, "zebra"), found(store, "giraffe"), found(store, "fire")) == ([], [], [number])
    assert kept(store) == told(store)


@QUIET
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, len(ACTS)), st.integers(0, 99)), max_size=25))
def test_index_and_desk_agree_after_any_acts(store: Store, acts: list[tuple[int, int, int]]) -> None:
    """Whatever is done and taken back, the index holds exactly the terms of the texts."""
    for _ in range(3):
        reported(store)
    last = store.db.one("SELECT max(id) FROM ticket")
    assert last is not None
    for ticket, act, n in acts:
        number = last[0] - 3 + ticket
        if act < len(ACTS):
            do(store, number, ACTS[act](n))
            continue
        event = store.db.one(
            "SELECT max(id) FROM event WHERE ticket_id = :n AND act NOT IN ('register', 'undo')", n=number
        )
        if event is not None and event[0] is not None:
            with store.writing() as writer:
                writer.revert(fresh(writer, number), event[0], by="ana", now=START)
    assert kept(store) == told(store)


def test_details_of_a_person_reach_all_their_tickets(store: Store) -> None:
    """A known person's new address is found in every ticket of theirs, and nothing of an erased one."""
    bare = replace(MARIA, email=None)
    for _ in range(2):
        with store.writing() as writer:
            writer.register(contact(reporter=bare), by="ana", now=START)
    assert found(store, "maria@example.org") == []
    with store.writing() as writer:
        writer.register(contact(reporter=replace(MARIA, id=1)), by="ana", now=START)
    assert found(store, "maria@example.org") == [3, 2, 1]
    assert kept(store) == told(store)
    with store.writing() as writer:
        forget(writer.connection, [Contact(id=1, name=MARIA.name, email=MARIA.email, phone=None)])
    assert found(store, "мария") == []
    assert kept(store) == told(store)


def test_nobody_finds_what_they_may_not_see(store: Store) -> None:
    """A restricted ticket, or one about oneself, is not found, and takes no place on a page."""
    for n in range(4):
        reported(store, extra={"restricted": n % 2})
    assert [row.id for row in page(store.db, ANA, ask("printer")).rows] == [3, 1]
    assert [row.id for row in page(store.db, ANA, ask("fire printer")).rows] == [3, 1]
    assert [row.id for row in page(store.db, ANA, ask("printer"), limit=1).rows] == [3]
    number = reported(store, extra={"about": "bob"})
    assert number not in [row.id for row in page(store.db, BOB, ask("printer")).rows]


def test_pages_follow_one_another(store: Store) -> None:
    """Page by page every ticket comes once, in the order of one large page."""
    fill(
        store,
        ({"subject": f"Toner {n % 7} cable" if n % 3 else "Cable", "created_at": START} for n in range(777)),
        by="ana",
    )
    for text in ("cable", "toner cable", "toner 3", "-toner", "line:1 cable"):
        whole = page(store.db, None, ask(text), limit=1000)
        got: list[int] = []
        place: Place | None = Place()
        while place is not None:
            part = page(store.db, None, ask(text), place, 40)
            got += [row.id for row in part.rows]
            place = part.next
        assert (sorted(got), len(got)) == (sorted(row.id for row in whole.rows), len(whole.rows)), text
        assert whole.next is None


def test_terms_narrow_what_is_found(store: Store) -> None:
    """field:value terms are those of lists; what is none is searched for as words and named."""
    one, two = reported(store), reported(store, TRIAGE, TAKE)
    assert found(store, "status:new printer") == [one]
    assert found(store, "printer and assignee:ana") == [two]
    assert found(store, "assignee:ana") == [two]
    query = ask("status:nonsense")
    assert [error.term for error in query.unknown] == ["status:nonsense"]
    assert found(store, "status:nonsense") == []


WORDS = st.text(
    alphabet=st.sampled_from(
        "abcdeghilmnorstuz АБВГДеёжийклмнопрст ăâîșțşţ กขคงจชดตนบปพมยรลวสหอฮะาำิีึืุูเแโใไ่้๊๋์ 0123456789 -._@\\/:'"
    ),
    min_size=1,
    max_size=120,
)


@QUIET
@given(WORDS)
def test_a_text_is_found_by_each_of_its_words(store: Store, text: str) -> None:
    """Whatever stands between blanks finds the text, whole or begun."""
    subject = " ".join(text.split())[:250]
    if not subject:
        return
    with store.writing() as writer:
        number = writer.register(contact(subject), by="ana", now=START)
    for word in subject.split():
        if analyser.indexed(word):
            asked = '"' + word.lstrip("-") + '"'
            assert number in found(store, asked), (word, subject)
            assert number in found(store, word.lstrip("-").replace(":", " ")), (word, subject)
            assert spans(subject, ask(asked)), (word, subject)


@QUIET
@given(
    st.one_of(st.text(), st.text(alphabet='"*-():^ANDORNEAR {}+\\\x00é'), st.text(alphabet="\u0300\u0e48\u200d😀🇷🇺"))
)
def test_nothing_that_can_be_typed_is_an_error(store: Store, text: str) -> None:
    """Quotes, operators, control signs, emoji, bare marks: an answer, or none."""
    query = ask(text, typing=True)
    page(store.db, ANA, query)
    assert all(0 <= a < b <= len(text) for a, b in spans(text, query))
    for hit in hits([Said("subject", text)], query):
        assert all(0 <= a < b <= len(hit.snippet) for a, b in hit.spans)


@pytest.mark.parametrize(
    "text", ["x" * 10**6, '"' * 10**6, "a -" * 300_000, "น้ำ" * 300_000, "\u0301" * 10**6, "1." * 500_000]
)
def test_a_megabyte_is_no_error(store: Store, text: str) -> None:
    """Not as a query, and not as a text."""
    reported(store)
    page(store.db, None, ask(text))
    assert isinstance(analyser.indexed(text), list)


def test_a_new_analyser_builds_a_new_index_while_the_old_one_answers(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until it is built, everything is found; afterwards by the new terms only, and the old index is gone."""
    fill(store, ({"subject": f"Printer {n}", "created_at": START} for n in range(90)), by="ana")
    monkeypatch.setattr(analyser, "VERSION", analyser.VERSION + 1)
    assert rebuilding.incomplete(store.db) == 90
    reported(store)
    do(store, 5, Change(act=Act.AMEND, event="amended", fields={"subject": "Printer five"}))
    assert rebuilding.incomplete(store.db) == 90
    assert len(found(store, "printer", limit=200)) == 91
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))
        assert len(found(store, "printer", limit=200)) == 91

    stops = iter([False, True])
    rebuilding.rebuild(store, progress, stop=lambda: next(stops))
    assert 0 < rebuilding.incomplete(store.db) < 90
    rebuilding.rebuild(store, progress)
    assert seen[-1][0] == seen[-1][1] and rebuilding.incomplete(store.db) == 0
    assert found(store, "five") == [5]
    assert len(indexes(store.db)) == 1 and rebuilding.leftover(store.db) == []
    assert kept(store) == told(store)


def test_a_rebuilt_index_is_the_same(store: Store) -> None:
    """Built anew, it holds what it held; what is taken out of it can be purged."""
    for _ in range(30):
        reported(store, note("router"))
    before = kept(store)
    assert rebuilding.rebuild(store, afresh=True) == 30
    assert {(n, at, term) for n, at, term in kept(store)} == before == told(store)
    with store.writing() as writer:
        rebuilding.purge(writer.db)
    assert kept(store) == before
    assert get(store, 1).id == 1
