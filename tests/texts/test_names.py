"""Every code of the desk has a word."""

import pytest

from deskterm.store.write.shipped import CATEGORIES, PARENTS, QUESTIONS
from deskterm.texts import levels, names, reasons, topics
from deskterm.workflow import values
from deskterm.workflow.classify import REASONS

ENUMS = [
    (values.Kind, names.kind),
    (values.Nature, names.nature),
    (values.Status, names.status),
    (values.Status, names.status_sign),
    (values.Role, names.role),
    (values.Channel, names.channel),
    (values.NoteKind, names.note_kind),
    (values.Delivery, names.delivery),
    (values.EscalationReason, names.escalation_reason),
    (values.WaitReason, names.wait_reason),
    (values.ResolutionCode, names.resolution),
    (values.Cause, names.cause),
    (values.LinkType, names.link),
    (values.Act, names.act),
    (values.Act, names.act_done),
]


@pytest.mark.parametrize(("codes", "word"), ENUMS, ids=lambda value: getattr(value, "__name__", "?"))
def test_every_code_has_a_word_of_its_own(codes, word):
    """No code is shown bare, and no two codes of a kind look alike."""
    words = [word(code) for code in codes]
    assert all(words)
    assert len(set(words)) == len(words)
    assert not [text for text in words if "_" in text or "?" in text]


@pytest.mark.parametrize("codes", [codes for codes, _ in ENUMS] + [values.Line], ids=lambda codes: codes.__name__)
def test_any_value_can_be_named(codes):
    """`name_of` finds the word by the value's type."""
    assert all(names.name_of(code) for code in codes)


def test_codes_of_the_tree_and_of_questions_have_words():
    """The shipped category tree and its questions are worded; nothing else is."""
    codes = [category.code for category in CATEGORIES] + list(PARENTS)
    assert set(topics._CATEGORIES) == set(codes)
    assert set(topics._QUESTIONS) == set(QUESTIONS)
    assert topics.category("network/vpn") == names.name_of("network/vpn") == "Network / VPN"
    assert all(topics.question(code).endswith("?") for code in QUESTIONS)


def test_codes_of_the_desks_own_are_readable_and_safe():
    """A category that a desk has made is shown in a readable form."""
    assert topics.category("network/guest_wifi") == "Network / Guest wifi"
    assert topics.question("how_\x1b[2Jloud") == "How loud"
    assert topics.category(None) == ""


def test_priorities_differ_without_colour():
    """Word, code and sign tell priorities apart; a ticket that nobody judged says so."""
    assert [levels.priority(n) for n in (1, 2, 3, 4)] == ["P1 Critical", "P2 High", "P3 Medium", "P4 Low"]
    assert len({levels.priority_sign(n) for n in (None, 1, 2, 3, 4)}) == 5
    assert levels.priority(None) == "P- Not triaged"
    assert levels.priority(7) == "P7"


def test_requesters_are_told_one_of_three_levels():
    """P1 and P2 are high, P3 medium, the rest low."""
    assert [levels.requester_level(n) for n in (None, 1, 2, 3, 4, 5)] == ["", "high", "high", "medium", "low", "low"]


def test_levels_are_words():
    """Impact and urgency answer their questions in words."""
    assert levels.impact_question() and levels.urgency_question()
    assert "site" in levels.impact(1) and "one person" in levels.impact(3)
    assert "stopped" in levels.urgency(1) and "wait" in levels.urgency(3)
    assert levels.impact(9) == "9"


def test_every_reason_of_the_classifier_is_worded():
    """No evidence is shown with a bare code."""
    assert set(reasons._REASONS) == REASONS
