"""Nothing that anybody typed moves the cursor, hides text or writes to the clipboard."""

import time
import unicodedata

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskterm.texts.safe import MARKS, safe

CLEAN = [
    "Printer on floor 2 is jammed",
    "Не печатает отчёт, ошибка №5 — «нет доступа»",
    "Nu pot intra în cont: parolă greșită, vă rog",
    "เครื่องพิมพ์ชั้นสองใช้งานไม่ได้ตั้งแต่เมื่อเช้านี้ น้ำหก ปุ๋ย",
    "👨\u200d👩\u200d👧 ❤️ 👍🏽 1️⃣ 🏴\u200d☠️ ⚠️",
    "می\u200cخواهم",
    "क\u094d\u200dष हिन्दी",
    "e\u0301 stays as it was typed, and so does é",
    "",
]
HARMFUL = [
    ("\x1b[31mERROR\x1b[0m", "ERROR"),
    ("\x9b31mERROR\x9bm", "ERROR"),
    ("\x1b]8;;https://bad.example\x07click\x1b]8;;\x1b\\", "click"),
    ("\x1b]52;c;cm0gLXJm\x07ok", "ok"),
    ("\x1b]0;new title\x07ok", "ok"),
    ("\x9d2;title\x9cok", "ok"),
    ("\x1bP1$r0m\x1b\\ok", "ok"),
    ("\x1b_payload\x1b\\ok", "ok"),
    ("\x1b^payload\x1b\\ok", "ok"),
    ("\x1bXpayload\x1b\\ok", "ok"),
    ("\x90q\x9cok", "ok"),
    ("\x1bcok", "ok"),
    ("\x1b(0ok", "ok"),
    ("\x1b[2J\x1b[Hok", "ok"),
    ("\x1b]0;never ends", "␛]0;never ends"),
    ("ends with \x1b", "ends with ␛"),
    ("\x1b\x1b[31m[32mx", "␛[32mx"),
    ("a\x00b\x07c\x08d\x7f", "a␀b␇c␈d␡"),
    ("a\x84b", "a‹U+0084›b"),
    ("one\ntwo\tthree\r\nfour\x0bfive", "one two three four five"),
    ("a\u2028b\u2029c\x85d", "a b c d"),
    ("gpj.\u202eexe", "gpj.‹U+202E›exe"),
    ("\u2067\u2067a\u2069", "‹U+2067×2›a‹U+2069›"),
    ("a\u200fb\u200eс\u061c", "a‹U+200F›b‹U+200E›с‹U+061C›"),
    ("ok\U000e0048\U000e0069", "ok‹U+E0048×2›"),
    ("pass\u00adword\u200b\ufeff\u2060", "password"),
    ("in\u200dvisi\u200cble", "invisible"),
    ("\ud83dx\udfff", "\ufffdx\ufffd"),
    ("\ufffe\ufdd0\U0001ffff", "\ufffd\ufffd\ufffd"),
    ("z" + "\u0301" * 40 + "a", "z" + "\u0301" * MARKS + "a"),
    ("\u0e48ab", "\u25cc\u0e48ab"),
]
STEERING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
ANY = st.text(st.characters(codec=None, categories=None))
NASTY = st.lists(
    st.one_of(
        ANY,
        st.sampled_from(
            [
                "\x1b[",
                "\x1b]",
                "\x1bP",
                "\x1b\\",
                "\x9b",
                "\x9d",
                "\x9c",
                "\x07",
                "31m",
                "52;c;",
                "0;t",
                "2J",
                "\u200d",
                "\u200c",
                "\u202e",
                "\u0301",
                "\u0e48",
                "\u0e33",
                "\u0915",
                "\u094d",
                "👩",
                "\ufe0f",
                "\U000e0041",
                "\u00ad",
                "\u2028",
                "\r\n",
                " ",
            ]
        ),
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_is_left_alone(text):
    """What people write in any of the desk's languages, with emoji, comes out as it went in."""
    assert safe(text) == text
    assert safe(text, multiline=True) == text


@pytest.mark.parametrize(("text", "shown"), HARMFUL, ids=lambda value: ascii(value)[:30])
def test_what_harms_is_taken_out_or_made_visible(text, shown):
    """Complete sequences go, broken ones and steering marks can be seen."""
    assert safe(text) == shown


def test_lines_stay_when_they_are_asked_for():
    """With `multiline` every kind of line end becomes one, and a tab four spaces."""
    assert safe("a\r\nb\rc\u2028d\x0be\n\tf", multiline=True) == "a\nb\nc\nd\ne\n    f"


def forbidden(char: str) -> bool:
    """Is this a control, a lone surrogate, a direction mark or a line separator?"""
    bidi = unicodedata.bidirectional(char)
    return unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or bidi in STEERING


@given(st.one_of(ANY, NASTY))
def test_no_control_character_comes_out(text):
    """Whatever goes in, no character comes out that a terminal would obey."""
    assert not [char for char in safe(text) if forbidden(char)]
    assert not [char for char in safe(text, multiline=True) if char != "\n" and forbidden(char)]


@settings(max_examples=400)
@given(st.one_of(ANY, NASTY), st.booleans())
def test_safe_text_is_safe_already(text, multiline):
    """A second time changes nothing."""
    once = safe(text, multiline=multiline)
    assert safe(once, multiline=multiline) == once


@given(st.one_of(ANY, NASTY))
def test_no_letter_carries_more_than_a_few_marks(text):
    """Marks are never stacked over the neighbouring rows."""
    run = 0
    for char in safe(text):
        run = run + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        assert run <= MARKS


@settings(max_examples=150, deadline=None)
@given(st.one_of(NASTY, st.sampled_from([text for text, _ in HARMFUL])))
def test_a_terminal_only_prints_it(text):
    """On a terminal's screen safe text moves the cursor to the right by printing, and changes nothing else."""
    screen = pyte.Screen(200, 5)
    stream = pyte.Stream(screen)
    stream.feed("\x1b[3;1H")
    before = (screen.title, screen.mode.copy(), screen.charset, screen.margins)
    shown = safe(text)[:60]
    stream.feed(shown)
    assert screen.cursor.y == 2
    assert screen.cursor.attrs == screen.default_char
    assert (screen.title, screen.mode, screen.charset, screen.margins) == before
    rows = screen.display
    assert not any(row.strip() for at, row in enumerate(rows) if at != 2)


@pytest.mark.parametrize(
    "unit",
    ["\x1b]", "\x1b[", "\x9d", "\x1b]a", "\x1b ", "\u0301", "\u200d", "\u202e\u202d", "ที่", "a\u200d\u0301"],
    ids=ascii,
)
def test_a_megabyte_is_no_trouble(unit):
    """The work grows with the length of the text, not with its square."""
    text = unit * (1_000_000 // len(unit))
    start = time.perf_counter()
    safe(text)
    assert time.perf_counter() - start < 20
