"""Sequences that a slow line tears apart."""

import pytest
from textual._xterm_parser import XTermParser

from deskterm.wire.escapes import PATIENCE, WINDOW, Escapes, parted


@pytest.mark.parametrize("rest", ["[A", "[5~", "OP", "[1;5C", "[97;5u", "[<0;1;1M"])
def test_the_rest_of_a_sequence_after_a_lone_escape_is_one_key(rest):
    """ESC, a pause in which it was taken for Esc, then the rest: one sequence, no letters."""
    escapes = Escapes()
    assert escapes.feed("\x1b", 0.0) == "\x1b"
    escapes.lone(0.05)
    assert escapes.feed(rest, 0.2) == "\x1b" + rest


@pytest.mark.parametrize("typed", ["j", "a", "\x1b[A", "x[A"])
def test_other_keys_after_escape_are_themselves(typed):
    """Esc and then a command are two keys."""
    escapes = Escapes()
    escapes.lone(0.05)
    assert escapes.feed(typed, 0.1) == typed


def test_a_bracket_after_escape_waits_and_is_a_key():
    """A bracket alone is the command it stands for, a little later."""
    escapes = Escapes()
    escapes.lone(0.05)
    assert escapes.feed("[", 0.1) == ""
    assert escapes.lapse(0.2) == ""
    assert escapes.due is not None
    assert escapes.lapse(escapes.due) == "["
    assert escapes.due is None


def test_a_bracket_long_after_escape_is_a_key_at_once():
    """The window closes."""
    escapes = Escapes()
    escapes.lone(0.05)
    assert escapes.feed("[", 0.06 + WINDOW) == "["


def test_a_torn_sequence_is_held():
    """A sequence torn behind its bracket waits for its end."""
    escapes = Escapes()
    assert escapes.feed("j\x1b[", 0.0) == "j"
    assert escapes.feed("1;", 0.2) == ""
    assert escapes.feed("5Ck", 0.4) == "\x1b[1;5Ck"


def test_what_never_ends_is_given_up():
    """After its time the text is handed on as it came."""
    escapes = Escapes()
    assert escapes.feed("\x1b[", 0.0) == ""
    assert escapes.lapse(PATIENCE) == "\x1b["


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("\x1bd", ["escape", "d"]),
        ("a\x1bD", ["a", "escape", "D"]),
        ("\x1bж", ["escape", "ж"]),
        ("\x1b1", ["escape", "1"]),
        ("\x1b\x13", ["escape", "ctrl+s"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1b[A\x1bOB", ["up", "down"]),
        ("\x1b[1;3A", ["alt+up"]),
    ],
)
def test_escape_and_a_key_in_one_piece_are_two_keys(text, keys):
    """A burst never turns "back, then d" into an alt+d that nobody listens to; sequences stay whole."""
    assert [event.key for event in XTermParser().feed(parted(text))] == keys
