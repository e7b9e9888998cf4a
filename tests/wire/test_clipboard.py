"""A copy reaches the terminal through whatever stands between."""

import base64
import re

import pytest

from deskterm.wire.clipboard import MOST, PIECE, fits, sequences

TEXT = "DT-1 Не печатает ที่ทำ (deskterm show DT-1)\n" * 20
ENCODED = base64.b64encode(TEXT.encode()).decode()
PLAIN = f"\x1b]52;c;{ENCODED}\x07"


def test_a_plain_terminal_gets_one_sequence():
    """OSC 52 with the text in base64, which holds no control character."""
    assert sequences(TEXT, {"TERM": "xterm-256color"}) == PLAIN


def test_tmux_gets_it_both_ways():
    """As it is, and wrapped with every ESC doubled; also where only the name of the terminal tells of tmux."""
    for environ in ({"TMUX": "/tmp/x,1,0", "TERM": "screen-256color"}, {"TERM": "tmux-256color"}):
        wrapped = PLAIN.replace("\x1b", "\x1b\x1b")
        assert sequences(TEXT, environ) == f"{PLAIN}\x1bPtmux;{wrapped}\x1b\\"


def test_gnu_screen_gets_pieces():
    """None is longer than screen takes, and put together they are the sequence."""
    sent = sequences(TEXT, {"STY": "1.pts", "TERM": "screen"})
    assert sequences(TEXT, {"TERM": "screen.xterm-256color"}) == PLAIN + sent, "on the other side of a line"
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", sent, re.S)
    assert "".join(pieces) == PLAIN
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == sent
    assert max(map(len, pieces)) <= PIECE


@pytest.mark.parametrize(("size", "short"), [(MOST, True), (MOST + 1, False)])
def test_what_no_terminal_takes_is_known(size, short):
    """The cap is of bytes, not of letters."""
    assert fits("x" * size) is short
    assert fits("ж" * (MOST // 2 + 1)) is False
