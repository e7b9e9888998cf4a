"""What a desk learns: counted exactly, asked late, heard quietly, and never against a verdict that is sure."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.workflow.classify import classify
from deskterm.workflow.codes import Kind, Nature
from deskterm.workflow.learning import (
    BUCKETS,
    CAP,
    ENOUGH,
    FEW,
    LIMIT,
    VERSION,
    Lessons,
    learned,
    places,
    told,
    with_lessons,
)

LEARNED = "learned"
KINDS = st.sampled_from(list(Kind))


def taught(incident: str = "gizmo again", request: str = "quarterly parcel", n: int = ENOUGH) -> Lessons:
    """A table after so many tickets, half of them of each kind."""
    lessons = Lessons()
    for number in range(n):
        kind = Kind.INCIDENT if number % 2 else Kind.REQUEST
        lessons.add(incident if kind is Kind.INCIDENT else request, kind)
    return lessons


def test_it_speaks_from_a_hundred_judged_tickets():
    """One fewer says nothing, and neither do a hundred of one kind."""
    assert learned("gizmo", taught(n=ENOUGH - 1)) == ()
    assert [each.phrase for each in learned("My gizmo", taught())] == ["gizmo"]
    lopsided = Lessons()
    for number in range(ENOUGH):
        lopsided.add("gizmo", Kind.REQUEST if number < FEW - 1 else Kind.INCIDENT)
    assert not lopsided.speaks


def test_a_rare_or_common_word_says_nothing():
    """A word of two tickets is chance; one of all tickets is no sign."""
    lessons = taught("shelf of the gizmo", "shelf of the parcel")
    for _ in range(2):
        lessons.add("zanzibar", Kind.INCIDENT)
    assert lessons.odds("zanzibar") == 0
    assert abs(lessons.odds("shelf")) < 0.1
    assert lessons.odds("gizmo") > 1
    assert lessons.odds("parcel") < -1


@given(st.lists(st.tuples(st.text(max_size=60), KINDS), max_size=12))
def test_what_goes_out_was_never_there(tickets):
    """Tickets that come and go, in whatever order, leave the table as it was."""
    lessons = taught()
    before = lessons.packed(), dict(lessons.totals)
    for text, kind in tickets:
        lessons.add(text, kind)
    for text, kind in sorted(tickets, key=repr):
        lessons.add(text, kind, -1)
    assert (lessons.packed(), lessons.totals) == before


def test_it_is_small_and_survives_being_kept():
    """64 kB however much was learned; other bytes are no table."""
    lessons = taught(n=300)
    packed = lessons.packed()
    assert len(packed) == 4 * BUCKETS < 100_000
    again = Lessons.unpacked(packed, lessons.totals[Kind.INCIDENT], lessons.totals[Kind.REQUEST])
    assert again.agrees(lessons)
    assert again.odds("gizmo") == lessons.odds("gizmo")
    with pytest.raises(ValueError, match="no table"):
        Lessons.unpacked(packed[1:], 1, 1)


def test_a_full_place_is_silent_and_stays_full():
    """Past the last number nobody knows how many there were: the word is not asked, and a recount is no complaint."""
    lessons = taught()
    (place,) = places("gizmo", Kind.INCIDENT)
    lessons.counts[place] = LIMIT - 1
    for times in (1, 1, -1):
        lessons.put([place], Kind.INCIDENT, times)
    assert lessons.counts[place] == LIMIT
    assert lessons.odds("gizmo") == 0
    counted = Lessons()
    counted.totals, counted.counts = dict(lessons.totals), array("H", lessons.counts)
    counted.counts[place] = 7
    assert lessons.agrees(counted)
    assert not counted.agrees(lessons)


def test_texts_are_read_into_the_same_places_in_every_release():
    """Tables outlive the program: whoever changes this raises VERSION, so that they are counted anew."""
    text = "Gizmo №7: не открывается ящик, imprimantă, เข้าไม่ได้"
    assert VERSION == 1
    assert sorted(place // 2 for place in places(text, Kind.REQUEST)) == PLACES
    assert places(text, Kind.INCIDENT) == {place - 1 for place in places(text, Kind.REQUEST)}


PLACES = [1971, 3037, 5939, 8300, 8334, 10021, 11348, 11585, 15619, 15812]


def test_spelling_does_not_matter():
    """Case, diacritics and ё are one word, as they are for the rules."""
    lessons = taught("imprimantă", "ещё")
    assert [each.phrase for each in learned("Imprimanta", lessons)] == ["Imprimanta"]
    assert [each.phrase for each in learned("еще", lessons)] == ["еще"]


@given(st.text(max_size=80) | st.text(alphabet="gizmoăเข้าไม่ได้ \u0301\u200b\n", max_size=80))
def test_words_stand_where_they_are_said_to(text):
    """Whatever the text: no exception, the phrase is what was written there, all words together weigh CAP at most."""
    lessons = taught("gizmo เข้าไม่ได้", "parcel ขอเพิ่มสิทธิ์")
    said = learned(text, lessons)
    assert all(text[each.start : each.end] == each.phrase for each in said)
    assert sum(abs(each.weight) for each in said) <= CAP + 0.05
    judged = with_lessons(classify(text), text, lessons)
    assert -1 < judged.score < 1


def test_a_sure_verdict_stays_and_shows_what_speaks_against_it():
    """The words of the desk are shown beside it and change nothing."""
    text = "The parcel app is broken, nothing works, error 809"
    rules = classify(text)
    judged = with_lessons(rules, text, taught())
    assert rules.sure
    assert (judged.kind, judged.sure, judged.score, judged.nature) == (rules.kind, True, rules.score, rules.nature)
    assert [each.phrase for each in judged.evidence if each.why == LEARNED] == ["parcel"]


def test_words_alone_tip_what_is_open_but_are_never_sure():
    """Where the rules find nothing the desk's own words may name the kind, and the agent is asked all the same."""
    lessons = taught("gizmo gadget widget doodad", "parcel ribbon paper string")
    for text, kind in (("gizmo gadget widget", Kind.INCIDENT), ("parcel ribbon paper", Kind.REQUEST)):
        judged = with_lessons(classify(text), text, lessons)
        assert (judged.kind, judged.sure) == (kind, False), text
    assert with_lessons(classify("gizmo gadget widget"), "gizmo gadget widget", lessons).nature is Nature.TECHNICAL


def test_a_faint_word_does_not_outweigh_silence():
    """Who only names a thing probably wants it; a word that a few tickets have had is less than that."""
    lessons = taught()
    for _ in range(4):
        lessons.add("gadget", Kind.INCIDENT)
    judged = with_lessons(classify("gadget"), "gadget", lessons)
    assert [each.weight > 0 for each in judged.evidence] == [True]
    assert judged.kind is classify("gadget").kind is Kind.REQUEST
    assert judged.score > classify("gadget").score


def test_what_the_rules_lean_to_may_become_sure():
    """Half a reason of the rules and the desk's habit together are enough."""
    text = "update the parcel ribbon paper"
    rules = classify(text)
    assert (rules.kind, rules.sure) == (Kind.REQUEST, False)
    assert with_lessons(rules, text, taught(request="parcel ribbon paper string")).sure
    against = with_lessons(rules, text, taught("parcel ribbon paper string", "gizmo"))
    assert (against.kind, against.sure) == (Kind.INCIDENT, False)


def test_a_language_without_rules_is_never_sure():
    """The desk's words may say what it is; the rules can't confirm it."""
    text = "Der Drucker und das Gizmo sind nicht mit error, fehler"
    rules = classify(text)
    assert rules.language == "de"
    judged = with_lessons(rules, text, taught("gizmo drucker fehler error sind nicht"))
    assert (judged.kind, judged.sure) == (Kind.INCIDENT, False)


def test_without_a_table_nothing_changes():
    """No desk, or one that has judged too little: the rules' own verdict."""
    rules = classify("gizmo")
    assert with_lessons(rules, "gizmo", None) is rules
    assert with_lessons(rules, "gizmo", Lessons()) is rules


def test_a_ticket_teaches_what_was_reported():
    """Subject and description; what is missing leaves no trace."""
    assert told("one", "two") == "one\ntwo"
    assert told("one", None) == "one"
