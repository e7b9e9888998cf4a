"""Sequences that a slow line tears apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskterm.wire.escapes import (
    LONGEST,
    PASTE_PATIENCE,
    PATIENCE,
    QUICK,
    SLOW,
    WINDOW,
    Arrived,
    Escape,
    Escapes,
    Keys,
    Pasted,
)
from deskterm.wire.sequences import Parser

SEQUENCES = {
    "\x1b[A": "up",
    "\x1bOA": "up",
    "\x1b[5~": "pageup",
    "\x1bOP": "f1",
    "\x1b[[A": "f1",
    "\x1b[1;5C": "ctrl+right",
    "\x1b[97;5u": "ctrl+a",
    "\x1b[H": "home",
    "\x1b[1~": "home",
    "\x1b[8~": "end",
}


def keys(pieces):
    """The names of the keys; pastes as their text in a tuple."""
    found, parser = [], Parser()
    for piece in pieces:
        match piece:
            case Keys(text):
                found += [message.key for message in parser.messages(text) if hasattr(message, "key")]
            case Escape():
                found.append("escape")
            case Pasted(text):
                found.append((text,))
    return found


def played(escapes, typed):
    """Pieces with the pauses after them, played on a clock that also lets held text lapse; a long silence ends it."""
    now, found = 0.0, []
    for text, pause in [*typed, ("", 60.0)]:
        found += escapes.feed(text, now) if text else []
        end = now + pause
        while escapes.due is not None and escapes.due <= end:
            now = max(now, escapes.due)
            found += escapes.lapse(now)
        now = end
    return found


def test_a_lone_escape_is_the_key_at_once_on_a_good_line_and_later_on_a_slow_one():
    """The wait follows the line."""
    for slow, wait in ((False, QUICK), (True, SLOW)):
        escapes = Escapes()
        escapes.slow = slow
        assert escapes.feed("\x1b", 1.0) == []
        assert escapes.lapse(1.0 + wait - 0.01) == []
        assert escapes.lapse(1.0 + wait) == [Escape()]
        assert escapes.due is None


def test_what_the_person_asked_for_goes_before():
    """A wait that is set is the wait, whatever the line is like."""
    escapes = Escapes(0.1)
    escapes.slow = True
    assert escapes.delay == 0.1


@given(st.sampled_from(sorted(SEQUENCES)), st.data(), st.lists(st.sampled_from("jka"), max_size=3).map("".join))
def test_a_sequence_torn_anywhere_on_a_slow_line_is_one_key(sequence, data, after):
    """ESC, up to 240 ms, the rest: nothing but the key, and what is typed behind it."""
    escapes = Escapes()
    escapes.slow = True
    cuts = data.draw(st.sets(st.integers(1, len(sequence) - 1)))
    pauses = st.floats(0.0, SLOW - 0.01)
    places = [0, *sorted(cuts), len(sequence)]
    typed = [(sequence[a:b], data.draw(pauses)) for a, b in pairwise(places)]
    assert keys(played(escapes, [*typed, (after, 0.0)])) == [SEQUENCES[sequence], *after]


@given(st.sampled_from(sorted(SEQUENCES)), st.data())
def test_a_sequence_torn_on_a_line_thought_good_never_acts_as_letters(sequence, data):
    """Esc may have been taken for the key, once; what comes is the whole key all the same, and the line is not trusted
    again.
    """
    escapes = Escapes()
    at, pause = data.draw(st.integers(1, len(sequence) - 1)), data.draw(st.floats(0.0, WINDOW - 0.01))
    heard = keys(played(escapes, [(sequence[:at], pause), (sequence[at:], 0.0)]))
    late = at == 1 and pause >= QUICK
    assert heard == (["escape"] if late else []) + [SEQUENCES[sequence]]
    assert not late or pause < escapes.delay <= LONGEST or escapes.delay == LONGEST


def test_a_line_is_trusted_again():
    """When an Esc is an Esc for long enough, the wait becomes short."""
    escapes = Escapes()
    assert keys(played(escapes, [("\x1b", 0.3), ("[A", 0.0)])) == ["escape", "up"]
    assert escapes.delay > 0.4
    for _ in range(40):
        played(escapes, [("\x1b", 2.0)])
    assert escapes.delay == QUICK


@pytest.mark.parametrize("typed", ["j", "a", "x[A"])
def test_other_keys_after_escape_are_themselves(typed):
    """Esc and then a command are two keys."""
    assert keys(played(Escapes(), [("\x1b", 0.1), (typed, 0.0)])) == [
        "escape",
        *[{"[": "left_square_bracket"}.get(letter, letter) for letter in typed],
    ]


def test_a_bracket_after_escape_waits_and_is_a_key():
    """A bracket alone is the command it stands for, a little later, or at once when the window has closed."""
    escapes = Escapes()
    escapes.feed("\x1b", 0.0)
    assert escapes.lapse(QUICK) == [Escape()]
    assert escapes.feed("[", 0.1) == []
    assert escapes.due is not None
    assert escapes.lapse(escapes.due) == [Keys("[")]
    escapes.feed("\x1b", 5.0)
    assert escapes.lapse(6.0) == [Escape()]
    assert escapes.feed("[", 6.01 + WINDOW) == [Keys("[")]


@pytest.mark.parametrize("torn", ["\x1b[", "\x1b[1;", "\x1bO", "\x1b[[", "\x1b]11;rgb:", "\x1b[ж", "\x1b[\x1b[B"])
def test_what_never_ends_does_nothing(torn):
    """No letter of a sequence that stays torn is a command."""
    heard = keys(played(Escapes(), [(torn, 0.0)]))
    assert [key for key in heard if key not in ("down", "ж")] == []


@pytest.mark.parametrize(
    "answer",
    [
        "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
        "\x1b]52;c;YWFh\x07",
        "\x1bP>|XTerm(390)\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1b_Gi=1;OK\x1b\\",
        "\x1b[?64;1;2c",
        "\x1b[>41;390;0c",
        "\x1b[9;9;9X",
    ],
)
def test_answers_and_unknown_sequences_are_no_keys(answer):
    """What a terminal answers to whatever reached it types nothing, in one piece or in two; what follows is heard."""
    for at in range(1, len(answer)):
        escapes = Escapes()
        escapes.slow = True
        assert keys(played(escapes, [(answer[:at], 0.1), (answer[at:] + "j", 0.0)])) == ["j"], at


@pytest.mark.parametrize("at", range(1, 5))
def test_the_answer_that_the_terminal_is_there(at):
    """It is told, whole or torn."""
    escapes = Escapes()
    assert played(escapes, [("\x1b[0n"[:at], 0.01), ("\x1b[0n"[at:], 0.0)]) == [Arrived()]


@given(st.text("a\r\n\x1b[]~20;Aqж", max_size=30).filter(lambda text: "\x1b[201~" not in text), st.data())
def test_a_paste_is_a_paste(text, data):
    """Whatever it holds and wherever the line tears it, it is one text; no letter of it is a key."""
    whole = f"\x1b[200~{text}\x1b[201~j"
    cuts = data.draw(st.sets(st.integers(1, len(whole) - 1), max_size=5))
    places = [0, *sorted(cuts), len(whole)]
    escapes = Escapes()
    escapes.slow = True
    typed = [(whole[a:b], 0.2) for a, b in pairwise(places)]
    assert keys(played(escapes, typed)) == [(text,), "j"]


def test_a_paste_that_never_ends_is_over_after_a_while():
    """A line that fell silent in the middle does not take the keyboard with it."""
    escapes = Escapes()
    assert escapes.feed("\x1b[200~abc", 0.0) == []
    assert escapes.lapse(PASTE_PATIENCE) == [Pasted("abc")]
    assert escapes.feed("j", PASTE_PATIENCE + 1) == [Keys("j")]


def test_a_torn_sequence_is_held():
    """A sequence torn behind its bracket waits for its end."""
    escapes = Escapes()
    assert escapes.feed("j\x1b[", 0.0) == [Keys("j")]
    assert escapes.feed("1;", PATIENCE - 0.1) == []
    assert escapes.feed("5Ck", PATIENCE + 0.4) == [Keys("\x1b[1;5C"), Keys("k")]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("\x1bd", ["escape", "d"]),
        ("a\x1bD", ["a", "escape", "D"]),
        ("\x1bж", ["escape", "ж"]),
        ("\x1b1", ["escape", "1"]),
        ("\x1bX", ["escape", "X"]),
        ("\x1b]", ["escape", "right_square_bracket"]),
        ("\x1b\x13", ["escape", "ctrl+s"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1b\x1b[A", ["escape", "up"]),
        ("\x1b[A\x1bOB", ["up", "down"]),
        ("\x1b[1;3A", ["alt+up"]),
        ("\x1b\x7f", ["ctrl+w"]),
        ("\x1b[27u", ["escape"]),
    ],
)
def test_escape_and_a_key_in_one_piece_are_two_keys(text, heard):
    """A burst never turns "back, then d" into an alt+d that nobody listens to; sequences stay whole."""
    assert keys(played(Escapes(), [(text, 0.0)])) == heard
