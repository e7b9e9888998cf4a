"""Evidence is underlined where it stands and told in words; hostile texts stay harmless however they are cut."""

from hypothesis import given
from hypothesis import strategies as st

from deskterm.widgets.evidence import in_words, learned_words, personal_words, underlined
from deskterm.widgets.lines import FOR_INCIDENT, FOR_REQUEST, plain
from deskterm.workflow.classify import classify
from deskterm.workflow.classify.verdict import Classification, Evidence
from deskterm.workflow.values import Kind


def found(text: str, phrase: str, weight: float = 1.0) -> Evidence:
    """A phrase of a text as evidence."""
    start = text.index(phrase)
    return Evidence(phrase, start, start + len(phrase), weight, "fault")


def test_a_phrase_is_underlined_over_the_line_end():
    """What is broken by the edge of the screen is underlined on both lines."""
    text = "printer says paper jam again"
    rows = underlined(text, [found(text, "paper jam")], 18)
    marked = ["".join(part for part, style in row if style.underline) for row in rows]
    assert [plain(row) for row in rows] == ["printer says paper", "jam again"]
    assert marked == ["paper", "jam"]


def test_incident_and_request_look_different():
    """A colour of their own; the words below the text say the same."""
    text = "broken, how to"
    rows = underlined(text, [found(text, "broken"), found(text, "how to", -1.0)], 40)
    styles = [style.color for part, style in rows[0] if style.underline]
    assert styles == [FOR_INCIDENT.color, FOR_REQUEST.color]


@given(st.text(alphabet="ab\x1b[31m\u202e\n\r\x9b]0;\x07ัเ \t", max_size=40), st.data())
def test_no_cut_lets_a_control_character_through(text, data):
    """Wherever evidence begins or ends, nothing reaches the terminal that it would obey."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    rows = underlined(text, [Evidence(text[start:end], start, end, 1.0, "fault")], 20)
    shown = "".join(plain(row) for row in rows)
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char in "\u202e\u2066" for char in shown)


def test_thai_marks_stay_with_their_letters():
    """Evidence that ends between a letter and its mark takes the mark along."""
    text = "เข้าไม่ได้ครับ"
    rows = underlined(text, [Evidence("ไม", 4, 6, 1.0, "cannot")], 40)
    assert plain(rows[0]) == text
    assert "◌" not in plain(rows[0])


def test_the_judgement_is_told_in_words():
    """Kind, how sure, the phrases, and what speaks against it."""
    text = "I can't open the file after the update, error 809"
    against = found(text, "update", -0.2)
    sure = Classification(Kind.INCIDENT, True, 0.9, "en", None, (found(text, "can't open"), found(text, "error 809")))
    assert in_words(sure) == "Incident, sure: “can't open”, “error 809”."
    unsure = Classification(Kind.INCIDENT, False, 0.1, "en", None, (found(text, "error 809"), against))
    assert in_words(unsure) == "Perhaps: Incident (“error 809”; against it: “update”). Not sure, please judge."
    assert "please judge" in in_words(Classification(None, False, 0.0, "en", None, ()))


def test_real_judgements_in_four_languages_can_be_told():
    """Every language's evidence points into the text that was given."""
    for text in (
        "Printer is broken, can't print",
        "Не могу войти, ошибка 809",
        "Nu merge imprimanta, eroare",
        "เข้าระบบไม่ได้ ขึ้นข้อความผิดพลาด",
    ):
        judged = classify(text)
        assert judged.evidence, text
        assert "".join(plain(row) for row in underlined(text, judged.evidence, 200)) == text
        assert all(each.phrase in in_words(judged) for each in judged.evidence[:1])


def test_the_desk_s_own_words_are_told_apart():
    """What was learned is a sentence of its own, beside the rules' phrases, whichever way it speaks."""
    text = "gizmo parcel is broken"
    rule, for_it, against = (
        found(text, "broken"),
        found(text, "gizmo", 0.8)._replace(why="learned"),
        found(text, "parcel", -0.5)._replace(why="learned"),
    )
    judged = Classification(Kind.INCIDENT, True, 0.9, "en", None, (for_it, against, rule))
    assert in_words(judged) == "Incident, sure: “broken”."
    assert learned_words(judged) == "Learned at this desk: “gizmo”; against it: “parcel”."
    assert learned_words(judged._replace(evidence=(for_it, rule))) == "Learned at this desk: “gizmo”."
    assert learned_words(judged._replace(evidence=(against, rule))) == "Learned at this desk, against it: “parcel”."
    assert learned_words(judged._replace(evidence=(rule,))) == ""
    alone = Classification(Kind.REQUEST, False, -0.1, "en", None, (against,))
    assert in_words(alone) == "Perhaps: Request. Not sure, please judge."
    assert learned_words(alone) == "Learned at this desk: “parcel”."


def test_personal_data_are_told_in_words():
    """The hint names the phrases that it rests on; without it nothing is said."""
    judged = classify("Passports of guests were shown to others")
    assert personal_words(judged).startswith("May touch personal data: “")
    assert personal_words(classify("the printer is broken")) == ""
